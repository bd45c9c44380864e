using TeaSocket.Addresses;

namespace TeaSocket;

/// <summary>
/// An address of a socket: an IPv4 or IPv6 address with a port, the path of a Unix socket, or the bytes of another family's
/// sockaddr. Immutable.
/// </summary>
public sealed class SocketAddress
{
    /// <summary>sizeof(struct sockaddr_storage): room for any address.</summary>
    internal const int MaxSize = 128;

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
    /// it has none. A Linux abstract name begins with a NUL. The sockaddr of another family, and one that is too short to hold
    /// an address, in hexadecimal.
    /// </summary>
    public string Host => host ??= Codec.Format(encoded);

    /// <summary>The port, 0–65535; 0 where there is none, see <see cref="HasPort"/>.</summary>
    public int Port => Codec.PortOf(encoded) ?? 0;

    /// <summary>Whether there is a port: an IPv4 or IPv6 address has one.</summary>
    public bool HasPort => Codec.PortOf(encoded) is not null;

    /// <summary>
    /// Whether <see cref="Parse"/> reads <see cref="Host"/> as this address again. It does not read a <see cref="Path"/> that is
    /// no UTF-8, nor a sockaddr that is shown in hexadecimal; those are in <see cref="ToBytes"/>.
    /// </summary>
    public bool IsText => Codec.IsText(encoded);

    /// <summary>The path of a Unix socket as the bytes that it is, without a terminating NUL; empty where there is none.</summary>
    public ReadOnlySpan<byte> Path => Family == Family.Unix ? UnixCodec.PathOf(encoded) : [];

    /// <summary>The address as struct sockaddr_in, sockaddr_in6 or sockaddr_un, in exactly the length that it needs.</summary>
    internal ReadOnlySpan<byte> Encoded => encoded;

    private AddressCodec Codec => AddressCodec.For(Family, encoded.Length);

    /// <summary>Reads an address; names are not resolved (see <see cref="Names.GetAddressInfo"/>).</summary>
    /// <param name="family">The family to read it for.</param>
    /// <param name="address">The address, or the path of a Unix socket, which is measured in UTF-8 bytes.</param>
    /// <param name="port">0–65535; a Unix socket has none and ignores it.</param>
    /// <exception cref="NotAnAddressException">No address at all, but perhaps a name.</exception>
    /// <exception cref="ArgumentException">An address of another family, or a NUL inside a path.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The port is out of range, or the path too long for sun_path.</exception>
    /// <exception cref="NotSupportedException">A family whose addresses are no text, see <see cref="FromBytes"/>.</exception>
    public static SocketAddress Parse(Family family, string address, int port = 0)
    {
        ArgumentNullException.ThrowIfNull(address);
        return new SocketAddress(family, address, AddressCodec.For(family).Parse(address, port));
    }

    /// <summary>The address of a Unix socket whose path need not be UTF-8, see unix(7).</summary>
    /// <param name="path">The path without a terminating NUL. On Linux one that begins with a NUL is an abstract name.</param>
    /// <exception cref="ArgumentException">It is empty, or has a NUL inside.</exception>
    /// <exception cref="ArgumentOutOfRangeException">It is too long for sun_path.</exception>
    public static SocketAddress Unix(ReadOnlySpan<byte> path) => new(Family.Unix, null, UnixCodec.Encode(path, nameof(path)));

    /// <summary>An address of any family, as a sockaddr in the system's own layout. Nothing but its family is checked.</summary>
    /// <param name="family">The family that it has to be of.</param>
    /// <param name="sockaddr">From the family on (on BSD from the length on), 2–128 bytes.</param>
    /// <exception cref="ArgumentException">It is of another family.</exception>
    /// <exception cref="ArgumentOutOfRangeException">It is shorter or longer than any sockaddr.</exception>
    public static SocketAddress FromBytes(Family family, ReadOnlySpan<byte> sockaddr)
    {
        if (sockaddr.Length is < AddressCodec.HeaderSize or > MaxSize)
        {
            throw WrongArgument.Range(nameof(sockaddr), $"must be {AddressCodec.HeaderSize} to {MaxSize} bytes long. Received {sockaddr.Length} bytes");
        }

        SocketAddress address = Decode(sockaddr);
        return address.Family == family ? address
            : throw WrongArgument.Kind(nameof(sockaddr), $"must be an address of the family {family}. Received one of {address.Family}");
    }

    /// <summary>The address as a sockaddr in the system's own layout, see <see cref="FromBytes"/>.</summary>
    public byte[] ToBytes() => [.. encoded];

    /// <summary>The address in the parts in which scripts have it: [host, port], for instance.</summary>
    internal object[] ToParts() => Codec.ToParts(encoded);

    /// <summary>Reads an address in such parts, each of which is null, a double, a string or bytes.</summary>
    /// <exception cref="ArgumentException">It has no such parts, or what <see cref="Parse"/> throws.</exception>
    internal static SocketAddress FromParts(Family family, ReadOnlySpan<object?> parts) =>
        new(family, null, AddressCodec.For(family).FromParts(family, parts));

    /// <summary>Reads what the system wrote into a sockaddr; an empty one is the unnamed address of a Unix socket.</summary>
    internal static SocketAddress Decode(ReadOnlySpan<byte> sockaddr) =>
        new(AddressCodec.FamilyOf(sockaddr), null, sockaddr.ToArray());

    /// <summary>
    /// "127.0.0.1:80", "::1:80" as Node prints it, or <see cref="Host"/>, with a NUL shown as "@" as Linux's tools do.
    /// </summary>
    public override string ToString() => HasPort ? $"{Host}:{Port}" : Host.Replace('\0', '@');
}
