using static TeaSocket.OptionLevels;
using static TeaSocket.Options.OptionCodecs;

namespace TeaSocket;

// Options of UDP, udp(7).
public static partial class SocketOptions
{
    /// <summary>What is sent is gathered to one datagram, until it is cleared, see udp(7).</summary>
    public static SocketOption<bool> UdpCork { get; } = new(Udp, Flag, "UDP_CORK", 1);

    /// <summary>What is carried in the datagrams: one of UDP_ENCAP_*, see udp(7).</summary>
    public static SocketOption<int> UdpEncap { get; } = new(Udp, Number, "UDP_ENCAP", 100);

    /// <summary>Datagrams of one sender come together, with their size beside them, see udp(7).</summary>
    public static SocketOption<bool> UdpGro { get; } = new(Udp, Flag, "UDP_GRO", 104);

    /// <summary>IPv6 datagrams without a checksum are received, see udp(7).</summary>
    public static SocketOption<bool> UdpNoCheck6Receive { get; } = new(Udp, Flag, "UDP_NO_CHECK6_RX", 102);

    /// <summary>IPv6 datagrams are sent without a checksum, see udp(7).</summary>
    public static SocketOption<bool> UdpNoCheck6Transmit { get; } = new(Udp, Flag, "UDP_NO_CHECK6_TX", 101);

    /// <summary>What is sent goes out as datagrams of so many bytes; 0 for one datagram, see udp(7).</summary>
    public static SocketOption<int> UdpSegment { get; } = new(Udp, Number, "UDP_SEGMENT", 103);
}
