using System.Runtime.CompilerServices;
using TeaSocket.Platform;

namespace TeaSocket.Script;

/// <summary>
/// The sockets and pollers of one script environment and the flat table of functions over them. Each is known to the script by
/// a small number, its id, and kept open by an owner object: when the script lets go of that, it is closed.
/// </summary>
/// <param name="collectGarbage">
/// Makes the script engine let go of the owners that the script can no longer reach; called when descriptors have run
/// out, before one more try.
/// </param>
public sealed partial class SocketTable(Action? collectGarbage = null)
{
    /// <summary>What a function returns that would block a non-blocking socket.</summary>
    public const long WouldBlock = -1;

    /// <summary>What <c>select</c> returns when a socket that it was told to watch has been closed since, and its id may be another's.</summary>
    public const long Stale = -2;

    /// <summary>What a function returns that failed: a number that no function returns otherwise. <c>failure()</c> says why.</summary>
    public const long Failed = -(1L << 32);

    private readonly Lock slotLock = new(); // owners are finalized on a thread of their own
    private readonly Stack<int> free = new();
    private IDisposable?[] slots = new IDisposable?[16];
    private int used;

    // So many descriptors are left when garbage is collected for their sake, at most once for so many new ones.
    private const int CollectAt = 64;
    private const int LeftToTheRuntime = 8;

    private readonly int descriptorLimit = SystemCalls.Current.DescriptorLimit;
    private nint lastDescriptor;
    private int openedSinceCollection;

    private Exception? failure;
    private readonly Selection selection = new();
    private SelectEntry[] watched = [];
    private int[] watchedIds = [];

    /// <summary>Calls a function that returns an integer.</summary>
    public long Call(TableFunction function, in Arguments arguments)
    {
        try
        {
            return function.Number!(this, arguments);
        }
        catch (Exception e) when (IsExpected(e))
        {
            failure = e;
            return Failed;
        }
    }

    /// <summary>Calls a function that returns a string; null when it failed.</summary>
    public string? CallText(TableFunction function, in Arguments arguments)
    {
        try
        {
            return function.Text!(this, arguments);
        }
        catch (Exception e) when (IsExpected(e))
        {
            failure = e;
            return null;
        }
    }

    /// <summary>
    /// The owner of what has this id: of what was just opened or accepted and, as the face keeps owners for the ids that it has
    /// closed, of what is opened with the same id later.
    /// </summary>
    public Owner Own(long id) => new(this, (int)id);

    /// <summary>Closes all, when the environment ends.</summary>
    public void CloseAll()
    {
        lock (slotLock)
        {
            foreach (IDisposable? opened in slots)
            {
                opened?.Dispose();
            }
        }

        selection.Close();
    }

    /// <summary>Closes what has an id, and frees the id; unless that has been done.</summary>
    internal void Release(int id)
    {
        IDisposable? opened;
        lock (slotLock)
        {
            opened = slots[id];
            if (opened is not null)
            {
                selection.Forget(id);
                slots[id] = null;
                free.Push(id);
            }
        }

        opened?.Dispose();
    }

    private static SystemConstants Constants => SystemCalls.Current.Constants;

    private static bool IsExpected(Exception e) => e is SocketException or ArgumentException or NotSupportedException;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Socket Find(long id, string systemCall)
    {
        IDisposable?[] current = slots;
        return (ulong)id < (ulong)current.Length && current[id] is Socket socket
            ? socket
            : throw new SocketException(systemCall, Constants.EBADF);
    }

    private Poller FindPoller(long id, string systemCall)
    {
        IDisposable?[] current = slots;
        return (ulong)id < (ulong)current.Length && current[id] is Poller poller
            ? poller
            : throw new SocketException(systemCall, Constants.EBADF);
    }

    private int Add(IDisposable opened)
    {
        lock (slotLock)
        {
            if (!free.TryPop(out int id))
            {
                id = used++;
                if (id == slots.Length)
                {
                    Array.Resize(ref slots, id * 2);
                }
            }

            slots[id] = opened;
            openedSinceCollection++;
            if (opened is Socket socket)
            {
                lastDescriptor = socket.Descriptor; // the system gives the lowest that is free
            }

            return id;
        }
    }

    /// <summary>
    /// Opens a socket, after a collection when descriptors are running out. The last few are never taken: the runtime
    /// needs some itself, for that collection and for loading what it runs next, and ends the process without them.
    /// </summary>
    private T WithDescriptors<T>(string systemCall, Func<T> open)
    {
        bool few = lastDescriptor >= descriptorLimit - CollectAt;
        if (few && (openedSinceCollection >= CollectAt || !HasDescriptors()))
        {
            CollectGarbage();
            if (!HasDescriptors())
            {
                throw new SocketException(systemCall, Constants.EMFILE);
            }
        }

        try
        {
            return open();
        }
        catch (SocketException e) when (e.Code is "EMFILE" or "ENFILE")
        {
            CollectGarbage();
            return open();
        }
    }

    private bool HasDescriptors()
    {
        try
        {
            using var probe = new Socket(Family.Inet, SocketType.Datagram);
            return probe.Descriptor < descriptorLimit - LeftToTheRuntime;
        }
        catch (SocketException e) when (e.Code is "EMFILE" or "ENFILE")
        {
            return false;
        }
    }

    private void CollectGarbage()
    {
        openedSinceCollection = 0;
        collectGarbage?.Invoke();
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }
}

/// <summary>Keeps what has an id open for the script. Opaque to it: all it can do is let go.</summary>
public sealed class Owner : IDisposable
{
    private readonly SocketTable table;
    private readonly int id;

    internal Owner(SocketTable table, int id)
    {
        this.table = table;
        this.id = id;
    }

    /// <summary>Closes it, if the script has not.</summary>
    ~Owner() => table.Release(id);

    /// <summary>Closes it now: for hosts that are told themselves when the script has let go.</summary>
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        table.Release(id);
    }
}
