using System.Collections.Concurrent;
using TeaSocket.Awaiting;
using TeaSocket.Platform;

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
    private readonly Watch[] ready = new Watch[MostAtOnce];
    private readonly bool hasThread;
    private (Socket Ear, Socket Voice)? wake;
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
    /// system has none, as on Windows.
    /// </summary>
    /// <exception cref="SocketException">EMFILE: descriptors have run out.</exception>
    public nint Descriptor
    {
        get
        {
            if (Queue.Descriptor != -1 && wake is null)
            {
                wake = Socket.Pair(type: SocketType.Datagram, environment: environment);
                wake.Value.Ear.Blocking = false;
                wake.Value.Voice.Blocking = false;
                poller.Add(wake.Value.Ear, Readiness.Read, 0);
            }

            return Queue.Descriptor;
        }
    }

    internal ReadinessQueue Queue => poller.Queue;

    /// <summary>Waits until some awaited calls can go on, and lets them.</summary>
    /// <param name="timeout">How long to wait at most; null for ever, zero not at all.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>How many awaited calls were over. It may be 0 before the time has passed.</returns>
    /// <exception cref="InvalidOperationException">It runs already, on another thread or on this one, or has a thread of its own.</exception>
    /// <exception cref="SocketException">EBADF: it is disposed. ECANCELED: it was disposed while it waited.</exception>
    public int RunOnce(TimeSpan? timeout = null, CancellationToken cancellation = default) =>
        hasThread ? throw new InvalidOperationException("This loop has a thread of its own.") : Turn(Deadline.Microseconds(timeout), cancellation);

    /// <summary>Makes the <see cref="RunOnce"/> that is under way, or the next one, return.</summary>
    public void Wake()
    {
        poller.Wake();
        if (wake is { } pair)
        {
            try
            {
                _ = pair.Voice.Send([0]);
            }
            catch (SocketException) when (isDisposed)
            {
                // Nobody runs it any more.
            }
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

    /// <summary>Ends all calls that are awaited.</summary>
    internal void CancelAll()
    {
        foreach (Watch watch in Queue.Snapshot())
        {
            watch.Owner?.Awaited?.Cancel();
        }
    }

    /// <summary>Tells of a call that is over, on the thread that runs the loop.</summary>
    internal void Complete(Waiter waiter)
    {
        if (hasThread || isDisposed)
        {
            _ = ThreadPool.UnsafeQueueUserWorkItem(waiter, preferLocal: false);
        }
        else
        {
            waiter.Complete();
        }
    }

    /// <summary>The same on any thread, in whose call nothing else shall go on.</summary>
    internal void Deliver(Waiter waiter)
    {
        if (hasThread || isDisposed)
        {
            Complete(waiter);
            return;
        }

        ended.Enqueue(waiter);
        Wake();
    }

    private int Deliver()
    {
        int count = 0;
        while (ended.TryDequeue(out Waiter? waiter))
        {
            Complete(waiter);
            count++;
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
            return over > 0 ? over : Wait(microseconds, cancellation) + Deliver();
        }
        finally
        {
            Volatile.Write(ref isRunning, 0);
        }
    }

    private int Wait(long microseconds, CancellationToken cancellation)
    {
        int count = poller.Wait(ready, microseconds, cancellation);
        int over = 0;
        for (int i = 0; i < count; i++)
        {
            if (ready[i].Owner is { } owner)
            {
                over += owner == wake?.Ear.Handle ? Listen() : owner.Awaited?.Proceed(ready[i].Ready) ?? 0;
            }
        }

        Array.Clear(ready, 0, count); // or sockets that nobody has any more would live on here
        return over;
    }

    private int Listen()
    {
        Span<byte> heard = stackalloc byte[1];
        while (wake!.Value.Ear.Receive(heard) is not null)
        {
        }

        return 0;
    }

    private void Run(SocketEnvironment served)
    {
        while (!served.IsEnded)
        {
            _ = Turn(-1, CancellationToken.None);
        }

        Dispose();
    }
}
