using System.Runtime.InteropServices;
using TeaSocket.Platform;

namespace TeaSocket;

/// <summary>A system call failed. Says which, with which error, and for which address.</summary>
/// <remarks>
/// The message reads <c>connect ECONNREFUSED 127.0.0.1:81: Connection refused</c>: the call, the error's name, the
/// address where there is one, and the system's own text.
/// </remarks>
public sealed class SocketException : Exception
{
    internal SocketException(string systemCall, int error, SocketAddress? address = null)
        : this(systemCall, NameOf(error), -error, SystemCalls.Current.ErrorText(error), address?.ToString())
    {
        Address = address;
    }

    private SocketException(string systemCall, string code, int errorNumber, string text, string? subject)
        : base($"{systemCall} {code}{(subject is null ? "" : " " + subject)}: {text}")
    {
        SystemCall = systemCall;
        Code = code;
        ErrorNumber = errorNumber;
    }

    /// <summary>The failed call, as its manual page is called: "connect".</summary>
    public string SystemCall { get; }

    /// <summary>The error's name in &lt;errno.h&gt;, "ECONNREFUSED"; "ENOTFOUND" for a name that does not resolve.</summary>
    public string Code { get; }

    /// <summary>The system's error number, negated as the kernel and Node do; for ENOTFOUND the resolver's own number.</summary>
    public int ErrorNumber { get; }

    /// <summary>The address that the call was given, or null.</summary>
    public SocketAddress? Address { get; }

    /// <summary>The name that did not resolve, or null.</summary>
    public string? HostName { get; private init; }

    /// <summary>
    /// How many bytes a blocking send had handed over before it failed: they are on their way and must not be sent
    /// again. 0 for all other calls.
    /// </summary>
    public long BytesSent { get; internal init; }

    /// <summary>The path of the file that was to be sent, or null.</summary>
    public string? Path { get; private init; }

    /// <summary>
    /// How many datagrams of many had been handed over before sending one failed: they are on their way. 0 for all other calls.
    /// </summary>
    public int MessagesSent { get; internal init; }

    /// <summary>
    /// A name that does not resolve. All of the resolver's reasons share one code, because what a program can do is
    /// the same; the text tells them apart.
    /// </summary>
    internal static SocketException NotFound(string systemCall, string hostName, int resolverError)
    {
        SystemConstants constants = SystemCalls.Current.Constants;
        if (resolverError == constants.EAI_MEMORY)
        {
            return new SocketException(systemCall, constants.ENOMEM);
        }

        if (resolverError == constants.EAI_SYSTEM)
        {
            return new SocketException(systemCall, Marshal.GetLastPInvokeError()); // "see errno", says gai_strerror(3)
        }

        string text = SystemCalls.Current.ResolverErrorText(resolverError);
        return new SocketException(systemCall, "ENOTFOUND", -Math.Abs(resolverError), text, hostName) { HostName = hostName };
    }

    /// <summary>A service that nobody knows. It is told as a name that does not resolve: so getaddrinfo(3) does.</summary>
    internal static SocketException NoService(string systemCall, string subject, string? hostName = null) =>
        new(systemCall, "ENOTFOUND", -Math.Abs(SystemCalls.Current.Constants.EAI_SERVICE), "there is no such service", subject) { HostName = hostName };

    /// <summary>A file that cannot be opened or sent.</summary>
    internal static SocketException OfFile(string systemCall, int error, string? path, long sent = 0) =>
        new(systemCall, NameOf(error), -error, SystemCalls.Current.ErrorText(error), path) { Path = path, BytesSent = sent };

    /// <summary>The same failure of a call that had handed over some bytes before in calls of its own.</summary>
    internal SocketException After(long bytes) => bytes == 0 ? this
        : new SocketException(SystemCall, -ErrorNumber, Address) { BytesSent = bytes + BytesSent };

    /// <summary>The same failure of a call that had handed over some datagrams before in calls of its own.</summary>
    internal SocketException AfterMessages(int messages) =>
        new(SystemCall, -ErrorNumber, Address) { MessagesSent = messages + MessagesSent };

    /// <summary>A failure of what a host has built on sockets, with a text of its own. The code is a name in errno.h.</summary>
    internal static SocketException OfHost(string call, string code, string text, string? path = null) =>
        new(call, code, -NumberOf(code), text, path) { Path = path };

    private static int NumberOf(string code)
    {
        foreach ((int number, string name) in SystemCalls.Current.ErrorNames)
        {
            if (name == code)
            {
                return number;
            }
        }

        return 0;
    }

    internal static string NameOf(int error) =>
        SystemCalls.Current.ErrorNames.TryGetValue(error, out string? name) ? name : $"E{error}";
}
