using System.Runtime.InteropServices;
using TeaSocket.Waiting;
using static TeaSocket.Script.Parameter;

namespace TeaSocket.Script;

// What promises are made of. The calls that may wait are called by the face as ever, but as attempts, which the window says: they never wait,
// and one that would have to has its socket watched. When that has changed, the face attempts the same call again.
public sealed partial class SocketTable
{
    private ScriptWaits? waits;
    private bool isAttempting;

    // Down to which address the script has proved that the stack has room for an attempt and all that follows it, and where it was in doubt.
    private nuint provenStack = nuint.MaxValue;
    private nuint doubtedStack;

    /// <summary>What the host waits for in its event loop.</summary>
    public ScriptWaits Waits => waits ??= new ScriptWaits();

    private static TableFunction[] PromiseFunctions =>
    [
        new("openWaits", [], (t, in _) => t.Waits.Descriptor),
        new("takeChanges", [Room("changes")], (t, in c) => PairSize * t.Waits.Take(MemoryMarshal.Cast<byte, int>(c.Bytes))),
        new("isReady", [Integer("socket"), Integer("direction")], (t, in c) =>
            t.Find(c.Integer(0), "poll").IsReady((Readiness)c.Integer(1)) ? 1 : WouldBlock) { Waits = true },
        new("watchChanges", [Integer("id"), Integer("direction")], (t, in c) =>
        {
            t.Waits.Watch(t.FindWatched(c.Integer(0)), (int)c.Integer(0), (Readiness)c.Integer(1));
            return 0;
        }),
        new("reserveDirection", [Integer("socket"), Integer("direction")], (t, in c) =>
        {
            t.Find(c.Integer(0), "send").Handle.SetAwaited((Readiness)c.Integer(1), true);
            return 0;
        }),
        new("free", [Integer("socket"), Integer("direction")], (t, in c) =>
        {
            t.Free(c.Integer(0), (Readiness)c.Integer(1));
            return 0;
        }),
        new("openFile", [Parameter.Text("path"), Integer("id")], (t, in c) =>
        {
            string path = c.Text(0);
            return t.Open(c.Integer(0), t.budget.Open("open", () => Descriptor.OfFile(path, t.environment)));
        }),
        new("beginGetAddrInfo", [Parameter.Text("name"), Parameter.Text("service"), Integer("job"), Integer("family"), Integer("type")], (t, in c) =>
        {
            string name = c.Text(0);
            string? service = c.Text(1).Length == 0 ? null : c.Text(1);
            Family family = new((int)c.Integer(1));
            SocketType type = new((int)c.Integer(2));
            t.Waits.Begin(c.Integer(0), () => Names.GetAllAddressInfo(name, family, service, type).Select(Described).ToArray());
            return 0;
        }),
        new("beginGetNameInfo", [Parameter.Text("addr"), Integer("job"), Integer("family"), Integer("port")], (t, in c) =>
        {
            string address = c.Text(0);
            Family? family = c.Integer(1) < 0 ? null : new Family((int)c.Integer(1));
            int port = (int)c.Integer(2);
            t.Waits.Begin(c.Integer(0), () => port < 0 ? Names.GetNameInfo(address, family) : Described(Names.GetNameInfo(address, family, port)));
            return 0;
        }),
        new("proveStack", [], (t, in _) =>
        {
            t.provenStack = t.doubtedStack;
            return 0;
        }),
        new("isStackProven", [], (t, in _) => t.IsStackProven() ? 1 : 0),
        new("isUntold", [Integer("socket"), Integer("isAddressed")], (t, in c) =>
            t.Find(c.Integer(0), "poll").IsUntold(isAddressed: c.Integer(1) != 0) ? 1 : 0),
        new("fail", [Parameter.Text("call"), Integer("which")], (t, in c) =>
        {
            t.failure = new SocketException(c.Text(0), c.Integer(0) switch
            {
                0 => Constants.ETIMEDOUT,
                1 => Constants.ECANCELED,
                2 => Constants.EBADF,
                _ => Constants.EBUSY,
            });
            return 0;
        }),
        new("takeFinished", [], [Field.Number("job"), Field.Number("failed"), Field.Value("result")], (t, in _, result) =>
        {
            if (t.Waits.TakeFinished() is { } job)
            {
                t.failure = job.Failure ?? t.failure;
                result.Begin().Number(job.Number).Number(job.Failure is null ? 0 : 1).Value(job.Result);
            }
        }),
    ];

    /// <summary>
    /// Carries an attempt out: has its socket watched if it would have waited, or its direction free again if nothing is awaited behind it.
    /// Refuses it where the script may have no stack left to take its result.
    /// </summary>
    internal long Attempt(TableFunction function, CallWindow window, in Call call)
    {
        if (!IsStackProven())
        {
            failure = new InsufficientExecutionStackException();
            return Failed;
        }

        CallingThread thread = CallingThread.Current;
        long id = call.Integer(0);
        Readiness direction = window.Direction;
        bool isOver = true;
        thread.Attempts = isAttempting = true;
        try
        {
            long result = function.Number!(this, call);
            isOver = result != WouldBlock;
            if (!isOver)
            {
                WatchedHandle handle = FindWatched(id);
                Waits.Watch(handle, (int)id, direction);
                handle.SetAwaited(direction, true);
            }

            return result;
        }
        finally
        {
            thread.Attempts = isAttempting = false;
            if (isOver && window.Behind == 0)
            {
                window.Behind = -1;
                Free(id, direction);
            }
        }
    }

    /// <summary>Whether it is proved that the stack has room below the call that is made.</summary>
    private unsafe bool IsStackProven()
    {
        byte here;
        if ((nuint)(&here) >= provenStack)
        {
            return true;
        }

        doubtedStack = (nuint)(&here);
        return false;
    }

    private void Free(long id, Readiness direction)
    {
        if ((ulong)id < (ulong)slots.Length && slots[id] is Socket socket && socket.Handle.IsAwaited(direction))
        {
            socket.Handle.SetAwaited(direction, false);
        }
    }

    private WatchedHandle FindWatched(long id)
    {
        IDisposable?[] current = slots;
        return ((ulong)id < (ulong)current.Length ? current[id] : null) switch
        {
            Socket socket => socket.Handle,
            Poller poller => poller.Handle,
            _ => throw new SocketException("poll", Constants.EBADF),
        };
    }

    private static OrderedDictionary<string, object?> Described(SocketAddress address) =>
        new() { ["address"] = address.Host, ["family"] = address.Family.Value, ["port"] = address.Port };

    private static OrderedDictionary<string, object?> Described((string Host, string Service) named) =>
        new() { ["host"] = named.Host, ["service"] = named.Service };
}
