using System.Buffers.Binary;
using System.Text;
using TeaSocket.Platform;

namespace TeaSocket;

/// <summary>
/// An address of a socket: an IPv4 or IPv6 address with a port, or the path of a Unix socket. Immutable.
/// </summary>
public sealed class SocketAddress
{
    /// <summary>sizeof(struct sockaddr_storage): room for any address.</summary>
    internal const int MaxSize = 128;

    private const int InetSize = 16;
    private const int Inet6Size = 28;

    private static readonly UTF8Encoding strictUtf8 = new(false, throwOnInvalidBytes: true);

    private readonly byte[] encoded;
    private string? host; // decoded when somebody asks: an address that the system wrote is often only sent to again

    private SocketAddress(Family family, string? host, byte[] encoded)
    {
        Family = family;
        this.host = host;
        this.encoded = encoded;
    }

    /// <summary>The address's family.</summary>
    public Family Family { get; }

    /// <summary>
    /// "127.0.0.1", "::1" or "fe80::1%lo" (with the scope where there is one), or the path of a Unix socket, "" where
    /// it has none. A Linux abstract name begins with a NUL.
    /// </summary>
    public string Host => host ??= DecodeHost(Family, encoded);

    /// <summary>The port, 0–65535; 0 for a Unix socket.</summary>
    public int Port => Family == Family.Unix ? 0 : BinaryPrimitives.ReadUInt16BigEndian(encoded.AsSpan(2));

    /// <summary>The address as struct sockaddr_in, sockaddr_in6 or sockaddr_un, in exactly the length that it needs.</summary>
    internal ReadOnlySpan<byte> Encoded => encoded;

    private static SystemConstants Constants => SystemCalls.Current.Constants;

    /// <summary>Reads an address; names are not resolved (see <see cref="Names.GetAddressInfo"/>).</summary>
    /// <param name="family">The family to read it for.</param>
    /// <param name="address">The address, or the path of a Unix socket, which is measured in UTF-8 bytes.</param>
    /// <param name="port">0–65535; a Unix socket has none and ignores it.</param>
    /// <exception cref="NotAnAddressException">No address at all, but perhaps a name.</exception>
    /// <exception cref="ArgumentException">An address of another family, or a NUL inside a path.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The port is out of range, or the path too long for sun_path.</exception>
    /// <exception cref="NotSupportedException">A family whose addresses this module does not know.</exception>
    public static SocketAddress Parse(Family family, string address, int port = 0)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (family == Family.Unix)
        {
            return ParsePath(address);
        }

        if (port is < 0 or > 65535)
        {
            throw new ArgumentOutOfRangeException(nameof(port), $"must be >= 0 and <= 65535. Received {port}");
        }

        return family == Family.Inet ? ParseInet(address, port)
            : family == Family.Inet6 ? ParseInet6(address, port)
            : throw new NotSupportedException($"Addresses of family {family} are not known: PF_INET, PF_INET6 or PF_UNIX");
    }

    /// <summary>Reads what the system wrote into a sockaddr; an empty one is the unnamed address of a Unix socket.</summary>
    internal static SocketAddress Decode(ReadOnlySpan<byte> sockaddr)
    {
        int number = sockaddr.Length < 2 ? Constants.AF_UNIX
            : Constants.SockaddrHasLength ? sockaddr[1] : BinaryPrimitives.ReadUInt16LittleEndian(sockaddr);
        return new SocketAddress(new Family(number), null, sockaddr.ToArray());
    }

    /// <summary>"127.0.0.1:80", "::1:80" as Node prints it, or the path, with a NUL shown as "@" as Linux's tools do.</summary>
    public override string ToString() => Family == Family.Unix ? Host.Replace('\0', '@') : $"{Host}:{Port}";

    private static SocketAddress ParseInet(string address, int port)
    {
        byte[] encoded = Begin(Constants.AF_INET, InetSize, port);
        return TryParse(Constants.AF_INET, address, encoded.AsSpan(4, 4))
            ? new SocketAddress(Family.Inet, address, encoded)
            : throw NotAnAddress(address, "an IPv4 address", Constants.AF_INET6, "an IPv6 address, and this socket is PF_INET");
    }

    private static SocketAddress ParseInet6(string address, int port)
    {
        int percent = address.IndexOf('%', StringComparison.Ordinal);
        string bare = percent < 0 ? address : address[..percent];
        byte[] encoded = Begin(Constants.AF_INET6, Inet6Size, port);
        if (!TryParse(Constants.AF_INET6, bare, encoded.AsSpan(8, 16)))
        {
            throw NotAnAddress(address, "an IPv6 address", Constants.AF_INET, "an IPv4 address, and this socket is PF_INET6");
        }

        uint scope = percent < 0 ? 0 : ParseScope(address, address[(percent + 1)..]);
        BinaryPrimitives.WriteUInt32LittleEndian(encoded.AsSpan(24), scope);
        return new SocketAddress(Family.Inet6, address, encoded);
    }

    private static SocketAddress ParsePath(string address)
    {
        if (address.Length == 0)
        {
            throw new ArgumentException("must be a path, not empty", nameof(address)); // Linux would take it for an abstract name
        }

        bool isAbstract = Constants.AbstractNames && address.StartsWith('\0');
        if (!isAbstract && address.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException("must be a path without NUL bytes", nameof(address));
        }

        byte[] bytes;
        try
        {
            bytes = strictUtf8.GetBytes(address);
        }
        catch (EncoderFallbackException)
        {
            throw new ArgumentException("must be a path that UTF-8 can express: it has a lone surrogate", nameof(address));
        }

        // A path needs room for its terminating NUL, an abstract name has none.
        int room = isAbstract ? Constants.SunPathSize : Constants.SunPathSize - 1;
        if (bytes.Length > room)
        {
            throw new ArgumentOutOfRangeException(
                nameof(address), $"must be at most {room} bytes long in UTF-8. Received {bytes.Length} bytes");
        }

        byte[] encoded = Begin(Constants.AF_UNIX, Constants.SunPathOffset + bytes.Length + (isAbstract ? 0 : 1), port: 0);
        bytes.CopyTo(encoded.AsSpan(Constants.SunPathOffset));
        return new SocketAddress(Family.Unix, address, encoded);
    }

    private static string DecodeHost(Family family, ReadOnlySpan<byte> sockaddr) =>
        family == Family.Unix ? DecodePath(sockaddr)
        : family == Family.Inet ? SystemCalls.Current.FormatAddress(family.Value, sockaddr[4..8])
        : SystemCalls.Current.FormatAddress(family.Value, sockaddr[8..24]) + FormatScope(sockaddr);

    private static string DecodePath(ReadOnlySpan<byte> sockaddr)
    {
        if (sockaddr.Length <= Constants.SunPathOffset)
        {
            return "";
        }

        ReadOnlySpan<byte> path = sockaddr[Constants.SunPathOffset..];
        if (path[0] != 0 || !Constants.AbstractNames)
        {
            int end = path.IndexOf((byte)0);
            path = end < 0 ? path : path[..end];
        }

        return Encoding.UTF8.GetString(path);
    }

    private static byte[] Begin(int family, int size, int port)
    {
        byte[] encoded = new byte[size];
        if (Constants.SockaddrHasLength)
        {
            encoded[0] = (byte)size;
            encoded[1] = (byte)family;
        }
        else
        {
            BinaryPrimitives.WriteUInt16LittleEndian(encoded, (ushort)family);
        }

        if (port != 0)
        {
            BinaryPrimitives.WriteUInt16BigEndian(encoded.AsSpan(2), (ushort)port);
        }

        return encoded;
    }

    private static bool TryParse(int family, string text, Span<byte> address) =>
        // A string of C ends at a NUL: "127.0.0.1\0x" would pass there.
        !text.Contains('\0', StringComparison.Ordinal) && SystemCalls.Current.ParseAddress(family, text, address) == 1;

    private static uint ParseScope(string address, string scope)
    {
        uint index = scope.Length == 0 || scope.Contains('\0', StringComparison.Ordinal) ? 0
            : uint.TryParse(scope, System.Globalization.NumberStyles.None, null, out uint number) ? number
            : SystemCalls.Current.InterfaceIndex(scope);
        return index != 0 ? index
            : throw new ArgumentException($"names the scope '{scope}', but there is no such interface. Received '{address}'", nameof(address));
    }

    private static string FormatScope(ReadOnlySpan<byte> sockaddr)
    {
        uint scope = BinaryPrimitives.ReadUInt32LittleEndian(sockaddr[24..]);
        return scope == 0 ? "" : "%" + (SystemCalls.Current.InterfaceName(scope) ?? $"{scope}");
    }

    private static ArgumentException NotAnAddress(string address, string expected, int otherFamily, string other)
    {
        Span<byte> scratch = stackalloc byte[16];
        string bare = address.Split('%')[0];
        return TryParse(otherFamily, bare, scratch)
            ? new ArgumentException($"must be {expected}. Received '{address}', which is {other}", nameof(address))
            : new NotAnAddressException($"must be {expected}, not a name. Received '{address}'", nameof(address));
    }
}

/// <summary>What stands where an address should be is none: most likely a name that was not resolved.</summary>
public sealed class NotAnAddressException : ArgumentException
{
    internal NotAnAddressException(string message, string parameter)
        : base(message, parameter)
    {
    }
}
