namespace TeaSocket.Waiting;

/// <summary>All threads that have made a call, and how they are made to leave one.</summary>
/// <remarks>
/// A thread that is just about to wait misses a wake, so that it is woken again and again until it has left, as Java's channels do it. One
/// that cannot be woken, because its host has blocked the signal since, is given up after a second or so.
/// </remarks>
internal static class CallingThreads
{
    // At first it is only looked whether the thread leaves by itself; then it is woken, and from the tenth time on, a millisecond lies between.
    private const int QuickAttempts = 10;
    private const int MostAttempts = 1_000;

    private static readonly Lock access = new();
    private static volatile CallingThread[] all = [];

    /// <summary>All of them at this moment.</summary>
    public static ReadOnlySpan<CallingThread> All => all;

    /// <summary>A thread makes its first call.</summary>
    public static void Add(CallingThread thread)
    {
        lock (access)
        {
            all = [.. all, thread];
        }
    }

    /// <summary>A thread has ended.</summary>
    public static void Remove(CallingThread thread)
    {
        lock (access)
        {
            all = [.. all.Where(other => other != thread)];
        }
    }

    /// <summary>Waits until no thread is inside a call with a handle that was closed, and wakes those that are. False if one stays.</summary>
    public static bool Expel(DescriptorHandle handle)
    {
        int attempt = 0;
        while (WakeAll(handle, isToWake: attempt > 0))
        {
            if (!Pause(ref attempt))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Makes each thread that is inside a call with a handle leave it once.</summary>
    public static void ExpelOnce(DescriptorHandle handle) => ExpelOnce(thread => thread.IsInside(handle));

    /// <summary>Makes each thread that is inside a call of an environment leave it once.</summary>
    public static void Expel(SocketEnvironment environment) => ExpelOnce(thread => thread.Inside?.Environment == environment);

    /// <summary>Wakes those that are inside a call with a handle until it is over.</summary>
    public static void WakeInside(DescriptorHandle handle, Func<bool> isOver)
    {
        Interlocked.MemoryBarrier();
        int attempt = 0;
        while (!isOver() && WakeAll(handle, isToWake: true) && Pause(ref attempt))
        {
        }
    }

    /// <summary>Makes a thread leave the call that it is in, if it is in one, or until that is none of the caller's business any more.</summary>
    public static void Expel(CallingThread thread, Func<bool> isOver)
    {
        int attempt = 0;
        while (!isOver())
        {
            thread.Wake();
            if (!Pause(ref attempt))
            {
                return;
            }
        }
    }

    private static void ExpelOnce(Predicate<CallingThread> isMeant)
    {
        foreach (CallingThread thread in All)
        {
            int entries = thread.Entries;
            if (thread != CallingThread.Current)
            {
                Expel(thread, () => thread.Entries != entries || !isMeant(thread));
            }
        }
    }

    private static bool WakeAll(DescriptorHandle handle, bool isToWake)
    {
        bool any = false;
        foreach (CallingThread thread in All)
        {
            if (thread.IsInside(handle))
            {
                any = true;
                if (isToWake)
                {
                    thread.Wake();
                }
            }
        }

        return any;
    }

    private static bool Pause(ref int attempt)
    {
        if (++attempt >= QuickAttempts)
        {
            Thread.Sleep(1);
        }
        else
        {
            Thread.SpinWait(50 << attempt);
        }

        return attempt < MostAttempts;
    }
}
