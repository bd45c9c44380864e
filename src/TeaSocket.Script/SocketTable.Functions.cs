using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Web;
using TeaSocket.Platform;

namespace TeaSocket.Script;

// The flat table. Each function finds its socket and calls the core; no rule about sockets stands here.
public sealed partial class SocketTable
{
    /// <summary>The functions that the face calls, in no particular order.</summary>
    public static IReadOnlyList<TableFunction> Functions { get; } =
    [
        new("constants", "", (_, in _) => ConstantsAsJson()),
        new("failure", "", (t, in _) => t.FailureAsJson()),

        // The life of a socket: an id in, or out.
        new("open", "iii", (t, in a) =>
        {
            Family family = new((int)a.First);
            SocketType type = new((int)a.Second);
            Protocol protocol = new((int)a.Third);
            return t.Add(t.WithDescriptors("socket", () => new Socket(family, type, protocol)));
        }),
        new("accept", "i", (t, in a) =>
        {
            Socket listener = t.Find(a.First, "accept");
            return t.WithDescriptors("accept", () => listener.Accept()) is { } accepted ? t.Add(accepted) : WouldBlock;
        }),
        new("close", "i", (t, in a) =>
        {
            _ = t.Find(a.First, "close");
            t.Release((int)a.First);
            return 0;
        }),
        new("detach", "i", (t, in a) =>
        {
            Socket socket = t.Find(a.First, "detach");
            nint descriptor = socket.Detach();
            t.Release((int)a.First);
            return descriptor;
        }),
        new("descriptor", "i", (t, in a) => t.Find(a.First, "fd").Descriptor),
        new("setBlocking", "ii", (t, in a) =>
        {
            t.Find(a.First, "fcntl").Blocking = a.Second != 0;
            return 0;
        }),

        // Addresses.
        new("connect", "isi", (t, in a) =>
        {
            Socket socket = t.Find(a.First, "connect");
            return socket.Connect(AddressFor(socket, a)) ? 1 : WouldBlock;
        }),
        new("bind", "isi", (t, in a) =>
        {
            Socket socket = t.Find(a.First, "bind");
            socket.Bind(AddressFor(socket, a));
            return 0;
        }),
        new("listen", "ii", (t, in a) =>
        {
            t.Find(a.First, "listen").Listen(a.Second < 0 ? null : (int)a.Second);
            return 0;
        }),
        new("shutdown", "ii", (t, in a) =>
        {
            t.Find(a.First, "shutdown").Shutdown((Direction)a.Second);
            return 0;
        }),
        new("peerName", "i", (t, in a) => AddressAsJson(t.Find(a.First, "getpeername").GetPeerName())),
        new("socketName", "i", (t, in a) => AddressAsJson(t.Find(a.First, "getsockname").GetSocketName())),

        // Bytes.
        new("send", "ir", (t, in a) => t.Find(a.First, "send").Send(a.Bytes) ?? WouldBlock),
        new("sendTo", "irsi", (t, in a) =>
        {
            Socket socket = t.Find(a.First, "sendto");
            return socket.Send(a.Bytes, AddressFor(socket, a)) ?? WouldBlock;
        }),
        new("receive", "iiiw", (t, in a) => Receive(t.Find(a.First, "recv"), a.Bytes, Arguments.BytesAt(a.Second, a.Third))),
        new("receiveInto", "iw", (t, in a) => t.Find(a.First, "recv").Receive(a.Bytes) ?? WouldBlock),
        new("pending", "i", (t, in a) => t.Find(a.First, "recv").Pending() ?? WouldBlock),

        // Many datagrams, see SocketTable.Batches.cs for how they lie in memory.
        new("encodeAddress", "isiw", (t, in a) =>
        {
            ReadOnlySpan<byte> address = AddressFor(t.Find(a.First, "sendmmsg"), a).Encoded;
            address.CopyTo(a.Bytes);
            return address.Length;
        }),
        new("addressOf", "r", (_, in a) => AddressAsJson(SocketAddress.Decode(a.Bytes))),
        new("sendMany", "iir", (t, in a) => SendMany(t.Find(a.First, "sendmmsg"), (int)a.Second, a.Bytes) ?? WouldBlock),
        new("receiveMany", "iiiw", (t, in a) => ReceiveMany(t.Find(a.First, "recvmmsg"), (int)a.Second, (int)a.Third, a.Bytes) ?? WouldBlock),

        // Options.
        new("getOption", "ii", (t, in a) => t.Find(a.First, "getsockopt").GetOption((int)a.Second)),
        new("getOptionBytes", "iiw", (t, in a) => t.Find(a.First, "getsockopt").GetOption((int)a.Second, a.Bytes)),
        new("setOption", "iii", (t, in a) =>
        {
            t.Find(a.First, "setsockopt").SetOption((int)a.Second, (int)a.Third);
            return 0;
        }),
        new("setOptionBytes", "iir", (t, in a) =>
        {
            t.Find(a.First, "setsockopt").SetOption((int)a.Second, a.Bytes);
            return 0;
        }),

        // Waiting: pairs of 32-bit integers, an id and what to wait for, or what is ready.
        new("watch", "r", (t, in a) => t.Watch(MemoryMarshal.Cast<byte, int>(a.Bytes))),
        new("select", "iw", (t, in a) =>
            t.selection.IsStale ? Stale : PairSize * t.selection.Select(MemoryMarshal.Cast<byte, int>(a.Bytes), a.First)),
        new("openPoller", "", (t, in _) => t.Add(t.WithDescriptors("epoll_create", () => new Poller()))),
        new("closePoller", "i", (t, in a) =>
        {
            _ = t.FindPoller(a.First, "close");
            t.Release((int)a.First);
            return 0;
        }),
        new("addToPoller", "iii", (t, in a) =>
        {
            t.FindPoller(a.First, "epoll_ctl").Add(t.Find(a.Second, "epoll_ctl"), (Readiness)a.Third, a.Second);
            return 0;
        }),
        new("modifyInPoller", "iii", (t, in a) =>
        {
            t.FindPoller(a.First, "epoll_ctl").Modify(t.Find(a.Second, "epoll_ctl"), (Readiness)a.Third, a.Second);
            return 0;
        }),
        new("removeFromPoller", "ii", (t, in a) =>
        {
            t.FindPoller(a.First, "epoll_ctl").Remove(t.Find(a.Second, "epoll_ctl"));
            return 0;
        }),
        new("waitForPoller", "iiw", (t, in a) => Wait(t.FindPoller(a.First, "epoll_wait"), a.Second, MemoryMarshal.Cast<byte, int>(a.Bytes))),

        // Names.
        new("getProtoByName", "s", (_, in a) => Names.GetProtocolByName(a.Text!)),
        new("getAddrInfo", "si", (_, in a) => Names.GetAddressInfo(a.Text!, new Family((int)a.First)).Host),
        new("getNameInfo", "si", (_, in a) => Names.GetNameInfo(a.Text!, a.First < 0 ? null : new Family((int)a.First))),
        new("getHostName", "", (_, in _) => Names.GetHostName()),

        // Text, for hosts whose engine has no TextEncoder.
        new("encodeUtf8", "sw", (_, in a) => Encoding.UTF8.GetBytes(a.Text, a.Bytes)),
        new("decodeUtf8", "r", (_, in a) => Encoding.UTF8.GetString(a.Bytes)),
    ];

    private const int PairSize = 2 * sizeof(int);

    private static SocketAddress AddressFor(Socket socket, in Arguments a) =>
        SocketAddress.Parse(socket.Family, a.Text!, (int)a.Second);

    /// <summary>Receives, and copies what is small enough to a second place: who lies there side by side takes little memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Receive(Socket socket, Span<byte> bytes, Span<byte> small)
    {
        int received = socket.Receive(bytes) ?? (int)WouldBlock;
        if (received > 0 && received <= small.Length)
        {
            bytes[..received].CopyTo(small);
        }

        return received;
    }

    private int Watch(ReadOnlySpan<int> pairs)
    {
        int count = pairs.Length / 2;
        if (watched.Length < count)
        {
            watched = new SelectEntry[Math.Max(count, watched.Length * 2)];
            watchedIds = new int[watched.Length];
        }

        for (int i = 0; i < count; i++)
        {
            watchedIds[i] = pairs[2 * i];
            watched[i] = new SelectEntry(Find(pairs[2 * i], "select"), (Readiness)pairs[(2 * i) + 1]);
        }

        selection.Replace(watched.AsSpan(0, count), watchedIds.AsSpan(0, count));
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

        ArrayPool<Watch>.Shared.Return(rented);
        return PairSize * count;
    }

    private static string AddressAsJson(SocketAddress address) =>
        address.Family == Family.Unix ? $"[{Quote(address.Host)}]" : $"[{Quote(address.Host)},{address.Port}]";

    private static string ConstantsAsJson()
    {
        SystemConstants c = Constants;
        (string Name, int Value)[] constants =
        [
            ("PF_INET", c.AF_INET), ("PF_INET6", c.AF_INET6), ("PF_UNIX", c.AF_UNIX),
            ("SOCK_STREAM", c.SOCK_STREAM), ("SOCK_DGRAM", c.SOCK_DGRAM), ("SOCK_RAW", c.SOCK_RAW),
            ("IPPROTO_TCP", c.IPPROTO_TCP), ("IPPROTO_UDP", c.IPPROTO_UDP),
            ("IPPROTO_ICMP", c.IPPROTO_ICMP), ("IPPROTO_ICMPV6", c.IPPROTO_ICMPV6),
            ("SO_REUSEADDR", c.SO_REUSEADDR), ("SO_BROADCAST", c.SO_BROADCAST), ("SO_KEEPALIVE", c.SO_KEEPALIVE),
            ("SO_ERROR", c.SO_ERROR), ("SO_LINGER", c.SO_LINGER), ("SO_RCVBUF", c.SO_RCVBUF), ("SO_SNDBUF", c.SO_SNDBUF),
            ("SO_RCVTIMEO", c.SO_RCVTIMEO), ("SO_SNDTIMEO", c.SO_SNDTIMEO), ("TCP_NODELAY", c.TCP_NODELAY),
            ("SOMAXCONN", c.SOMAXCONN),
        ];
        return $"{{{string.Join(',', constants.Select(constant => $"\"{constant.Name}\":{constant.Value}"))}}}";
    }

    /// <summary>Why the last call failed: <c>kind</c> is "system", "name", "range" or "type"; the rest depends on it.</summary>
    private string FailureAsJson()
    {
        switch (failure)
        {
            case SocketException e:
                string subject = e.HostName is not null ? $",\"hostname\":{Quote(e.HostName)}"
                    : e.Address is null ? ""
                    : e.Address.Family == Family.Unix ? $",\"address\":{Quote(e.Address.Host)}"
                    : $",\"address\":{Quote(e.Address.Host)},\"port\":{e.Address.Port}";
                string sent = (e.BytesSent == 0 ? "" : $",\"bytesSent\":{e.BytesSent}")
                    + (e.MessagesSent == 0 ? "" : $",\"messagesSent\":{e.MessagesSent}");
                return $"{{\"kind\":\"system\",\"message\":{Quote(e.Message)},\"errno\":{e.ErrorNumber}"
                    + $",\"code\":{Quote(e.Code)},\"syscall\":{Quote(e.SystemCall)}{subject}{sent}}}";
            case ArgumentException e:
                string kind = e is NotAnAddressException ? "name" : e is ArgumentOutOfRangeException ? "range" : "type";
                return $"{{\"kind\":\"{kind}\",\"argument\":{Quote(e.ParamName!)},\"message\":{Quote(WithoutParameter(e))}}}";
            default:
                return $"{{\"kind\":\"type\",\"message\":{Quote(failure!.Message)}}}";
        }
    }

    /// <summary>.NET appends the parameter's name to the message; the face says it in JavaScript's way.</summary>
    private static string WithoutParameter(ArgumentException e)
    {
        int suffix = e.Message.LastIndexOf(" (Parameter '", StringComparison.Ordinal);
        return suffix < 0 ? e.Message : e.Message[..suffix];
    }

    private static string Quote(string text) => HttpUtility.JavaScriptStringEncode(text, addDoubleQuotes: true);
}
