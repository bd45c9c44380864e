using TeaSocket.Platform;
using TeaSocket.Waiting;

namespace TeaSocket.Awaiting;

/// <summary>The calls of a socket, or of a poller, that are awaited, and what tells when they can go on.</summary>
internal sealed class AwaitedCalls
{
    private readonly WatchedHandle handle;
    private readonly Readiness watchable;
    private readonly Lock access = new();
    private Watch? watch;
    private Readiness awaited;

    private AwaitedCalls(WatchedHandle handle, Readiness watchable)
    {
        this.handle = handle;
        this.watchable = watchable;
        Loop = handle.Environment.Loop;
        Reads = new AwaitedDirection(this, Readiness.Read);
        Writes = new AwaitedDirection(this, Readiness.Write);
    }

    /// <summary>What they go on in.</summary>
    public SocketLoop Loop { get; }

    /// <summary>Receiving, accepting, and waiting to be able to.</summary>
    public AwaitedDirection Reads { get; }

    /// <summary>Sending, connecting, and waiting to be able to.</summary>
    public AwaitedDirection Writes { get; }

    /// <summary>Those of a handle.</summary>
    /// <param name="handle">The handle.</param>
    /// <param name="watchable">What it can be watched for.</param>
    public static AwaitedCalls Of(WatchedHandle handle, Readiness watchable = Readiness.Read | Readiness.Write)
    {
        if (handle.Awaited is { } existing)
        {
            return existing;
        }

        lock (handle)
        {
            return handle.Awaited ??= new AwaitedCalls(handle, watchable);
        }
    }

    /// <summary>The system tells that the descriptor is ready for something. Returns how many calls are over by that.</summary>
    public int Proceed(Readiness ready) =>
        ((ready & Readiness.Read) == 0 ? 0 : Reads.Proceed()) + ((ready & Readiness.Write) == 0 ? 0 : Writes.Proceed());

    /// <summary>Ends all calls with ECANCELED.</summary>
    public void Cancel()
    {
        Reads.Cancel();
        Writes.Cancel();
    }

    /// <summary>The same if the handle is closed.</summary>
    public void EndIfClosed()
    {
        if (handle.IsClosed)
        {
            Cancel();
        }
    }

    /// <summary>The exception of a call that is ended.</summary>
    public SocketException Canceled(string systemCall) => new(systemCall, handle.Environment.Calls.Constants.ECANCELED);

    /// <summary>From now on something is awaited in a direction: the handle cannot be collected, and no other call may come between.</summary>
    /// <exception cref="SocketException">EBADF: it is closed. ENOSPC, ENOMEM: the system watches too many.</exception>
    public void Watch(Readiness direction)
    {
        lock (access)
        {
            ReadinessQueue queue = Loop.Queue;
            if (watch is null)
            {
                // Watched once and for all where the queue tells of changes: then waiting costs no further call.
                var begun = new Watch(handle, queue.TellsChanges ? watchable : direction, 0)
                {
                    Modes = queue.TellsChanges ? PollerModes.EdgeTriggered : PollerModes.None,
                };
                int result = handle.BeginWatch(queue, begun);
                watch = result < 0 ? throw new SocketException(queue.ChangeCall, -result) : begun;
            }

            awaited |= direction;
            watch.KeepsOwner = true;
            handle.SetAwaited(direction, true);
            Tell(queue);
        }
    }

    /// <summary>Nothing is awaited in a direction any more.</summary>
    public void Rest(Readiness direction)
    {
        lock (access)
        {
            if ((awaited & direction) == 0)
            {
                return;
            }

            awaited &= ~direction;
            handle.SetAwaited(direction, false);
            if (watch is not null)
            {
                watch.KeepsOwner = awaited != Readiness.None;
                Tell(Loop.Queue);
            }
        }
    }

    private void Tell(ReadinessQueue queue)
    {
        if (!queue.TellsChanges)
        {
            _ = queue.Change(watch!, awaited);
            Loop.Wake();
        }
    }
}
