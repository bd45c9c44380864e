using System.Runtime.InteropServices;
using TeaSocket.Script;

namespace TeaSocket.NodeApi;

/// <summary>One environment's sockets, and what its callbacks refer to.</summary>
/// <param name="env">The environment.</param>
internal sealed unsafe class ScriptEnvironment(nint env)
{
    private readonly List<GCHandle> kept = [];

    /// <summary>The sockets.</summary>
    public SocketTable Table { get; } = new(() => EngineGarbage.Collect(env));

    /// <summary>Where its calls cross.</summary>
    public CallWindow Window { get; set; } = null!;

    /// <summary>Keeps an object for as long as the environment; returns what a callback finds it by.</summary>
    public void* Keep(object referred)
    {
        var handle = GCHandle.Alloc(referred);
        kept.Add(handle);
        return (void*)GCHandle.ToIntPtr(handle);
    }

    /// <summary>Closes what the script has left open. No callback comes any more.</summary>
    public void End()
    {
        Table.CloseAll();
        foreach (GCHandle handle in kept)
        {
            handle.Free();
        }
    }
}
