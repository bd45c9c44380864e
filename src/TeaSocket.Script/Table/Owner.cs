namespace TeaSocket.Script;

/// <summary>
/// Keeps an id of a <see cref="SocketTable"/>, and what is open under it, for the script. Opaque to it: all it can do is let go.
/// </summary>
public sealed class Owner : IDisposable
{
    private readonly SocketTable table;

    internal Owner(SocketTable table, int id)
    {
        this.table = table;
        Id = id;
    }

    /// <summary>Closes what is open, if the script has not, and frees the id.</summary>
    ~Owner() => table.Release(Id);

    /// <summary>The id.</summary>
    public int Id { get; }

    /// <summary>Lets go now: for hosts that are told themselves when the script has.</summary>
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        table.Release(Id);
    }
}
