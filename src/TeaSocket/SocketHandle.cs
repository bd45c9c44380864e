using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TeaSocket.Platform;

namespace TeaSocket;

/// <summary>
/// Owns a descriptor. Each call holds the handle while it uses the number, so that closing on another thread, or the
/// garbage collector, can never make it reach a descriptor that the system has meanwhile given to someone else.
/// </summary>
internal sealed class SocketHandle : SafeHandle
{
    // The queues that watch this descriptor, nearly always none or one. They forget it before it is closed: a queue of the
    // system's keeps watching what somebody else has a duplicate of.
    private ImmutableArray<(ReadinessQueue Queue, Watch Watch)> watches = [];

    // SafeHandle counts as closed only when the last call has let go; new calls are refused from Dispose on.
    private volatile bool closed;

    public SocketHandle(nint descriptor)
        : base(-1, ownsHandle: true) => SetHandle(descriptor);

    public override bool IsInvalid => handle == -1;

    /// <summary>The number, for display only. -1 once closed.</summary>
    public nint Number => closed ? -1 : handle;

    /// <summary>Holds the descriptor open until the lease is disposed.</summary>
    /// <exception cref="SocketException">EBADF: the socket is closed.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lease Hold(string systemCall)
    {
        Retain(systemCall);
        return new Lease(this);
    }

    /// <summary>Holds the descriptor open until <see cref="SafeHandle.DangerousRelease"/>, and returns it.</summary>
    /// <exception cref="SocketException">EBADF: the socket is closed.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public nint Retain(string systemCall)
    {
        bool held = false;
        try
        {
            if (!closed)
            {
                DangerousAddRef(ref held);
                return handle;
            }
        }
        catch (ObjectDisposedException)
        {
            // Closed on another thread since the check: the same answer.
        }

        throw new SocketException(systemCall, SystemCalls.Current.Constants.EBADF);
    }

    /// <summary>Gives up the descriptor without closing it, and returns it.</summary>
    /// <exception cref="SocketException">EBADF: the socket is closed.</exception>
    public nint Detach()
    {
        nint descriptor = Retain("detach");
        closed = true;
        EndWatches();
        SetHandleAsInvalid(); // what is invalid is not closed
        DangerousRelease();
        return descriptor;
    }

    protected override void Dispose(bool disposing)
    {
        closed = true;
        base.Dispose(disposing);
    }

    /// <summary>The watch in a queue, or null.</summary>
    public Watch? WatchIn(ReadinessQueue queue)
    {
        foreach ((ReadinessQueue other, Watch watch) in watches)
        {
            if (other == queue)
            {
                return watch;
            }
        }

        return null;
    }

    /// <summary>Watches the descriptor in a queue that does not watch it yet. Returns a negated error number when that fails.</summary>
    /// <exception cref="SocketException">EBADF: the socket is closed.</exception>
    public int BeginWatch(ReadinessQueue queue, Readiness wanted, long tag)
    {
        using Lease lease = Hold("epoll_ctl");
        var watch = new Watch(handle, wanted, this, tag);
        int result = queue.Add(watch);
        if (result >= 0)
        {
            ImmutableInterlocked.Update(ref watches, (all, added) => all.Add(added), (queue, watch));
        }

        return result;
    }

    /// <summary>Ends the watch in a queue.</summary>
    public void EndWatch(ReadinessQueue queue, Watch watch)
    {
        queue.Remove(watch);
        ImmutableInterlocked.Update(ref watches, (all, removed) => all.Remove(removed), (queue, watch));
    }

    /// <summary>Ends all watches in a queue, and then the queue: no handle may reach it any more.</summary>
    public static void EndQueue(ReadinessQueue queue)
    {
        foreach (Watch watch in queue.Snapshot())
        {
            ((SocketHandle)watch.Owner).EndWatch(queue, watch);
        }

        queue.Dispose();
    }

    protected override bool ReleaseHandle()
    {
        EndWatches();
        return SystemCalls.Current.Close(handle) >= 0;
    }

    private void EndWatches()
    {
        foreach ((ReadinessQueue queue, Watch watch) in ImmutableInterlocked.InterlockedExchange(ref watches, []))
        {
            queue.Remove(watch);
        }
    }

    /// <summary>The time of one call on a descriptor.</summary>
    public readonly ref struct Lease
    {
        private readonly SocketHandle owner;

        internal Lease(SocketHandle owner) => this.owner = owner;

        /// <summary>The descriptor, open for as long as the lease.</summary>
        public nint Descriptor => owner.handle;

        /// <summary>Lets go; the last one out closes.</summary>
        public void Dispose() => owner.DangerousRelease();
    }
}
