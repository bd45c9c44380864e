using System.Diagnostics.CodeAnalysis;

namespace TeaSocket.Script;

/// <summary>
/// The wait of an event loop that has listeners: for sockets, for what promises of sockets wait for, for time, and for <see cref="Wake"/>. It waits in an environment
/// of its own, so that nothing has to look in the meantime whether the script is to end: a program that only waits uses no processor time.
/// </summary>
/// <param name="socketOf">The socket that has an id, see <see cref="SocketTable.SocketAt"/>.</param>
/// <param name="promises">What promises wait for.</param>
[SuppressMessage("Design", "CA1001", Justification = "A source without a timer or a handle has nothing to give back.")]
public sealed class ListenerWait(Func<int, Socket> socketOf, ScriptWaits? promises = null)
{
    /// <summary>The id that tells of promises.</summary>
    public const int Promises = -1;

    // Where what promises wait for has no descriptor, as on Windows, it is asked so often beside the listeners' sockets.
    private const long AskInterval = 10_000;

    private readonly Selection selection = new(new SocketEnvironment());
    private CancellationTokenSource wake = new();
    private SelectEntry[] entries = [];
    private int[] places = [];
    private int[] ids = []; // by place
    private int count; // of sockets

    /// <summary>Whether promises have begun to wait; to be told before <see cref="Watch"/>.</summary>
    public bool HasPromises { get; set; }

    /// <summary>Tells the sockets to wait for from now on.</summary>
    /// <param name="pairs">An id and what to wait for, see <see cref="Readiness"/>; each socket once.</param>
    /// <exception cref="SocketException">EBADF: one is closed.</exception>
    public void Watch(ReadOnlySpan<int> pairs)
    {
        count = pairs.Length / 2;
        bool isBeside = HasPromises && promises!.Descriptor != -1;
        int all = isBeside ? count + 1 : count;
        Reserve(all);
        for (int i = 0; i < count; i++)
        {
            ids[i] = pairs[2 * i];
            entries[i] = new SelectEntry(socketOf(ids[i]), (Readiness)pairs[(2 * i) + 1]);
        }

        if (isBeside)
        {
            ids[count] = Promises;
            entries[count] = new SelectEntry(promises!.Handle, Readiness.Read);
        }

        selection.Replace(entries.AsSpan(0, all), places.AsSpan(0, all));
        entries.AsSpan(0, all).Clear(); // or sockets that nobody listens to any more would live on here
    }

    /// <summary>
    /// Waits until one of the sockets is ready, until promises have something to take, until <see cref="Wake"/>, or for some time. With none of
    /// them it sleeps.
    /// </summary>
    /// <param name="ready">Room for one pair more than there are sockets: an id, or <see cref="Promises"/>, and what it is ready for.</param>
    /// <param name="microseconds">How long at most; -1 for ever.</param>
    /// <returns>How many pairs there are: 0 when the time has passed, or when it was woken.</returns>
    /// <exception cref="SocketException">EBADF: a socket is closed.</exception>
    public int Wait(Span<int> ready, long microseconds)
    {
        if (HasPromises && count == 0)
        {
            return promises!.Wait(microseconds) ? TellOfPromises(ready, 0) : 0;
        }

        bool asks = HasPromises && promises!.Descriptor == -1;
        int found = Select(ready, asks && (ulong)microseconds > AskInterval ? AskInterval : microseconds);
        return asks && promises!.Wait(0) ? TellOfPromises(ready, found) : found;
    }

    /// <summary>Makes the wait that is under way, or the next one, return. It may be called on any thread.</summary>
    public void Wake()
    {
        Interlocked.MemoryBarrier();
        Volatile.Read(ref wake).Cancel();
        if (HasPromises)
        {
            promises!.Wake();
        }
    }

    private static int TellOfPromises(Span<int> ready, int found)
    {
        ready[2 * found] = Promises;
        ready[(2 * found) + 1] = (int)Readiness.Read;
        return found + 1;
    }

    private int Select(Span<int> ready, long microseconds)
    {
        try
        {
            int found = selection.Select(ready, microseconds, wake.Token);
            for (int i = 0; i < found; i++)
            {
                ready[2 * i] = ids[ready[2 * i]];
            }

            return found;
        }
        catch (OperationCanceledException)
        {
            // Whoever wakes has said before what for: it is looked at after this.
            Interlocked.Exchange(ref wake, new CancellationTokenSource());
            return 0;
        }
    }

    private void Reserve(int all)
    {
        if (all > entries.Length)
        {
            int capacity = Math.Max(all, entries.Length * 2);
            entries = new SelectEntry[capacity];
            ids = new int[capacity];
            places = [.. Enumerable.Range(0, capacity)];
        }
    }
}
