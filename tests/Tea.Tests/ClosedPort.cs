using System.Net;
using System.Net.Sockets;

namespace Tea.Tests;

/// <summary>A port of 127.0.0.1 that refuses, and that nobody else can take meanwhile.</summary>
internal sealed class ClosedPort : IDisposable
{
    private readonly Socket socket;

    private ClosedPort(Socket socket)
    {
        this.socket = socket;
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
    }

    public int Number => ((IPEndPoint)socket.LocalEndPoint!).Port;

    /// <summary>A socket that is bound, but does not listen, holds the port.</summary>
    public static ClosedPort Tcp() => new(new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));

    /// <summary>A datagram socket that is connected takes nothing from others than its peer: here, itself.</summary>
    public static ClosedPort Udp()
    {
        var port = new ClosedPort(new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp));
        port.socket.Connect(port.socket.LocalEndPoint!);
        return port;
    }

    public void Dispose() => socket.Dispose();
}
