using System.Runtime.InteropServices;

namespace TeaSocket.Platform.Unix;

/// <summary>What macOS does in its own way. Compiled, not yet run.</summary>
internal sealed unsafe partial class MacCalls : UnixCalls
{
    // What the system takes at once: of INT_MAX bytes it says EINVAL.
    private const int MostBytes = int.MaxValue - 1;

    private readonly MacWakeSignal wakeSignal = new();

    public override SystemConstants Constants => MacConstants.Values;

    public override IReadOnlyDictionary<int, string> ErrorNames => MacConstants.ErrorNames;

    public override int? Choose(SystemNumbers numbers) => numbers.MacOS;

    protected override int ResourceOfDescriptors => MacConstants.RLIMIT_NOFILE;

    protected override int SendFlags => 0; // no MSG_NOSIGNAL: SO_NOSIGPIPE, set when a socket is made, does it

    protected override int AddrInfoAddressOffset => MacConstants.AddrInfoAddressOffset;

    protected override int NonBlocking => MacConstants.O_NONBLOCK;
    protected override uint MulticastFlag => MacConstants.IFF_MULTICAST;

    protected override nuint MtuRequest => MacConstants.SIOCGIFMTU;

    protected override int NotWaiting => MacConstants.MSG_DONTWAIT;

    public override string OpenQueueCall => "kqueue";

    public override nint BeginThread()
    {
        wakeSignal.Accept();
        return MacLibC.pthread_self();
    }

    public override void Interrupt(nint thread, nint descriptor) => _ = MacLibC.pthread_kill(thread, wakeSignal.Number);

    public override int Send(nint descriptor, ReadOnlySpan<byte> data, bool mayWait = true) =>
        base.Send(descriptor, data[..Math.Min(data.Length, MostBytes)], mayWait);

    public override int SendTo(nint descriptor, ReadOnlySpan<byte> data, ReadOnlySpan<byte> address, bool mayWait = true) =>
        base.SendTo(descriptor, data[..Math.Min(data.Length, MostBytes)], address, mayWait);

    public override int Receive(nint descriptor, Span<byte> buffer, bool mayWait = true) =>
        base.Receive(descriptor, buffer[..Math.Min(buffer.Length, MostBytes)], mayWait);

    public override int ReceiveFrom(nint descriptor, Span<byte> buffer, Span<byte> address, out int addressLength, bool mayWait = true) =>
        base.ReceiveFrom(descriptor, buffer[..Math.Min(buffer.Length, MostBytes)], address, out addressLength, mayWait);

    public override int Open(int family, int type, int protocol, out nint descriptor)
    {
        int result = Result(LibC.socket(family, type, protocol));
        if (result >= 0)
        {
            Prepare(result);
        }

        descriptor = result;
        return result;
    }

    public override int Accept(nint descriptor, out nint accepted)
    {
        int result = Result(LibC.accept((int)descriptor, null, null));
        if (result >= 0)
        {
            Prepare(result);
            SetBlocking(result, true); // a listening socket hands its mode down here
        }

        accepted = result;
        return result;
    }

    public override int SetBlocking(nint descriptor, bool blocking)
    {
        int nonBlocking = blocking ? 0 : 1;
        return Result(Ioctl((int)descriptor, MacConstants.FIONBIO, &nonBlocking));
    }

    public override int SendMessage(nint descriptor, in SystemMessage message, int flags, bool mayWait = true)
    {
        MacLibC.MessageHeader header = HeaderOf(message);
        return Result(MacLibC.sendmsg((int)descriptor, &header, flags | (mayWait ? 0 : NotWaiting)));
    }

    public override int ReceiveMessage(nint descriptor, ref SystemMessage message, int flags, bool mayWait = true)
    {
        MacLibC.MessageHeader header = HeaderOf(message);
        int result = Result(MacLibC.recvmsg((int)descriptor, &header, flags | (mayWait ? 0 : NotWaiting)));
        message.AddressLength = Stored(header.NameLength, message.AddressLength);
        message.ControlLength = (int)header.ControlLength;
        message.Flags = header.Flags;
        return result;
    }

    public override void KeepFromChildren(nint descriptor) => _ = Ioctl((int)descriptor, MacConstants.FIOCLEX, null);

    private static MacLibC.MessageHeader HeaderOf(in SystemMessage message) => new()
    {
        Name = message.Address,
        NameLength = (uint)message.AddressLength,
        Vectors = message.Ranges,
        VectorCount = message.RangeCount,
        Control = message.Control,
        ControlLength = (uint)message.ControlLength,
    };

    public override int Pending(nint descriptor, bool datagram, bool mayWait = true)
    {
        byte first;
        int result = Result(LibC.recv((int)descriptor, &first, 1, MSG_PEEK | (mayWait ? 0 : NotWaiting)));
        if (result < 0 || (result == 0 && !datagram))
        {
            return result;
        }

        return Available(descriptor, datagram);
    }

    public override int OpenPair(int family, int type, int protocol, out nint first, out nint second)
    {
        int result = base.OpenPair(family, type, protocol, out first, out second);
        if (result >= 0)
        {
            Prepare((int)first);
            Prepare((int)second);
        }

        return result;
    }

    public override string DuplicateCall => "dup";

    public override int Duplicate(nint descriptor, out nint duplicate)
    {
        int result = Result(LibC.dup((int)descriptor));
        if (result >= 0)
        {
            Prepare(result);
        }

        duplicate = result;
        return result;
    }

    public override int Available(nint descriptor, bool datagram)
    {
        // FIONREAD counts all that is queued, SO_NREAD the first datagram.
        int queued = 0;
        int result;
        if (datagram)
        {
            uint size = sizeof(int);
            result = Result(LibC.getsockopt(
                (int)descriptor, Constants.SOL_SOCKET, MacConstants.SO_NREAD, (byte*)&queued, &size));
        }
        else
        {
            result = Result(Ioctl((int)descriptor, MacConstants.FIONREAD, &queued));
        }

        return result < 0 ? result : queued;
    }

    public override int OpenQueue(out ReadinessQueue? queue)
    {
        int result = KqueueQueue.Open(out KqueueQueue? opened);
        queue = opened;
        return result;
    }

    protected override int Control(int descriptor, nuint request, void* argument) => Ioctl(descriptor, (uint)request, (int*)argument);

    protected override int LinkOf(byte* sockaddr, out byte[] hardwareAddress)
    {
        bool isLink = sockaddr[1] == MacConstants.AF_LINK;
        byte* address = sockaddr + MacConstants.LinkDataOffset + sockaddr[MacConstants.LinkNameLengthOffset];
        hardwareAddress = isLink ? new ReadOnlySpan<byte>(address, sockaddr[MacConstants.LinkAddressLengthOffset]).ToArray() : [];
        return isLink ? *(ushort*)(sockaddr + MacConstants.LinkIndexOffset) : 0;
    }

    protected override int Wait(LibC.PollFd* entries, int count, long microseconds)
    {
        // Rounded up, so that it never returns early; what exceeds an int is waited for in turns by the caller.
        long milliseconds = microseconds < 0 ? -1 : Math.Min((microseconds + 999) / 1_000, int.MaxValue);
        return LibC.poll(entries, (nuint)count, (int)milliseconds);
    }

    /// <summary>What Linux does with flags takes two further calls here.</summary>
    protected override void Prepare(int descriptor)
    {
        int on = 1;
        _ = Ioctl(descriptor, MacConstants.FIOCLEX, null);
        _ = LibC.setsockopt(descriptor, MacConstants.Values.SOL_SOCKET, MacConstants.SO_NOSIGPIPE, (byte*)&on, sizeof(int));
    }

    /// <summary>The family is that of its address; the protocol the system does not tell.</summary>
    protected override int Identify(nint descriptor, ref SocketDescription description)
    {
        Span<byte> address = stackalloc byte[SocketAddress.MaxSize];
        int result = Ask(descriptor, Constants.SO_TYPE, out description.Type);
        result = result < 0 ? result : GetSocketName(descriptor, address, out _);
        description.Family = address[1];
        return result;
    }

    private static int Ioctl(int descriptor, uint request, int* argument) =>
        RuntimeInformation.ProcessArchitecture == Architecture.Arm64
            ? LibC.ioctl_variadic_on_stack(descriptor, request, 0, 0, 0, 0, 0, 0, argument)
            : LibC.ioctl(descriptor, request, argument);
}
