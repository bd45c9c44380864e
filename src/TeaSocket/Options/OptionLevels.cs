namespace TeaSocket;

/// <summary>The levels of the table, each with the families and types whose sockets have it.</summary>
internal static class OptionLevels
{
    // Families that have no constant on every system.
    public static readonly Family Netlink = new(16), Packet = new(17), Vsock = new(40);

    /// <summary>socket(7). On every socket, unless an option says otherwise.</summary>
    public static readonly OptionLevel Sol = new("SOL_SOCKET", new(1, 0xffff, 0xffff));

    /// <summary>ip(7). IPv6 sockets have them too, for the IPv4 addresses that they speak to.</summary>
    public static readonly OptionLevel Ip = new("IPPROTO_IP", new(0, 0, 0), Internet);

    /// <summary>ipv6(7).</summary>
    public static readonly OptionLevel IpV6 = new("IPPROTO_IPV6", new(41, 41, 41), [Family.Inet6]);

    /// <summary>tcp(7).</summary>
    public static readonly OptionLevel Tcp = new("IPPROTO_TCP", new(6, 6, 6), Internet, [SocketType.Stream]);

    /// <summary>Multipath TCP.</summary>
    public static readonly OptionLevel Mptcp = new("SOL_MPTCP", new(284, null, null), Internet, [SocketType.Stream]);

    /// <summary>udp(7).</summary>
    public static readonly OptionLevel Udp = new("IPPROTO_UDP", new(17, 17, 17), Internet, [SocketType.Datagram]);

    /// <summary>udplite(7).</summary>
    public static readonly OptionLevel UdpLite = new("IPPROTO_UDPLITE", new(136, null, null), Internet, [SocketType.Datagram]);

    /// <summary>raw(7), IPv4.</summary>
    public static readonly OptionLevel Raw = new("SOL_RAW", new(255, null, null), [Family.Inet], [SocketType.Raw]);

    /// <summary>raw(7), IPv6.</summary>
    public static readonly OptionLevel IcmpV6 = new("IPPROTO_ICMPV6", new(58, 58, 58), [Family.Inet6], [SocketType.Raw]);

    /// <summary>packet(7).</summary>
    public static readonly OptionLevel PacketLevel = new("SOL_PACKET", new(263, null, null), [Packet]);

    /// <summary>netlink(7).</summary>
    public static readonly OptionLevel NetlinkLevel = new("SOL_NETLINK", new(270, null, null), [Netlink]);

    /// <summary>vsock(7), whose level is the family's number.</summary>
    public static readonly OptionLevel VsockLevel = new("AF_VSOCK", new(40, null, null), [Vsock]);

    /// <summary>All of them, in the order of the reference.</summary>
    public static IReadOnlyList<OptionLevel> All { get; } =
        [Sol, Ip, IpV6, Tcp, Mptcp, Udp, UdpLite, Raw, IcmpV6, PacketLevel, NetlinkLevel, VsockLevel];

    /// <summary>What IPv4 and IPv6 share.</summary>
    public static IReadOnlyList<Family> Internet => [Family.Inet, Family.Inet6];

    /// <summary>Sockets of this machine only.</summary>
    public static IReadOnlyList<Family> Unix => [Family.Unix];
}
