using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tea.Tests;

/// <summary>
/// The other end of a script's TCP connection. The limit is only there so that a script that falls silent fails its test
/// instead of stopping all of them.
/// </summary>
internal sealed class TcpPeer : IDisposable
{
    private static readonly TimeSpan limit = TimeSpan.FromMinutes(2);

    private readonly Socket socket;

    private TcpPeer(Socket socket)
    {
        this.socket = socket;
        socket.ReceiveTimeout = (int)limit.TotalMilliseconds;
        socket.SendTimeout = (int)limit.TotalMilliseconds;
    }

    /// <summary>Connects to a server on 127.0.0.1.</summary>
    /// <param name="port">The server's port.</param>
    /// <param name="receiveBuffer">The receive buffer's size in bytes; the system's default when left out.</param>
    public static TcpPeer Connect(int port, int? receiveBuffer = null)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.ReceiveBufferSize = receiveBuffer ?? socket.ReceiveBufferSize;
        socket.Connect(IPAddress.Loopback, port);
        return new TcpPeer(socket);
    }

    /// <summary>Waits for a client.</summary>
    public static TcpPeer Accept(Socket listener) => listener.Poll(limit, SelectMode.SelectRead)
        ? new TcpPeer(listener.Accept())
        : throw new TimeoutException("nobody has connected");

    public void Send(string text) => Send(Encoding.UTF8.GetBytes(text));

    public void Send(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[socket.Send(bytes)..];
        }
    }

    /// <summary>Sends as much as the system takes without waiting, and returns how many bytes that were.</summary>
    public int SendUntilFull()
    {
        byte[] piece = new byte[65536];
        int taken = 0;
        socket.Blocking = false;
        for (SocketError error = SocketError.Success; error == SocketError.Success;)
        {
            taken += socket.Send(piece, 0, piece.Length, SocketFlags.None, out error);
        }

        socket.Blocking = true;
        return taken;
    }

    /// <summary>Sends the end of the stream; the other direction stays open.</summary>
    public void FinishSending() => socket.Shutdown(SocketShutdown.Send);

    /// <summary>Receives exactly that many bytes, or fewer if the stream ends before.</summary>
    public string Receive(int count)
    {
        byte[] bytes = new byte[count];
        int length = 0;
        for (int part = -1; part != 0 && length < count; length += part)
        {
            part = socket.Receive(bytes, length, count - length, SocketFlags.None);
        }

        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    /// <summary>Everything until the peer has finished; it is an error if the connection is reset.</summary>
    public string ReceiveToEnd()
    {
        using var received = new MemoryStream();
        byte[] piece = new byte[65536];
        for (int length = -1; length != 0;)
        {
            length = socket.Receive(piece);
            received.Write(piece, 0, length);
        }

        return Encoding.UTF8.GetString(received.ToArray());
    }

    /// <summary>Receives until the connection has ended in whatever way, and returns the number of bytes.</summary>
    public long CountUntilDropped()
    {
        byte[] piece = new byte[65536];
        long count = 0;
        for (int part = -1; part != 0; count += part)
        {
            part = socket.Receive(piece, 0, piece.Length, SocketFlags.None, out SocketError error);
            if (error == SocketError.TimedOut)
            {
                throw new TimeoutException("the connection has not ended");
            }
        }

        return count;
    }

    /// <summary>Ends the connection with a reset instead of an orderly close.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Dispose();
    }

    public void Dispose() => socket.Dispose();
}
