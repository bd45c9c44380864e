using System.Buffers;

namespace TeaSocket.Platform.Unix;

/// <summary>What Linux does in its own way.</summary>
internal sealed unsafe class LinuxCalls : UnixCalls
{
    private readonly LinuxWakeSignal wakeSignal = new();

    public override SystemConstants Constants => LinuxConstants.Values;

    public override IReadOnlyDictionary<int, string> ErrorNames => LinuxConstants.ErrorNames;

    public override int? Choose(SystemNumbers numbers) => numbers.Linux;

    protected override int ResourceOfDescriptors => LinuxConstants.RLIMIT_NOFILE;

    protected override int SendFlags => LinuxConstants.MSG_NOSIGNAL;

    protected override int AddrInfoAddressOffset => LinuxConstants.AddrInfoAddressOffset;

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

    public override int SendMany(nint descriptor, Span<Message> messages, bool mayWait = true) =>
        Transfer(descriptor, messages, sending: true, mayWait);

    public override int ReceiveMany(nint descriptor, Span<Message> messages, bool mayWait = true) =>
        Transfer(descriptor, messages, sending: false, mayWait);

    public override int Pending(nint descriptor, bool datagram, bool mayWait = true)
    {
        // MSG_TRUNC tells a datagram's real length, whatever the buffer's.
        byte first;
        int flags = LinuxConstants.MSG_PEEK | (datagram ? LinuxConstants.MSG_TRUNC : 0) | (mayWait ? 0 : NotWaiting);
        int result = Result(LibC.recv((int)descriptor, &first, 1, flags));
        if (datagram || result <= 0)
        {
            return result;
        }

        int queued;
        result = Result(LibC.ioctl((int)descriptor, LinuxConstants.FIONREAD, &queued));
        return result < 0 ? result : queued;
    }

    public override int OpenQueue(out ReadinessQueue? queue)
    {
        int result = EpollQueue.Open(out EpollQueue? opened);
        queue = opened;
        return result;
    }

    private static int Transfer(nint descriptor, Span<Message> messages, bool sending, bool mayWait)
    {
        LinuxLibC.BatchEntry[] batch = ArrayPool<LinuxLibC.BatchEntry>.Shared.Rent(Math.Max(messages.Length, 1));
        LinuxLibC.IoVector[] vectors = ArrayPool<LinuxLibC.IoVector>.Shared.Rent(Math.Max(messages.Length, 1));
        int waiting = mayWait ? 0 : LinuxConstants.MSG_DONTWAIT;
        int result;
        fixed (LinuxLibC.BatchEntry* b = batch)
        fixed (LinuxLibC.IoVector* v = vectors)
        {
            for (int i = 0; i < messages.Length; i++)
            {
                ref readonly Message message = ref messages[i];
                v[i] = new LinuxLibC.IoVector { Base = message.Data, Length = (nuint)message.Length };
                b[i].Header = new LinuxLibC.MessageHeader
                {
                    Name = message.Address,
                    NameLength = (uint)message.AddressLength,
                    Vectors = v + i,
                    VectorCount = 1,
                };
            }

            result = Result(sending
                ? LinuxLibC.sendmmsg((int)descriptor, b, (uint)messages.Length, LinuxConstants.MSG_NOSIGNAL | waiting)
                : LinuxLibC.recvmmsg((int)descriptor, b, (uint)messages.Length, LinuxConstants.MSG_WAITFORONE | waiting, null));
            for (int i = 0; i < result && !sending; i++)
            {
                messages[i].Length = (int)b[i].Length;
                messages[i].AddressLength = Stored(b[i].Header.NameLength, messages[i].AddressLength);
            }
        }

        ArrayPool<LinuxLibC.BatchEntry>.Shared.Return(batch);
        ArrayPool<LinuxLibC.IoVector>.Shared.Return(vectors);
        return result;
    }

    protected override int Wait(LibC.PollFd* entries, int count, long microseconds)
    {
        var timeout = new LibC.TimeSpec { Seconds = microseconds / 1_000_000, Nanoseconds = microseconds % 1_000_000 * 1_000 };
        return LibC.ppoll(entries, (nuint)count, microseconds < 0 ? null : &timeout, null);
    }
}
