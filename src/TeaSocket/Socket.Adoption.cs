using TeaSocket.Platform;
using TeaSocket.Waiting;

namespace TeaSocket;

// Descriptors that come from elsewhere.
public sealed partial class Socket
{
    private Socket(SocketEnvironment environment, nint adopted, SocketDescription description)
    {
        Environment = environment;
        handle = new SocketHandle(environment, adopted, "socket", isAdopted: true);
        handle.SetTimeouts(Calls.GetTimeout(adopted, Constants.SO_RCVTIMEO), Calls.GetTimeout(adopted, Constants.SO_SNDTIMEO));
        blocking = !description.IsNonBlocking;
        connected = description.IsConnected;
        Family = new Family(description.Family);
        Type = new SocketType(description.Type);
        Protocol = new Protocol(description.Protocol);
        LearnSegments(adopted, Constants.Messages.SOL_UDP);
    }

    /// <summary>
    /// Makes a socket of a descriptor that was opened elsewhere: inherited, received from another process, or made by another library.
    /// Its family, type, protocol and blocking mode are the system's to tell, see SO_DOMAIN, SO_TYPE and SO_PROTOCOL in socket(7).
    /// It is close-on-exec from then on. Who else has the descriptor or a duplicate of it should leave the blocking mode, SO_RCVTIMEO,
    /// SO_SNDTIMEO and the options of UDP alone, which all of them share: this socket would not learn of a change.
    /// </summary>
    /// <param name="descriptor">The descriptor, which the socket owns from then on, and closes; it stays the caller's if this throws.</param>
    /// <param name="environment">What it shares with others; left out, <see cref="SocketEnvironment.Default"/>.</param>
    /// <exception cref="SocketException">
    /// ENOTSOCK: it is open, but no socket. EBADF: nothing is open under that number. EBUSY: it belongs to another socket of this process,
    /// see <see cref="Detach"/> and <see cref="Duplicate"/>. ECANCELED: the environment was disposed.
    /// </exception>
    public static Socket FromDescriptor(nint descriptor, SocketEnvironment? environment = null)
    {
        environment ??= SocketEnvironment.Default;
        return new Socket(environment, descriptor, Describe(descriptor, environment));
    }

    /// <summary>
    /// Makes a socket of a duplicate of a descriptor that was opened elsewhere, which stays its owner's, open as it is: for a look at a socket
    /// of another library, or to set its options, which both share. See <see cref="FromDescriptor"/> for what this socket would not learn of.
    /// </summary>
    /// <param name="descriptor">The descriptor.</param>
    /// <param name="environment">What the socket shares with others; left out, <see cref="SocketEnvironment.Default"/>.</param>
    /// <exception cref="SocketException">
    /// ENOTSOCK: it is open, but no socket. EBADF: nothing is open under that number. EMFILE: descriptors have run out. EOPNOTSUPP: on
    /// Windows. ECANCELED: the environment was disposed.
    /// </exception>
    public static Socket FromDuplicate(nint descriptor, SocketEnvironment? environment = null)
    {
        environment ??= SocketEnvironment.Default;
        SocketDescription description = Describe(descriptor, environment);
        SystemCalls calls = environment.Calls;
        ThrowIfFailed(calls.Duplicate(descriptor, out nint duplicate), calls.DuplicateCall);
        try
        {
            return new Socket(environment, duplicate, description);
        }
        catch
        {
            _ = calls.Close(duplicate);
            throw;
        }
    }

    /// <summary>What a descriptor is of which a socket could be made.</summary>
    internal static SocketDescription Describe(nint descriptor, SocketEnvironment environment)
    {
        ThrowIfFailed(environment.Calls.Describe(descriptor, out SocketDescription description), "getsockopt");
        return description;
    }
}
