using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using TeaSocket.Platform;
using static TeaSocket.Script.Field;
using static TeaSocket.Script.Parameter;

namespace TeaSocket.Script;

// The flat table. Each function finds its socket and calls the core; no rule about sockets stands here.
public sealed partial class SocketTable
{
    private const int PairSize = 2 * sizeof(int);

    private static readonly Field[] addressFields = [Field.Text("address"), Number("port")];

    private static readonly Field[] failureFields =
    [
        Field.Text("kind"), Field.Text("message"), Field.Text("argument"), Field.Text("code"), Number("errno"), Field.Text("syscall"),
        Field.Text("address"), Number("port"), Field.Text("hostname"), Number("bytesSent"), Number("messagesSent"),
    ];

    /// <summary>The functions that the face calls, in no particular order.</summary>
    public static IReadOnlyList<TableFunction> Functions { get; } =
    [
        new("constants", [], [Field.Text("name"), Number("value")], WriteConstants),
        new("failure", [], failureFields, (t, in _, result) => t.WriteFailure(result)),
        new("moreFields", [Integer("offset"), Room("room")], (t, in c) => t.MoreFields((int)c.Integer(0), c.Bytes)),

        // The life of a socket. An id comes from Reserve; what is opened or accepted is then known by it.
        new("open", [Integer("id"), Integer("family"), Integer("type"), Integer("protocol")], (t, in c) =>
        {
            Family family = new((int)c.Integer(1));
            SocketType type = new((int)c.Integer(2));
            Protocol protocol = new((int)c.Integer(3));
            return t.Open(c.Integer(0), t.budget.Open("socket", () => new Socket(family, type, protocol, t.environment)));
        }),
        new("accept", [Integer("socket"), Integer("id")], (t, in c) =>
        {
            Socket listener = t.Find(c.Integer(0), "accept");
            return t.budget.Open("accept", () => listener.Accept()) is { } accepted ? t.Open(c.Integer(1), accepted) : WouldBlock;
        }),
        new("close", [Integer("id")], (t, in c) => t.Close(c.Integer(0))),
        new("detach", [Integer("socket")], (t, in c) =>
        {
            nint descriptor = t.Find(c.Integer(0), "detach").Detach();
            t.Close(c.Integer(0));
            return descriptor;
        }),
        new("descriptor", [Integer("socket")], (t, in c) => t.Find(c.Integer(0), "fd").Descriptor),
        new("setBlocking", [Integer("socket"), Integer("blocking")], (t, in c) =>
        {
            t.Find(c.Integer(0), "fcntl").Blocking = c.Integer(1) != 0;
            return 0;
        }),

        // Addresses.
        new("connect", [Integer("socket"), Parameter.Text("address"), Integer("port")], (t, in c) =>
        {
            Socket socket = t.Find(c.Integer(0), "connect");
            return socket.Connect(AddressFor(socket, c.Text(0), c.Integer(1))) ? 1 : WouldBlock;
        }),
        new("bind", [Integer("socket"), Parameter.Text("address"), Integer("port")], (t, in c) =>
        {
            Socket socket = t.Find(c.Integer(0), "bind");
            socket.Bind(AddressFor(socket, c.Text(0), c.Integer(1)));
            return 0;
        }),
        new("listen", [Integer("socket"), Integer("backlog")], (t, in c) =>
        {
            t.Find(c.Integer(0), "listen").Listen(c.Integer(1) < 0 ? null : (int)c.Integer(1));
            return 0;
        }),
        new("shutdown", [Integer("socket"), Integer("direction")], (t, in c) =>
        {
            t.Find(c.Integer(0), "shutdown").Shutdown((Direction)c.Integer(1));
            return 0;
        }),
        new("peerName", [Integer("socket")], addressFields, (t, in c, result) => Write(result, t.Find(c.Integer(0), "getpeername").GetPeerName())),
        new("socketName", [Integer("socket")], addressFields, (t, in c, result) => Write(result, t.Find(c.Integer(0), "getsockname").GetSocketName())),

        // Bytes. What is sent whole is All, or the number of bytes.
        new("send", [Integer("socket"), Bytes("data")], (t, in c) => Sent(t.Find(c.Integer(0), "send").Send(c.Bytes), c.Bytes.Length)),
        new("sendTo", [Integer("socket"), Bytes("data"), Parameter.Text("address"), Integer("port")], (t, in c) =>
        {
            Socket socket = t.Find(c.Integer(0), "sendto");
            return Sent(socket.Send(c.Bytes, AddressFor(socket, c.Text(0), c.Integer(1))), c.Bytes.Length);
        }),
        new("sendText", [Integer("socket"), Parameter.Text("data")], (t, in c) =>
            SendText(t.Find(c.Integer(0), "send"), c.Text(0), null)),
        new("sendTextTo", [Integer("socket"), Parameter.Text("data"), Parameter.Text("address"), Integer("port")], (t, in c) =>
        {
            Socket socket = t.Find(c.Integer(0), "sendto");
            return SendText(socket, c.Text(0), AddressFor(socket, c.Text(1), c.Integer(1)));
        }),
        new("receive", [Integer("socket"), Integer("length")], (t, in c) =>
            t.Find(c.Integer(0), "recv").Receive(c.Arrivals[..(int)c.Integer(1)]) ?? WouldBlock),
        new("receiveInto", [Integer("socket"), Room("buffer")], (t, in c) => t.Find(c.Integer(0), "recv").Receive(c.Bytes) ?? WouldBlock),
        new("pending", [Integer("socket")], (t, in c) => t.Find(c.Integer(0), "recv").Pending() ?? WouldBlock),

        // Many datagrams, see SocketTable.Batches.cs for how they lie in memory.
        new("encodeAddress", [Integer("family"), Parameter.Text("address"), Integer("port"), Room("encoded")], (t, in c) =>
        {
            ReadOnlySpan<byte> address = SocketAddress.Parse(new Family((int)c.Integer(0)), c.Text(0), (int)c.Integer(1)).Encoded;
            address.CopyTo(c.Bytes);
            return address.Length;
        }),
        new("decodeAddress", [Bytes("encoded")], addressFields, (_, in c, result) => Write(result, SocketAddress.Decode(c.Bytes))),
        new("sendMany", [Integer("socket"), Integer("count"), Bytes("records")], (t, in c) =>
            SendMany(t.Find(c.Integer(0), "sendmmsg"), (int)c.Integer(1), c.Bytes) ?? WouldBlock),
        new("receiveMany", [Integer("socket"), Integer("count"), Integer("size"), Room("records")], (t, in c) =>
            ReceiveMany(t.Find(c.Integer(0), "recvmmsg"), (int)c.Integer(1), (int)c.Integer(2), c.Bytes) ?? WouldBlock),

        // Options.
        new("getOption", [Integer("socket"), Integer("name")], (t, in c) => t.Find(c.Integer(0), "getsockopt").GetOption((int)c.Integer(1))),
        new("getOptionBytes", [Integer("socket"), Integer("name"), Room("value")], (t, in c) =>
            t.Find(c.Integer(0), "getsockopt").GetOption((int)c.Integer(1), c.Bytes)),
        new("setOption", [Integer("socket"), Integer("name"), Integer("value")], (t, in c) =>
        {
            t.Find(c.Integer(0), "setsockopt").SetOption((int)c.Integer(1), (int)c.Integer(2));
            return 0;
        }),
        new("setOptionBytes", [Integer("socket"), Integer("name"), Bytes("value")], (t, in c) =>
        {
            t.Find(c.Integer(0), "setsockopt").SetOption((int)c.Integer(1), c.Bytes);
            return 0;
        }),

        // Waiting: pairs of 32-bit integers, an id and what to wait for, or what is ready.
        new("watch", [Bytes("pairs")], (t, in c) => t.Watch(MemoryMarshal.Cast<byte, int>(c.Bytes))),
        new("select", [Integer("microseconds"), Room("ready")], (t, in c) =>
            t.Selection.IsStale ? Stale : PairSize * t.Selection.Select(MemoryMarshal.Cast<byte, int>(c.Bytes), c.Integer(0))),
        new("openPoller", [Integer("id")], (t, in c) => t.Open(c.Integer(0), t.budget.Open("epoll_create", () => new Poller(t.environment)))),
        new("addToPoller", [Integer("poller"), Integer("socket"), Integer("events")], (t, in c) =>
        {
            t.FindPoller(c.Integer(0), "epoll_ctl").Add(t.Find(c.Integer(1), "epoll_ctl"), (Readiness)c.Integer(2), c.Integer(1));
            return 0;
        }),
        new("modifyInPoller", [Integer("poller"), Integer("socket"), Integer("events")], (t, in c) =>
        {
            t.FindPoller(c.Integer(0), "epoll_ctl").Modify(t.Find(c.Integer(1), "epoll_ctl"), (Readiness)c.Integer(2), c.Integer(1));
            return 0;
        }),
        new("removeFromPoller", [Integer("poller"), Integer("socket")], (t, in c) =>
        {
            t.FindPoller(c.Integer(0), "epoll_ctl").Remove(t.Find(c.Integer(1), "epoll_ctl"));
            return 0;
        }),
        new("waitForPoller", [Integer("poller"), Integer("microseconds"), Room("ready")], (t, in c) =>
            Wait(t.FindPoller(c.Integer(0), "epoll_wait"), c.Integer(1), MemoryMarshal.Cast<byte, int>(c.Bytes))),

        new("wake", [Integer("poller")], (t, in c) =>
        {
            t.FindPoller(c.Integer(0), "wake").Wake();
            return 0;
        }),
        new("isInterruptible", [], (t, in _) => t.environment.Interruptible ? 1 : 0),
        new("setInterruptible", [Integer("flag")], (t, in c) =>
        {
            t.environment.Interruptible = c.Integer(0) != 0;
            return 0;
        }),

        // Names.
        new("getProtoByName", [Parameter.Text("name")], (_, in c) => Names.GetProtocolByName(c.Text(0))),
        new("getAddrInfo", [Parameter.Text("name"), Integer("family")], (_, in c) => Names.GetAddressInfo(c.Text(0), new Family((int)c.Integer(0))).Host),
        new("getNameInfo", [Parameter.Text("addr"), Integer("family")], (_, in c) =>
            Names.GetNameInfo(c.Text(0), c.Integer(0) < 0 ? null : new Family((int)c.Integer(0)))),
        new("getHostName", [], (_, in _) => Names.GetHostName()),

        // Text, for hosts whose engine has no TextEncoder.
        new("encodeUtf8", [Parameter.Text("text"), Room("bytes")], (_, in c) => Encoding.UTF8.GetBytes(c.Text(0), c.Bytes)),
        new("decodeUtf8", [Bytes("bytes")], (_, in c) => Encoding.UTF8.GetString(c.Bytes)),
    ];

    private static SocketAddress AddressFor(Socket socket, string address, long port) => SocketAddress.Parse(socket.Family, address, (int)port);

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

    private int Watch(ReadOnlySpan<int> pairs)
    {
        int count = pairs.Length / 2;
        if (count > watched.Length)
        {
            watched = new SelectEntry[Math.Max(count, watched.Length * 2)];
            watchedIds = new int[watched.Length];
        }

        for (int i = 0; i < count; i++)
        {
            watchedIds[i] = pairs[2 * i];
            watched[i] = new SelectEntry(Find(pairs[2 * i], "select"), (Readiness)pairs[(2 * i) + 1]);
        }

        Selection.Replace(watched.AsSpan(0, count), watchedIds.AsSpan(0, count));
        watched.AsSpan(0, count).Clear(); // or sockets that nobody selects any more would live on here
        return 0;
    }

    private static int Wait(Poller poller, long microseconds, Span<int> ready)
    {
        int most = ready.Length / 2;
        Watch[] rented = ArrayPool<Watch>.Shared.Rent(most);
        int count = poller.Wait(rented.AsSpan(0, most), microseconds);
        for (int i = 0; i < count; i++)
        {
            ready[2 * i] = (int)rented[i].Tag;
            ready[(2 * i) + 1] = (int)rented[i].Ready;
        }

        ArrayPool<Watch>.Shared.Return(rented, clearArray: true);
        return PairSize * count;
    }
}
