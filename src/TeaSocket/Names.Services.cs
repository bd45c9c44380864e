using TeaSocket.Platform;

namespace TeaSocket;

// Names of protocols and services.
public static partial class Names
{
    /// <summary>IANA's protocol numbers, so that a system without /etc/protocols knows at least these.</summary>
    private static readonly Dictionary<string, int> protocols = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ip"] = 0,
        ["icmp"] = 1,
        ["igmp"] = 2,
        ["tcp"] = 6,
        ["udp"] = 17,
        ["ipv6"] = 41,
        ["ipv6-icmp"] = 58,
        ["sctp"] = 132,
    };

    /// <summary>IANA's ports of services that are everywhere, so that a system without /etc/services knows at least these.</summary>
    private static readonly (string Name, int Port, bool IsTcp, bool IsUdp)[] services =
    [
        ("echo", 7, true, true), ("discard", 9, true, true), ("ftp", 21, true, false), ("ssh", 22, true, false), ("telnet", 23, true, false),
        ("smtp", 25, true, false), ("domain", 53, true, true), ("bootps", 67, false, true), ("bootpc", 68, false, true), ("tftp", 69, false, true),
        ("http", 80, true, false), ("pop3", 110, true, false), ("sunrpc", 111, true, true), ("ntp", 123, false, true), ("imap2", 143, true, false),
        ("snmp", 161, true, true), ("ldap", 389, true, true), ("https", 443, true, true), ("syslog", 514, false, true),
        ("submission", 587, true, false), ("ldaps", 636, true, true), ("imaps", 993, true, false), ("pop3s", 995, true, false),
        ("mysql", 3306, true, false), ("postgresql", 5432, true, false), ("mdns", 5353, false, true),
    ];

    /// <summary>The number of a protocol: "tcp" is 6, see getprotobyname(3).</summary>
    /// <exception cref="SocketException">EPROTONOSUPPORT: no such protocol is known.</exception>
    public static int GetProtocolByName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (protocols.TryGetValue(name, out int number))
        {
            return number;
        }

        number = name.HasNul() ? -1 : SystemCalls.Current.GetProtocolByName(name);
        return number >= 0 ? number
            : throw new SocketException("getprotobyname", SystemCalls.Current.Constants.EPROTONOSUPPORT);
    }

    /// <summary>The name of a protocol: 6 is "tcp", see getprotobynumber(3).</summary>
    /// <exception cref="SocketException">EPROTONOSUPPORT: no such protocol is known.</exception>
    public static string GetProtocolByNumber(int number)
    {
        foreach ((string name, int known) in protocols)
        {
            if (known == number)
            {
                return name;
            }
        }

        return SystemCalls.Current.GetProtocolByNumber(number)
            ?? throw new SocketException("getprotobynumber", SystemCalls.Current.Constants.EPROTONOSUPPORT);
    }

    /// <summary>The port of a service: "http" is 80, see getservbyname(3).</summary>
    /// <param name="name">Its name, or another one that the system's list has for it; large and small letters differ.</param>
    /// <param name="protocol">"tcp" or "udp"; left out, whichever is found first.</param>
    /// <exception cref="SocketException">ENOTFOUND: no such service is known.</exception>
    public static int GetServiceByName(string name, string? protocol = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        int port = name.HasNul() || protocol?.HasNul() == true ? -1 : SystemCalls.Current.GetServiceByName(name, protocol);
        return port >= 0 ? port
            : WellKnownPort(name, protocol) ?? throw SocketException.NoService("getservbyname", Shown(name, protocol));
    }

    /// <summary>The name of the service on a port: 80 is "http", see getservbyport(3).</summary>
    /// <param name="port">0–65535.</param>
    /// <param name="protocol">"tcp" or "udp"; left out, whichever is found first.</param>
    /// <exception cref="SocketException">ENOTFOUND: no such service is known.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The port is out of range.</exception>
    public static string GetServiceByPort(int port, string? protocol = null)
    {
        if (port is < 0 or > 65535)
        {
            throw WrongArgument.Range(nameof(port), $"must be >= 0 and <= 65535. Received {port}");
        }

        return (protocol?.HasNul() == true ? null : SystemCalls.Current.GetServiceByPort(port, protocol))
            ?? WellKnownService(port, protocol)
            ?? throw SocketException.NoService("getservbyport", Shown($"{port}", protocol));
    }

    private static int? WellKnownPort(string name, string? protocol)
    {
        int found = Array.FindIndex(services, service => service.Name == name && IsOf(service, protocol));
        return found < 0 ? null : services[found].Port;
    }

    private static int? WellKnownPort(string name, SocketType type) =>
        type == default ? WellKnownPort(name, (string?)null)
        : type == SocketType.Stream ? WellKnownPort(name, "tcp")
        : type == SocketType.Datagram ? WellKnownPort(name, "udp") : null;

    private static string? WellKnownService(int port, string? protocol)
    {
        int found = Array.FindIndex(services, service => service.Port == port && IsOf(service, protocol));
        return found < 0 ? null : services[found].Name;
    }

    private static bool IsOf((string Name, int Port, bool IsTcp, bool IsUdp) service, string? protocol) =>
        protocol is null || (protocol == "tcp" && service.IsTcp) || (protocol == "udp" && service.IsUdp);

    private static string Shown(string service, string? protocol) => protocol is null ? service : $"{service}/{protocol}";
}
