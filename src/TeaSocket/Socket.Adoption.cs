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
    /// It is close-on-exec from then on.
    /// </summary>
    /// <param name="descriptor">The descriptor, which the socket owns from then on, and closes; it stays the caller's if this throws.</param>
    /// <param name="environment">What it shares with others; left out, <see cref="SocketEnvironment.Default"/>.</param>
    /// <exception cref="SocketException">
    /// ENOTSOCK: it is open, but no socket. EBADF: nothing is open under that number. ECANCELED: the environment was disposed.
    /// </exception>
    public static Socket FromDescriptor(nint descriptor, SocketEnvironment? environment = null)
    {
        environment ??= SocketEnvironment.Default;
        ThrowIfFailed(environment.Calls.Describe(descriptor, out SocketDescription description), "getsockopt");
        return new Socket(environment, descriptor, description);
    }
}
