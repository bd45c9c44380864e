using System.Runtime.InteropServices;
using TeaSocket.Script;
using static TeaSocket.NodeApi.NodeApi;

namespace TeaSocket.NodeApi;

/// <summary>One environment's sockets, and what its callbacks refer to.</summary>
/// <param name="env">The environment.</param>
internal sealed unsafe class ScriptEnvironment(nint env) : IDisposable
{
    // Engines look at the beginning of a function whether they are to stop.
    private const string AnyCall = "(() => {})()";

    private readonly List<GCHandle> kept = [];

    /// <summary>The sockets.</summary>
    public SocketTable Table { get; } = new(() => EngineGarbage.Collect(env), () => IsEnding(env));

    /// <summary>Where its calls cross.</summary>
    public CallWindow Window { get; set; } = null!;

    /// <summary>The host's loop; null before the first promise has to wait.</summary>
    public HostLoop? Loop { get; set; }

    /// <summary>Keeps an object for as long as the environment; returns what a callback finds it by.</summary>
    public void* Keep(object referred)
    {
        var handle = GCHandle.Alloc(referred);
        kept.Add(handle);
        return (void*)GCHandle.ToIntPtr(handle);
    }

    /// <summary>Closes what the script has left open. No callback comes any more.</summary>
    public void Dispose()
    {
        Loop?.End();
        Table.Dispose();
        foreach (GCHandle handle in kept)
        {
            handle.Free();
        }
    }

    /// <summary>
    /// Whether JavaScript cannot run any more: the worker is being terminated, or the process exits beside it. The host ends the script when
    /// the call returns to it.
    /// </summary>
    private static bool IsEnding(nint env)
    {
        nint nothing;
        return RunScript(env, Module.NewString(env, AnyCall), &nothing) != Ok;
    }
}
