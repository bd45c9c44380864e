namespace Tea.Tls;

/// <summary>
/// The connections of a script, so that what OpenSSL keeps for one, some 40 KB of which no garbage collector knows, is freed soon after
/// the socket was closed, and not only when the script's object is collected. Only looked through when they have become twice as many.
/// </summary>
internal sealed class OpenConnections
{
    private const int Few = 64;

    private readonly List<WeakReference<TlsConnection>> connections = [];
    private int most = Few;

    public TlsConnection Add(TlsConnection connection)
    {
        if (connections.Count >= most)
        {
            _ = connections.RemoveAll(static it => !it.TryGetTarget(out TlsConnection? known) || known.DisposeIfSocketIsClosed());
            most = Math.Max(Few, 2 * connections.Count);
        }

        connections.Add(new WeakReference<TlsConnection>(connection));
        return connection;
    }
}
