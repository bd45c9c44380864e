using static TeaSocket.OptionLevels;
using static TeaSocket.Options.OptionCodecs;

namespace TeaSocket;

// Options of IPv4 raw sockets, raw(7).
public static partial class SocketOptions
{
    /// <summary>A bit for each type of ICMP that is not received, see raw(7).</summary>
    public static SocketOption<uint> IcmpFilter { get; } = new(Raw, Unsigned, "ICMP_FILTER", 1);
}
