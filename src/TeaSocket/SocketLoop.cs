using System.Collections.Concurrent;
using TeaSocket.Awaiting;
using TeaSocket.Platform;
using TeaSocket.Waiting;

namespace TeaSocket;

/// <summary>
/// What awaited calls go on in: it waits for the sockets of all of them, and carries out what has become possible. The program drives it,
/// as <see cref="SocketEnvironment.Loop"/> of one environment or several; an environment without one makes a loop with a thread of its own.
/// </summary>
/// <remarks>
/// <code>
/// using var loop = new SocketLoop();
/// using var environment = new SocketEnvironment { Loop = loop };
/// Task server = ServeAsync(environment);
/// while (!server.IsCompleted)
/// {
///     loop.RunOnce();
/// }
/// </code>
/// What awaits goes on inside <see cref="RunOnce"/>, on the thread that runs it, as long as no synchronization context wants otherwise.
/// </remarks>
public sealed class SocketLoop : IDisposable
{
    private const int MostAtOnce = 256;

    // Of its own, so that an environment can end before its loop, and a loop serve several.
    private readonly SocketEnvironment environment = new();
    private readonly Poller poller;
    private readonly ConcurrentQueue<Waiter> ended = new();
    private readonly WatchedDescriptor[] ready = new WatchedDescriptor[MostAtOnce];
    private readonly bool hasThread;
    private readonly Lock access = new();
    private volatile WakePair? wake;
    private int isRunning;
    private volatile bool isDisposed;

    /// <summary>Makes a loop that the program drives by <see cref="RunOnce"/>.</summary>
    /// <exception cref="SocketException">EMFILE: descriptors have run out.</exception>
    public SocketLoop()
        : this(hasThread: false)
    {
    }

    private SocketLoop(bool hasThread)
    {
        this.hasThread = hasThread;
        poller = new Poller(environment);
    }

    /// <summary>
    /// A descriptor that can be read from when <see cref="RunOnce"/> has something to do, for programs with a loop of their own. -1 where the
    /// system has none, as on Windows, and once it is disposed.
    /// </summary>
    /// <exception cref="SocketException">EMFILE: descriptors have run out.</exception>
    public nint Descriptor
    {
        get
        {
            if (poller.Handle.Number != -1 && wake is null)
            {
                OpenWake();
            }

            return poller.Handle.Number;
        }
    }

    internal ReadinessQueue Queue => poller.Queue;

    /// <summary>Whether nothing goes on here any more.</summary>
    internal bool IsDisposed => isDisposed;

    /// <summary>Waits until some awaited calls can go on, and lets them.</summary>
    /// <param name="timeout">How long to wait at most; null for ever, zero not at all.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>How many awaited calls were over. It may be 0 before the time has passed.</returns>
    /// <remarks>What goes on here and throws by itself, as no asynchronous method does, throws out of this call. The others have their turn in the next one.</remarks>
    /// <exception cref="InvalidOperationException">It runs already, on another thread or on this one, or has a thread of its own.</exception>
    /// <exception cref="SocketException">EBADF: it is disposed. ECANCELED: it was disposed while it waited.</exception>
    public int RunOnce(TimeSpan? timeout = null, CancellationToken cancellation = default) =>
        hasThread ? throw new InvalidOperationException("This loop has a thread of its own.") : Turn(Deadline.Microseconds(timeout), cancellation);

    /// <summary>Makes the <see cref="RunOnce"/> that is under way, or the next one, return.</summary>
    public void Wake()
    {
        poller.Wake();
        try
        {
            wake?.Call();
        }
        catch (SocketException) when (isDisposed)
        {
            // Nobody runs it any more.
        }
    }

    /// <summary>Ends what is awaited with ECANCELED, and gives the system's resources back. A second time it does nothing.</summary>
    public void Dispose()
    {
        isDisposed = true;
        CancelAll();
        environment.Dispose();
        Deliver();
    }

    /// <summary>A loop with a thread of its own, which lasts as long as an environment.</summary>
    internal static SocketLoop Begin(SocketEnvironment served)
    {
        var loop = new SocketLoop(hasThread: true);
        new Thread(() => loop.Run(served)) { IsBackground = true, Name = "TeaSocket loop" }.UnsafeStart();
        return loop;
    }

    /// <summary>Ends all calls that are awaited, or those of one environment.</summary>
    internal void CancelAll(SocketEnvironment? served = null)
    {
        foreach (WatchedDescriptor watch in Queue.Snapshot())
        {
            if (watch.Owner is { } owner && (served is null || owner.Environment == served))
            {
                owner.Awaited?.Cancel();
            }
        }
    }

    /// <summary>Tells of a call that is over, at the end of the turn in which it went on.</summary>
    internal void Complete(Waiter waiter)
    {
        if (hasThread || isDisposed)
        {
            _ = ThreadPool.UnsafeQueueUserWorkItem(waiter, preferLocal: false);
        }
        else
        {
            ended.Enqueue(waiter);
        }
    }

    /// <summary>The same on any thread, in whose call nothing else shall go on.</summary>
    internal void Deliver(Waiter waiter)
    {
        Complete(waiter);
        if (isDisposed)
        {
            Deliver(); // whoever has disposed it may not have seen this one
        }
        else if (!hasThread)
        {
            Wake();
        }
    }

    /// <summary>Goes on with what is over by now. What ends by that has its turn later, and so has the rest when something throws.</summary>
    private int Deliver()
    {
        int most = ended.Count;
        int count = 0;
        for (; count < most && ended.TryDequeue(out Waiter? waiter); count++)
        {
            if (isDisposed)
            {
                Complete(waiter);
            }
            else
            {
                waiter.Complete();
            }
        }

        return count;
    }

    private int Turn(long microseconds, CancellationToken cancellation)
    {
        if (Interlocked.Exchange(ref isRunning, 1) != 0)
        {
            throw new InvalidOperationException("The loop runs already.");
        }

        try
        {
            int over = Deliver();
            if (over == 0)
            {
                Wait(microseconds, cancellation);
                over = Deliver();
            }

            return over;
        }
        finally
        {
            Volatile.Write(ref isRunning, 0);
            if (!ended.IsEmpty)
            {
                Wake();
            }
        }
    }

    private void Wait(long microseconds, CancellationToken cancellation)
    {
        int count = poller.Wait(ready, microseconds, cancellation);
        for (int i = 0; i < count; i++)
        {
            if (ready[i].Owner is { } owner)
            {
                Proceed(owner, ready[i].Ready);
            }
        }

        Array.Clear(ready, 0, count); // or sockets that nobody has any more would live on here
    }

    private void Proceed(WatchedHandle owner, Readiness found)
    {
        if (wake is { } pair && owner == pair.Handle)
        {
            pair.Listen();
        }
        else
        {
            owner.Awaited?.Proceed(found);
        }
    }

    /// <summary>What makes the descriptor readable when no socket does.</summary>
    private void OpenWake()
    {
        lock (access)
        {
            wake ??= new WakePair(poller, 0);
        }

        Interlocked.MemoryBarrier();
        if (poller.IsToWake || !ended.IsEmpty)
        {
            Wake(); // whoever has done so before had nothing to tell it by
        }
    }

    private void Run(SocketEnvironment served)
    {
        try
        {
            while (!served.IsEnded && !isDisposed)
            {
                _ = Turn(-1, CancellationToken.None);
            }
        }
        catch (SocketException) when (isDisposed)
        {
            // It was while it waited.
        }

        Dispose();
    }
}
