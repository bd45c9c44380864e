namespace TeaSocket.Tests;

/// <summary>Real sockets on loopback, ready for a test.</summary>
internal static class SocketPairs
{
    public static SocketAddress AnyLoopbackPort { get; } = SocketAddress.Parse(Family.Inet, "127.0.0.1", 0);

    /// <summary>A TCP socket that listens on a port of the system's choice.</summary>
    public static Socket Listener()
    {
        var listener = new Socket(Family.Inet, SocketType.Stream);
        listener.Bind(AnyLoopbackPort);
        listener.Listen();
        return listener;
    }

    /// <summary>Both ends of a TCP connection.</summary>
    public static (Socket Client, Socket Server) Tcp()
    {
        using Socket listener = Listener();
        var client = new Socket(Family.Inet, SocketType.Stream);
        client.Connect(listener.GetSocketName());
        return (client, listener.Accept()!);
    }

    /// <summary>A UDP socket on a port of the system's choice.</summary>
    public static Socket Udp()
    {
        var socket = new Socket(Family.Inet, SocketType.Datagram);
        socket.Bind(AnyLoopbackPort);
        return socket;
    }
}
