using System.Globalization;
using TeaSocket.Addresses;
using TeaSocket.Platform;

namespace TeaSocket;

// Names of hosts and their addresses.
public static partial class Names
{
    /// <summary>The first address that a name resolves to, see getaddrinfo(3). An address resolves to itself.</summary>
    /// <param name="name">A host's name, or an address. What is outside of ASCII is taken to its ASCII form, see <see cref="GetAllAddressInfo"/>.</param>
    /// <param name="family">PF_INET or PF_INET6.</param>
    /// <exception cref="SocketException">ENOTFOUND: the name has no address of that family.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Another family.</exception>
    public static SocketAddress GetAddressInfo(string name, Family family) =>
        Resolve(name, CheckedFamily(family), null, SocketType.Stream)[0]; // one type, or each address would come once per type

    /// <summary>All addresses that a name resolves to, in the resolver's order, each of them once; see getaddrinfo(3).</summary>
    /// <param name="name">
    /// A host's name, or an address. Labels outside of ASCII are put into lower case and into Punycode (IDNA, RFC 5891), and composed (NFC) where
    /// the program has .NET's globalization.
    /// </param>
    /// <param name="family">PF_INET or PF_INET6; left out, any of them.</param>
    /// <param name="service">The name of a service, or its port in decimal digits, for the addresses' port; left out, it is 0.</param>
    /// <param name="type">The type of socket that the service is for; left out, any.</param>
    /// <exception cref="SocketException">ENOTFOUND: the name has no address, or there is no such service of the type.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Another family, or a port above 65,535.</exception>
    public static IReadOnlyList<SocketAddress> GetAllAddressInfo(
        string name, Family family = default, string? service = null, SocketType type = default) =>
        Resolve(name, family == default ? family : CheckedFamily(family), service, type);

    /// <summary>The name of an address, or the address itself where it has none, see getnameinfo(3).</summary>
    /// <param name="address">An IPv4 or IPv6 address.</param>
    /// <param name="family">Its family; read off the address when null.</param>
    /// <exception cref="ArgumentException">Not an address of that family.</exception>
    /// <exception cref="SocketException">ENOTFOUND: the resolver failed.</exception>
    public static string GetNameInfo(string address, Family? family = null) => NameOf(address, family, null).Host;

    /// <summary>The name of an address and of the TCP service on its port, see getnameinfo(3).</summary>
    /// <param name="address">An IPv4 or IPv6 address.</param>
    /// <param name="family">Its family; read off the address when null.</param>
    /// <param name="port">0–65535.</param>
    /// <returns>The name, or the address where it has none; the service's name, or the port in decimal digits where it has none.</returns>
    /// <exception cref="ArgumentException">Not an address of that family.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Another family, or a port out of range.</exception>
    /// <exception cref="SocketException">ENOTFOUND: the resolver failed.</exception>
    public static (string Host, string Service) GetNameInfo(string address, Family? family, int port) => NameOf(address, family, port);

    /// <summary>The same as <see cref="GetAllAddressInfo"/>, on a thread of the pool: the system's resolver waits, and nothing makes it stop.</summary>
    /// <param name="name">The same.</param>
    /// <param name="family">The same.</param>
    /// <param name="service">The same.</param>
    /// <param name="type">The same.</param>
    /// <param name="cancellation">Ends the wait for it; the resolver goes on, and nobody learns what it finds.</param>
    /// <exception cref="SocketException">The same.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The same.</exception>
    public static Task<IReadOnlyList<SocketAddress>> GetAllAddressInfoAsync(
        string name, Family family = default, string? service = null, SocketType type = default, CancellationToken cancellation = default) =>
        Task.Run(() => GetAllAddressInfo(name, family, service, type), cancellation).WaitAsync(cancellation);

    /// <summary>The same as <see cref="GetNameInfo(string, Family?)"/>, on a thread of the pool.</summary>
    /// <param name="address">An IPv4 or IPv6 address.</param>
    /// <param name="family">Its family; read off the address when null.</param>
    /// <param name="cancellation">Ends the wait for it; the resolver goes on, and nobody learns what it finds.</param>
    /// <exception cref="ArgumentException">Not an address of that family.</exception>
    /// <exception cref="SocketException">ENOTFOUND: the resolver failed.</exception>
    public static Task<string> GetNameInfoAsync(string address, Family? family = null, CancellationToken cancellation = default) =>
        Task.Run(() => GetNameInfo(address, family), cancellation).WaitAsync(cancellation);

    private static List<SocketAddress> Resolve(string name, Family family, string? service, SocketType type)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.HasNul() || !AsciiName.IsWellFormed(name))
        {
            throw WrongArgument.Kind(nameof(name), "must be a name without NUL bytes and lone surrogates");
        }

        if (service is not null && (service.Length == 0 || service.HasNul() || !AsciiName.IsWellFormed(service)))
        {
            throw WrongArgument.Kind(nameof(service), "must be the name of a service, or a port");
        }

        bool isPort = ulong.TryParse(service, NumberStyles.None, null, out ulong port);
        if (isPort && port > ushort.MaxValue)
        {
            throw WrongArgument.Range(nameof(service), $"must be >= 0 and <= 65535. Received {service}");
        }

        SystemCalls calls = SystemCalls.Current;
        string asked = AsciiName.Of(name);
        var found = new List<byte[]>();
        int error = calls.GetAddressInfo(asked, service, family.Value, type.Value, found);
        if (error == calls.Constants.EAI_SERVICE && service is not null)
        {
            // The C library's own list may lack what this one has.
            string? number = WellKnownPort(service, type)?.ToString(CultureInfo.InvariantCulture) ?? (isPort ? service : null);
            error = number is null ? throw SocketException.NoService("getaddrinfo", $"{name}: '{service}'", name)
                : calls.GetAddressInfo(asked, number, family.Value, type.Value, found);
        }

        return error == 0 ? Distinct(found) : throw SocketException.NotFound("getaddrinfo", name, error);
    }

    /// <summary>The resolver tells an address once for each type of socket, and for each line of its files that has it.</summary>
    private static List<SocketAddress> Distinct(List<byte[]> found)
    {
        var addresses = new List<SocketAddress>();
        foreach (byte[] each in found)
        {
            if (!addresses.Exists(address => address.Encoded.SequenceEqual(each)))
            {
                addresses.Add(SocketAddress.Decode(each));
            }
        }

        return addresses;
    }

    private static (string Host, string Service) NameOf(string address, Family? family, int? port)
    {
        ArgumentNullException.ThrowIfNull(address);
        Family actual = CheckedFamily(family ?? (address.Contains(':', StringComparison.Ordinal) ? Family.Inet6 : Family.Inet));
        SocketAddress parsed = SocketAddress.Parse(actual, address, port ?? 0);
        int error = SystemCalls.Current.GetNameInfo(parsed.Encoded, asksForService: port is not null, out string name, out string service);
        if (error != 0)
        {
            throw SocketException.NotFound("getnameinfo", address, error);
        }

        bool isUnknown = port is not null && service == port.Value.ToString(CultureInfo.InvariantCulture);
        return (name, isUnknown ? WellKnownService(port!.Value, "tcp") ?? service : service);
    }
}
