using System.Text;
using TeaSocket.Platform;

namespace TeaSocket.WindowsCheck;

/// <summary>Sockets on the loopback interface, and what the checks do with them.</summary>
internal static class Loopback
{
    public static SystemConstants Constants => SystemCalls.Current.Constants;

    public static SocketAddress Any { get; } = SocketAddress.Parse(Family.Inet, "127.0.0.1");

    public static SocketAddress Any6 { get; } = SocketAddress.Parse(Family.Inet6, "::1");

    public static Socket Stream() => new(Family.Inet, SocketType.Stream);

    public static Socket Listener(SocketAddress? address = null)
    {
        address ??= Any;
        var listener = new Socket(address.Family, SocketType.Stream);
        listener.Bind(address);
        listener.Listen();
        return listener;
    }

    public static Socket Datagram()
    {
        var socket = new Socket(Family.Inet, SocketType.Datagram);
        socket.Bind(Any);
        return socket;
    }

    /// <summary>A connection: the connecting end and the accepted one. The backlog lets one thread make both.</summary>
    public static (Socket Client, Socket Accepted) Pair(SocketAddress? address = null)
    {
        using Socket listener = Listener(address);
        var client = new Socket(listener.Family, SocketType.Stream);
        client.Connect(listener.GetSocketName());
        return (client, listener.Accept()!);
    }

    /// <summary>A socket that holds a port where nothing listens, so that connecting there is refused.</summary>
    public static Socket Refusing()
    {
        Socket socket = Stream();
        socket.Bind(Any);
        return socket;
    }

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>What one receive returns, as text.</summary>
    public static string ReceiveText(Socket socket, int size = 100)
    {
        byte[] buffer = new byte[size];
        int? received = socket.Receive(buffer);
        return received is { } length ? Encoding.UTF8.GetString(buffer, 0, length) : "(would block)";
    }

    /// <summary>Waits for as long as it takes; the run's own patience ends it.</summary>
    public static Readiness Wait(Socket socket, Readiness wanted)
    {
        SelectEntry[] entries = [new(socket, wanted)];
        Socket.Select(entries);
        return entries[0].Ready;
    }

    public static string NameOf(int error) =>
        SystemCalls.Current.ErrorNames.TryGetValue(error, out string? name) ? name : $"{error}";
}
