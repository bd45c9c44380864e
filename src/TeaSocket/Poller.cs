using System.Buffers;
using TeaSocket.Platform;
using TeaSocket.Waiting;

namespace TeaSocket;

/// <summary>
/// Waits for many sockets again and again, at the cost of those that are ready: epoll(7) on Linux, kqueue(2) on macOS, poll
/// elsewhere. Level-triggered unless <see cref="PollerModes"/> say otherwise: what is still ready is told again by the next wait. Ready
/// means what it means to <see cref="Socket.Select(Span{SelectEntry}, TimeSpan?, CancellationToken)"/>.
/// </summary>
/// <remarks>
/// A socket that is closed or detached leaves the poller by itself. The poller keeps its sockets from being collected. Methods may be called
/// from several threads; a change reaches a wait that is under way, where the system polls only the next one. A wait ends with ECANCELED
/// when the poller is disposed on another thread.
/// </remarks>
public sealed partial class Poller : IDisposable
{
    private readonly QueueHandle handle;
    private int isToWake;

    /// <summary>Opens a poller, see epoll_create(2).</summary>
    /// <param name="environment">What it shares with others; left out, <see cref="SocketEnvironment.Default"/>.</param>
    /// <exception cref="SocketException">EMFILE and others. ECANCELED: the environment was disposed.</exception>
    public Poller(SocketEnvironment? environment = null)
    {
        Environment = environment ?? SocketEnvironment.Default;
        int result = QueueHandle.Open(Environment, out QueueHandle? opened);
        handle = result < 0 ? throw new SocketException(Environment.Calls.OpenQueueCall, -result) : opened!;
    }

    /// <summary>The environment that the poller was opened in.</summary>
    public SocketEnvironment Environment { get; }

    /// <summary>How many sockets it waits for.</summary>
    public int Count => Queue.Count;

    internal ReadinessQueue Queue => handle.Queue;

    internal QueueHandle Handle => handle;

    /// <summary>Whether a wake has not been seen by a wait yet.</summary>
    internal bool IsToWake => Volatile.Read(ref isToWake) != 0;

    private SystemConstants Constants => Environment.Calls.Constants;

    /// <summary>Begins to wait for a socket.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="wanted">What to wait for.</param>
    /// <param name="tag">What <see cref="Wait(Span{PollerEvent}, TimeSpan?, CancellationToken)"/> tells it by.</param>
    /// <param name="modes">How to tell of it.</param>
    /// <exception cref="SocketException">
    /// EEXIST: it is there already. EBADF: it is closed. ENOSPC: the system watches too many. EOPNOTSUPP: it has no such modes, as on Windows.
    /// </exception>
    public void Add(Socket socket, Readiness wanted, long tag, PollerModes modes = PollerModes.None)
    {
        SocketHandle added = HandleOf(socket);
        if (added.WatchIn(Queue) is not null)
        {
            throw new SocketException(Queue.ChangeCall, Constants.EEXIST);
        }

        ThrowIfFailed(added.BeginWatch(Queue, wanted, tag, modes));
    }

    /// <summary>
    /// Waits for something else of a socket, and tells it by another tag, from the next wait on. What is told once, or of changes, is armed anew:
    /// it is told of what is there.
    /// </summary>
    /// <param name="socket">The socket.</param>
    /// <param name="wanted">What to wait for.</param>
    /// <param name="tag">What to tell it by.</param>
    /// <param name="modes">How to tell of it; left out, as before.</param>
    /// <exception cref="SocketException">ENOENT: the socket is not there. EBADF: it is closed. EOPNOTSUPP: the system has no such modes.</exception>
    public void Modify(Socket socket, Readiness wanted, long tag, PollerModes? modes = null)
    {
        WatchedDescriptor watch = Find(socket);
        PollerModes chosen = modes ?? watch.Modes;
        if (watch.Wanted != wanted || watch.Modes != chosen || chosen != PollerModes.None)
        {
            ThrowIfFailed(Queue.Change(watch, wanted, chosen));
        }

        watch.Tag = tag;
    }

    /// <summary>Waits for a socket no more.</summary>
    /// <exception cref="SocketException">ENOENT: the socket is not there. EBADF: it is closed.</exception>
    public void Remove(Socket socket)
    {
        WatchedDescriptor watch = Find(socket);
        socket.Handle.EndWatch(Queue, watch);
    }

    /// <summary>Waits until a socket is ready.</summary>
    /// <param name="ready">Where to tell of them; what does not fit in is told by the next wait.</param>
    /// <param name="timeout">How long to wait at most; null for ever, zero not at all. With no sockets it sleeps.</param>
    /// <param name="cancellation">Ends the wait; what is ready is told by the next one.</param>
    /// <returns>How many are ready: 0 when the time has passed, or after <see cref="Wake"/>.</returns>
    /// <exception cref="SocketException">EBADF: it is closed. ECANCELED: it was disposed while it waited.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is negative.</exception>
    /// <exception cref="ArgumentException">There is no room for any.</exception>
    public int Wait(Span<PollerEvent> ready, TimeSpan? timeout = null, CancellationToken cancellation = default)
    {
        if (ready.IsEmpty)
        {
            throw WrongArgument.Kind(nameof(ready), "must have room for one at least");
        }

        WatchedDescriptor[] rented = ArrayPool<WatchedDescriptor>.Shared.Rent(ready.Length);
        Span<WatchedDescriptor> watches = rented.AsSpan(0, ready.Length);
        try
        {
            int count = Wait(watches, Deadline.Microseconds(timeout), cancellation);
            for (int i = 0; i < count; i++)
            {
                ready[i] = new PollerEvent(watches[i].Tag, watches[i].Ready);
            }

            watches[..count].Clear(); // or sockets that nobody has any more would live on here
            return count;
        }
        finally
        {
            ArrayPool<WatchedDescriptor>.Shared.Return(rented);
        }
    }

    /// <summary>
    /// Makes the wait that is under way, or the next one if there is none, return with what is ready, perhaps nothing. Waking it several times
    /// before it has returned makes no difference; of several waits, one returns.
    /// </summary>
    public void Wake()
    {
        Volatile.Write(ref isToWake, 1);
        handle.Awaited?.Reads.Retry();
        CallingThreads.WakeInside(handle, () => !IsToWake);
    }

    /// <summary>Gives the system's resources back, and ends waits with ECANCELED. The sockets stay open. A second time it does nothing.</summary>
    public void Dispose() => handle.Close();

    /// <summary>The same, with a timeout in microseconds, -1 for ever; the results are the queue's own.</summary>
    internal int Wait(Span<WatchedDescriptor> ready, long microseconds, CancellationToken cancellation = default)
    {
        var operation = new WaitOperation(this, ready, microseconds);
        return Waits.Run(handle, ref operation, cancellation);
    }

    private WatchedDescriptor Find(Socket socket) =>
        HandleOf(socket).WatchIn(Queue) ?? throw new SocketException(Queue.ChangeCall, Constants.ENOENT);

    private SocketHandle HandleOf(Socket socket)
    {
        ArgumentNullException.ThrowIfNull(socket);
        return handle.IsClosed || socket.Handle.IsClosed ? throw new SocketException(Queue.ChangeCall, Constants.EBADF) : socket.Handle;
    }

    private void ThrowIfFailed(int result)
    {
        if (result < 0)
        {
            throw new SocketException(Queue.ChangeCall, -result);
        }
    }

    private ref struct WaitOperation(Poller poller, Span<WatchedDescriptor> ready, long microseconds) : IOperation
    {
        private readonly Span<WatchedDescriptor> ready = ready;
        private readonly Deadline deadline = Deadline.After(microseconds);

        public readonly WaitTerms Terms => WaitTerms.ByItself;

        public readonly int Call(SystemCalls calls, nint descriptor, CallingThread thread, bool mayWait)
        {
            bool isWoken = poller.IsToWake && Interlocked.Exchange(ref poller.isToWake, 0) != 0;
            long left = isWoken ? 0 : deadline.Left;
            int result = poller.Queue.Wait(calls, ready, left);
            return result == 0 && left != 0 ? Waits.GoOn : result;
        }

        public readonly SocketException Failure(int error) => new(poller.Queue.WaitCall, error);
    }
}

/// <summary>A socket that a <see cref="Poller"/> has found ready.</summary>
/// <param name="Tag">The tag that it was added with.</param>
/// <param name="Ready">Those of what it is waited for that are there.</param>
public readonly record struct PollerEvent(long Tag, Readiness Ready);
