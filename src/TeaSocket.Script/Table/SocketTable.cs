using System.Runtime.CompilerServices;
using TeaSocket.Platform;

namespace TeaSocket.Script;

/// <summary>
/// The sockets and pollers of one script environment and the flat table of functions over them. Each is known to the script by a small
/// number, its id. The script takes an id first, with an <see cref="Owner"/>, and has something opened under it then: nothing that
/// is open is ever without an owner, wherever the script fails.
/// </summary>
/// <param name="collectGarbage">
/// Makes the script engine let go of the owners that the script can no longer reach; called when descriptors run out.
/// </param>
/// <param name="shouldEnd">
/// Asked on the waiting thread while a call waits for long: whether the script is to be ended, of which nobody tells. See
/// <see cref="SocketEnvironment.ShouldEnd"/>.
/// </param>
public sealed partial class SocketTable(Action? collectGarbage = null, Func<bool>? shouldEnd = null) : IDisposable
{
    /// <summary>What a function returns that would block a non-blocking socket.</summary>
    public const long WouldBlock = -1;

    /// <summary>What <c>select</c> returns when a socket that it was told to watch has been closed since, and its id may be another's.</summary>
    public const long Stale = -2;

    /// <summary>What sending returns when all was handed to the system.</summary>
    public const long All = -3;

    /// <summary>What a function returns that failed: a number that no function returns otherwise. <c>failure()</c> says why.</summary>
    public const long Failed = -(1L << 32);

    private readonly Lock slotLock = new(); // owners are finalized on a thread of their own
    private readonly Stack<int> free = new();
    private readonly SocketEnvironment environment = new() { ShouldEnd = shouldEnd };
    private readonly DescriptorBudget budget = new(collectGarbage);
    private IDisposable?[] slots = new IDisposable?[16];
    private int used;
    private Selection? selection;
    private SelectEntry[] watched = [];
    private int[] watchedIds = [];

    /// <summary>Where functions write structures.</summary>
    internal FieldWriter Structures { get; } = new();

    /// <summary>A free id with its owner.</summary>
    public Owner Reserve()
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

            return new Owner(this, id);
        }
    }

    /// <summary>Ends all waits and closes all, when the script's environment ends. What is opened later fails.</summary>
    public void Dispose()
    {
        waits?.Dispose();
        environment.Dispose();
    }

    /// <summary>Ends each call of the script that waits, with ECANCELED; may be called on any thread. Calls that begin later wait as ever.</summary>
    public void CancelWaits() => environment.CancelWaits();

    /// <summary>The socket that is open under an id: for what a host builds on sockets.</summary>
    /// <param name="id">The id.</param>
    /// <param name="systemCall">What is to be done with it.</param>
    /// <exception cref="SocketException">EBADF: there is none.</exception>
    public Socket SocketAt(int id, string systemCall) => Find(id, systemCall);

    /// <summary>Closes what the script has forgotten, and frees its id.</summary>
    internal void Release(int id)
    {
        IDisposable? opened;
        lock (slotLock)
        {
            opened = Empty(id);
            free.Push(id);
        }

        if (opened is Socket socket)
        {
            socket.CloseForgotten();
        }
        else
        {
            opened?.Dispose();
        }
    }

    private Selection Selection => selection ??= new Selection(environment);

    private static SystemConstants Constants => SystemCalls.Current.Constants;

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

    /// <summary>Puts what was opened under an id that has nothing yet.</summary>
    private long Open(long id, IDisposable opened)
    {
        lock (slotLock)
        {
            if ((ulong)id < (ulong)used && slots[id] is null)
            {
                slots[id] = opened;
                budget.Add(opened);
                return 0;
            }
        }

        opened.Dispose();
        throw new SocketException("socket", Constants.EBADF);
    }

    /// <summary>Closes what has an id; the id stays with its owner, for something else.</summary>
    private long Close(long id)
    {
        IDisposable? opened;
        lock (slotLock)
        {
            opened = (ulong)id < (ulong)used ? Empty((int)id) : null;
        }

        (opened ?? throw new SocketException("close", Constants.EBADF)).Dispose();
        return 0;
    }

    private IDisposable? Empty(int id)
    {
        IDisposable? opened = slots[id];
        if (opened is not null)
        {
            selection?.Forget(id);
            slots[id] = null;
            budget.Remove();
        }

        return opened;
    }
}
