using System.Collections.Concurrent;
using TeaSocket.Platform;
using TeaSocket.Waiting;

namespace TeaSocket.Script;

/// <summary>
/// What the promises of a script wait for: changes of its sockets and pollers, and work that is done beside it. The host waits for it in its
/// own event loop, and then has the script take what there is.
/// </summary>
public sealed class ScriptWaits : IDisposable
{
    private const int MostAtOnce = 512;
    private const long WakeTag = -1; // no script has that id

    // Of its own: a thread that waits here is not the script's, and must not be asked whether the script is to end.
    private readonly SocketEnvironment environment = new();
    private readonly object access = new(); // which a thread also waits on
    private readonly ConcurrentQueue<Job> finished = new();
    private readonly WatchedDescriptor[] ready = new WatchedDescriptor[MostAtOnce];
    private Poller? poller;
    private WakePair? wake;
    private int count;
    private bool isWaitedFor;
    private bool isToTake;
    private bool isEnded;

    /// <summary>A descriptor that can be read from while there is something to take; -1 where the system has none, as on Windows.</summary>
    /// <exception cref="SocketException">EMFILE: descriptors have run out. ECANCELED: the script has ended.</exception>
    public nint Descriptor => Poller.Queue.Descriptor;

    /// <summary>What has the descriptor.</summary>
    /// <exception cref="SocketException">As <see cref="Descriptor"/>.</exception>
    internal WatchedHandle Handle => Poller.Handle;

    private Poller Poller
    {
        get
        {
            lock (access)
            {
                return poller ??= new Poller(environment);
            }
        }
    }

    /// <summary>Waits until there is something to take, or until <see cref="Wake"/>.</summary>
    /// <param name="microseconds">How long at most; -1 for ever.</param>
    /// <returns>Whether there is something.</returns>
    /// <exception cref="SocketException">EBADF, ECANCELED: the script has ended.</exception>
    public bool Wait(long microseconds)
    {
        Poller waiting = Poller;
        lock (access)
        {
            if (count > 0 || !finished.IsEmpty)
            {
                return true;
            }
        }

        // Nobody else looks at the room before it is told how many there are.
        int found = waiting.Wait(ready.AsSpan(), microseconds);
        lock (access)
        {
            count = found;
            return found > 0 || !finished.IsEmpty;
        }
    }

    /// <summary>Waits, again and again, on a thread that has nothing else to do, and tells when there is something; then it waits until that is taken.</summary>
    /// <param name="tell">Has the script take it, on its own thread.</param>
    public void WaitAlways(Action tell)
    {
        lock (access)
        {
            isWaitedFor = true;
        }

        try
        {
            while (!isEnded)
            {
                if (Wait(-1))
                {
                    isToTake = true;
                    tell();
                    AwaitTaking();
                }
            }
        }
        catch (SocketException)
        {
            // The script has ended.
        }
    }

    /// <summary>Makes <see cref="Wait"/>, the one that is under way or the next one, return; may be called on any thread.</summary>
    public void Wake() => Poller.Wake();

    /// <summary>Takes changes: pairs of an id and what it has become ready for.</summary>
    internal int Take(Span<int> pairs)
    {
        bool waits;
        lock (access)
        {
            waits = isWaitedFor;
        }

        _ = waits || Wait(0); // a thread that waits has found what there is
        int told = 0;
        lock (access)
        {
            for (int i = 0; i < count; i++)
            {
                WatchedDescriptor watch = ready[i];
                if (watch.Tag == WakeTag)
                {
                    wake!.Listen();
                    continue;
                }

                watch.IsDrained = false;
                pairs[2 * told] = (int)watch.Tag;
                pairs[(2 * told) + 1] = (int)watch.Ready;
                told++;
                if (!Poller.Queue.TellsChanges)
                {
                    _ = Poller.Queue.Change(watch, watch.Wanted & ~watch.Ready);
                }
            }

            Array.Clear(ready, 0, count); // or sockets that nobody has any more would live on here
            count = 0;
            isToTake = false;
            Monitor.PulseAll(access);
        }

        return told;
    }

    /// <summary>The script ends: nobody takes anything any more.</summary>
    public void Dispose()
    {
        lock (access)
        {
            isEnded = true;
            Monitor.PulseAll(access);
        }

        environment.Dispose();
    }

    /// <summary>From now on changes of a socket or poller are told.</summary>
    /// <param name="handle">What it is.</param>
    /// <param name="id">What it is told by.</param>
    /// <param name="direction">What is waited for.</param>
    /// <exception cref="SocketException">ENOSPC, ENOMEM: the system watches too many. EOPNOTSUPP: it has no descriptor, as pollers on Windows.</exception>
    internal void Watch(WatchedHandle handle, int id, Readiness direction)
    {
        ReadinessQueue queue = Poller.Queue;
        if (handle.WatchIn(queue) is { } watch)
        {
            _ = (watch.Wanted & direction) == direction ? 0 : queue.Change(watch, watch.Wanted | direction, watch.Modes);
            return;
        }

        if (handle.Descriptor == -1)
        {
            throw new SocketException(queue.ChangeCall, environment.Calls.Constants.EOPNOTSUPP);
        }

        // Watched once and for all where the queue tells of changes: then waiting costs no further call.
        Readiness all = handle is SocketHandle ? Readiness.Read | Readiness.Write | direction : Readiness.Read;
        int result = handle.BeginWatch(
            queue, queue.TellsChanges ? all : direction, id, queue.TellsChanges ? PollerModes.EdgeTriggered : PollerModes.None);
        if (result < 0)
        {
            throw new SocketException(queue.ChangeCall, -result);
        }
    }

    /// <summary>Whether a socket has nothing to receive until a change of it is told: to ask the system would be in vain.</summary>
    internal bool IsDrained(Socket socket) => socket.Handle.WatchIn(Poller.Queue) is { IsDrained: true };

    /// <summary>
    /// A socket has received less than there was room for. A change that is not told yet counts as told later, so that one may be told in vain.
    /// </summary>
    internal void Drain(Socket socket)
    {
        if (socket.IsEmptyAfterShortReceive && socket.Handle.WatchIn(Poller.Queue) is { HasNoEnd: true } watch)
        {
            watch.IsDrained = true;
        }
    }

    /// <summary>Does work on a thread of the pool; the script takes its result by its number.</summary>
    /// <exception cref="SocketException">EMFILE: descriptors have run out.</exception>
    internal void Begin(long number, Func<object?> work)
    {
        OpenWake();
        _ = ThreadPool.UnsafeQueueUserWorkItem(static job => job.Do(), new Job(this, number, work), preferLocal: false);
    }

    /// <summary>Takes work that is finished; null for none.</summary>
    internal Job? TakeFinished() => finished.TryDequeue(out Job? job) ? job : null;

    private void AwaitTaking()
    {
        lock (access)
        {
            while (isToTake && !isEnded)
            {
                _ = Monitor.Wait(access);
            }
        }
    }

    /// <summary>What makes the descriptor readable from another thread.</summary>
    private void OpenWake()
    {
        if (Descriptor != -1)
        {
            wake ??= new WakePair(Poller, WakeTag);
        }
    }

    private void Finish(Job job)
    {
        finished.Enqueue(job);
        try
        {
            if (wake is not null)
            {
                wake.Call();
            }
            else
            {
                Wake();
            }
        }
        catch (SocketException)
        {
            // The script has ended: nobody waits for it.
        }
    }

    /// <summary>Work that is done beside the script.</summary>
    internal sealed class Job(ScriptWaits waits, long number, Func<object?> work)
    {
        /// <summary>What the script knows it by.</summary>
        public long Number { get; } = number;

        /// <summary>What it has ended with; null if it went well.</summary>
        public Exception? Failure { get; private set; }

        /// <summary>Its result.</summary>
        public object? Result { get; private set; }

        public void Do()
        {
            try
            {
                Result = work();
            }
            catch (Exception e)
            {
                Failure = e;
            }

            waits.Finish(this);
        }
    }
}
