using TeaSocket.Platform;
using TeaSocket.Waiting;

namespace TeaSocket;

/// <summary>
/// select for loops, which call it again and again with nearly the same sockets: what is waited for stays in a queue of the system's
/// between the calls, so that a call costs what is ready. What it finds is what <see cref="Socket.Select(Span{SelectEntry}, TimeSpan?, CancellationToken)"/> finds.
/// </summary>
/// <remarks>
/// Sockets that are selected once are polled: to put them into the queue would cost more. They go there when they are selected
/// a second time, or when they differ in few from those that are there.
/// </remarks>
/// <param name="environment">Where it waits; left out, in the default one.</param>
internal sealed class Selection(SocketEnvironment? environment = null)
{
    // A change of the queue costs about as much as polling so many sockets.
    private const int PolledPerChange = 3;

    // How often the sockets are polled all the same, in milliseconds. A queue forgets, without a word, a descriptor that somebody else has
    // closed or replaced: no select may hang on it.
    private const long LookInterval = 5_000;

    private readonly SocketEnvironment environment = environment ?? SocketEnvironment.Default;
    private QueueHandle? queueHandle;
    private SelectEntry[] entries = [];
    private int[] tags = [];
    private int count;
    private WatchedDescriptor[] found = [];
    private bool isInQueue;
    private bool isSecond;
    private long lastLook;

    // A socket has been closed on another thread, and has left the queue.
    private volatile bool hasLost;

    // By tag: which replacement has brought it. Owners are finalized on a thread of their own.
    private volatile int[] replacementOf = new int[16];
    private int replacement;
    private volatile bool isStale;

    /// <summary>Whether one of the sockets has been closed since they were told, so that its tag may mean another one now.</summary>
    public bool IsStale => isStale;

    private ReadinessQueue? Queue => queueHandle?.Queue;

    /// <summary>Tells the sockets to wait for from now on, each by a tag of its own.</summary>
    public void Replace(ReadOnlySpan<SelectEntry> sockets, ReadOnlySpan<int> newTags)
    {
        if (sockets.Length > entries.Length)
        {
            int capacity = Math.Max(sockets.Length, entries.Length * 2);
            entries = new SelectEntry[capacity];
            tags = new int[capacity];
            found = new WatchedDescriptor[capacity];
        }

        entries.AsSpan(Math.Min(sockets.Length, count), Math.Max(0, count - sockets.Length)).Clear(); // nothing must live on here
        sockets.CopyTo(entries);
        newTags.CopyTo(tags);
        count = sockets.Length;
        replacement++;
        foreach (int tag in newTags)
        {
            Remember(tag);
        }

        isStale = false;
        isSecond = false;
        isInQueue = queueHandle is not null && (long)CountChanges() * PolledPerChange <= count && PutIntoQueue();
    }

    /// <summary>A tag will mean another socket.</summary>
    public void Forget(int tag)
    {
        int[] current = replacementOf;
        isStale |= tag < current.Length && current[tag] == replacement;
    }

    /// <summary>Waits until one of the sockets is ready, at most so many microseconds (-1: for ever).</summary>
    /// <param name="ready">Room for as many pairs as there are sockets: a tag, and what its socket is ready for.</param>
    /// <param name="microseconds">The time.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>How many pairs there are.</returns>
    /// <exception cref="SocketException">EBADF: a socket is closed. ECANCELED: one was closed while it waited.</exception>
    public int Select(Span<int> ready, long microseconds, CancellationToken cancellation = default)
    {
        int cancellations = environment.Cancellations;
        if (hasLost)
        {
            Close(); // polling says which mistake that is
        }

        isInQueue = isInQueue || (isSecond && count > 0 && PutIntoQueue());
        isSecond = true;
        if (!isInQueue)
        {
            return Poll(ready, microseconds, cancellations, cancellation);
        }

        var deadline = Deadline.After(microseconds);
        while (true)
        {
            long untilLook = LookInterval - (System.Environment.TickCount64 - lastLook);
            if (untilLook <= 0)
            {
                int seen = Look(ready, cancellations);
                if (seen > 0)
                {
                    return seen;
                }

                untilLook = LookInterval;
            }

            long left = deadline.Left;
            var operation = new WaitOperation(this, left < 0 ? untilLook * 1_000 : Math.Min(left, untilLook * 1_000));
            int result = Waits.Resume(queueHandle!, ref operation, cancellations, cancellation);
            if (result > 0 || left == 0)
            {
                return Report(ready, result);
            }
        }
    }

    /// <summary>Gives the queue back; the next call may open another.</summary>
    public void Close()
    {
        isInQueue = false;
        hasLost = false;
        queueHandle?.Close();
        queueHandle = null;
    }

    private void Remember(int tag)
    {
        if (tag >= replacementOf.Length)
        {
            int[] larger = new int[Math.Max(tag + 1, replacementOf.Length * 2)];
            replacementOf.CopyTo(larger, 0);
            replacementOf = larger;
        }

        replacementOf[tag] = replacement;
    }

    private int CountChanges()
    {
        int changes = 0;
        int alreadyThere = 0;
        for (int i = 0; i < count; i++)
        {
            WatchedDescriptor? watch = entries[i].Handle.WatchIn(Queue!);
            changes += watch?.Wanted == entries[i].Wanted ? 0 : 1;
            alreadyThere += watch is null ? 0 : 1;
        }

        return changes + Queue!.Count - alreadyThere;
    }

    /// <summary>Makes the queue watch the sockets and no others, by telling it the differences. False if it cannot.</summary>
    private bool PutIntoQueue()
    {
        if (queueHandle is null)
        {
            if (QueueHandle.Open(environment, out queueHandle) < 0)
            {
                return false; // out of descriptors, perhaps: polling needs none
            }

            Queue!.Lost = Lose;
            lastLook = System.Environment.TickCount64;
        }

        for (int i = 0; i < count; i++)
        {
            WatchedHandle handle = entries[i].Handle;
            WatchedDescriptor? watch = handle.WatchIn(Queue!);
            int result = watch is null ? handle.BeginWatch(Queue!, entries[i].Wanted, tags[i])
                : watch.Wanted != entries[i].Wanted ? Queue!.Change(watch, entries[i].Wanted)
                : 0;
            if (result < 0)
            {
                Close(); // it watches too many, or something that is not ours any more: begin again with the next call
                return false;
            }

            watch ??= handle.WatchIn(Queue!)!;
            watch.Tag = tags[i];
            watch.Mark = replacement;
        }

        EndTheOthers();
        return true;
    }

    private void EndTheOthers()
    {
        if (Queue!.Count == count)
        {
            return;
        }

        foreach (WatchedDescriptor watch in Queue.Snapshot())
        {
            if (watch.Mark != replacement)
            {
                watch.Owner?.EndWatch(Queue, watch);
            }
        }
    }

    /// <summary>Polls, to see whether the queue has missed something. It is given up then.</summary>
    private int Look(Span<int> ready, int cancellations)
    {
        lastLook = System.Environment.TickCount64;
        int seen = Poll(ready, 0, cancellations, default);
        var operation = new WaitOperation(this, 0);
        if (seen > Waits.Resume(queueHandle!, ref operation, cancellations, default))
        {
            Close();
        }

        return seen;
    }

    /// <summary>A socket leaves the queue because it is closed: who waits for it is to be told.</summary>
    private void Lose()
    {
        hasLost = true;
        if (queueHandle is { } current)
        {
            CallingThreads.ExpelOnce(current);
        }
    }

    private int Poll(Span<int> ready, long microseconds, int cancellations, CancellationToken cancellation)
    {
        Span<SelectEntry> polled = entries.AsSpan(0, count);
        Socket.Select(environment, polled, microseconds, cancellations, cancellation);
        int pairs = 0;
        for (int i = 0; i < count; i++)
        {
            if (polled[i].Ready != Readiness.None)
            {
                ready[2 * pairs] = tags[i];
                ready[(2 * pairs) + 1] = (int)polled[i].Ready;
                pairs++;
            }
        }

        return pairs;
    }

    private int Report(Span<int> ready, int pairs)
    {
        for (int i = 0; i < pairs; i++)
        {
            ready[2 * i] = (int)found[i].Tag;
            ready[(2 * i) + 1] = (int)found[i].Ready;
        }

        return pairs;
    }

    private readonly ref struct WaitOperation(Selection selection, long microseconds) : IOperation
    {
        private readonly Deadline deadline = Deadline.After(microseconds);

        public readonly WaitTerms Terms => WaitTerms.ByItself;

        public readonly int Call(SystemCalls calls, nint descriptor, CallingThread thread, bool mayWait)
        {
            if (selection.hasLost)
            {
                return -calls.Constants.ECANCELED;
            }

            long left = deadline.Left;
            int result = selection.Queue!.Wait(calls, selection.found.AsSpan(0, selection.count), left);
            return result == 0 && left != 0 ? Waits.GoOn : result;
        }

        public readonly SocketException Failure(int error) => new("select", error);
    }
}
