using TeaSocket.Script;
using static TeaSocket.NodeApi.NodeApi;

namespace TeaSocket.NodeApi;

/// <summary>
/// The host's event loop, in which the promises of one environment go on: it calls the face's <c>turn</c> when <see cref="ScriptWaits"/> has
/// something to take. Begun with the first promise that has to wait.
/// </summary>
internal abstract class HostLoop
{
    /// <summary>Begins to wait. Nothing of it keeps the process alive yet.</summary>
    /// <param name="env">The environment, on its thread.</param>
    /// <param name="waits">What to wait for.</param>
    /// <param name="turn">The function to call.</param>
    public static HostLoop Begin(nint env, ScriptWaits waits, nint turn) =>
        waits.Descriptor != -1 && UvLoop.IsIn(env) ? new UvLoop(env, waits, turn) : new NotifiedLoop(env, waits, turn);

    /// <summary>Says whether the process is kept alive: whether promises are pending.</summary>
    public abstract void KeepAlive(bool isKeptAlive);

    /// <summary>The environment ends: from now on nothing of it is called.</summary>
    public abstract void End();
}

/// <summary>
/// A thread that waits, and has the host call <c>turn</c> by a thread-safe function: for hosts without libuv, or whose libuv is not complete, as
/// Bun and Deno.
/// </summary>
internal sealed unsafe class NotifiedLoop : HostLoop
{
    private readonly nint env;
    private readonly nint function;
    private readonly Lock access = new();
    private bool isOver; // the host has the function back

    public NotifiedLoop(nint env, ScriptWaits waits, nint turn)
    {
        this.env = env;
        _ = waits.Descriptor; // opened here, where it can be told that it fails
        nint created;
        Check(CreateThreadSafeFunction(env, turn, 0, Module.NewString(env, "TeaSocket"), 0, 1, null, null, null, null, &created));
        function = created;
        Check(UnrefThreadSafeFunction(env, function));
        new Thread(() => waits.WaitAlways(Tell)) { IsBackground = true, Name = "TeaSocket promises" }.UnsafeStart();
    }

    public override void KeepAlive(bool isKeptAlive) => Check(isKeptAlive ? RefThreadSafeFunction(env, function) : UnrefThreadSafeFunction(env, function));

    public override void End()
    {
        lock (access)
        {
            if (!isOver)
            {
                isOver = true;
                _ = ReleaseThreadSafeFunction(function, Abort);
            }
        }
    }

    // Of a host that ends the environment the answer is napi_closing, once: the function may be gone after that.
    private void Tell()
    {
        lock (access)
        {
            isOver = isOver || CallThreadSafeFunction(function, null, 0) != Ok;
        }
    }
}
