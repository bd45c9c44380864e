using TeaSocket.Platform;

namespace TeaSocket.Waiting;

/// <summary>Owns a socket's descriptor.</summary>
internal sealed class SocketHandle(SocketEnvironment environment, nint descriptor, string systemCall, bool isAdopted = false)
    : WatchedHandle(environment, descriptor, systemCall, isAdopted)
{
    /// <summary>SO_RCVTIMEO in microseconds, 0 for none.</summary>
    public long ReceiveTimeout { get; private set; }

    /// <summary>SO_SNDTIMEO in microseconds, 0 for none.</summary>
    public long SendTimeout { get; private set; }

    /// <summary>A protocol above TCP's may receive record by record (TCP_ULP): so may that of a socket whose past is not known.</summary>
    public bool MayReceiveRecords { get; set; } = isAdopted;

    /// <summary>Tells of the timeouts that the socket has.</summary>
    public void SetTimeouts(long receive, long send)
    {
        ReceiveTimeout = receive;
        SendTimeout = send;
        SetTimed(receive != 0 || send != 0);
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
}
