using System.Globalization;
using TeaSocket.Platform;

namespace TeaSocket;

/// <summary>A network interface of this machine, as it was when it was asked for; see getifaddrs(3) and netdevice(7).</summary>
public sealed class NetworkInterface
{
    private NetworkInterface(InterfaceEntry entry)
    {
        Name = entry.Name;
        Index = entry.Index;
        Mtu = entry.Mtu;
        IsUp = entry.IsUp;
        IsLoopback = entry.IsLoopback;
        HasMulticast = entry.HasMulticast;
        string hexadecimal = Convert.ToHexStringLower(entry.HardwareAddress);
        HardwareAddress = hexadecimal.Length == 0 ? null : string.Join(':', hexadecimal.Chunk(2).Select(digits => new string(digits)));
        Addresses = [.. entry.Addresses.Select(each => new InterfaceAddress(
            SocketAddress.Decode(each.Address), SocketAddress.Decode(each.Netmask).Host, each.Broadcast is null ? null : SocketAddress.Decode(each.Broadcast).Host))];
    }

    /// <summary>"eth0". The name by which a scope is told: "fe80::1%eth0".</summary>
    public string Name { get; }

    /// <summary>Its number, from 1 on, see if_nametoindex(3).</summary>
    public int Index { get; }

    /// <summary>Its IPv4 and IPv6 addresses; none for an interface that is not in use.</summary>
    public IReadOnlyList<InterfaceAddress> Addresses { get; }

    /// <summary>"00:16:3e:1b:2c:3d", or null where it has none. That of the loopback is all zeros.</summary>
    public string? HardwareAddress { get; }

    /// <summary>How many bytes a packet may have.</summary>
    public int Mtu { get; }

    /// <summary>Whether it is switched on (IFF_UP), be there a cable or not.</summary>
    public bool IsUp { get; }

    /// <summary>Whether what is sent there comes back to this machine (IFF_LOOPBACK).</summary>
    public bool IsLoopback { get; }

    /// <summary>Whether packets to groups may be sent there (IFF_MULTICAST).</summary>
    public bool HasMulticast { get; }

    /// <summary>All interfaces, also those without addresses, in the system's order.</summary>
    /// <exception cref="SocketException">EMFILE and others.</exception>
    public static IReadOnlyList<NetworkInterface> GetAll()
    {
        SystemCalls calls = SystemCalls.Current;
        var found = new List<InterfaceEntry>();
        int result = calls.GetInterfaces(found);
        return result < 0 ? throw new SocketException(calls.GetInterfacesCall, -result) : [.. found.Select(entry => new NetworkInterface(entry))];
    }

    /// <summary>The number of an interface.</summary>
    /// <param name="text">
    /// Its name, one of its addresses, its number in decimal digits, or what stands for it in Node: "::%eth0". "0.0.0.0" and "::" are 0: any.
    /// </param>
    /// <exception cref="SocketException">ENODEV (on Windows EADDRNOTAVAIL): there is no such interface.</exception>
    public static int IndexOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] parts = text.Split('%', 2);
        bool isScope = parts.Length == 2 && BytesOf(parts[0]) is { Length: 16 };
        string name = isScope ? parts[1] : text;
        if (!isScope && BytesOf(text) is { } address)
        {
            return address.AsSpan().ContainsAnyExcept((byte)0) ? IndexOf(address) : 0;
        }

        int index = (int)SystemCalls.Current.FindInterface(name);
        return index > 0 ? index
            : TryParseIndex(name, out uint number) && number <= int.MaxValue ? (int)number
            : throw NoInterface();
    }

    /// <summary>Reads an index in decimal digits, and nothing else.</summary>
    internal static bool TryParseIndex(string text, out uint index) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out index) && !text.HasNul(); // .NET reads over NULs at the end

    private static int IndexOf(byte[] address)
    {
        foreach (NetworkInterface each in GetAll())
        {
            if (each.Addresses.Any(own => BytesOf(own.Address.Host.Split('%')[0]).AsSpan().SequenceEqual(address)))
            {
                return each.Index;
            }
        }

        throw NoInterface();
    }

    /// <summary>The bytes of an IPv4 or IPv6 address, or null.</summary>
    private static byte[]? BytesOf(string text)
    {
        Span<byte> address = stackalloc byte[16];
        SystemCalls calls = SystemCalls.Current;
        return calls.TryParseAddress(Family.Inet.Value, text, address) ? address[..4].ToArray()
            : calls.TryParseAddress(Family.Inet6.Value, text, address) ? address.ToArray() : null;
    }

    private static SocketException NoInterface() => new("if_nametoindex", SystemCalls.Current.Constants.ENODEV);
}

/// <summary>An address of a <see cref="NetworkInterface"/>.</summary>
/// <param name="Address">The address, with its scope where it has one; the port is 0.</param>
/// <param name="Netmask">"255.255.255.0", "ffff:ffff:ffff:ffff::".</param>
/// <param name="Broadcast">Where all of the network are reached, or null where there is no such address.</param>
public sealed record InterfaceAddress(SocketAddress Address, string Netmask, string? Broadcast);
