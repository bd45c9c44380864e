using TeaSocket.Platform;

namespace TeaSocket;

/// <summary>Names of hosts and protocols, and their numbers.</summary>
public static class Names
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

    /// <summary>The number of a protocol: "tcp" is 6, see getprotobyname(3).</summary>
    /// <exception cref="SocketException">EPROTONOSUPPORT: no such protocol is known.</exception>
    public static int GetProtocolByName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (protocols.TryGetValue(name, out int number))
        {
            return number;
        }

        number = name.Contains('\0', StringComparison.Ordinal) ? -1 : SystemCalls.Current.GetProtocolByName(name);
        return number >= 0 ? number
            : throw new SocketException("getprotobyname", SystemCalls.Current.Constants.EPROTONOSUPPORT);
    }

    /// <summary>The first address that a name resolves to, see getaddrinfo(3). An address resolves to itself.</summary>
    /// <param name="name">A host's name, or an address.</param>
    /// <param name="family">PF_INET or PF_INET6.</param>
    /// <exception cref="SocketException">ENOTFOUND: the name has no address of that family.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Another family.</exception>
    public static SocketAddress GetAddressInfo(string name, Family family)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (family != Family.Inet && family != Family.Inet6)
        {
            throw WrongArgument.Range(nameof(family), $"must be PF_INET or PF_INET6. Received {family}");
        }

        if (name.Contains('\0', StringComparison.Ordinal))
        {
            throw WrongArgument.Kind(nameof(name), "must be a name without NUL bytes");
        }

        Span<byte> address = stackalloc byte[SocketAddress.MaxSize];
        int error = SystemCalls.Current.GetAddressInfo(name, family.Value, address, out int length);
        return error == 0 ? SocketAddress.Decode(address[..length])
            : throw SocketException.NotFound("getaddrinfo", name, error);
    }

    /// <summary>The name of an address, or the address itself where it has none, see getnameinfo(3).</summary>
    /// <param name="address">An IPv4 or IPv6 address.</param>
    /// <param name="family">Its family; read off the address when null.</param>
    /// <exception cref="ArgumentException">Not an address of that family.</exception>
    /// <exception cref="SocketException">ENOTFOUND: the resolver failed.</exception>
    public static string GetNameInfo(string address, Family? family = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        Family actual = family ?? (address.Contains(':', StringComparison.Ordinal) ? Family.Inet6 : Family.Inet);
        if (actual != Family.Inet && actual != Family.Inet6)
        {
            throw WrongArgument.Range(nameof(family), $"must be PF_INET or PF_INET6. Received {actual}");
        }

        SocketAddress parsed = SocketAddress.Parse(actual, address);
        int error = SystemCalls.Current.GetNameInfo(parsed.Encoded, out string name);
        return error == 0 ? name : throw SocketException.NotFound("getnameinfo", address, error);
    }

    /// <summary>This machine's name, see gethostname(2).</summary>
    public static string GetHostName()
    {
        int result = SystemCalls.Current.GetHostName(out string name);
        return result >= 0 ? name : throw new SocketException("gethostname", -result);
    }
}
