using System.Runtime.InteropServices;
using TeaSocket.Options;
using TeaSocket.Platform;

namespace TeaSocket;

// Options, see getsockopt(2) and socket(7).
public sealed partial class Socket
{
    /// <summary>
    /// An option's value as a number. SO_ERROR is the pending error's number, cleared by reading; Linux reports twice
    /// the SO_RCVBUF and SO_SNDBUF that were set.
    /// </summary>
    /// <param name="option">The platform's number of an option.</param>
    /// <param name="level">The number of its level; null for SOL_SOCKET, and for TCP_NODELAY the level of TCP.</param>
    /// <exception cref="SocketException">ENOPROTOOPT: no such option.</exception>
    public int GetOption(int option, int? level = null)
    {
        Span<byte> value = stackalloc byte[sizeof(int)];
        value.Clear(); // Windows answers a boolean in one byte
        GetOption(option, value, level);
        return MemoryMarshal.Read<int>(value);
    }

    /// <summary>An option's raw bytes.</summary>
    /// <param name="option">The platform's number of an option.</param>
    /// <param name="value">Where to; an option that is longer is cut.</param>
    /// <param name="level">The number of its level; null for SOL_SOCKET, and for TCP_NODELAY the level of TCP.</param>
    /// <returns>How many bytes were written.</returns>
    /// <exception cref="SocketException">ENOPROTOOPT: no such option.</exception>
    public int GetOption(int option, Span<byte> value, int? level = null)
    {
        int of = level ?? LevelOf(option);
        using var lease = handle.Hold("getsockopt");
        int unit = SocketOptions.UnitOf(of, option);
        int result = Calls.GetOption(lease.Descriptor, of, option, value[..(value.Length / unit)], out int length);
        ThrowIfFailed(result, "getsockopt");
        return (int)Math.Min((long)length * unit, value.Length);
    }

    /// <summary>Reads an option.</summary>
    /// <param name="option">One of <see cref="SocketOptions"/>.</param>
    /// <exception cref="ArgumentException">It can only be set.</exception>
    /// <exception cref="SocketException">ENOPROTOOPT: this system, or a socket of this family or type, has no such option.</exception>
    public T GetOption<T>(SocketOption<T> option)
    {
        ArgumentNullException.ThrowIfNull(option);
        using var lease = handle.Hold("getsockopt");
        if (!option.Readable)
        {
            throw WrongArgument.Kind("name", $"must be an option that can be read, and {option.Name} can only be set");
        }

        int result = option.Codec.Read(CallOf(option, lease.Descriptor, "getsockopt"), out T? value);
        ThrowIfFailed(result, "getsockopt");
        return value!;
    }

    /// <summary>Sets an option to a number; a boolean option to 0 or 1.</summary>
    /// <param name="option">The platform's number of an option.</param>
    /// <param name="value">The number.</param>
    /// <param name="level">The number of its level; null for SOL_SOCKET, and for TCP_NODELAY the level of TCP.</param>
    /// <exception cref="SocketException">ENOPROTOOPT: no such option. EINVAL, EDOM: no such value.</exception>
    public void SetOption(int option, int value, int? level = null) =>
        SetOption(option, MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in value)), level);

    /// <summary>Sets an option to raw bytes, such as a struct linger or timeval.</summary>
    /// <param name="option">The platform's number of an option.</param>
    /// <param name="value">The bytes.</param>
    /// <param name="level">The number of its level; null for SOL_SOCKET, and for TCP_NODELAY the level of TCP.</param>
    /// <exception cref="SocketException">ENOPROTOOPT: no such option. EINVAL: not that many bytes.</exception>
    public void SetOption(int option, ReadOnlySpan<byte> value, int? level = null)
    {
        int of = level ?? LevelOf(option);
        using var lease = handle.Hold("setsockopt");
        int result = Calls.SetOption(lease.Descriptor, of, option, value);
        ThrowIfFailed(result, "setsockopt");
        Learn(lease.Descriptor, of, option);
    }

    /// <summary>Sets an option.</summary>
    /// <param name="option">One of <see cref="SocketOptions"/>.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">It can only be read, or the value is none that it can have.</exception>
    /// <exception cref="SocketException">
    /// ENOPROTOOPT: this system, or a socket of this family or type, has no such option. EINVAL, EDOM: no such value. EPERM: the privilege
    /// is missing. ENODEV: no such interface.
    /// </exception>
    public void SetOption<T>(SocketOption<T> option, T value)
    {
        ArgumentNullException.ThrowIfNull(option);
        using var lease = handle.Hold("setsockopt");
        if (!option.Writable)
        {
            throw WrongArgument.Kind("name", $"must be an option that can be set, and {option.Name} can only be read");
        }

        OptionCall call = CallOf(option, lease.Descriptor, "setsockopt");
        ThrowIfFailed(option.Codec.Write(call, value), "setsockopt");
        Learn(lease.Descriptor, option.Level.Number!.Value, option.Number!.Value);
    }

    /// <summary>
    /// What this socket has of the options that can be read, with their present values as scripts have them: numbers are doubles, a list is
    /// an array, a structure a dictionary. Those that change the socket when they are read are left out, see
    /// <see cref="SocketOption.ChangesWhenRead"/>.
    /// </summary>
    /// <exception cref="SocketException">EBADF: the socket is closed.</exception>
    public IReadOnlyList<KeyValuePair<SocketOption, object?>> GetOptions()
    {
        var present = new List<KeyValuePair<SocketOption, object?>>();
        foreach (SocketOption option in SocketOptions.All)
        {
            if (option.Readable && !option.ChangesWhenRead && option.IsFor(this))
            {
                try
                {
                    present.Add(new(option, option.GetLoose(this)));
                }
                catch (SocketException e) when (e.ErrorNumber != -Constants.EBADF)
                {
                    // The system says that this socket does not have it, or not yet.
                }
            }
        }

        return present;
    }

    /// <summary>TCP_NODELAY lives at the TCP level, all SO_* options at the socket level.</summary>
    private int LevelOf(int option) =>
        option == Constants.TCP_NODELAY ? Constants.IPPROTO_TCP : Constants.SOL_SOCKET;

    private OptionCall CallOf(SocketOption option, nint descriptor, string systemCall) =>
        option.IsFor(this) ? new OptionCall(Calls, descriptor, option.Level.Number!.Value, option.Number!.Value)
        : throw new SocketException(systemCall, Constants.ENOPROTOOPT);

    /// <summary>Waits end in time by what the socket has been told.</summary>
    private void Learn(nint descriptor, int level, int option)
    {
        LearnSegments(descriptor, level);
        if (level == Constants.SOL_SOCKET && IsTimeout(option))
        {
            long receive = Calls.GetTimeout(descriptor, Constants.SO_RCVTIMEO);
            long send = Calls.GetTimeout(descriptor, Constants.SO_SNDTIMEO);
            Remember(socket => socket.handle.SetTimeouts(receive, send));
        }

        if (level == Constants.IPPROTO_TCP && option == Constants.TCP_ULP)
        {
            Remember(socket => socket.handle.MayReceiveRecords = true);
        }
    }

    /// <summary>Whether that is SO_RCVTIMEO or SO_SNDTIMEO, by whichever of the system's numbers.</summary>
    private bool IsTimeout(int option)
    {
        SystemConstants constants = Constants;
        return option == constants.SO_RCVTIMEO || option == constants.SO_SNDTIMEO
            || option == constants.SO_RCVTIMEO_NEW || option == constants.SO_SNDTIMEO_NEW;
    }
}
