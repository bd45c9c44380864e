using TeaSocket.Platform;

namespace TeaSocket;

/// <summary>A protocol family (the first argument of socket(2)), with the platform's own number.</summary>
/// <param name="Value">The number.</param>
public readonly record struct Family(int Value)
{
    /// <summary>PF_INET: IPv4.</summary>
    public static Family Inet { get; } = new(SystemCalls.Current.Constants.AF_INET);

    /// <summary>PF_INET6: IPv6.</summary>
    public static Family Inet6 { get; } = new(SystemCalls.Current.Constants.AF_INET6);

    /// <summary>PF_UNIX: sockets of this machine, named by paths.</summary>
    public static Family Unix { get; } = new(SystemCalls.Current.Constants.AF_UNIX);

    /// <summary>PF_NETLINK: Linux's kernel; a negative number on other systems.</summary>
    public static Family Netlink { get; } = new(SystemCalls.Current.Constants.AF_NETLINK);

    /// <summary>PF_PACKET: network interfaces of Linux; a negative number on other systems.</summary>
    public static Family Packet { get; } = new(SystemCalls.Current.Constants.AF_PACKET);

    /// <summary>PF_VSOCK: virtual machines and their host on Linux; a negative number on other systems.</summary>
    public static Family Vsock { get; } = new(SystemCalls.Current.Constants.AF_VSOCK);

    /// <summary>The constant's name, or the bare number.</summary>
    public override string ToString() =>
        this == Inet ? "PF_INET" : this == Inet6 ? "PF_INET6" : this == Unix ? "PF_UNIX"
        : Value < 0 ? $"{Value}" : this == Netlink ? "PF_NETLINK" : this == Packet ? "PF_PACKET" : this == Vsock ? "PF_VSOCK" : $"{Value}";
}

/// <summary>A socket type (the second argument of socket(2)), with the platform's own number.</summary>
/// <param name="Value">The number.</param>
public readonly record struct SocketType(int Value)
{
    /// <summary>SOCK_STREAM: a connection that carries a stream of bytes.</summary>
    public static SocketType Stream { get; } = new(SystemCalls.Current.Constants.SOCK_STREAM);

    /// <summary>SOCK_DGRAM: datagrams.</summary>
    public static SocketType Datagram { get; } = new(SystemCalls.Current.Constants.SOCK_DGRAM);

    /// <summary>SOCK_SEQPACKET: a connection that carries datagrams, whole and in order.</summary>
    public static SocketType SequencedPacket { get; } = new(SystemCalls.Current.Constants.SOCK_SEQPACKET);

    /// <summary>SOCK_RDM: datagrams that arrive, in any order, see tipc.</summary>
    public static SocketType ReliableDatagram { get; } = new(SystemCalls.Current.Constants.SOCK_RDM);

    /// <summary>SOCK_RAW: access to the protocol below; needs a privilege.</summary>
    public static SocketType Raw { get; } = new(SystemCalls.Current.Constants.SOCK_RAW);

    /// <summary>The constant's name, or the bare number.</summary>
    public override string ToString() =>
        this == Stream ? "SOCK_STREAM" : this == Datagram ? "SOCK_DGRAM" : this == Raw ? "SOCK_RAW"
        : this == SequencedPacket ? "SOCK_SEQPACKET" : this == ReliableDatagram ? "SOCK_RDM" : $"{Value}";
}

/// <summary>A protocol (the third argument of socket(2)), with IANA's number.</summary>
/// <param name="Value">The number.</param>
public readonly record struct Protocol(int Value)
{
    /// <summary>0: the family's usual protocol for the type.</summary>
    public static Protocol Default { get; }

    /// <summary>IPPROTO_ICMP.</summary>
    public static Protocol Icmp { get; } = new(SystemCalls.Current.Constants.IPPROTO_ICMP);

    /// <summary>IPPROTO_TCP.</summary>
    public static Protocol Tcp { get; } = new(SystemCalls.Current.Constants.IPPROTO_TCP);

    /// <summary>IPPROTO_UDP.</summary>
    public static Protocol Udp { get; } = new(SystemCalls.Current.Constants.IPPROTO_UDP);

    /// <summary>IPPROTO_ICMPV6.</summary>
    public static Protocol IcmpV6 { get; } = new(SystemCalls.Current.Constants.IPPROTO_ICMPV6);

    /// <summary>IPPROTO_UDPLITE: datagrams of which a part may be damaged, see udplite(7). Linux.</summary>
    public static Protocol UdpLite { get; } = new(136);

    /// <summary>IPPROTO_MPTCP: TCP over several paths, a stream like any other. Linux.</summary>
    public static Protocol MultipathTcp { get; } = new(262);

    /// <summary>The constant's name, or the bare number.</summary>
    public override string ToString() =>
        this == Tcp ? "IPPROTO_TCP" : this == Udp ? "IPPROTO_UDP" : this == Icmp ? "IPPROTO_ICMP"
        : this == IcmpV6 ? "IPPROTO_ICMPV6" : this == UdpLite ? "IPPROTO_UDPLITE" : this == MultipathTcp ? "IPPROTO_MPTCP" : $"{Value}";
}
