using System.Collections.Concurrent;
using TeaSocket.Platform;
using TeaSocket.Waiting;

namespace TeaSocket.Script;

/// <summary>
/// What the promises of a script wait for: changes of its sockets and pollers, and work that is done beside it. The host waits for it in its
/// own event loop, and then has the script ask what there is.
/// </summary>
/// <param name="environment">The script's.</param>
public sealed class ScriptWaits(SocketEnvironment environment)
{
    private const int MostAtOnce = 512;

    private readonly Lock access = new();
    private readonly ConcurrentQueue<Job> finished = new();
    private readonly Watch[] ready = new Watch[MostAtOnce];
    private Poller? poller;
    private int count;

    /// <summary>What tells the host that work was finished, on any thread: it then has the script ask. Set once the host's loop runs.</summary>
    public Action? Finished { get; set; }

    /// <summary>
    /// A descriptor that can be read from while there are changes; -1 where the system has none, as on Windows.
    /// </summary>
    /// <exception cref="SocketException">EMFILE: descriptors have run out.</exception>
    public nint Descriptor => Poller.Queue.Descriptor;

    /// <summary>Waits until there are changes, which it keeps for the script to ask for, or until <see cref="Wake"/>.</summary>
    /// <param name="microseconds">How long at most; -1 for ever.</param>
    /// <returns>Whether there are some.</returns>
    /// <exception cref="SocketException">EBADF, ECANCELED: the environment is disposed.</exception>
    public bool Wait(long microseconds)
    {
        Poller waiting = Poller;
        lock (access)
        {
            if (count > 0)
            {
                return true;
            }
        }

        Span<Watch> room = ready; // only one thread waits at a time, and nobody looks before it is told how many there are
        int found = waiting.Wait(room, microseconds);
        lock (access)
        {
            count = found;
            return found > 0;
        }
    }

    /// <summary>Makes <see cref="Wait"/>, the one that is under way or the next one, return.</summary>
    public void Wake() => Poller.Wake();

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

    /// <summary>Takes changes: pairs of an id and what it has become ready for. What has no room is told the next time.</summary>
    internal int Take(Span<int> pairs)
    {
        _ = Wait(0);
        lock (access)
        {
            int taken = Math.Min(count, pairs.Length / 2);
            for (int i = 0; i < taken; i++)
            {
                Watch watch = ready[i];
                pairs[2 * i] = (int)watch.Tag;
                pairs[(2 * i) + 1] = (int)watch.Ready;
                if (!Poller.Queue.TellsChanges)
                {
                    _ = Poller.Queue.Change(watch, watch.Wanted & ~watch.Ready);
                }
            }

            Array.Copy(ready, taken, ready, 0, count - taken);
            Array.Clear(ready, count - taken, taken); // or sockets that nobody has any more would live on here
            count -= taken;
            return taken;
        }
    }

    /// <summary>From now on changes of a socket or poller are told.</summary>
    /// <param name="handle">What it is.</param>
    /// <param name="id">What it is told by.</param>
    /// <param name="direction">What is waited for.</param>
    /// <exception cref="SocketException">ENOSPC, ENOMEM: the system watches too many.</exception>
    internal void Watch(WatchedHandle handle, int id, Readiness direction)
    {
        ReadinessQueue queue = Poller.Queue;
        if (handle.WatchIn(queue) is { } watch)
        {
            _ = queue.TellsChanges ? 0 : queue.Change(watch, watch.Wanted | direction);
            return;
        }

        Readiness all = handle is SocketHandle ? Readiness.Read | Readiness.Write : Readiness.Read;
        int result = handle.BeginWatch(
            queue, queue.TellsChanges ? all : direction, id, queue.TellsChanges ? PollerModes.EdgeTriggered : PollerModes.None);
        if (result < 0)
        {
            throw new SocketException(queue.ChangeCall, -result);
        }
    }

    /// <summary>Does work on a thread of the pool; the script asks for the result by its number.</summary>
    internal void Begin(long number, Func<object?> work) => ThreadPool.UnsafeQueueUserWorkItem(
        static job =>
        {
            job.Do();
            job.Waits.finished.Enqueue(job);
            job.Waits.Finished?.Invoke();
        },
        new Job(this, number, work),
        preferLocal: false);

    /// <summary>Takes one that is finished; null for none.</summary>
    internal Job? TakeFinished() => finished.TryDequeue(out Job? job) ? job : null;

    /// <summary>Work that is done beside the script.</summary>
    internal sealed class Job(ScriptWaits waits, long number, Func<object?> work)
    {
        public ScriptWaits Waits { get; } = waits;

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
        }
    }
}
