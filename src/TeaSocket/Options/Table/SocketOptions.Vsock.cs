using static TeaSocket.OptionLevels;
using static TeaSocket.Options.OptionCodecs;

namespace TeaSocket;

// Options of PF_VSOCK sockets, vsock(7).
public static partial class SocketOptions
{
    /// <summary>The largest size of the buffer, in bytes, see vsock(7).</summary>
    public static SocketOption<ulong> VsockBufferMaxSize { get; } = new(VsockLevel, Wide, "SO_VM_SOCKETS_BUFFER_MAX_SIZE", 2);

    /// <summary>The smallest size of the buffer, in bytes, see vsock(7).</summary>
    public static SocketOption<ulong> VsockBufferMinSize { get; } = new(VsockLevel, Wide, "SO_VM_SOCKETS_BUFFER_MIN_SIZE", 1);

    /// <summary>The size of the buffer, in bytes, see vsock(7).</summary>
    public static SocketOption<ulong> VsockBufferSize { get; } = new(VsockLevel, Wide, "SO_VM_SOCKETS_BUFFER_SIZE", 0);

    /// <summary>How long connecting waits, in milliseconds, see vsock(7).</summary>
    public static SocketOption<TimeSpan> VsockConnectTimeout { get; } = new(VsockLevel, TimeVal, "SO_VM_SOCKETS_CONNECT_TIMEOUT", 6);
}
