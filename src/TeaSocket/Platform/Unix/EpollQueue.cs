using System.Buffers;
using System.Runtime.CompilerServices;

namespace TeaSocket.Platform.Unix;

/// <summary>epoll(7): a wait costs what is ready.</summary>
internal sealed unsafe class EpollQueue : ReadinessQueue
{
    // What may end a receive before it has got all that there is, as long as it lasts.
    private const short Ends = LinuxConstants.EPOLLRDHUP | UnixCalls.POLLPRI | UnixCalls.POLLERR | UnixCalls.POLLHUP;

    private readonly int epoll;

    private EpollQueue(int descriptor) => epoll = descriptor;

    public override nint Descriptor => epoll;

    public override string ChangeCall => "epoll_ctl";

    public override string WaitCall => "epoll_wait";

    /// <summary>epoll_create1(2), close-on-exec. Returns a negated error number and no queue when it fails.</summary>
    public static int Open(out EpollQueue? queue)
    {
        int result = UnixCalls.Result(LinuxLibC.epoll_create1(LinuxConstants.EPOLL_CLOEXEC));
        queue = result < 0 ? null : new EpollQueue(result);
        return result;
    }

    public override int Wait(SystemCalls calls, Span<WatchedDescriptor> ready, long microseconds)
    {
        int most = Math.Max(ready.Length, 1);
        byte[] rented = ArrayPool<byte>.Shared.Rent(most * LinuxLibC.EpollEvent.Size);
        int count = 0;
        int result;
        fixed (byte* events = rented)
        {
            result = Ask(events, most, microseconds);
            using Lock.Scope scope = HoldChanges();
            for (int i = 0; i < result; i++)
            {
                byte* happened = events + (i * LinuxLibC.EpollEvent.Size);
                long key = Unsafe.ReadUnaligned<long>(happened + LinuxLibC.EpollEvent.DataOffset);
                if (Current(key) is { } watch && Accept(watch, *(short*)happened))
                {
                    ready[count++] = watch;
                }
            }
        }

        ArrayPool<byte>.Shared.Return(rented);
        return result < 0 ? result : count;
    }

    protected override int Begin(WatchedDescriptor watch) => Control(LinuxConstants.EPOLL_CTL_ADD, watch, ModesOf(watch));

    protected override int Alter(WatchedDescriptor watch, Readiness before)
    {
        watch.IsQuiet = false;
        watch.IsSpent = false;
        return Control(LinuxConstants.EPOLL_CTL_MOD, watch, ModesOf(watch));
    }

    protected override void End(WatchedDescriptor watch) => _ = Control(LinuxConstants.EPOLL_CTL_DEL, watch, 0);

    private int Ask(byte* events, int most, long microseconds)
    {
        long milliseconds = microseconds < 0 ? -1 : Math.Min(microseconds / 1_000, int.MaxValue);
        if (microseconds > 0 && milliseconds < int.MaxValue && milliseconds * 1_000 != microseconds)
        {
            // epoll_wait counts milliseconds. The queue is itself a descriptor, for which ppoll waits more finely.
            var self = new LibC.PollFd { Fd = epoll, Events = UnixCalls.POLLIN };
            var timeout = new LibC.TimeSpec { Seconds = microseconds / 1_000_000, Nanoseconds = microseconds % 1_000_000 * 1_000 };
            int result = UnixCalls.Result(LibC.ppoll(&self, 1, &timeout, null));
            if (result <= 0)
            {
                return result;
            }

            milliseconds = 0;
        }

        return UnixCalls.Result(LinuxLibC.epoll_wait(epoll, events, most, (int)milliseconds));
    }

    /// <summary>
    /// Takes what is wanted of the events. A hang-up is told unasked, again and again: a watch that does not want it is from then on
    /// told of changes only, until something comes that it wants.
    /// </summary>
    private bool Accept(WatchedDescriptor watch, short events)
    {
        watch.Ready = UnixCalls.ToReadiness(events) & watch.Wanted;
        if ((watch.Modes & PollerModes.Once) != 0)
        {
            return AcceptOnce(watch);
        }

        if ((watch.Modes & PollerModes.EdgeTriggered) != 0)
        {
            watch.HasNoEnd = (events & Ends) == 0;
            return watch.Ready != Readiness.None;
        }

        bool shouldBeQuiet = watch.Ready == Readiness.None;
        if (shouldBeQuiet != watch.IsQuiet)
        {
            watch.IsQuiet = shouldBeQuiet;
            _ = Control(LinuxConstants.EPOLL_CTL_MOD, watch, shouldBeQuiet ? LinuxConstants.EPOLLET : 0);
        }

        return !shouldBeQuiet;
    }

    /// <summary>
    /// The system tells of a watch once, be it of a hang-up that is not wanted. To have it armed for the hang-up again would make it tell at
    /// once and for ever; so it is armed for changes, and is disarmed here when what is wanted has come.
    /// </summary>
    private bool AcceptOnce(WatchedDescriptor watch)
    {
        bool isTold = watch.Ready != Readiness.None && !watch.IsSpent;
        if (isTold)
        {
            watch.IsSpent = true;
            _ = watch.IsQuiet ? Control(LinuxConstants.EPOLL_CTL_MOD, watch, LinuxConstants.EPOLLONESHOT | LinuxConstants.EPOLLET, Readiness.None) : 0;
        }
        else if (!watch.IsSpent && !watch.IsQuiet)
        {
            watch.IsQuiet = true;
            _ = Control(LinuxConstants.EPOLL_CTL_MOD, watch, LinuxConstants.EPOLLET);
        }

        return isTold;
    }

    private static uint ModesOf(WatchedDescriptor watch) =>
        ((watch.Modes & PollerModes.EdgeTriggered) != 0 ? LinuxConstants.EPOLLET | (ushort)Ends : 0)
        | ((watch.Modes & PollerModes.Once) != 0 ? LinuxConstants.EPOLLONESHOT : 0);

    private int Control(int operation, WatchedDescriptor watch, uint flags) => Control(operation, watch, flags, watch.Wanted);

    private int Control(int operation, WatchedDescriptor watch, uint flags, Readiness wanted)
    {
        byte* change = stackalloc byte[LinuxLibC.EpollEvent.Size];
        *(uint*)change = (ushort)UnixCalls.ToEvents(wanted) | flags; // the bits of epoll are those of poll
        Unsafe.WriteUnaligned(change + LinuxLibC.EpollEvent.DataOffset, watch.Key);
        return UnixCalls.Result(LinuxLibC.epoll_ctl(epoll, operation, (int)watch.Descriptor, change));
    }
}
