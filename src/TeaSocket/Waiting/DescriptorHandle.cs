using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.ConstrainedExecution;

namespace TeaSocket.Waiting;

/// <summary>
/// Owns a descriptor, which each call enters before it uses the number, see <see cref="CallingThread"/>: so neither closing on another
/// thread nor the garbage collector can make it reach a descriptor that the system has meanwhile given to someone else.
/// </summary>
internal class DescriptorHandle : CriticalFinalizerObject
{
    /// <summary>It is closed: calls are refused, even while others are still inside.</summary>
    public const int Closed = 1;

    /// <summary>The socket has SO_RCVTIMEO or SO_SNDTIMEO.</summary>
    public const int Timed = 2;

    // Where a direction's bit stands in the state while calls in it are awaited.
    private const int AwaitedShift = 4;

    private readonly int place = -1;
    private volatile int state;
    private int released;

    /// <summary>Takes ownership of a descriptor; -1 for a handle that has none.</summary>
    /// <exception cref="SocketException">
    /// ECANCELED: the environment has been disposed. The descriptor is closed, unless it is an adopted one, which stays its owner's.
    /// EBUSY: an adopted one belongs to another handle.
    /// </exception>
    public DescriptorHandle(SocketEnvironment environment, nint descriptor, string systemCall, bool isAdopted = false)
    {
        Environment = environment;
        Descriptor = descriptor;
        if (descriptor != -1 && !OwnedDescriptors.Add(descriptor) && isAdopted)
        {
            released = 1; // it never had it
            throw new SocketException(systemCall, environment.Calls.Constants.EBUSY);
        }

        place = environment.Register(this);
        if (place < 0)
        {
            _ = isAdopted ? Detach() : 0;
            Close();
            throw new SocketException(systemCall, environment.Calls.Constants.ECANCELED);
        }
    }

    ~DescriptorHandle()
    {
        state |= Closed;
        LetGo();
        if (released == 0)
        {
            StopLingering();
        }

        Release(isToClose: true);
    }

    /// <summary>Where it was opened.</summary>
    public SocketEnvironment Environment { get; }

    /// <summary>The descriptor; to be used inside a call only.</summary>
    public nint Descriptor { get; }

    /// <summary>What a call has to see to before it is made; 0, as nearly always, for nothing.</summary>
    public int State => state;

    /// <summary>Whether it is closed.</summary>
    public bool IsClosed => (state & Closed) != 0;

    /// <summary>The number, for display only. -1 once closed.</summary>
    public nint Number => IsClosed ? -1 : Descriptor;

    /// <summary>Whether calls are awaited in one of these directions, which no other call may come between.</summary>
    public bool IsAwaited(Readiness directions) => (state & ((int)directions << AwaitedShift)) != 0;

    /// <summary>Says whether calls are awaited in a direction.</summary>
    public void SetAwaited(Readiness direction, bool isAwaited)
    {
        int bit = (int)direction << AwaitedShift;
        _ = isAwaited ? Interlocked.Or(ref state, bit) : Interlocked.And(ref state, ~bit);
    }

    /// <summary>Closes the descriptor once the threads inside have left, which it makes them do. A second time it does nothing.</summary>
    public void Close()
    {
        if (TryBeginClosing() && CallingThreads.Expel(this))
        {
            Release(isToClose: true);
        }
    }

    /// <summary>Closes what was forgotten, without the time that SO_LINGER allows for it.</summary>
    public void CloseForgotten()
    {
        if (!IsClosed)
        {
            StopLingering();
        }

        Close();
    }

    /// <summary>Closes the handle in the same way, but leaves the descriptor open, and returns it.</summary>
    /// <exception cref="SocketException">EBADF: it is closed.</exception>
    public nint Detach()
    {
        if (!TryBeginClosing())
        {
            throw new SocketException("detach", Environment.Calls.Constants.EBADF);
        }

        CallingThreads.Expel(this);
        Release(isToClose: false);
        return Descriptor;
    }

    /// <summary>Keeps the descriptor open for a call that does not wait, until the lease is disposed.</summary>
    /// <exception cref="SocketException">EBADF: it is closed.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lease Hold(string systemCall)
    {
        CallingThread thread = CallingThread.Current;
        thread.Enter(this);
        if (IsClosed)
        {
            thread.Leave();
            throw new SocketException(systemCall, Environment.Calls.Constants.EBADF);
        }

        return new Lease(thread, Descriptor);
    }

    /// <summary>Says whether the socket has a timeout.</summary>
    protected void SetTimed(bool isTimed) => _ = isTimed ? Interlocked.Or(ref state, Timed) : Interlocked.And(ref state, ~Timed);

    /// <summary>Lets go of what refers to the descriptor, which is closed next.</summary>
    protected virtual void LetGo()
    {
    }

    /// <summary>Sees to it that closing does not wait, for a handle that nobody has any more: the collector must not.</summary>
    protected virtual void StopLingering()
    {
    }

    private bool TryBeginClosing()
    {
        if ((Interlocked.Or(ref state, Closed) & Closed) != 0)
        {
            return false;
        }

        LetGo();
        return true;
    }

    [SuppressMessage("Usage", "CA1816", Justification = "Closing is what disposing would be, and detaching ends the handle, too.")]
    private void Release(bool isToClose)
    {
        if (Interlocked.Exchange(ref released, 1) == 0)
        {
            GC.SuppressFinalize(this);
            if (place >= 0)
            {
                Environment.Unregister(place);
            }

            if (Descriptor == -1)
            {
                return;
            }

            OwnedDescriptors.Remove(Descriptor);
            if (isToClose)
            {
                _ = Environment.Calls.Close(Descriptor);
            }
        }
    }

    /// <summary>The time of one call on a descriptor.</summary>
    public readonly ref struct Lease
    {
        private readonly CallingThread thread;

        internal Lease(CallingThread thread, nint descriptor)
        {
            this.thread = thread;
            Descriptor = descriptor;
        }

        /// <summary>The descriptor, open for as long as the lease.</summary>
        public nint Descriptor { get; }

        /// <summary>Lets go.</summary>
        public void Dispose() => thread.Leave();
    }
}
