using System.Collections.Immutable;
using TeaSocket.Platform;

namespace TeaSocket.Waiting;

/// <summary>Owns a socket's descriptor, and knows which queues watch it.</summary>
internal sealed class SocketHandle(SocketEnvironment environment, nint descriptor, string systemCall, bool isAdopted = false)
    : DescriptorHandle(environment, descriptor, systemCall, isAdopted)
{
    // The queues that watch this descriptor, nearly always none or one. They forget it before it is closed: a queue of the
    // system's keeps watching what somebody else has a duplicate of.
    private ImmutableArray<(ReadinessQueue Queue, Watch Watch)> watches = [];

    /// <summary>SO_RCVTIMEO in microseconds, 0 for none.</summary>
    public long ReceiveTimeout { get; private set; }

    /// <summary>SO_SNDTIMEO in microseconds, 0 for none.</summary>
    public long SendTimeout { get; private set; }

    /// <summary>Tells of the timeouts that the socket has.</summary>
    public void SetTimeouts(long receive, long send)
    {
        ReceiveTimeout = receive;
        SendTimeout = send;
        SetTimed(receive != 0 || send != 0);
    }

    /// <summary>The watch in a queue, or null.</summary>
    public Watch? WatchIn(ReadinessQueue queue)
    {
        foreach ((ReadinessQueue other, Watch watch) in watches)
        {
            if (other == queue)
            {
                return watch;
            }
        }

        return null;
    }

    /// <summary>Watches the descriptor in a queue that does not watch it yet. Returns a negated error number when that fails.</summary>
    /// <exception cref="SocketException">EBADF: the socket is closed.</exception>
    public int BeginWatch(ReadinessQueue queue, Readiness wanted, long tag, PollerModes modes = PollerModes.None)
    {
        using Lease lease = Hold(queue.ChangeCall);
        var watch = new Watch(Descriptor, wanted, this, tag) { Modes = modes };
        int result = queue.Add(watch);
        if (result >= 0)
        {
            ImmutableInterlocked.Update(ref watches, (all, added) => all.Add(added), (queue, watch));
            if (IsClosed)
            {
                LetGo(); // whoever closes may have done so before this watch was there
            }
        }

        return result;
    }

    /// <summary>Ends the watch in a queue.</summary>
    public void EndWatch(ReadinessQueue queue, Watch watch)
    {
        queue.Remove(watch);
        ImmutableInterlocked.Update(ref watches, (all, removed) => all.Remove(removed), (queue, watch));
    }

    /// <summary>The system still sends what is on its way, as it does by default, see SO_LINGER in socket(7).</summary>
    protected override void StopLingering()
    {
        SystemCalls calls = Environment.Calls;
        SystemConstants constants = calls.Constants;
        Span<byte> linger = stackalloc byte[2 * sizeof(int)]; // whether, and how long; two shorter numbers on Windows
        if (calls.GetOption(Descriptor, constants.SOL_SOCKET, constants.SO_LINGER, linger, out int length) < 0 || length > linger.Length)
        {
            return;
        }

        linger = linger[..length];
        if (linger[..(length / 2)].ContainsAnyExcept((byte)0) && linger[(length / 2)..].ContainsAnyExcept((byte)0))
        {
            linger.Clear();
            _ = calls.SetOption(Descriptor, constants.SOL_SOCKET, constants.SO_LINGER, linger);
        }
    }

    protected override void LetGo()
    {
        foreach ((ReadinessQueue queue, Watch watch) in ImmutableInterlocked.InterlockedExchange(ref watches, []))
        {
            queue.Remove(watch);
            queue.Lost?.Invoke();
        }
    }
}
