using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TeaSocket.Platform.Unix;

/// <summary>What Linux and macOS have in common: nearly everything; the other file of this class holds names.</summary>
internal abstract unsafe partial class UnixCalls : SystemCalls
{
    // <poll.h>, the same on Linux and macOS
    public const short POLLIN = 0x1;
    public const short POLLPRI = 0x2;
    public const short POLLOUT = 0x4;
    public const short POLLERR = 0x8;
    public const short POLLHUP = 0x10;
    public const short POLLNVAL = 0x20;

    // <fcntl.h>, the same on Linux and macOS
    public const int F_GETFL = 3;

    // <sys/socket.h>, the same on Linux and macOS
    public const int MSG_PEEK = 0x2;

    public override int DescriptorLimit
    {
        get
        {
            LibC.ResourceLimit limit;
            int result = LibC.getrlimit(ResourceOfDescriptors, &limit);
            return result < 0 || limit.Current > int.MaxValue ? int.MaxValue : (int)limit.Current;
        }
    }

    /// <summary>RLIMIT_NOFILE.</summary>
    protected abstract int ResourceOfDescriptors { get; }

    /// <summary>O_NONBLOCK.</summary>
    protected abstract int NonBlocking { get; }

    /// <summary>MSG_DONTWAIT.</summary>
    protected abstract int NotWaiting { get; }

    /// <summary>Flags of each send: where MSG_NOSIGNAL exists it keeps SIGPIPE away.</summary>
    protected abstract int SendFlags { get; }

    /// <summary>Tells a socket's family, type and protocol.</summary>
    protected abstract int Identify(nint descriptor, ref SocketDescription description);

    /// <summary>Makes a descriptor close-on-exec, and keeps SIGPIPE away where that is done per socket.</summary>
    protected abstract void Prepare(int descriptor);

    /// <summary>Blocks for at most that long; the systems differ in how finely they can be told.</summary>
    protected abstract int Wait(LibC.PollFd* entries, int count, long microseconds);

    public override int Close(nint descriptor) => Result(LibC.close((int)descriptor));

    public override int Describe(nint descriptor, out SocketDescription description)
    {
        description = default;
        if (descriptor != (int)descriptor)
        {
            return -Constants.EBADF;
        }

        int result = Identify(descriptor, ref description);
        int flags = result < 0 ? result : Result(LibC.fcntl((int)descriptor, F_GETFL));
        if (flags < 0)
        {
            return flags;
        }

        Prepare((int)descriptor);
        Span<byte> peer = stackalloc byte[SocketAddress.MaxSize];
        description.IsNonBlocking = (flags & NonBlocking) != 0;
        description.IsConnected = GetPeerName(descriptor, peer, out _) >= 0;
        return 0;
    }

    public override void CloseOnExec(nint descriptor) => Prepare((int)descriptor);

    public override int OpenPair(int family, int type, int protocol, out nint first, out nint second)
    {
        int* descriptors = stackalloc int[2];
        descriptors[0] = descriptors[1] = -1;
        int result = Result(LibC.socketpair(family, type | Constants.SOCK_CLOEXEC, protocol, descriptors));
        first = descriptors[0];
        second = descriptors[1];
        return result;
    }

    /// <summary>Asks for one number at the level of sockets.</summary>
    protected int Ask(nint descriptor, int option, out int value)
    {
        value = 0;
        return GetOption(descriptor, Constants.SOL_SOCKET, option, MemoryMarshal.AsBytes(new Span<int>(ref value)), out _);
    }

    public override int Bind(nint descriptor, ReadOnlySpan<byte> address)
    {
        fixed (byte* a = address)
        {
            return Result(LibC.bind((int)descriptor, a, (uint)address.Length));
        }
    }

    public override int Listen(nint descriptor, int backlog) => Result(LibC.listen((int)descriptor, backlog));

    public override int Connect(nint descriptor, ReadOnlySpan<byte> address)
    {
        fixed (byte* a = address)
        {
            return Result(LibC.connect((int)descriptor, a, (uint)address.Length));
        }
    }

    public override int Shutdown(nint descriptor, int how) => Result(LibC.shutdown((int)descriptor, how));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public override int Send(nint descriptor, ReadOnlySpan<byte> data, bool mayWait = true)
    {
        fixed (byte* d = data)
        {
            return Result(LibC.send((int)descriptor, d, (nuint)data.Length, mayWait ? SendFlags : SendFlags | NotWaiting));
        }
    }

    public override int SendTo(nint descriptor, ReadOnlySpan<byte> data, ReadOnlySpan<byte> address, bool mayWait = true)
    {
        fixed (byte* d = data, a = address)
        {
            int flags = mayWait ? SendFlags : SendFlags | NotWaiting;
            return Result(LibC.sendto((int)descriptor, d, (nuint)data.Length, flags, a, (uint)address.Length));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public override int Receive(nint descriptor, Span<byte> buffer, bool mayWait = true)
    {
        fixed (byte* b = buffer)
        {
            return Result(LibC.recv((int)descriptor, b, (nuint)buffer.Length, mayWait ? 0 : NotWaiting));
        }
    }

    public override int Peek(nint descriptor, Span<byte> buffer, bool mayWait = true)
    {
        byte nothing;
        fixed (byte* b = buffer)
        {
            return Result(LibC.recv((int)descriptor, b is null ? &nothing : b, (nuint)buffer.Length, MSG_PEEK | (mayWait ? 0 : NotWaiting)));
        }
    }

    public override int ReceiveFrom(nint descriptor, Span<byte> buffer, Span<byte> address, out int addressLength, bool mayWait = true)
    {
        uint length = (uint)address.Length;
        fixed (byte* b = buffer, a = address)
        {
            nint result = LibC.recvfrom((int)descriptor, b, (nuint)buffer.Length, mayWait ? 0 : NotWaiting, a, &length);
            addressLength = Stored(length, address.Length);
            return Result(result);
        }
    }

    public override int GetPeerName(nint descriptor, Span<byte> address, out int addressLength)
    {
        uint length = (uint)address.Length;
        fixed (byte* a = address)
        {
            int result = LibC.getpeername((int)descriptor, a, &length);
            addressLength = Stored(length, address.Length);
            return Result(result);
        }
    }

    public override int GetSocketName(nint descriptor, Span<byte> address, out int addressLength)
    {
        uint length = (uint)address.Length;
        fixed (byte* a = address)
        {
            int result = LibC.getsockname((int)descriptor, a, &length);
            addressLength = Stored(length, address.Length);
            return Result(result);
        }
    }

    public override int GetOption(nint descriptor, int level, int name, Span<byte> value, out int length)
    {
        uint size = (uint)value.Length;
        fixed (byte* v = value)
        {
            int result = LibC.getsockopt((int)descriptor, level, name, v, &size);
            length = (int)size;
            return Result(result);
        }
    }

    public override int SetOption(nint descriptor, int level, int name, ReadOnlySpan<byte> value)
    {
        fixed (byte* v = value)
        {
            return Result(LibC.setsockopt((int)descriptor, level, name, v, (uint)value.Length));
        }
    }

    public override int TimeoutSize => sizeof(LibC.TimeVal);

    public override long DecodeTimeout(ReadOnlySpan<byte> value)
    {
        LibC.TimeVal time = MemoryMarshal.Read<LibC.TimeVal>(value);
        return (time.Seconds * 1_000_000) + time.Microseconds;
    }

    public override void EncodeTimeout(long microseconds, Span<byte> value) => MemoryMarshal.Write(
        value, new LibC.TimeVal { Seconds = microseconds / 1_000_000, Microseconds = (int)(microseconds % 1_000_000) });

    public override int Poll(Span<PollEntry> entries, long microseconds)
    {
        LibC.PollFd[] native = ArrayPool<LibC.PollFd>.Shared.Rent(Math.Max(entries.Length, 1));
        for (int i = 0; i < entries.Length; i++)
        {
            native[i] = new LibC.PollFd { Fd = (int)entries[i].Descriptor, Events = ToEvents(entries[i].Wanted) };
        }

        int result;
        fixed (LibC.PollFd* n = native)
        {
            // Asked with a timeout of 0 the kernel leaves the wait queues alone, which halves the cost of a poll
            // that finds something ready.
            result = Result(LibC.poll(n, (nuint)entries.Length, 0));
            if (result == 0 && microseconds != 0)
            {
                result = Result(Wait(n, entries.Length, microseconds));
            }
        }

        for (int i = 0; i < entries.Length; i++)
        {
            short returned = result > 0 ? native[i].Returned : (short)0;
            entries[i].Ready = ToReadiness(returned) & entries[i].Wanted;
            entries[i].Reported = returned != 0;
        }

        ArrayPool<LibC.PollFd>.Shared.Return(native);
        return result;
    }

    public override string ErrorText(int error) => Marshal.GetPInvokeErrorMessage(error);

    /// <summary>
    /// The result of a call in the kernel's form: what it returned, or the negated error number. To be asked for at once.
    /// </summary>
    public static int Result(nint returned) => returned >= 0 ? (int)returned : -Marshal.GetLastSystemError();

    /// <summary>How many bytes of an address have been stored: of one that was cut the system tells the whole length.</summary>
    public static int Stored(uint addressLength, int room) => (int)Math.Min(addressLength, (uint)room);

    public static short ToEvents(Readiness wanted) => (short)(
        ((wanted & Readiness.Read) != 0 ? POLLIN : 0)
        | ((wanted & Readiness.Write) != 0 ? POLLOUT : 0)
        | ((wanted & Readiness.Except) != 0 ? POLLPRI : 0));

    /// <summary>poll's events as Linux's select(2) maps them: an error lets both reading and writing return at once.</summary>
    public static Readiness ToReadiness(short returned) =>
        ((returned & (POLLIN | POLLHUP | POLLERR | POLLNVAL)) != 0 ? Readiness.Read : 0)
        | ((returned & (POLLOUT | POLLERR | POLLNVAL)) != 0 ? Readiness.Write : 0)
        | ((returned & POLLPRI) != 0 ? Readiness.Except : 0);
}
