using static TeaSocket.OptionLevels;
using static TeaSocket.Options.OptionCodecs;

namespace TeaSocket;

// Options of IPv6 raw sockets, raw(7).
public static partial class SocketOptions
{
    /// <summary>Another name of ICMPV6_FILTER, see ipv6(7).</summary>
    public static SocketOption<byte[]> Icmp6Filter { get; } = new(IcmpV6, Bytes, "ICMP6_FILTER", 1, macOS: 18);

    /// <summary>A bit for each type of ICMPv6 that is not received, 32 bytes, RFC 3542, see ipv6(7).</summary>
    public static SocketOption<byte[]> IcmpV6Filter { get; } = new(IcmpV6, Bytes, "ICMPV6_FILTER", 1, macOS: 18);
}
