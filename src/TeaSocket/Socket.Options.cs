using System.Runtime.InteropServices;

namespace TeaSocket;

// Options, see getsockopt(2) and socket(7).
public sealed partial class Socket
{
    /// <summary>
    /// An option's value as a number. SO_ERROR is the pending error's number, cleared by reading; Linux reports twice
    /// the SO_RCVBUF and SO_SNDBUF that were set.
    /// </summary>
    /// <param name="option">The platform's number of an SO_* option, or TCP_NODELAY.</param>
    /// <exception cref="SocketException">ENOPROTOOPT: no such option.</exception>
    public int GetOption(int option)
    {
        Span<byte> value = stackalloc byte[sizeof(int)];
        value.Clear(); // Windows answers a boolean in one byte
        GetOption(option, value);
        return MemoryMarshal.Read<int>(value);
    }

    /// <summary>An option's raw bytes.</summary>
    /// <param name="option">The platform's number of an SO_* option, or TCP_NODELAY.</param>
    /// <param name="value">Where to; an option that is longer is cut.</param>
    /// <returns>How many bytes were written.</returns>
    /// <exception cref="SocketException">ENOPROTOOPT: no such option.</exception>
    public int GetOption(int option, Span<byte> value)
    {
        using var lease = handle.Hold("getsockopt");
        int result = Calls.GetOption(lease.Descriptor, LevelOf(option), option, value, out int length);
        ThrowIfFailed(result, "getsockopt");
        return Math.Min(length, value.Length);
    }

    /// <summary>Sets an option to a number; a boolean option to 0 or 1.</summary>
    /// <param name="option">The platform's number of an SO_* option, or TCP_NODELAY.</param>
    /// <param name="value">The number.</param>
    /// <exception cref="SocketException">ENOPROTOOPT: no such option. EINVAL, EDOM: no such value.</exception>
    public void SetOption(int option, int value) =>
        SetOption(option, MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in value)));

    /// <summary>Sets an option to raw bytes, such as a struct linger or timeval.</summary>
    /// <param name="option">The platform's number of an SO_* option, or TCP_NODELAY.</param>
    /// <param name="value">The bytes.</param>
    /// <exception cref="SocketException">ENOPROTOOPT: no such option. EINVAL: not that many bytes.</exception>
    public void SetOption(int option, ReadOnlySpan<byte> value) => SetOption(LevelOf(option), option, value);

    /// <summary>The same at any level.</summary>
    internal void SetOption(int level, int option, int value) => SetOption(level, option, MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in value)));

    /// <summary>The same at any level.</summary>
    internal void SetOption(int level, int option, ReadOnlySpan<byte> value)
    {
        using var lease = handle.Hold("setsockopt");
        int result = Calls.SetOption(lease.Descriptor, level, option, value);
        ThrowIfFailed(result, "setsockopt");
        LearnSegments(lease.Descriptor, level);
        if (level == Constants.SOL_SOCKET && (option == Constants.SO_RCVTIMEO || option == Constants.SO_SNDTIMEO))
        {
            handle.SetTimeouts(
                Calls.GetTimeout(lease.Descriptor, Constants.SO_RCVTIMEO), Calls.GetTimeout(lease.Descriptor, Constants.SO_SNDTIMEO));
        }
    }

    /// <summary>TCP_NODELAY lives at the TCP level, all SO_* options at the socket level.</summary>
    private int LevelOf(int option) =>
        option == Constants.TCP_NODELAY ? Constants.IPPROTO_TCP : Constants.SOL_SOCKET;
}
