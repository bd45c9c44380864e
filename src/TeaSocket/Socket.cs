using TeaSocket.Platform;

namespace TeaSocket;

/// <summary>
/// A BSD socket: one method is about one system call. A method that would block a non-blocking socket says so by its
/// result (<c>false</c> or <c>null</c>); every other failure throws a <see cref="SocketException"/>. EINTR and SIGPIPE
/// are never seen. Descriptors are not inherited by child processes.
/// </summary>
/// <remarks>
/// Methods may be called from several threads. Disposing while another thread is inside a call closes the descriptor
/// once that call returns; use <see cref="Shutdown"/> first to make a blocked one return.
/// </remarks>
public sealed partial class Socket : IDisposable
{
    private readonly SocketHandle handle;

    private volatile bool blocking = true;

    // Where a non-blocking connect goes to, so that asking again can tell success from a second connect.
    private SocketAddress? connecting;

    /// <summary>Opens a socket, see socket(2).</summary>
    /// <param name="family">The protocol family.</param>
    /// <param name="type">The type.</param>
    /// <param name="protocol">The protocol; left out, the usual one for the type.</param>
    /// <exception cref="SocketException">
    /// EAFNOSUPPORT, EPROTONOSUPPORT and others for a combination that does not exist; EPERM or EACCES for
    /// <see cref="SocketType.Raw"/> without the privilege; EMFILE when descriptors have run out.
    /// </exception>
    public Socket(Family family, SocketType type, Protocol protocol = default)
    {
        int result = Calls.Open(family.Value, type.Value, protocol.Value, out nint descriptor);
        ThrowIfFailed(result, "socket");
        handle = new SocketHandle(descriptor);
        Family = family;
        Type = type;
        Protocol = protocol;
    }

    private Socket(Socket listener, nint accepted)
    {
        handle = new SocketHandle(accepted);
        Family = listener.Family;
        Type = listener.Type;
        Protocol = listener.Protocol;
    }

    /// <summary>The family that the socket was opened with.</summary>
    public Family Family { get; }

    /// <summary>The type that the socket was opened with.</summary>
    public SocketType Type { get; }

    /// <summary>The protocol that the socket was opened with.</summary>
    public Protocol Protocol { get; }

    /// <summary>The descriptor (a SOCKET on Windows), -1 once closed. The socket goes on owning it.</summary>
    public nint Descriptor => handle.Number;

    /// <summary>Whether calls wait (O_NONBLOCK is clear); true at first, on accepted sockets too.</summary>
    public bool Blocking
    {
        get => blocking;
        set
        {
            using var lease = handle.Hold("fcntl");
            ThrowIfFailed(Calls.SetBlocking(lease.Descriptor, value), "fcntl");
            blocking = value;
        }
    }

    internal SocketHandle Handle => handle;

    /// <summary>Streams deliver bytes; all other types deliver datagrams, whole.</summary>
    private bool IsStream => Type == SocketType.Stream;

    private static SystemCalls Calls => SystemCalls.Current;

    private static SystemConstants Constants => SystemCalls.Current.Constants;

    /// <summary>
    /// Connects, see connect(2). On a datagram socket it sets the only peer.
    /// </summary>
    /// <returns>
    /// True once connected; false while a non-blocking connect is under way. Its result is then read from
    /// <see cref="Select(Span{SelectEntry}, TimeSpan?)"/> for writing and SO_ERROR, or by calling again with the same address.
    /// </returns>
    /// <exception cref="SocketException">ECONNREFUSED, ETIMEDOUT, ENOENT, EISCONN and others.</exception>
    public bool Connect(SocketAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        using var lease = handle.Hold("connect");
        int error = -Calls.Connect(lease.Descriptor, address.Encoded);
        if (blocking)
        {
            // Interrupted, the connection goes on being made; calling again would only say so.
            connected = error <= 0 || (error == Constants.EINTR ? FinishConnect(address) : throw new SocketException("connect", error, address));
            return connected;
        }

        // EAGAIN: a Unix socket's backlog is full.
        bool isUnderWay = error == Constants.EINPROGRESS || error == Constants.EALREADY
            || error == Constants.EAGAIN || error == Constants.EINTR;
        bool isAskedAgain = error == Constants.EISCONN && connecting is not null && connecting.Encoded.SequenceEqual(address.Encoded);
        if (error > 0 && !isUnderWay && !isAskedAgain)
        {
            throw new SocketException("connect", error, address);
        }

        connecting = address;
        connected = !isUnderWay;
        return connected;
    }

    /// <summary>Gives the socket its own address, see bind(2). Port 0 lets the system choose one, see <see cref="GetSocketName"/>.</summary>
    /// <exception cref="SocketException">
    /// EADDRINUSE and others. A path that a dead server left behind is in use too: nothing is unlinked behind the
    /// caller's back.
    /// </exception>
    public void Bind(SocketAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        using var lease = handle.Hold("bind");
        ThrowIfFailed(Calls.Bind(lease.Descriptor, address.Encoded), "bind", address);
    }

    /// <summary>Lets others connect, see listen(2).</summary>
    /// <param name="backlog">How many connections may wait to be accepted; left out, SOMAXCONN.</param>
    /// <exception cref="SocketException">EADDRINUSE, EOPNOTSUPP and others.</exception>
    public void Listen(int? backlog = null)
    {
        using var lease = handle.Hold("listen");
        ThrowIfFailed(Calls.Listen(lease.Descriptor, backlog ?? Constants.SOMAXCONN), "listen");
    }

    /// <summary>Takes the next connection, see accept(2).</summary>
    /// <returns>A blocking socket of the same family, type and protocol; null when waiting would block.</returns>
    /// <exception cref="SocketException">EINVAL on a socket that does not listen, EMFILE, ECONNABORTED and others.</exception>
    public Socket? Accept()
    {
        using var lease = handle.Hold("accept");
        nint accepted;
        int result;
        do
        {
            result = Calls.Accept(lease.Descriptor, out accepted);
        }
        while (result == -Constants.EINTR);

        if (WouldBlock(result))
        {
            return null;
        }

        ThrowIfFailed(result, "accept");
        return new Socket(this, accepted);
    }

    /// <summary>Ends one or both directions of a connection, whoever else shares it, see shutdown(2).</summary>
    /// <exception cref="SocketException">ENOTCONN: there is no connection.</exception>
    public void Shutdown(Direction direction)
    {
        using var lease = handle.Hold("shutdown");
        ThrowIfFailed(Calls.Shutdown(lease.Descriptor, (int)direction), "shutdown");
    }

    /// <summary>
    /// The peer's address, see getpeername(2). For a datagram socket that is not connected: the sender of the last
    /// datagram received.
    /// </summary>
    /// <exception cref="SocketException">ENOTCONN: there is no peer.</exception>
    public SocketAddress GetPeerName()
    {
        using var lease = handle.Hold("getpeername");
        Span<byte> address = stackalloc byte[SocketAddress.MaxSize];
        int result = Calls.GetPeerName(lease.Descriptor, address, out int length);
        if (result == -Constants.ENOTCONN && LastSender is { } sender)
        {
            return sender;
        }

        ThrowIfFailed(result, "getpeername");
        return SocketAddress.Decode(address[..length]);
    }

    /// <summary>The socket's own address, see getsockname(2): after binding to port 0, the port that the system chose.</summary>
    public SocketAddress GetSocketName()
    {
        using var lease = handle.Hold("getsockname");
        Span<byte> address = stackalloc byte[SocketAddress.MaxSize];
        ThrowIfFailed(Calls.GetSocketName(lease.Descriptor, address, out int length), "getsockname");
        return SocketAddress.Decode(address[..length]);
    }

    /// <summary>
    /// Hands the descriptor over to the caller, open as it is. This socket is closed then, and will not close it.
    /// </summary>
    /// <returns>The descriptor, which is now the caller's to close.</returns>
    public nint Detach() => handle.Detach();

    /// <summary>Closes the descriptor, see close(2). A second time it does nothing.</summary>
    public void Dispose() => handle.Dispose();

    /// <summary>Names the family, type, protocol and descriptor.</summary>
    public override string ToString() => $"Socket({Family}, {Type}, {Protocol}) fd {Descriptor}";

    private static void ThrowIfFailed(int result, string systemCall, SocketAddress? address = null)
    {
        if (result < 0)
        {
            throw new SocketException(systemCall, -result, address);
        }
    }

    /// <summary>
    /// A blocking socket reports EAGAIN too, when SO_RCVTIMEO or SO_SNDTIMEO has passed: that is an error, not "would block".
    /// </summary>
    private bool WouldBlock(int result) => result == -Constants.EAGAIN && !blocking;

    private bool FinishConnect(SocketAddress address)
    {
        Select([new SelectEntry(this, Readiness.Write)], timeout: null);
        int error = GetOption(Constants.SO_ERROR);
        return error == 0 ? true : throw new SocketException("connect", error, address);
    }
}

/// <summary>The direction of <see cref="Socket.Shutdown"/>.</summary>
public enum Direction
{
    /// <summary>SHUT_RD: nothing more is received.</summary>
    Receive = 0,

    /// <summary>SHUT_WR: nothing more is sent; the peer sees the end of the stream.</summary>
    Send = 1,

    /// <summary>SHUT_RDWR: both.</summary>
    Both = 2,
}
