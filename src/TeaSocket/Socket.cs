using TeaSocket.Addresses;
using TeaSocket.Platform;
using TeaSocket.Waiting;

namespace TeaSocket;

/// <summary>
/// A BSD socket: one method is about one system call. A method that would block a non-blocking socket says so by its
/// result (<c>false</c> or <c>null</c>); every other failure throws a <see cref="SocketException"/>. SIGPIPE is never
/// seen, EINTR only where <see cref="SocketEnvironment.Interruptible"/> asks for it. Descriptors are not inherited by child processes.
/// </summary>
/// <remarks>
/// Methods may be called from several threads. A call that waits ends with ECANCELED when the socket is disposed or detached on another
/// thread, which waits for that: once <see cref="Dispose"/> has returned, no call uses the descriptor and it is closed. It ends likewise
/// with its <see cref="SocketEnvironment"/>, and with an <see cref="OperationCanceledException"/> when its token is canceled.
/// What was received or accepted by then is returned. A blocking call that takes longer than SO_RCVTIMEO or SO_SNDTIMEO fails with
/// ETIMEDOUT; signals do not lengthen that time.
/// </remarks>
public sealed partial class Socket : IDisposable
{
    private readonly SocketHandle handle;

    private volatile bool blocking;

    // Where a non-blocking connect goes to, so that asking again can tell success from a second connect.
    private SocketAddress? connecting;

    /// <summary>Opens a socket, see socket(2).</summary>
    /// <param name="family">The protocol family.</param>
    /// <param name="type">The type. With SOCK_NONBLOCK in it, on systems that have that, the socket does not block; SOCK_CLOEXEC changes nothing.</param>
    /// <param name="protocol">
    /// The protocol; left out, the usual one for the type. That of <see cref="Family.Packet"/> in the order of the host, ETH_P_ALL as 3;
    /// left out, nothing is received before the socket is bound to one.
    /// </param>
    /// <param name="environment">What it shares with others; left out, <see cref="SocketEnvironment.Default"/>.</param>
    /// <exception cref="SocketException">
    /// EAFNOSUPPORT, EPROTONOSUPPORT and others for a combination that does not exist; EPERM or EACCES for
    /// <see cref="SocketType.Raw"/> without the privilege; EMFILE when descriptors have run out. ECANCELED: the environment was disposed.
    /// </exception>
    public Socket(Family family, SocketType type, Protocol protocol = default, SocketEnvironment? environment = null)
    {
        Environment = environment ?? SocketEnvironment.Default;
        int number = family == Family.Packet ? PacketCodec.ForSocket(protocol.Value) : protocol.Value;
        int result = Calls.Open(family.Value, type.Value, number, out nint descriptor);
        ThrowIfFailed(result, "socket");
        handle = new SocketHandle(Environment, descriptor, "socket");
        blocking = (type.Value & Constants.SOCK_NONBLOCK) == 0;
        Family = family;
        Type = new SocketType(type.Value & ~(Constants.SOCK_NONBLOCK | Constants.SOCK_CLOEXEC));
        Protocol = protocol;
    }

    private Socket(Socket listener, nint accepted)
    {
        Environment = listener.Environment;
        handle = new SocketHandle(Environment, accepted, "accept");
        handle.SetTimeouts(listener.handle.ReceiveTimeout, listener.handle.SendTimeout); // accept(2) hands options down
        blocking = true;
        connected = true;
        Family = listener.Family;
        Type = listener.Type;
        Protocol = listener.Protocol;
    }

    /// <summary>The family that the socket was opened with.</summary>
    public Family Family { get; }

    /// <summary>The environment that the socket was opened in.</summary>
    public SocketEnvironment Environment { get; }

    /// <summary>The type that the socket was opened with, without SOCK_NONBLOCK and SOCK_CLOEXEC.</summary>
    public SocketType Type { get; }

    /// <summary>The protocol that the socket was opened with.</summary>
    public Protocol Protocol { get; }

    /// <summary>The descriptor (a SOCKET on Windows), -1 once closed. The socket goes on owning it.</summary>
    public nint Descriptor => handle.Number;

    /// <summary>Whether calls wait (O_NONBLOCK is clear); true at first, on accepted sockets too.</summary>
    /// <exception cref="SocketException">EBADF: it is set, and the socket is closed.</exception>
    public bool Blocking
    {
        get => blocking;
        set
        {
            using var lease = handle.Hold(Calls.SetBlockingCall);
            lock (ModeLock)
            {
                ThrowIfFailed(Calls.SetBlocking(lease.Descriptor, value), Calls.SetBlockingCall);
                Remember(socket => socket.blocking = value);
            }
        }
    }

    internal SocketHandle Handle => handle;

    /// <summary>Streams deliver bytes; all other types deliver datagrams, whole.</summary>
    private bool IsStream => Type == SocketType.Stream;

    /// <summary>Is held while the blocking mode is changed, be it for a moment: all that are on one description share the mode.</summary>
    private object ModeLock => duplicates ?? (object)handle;

    /// <summary>Whether nothing is left when less was received than there was room for, so that what comes next is a change: see epoll(7).</summary>
    internal bool IsEmptyAfterShortReceive => IsTcp && !handle.MayReceiveRecords;

    private bool IsTcp => IsStream && (Family == Family.Inet || Family == Family.Inet6) && (Protocol == Protocol.Default || Protocol == Protocol.Tcp);

    private SystemCalls Calls => Environment.Calls;

    private SystemConstants Constants => Environment.Calls.Constants;

    /// <summary>
    /// Connects, see connect(2). On a datagram socket it sets the only peer.
    /// </summary>
    /// <returns>
    /// True once connected; false while a non-blocking connect is under way. Its result is then read from
    /// <see cref="Select(Span{SelectEntry}, TimeSpan?, CancellationToken)"/> for writing and SO_ERROR, or by calling again with the same address.
    /// </returns>
    /// <param name="address">Where to.</param>
    /// <param name="cancellation">Ends the wait; a TCP connection goes on being made, and calling again waits for it.</param>
    /// <exception cref="SocketException">ECONNREFUSED, ETIMEDOUT, ENOENT, EISCONN and others.</exception>
    public bool Connect(SocketAddress address, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        var operation = new ConnectOperation(this, address);
        bool wouldBlock = Waits.Run(handle, ref operation, cancellation) == Waits.WouldBlock;
        connecting = wouldBlock || !blocking ? address : null;
        connected = !wouldBlock;
        return connected;
    }

    /// <summary>Gives the socket its own address, see bind(2). Port 0 lets the system choose one, see <see cref="GetSocketName"/>.</summary>
    /// <param name="address">An address of this machine.</param>
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
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>A blocking socket of the same family, type and protocol; null when waiting would block.</returns>
    /// <exception cref="SocketException">EINVAL on a socket that does not listen, EMFILE, ECONNABORTED and others.</exception>
    public Socket? Accept(CancellationToken cancellation = default)
    {
        var operation = new AcceptOperation(this);
        return Waits.Run(handle, ref operation, cancellation) == Waits.WouldBlock ? null : new Socket(this, operation.Accepted);
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
        bool hasNone = result == -Constants.ENOTCONN || result == -Constants.EOPNOTSUPP; // PF_PACKET cannot even be asked
        if (hasNone && lastSender is { } sender)
        {
            return SocketAddress.Decode(sender);
        }

        ThrowIfFailed(result, "getpeername");
        return SocketAddress.Decode(address[..length]);
    }

    /// <summary>The socket's own address, see getsockname(2): after binding to port 0, the port that the system chose.</summary>
    /// <exception cref="SocketException">EBADF: closed.</exception>
    public SocketAddress GetSocketName()
    {
        using var lease = handle.Hold("getsockname");
        Span<byte> address = stackalloc byte[SocketAddress.MaxSize];
        ThrowIfFailed(Calls.GetSocketName(lease.Descriptor, address, out int length), "getsockname");
        return SocketAddress.Decode(address[..length]);
    }

    /// <summary>
    /// Hands the descriptor over to the caller, open as it is. This socket is closed then, and will not close it. Calls that wait
    /// end with ECANCELED.
    /// </summary>
    /// <returns>The descriptor, which is now the caller's to close.</returns>
    /// <exception cref="SocketException">EBADF: the socket is closed, or another thread has the descriptor.</exception>
    public nint Detach() => handle.Detach();

    /// <summary>Closes the descriptor, see close(2), and ends calls that wait with ECANCELED. A second time it does nothing.</summary>
    public void Dispose() => handle.Close();

    /// <summary>The same for a socket that its user has forgotten: it never waits, whatever SO_LINGER says.</summary>
    internal void CloseForgotten() => handle.CloseForgotten();

    /// <summary>Names the family, type, protocol and descriptor.</summary>
    public override string ToString() => $"Socket({Family}, {Type}, {Protocol}) fd {Descriptor}";

    private static void ThrowIfFailed(int result, string systemCall, SocketAddress? address = null)
    {
        if (result < 0)
        {
            throw new SocketException(systemCall, -result, address);
        }
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
