using System.Buffers;
using System.Text;
using static TeaSocket.Script.Parameter;

namespace TeaSocket.Script;

// Sending and receiving.
public sealed partial class SocketTable
{
    /// <summary>What is sent whole is All, or the number of bytes.</summary>
    private static TableFunction[] TransferFunctions =>
    [
        new("send", [Integer("socket"), Bytes("data")], (t, in c) => Sent(t.Find(c.Integer(0), "send").Send(c.Bytes), c.Bytes.Length)) { Waits = true },
        new("sendTo", [Integer("socket"), Bytes("data"), Parameter.Text("address"), Integer("port")], (t, in c) =>
        {
            Socket socket = t.Find(c.Integer(0), "sendto");
            return Sent(socket.Send(c.Bytes, t.AddressFor(socket, c.Text(0), c.Integer(1))), c.Bytes.Length);
        }) { Waits = true },
        new("sendText", [Integer("socket"), Parameter.Text("data")], (t, in c) =>
            SendText(t.Find(c.Integer(0), "send"), c.Text(0), null)) { Waits = true },
        new("sendTextTo", [Integer("socket"), Parameter.Text("data"), Parameter.Text("address"), Integer("port")], (t, in c) =>
        {
            Socket socket = t.Find(c.Integer(0), "sendto");
            return SendText(socket, c.Text(0), t.AddressFor(socket, c.Text(1), c.Integer(1)));
        }) { Waits = true },
        new("receive", [Integer("socket"), Integer("length")], (t, in c) =>
            t.Receive(t.Find(c.Integer(0), "recv"), c.Arrivals[..(int)c.Integer(1)])) { Waits = true },
        new("receiveInto", [Integer("socket"), Room("buffer")], (t, in c) => t.Receive(t.Find(c.Integer(0), "recv"), c.Bytes)) { Waits = true },
        new("peek", [Integer("socket"), Integer("length")], (t, in c) =>
            t.Find(c.Integer(0), "recv").Peek(c.Arrivals[..(int)c.Integer(1)]) ?? WouldBlock),
        new("peekInto", [Integer("socket"), Room("buffer")], (t, in c) => t.Find(c.Integer(0), "recv").Peek(c.Bytes) ?? WouldBlock),
        new("available", [Integer("socket")], (t, in c) => t.Find(c.Integer(0), "ioctl").GetAvailable()),
        new("pending", [Integer("socket")], (t, in c) => t.Find(c.Integer(0), "recv").Pending() ?? WouldBlock) { Waits = true },
    ];

    private long Receive(Socket socket, Span<byte> into)
    {
        if (!isAttempting)
        {
            return socket.Receive(into) ?? WouldBlock;
        }

        if (into.Length > 0 && Waits.IsDrained(socket))
        {
            return WouldBlock;
        }

        int? received = socket.Receive(into);
        if (received > 0 && received < into.Length)
        {
            Waits.Drain(socket);
        }

        return received ?? WouldBlock;
    }

    /// <summary>Of an array that is larger than one call can take the face sends the rest: it is told the number.</summary>
    private static long Sent(int? sent, int length) => sent == length && length < int.MaxValue ? All : sent ?? WouldBlock;

    private static long SendText(Socket socket, string text, SocketAddress? to)
    {
        byte[] rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            int length = Encoding.UTF8.GetBytes(text, rented);
            return Sent(socket.Send(rented.AsSpan(0, length), to), length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
