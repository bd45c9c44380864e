using System.Globalization;
using System.Text;
using TeaSocket.Platform;
using SystemEnvironment = System.Environment;

namespace TeaSocket;

/// <summary>
/// What a service tells the manager that has started it, and is told by it: the protocol of systemd, which is a datagram to a Unix socket and a
/// few variables of the process's environment.
/// </summary>
public static class Systemd
{
    private const int FirstPassed = 3; // SD_LISTEN_FDS_START

    /// <summary>Tells the service manager something, see sd_notify(3), in one datagram to the socket that NOTIFY_SOCKET names.</summary>
    /// <param name="state">Lines of assignments: "READY=1\nSTATUS=Serving", "WATCHDOG=1", "STOPPING=1"…</param>
    /// <param name="environment">What can end the wait for a manager whose queue is full; left out, <see cref="SocketEnvironment.Default"/>.</param>
    /// <returns>True when the manager's socket has it; false where there is no such manager: NOTIFY_SOCKET is not set, or empty.</returns>
    /// <exception cref="ArgumentException">The state is empty, or has a NUL.</exception>
    /// <exception cref="SocketException">
    /// ENOENT, ECONNREFUSED and others: there is nobody. EAFNOSUPPORT: NOTIFY_SOCKET is neither a path that begins with a slash nor an abstract
    /// name, which begins with "@". ENAMETOOLONG: it fits no address. EMSGSIZE: the state fits no datagram.
    /// </exception>
    public static bool Notify(string state, SocketEnvironment? environment = null)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Length == 0 || state.HasNul())
        {
            throw WrongArgument.Kind(nameof(state), "must be assignments, not empty and without NUL characters");
        }

        string? name = SystemEnvironment.GetEnvironmentVariable("NOTIFY_SOCKET");
        if (string.IsNullOrEmpty(name))
        {
            return false;
        }

        SocketAddress manager = AddressOf(name);
        using var socket = new Socket(Family.Unix, SocketType.Datagram, environment: environment);
        _ = socket.Send(Encoding.UTF8.GetBytes(state), manager);
        return true;
    }

    /// <summary>
    /// Within which time the service manager wants to hear "WATCHDOG=1" again and again, see sd_watchdog_enabled(3): WATCHDOG_USEC says it, and
    /// WATCHDOG_PID to whom. A service says it twice in that time.
    /// </summary>
    /// <returns>Null where the manager does not watch this process.</returns>
    /// <exception cref="SocketException">EINVAL: one of the variables is no number, or WATCHDOG_USEC is 0.</exception>
    public static TimeSpan? GetWatchdogInterval()
    {
        if (NumberOf("WATCHDOG_USEC") is not { } microseconds)
        {
            return null;
        }

        if (microseconds == 0)
        {
            throw NoNumber("WATCHDOG_USEC");
        }

        bool isForAnother = NumberOf("WATCHDOG_PID") is { } process && process != (ulong)SystemEnvironment.ProcessId;
        const ulong most = long.MaxValue / TimeSpan.TicksPerMicrosecond;
        return isForAnother ? null : TimeSpan.FromTicks((long)Math.Min(microseconds, most) * TimeSpan.TicksPerMicrosecond);

        static ulong? NumberOf(string variable)
        {
            string? text = SystemEnvironment.GetEnvironmentVariable(variable);
            return string.IsNullOrEmpty(text) ? null
                : ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number) ? number
                : throw NoNumber(variable);
        }

        static SocketException NoNumber(string variable) => SocketException.OfHost(
            "sd_watchdog_enabled", "EINVAL", $"{variable} must be a number above 0, and is '{SystemEnvironment.GetEnvironmentVariable(variable)}'");
    }

    /// <summary>
    /// The descriptors that the service manager has passed to this process, see sd_listen_fds(3): sockets, and whatever else a unit can have
    /// opened. LISTEN_FDS says how many, LISTEN_PID to whom, and LISTEN_FDNAMES their names. This takes none of them: they are told whenever
    /// somebody asks, also those that <see cref="Socket.Activated"/> has made sockets of, or that were closed since. They are close-on-exec from
    /// then on.
    /// </summary>
    /// <returns>None where nothing was passed, or to another process only.</returns>
    public static IReadOnlyList<PassedDescriptor> GetPassedDescriptors()
    {
        SystemCalls calls = SystemCalls.Current;
        var all = new List<PassedDescriptor>();
        foreach ((int descriptor, string name) in Passed())
        {
            calls.CloseOnExec(descriptor);
            all.Add(new PassedDescriptor(descriptor, name, calls.Describe(descriptor, out _) >= 0));
        }

        return all;
    }

    /// <summary>The numbers and names of what was passed.</summary>
    internal static IEnumerable<(int Descriptor, string Name)> Passed()
    {
        if (NumberOf("LISTEN_PID") != SystemEnvironment.ProcessId)
        {
            yield break;
        }

        string[] names = SystemEnvironment.GetEnvironmentVariable("LISTEN_FDNAMES")?.Split(':') ?? [];
        int count = Math.Min(NumberOf("LISTEN_FDS"), SystemCalls.Current.DescriptorLimit - FirstPassed); // no more can be open
        for (int i = 0; i < count; i++)
        {
            yield return (FirstPassed + i, i < names.Length ? names[i] : "unknown");
        }

        static int NumberOf(string variable) =>
            int.TryParse(SystemEnvironment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;
    }

    private static SocketAddress AddressOf(string name)
    {
        if (name[0] is not ('/' or '@'))
        {
            throw Unusable("EAFNOSUPPORT", "must be a path that begins with a slash, or an abstract name that begins with '@'");
        }

        if (name.Length == 1)
        {
            throw Unusable("EINVAL", "must be longer than one character");
        }

        try
        {
            return SocketAddress.Parse(Family.Unix, name[0] == '@' ? "\0" + name[1..] : name);
        }
        catch (ArgumentException e)
        {
            throw Unusable(e is ArgumentOutOfRangeException ? "ENAMETOOLONG" : "EINVAL", WrongArgument.RequirementOf(e));
        }

        SocketException Unusable(string code, string requirement) =>
            SocketException.OfHost("sd_notify", code, $"NOTIFY_SOCKET {requirement}", name);
    }
}

/// <summary>What a service manager has passed, see <see cref="Systemd.GetPassedDescriptors"/>.</summary>
/// <param name="Descriptor">Its number, from 3 on.</param>
/// <param name="Name">Its name: FileDescriptorName= of its unit, "unknown" where nobody has told.</param>
/// <param name="IsSocket">Whether a socket is open under that number at the moment.</param>
public sealed record PassedDescriptor(nint Descriptor, string Name, bool IsSocket);
