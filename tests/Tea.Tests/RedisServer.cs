using System.Net;
using System.Net.Sockets;

namespace Tea.Tests;

/// <summary>A Redis server on 127.0.0.1 that keeps nothing.</summary>
internal sealed class RedisServer : IDisposable
{
    private const int attempts = 5;

    private readonly RunningProgram program;

    private RedisServer(RunningProgram program, int port)
    {
        this.program = program;
        Port = port;
    }

    public int Port { get; }

    /// <summary>Starts a server whose working directory is the given one. It cannot be asked for port 0, so a free one is tried.</summary>
    public static RedisServer Start(string directory)
    {
        string path = Require.Tool("redis-server");
        for (int attempt = 1; ; attempt++)
        {
            int port = FreePort();
            var program = RunningProgram.Start(
                path,
                ["--port", $"{port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", directory]);
            try
            {
                program.WaitForLine("Ready to accept connections");
                return new RedisServer(program, port);
            }
            catch (Exception exception)
            {
                program.Dispose();
                bool taken = exception.Message.Contains("Address already in use", StringComparison.Ordinal);
                if (!taken || attempt == attempts)
                {
                    throw;
                }
            }
        }
    }

    public void Dispose() => program.Dispose();

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
