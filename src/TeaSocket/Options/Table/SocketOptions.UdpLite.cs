using static TeaSocket.OptionLevels;
using static TeaSocket.Options.OptionCodecs;

namespace TeaSocket;

// Options of UDP-Lite, udplite(7).
public static partial class SocketOptions
{
    /// <summary>Of how many bytes the checksum has to be right that are received; 0 for all, see udplite(7).</summary>
    public static SocketOption<int> UdpLiteReceiveCoverage { get; } = new(UdpLite, Number, "UDPLITE_RECV_CSCOV", 11);

    /// <summary>Of how many bytes the checksum is sent; 0 for all, see udplite(7).</summary>
    public static SocketOption<int> UdpLiteSendCoverage { get; } = new(UdpLite, Number, "UDPLITE_SEND_CSCOV", 10);
}
