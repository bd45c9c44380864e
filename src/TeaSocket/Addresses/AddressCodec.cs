using System.Buffers.Binary;
using TeaSocket.Platform;

namespace TeaSocket.Addresses;

/// <summary>
/// The addresses of one family: from text to the sockaddr that the system takes, and back. A new family is a class and its
/// entry in the table of codecs.
/// </summary>
internal abstract class AddressCodec
{
    /// <summary>How many bytes tell of which family a sockaddr is.</summary>
    public const int HeaderSize = 2;

    // Those that this system lacks share a number that no sockaddr has.
    private static readonly Dictionary<Family, AddressCodec> codecs = new()
    {
        [Family.Inet] = new InetCodec(),
        [Family.Inet6] = new Inet6Codec(),
        [Family.Unix] = new UnixCodec(),
        [Family.Netlink] = new NetlinkCodec(),
        [Family.Packet] = new PacketCodec(),
        [Family.Vsock] = new VsockCodec(),
    };

    private static readonly RawCodec raw = new();

    /// <summary>How many bytes a sockaddr has at least that holds a whole address.</summary>
    public abstract int LeastSize { get; }

    protected static SystemCalls Calls => SystemCalls.Current;

    protected static SystemConstants Constants => SystemCalls.Current.Constants;

    /// <summary>The codec of a family; of one that has none, the codec that takes a sockaddr for mere bytes.</summary>
    public static AddressCodec For(Family family) => codecs.GetValueOrDefault(family, raw);

    /// <summary>The codec for a sockaddr of that length: what is too short to hold an address is mere bytes, too.</summary>
    public static AddressCodec For(Family family, int length)
    {
        AddressCodec codec = For(family);
        return length >= codec.LeastSize ? codec : raw;
    }

    /// <summary>The family that a sockaddr says it is of; an empty one is the unnamed address of a Unix socket.</summary>
    public static Family FamilyOf(ReadOnlySpan<byte> sockaddr) =>
        sockaddr.Length < HeaderSize ? Family.Unix
        : new Family(Constants.SockaddrHasLength ? sockaddr[1] : BinaryPrimitives.ReadUInt16LittleEndian(sockaddr));

    /// <summary>The sockaddr of an address, in exactly the length that it needs; see <see cref="SocketAddress.Parse"/>.</summary>
    public abstract byte[] Parse(string address, int port);

    /// <summary>The address as text, without its port; see <see cref="SocketAddress.Host"/>.</summary>
    public abstract string Format(ReadOnlySpan<byte> sockaddr);

    /// <summary>The port of an Internet address; null where a family has none.</summary>
    public virtual int? PortOf(ReadOnlySpan<byte> sockaddr) => null;

    /// <summary>The number that follows the address in its parts, a port or what the family has in its place; null where it has none.</summary>
    public virtual long? NumberOf(ReadOnlySpan<byte> sockaddr) => PortOf(sockaddr);

    /// <summary>Whether <see cref="Parse"/> makes this sockaddr of its text and port again.</summary>
    public virtual bool IsText(ReadOnlySpan<byte> sockaddr) => true;

    /// <summary>
    /// The address in the parts in which scripts have it: a string or bytes, and the port where there is one; see
    /// <see cref="FromParts"/>.
    /// </summary>
    public virtual object[] ToParts(ReadOnlySpan<byte> sockaddr) =>
        !IsText(sockaddr) ? [sockaddr.ToArray()] : PortOf(sockaddr) is { } port ? [Format(sockaddr), port] : [Format(sockaddr)];

    /// <summary>The sockaddr of an address in parts, each of which may be anything, see <see cref="AddressParts"/>.</summary>
    /// <exception cref="ArgumentException">It has no such parts.</exception>
    public abstract byte[] FromParts(Family family, ReadOnlySpan<object?> parts);

    /// <summary>A sockaddr with its first two bytes, the rest being 0.</summary>
    protected static byte[] NewSockaddr(int family, int size)
    {
        byte[] sockaddr = new byte[size];
        if (Constants.SockaddrHasLength)
        {
            sockaddr[0] = (byte)size;
            sockaddr[1] = (byte)family;
        }
        else
        {
            BinaryPrimitives.WriteUInt16LittleEndian(sockaddr, (ushort)family);
        }

        return sockaddr;
    }
}
