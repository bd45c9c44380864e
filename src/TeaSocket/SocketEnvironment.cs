using TeaSocket.Platform;
using TeaSocket.Waiting;

namespace TeaSocket;

/// <summary>
/// What the sockets and pollers of one program or one script share: the system's calls, and the ways in which their waits end from outside.
/// </summary>
/// <remarks>
/// Members may be called from several threads. An environment does not keep its sockets from being collected.
/// </remarks>
public sealed class SocketEnvironment : IDisposable
{
    /// <summary>Everything is over: what is opened still is closed at once.</summary>
    internal const int Ended = 1;

    /// <summary>See <see cref="Interruptible"/>.</summary>
    internal const int MayBeInterrupted = 2;

    /// <summary><see cref="ShouldEnd"/> is to be asked, and the thread that sees to it does not know of a wait yet.</summary>
    internal const int Unwatched = 4;

    private readonly OpenHandles open = new();
    private readonly Func<bool>? shouldEnd;
    private readonly Lock access = new();
    private volatile SocketLoop? loop;
    private volatile int state;
    private volatile int cancellations;

    /// <summary>Makes an environment of its own.</summary>
    public SocketEnvironment() => Time = new DescriptorHandle(this, -1, "socket");

    /// <summary>The environment of sockets and pollers that are opened without one. It lasts as long as the process.</summary>
    public static SocketEnvironment Default { get; } = new();

    /// <summary>
    /// Whether a signal ends a waiting call with a <see cref="SocketException"/> whose code is EINTR, so that the program's own handlers can
    /// run; false at first. Nothing is lost: the call can be made again. Otherwise a wait goes on after a signal, with what is left of its time.
    /// </summary>
    /// <remarks>
    /// Any signal that a handler was installed for ends a wait, see signal(7), with or without SA_RESTART; Windows has none. Only an
    /// <see cref="Socket.Accept"/> whose client another thread or process took goes on under handlers with SA_RESTART.
    /// </remarks>
    public bool Interruptible
    {
        get => (state & MayBeInterrupted) != 0;
        set
        {
            if (value)
            {
                SetState(MayBeInterrupted);
            }
            else
            {
                ClearState(MayBeInterrupted);
            }
        }
    }

    /// <summary>
    /// Asked on the waiting thread itself, several times a second once a wait has gone on for a quarter of a second or so: true ends it with
    /// ECANCELED. For what nobody tells of, such as the end of a script engine's thread. It may call anything; an exception that it
    /// throws leaves the waiting call.
    /// </summary>
    public Func<bool>? ShouldEnd
    {
        get => shouldEnd;
        init
        {
            shouldEnd = value;
            state |= value is null ? 0 : Unwatched;
        }
    }

    /// <summary>
    /// What awaited calls go on in, <see cref="Socket.ReceiveAsync"/> and all others. Left out, a loop with a thread of its own, which begins with
    /// the first of them; awaited calls then go on in the thread pool.
    /// </summary>
    public SocketLoop Loop
    {
        get => loop ?? BeginLoop();
        init => loop = value;
    }

    /// <summary>
    /// The system's calls, through which all sockets, pollers and queues of this environment go: what watches or forbids calls stands here,
    /// in front of the system's.
    /// </summary>
    internal SystemCalls Calls { get; } = SystemCalls.Current;

    /// <summary>What is waited with for many sockets, or for nothing but time.</summary>
    internal DescriptorHandle Time { get; }

    /// <summary>What a call has to see to before it is made; 0, as nearly always, for nothing.</summary>
    internal int State => state;

    /// <summary>Whether it is disposed.</summary>
    internal bool IsEnded => (state & Ended) != 0;

    /// <summary>How often all waits have been canceled.</summary>
    internal int Cancellations => cancellations;

    /// <summary>Ends each wait that is under way, and each call that is awaited, with ECANCELED. Calls that begin later wait as ever.</summary>
    public void CancelWaits()
    {
        _ = Interlocked.Increment(ref cancellations);
        CallingThreads.Expel(this);
        loop?.CancelAll(this);
    }

    /// <summary>
    /// Ends all waits with ECANCELED and closes every socket and poller. Opening others then fails with ECANCELED. A second time it does nothing.
    /// </summary>
    /// <exception cref="InvalidOperationException">It is <see cref="Default"/>.</exception>
    public void Dispose()
    {
        if (this == Default)
        {
            throw new InvalidOperationException("The default environment lasts as long as the process.");
        }

        SetState(Ended);
        foreach (DescriptorHandle handle in open.End())
        {
            handle.Close();
        }

        loop?.Wake();
    }

    private SocketLoop BeginLoop()
    {
        lock (access)
        {
            return loop ??= SocketLoop.Begin(this);
        }
    }

    /// <summary>Lets a handle be closed with the environment; returns its place, -1 when that has ended.</summary>
    internal int Register(DescriptorHandle handle) => open.Add(handle);

    /// <summary>Gives the place of a handle back.</summary>
    internal void Unregister(int place) => open.Remove(place);

    /// <summary>Sets a bit, and lets no thread read before that is seen by all.</summary>
    internal void SetState(int bit) => Interlocked.Or(ref state, bit);

    /// <summary>Clears a bit.</summary>
    internal void ClearState(int bit) => Interlocked.And(ref state, ~bit);
}
