using TeaSocket.Platform;
using TeaSocket.Waiting;

namespace TeaSocket.Awaiting;

/// <summary>The calls of a socket, or of a poller, that are awaited, and what tells when they can go on.</summary>
internal sealed class AwaitedCalls
{
    private readonly WatchedHandle handle;
    private readonly Readiness watchable;
    private readonly Lock access = new();
    private WatchedDescriptor? watch;
    private Readiness awaited;

    private AwaitedCalls(WatchedHandle handle, Readiness watchable)
    {
        this.handle = handle;
        this.watchable = watchable;
        Reads = new AwaitedDirection(this, Readiness.Read);
        Writes = new AwaitedDirection(this, Readiness.Write);
    }

    /// <summary>Whether the descriptor is closed.</summary>
    public bool IsClosed => handle.IsClosed;

    /// <summary>What they go on in.</summary>
    /// <exception cref="SocketException">EMFILE: it is only now made, and descriptors have run out.</exception>
    public SocketLoop Loop => handle.Environment.Loop;

    /// <summary>Receiving, accepting, and waiting to be able to.</summary>
    public AwaitedDirection Reads { get; }

    /// <summary>Sending, connecting, and waiting to be able to.</summary>
    public AwaitedDirection Writes { get; }

    /// <summary>The number of the error that ends calls from outside.</summary>
    public int Canceled => handle.Environment.Calls.Constants.ECANCELED;

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

    /// <summary>The system tells that the descriptor is ready for something.</summary>
    public void Proceed(Readiness ready)
    {
        if ((ready & Readiness.Read) != 0)
        {
            Reads.Proceed();
        }

        if ((ready & Readiness.Write) != 0)
        {
            Writes.Proceed();
        }
    }

    /// <summary>Ends all calls with ECANCELED.</summary>
    public void Cancel()
    {
        Reads.Cancel();
        Writes.Cancel();
    }

    /// <summary>The same if the handle is closed, or nothing goes on in the loop any more.</summary>
    public void EndIfOver()
    {
        if (IsClosed || Loop.IsDisposed)
        {
            Cancel();
        }
    }

    /// <summary>From now on something is awaited in a direction: the handle cannot be collected, and no other call may come between.</summary>
    /// <param name="direction">The direction.</param>
    /// <param name="isReady">Whether to tell of it even if it has been told, and nothing has changed since.</param>
    /// <exception cref="SocketException">EBADF: it is closed. ENOSPC, ENOMEM: the system watches too many.</exception>
    public void Watch(Readiness direction, bool isReady)
    {
        lock (access)
        {
            ReadinessQueue queue = Loop.Queue;
            if (watch is null)
            {
                // Watched once and for all where the queue tells of changes: then waiting costs no further call.
                var begun = new WatchedDescriptor(handle, queue.TellsChanges ? watchable : direction, 0)
                {
                    Modes = queue.TellsChanges ? PollerModes.EdgeTriggered : PollerModes.None,
                };
                int result = handle.BeginWatch(queue, begun);
                watch = result < 0 ? throw new SocketException(queue.ChangeCall, -result) : begun;
            }
            else if (isReady)
            {
                _ = TellAgain(queue);
            }

            awaited |= direction;
            watch.KeepsOwner = true;
            handle.SetAwaited(direction, true);
            Tell(queue);
        }
    }

    /// <summary>Has the system tell again that the descriptor is ready, if it still is.</summary>
    public void TellAgain()
    {
        lock (access)
        {
            _ = watch is null ? 0 : TellAgain(Loop.Queue);
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

    // Who has a watch changed that tells of changes is told of what there is. Otherwise it is told again and again anyway.
    private int TellAgain(ReadinessQueue queue) => queue.TellsChanges ? queue.Change(watch!, watch!.Wanted, watch.Modes) : 0;

    /// <summary>
    /// Says what is awaited now where the queue goes by that. There a wait that is under way keeps what it waits for from being collected, so that
    /// a handle of which nothing is awaited leaves the queue.
    /// </summary>
    private void Tell(ReadinessQueue queue)
    {
        if (queue.TellsChanges)
        {
            return;
        }

        if (awaited == Readiness.None)
        {
            handle.EndWatch(queue, watch!);
            watch = null;
        }
        else
        {
            _ = queue.Change(watch!, awaited);
        }

        Loop.Wake();
    }
}
