using System.Collections.Concurrent;
using Microsoft.ClearScript;
using Microsoft.ClearScript.V8;
using TeaSocket.Script;

namespace TeaSocket.V8;

/// <summary>
/// The event loop for the promises of an engine whose program has none: a thread waits for what they wait for, and goes on with them when no
/// script is running, as an engine lets in one thread at a time.
/// </summary>
internal sealed class EngineLoop : IDisposable
{
    private readonly SocketTable table;
    private readonly ConcurrentDictionary<int, Timer> timers = new();
    private int lastTimer;

    public EngineLoop(V8ScriptEngine engine, SocketTable table)
    {
        this.table = table;
        Script = (ScriptObject)engine.Evaluate("({ __proto__: null })");
        Script["start"] = new Action<ScriptObject>(Start);
        Script["keepAlive"] = new Action<bool>(_ => { }); // the program knows how long it lasts
        Script["setTimer"] = new Func<ScriptObject, double, int>(SetTimer);
        Script["clearTimer"] = new Action<int>(ClearTimer);
        Script["later"] = new Action<ScriptObject>(callback => SetTimer(callback, 0));
    }

    /// <summary>What the face knows it as, see <see cref="Face"/>.</summary>
    public ScriptObject Script { get; }

    /// <summary>Ends the timers. The thread ends with the table.</summary>
    public void Dispose()
    {
        foreach (int id in timers.Keys)
        {
            ClearTimer(id);
        }
    }

    private void Start(ScriptObject turn) =>
        new Thread(() => table.Waits.WaitAlways(() => Call(turn))) { IsBackground = true, Name = "TeaSocket promises" }.UnsafeStart();

    private int SetTimer(ScriptObject callback, double milliseconds)
    {
        int id = Interlocked.Increment(ref lastTimer);
        var timer = new Timer(_ =>
        {
            ClearTimer(id);
            Call(callback);
        });
        timers[id] = timer;
        _ = timer.Change((long)Math.Min(Math.Ceiling(milliseconds), uint.MaxValue - 1), Timeout.Infinite);
        return id;
    }

    private void ClearTimer(int id)
    {
        if (timers.TryRemove(id, out Timer? timer))
        {
            timer.Dispose();
        }
    }

    private static void Call(ScriptObject function)
    {
        try
        {
            _ = function.Invoke(asConstructor: false);
        }
        catch (Exception e) when (e is ObjectDisposedException or ScriptInterruptedException)
        {
            // The engine has ended, or the program has stopped what it ran.
        }
    }
}
