using System.Diagnostics.CodeAnalysis;

namespace TeaSocket.Script;

/// <summary>
/// The wait of an event loop that has listeners: for sockets, for time, and for <see cref="Wake"/>. It waits in an environment
/// of its own, so that nothing has to look in the meantime whether the script is to end: a program that only waits uses no processor time.
/// </summary>
/// <param name="socketOf">The socket that has an id, see <see cref="SocketTable.SocketOf"/>.</param>
[SuppressMessage("Design", "CA1001", Justification = "A source without a timer or a handle has nothing to give back.")]
public sealed class ListenerWait(Func<int, Socket> socketOf)
{
    private readonly Selection selection = new(new SocketEnvironment());
    private CancellationTokenSource wake = new();
    private SelectEntry[] entries = [];
    private int[] ids = [];

    /// <summary>Tells the sockets to wait for from now on.</summary>
    /// <param name="pairs">An id and what to wait for, see <see cref="Readiness"/>; each socket once.</param>
    /// <exception cref="SocketException">EBADF: one is closed.</exception>
    public void Watch(ReadOnlySpan<int> pairs)
    {
        int count = pairs.Length / 2;
        if (count > entries.Length)
        {
            entries = new SelectEntry[Math.Max(count, entries.Length * 2)];
            ids = new int[entries.Length];
        }

        for (int i = 0; i < count; i++)
        {
            ids[i] = pairs[2 * i];
            entries[i] = new SelectEntry(socketOf(ids[i]), (Readiness)pairs[(2 * i) + 1]);
        }

        selection.Replace(entries.AsSpan(0, count), ids.AsSpan(0, count));
        entries.AsSpan(0, count).Clear(); // or sockets that nobody listens to any more would live on here
    }

    /// <summary>Waits until one of the sockets is ready, until <see cref="Wake"/>, or for some time. With no sockets it sleeps.</summary>
    /// <param name="ready">Room for as many pairs as there are sockets: an id, and what its socket is ready for.</param>
    /// <param name="microseconds">How long at most; -1 for ever.</param>
    /// <returns>How many pairs there are: 0 when the time has passed, or when it was woken.</returns>
    /// <exception cref="SocketException">EBADF: a socket is closed.</exception>
    public int Wait(Span<int> ready, long microseconds)
    {
        try
        {
            return selection.Select(ready, microseconds, wake.Token);
        }
        catch (OperationCanceledException)
        {
            // Whoever wakes has said before what for: it is looked at after this.
            Interlocked.Exchange(ref wake, new CancellationTokenSource());
            return 0;
        }
    }

    /// <summary>Makes the wait that is under way, or the next one, return. It may be called on any thread.</summary>
    public void Wake()
    {
        Interlocked.MemoryBarrier();
        Volatile.Read(ref wake).Cancel();
    }
}
