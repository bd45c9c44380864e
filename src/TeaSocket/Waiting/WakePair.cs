namespace TeaSocket.Waiting;

/// <summary>Two sockets by which any thread makes the descriptor of a poller readable, for who waits for that in a loop of another's.</summary>
internal sealed class WakePair
{
    private readonly Socket ear;
    private readonly Socket voice;

    /// <summary>Opens them, in the poller's environment, which closes them.</summary>
    /// <param name="poller">The poller.</param>
    /// <param name="tag">What it tells of them by.</param>
    /// <exception cref="SocketException">EMFILE: descriptors have run out. ENOSPC: the system watches too many. ECANCELED: the environment was disposed.</exception>
    public WakePair(Poller poller, long tag)
    {
        (ear, voice) = Socket.Pair(type: SocketType.Datagram, environment: poller.Environment);
        try
        {
            ear.Blocking = false;
            voice.Blocking = false;
            poller.Add(ear, Readiness.Read, tag);
        }
        catch (SocketException)
        {
            ear.Dispose();
            voice.Dispose();
            throw;
        }
    }

    /// <summary>What the poller finds ready.</summary>
    public WatchedHandle Handle => ear.Handle;

    /// <summary>Makes the descriptor readable, until <see cref="Listen"/>.</summary>
    /// <exception cref="SocketException">EBADF: the environment has ended.</exception>
    public void Call() => _ = voice.Send([0]); // full, it has called already

    /// <summary>Takes all calls.</summary>
    public void Listen()
    {
        Span<byte> heard = stackalloc byte[1];
        while (ear.Receive(heard) is not null)
        {
        }
    }
}
