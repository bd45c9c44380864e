using TeaSocket.Options;
using static TeaSocket.OptionLevels;

namespace TeaSocket;

// Options of Multipath TCP.
public static partial class SocketOptions
{
    /// <summary>
    /// What the system knows of the connection and its paths; ENOPROTOOPT or EOPNOTSUPP once it has fallen back to TCP, see linux/mptcp.h.
    /// </summary>
    public static SocketOption<IReadOnlyDictionary<string, object?>> MptcpInfo { get; } =
        new(Mptcp, new StructCodec(OptionLayouts.MptcpInfo), "MPTCP_INFO", 1) { Writable = false };
}
