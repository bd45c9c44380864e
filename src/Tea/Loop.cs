using System.Collections.Concurrent;
using Microsoft.ClearScript;
using Microsoft.ClearScript.JavaScript;
using Microsoft.ClearScript.V8.FastProxy;
using TeaSocket;
using TeaSocket.Script;

namespace Tea;

/// <summary>
/// The one wait of the runner's event loop: for the sockets that a script listens to, for time, and for what other threads have to say.
/// What then is called, and in which order, loop.js decides.
/// </summary>
internal sealed unsafe class Loop
{
    private const long MostMilliseconds = long.MaxValue / 1_000;
    private const double InspectedMilliseconds = 50; // a debugger is heard when the script's thread runs scripts again

    private readonly ListenerWait sockets;
    private readonly ConcurrentQueue<Action> posted = new();
    private ITypedArray<int>? room; // keeps its memory
    private int* ready;
    private int length;

    private readonly bool isInspected;
    private volatile bool hasWaited;

    public Loop(SocketTable table, bool isInspected = false)
    {
        sockets = new ListenerWait(id => table.SocketAt(id, "select"), table.Waits);
        this.isInspected = isInspected;
    }

    /// <summary>
    /// Has something done on the loop's thread, and wakes the loop for it. It may be called on any thread. It does not keep the runner alive,
    /// and must not throw.
    /// </summary>
    public void Post(Action action)
    {
        posted.Enqueue(action);
        sockets.Wake();
    }

    /// <summary>Whether a wait has ended, after which callbacks are called, and whoever looks at that has not set it back; may be used on any thread.</summary>
    public bool HasWaited
    {
        get => hasWaited;
        set => hasWaited = value;
    }

    /// <summary>Waits until there is something to do, and does what was posted.</summary>
    /// <param name="milliseconds">How long at most, with fractions; it never ends before that for no reason but a wake, or a debugger.</param>
    /// <returns>How many pairs of a socket's id and what it is ready for it has left in the room.</returns>
    /// <exception cref="SocketException">EBADF: a socket is closed.</exception>
    public int Wait(double milliseconds)
    {
        milliseconds = isInspected ? Math.Min(milliseconds, InspectedMilliseconds) : milliseconds;
        long microseconds = milliseconds >= MostMilliseconds ? -1 : (long)Math.Ceiling(milliseconds * 1_000);
        hasWaited = false;
        int count = sockets.Wait(new Span<int>(ready, length), posted.IsEmpty ? microseconds : 0);
        hasWaited = true;
        while (posted.TryDequeue(out Action? action))
        {
            action();
        }

        return count;
    }

    /// <summary>Gives the functions to the runner's own scripts.</summary>
    public void AddTo(ScriptObject host)
    {
        Add("listen", (bool _, in V8FastArgs args, in V8FastResult _) =>
        {
            using var pairs = args.Get<ITypedArray<int>>(0);
            Listen(pairs.ToArray(), args.Get<ITypedArray<int>>(1));
        });
        Add("startPromises", (bool _, in V8FastArgs _, in V8FastResult _) => sockets.HasPromises = true);
        Add("wait", (bool _, in V8FastArgs args, in V8FastResult result) =>
        {
            try
            {
                result.Set(Wait(args.GetDouble(0)));
            }
            catch (SocketException)
            {
                result.Set(-1); // the script asks once more, in a way that tells it why
            }
        });

        void Add(string name, V8FastHostFunctionInvoker body) => host[name] = new V8FastHostFunction(name, body);
    }

    /// <summary>Tells what to wait for from now on.</summary>
    /// <param name="pairs">A socket's id, and what to wait for.</param>
    /// <param name="newRoom">Where to tell of what is ready: memory that the script keeps, and that has room for as many pairs.</param>
    private void Listen(int[] pairs, ITypedArray<int> newRoom)
    {
        sockets.Watch(pairs);
        newRoom.InvokeWithDirectAccess(address => ready = (int*)address);
        room = newRoom;
        length = (int)newRoom.Length;
    }
}
