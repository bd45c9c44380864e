using System.Text;

namespace TeaSocket.Tests;

/// <summary>On what socket an option is tried, with which value, and what stands in the way. Most need nothing of their own.</summary>
internal sealed record OptionTrial
{
    private static readonly Family packet = new(17), netlink = new(16), vsock = new(40);

    private static readonly Dictionary<string, OptionTrial> trials = new()
    {
        // Values that are not the next one, or not the other one.
        ["SO_RCVBUF"] = new() { Value = 20000.0, Reads = 40000.0 },
        ["SO_SNDBUF"] = new() { Value = 20000.0, Reads = 40000.0 },
        ["SO_RCVBUFFORCE"] = new() { Value = 20000.0 },
        ["SO_SNDBUFFORCE"] = new() { Value = 20000.0 },
        ["SO_RCVTIMEO"] = new() { Value = 2000.0 },
        ["SO_SNDTIMEO"] = new() { Value = 2000.0 },
        ["SO_LINGER"] = new() { Value = 5.0 },
        ["SO_BINDTODEVICE"] = new() { Value = "lo" },
        ["SO_BINDTOIFINDEX"] = new() { Value = "lo" },
        ["SO_MAX_PACING_RATE"] = new() { Value = 125000.0 },
        ["SO_BUF_LOCK"] = new() { Value = 3.0 },
        ["SO_CNX_ADVICE"] = new() { Value = 1.0 },
        ["SO_INCOMING_CPU"] = new() { Value = 0.0 },
        ["SO_TXREHASH"] = new() { Value = 0.0 },
        ["SO_TXTIME"] = new() { Value = Named(("clock", 1.0), ("flags", 2.0)) },
        ["SO_TIMESTAMPING"] = new() { Value = 16.0 },
        ["SO_RESERVE_MEM"] = new() { Value = 4096.0, MayLack = "EOPNOTSUPP" }, // without a memory cgroup
        ["SO_PEEK_OFF"] = new() { Make = () => new Socket(Family.Unix, SocketType.Stream), Value = 3.0 },
        ["SO_ATTACH_FILTER"] = new() { Value = Filter },
        ["SO_LOCK_FILTER"] = new() { Value = true },
        ["SO_ATTACH_REUSEPORT_CBPF"] = new() { Make = Reused, Value = Filter },
        ["SO_BROADCAST"] = new() { Make = SocketPairs.Udp },
        ["SO_PASSCRED"] = new() { Make = OnUnix },
        ["SO_PASSSEC"] = new() { Make = OnUnix },
        ["SO_DETACH_FILTER"] = new() { Make = Filtered, Value = true },
        ["SO_DETACH_BPF"] = new() { Make = Filtered, Value = true },
        ["SO_DETACH_REUSEPORT_BPF"] = new() { Make = ReusedAndChosen, Value = true },
        ["SO_PEERCRED"] = new() { Make = UnixPair },
        ["SO_PEERGROUPS"] = new() { Make = UnixPair },
        ["SO_ZEROCOPY"] = new() { Value = true },

        ["IP_MULTICAST_IF"] = new() { Make = SocketPairs.Udp, Value = "127.0.0.1" },
        ["IP_UNICAST_IF"] = new() { Value = "lo" },
        ["IP_OPTIONS"] = new() { Value = new byte[] { 1, 1, 1, 0 } },
        ["IP_LOCAL_PORT_RANGE"] = new() { Value = Named(("low", 40000.0), ("high", 50000.0)) },
        ["IP_MTU"] = new() { Make = () => SocketPairs.Tcp().Client },
        ["IP_MTU_DISCOVER"] = new() { Value = 2.0 },
        ["IP_TOS"] = new() { Value = 16.0 },
        ["IP_RECVERR_RFC4884"] = new() { Make = SocketPairs.Udp },
        ["IP_ADD_MEMBERSHIP"] = new() { Make = SocketPairs.Udp, Value = Group },
        ["IP_DROP_MEMBERSHIP"] = new() { Make = () => With(SocketPairs.Udp(), "IP_ADD_MEMBERSHIP", Group), Value = Group },
        ["IP_ADD_SOURCE_MEMBERSHIP"] = new() { Make = SocketPairs.Udp, Value = Source },
        ["IP_DROP_SOURCE_MEMBERSHIP"] = new() { Make = () => With(SocketPairs.Udp(), "IP_ADD_SOURCE_MEMBERSHIP", Source), Value = Source },
        ["IP_BLOCK_SOURCE"] = new() { Make = () => With(SocketPairs.Udp(), "IP_ADD_MEMBERSHIP", Group), Value = Source },
        ["IP_UNBLOCK_SOURCE"] = new()
        {
            Make = () => With(With(SocketPairs.Udp(), "IP_ADD_MEMBERSHIP", Group), "IP_BLOCK_SOURCE", Source),
            Value = Source,
        },
        ["MCAST_JOIN_GROUP"] = new() { Make = SocketPairs.Udp, Value = Request },
        ["MCAST_LEAVE_GROUP"] = new() { Make = () => With(SocketPairs.Udp(), "MCAST_JOIN_GROUP", Request), Value = Request },
        ["MCAST_JOIN_SOURCE_GROUP"] = new() { Make = SocketPairs.Udp, Value = RequestOfSource },
        ["MCAST_LEAVE_SOURCE_GROUP"] = new()
        {
            Make = () => With(SocketPairs.Udp(), "MCAST_JOIN_SOURCE_GROUP", RequestOfSource),
            Value = RequestOfSource,
        },
        ["MCAST_BLOCK_SOURCE"] = new() { Make = () => With(SocketPairs.Udp(), "MCAST_JOIN_GROUP", Request), Value = RequestOfSource },
        ["MCAST_UNBLOCK_SOURCE"] = new()
        {
            Make = () => With(With(SocketPairs.Udp(), "MCAST_JOIN_GROUP", Request), "MCAST_BLOCK_SOURCE", RequestOfSource),
            Value = RequestOfSource,
        },

        ["IPV6_ADDRFORM"] = new() { Make = MappedClient, Value = 2.0 },
        ["IPV6_ADDR_PREFERENCES"] = new() { Value = 1.0, IsNotKept = true },
        ["IPV6_CHECKSUM"] = new() { Value = 2.0 },
        ["IPV6_MTU"] = new() { Make = Udp6Connected, Value = 1400.0, IsNotKept = true },
        ["IPV6_MTU_DISCOVER"] = new() { Value = 2.0 },
        ["IPV6_MULTICAST_IF"] = new() { Make = Udp6, Value = "lo" },
        ["IPV6_MULTICAST_HOPS"] = new() { Make = Udp6 },
        ["IPV6_UNICAST_IF"] = new() { Value = "lo" },
        ["IPV6_ROUTER_ALERT"] = new() { Make = () => new Socket(Family.Inet6, SocketType.Raw, new Protocol(255)), Value = 5.0, IsNotKept = true },
        ["IPV6_PATHMTU"] = new() { Make = Udp6Connected },
        ["IPV6_PKTINFO"] = new() { Make = Udp6, Value = Named(("address", "::1"), ("interface", "lo")) },
        ["IPV6_ADD_MEMBERSHIP"] = new() { Make = Udp6, Value = GroupV6 },
        ["IPV6_JOIN_GROUP"] = new() { Make = Udp6, Value = GroupV6 },
        ["IPV6_DROP_MEMBERSHIP"] = new() { Make = () => With(Udp6(), "IPV6_ADD_MEMBERSHIP", GroupV6), Value = GroupV6 },
        ["IPV6_LEAVE_GROUP"] = new() { Make = () => With(Udp6(), "IPV6_ADD_MEMBERSHIP", GroupV6), Value = GroupV6 },
        ["IPV6_JOIN_ANYCAST"] = new() { Make = Udp6, Value = Anycast, Fails = "EADDRNOTAVAIL" }, // of a network of the interface
        ["IPV6_LEAVE_ANYCAST"] = new() { Make = Udp6, Value = Anycast, Fails = "ENOENT" }, // which was joined
        ["IPV6_HOPOPTS"] = new() { Make = Udp6, Value = Padding },
        ["IPV6_DSTOPTS"] = new() { Make = Udp6, Value = Padding },
        ["IPV6_RTHDRDSTOPTS"] = new() { Make = Udp6, Value = Padding },
        ["IPV6_RTHDR"] = new() { Make = Udp6, Value = RoutingHeader },
        ["IPV6_V6ONLY"] = new() { Make = () => new Socket(Family.Inet6, SocketType.Stream) },

        ["TCP_CONGESTION"] = new() { Value = "reno", Make = () => With(new Socket(Family.Inet, SocketType.Stream), "TCP_CONGESTION", "cubic") },
        ["TCP_DEFER_ACCEPT"] = new() { Value = 7.0 },
        ["TCP_FASTOPEN"] = new() { Make = SocketPairs.Listener, Value = 7.0 },
        ["TCP_FASTOPEN_KEY"] = new() { Make = SocketPairs.Listener, Value = Encoding.ASCII.GetBytes("0123456789abcdef") },
        ["TCP_KEEPCNT"] = new() { Value = 5.0 },
        ["TCP_KEEPIDLE"] = new() { Value = 30.0 },
        ["TCP_MAXSEG"] = new() { Value = 1000.0, IsNotKept = true },
        ["TCP_MD5SIG"] = new() { Value = Md5Signature },
        ["TCP_MD5SIG_EXT"] = new() { Value = Md5Signature },
        ["TCP_QUEUE_SEQ"] = new() { Make = () => Repaired(2.0), Value = 1000.0 },
        ["TCP_REPAIR_OPTIONS"] = new() { Make = RepairedConnection, Value = new byte[] { 2, 0, 0, 0, 0xE8, 3, 0, 0 } },
        ["TCP_REPAIR_QUEUE"] = new() { Make = () => Repaired(0.0), Value = 2.0 },
        ["TCP_REPAIR_WINDOW"] = new() { Make = RepairedConnection, Value = Window },
        ["TCP_SYNCNT"] = new() { Value = 3.0 },
        ["TCP_TIMESTAMP"] = new() { Make = () => Repaired(0.0), Value = 1_000_000.0, IsNotKept = true },
        ["TCP_USER_TIMEOUT"] = new() { Value = 2500.0 },
        ["TCP_WINDOW_CLAMP"] = new() { Value = 20000.0 },
        ["TCP_TX_DELAY"] = new() { Value = 1000.0 },
        ["TCP_SAVED_SYN"] = new() { Make = () => AcceptedBy(With(new Socket(Family.Inet, SocketType.Stream), "TCP_SAVE_SYN", 1.0)) },
        ["TCP_ULP"] = new() { Make = () => SocketPairs.Tcp().Client, Value = "no such", Fails = "ENOENT" },
        ["MPTCP_INFO"] = new() { Make = () => new Socket(Family.Inet, SocketType.Stream, new Protocol(262)) },

        ["UDP_ENCAP"] = new() { Value = 2.0 },
        ["UDP_SEGMENT"] = new() { Value = 1000.0 },
        ["UDPLITE_RECV_CSCOV"] = new() { Make = UdpLite, Value = 20.0 },
        ["UDPLITE_SEND_CSCOV"] = new() { Make = UdpLite, Value = 20.0 },
        ["ICMP_FILTER"] = new() { Make = () => new Socket(Family.Inet, SocketType.Raw, Protocol.Icmp) },
        ["ICMPV6_FILTER"] = new() { Make = IcmpV6, Value = NoIcmpV6 },
        ["ICMP6_FILTER"] = new() { Make = IcmpV6, Value = NoIcmpV6 },

        ["PACKET_ADD_MEMBERSHIP"] = new() { Value = Promiscuous },
        ["PACKET_DROP_MEMBERSHIP"] = new() { Make = () => With(OnPacket(), "PACKET_ADD_MEMBERSHIP", Promiscuous), Value = Promiscuous },
        ["PACKET_FANOUT"] = new() { Make = BoundPacket, Value = 4660.0 },
        ["PACKET_FANOUT_DATA"] = new() { Make = () => With(BoundPacket(), "PACKET_FANOUT", (6 * 65536.0) + 77), Value = Filter },
        ["PACKET_ROLLOVER_STATS"] = new() { Make = () => With(BoundPacket(), "PACKET_FANOUT", (3 * 65536.0) + 78) },
        ["NETLINK_ADD_MEMBERSHIP"] = new() { Value = 1.0 },
        ["NETLINK_DROP_MEMBERSHIP"] = new() { Make = () => With(OnNetlink(), "NETLINK_ADD_MEMBERSHIP", 1.0), Value = 1.0 },
        ["SO_VM_SOCKETS_BUFFER_SIZE"] = new() { Value = 131072.0 },
        ["SO_VM_SOCKETS_BUFFER_MAX_SIZE"] = new() { Value = 524288.0 },
        ["SO_VM_SOCKETS_BUFFER_MIN_SIZE"] = new() { Value = 4096.0 },
        ["SO_VM_SOCKETS_CONNECT_TIMEOUT"] = new() { Value = 3000.0 },

        // What needs something that not every system has.
        ["SO_PEERSEC"] = new() { Make = UnixPair, MayLack = "ENOPROTOOPT" }, // without a security module that labels sockets
        ["SO_ATTACH_BPF"] = new() { Value = -1.0, Fails = "EBADF" }, // a program that bpf(2) has loaded
        ["SO_ATTACH_REUSEPORT_EBPF"] = new() { Make = Reused, Value = -1.0, Fails = "EBADF" }, // the same
    };

    /// <summary>Those that have something of their own.</summary>
    public static IEnumerable<string> Names => trials.Keys;

    /// <summary>The value to set; null: the next number, the other boolean.</summary>
    public object? Value { get; init; }

    /// <summary>What is read then, where that is something else.</summary>
    public object? Reads { get; init; }

    /// <summary>Whether the system makes something of its own of the value.</summary>
    public bool IsNotKept { get; init; }

    /// <summary>The error that comes here, where what it needs is missing.</summary>
    public string? Fails { get; init; }

    /// <summary>The error that comes on systems that lack what it needs.</summary>
    public string? MayLack { get; init; }

    private Func<Socket>? Make { get; init; }

    private SocketOption? Option { get; init; }

    /// <summary>The trial of an option.</summary>
    public static OptionTrial Of(SocketOption option) => (trials.GetValueOrDefault(option.Name) ?? new OptionTrial()) with { Option = option };

    /// <summary>A socket that has the option.</summary>
    public Socket Open()
    {
        if (Make is not null)
        {
            return Make();
        }

        Family family = Option!.Families?[0] ?? Family.Inet;
        SocketType type = Option.Types?[0] ?? (family == packet || family == netlink ? SocketType.Raw : SocketType.Stream);
        return family == Family.Inet6 && Option.Types is null ? Udp6() : new Socket(family, type, type == SocketType.Raw && family != packet && family != netlink ? new Protocol(253) : default);
    }

    /// <summary>A value that it does not have yet.</summary>
    public object? ValueOtherThan(object? before) => Value ?? Option!.Kind switch
    {
        "flag" => before is not true,
        "number" => ((double?)before ?? 0) + 1,
        "struct" => Named(),
        _ => null,
    };

    private static object?[] Filter => [new object?[] { 6.0, 0.0, 0.0, 1.0 }];

    private static OrderedDictionary<string, object?> Group => Named(("group", "239.4.5.6"), ("address", "127.0.0.1"));

    private static OrderedDictionary<string, object?> Source => Named(("group", "239.4.5.6"), ("address", "127.0.0.1"), ("source", "127.0.0.2"));

    private static OrderedDictionary<string, object?> GroupV6 => Named(("group", "ff01::4:5:6"), ("interface", "lo"));

    private static OrderedDictionary<string, object?> Anycast => Named(("group", "2001:db8::5"), ("interface", "lo"));

    private static OrderedDictionary<string, object?> Request => Named(("interface", "lo"), ("group", "239.4.5.6"));

    private static OrderedDictionary<string, object?> RequestOfSource => Named(("interface", "lo"), ("group", "239.4.5.6"), ("source", "127.0.0.2"));

    private static OrderedDictionary<string, object?> Promiscuous => Named(("interface", "lo"), ("type", 1.0));

    /// <summary>Hop-by-hop or destination options that are nothing but padding.</summary>
    private static byte[] Padding => [0, 0, 1, 4, 0, 0, 0, 0];

    /// <summary>A routing header of type 4 with one segment.</summary>
    private static byte[] RoutingHeader => [0, 2, 4, 0, 0, 0, 0, 0, .. new byte[15], 1];

    private static byte[] NoIcmpV6 => [.. Enumerable.Repeat((byte)0xFF, 32)];

    private static OrderedDictionary<string, object?> Window =>
        Named(("sndWl1", 0.0), ("sndWnd", 5000.0), ("maxWindow", 5000.0), ("rcvWnd", 5000.0), ("rcvWup", 0.0));

    /// <summary>struct tcp_md5sig: a peer, the length of the key, and the key.</summary>
    private static byte[] Md5Signature
    {
        get
        {
            byte[] bytes = new byte[128 + 8 + 80];
            SocketAddress.Parse(Family.Inet, "127.0.0.2").ToBytes().CopyTo(bytes, 0);
            bytes[128 + 2] = 3;
            Encoding.ASCII.GetBytes("key").CopyTo(bytes, 128 + 8);
            return bytes;
        }
    }

    private static OrderedDictionary<string, object?> Named(params ReadOnlySpan<(string Name, object? Value)> fields)
    {
        var named = new OrderedDictionary<string, object?>();
        foreach ((string name, object? value) in fields)
        {
            named[name] = value;
        }

        return named;
    }

    private static Socket With(Socket socket, string name, object? value)
    {
        SocketOptions.Get(name).SetLoose(socket, value);
        return socket;
    }

    private static Socket OnUnix() => new(Family.Unix, SocketType.Datagram);

    private static Socket OnPacket() => new(packet, SocketType.Raw);

    private static Socket OnNetlink() => new(netlink, SocketType.Raw);

    private static Socket UdpLite() => new(Family.Inet, SocketType.Datagram, new Protocol(136));

    private static Socket IcmpV6() => new(Family.Inet6, SocketType.Raw, Protocol.IcmpV6);

    private static Socket Udp6() => new(Family.Inet6, SocketType.Datagram);

    private static Socket Udp6Connected()
    {
        Socket socket = Udp6();
        socket.Connect(SocketAddress.Parse(Family.Inet6, "::1", 9));
        return socket;
    }

    private static Socket BoundPacket()
    {
        var socket = new Socket(packet, SocketType.Raw, new Protocol(0x0300)); // ETH_P_ALL in network byte order
        return socket;
    }

    private static Socket Filtered() => With(SocketPairs.Udp(), "SO_ATTACH_FILTER", Filter);

    private static Socket Reused()
    {
        Socket socket = With(new Socket(Family.Inet, SocketType.Datagram), "SO_REUSEPORT", true);
        socket.Bind(SocketPairs.AnyLoopbackPort);
        return socket;
    }

    private static Socket ReusedAndChosen() => With(Reused(), "SO_ATTACH_REUSEPORT_CBPF", Filter);

    private static Socket UnixPair()
    {
        using var listener = new Socket(Family.Unix, SocketType.Stream);
        listener.Bind(SocketAddress.Unix([0, .. Guid.NewGuid().ToByteArray().Select(part => (byte)(part | 1))]));
        listener.Listen();
        var client = new Socket(Family.Unix, SocketType.Stream);
        client.Connect(listener.GetSocketName());
        return client;
    }

    /// <summary>The accepted end of a connection.</summary>
    private static Socket AcceptedBy(Socket listener)
    {
        listener.Bind(SocketPairs.AnyLoopbackPort);
        listener.Listen();
        using var client = new Socket(Family.Inet, SocketType.Stream);
        client.Connect(listener.GetSocketName());
        Socket accepted = listener.Accept()!;
        listener.Dispose();
        return accepted;
    }

    /// <summary>A socket of IPv6 whose peer has an IPv4 address.</summary>
    private static Socket MappedClient()
    {
        Socket client = Udp6();
        client.Connect(SocketAddress.Parse(Family.Inet6, "::ffff:127.0.0.1", 9));
        return client;
    }

    /// <summary>A connection that is being repaired, and one of its queues.</summary>
    private static Socket Repaired(double queue) =>
        With(With(new Socket(Family.Inet, SocketType.Stream), "TCP_REPAIR", 1.0), "TCP_REPAIR_QUEUE", queue);

    /// <summary>A connection that was made by saying so.</summary>
    private static Socket RepairedConnection()
    {
        Socket socket = Repaired(0);
        socket.Connect(SocketAddress.Parse(Family.Inet, "127.0.0.1", 9));
        return socket;
    }
}
