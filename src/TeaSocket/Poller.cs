using TeaSocket.Platform;

namespace TeaSocket;

/// <summary>
/// Waits for many sockets again and again, at the cost of those that are ready: epoll(7) on Linux, kqueue(2) on macOS, poll
/// elsewhere. Level-triggered: what is still ready is told again by the next wait. Ready means what it means to
/// <see cref="Socket.Select(Span{SelectEntry}, TimeSpan?)"/>.
/// </summary>
/// <remarks>
/// A socket that is closed or detached leaves the poller by itself. The poller keeps its sockets from being collected. Methods may be called
/// from several threads; a change reaches a wait that is under way, where the system polls only the next one.
/// </remarks>
public sealed class Poller : IDisposable
{
    private readonly ReadinessQueue queue;
    private volatile bool closed;

    /// <summary>Opens a poller, see epoll_create(2).</summary>
    /// <exception cref="SocketException">EMFILE and others.</exception>
    public Poller()
    {
        int result = SystemCalls.Current.OpenQueue(out ReadinessQueue? opened);
        queue = result < 0 ? throw new SocketException("epoll_create", -result) : opened!;
    }

    /// <summary>How many sockets it waits for.</summary>
    public int Count => queue.Count;

    private static SystemConstants Constants => SystemCalls.Current.Constants;

    /// <summary>Begins to wait for a socket.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="wanted">What to wait for.</param>
    /// <param name="tag">What <see cref="Wait(Span{PollerEvent}, TimeSpan?)"/> tells it by.</param>
    /// <exception cref="SocketException">EEXIST: it is there already. EBADF: it is closed. ENOSPC: the system watches too many.</exception>
    public void Add(Socket socket, Readiness wanted, long tag)
    {
        SocketHandle handle = HandleOf(socket, "epoll_ctl");
        if (handle.WatchIn(queue) is not null)
        {
            throw new SocketException("epoll_ctl", Constants.EEXIST);
        }

        ThrowIfFailed(handle.BeginWatch(queue, wanted, tag), "epoll_ctl");
    }

    /// <summary>Waits for something else of a socket, and tells it by another tag, from the next wait on.</summary>
    /// <exception cref="SocketException">ENOENT: the socket is not there. EBADF: it is closed.</exception>
    public void Modify(Socket socket, Readiness wanted, long tag)
    {
        Watch watch = Find(socket);
        if (watch.Wanted != wanted)
        {
            ThrowIfFailed(queue.Change(watch, wanted), "epoll_ctl");
        }

        watch.Tag = tag;
    }

    /// <summary>Waits for a socket no more.</summary>
    /// <exception cref="SocketException">ENOENT: the socket is not there. EBADF: it is closed.</exception>
    public void Remove(Socket socket)
    {
        Watch watch = Find(socket);
        socket.Handle.EndWatch(queue, watch);
    }

    /// <summary>Waits until a socket is ready.</summary>
    /// <param name="ready">Where to tell of them; what does not fit in is told by the next wait.</param>
    /// <param name="timeout">How long to wait at most; null for ever, zero not at all. With no sockets it sleeps.</param>
    /// <returns>How many are ready: 0 when the time has passed.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is negative.</exception>
    /// <exception cref="ArgumentException">There is no room for any.</exception>
    public int Wait(Span<PollerEvent> ready, TimeSpan? timeout = null)
    {
        if (ready.IsEmpty)
        {
            throw WrongArgument.Kind(nameof(ready), "must have room for one at least");
        }

        Watch[] watches = new Watch[ready.Length];
        int count = Wait(watches, Deadline.Microseconds(timeout));
        for (int i = 0; i < count; i++)
        {
            ready[i] = new PollerEvent(watches[i].Tag, watches[i].Ready);
        }

        return count;
    }

    /// <summary>Gives the system's resources back. The sockets stay open.</summary>
    public void Dispose()
    {
        closed = true;
        SocketHandle.EndQueue(queue);
    }

    /// <summary>The same, with a timeout in microseconds, -1 for ever; the results are the queue's own.</summary>
    internal int Wait(Span<Watch> ready, long microseconds)
    {
        ThrowIfClosed("epoll_wait");
        var deadline = Deadline.After(microseconds);
        while (true)
        {
            long left = deadline.Left;
            int result = queue.Wait(ready, left);
            if (result > 0 || (result == 0 && left == 0))
            {
                return result;
            }

            if (result != -Constants.EINTR)
            {
                ThrowIfFailed(result, "epoll_wait");
            }
        }
    }

    private Watch Find(Socket socket)
    {
        SocketHandle handle = HandleOf(socket, "epoll_ctl");
        return handle.WatchIn(queue) ?? throw new SocketException("epoll_ctl", Constants.ENOENT);
    }

    private SocketHandle HandleOf(Socket socket, string systemCall)
    {
        ArgumentNullException.ThrowIfNull(socket);
        ThrowIfClosed(systemCall);
        return socket.Handle.Number >= 0 ? socket.Handle : throw new SocketException(systemCall, Constants.EBADF);
    }

    private void ThrowIfClosed(string systemCall)
    {
        if (closed)
        {
            throw new SocketException(systemCall, Constants.EBADF);
        }
    }

    private static void ThrowIfFailed(int result, string systemCall)
    {
        if (result < 0)
        {
            throw new SocketException(systemCall, -result);
        }
    }
}

/// <summary>A socket that a <see cref="Poller"/> has found ready.</summary>
/// <param name="Tag">The tag that it was added with.</param>
/// <param name="Ready">Those of what it is waited for that are there.</param>
public readonly record struct PollerEvent(long Tag, Readiness Ready);
