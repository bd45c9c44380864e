using System.Collections.Immutable;
using TeaSocket.Awaiting;
using TeaSocket.Platform;

namespace TeaSocket.Waiting;

/// <summary>Owns a descriptor that can be waited for, a socket's or a queue's, and knows which queues watch it.</summary>
internal abstract class WatchedHandle(SocketEnvironment environment, nint descriptor, string systemCall, bool isAdopted = false)
    : DescriptorHandle(environment, descriptor, systemCall, isAdopted)
{
    // The queues that watch this descriptor, nearly always none or one. They forget it before it is closed: a queue of the
    // system's keeps watching what somebody else has a duplicate of.
    private ImmutableArray<(ReadinessQueue Queue, WatchedDescriptor Watch)> watches = [];

    /// <summary>The calls that are awaited; null before the first. They end with the handle.</summary>
    public AwaitedCalls? Awaited { get; set; }

    /// <summary>The watch in a queue, or null.</summary>
    public WatchedDescriptor? WatchIn(ReadinessQueue queue)
    {
        foreach ((ReadinessQueue other, WatchedDescriptor watch) in watches)
        {
            if (other == queue)
            {
                return watch;
            }
        }

        return null;
    }

    /// <summary>Watches the descriptor in a queue that does not watch it yet. Returns a negated error number when that fails.</summary>
    /// <exception cref="SocketException">EBADF: it is closed.</exception>
    public int BeginWatch(ReadinessQueue queue, Readiness wanted, long tag, PollerModes modes = PollerModes.None) =>
        BeginWatch(queue, new WatchedDescriptor(Descriptor, wanted, this, tag) { Modes = modes });

    /// <summary>The same with a watch of the caller's.</summary>
    /// <exception cref="SocketException">EBADF: it is closed.</exception>
    public int BeginWatch(ReadinessQueue queue, WatchedDescriptor watch)
    {
        using Lease lease = Hold(queue.ChangeCall);
        int result = queue.Add(watch);
        if (result >= 0)
        {
            ImmutableInterlocked.Update(ref watches, (all, added) => all.Add(added), (queue, watch));
            if (IsClosed)
            {
                EndWatches(); // whoever closes may have done so before this watch was there
            }
        }

        return result;
    }

    /// <summary>Ends the watch in a queue.</summary>
    public void EndWatch(ReadinessQueue queue, WatchedDescriptor watch)
    {
        queue.Remove(watch);
        ImmutableInterlocked.Update(ref watches, (all, removed) => all.Remove(removed), (queue, watch));
    }

    protected override void LetGo()
    {
        EndWatches();
        Awaited?.Cancel();
    }

    private void EndWatches()
    {
        foreach ((ReadinessQueue queue, WatchedDescriptor watch) in ImmutableInterlocked.InterlockedExchange(ref watches, []))
        {
            queue.Remove(watch);
            queue.Lost?.Invoke();
        }
    }
}
