namespace TeaSocket.Platform;

/// <summary>What the system knows of a socket that somebody else has opened.</summary>
internal struct SocketDescription
{
    /// <summary>The family, SO_DOMAIN.</summary>
    public int Family;

    /// <summary>The type, SO_TYPE.</summary>
    public int Type;

    /// <summary>The protocol, SO_PROTOCOL; 0 where the system does not tell.</summary>
    public int Protocol;

    /// <summary>O_NONBLOCK; false where the system does not tell.</summary>
    public bool IsNonBlocking;

    /// <summary>Whether it has a peer, see getpeername(2).</summary>
    public bool IsConnected;
}
