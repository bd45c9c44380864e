namespace TeaSocket;

// Sockets that whoever started this process has opened for it.
public sealed partial class Socket
{
    private static int activated;

    /// <summary>
    /// The sockets that systemd has passed to this process, see sd_listen_fds(3): LISTEN_FDS says how many, LISTEN_PID to whom, and
    /// LISTEN_FDNAMES their names. All of them once in the process; whoever asks again gets none. They are close-on-exec from then on. What
    /// was passed and is no socket, or belongs to a socket of this process already, is left alone: <see cref="Systemd.GetPassedDescriptors"/>
    /// tells of it.
    /// </summary>
    /// <param name="environment">What they share with others; left out, <see cref="SocketEnvironment.Default"/>.</param>
    /// <returns>None where nothing was passed, or to another process only.</returns>
    /// <exception cref="SocketException">ECANCELED: the environment was disposed.</exception>
    public static IReadOnlyList<ActivatedSocket> Activated(SocketEnvironment? environment = null)
    {
        (int Descriptor, string Name)[] passed = [.. Systemd.Passed()];
        if (passed.Length == 0 || Interlocked.Exchange(ref activated, 1) != 0)
        {
            return [];
        }

        var all = new List<ActivatedSocket>();
        foreach ((int descriptor, string name) in passed)
        {
            if (Adopt(descriptor, environment) is { } socket)
            {
                all.Add(new ActivatedSocket(socket, name));
            }
        }

        return all;
    }

    private static Socket? Adopt(nint descriptor, SocketEnvironment? environment)
    {
        try
        {
            return FromDescriptor(descriptor, environment);
        }
        catch (SocketException e) when (e.Code is "ENOTSOCK" or "EBADF" or "EBUSY")
        {
            return null;
        }
    }
}

/// <summary>A socket that systemd has passed, see <see cref="Socket.Activated"/>.</summary>
/// <param name="Socket">The socket, which is the caller's to close.</param>
/// <param name="Name">Its name: FileDescriptorName= of its unit, "unknown" where nobody has told.</param>
public sealed record ActivatedSocket(Socket Socket, string Name);
