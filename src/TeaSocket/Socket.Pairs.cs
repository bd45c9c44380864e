using TeaSocket.Waiting;

namespace TeaSocket;

// Sockets that come in twos: connected to each other, or on one description.
public sealed partial class Socket
{
    // Who else is on the description of this socket; null for most, which are alone.
    private volatile Duplicates? duplicates;

    private Socket(SocketEnvironment environment, nint descriptor, Family family, SocketType type, Protocol protocol, string systemCall)
    {
        Environment = environment;
        handle = new SocketHandle(environment, descriptor, systemCall);
        blocking = (type.Value & Constants.SOCK_NONBLOCK) == 0;
        connected = true;
        Family = family;
        Type = new SocketType(type.Value & ~(Constants.SOCK_NONBLOCK | Constants.SOCK_CLOEXEC));
        Protocol = protocol;
    }

    private Socket(Socket original, nint duplicate, string systemCall)
    {
        Environment = original.Environment;
        handle = new SocketHandle(Environment, duplicate, systemCall);
        connecting = original.connecting;
        connected = original.connected;
        lastSender = original.lastSender;
        Family = original.Family;
        Type = original.Type;
        Protocol = original.Protocol;
    }

    /// <summary>Opens two sockets that are connected to each other, see socketpair(2).</summary>
    /// <param name="family">The protocol family; left out, <see cref="Family.Unix"/>. Systems have hardly any other in pairs.</param>
    /// <param name="type">The type; left out, <see cref="SocketType.Stream"/>. With SOCK_NONBLOCK in it both do not block.</param>
    /// <param name="protocol">The protocol; left out, the usual one for the type.</param>
    /// <param name="environment">What they share with others; left out, <see cref="SocketEnvironment.Default"/>.</param>
    /// <exception cref="SocketException">
    /// EOPNOTSUPP, EAFNOSUPPORT and others: there are no such pairs, on Windows none at all. EMFILE: descriptors have run out.
    /// ECANCELED: the environment was disposed.
    /// </exception>
    public static (Socket First, Socket Second) Pair(
        Family? family = null, SocketType? type = null, Protocol protocol = default, SocketEnvironment? environment = null)
    {
        const string systemCall = "socketpair";
        environment ??= SocketEnvironment.Default;
        Family ofBoth = family ?? Family.Unix;
        SocketType typeOfBoth = type ?? SocketType.Stream;
        ThrowIfFailed(environment.Calls.OpenPair(ofBoth.Value, typeOfBoth.Value, protocol.Value, out nint one, out nint other), systemCall);
        Socket first;
        try
        {
            first = new Socket(environment, one, ofBoth, typeOfBoth, protocol, systemCall);
        }
        catch (SocketException)
        {
            _ = environment.Calls.Close(other);
            throw;
        }

        try
        {
            return (first, new Socket(environment, other, ofBoth, typeOfBoth, protocol, systemCall));
        }
        catch (SocketException)
        {
            first.Dispose();
            throw;
        }
    }

    /// <summary>
    /// A second socket on what this one is, with a descriptor of its own, see dup(2) and F_DUPFD_CLOEXEC in fcntl(2). What is received from
    /// one of them, the other does not receive; both have the same options and the same <see cref="Blocking"/> mode, whichever of them sets
    /// it; a connection ends when both are closed, or one has shut it down.
    /// </summary>
    /// <exception cref="SocketException">EBADF: closed. EMFILE: descriptors have run out. EOPNOTSUPP: on Windows.</exception>
    public Socket Duplicate()
    {
        using var lease = handle.Hold(Calls.DuplicateCall);
        ThrowIfFailed(Calls.Duplicate(lease.Descriptor, out nint duplicate), Calls.DuplicateCall);
        var socket = new Socket(this, duplicate, Calls.DuplicateCall);
        (duplicates ?? Interlocked.CompareExchange(ref duplicates, new Duplicates(this), null) ?? duplicates).Add(socket, this);
        return socket;
    }

    /// <summary>Notes what has changed for all sockets of this description, whichever of them has been told.</summary>
    private void Remember(Action<Socket> change)
    {
        change(this);
        Interlocked.MemoryBarrier(); // a duplicate that is made at this moment is either told, or begins with what this has by now
        duplicates?.Tell(change);
    }

    /// <summary>Begins with what another socket of the same description remembers of it.</summary>
    private void RememberAs(Socket original)
    {
        blocking = original.blocking;
        coalesces = original.coalesces;
        handle.SetTimeouts(original.handle.ReceiveTimeout, original.handle.SendTimeout);
    }

    /// <summary>
    /// The sockets of one description: what belongs to that, and is remembered here, changes for all of them. They may be collected.
    /// </summary>
    private sealed class Duplicates
    {
        private readonly Lock access = new();
        private readonly List<WeakReference<Socket>> all = [];

        public Duplicates(Socket first) => all.Add(new WeakReference<Socket>(first));

        public void Add(Socket socket, Socket original)
        {
            lock (access)
            {
                _ = all.RemoveAll(reference => !reference.TryGetTarget(out Socket? other) || other.handle.IsClosed);
                all.Add(new WeakReference<Socket>(socket));
                socket.duplicates = this;
                socket.RememberAs(original);
            }
        }

        public void Tell(Action<Socket> change)
        {
            lock (access)
            {
                foreach (WeakReference<Socket> reference in all)
                {
                    if (reference.TryGetTarget(out Socket? socket))
                    {
                        change(socket);
                    }
                }
            }
        }
    }
}
