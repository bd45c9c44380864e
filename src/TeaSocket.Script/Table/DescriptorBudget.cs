using System.Diagnostics;
using TeaSocket.Platform;

namespace TeaSocket.Script;

/// <summary>
/// Sees to it that sockets which a script has forgotten do not use up the descriptors: the engine collects garbage when they become
/// scarce, long before there are none.
/// </summary>
/// <param name="collectGarbage">
/// Makes the script engine let go of the owners that the script can no longer reach, at once or when its event loop turns.
/// </param>
internal sealed class DescriptorBudget(Action? collectGarbage)
{
    // The last few are never taken: the runtime needs some itself, for a collection and for loading what it runs next, and ends the
    // process without them.
    private const int LeftToTheRuntime = 8;

    // Closer to the limit than this, each opening looks first whether there is a descriptor.
    private const int Few = 64;

    // A collection that took long and closed nothing is not repeated before so many times its duration has passed: who has millions of
    // live objects and all descriptors in use would do nothing else. A short one always is, in case something was forgotten just now.
    private const int PauseAfterFailure = 10;
    private static readonly long longTime = Stopwatch.Frequency / 20;

    private readonly int limit = SystemCalls.Current.DescriptorLimit;
    private nint last;
    private int open;
    private int openAfterCollection;
    private long pausedUntil;

    /// <summary>Opens something, after a collection when descriptors are running out.</summary>
    /// <exception cref="SocketException">EMFILE, and whatever opening throws.</exception>
    public T Open<T>(string systemCall, Func<T> opening)
    {
        CollectIfScarce();
        bool few = last >= limit - Few;
        if (few && !HasDescriptors() && !(TryCollect() && HasDescriptors()))
        {
            throw new SocketException(systemCall, SystemCalls.Current.Constants.EMFILE);
        }

        try
        {
            return opening();
        }
        catch (SocketException e) when (IsShortage(e) && TryCollect())
        {
            return opening();
        }
    }

    /// <summary>Sees to it that the system may open something by itself: with what comes, it does not try again.</summary>
    public void MakeRoom()
    {
        CollectIfScarce();
        if (last >= limit - Few && !HasDescriptors())
        {
            TryCollect();
        }
    }

    /// <summary>What was opened belongs to the script now.</summary>
    public void Add(IDisposable opened)
    {
        Interlocked.Increment(ref open);
        last = opened switch // the system gives the lowest that is free
        {
            Socket socket => socket.Descriptor,
            Descriptor descriptor => descriptor.Number,
            _ => last,
        };
    }

    /// <summary>Something is closed, perhaps by a finalizer after a collection.</summary>
    public void Remove()
    {
        int left = Interlocked.Decrement(ref open);
        openAfterCollection = Math.Min(openAfterCollection, left);
    }

    /// <summary>
    /// With half of the descriptors gone, a script that leaves more and more open may have forgotten them: look whenever it has taken a
    /// quarter of the rest. One that closes what it opens is left in peace.
    /// </summary>
    private void CollectIfScarce()
    {
        nint left = limit - last;
        if (left <= limit / 2 && open - openAfterCollection >= Math.Max(Few, left / 4))
        {
            Collect();
        }
    }

    private bool TryCollect()
    {
        if (Stopwatch.GetTimestamp() < pausedUntil)
        {
            return false;
        }

        long begin = Stopwatch.GetTimestamp();
        int before = open;
        Collect();
        long end = Stopwatch.GetTimestamp();
        pausedUntil = open < before || end - begin < longTime ? 0 : end + (PauseAfterFailure * (end - begin));
        return true;
    }

    private void Collect()
    {
        collectGarbage?.Invoke();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        openAfterCollection = open;
    }

    private bool HasDescriptors()
    {
        try
        {
            using var probe = new Socket(Family.Inet, SocketType.Datagram);
            return probe.Descriptor < limit - LeftToTheRuntime;
        }
        catch (SocketException e) when (IsShortage(e))
        {
            return false;
        }
    }

    private static bool IsShortage(SocketException e) => e.Code is "EMFILE" or "ENFILE";
}
