using TeaSocket.Waiting;

namespace TeaSocket;

/// <summary>What <see cref="Socket.SendMessage(ReadOnlySpan{byte}, OutgoingMessage, CancellationToken)"/> sends beside its bytes.</summary>
public sealed class OutgoingMessage : MessageControl
{
    private readonly List<(DescriptorHandle? Handle, int Number)> descriptors = [];

    /// <summary>Where to; null for the connected peer.</summary>
    public SocketAddress? To { get; set; }

    /// <summary>MSG_* flags of this system, see sendmsg(2). MSG_NOSIGNAL is always there; MSG_DONTWAIT lets this call not wait.</summary>
    public int Flags { get; set; }

    internal IReadOnlyList<(DescriptorHandle? Handle, int Number)> Descriptors => descriptors;

    /// <summary>Sends a socket along: the peer gets a descriptor of its own for it. It stays open here, and is kept open while the call lasts.</summary>
    public void Add(Socket socket)
    {
        ArgumentNullException.ThrowIfNull(socket);
        Add(socket.Handle);
    }

    /// <summary>Sends a descriptor along.</summary>
    public void Add(Descriptor descriptor)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        Add(descriptor.Handle);
    }

    /// <summary>Sends a descriptor along that the caller keeps open while the call lasts.</summary>
    /// <param name="descriptor">Its number, 0 or more.</param>
    public void Add(int descriptor) => descriptors.Add((null, descriptor));

    private void Add(DescriptorHandle handle) => descriptors.Add((handle, (int)handle.Descriptor));
}
