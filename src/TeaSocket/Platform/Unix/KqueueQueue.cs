using System.Buffers;

namespace TeaSocket.Platform.Unix;

/// <summary>kqueue(2): a wait costs what is ready. Compiled, not yet run.</summary>
internal sealed unsafe class KqueueQueue : ReadinessQueue
{
    // In the order of the filters of <sys/event.h> below.
    private static readonly Readiness[] kinds = [Readiness.Read, Readiness.Write, Readiness.Except];
    private static readonly short[] filters = [MacConstants.EVFILT_READ, MacConstants.EVFILT_WRITE, MacConstants.EVFILT_EXCEPT];

    private readonly int kqueue;
    private long round;

    private KqueueQueue(int descriptor) => kqueue = descriptor;

    public override nint Descriptor => kqueue;

    public override string ChangeCall => "kevent";

    public override string WaitCall => "kevent";

    /// <summary>Opens a queue, which no child process inherits. Returns a negated error number and no queue when it fails.</summary>
    public static int Open(out KqueueQueue? queue)
    {
        int result = UnixCalls.Result(MacLibC.kqueue());
        queue = result < 0 ? null : new KqueueQueue(result);
        return result;
    }

    public override int Wait(SystemCalls calls, Span<WatchedDescriptor> ready, long microseconds)
    {
        // Each kind of readiness is an event by itself, but a watch is told once. What then has no room is told by the next wait.
        int most = Math.Max(ready.Length, 1) * filters.Length;
        MacLibC.KEvent[] rented = ArrayPool<MacLibC.KEvent>.Shared.Rent(most);
        var timeout = new LibC.TimeSpec { Seconds = microseconds / 1_000_000, Nanoseconds = microseconds % 1_000_000 * 1_000 };
        int count = 0;
        int result;
        fixed (MacLibC.KEvent* events = rented)
        {
            result = UnixCalls.Result(MacLibC.kevent(kqueue, null, 0, events, most, microseconds < 0 ? null : &timeout));
            using Lock.Scope scope = HoldChanges();
            round++;
            for (int i = 0; i < result; i++)
            {
                Readiness kind = kinds[Array.IndexOf(filters, events[i].Filter)];
                if (Current(events[i].Data) is { } watch && (watch.Wanted & kind) != 0
                    && !watch.IsSpent && (watch.Round == round || count < ready.Length) && Join(watch, kind))
                {
                    ready[count++] = watch;
                }
            }

            DisarmSpent(ready[..count]);
        }

        ArrayPool<MacLibC.KEvent>.Shared.Return(rented);
        return result < 0 ? result : count;
    }

    protected override int Begin(WatchedDescriptor watch) => Alter(watch, Readiness.None);

    protected override int Alter(WatchedDescriptor watch, Readiness before)
    {
        before = watch.IsSpent ? Readiness.None : before;
        watch.IsSpent = false;
        bool isEdge = (watch.Modes & PollerModes.EdgeTriggered) != 0;
        ushort add = (ushort)(MacConstants.EV_ADD | (isEdge ? MacConstants.EV_CLEAR : 0));
        MacLibC.KEvent* changes = stackalloc MacLibC.KEvent[filters.Length];
        int count = 0;
        for (int i = 0; i < filters.Length; i++)
        {
            bool isWanted = (watch.Wanted & kinds[i]) != 0;
            if (isWanted != ((before & kinds[i]) != 0) || (isWanted && watch.Modes != PollerModes.None))
            {
                changes[count++] = new MacLibC.KEvent
                {
                    Descriptor = watch.Descriptor,
                    Filter = filters[i],
                    Flags = isWanted ? add : MacConstants.EV_DELETE,
                    FilterFlags = kinds[i] == Readiness.Except ? MacConstants.NOTE_OOB : 0,
                    Data = watch.Key,
                };
            }
        }

        return count == 0 ? 0 : UnixCalls.Result(MacLibC.kevent(kqueue, changes, count, null, 0, null));
    }

    protected override void End(WatchedDescriptor watch)
    {
        Readiness before = watch.Wanted;
        watch.Wanted = Readiness.None;
        _ = Alter(watch, before);
    }

    /// <summary>EV_ONESHOT would end one kind of readiness, and leave the others armed.</summary>
    private void DisarmSpent(ReadOnlySpan<WatchedDescriptor> told)
    {
        foreach (WatchedDescriptor watch in told)
        {
            if ((watch.Modes & PollerModes.Once) != 0)
            {
                Readiness wanted = watch.Wanted;
                End(watch);
                watch.Wanted = wanted;
                watch.IsSpent = true;
            }
        }
    }

    /// <summary>Each kind of readiness is an event by itself: adds one to its watch. Returns whether it is this wait's first.</summary>
    private bool Join(WatchedDescriptor watch, Readiness kind)
    {
        bool isFirst = watch.Round != round;
        watch.Ready = isFirst ? kind : watch.Ready | kind;
        watch.Round = round;
        return isFirst;
    }
}
