using System.Net;
using System.Net.Sockets;
using Xunit;

namespace Tea.Tests;

/// <summary>examples/node/socket-options.js.</summary>
public sealed class SocketOptionsExampleTests : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly int port;

    public SocketOptionsExampleTests()
    {
        listener.Start();
        port = ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Dispose() => listener.Dispose();

    [Fact]
    public void WhatTheSystemSaysIsPrintedAndThenTheAnswer()
    {
        using RunningProgram client = Start();
        using (var peer = TcpPeer.Accept(listener.Server))
        {
            Assert.Equal("hello\n", peer.Receive(6));
            peer.Send("odpověď\n");
        }

        int size = OperatingSystem.IsLinux() ? 65536 : 32768;
        Assert.Matches(
            $@"^SO_RCVBUF: \d+ -> {size}\nSO_SNDBUF: \d+ -> {size}\nSO_KEEPALIVE: false -> true\nTCP_NODELAY: false -> true\n"
            + @"SO_LINGER: off -> 0\nodpověď\n$",
            client.WaitForExit().Success);
    }

    [Fact]
    public void KeepingAliveGoesOnInNodesHands()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "reads timers in /proc");
        using RunningProgram client = Start();
        using Socket peer = listener.AcceptSocket();
        Assert.NotEqual(0, peer.Receive(new byte[6]));
        peer.Send("answer\n"u8);
        client.WaitForLine("answer"); // with it came the acknowledgement of the message: no timer runs for sending it again
        Assert.Equal("02", TimerOf((IPEndPoint)peer.RemoteEndPoint!));
    }

    [Fact]
    public void LingeringGoesOnInNodesHands()
    {
        using RunningProgram client = Start();
        using var peer = TcpPeer.Accept(listener.Server);
        Assert.Equal("hello\n", peer.Receive(6));
        peer.FinishSending();
        SocketException exception = Assert.Throws<SocketException>(peer.ReceiveToEnd);
        Assert.Equal(SocketError.ConnectionReset, exception.SocketErrorCode);
        Assert.Equal(0, client.WaitForExit().ExitCode);
    }

    [Fact]
    public void AServerThatIsNotThereIsReported()
    {
        using var closed = ClosedPort.Tcp();
        ProgramResult result = Example.Run("node/socket-options.js", "127.0.0.1", $"{closed.Number}", "hello");
        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith($"socket-options: connect ECONNREFUSED 127.0.0.1:{closed.Number}", result.Errors, StringComparison.Ordinal);
    }

    private RunningProgram Start() => Example.Start("node/socket-options.js", "127.0.0.1", $"{port}", "hello");

    /// <summary>The kind of timer that runs for a client's side: "01" for sending again, "02" for keeping alive.</summary>
    private string TimerOf(IPEndPoint client) => (
        from line in File.ReadLines("/proc/net/tcp")
        where line.Contains($":{client.Port:X4} 0100007F:{port:X4} ", StringComparison.Ordinal)
        select line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[5][..2]).Single();
}
