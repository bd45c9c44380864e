using System.Runtime.CompilerServices;
using TeaSocket.Platform;

namespace TeaSocket.Waiting;

/// <summary>
/// A thread that makes calls, and the handles that it is inside a call with. A handle's descriptor is not closed before every thread has
/// left it, and who closes it knows by this whom to wake.
/// </summary>
/// <remarks>
/// A thread tells what it enters, and only then looks whether that is closed; who closes says so first, and only then looks who is inside.
/// With a full fence between the two on either side, at least one sees the other. Only the thread itself writes what it is inside of.
/// </remarks>
internal sealed class CallingThread
{
    // Apart from all other static fields: what needs no initialization is found more quickly.
    [ThreadStatic]
    private static CallingThread? current;

    [ThreadStatic]
    private static Departure? departure;

    private readonly SystemCalls system;
    private readonly nint id;
    private DescriptorHandle? inside;
    private DescriptorHandle?[]? insideMany;
    private byte[]? control;
    private int entries;
    private int wakes;
    private bool isToAsk;

    private CallingThread(SystemCalls system)
    {
        this.system = system;
        id = system.BeginThread();
    }

    /// <summary>The thread that asks.</summary>
    public static CallingThread Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => current ?? Begin();
    }

    /// <summary>What the thread is inside of, besides <see cref="EnterMany"/>'s.</summary>
    public DescriptorHandle? Inside => Volatile.Read(ref inside);

    /// <summary>How often it has entered something: tells one call from the next.</summary>
    public int Entries => Volatile.Read(ref entries);

    /// <summary>How often it has been woken, so that it can tell whether a signal was ours.</summary>
    public int Wakes => Volatile.Read(ref wakes);

    /// <summary>
    /// Its calls are attempts of what is awaited: none of them waits, whatever mode the socket is in, and what could be done in part is told.
    /// </summary>
    public bool Attempts { get; set; }

    /// <summary>For <see cref="EndMonitor"/>: what <see cref="Entries"/> was when it last looked.</summary>
    public int EntriesSeen { get; set; }

    /// <summary>How much room there is for control data: for 253 descriptors, which is all that the system passes at once, and more.</summary>
    public const int ControlSize = 8192;

    /// <summary>Room for the control data of a message.</summary>
    public byte[] Control => control ??= GC.AllocateUninitializedArray<byte>(ControlSize, pinned: true);

    /// <summary>Room for the address of a sender.</summary>
    public byte[] Address { get; } = GC.AllocateUninitializedArray<byte>(SocketAddress.MaxSize, pinned: true);

    /// <summary>From now on a handle's descriptor stays open, unless the handle is closed already: to be looked at next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Enter(DescriptorHandle handle)
    {
        entries++;
        Reenter(handle);
    }

    /// <summary>The same for a call that is made again, after a signal: it is still the same call.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Reenter(DescriptorHandle handle)
    {
        inside = handle;
        Interlocked.MemoryBarrier();
    }

    /// <summary>The descriptor may be closed now.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Leave() => Volatile.Write(ref inside, null);

    /// <summary>The same for many at once, besides the one.</summary>
    public void EnterMany(DescriptorHandle?[] handles)
    {
        insideMany = handles;
        Interlocked.MemoryBarrier();
    }

    /// <summary>Their descriptors may be closed now.</summary>
    public void LeaveMany() => Volatile.Write(ref insideMany, null);

    /// <summary>Whether it is inside a call with a handle.</summary>
    public bool IsInside(DescriptorHandle handle) =>
        Inside == handle || (Volatile.Read(ref insideMany) is { } many && Array.IndexOf(many, handle) >= 0);

    /// <summary>Ends the system's call that the thread is in with EINTR. A call that is just being made may miss it.</summary>
    public void Wake()
    {
        if (Inside is { } handle)
        {
            _ = Interlocked.Increment(ref wakes);
            system.Interrupt(id, handle.Descriptor);
        }
    }

    /// <summary>Has the thread ask <see cref="SocketEnvironment.ShouldEnd"/>.</summary>
    public void WakeToAsk()
    {
        Volatile.Write(ref isToAsk, true);
        Wake();
    }

    /// <summary>Whether it is to ask; once.</summary>
    public bool TakeQuestion()
    {
        bool was = isToAsk;
        isToAsk = false;
        return was;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static CallingThread Begin()
    {
        var thread = new CallingThread(SystemCalls.Current);
        CallingThreads.Add(thread);
        departure = new Departure(thread);
        current = thread;
        return thread;
    }

    /// <summary>Is collected when its thread has ended.</summary>
    private sealed class Departure(CallingThread thread)
    {
        ~Departure()
        {
            CallingThreads.Remove(thread);
            thread.system.EndThread(thread.id);
        }
    }
}
