namespace TeaSocket.Platform.Unix;

/// <summary>What Linux does in its own way.</summary>
internal sealed unsafe partial class LinuxCalls : UnixCalls
{
    private readonly LinuxWakeSignal wakeSignal = new();

    public override SystemConstants Constants => LinuxConstants.Values;

    public override IReadOnlyDictionary<int, string> ErrorNames => LinuxConstants.ErrorNames;

    public override int? Choose(SystemNumbers numbers) => numbers.Linux;

    protected override int ResourceOfDescriptors => LinuxConstants.RLIMIT_NOFILE;

    protected override int SendFlags => LinuxConstants.MSG_NOSIGNAL;

    protected override int AddrInfoAddressOffset => LinuxConstants.AddrInfoAddressOffset;

    protected override int NonBlocking => LinuxConstants.O_NONBLOCK;
    protected override uint MulticastFlag => LinuxConstants.IFF_MULTICAST;

    protected override nuint MtuRequest => LinuxConstants.SIOCGIFMTU;

    protected override int NotWaiting => LinuxConstants.MSG_DONTWAIT;

    public override string SendManyCall => "sendmmsg";

    public override string ReceiveManyCall => "recvmmsg";

    public override string OpenQueueCall => "epoll_create1";

    public override nint BeginThread()
    {
        wakeSignal.Accept();
        return LinuxLibC.syscall(LinuxConstants.SYS_gettid);
    }

    public override void Interrupt(nint thread, nint descriptor) =>
        _ = LinuxLibC.syscall(LinuxConstants.SYS_tgkill, Environment.ProcessId, thread, wakeSignal.Number);

    public override int Open(int family, int type, int protocol, out nint descriptor)
    {
        int result = Result(LibC.socket(family, type | Constants.SOCK_CLOEXEC, protocol));
        descriptor = result;
        return result;
    }

    public override int Accept(nint descriptor, out nint accepted)
    {
        int result = Result(LibC.accept4((int)descriptor, null, null, Constants.SOCK_CLOEXEC));
        accepted = result;
        return result;
    }

    public override int SetBlocking(nint descriptor, bool blocking)
    {
        int nonBlocking = blocking ? 0 : 1;
        return Result(LibC.ioctl((int)descriptor, LinuxConstants.FIONBIO, &nonBlocking));
    }

    public override int SendMessage(nint descriptor, in SystemMessage message, int flags, bool mayWait = true)
    {
        LinuxLibC.MessageHeader header = HeaderOf(message);
        return Result(LinuxLibC.sendmsg((int)descriptor, &header, flags | SendFlags | (mayWait ? 0 : NotWaiting)));
    }

    public override int ReceiveMessage(nint descriptor, ref SystemMessage message, int flags, bool mayWait = true)
    {
        LinuxLibC.MessageHeader header = HeaderOf(message);
        int result = Result(LinuxLibC.recvmsg((int)descriptor, &header, flags | LinuxConstants.MSG_CMSG_CLOEXEC | (mayWait ? 0 : NotWaiting)));
        message.AddressLength = Stored(header.NameLength, message.AddressLength);
        message.ControlLength = (int)header.ControlLength;
        message.Flags = header.Flags & ~LinuxConstants.MSG_CMSG_CLOEXEC; // which comes back
        return result;
    }

    private static LinuxLibC.MessageHeader HeaderOf(in SystemMessage message) => new()
    {
        Name = message.Address,
        NameLength = (uint)message.AddressLength,
        Vectors = message.Ranges,
        VectorCount = (nuint)message.RangeCount,
        Control = message.Control,
        ControlLength = (nuint)message.ControlLength,
    };

    public override int Pending(nint descriptor, bool datagram, bool mayWait = true)
    {
        // MSG_TRUNC tells a datagram's real length, whatever the buffer's.
        byte first;
        int flags = MSG_PEEK | (datagram ? LinuxConstants.MSG_TRUNC : 0) | (mayWait ? 0 : NotWaiting);
        int result = Result(LibC.recv((int)descriptor, &first, 1, flags));
        if (datagram || result <= 0)
        {
            return result;
        }

        int queued;
        result = Result(LibC.ioctl((int)descriptor, LinuxConstants.FIONREAD, &queued));
        return result < 0 ? result : queued;
    }

    public override int Available(nint descriptor, bool datagram)
    {
        // Unix sockets count all records of SOCK_SEQPACKET together, and netlink counts nothing: what waits there is peeked at.
        int queued = 0;
        _ = Ask(descriptor, Constants.SO_TYPE, out int type);
        int result = type == Constants.SOCK_SEQPACKET ? -LinuxConstants.ENOTTY : Result(LibC.ioctl((int)descriptor, LinuxConstants.FIONREAD, &queued));
        return result == -LinuxConstants.ENOTTY || result == -Constants.EOPNOTSUPP ? Pending(descriptor, datagram, mayWait: false)
            : result < 0 ? result : queued;
    }

    public override int Duplicate(nint descriptor, out nint duplicate)
    {
        int result = Result(LibC.fcntl((int)descriptor, LinuxConstants.F_DUPFD_CLOEXEC, 0));
        duplicate = result;
        return result;
    }

    public override int OpenQueue(out ReadinessQueue? queue)
    {
        int result = EpollQueue.Open(out EpollQueue? opened);
        queue = opened;
        return result;
    }

    protected override int Identify(nint descriptor, ref SocketDescription description)
    {
        int result = Ask(descriptor, LinuxConstants.SO_DOMAIN, out description.Family);
        result = result < 0 ? result : Ask(descriptor, Constants.SO_TYPE, out description.Type);
        return result < 0 ? result : Ask(descriptor, LinuxConstants.SO_PROTOCOL, out description.Protocol);
    }

    protected override void Prepare(int descriptor) => _ = LibC.ioctl(descriptor, LinuxConstants.FIOCLEX, null);

    protected override int Control(int descriptor, nuint request, void* argument) => LibC.ioctl(descriptor, request, (int*)argument);

    protected override int LinkOf(byte* sockaddr, out byte[] hardwareAddress)
    {
        bool isLink = *(ushort*)sockaddr == LinuxConstants.AF_PACKET;
        hardwareAddress = !isLink ? []
            : new ReadOnlySpan<byte>(sockaddr + LinuxConstants.LinkAddressOffset, sockaddr[LinuxConstants.LinkAddressLengthOffset]).ToArray();
        return isLink ? *(int*)(sockaddr + LinuxConstants.LinkIndexOffset) : 0;
    }

    protected override int Wait(LibC.PollFd* entries, int count, long microseconds)
    {
        var timeout = new LibC.TimeSpec { Seconds = microseconds / 1_000_000, Nanoseconds = microseconds % 1_000_000 * 1_000 };
        return LibC.ppoll(entries, (nuint)count, microseconds < 0 ? null : &timeout, null);
    }
}
