using System.ComponentModel;

namespace TeaSocket.V8;

/// <summary>
/// Learns that an engine is disposed, of which ClearScript tells nobody; but it ends the connections between events of the host's and the
/// script's listeners first. One listener is connected for as long as the engine lives.
/// </summary>
/// <remarks>Public only because scripts see no other classes; no script gets hold of it.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class EngineEnd
{
    private readonly V8SocketHost host;

    internal EngineEnd(V8SocketHost host) => this.host = host;

    /// <summary>Never raised: losing its listener is what is waited for.</summary>
    public event Action Disposed
    {
        add
        {
        }

        remove
        {
            host.Dispose();
        }
    }
}
