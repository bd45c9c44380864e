namespace TeaSocket;

/// <summary>
/// What <see cref="Socket.ReceiveMessage(Span{byte}, int, CancellationToken)"/> has received beside the bytes. It owns the descriptors that came
/// along, until <see cref="Dispose"/> closes them; forgotten, the collector does.
/// </summary>
public sealed class ReceivedMessage : MessageControl, IDisposable
{
    internal ReceivedMessage(int length, int flags, byte[]? sender)
    {
        Length = length;
        Flags = flags;
        Sender = sender;
    }

    /// <summary>How many bytes came; with MSG_TRUNC among the flags asked for, how many there were.</summary>
    public int Length { get; }

    /// <summary>The MSG_* flags that the system has set, see recvmsg(2).</summary>
    public int Flags { get; }

    /// <summary>Who sent it; null where the system tells nobody, as on a stream. From the error queue: where it had been sent to.</summary>
    public SocketAddress? From => Sender is { Length: > 0 } ? SocketAddress.Decode(Sender) : null;

    /// <summary>MSG_TRUNC: the datagram was longer, and is cut.</summary>
    public bool IsTruncated => (Flags & Platform.SystemCalls.Current.Constants.Messages.MSG_TRUNC) != 0;

    /// <summary>MSG_CTRUNC: control data are missing, for instance descriptors for which the process had no room. The system has closed those.</summary>
    public bool IsControlTruncated => (Flags & Platform.SystemCalls.Current.Constants.Messages.MSG_CTRUNC) != 0;

    /// <summary>
    /// The descriptors that came along, close-on-exec: each a <see cref="Socket"/> where it is a socket, else a <see cref="Descriptor"/>.
    /// </summary>
    public IReadOnlyList<IDisposable> Descriptors { get; private set; } = [];

    /// <summary>
    /// The sender's process (SCM_PIDFD, see pidfd_open(2)), readable once that has ended; told once SO_PASSPIDFD is on, which Linux has since 6.5.
    /// </summary>
    public Descriptor? ProcessDescriptor { get; private set; }

    /// <summary>When it came, in nanoseconds since 1970; told once SO_TIMESTAMP, SO_TIMESTAMPNS or SO_TIMESTAMPING is on.</summary>
    public long? Timestamp { get; internal set; }

    /// <summary>How many datagrams the socket has dropped so far for want of room; told once SO_RXQ_OVFL is on.</summary>
    public uint? Dropped { get; internal set; }

    /// <summary>What the error queue says, to be had with MSG_ERRQUEUE once IP_RECVERR or IPV6_RECVERR is on.</summary>
    public QueuedError? Error { get; internal set; }

    /// <summary>The numbers of descriptors that came and belong to nobody yet.</summary>
    internal List<int> Arrived { get; } = [];

    /// <summary>The number of the sender's process, which belongs to nobody yet either; null where none came.</summary>
    internal int? ArrivedProcess { get; set; }

    /// <summary>All descriptors that it owns, that of the sender's process as the last.</summary>
    internal IReadOnlyList<IDisposable> Owned { get; private set; } = [];

    /// <summary>The sender's address as the system wrote it.</summary>
    internal byte[]? Sender { get; }

    /// <summary>Takes the descriptors that came into possession. Whatever fails closes all of them.</summary>
    internal void Adopt(SocketEnvironment environment)
    {
        int[] all = ArrivedProcess is { } process ? [.. Arrived, process] : [.. Arrived];
        var owned = new List<IDisposable>(all.Length);
        try
        {
            foreach (int descriptor in all)
            {
                owned.Add(Adopted(environment, descriptor));
            }
        }
        catch
        {
            for (int i = owned.Count; i < all.Length; i++)
            {
                _ = environment.Calls.Close(all[i]);
            }

            owned.ForEach(descriptor => descriptor.Dispose());
            throw;
        }

        Owned = owned;
        Descriptors = owned[..Arrived.Count];
        ProcessDescriptor = ArrivedProcess is null ? null : (Descriptor)owned[^1];
    }

    private static IDisposable Adopted(SocketEnvironment environment, int descriptor)
    {
        try
        {
            return Socket.FromDescriptor(descriptor, environment);
        }
        catch (SocketException e) when (e.Code == "ENOTSOCK")
        {
            environment.Calls.KeepFromChildren(descriptor);
            return new Descriptor(environment, descriptor);
        }
    }

    /// <summary>Closes the descriptors that came along.</summary>
    public void Dispose()
    {
        foreach (IDisposable descriptor in Owned)
        {
            descriptor.Dispose();
        }
    }
}
