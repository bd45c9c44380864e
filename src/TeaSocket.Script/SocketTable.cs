namespace TeaSocket.Script;

/// <summary>
/// The sockets of one script environment and the flat table of functions over them. A socket is known to the script by
/// a small number, its id, and kept open by an owner object: when the script lets go of that, the socket is closed.
/// </summary>
/// <param name="collectGarbage">
/// Makes the script engine let go of the owners that the script can no longer reach; called when descriptors have run
/// out, before one more try.
/// </param>
public sealed partial class SocketTable(Action? collectGarbage = null)
{
    /// <summary>What a function returns that would block a non-blocking socket.</summary>
    public const long WouldBlock = -1;

    /// <summary>What a function returns that failed: a number that no function returns otherwise. <c>failure()</c> says why.</summary>
    public const long Failed = -(1L << 32);

    private readonly Lock slotLock = new(); // owners are finalized on a thread of their own
    private readonly Stack<int> free = new();
    private Socket?[] slots = new Socket?[16];
    private int used;

    private Exception? failure;
    private SelectEntry[] selected = [];

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

    /// <summary>The owner of a socket that was just opened or accepted, to be asked for once: the host gives it to the face.</summary>
    public SocketOwner Own(long id) => new(this, (int)id, slots[id]!);

    /// <summary>Closes all sockets, when the environment ends.</summary>
    public void CloseAll()
    {
        lock (slotLock)
        {
            foreach (Socket? socket in slots)
            {
                socket?.Dispose();
            }
        }
    }

    /// <summary>Closes a socket and frees its id, unless that has been done.</summary>
    internal void Release(int id, Socket socket)
    {
        socket.Dispose();
        lock (slotLock)
        {
            if (slots[id] == socket)
            {
                slots[id] = null;
                free.Push(id);
            }
        }
    }

    private static bool IsExpected(Exception e) => e is SocketException or ArgumentException or NotSupportedException;

    private Socket Find(long id, string systemCall)
    {
        Socket?[] current = slots;
        return (ulong)id < (ulong)current.Length && current[id] is { } socket
            ? socket
            : throw new SocketException(systemCall, Platform.SystemCalls.Current.Constants.EBADF);
    }

    private int Add(Socket socket)
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

            slots[id] = socket;
            return id;
        }
    }

    /// <summary>Tries once more after a collection when descriptors have run out.</summary>
    private T WithDescriptors<T>(Func<T> make)
    {
        try
        {
            return make();
        }
        catch (SocketException e) when (collectGarbage is not null && e.Code is "EMFILE" or "ENFILE")
        {
            collectGarbage();
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return make();
        }
    }
}

/// <summary>Keeps a socket open for the script. Opaque to it: all it can do is let go.</summary>
public sealed class SocketOwner : IDisposable
{
    private readonly SocketTable table;
    private readonly int id;
    private readonly Socket socket;

    internal SocketOwner(SocketTable table, int id, Socket socket)
    {
        this.table = table;
        this.id = id;
        this.socket = socket;
    }

    /// <summary>Closes the socket, if the script has not.</summary>
    ~SocketOwner() => table.Release(id, socket);

    /// <summary>Closes the socket now: for hosts that are told themselves when the script has let go.</summary>
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        table.Release(id, socket);
    }
}
