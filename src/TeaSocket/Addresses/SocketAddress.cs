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
    /// it has none. A Linux abstract name begins with a NUL. The pid of PF_NETLINK, the interface of PF_PACKET, the cid of PF_VSOCK.
    /// The sockaddr of another family, and one that is too short to hold an address, in hexadecimal.
    /// </summary>
    public string Host => host ??= Codec.Format(encoded);

    /// <summary>The port, 0–65535; 0 where there is none, see <see cref="HasPort"/>. That of PF_VSOCK is in <see cref="TryGetVsock"/>.</summary>
    public int Port => Codec.PortOf(encoded) ?? 0;

    /// <summary>Whether there is a port: an IPv4 or IPv6 address has one.</summary>
    public bool HasPort => Codec.PortOf(encoded) is not null;

    /// <summary>
    /// Whether <see cref="Parse"/> reads <see cref="Host"/> as this address again. It does not read a <see cref="Path"/> that is
    /// no UTF-8, nor the address of a family that is not named by text; those are in <see cref="ToBytes"/>.
    /// </summary>
    public bool IsText => Codec.IsText(encoded);

    /// <summary>The path of a Unix socket as the bytes that it is, without a terminating NUL; empty where there is none.</summary>
    public ReadOnlySpan<byte> Path => Family == Family.Unix ? UnixCodec.PathOf(encoded) : [];

    /// <summary>The address as the system's own struct sockaddr, in exactly the length that it needs.</summary>
    internal ReadOnlySpan<byte> Encoded => encoded;

    /// <summary>The port, or what the family has in its place: groups, a protocol; null where it has nothing there.</summary>
    internal long? Number => Codec.NumberOf(encoded);

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

    /// <summary>An address of PF_NETLINK, see netlink(7).</summary>
    /// <param name="pid">The port id: 0 is the kernel; to bind, 0 lets the kernel choose one.</param>
    /// <param name="groups">Multicast groups, a set of bits.</param>
    /// <exception cref="PlatformNotSupportedException">Only Linux has them.</exception>
    public static SocketAddress Netlink(uint pid, uint groups = 0) =>
        new(SystemHas(Family.Netlink), null, NetlinkCodec.Encode(pid, groups));

    /// <summary>An address of PF_PACKET, see packet(7).</summary>
    /// <param name="interfaceName">The name of a network interface; "" is all of them, to bind.</param>
    /// <param name="protocol">A protocol of Ethernet in the order of the host, 0–65535: ETH_P_ALL is 3.</param>
    /// <param name="hardwareAddress">Whom to send to, on a socket of <see cref="SocketType.Datagram"/>; at most 32 bytes.</param>
    /// <exception cref="ArgumentException">There is no such interface.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The hardware address is too long.</exception>
    /// <exception cref="PlatformNotSupportedException">Only Linux has them.</exception>
    public static SocketAddress Packet(string interfaceName, ushort protocol, ReadOnlySpan<byte> hardwareAddress = default)
    {
        ArgumentNullException.ThrowIfNull(interfaceName);
        Family family = SystemHas(Family.Packet);
        uint index = PacketCodec.FindInterface(interfaceName, nameof(interfaceName));
        return new(family, null, PacketCodec.Encode(index, protocol, 0, hardwareAddress, nameof(hardwareAddress)));
    }

    /// <summary>An address of PF_VSOCK, see vsock(7).</summary>
    /// <param name="cid">The machine: 2 is the host, 1 this one, 0xFFFFFFFF any, to bind.</param>
    /// <param name="port">The port; 0xFFFFFFFF lets the system choose one, to bind.</param>
    /// <exception cref="PlatformNotSupportedException">Only Linux has them.</exception>
    public static SocketAddress Vsock(uint cid, uint port) => new(SystemHas(Family.Vsock), null, VsockCodec.Encode(cid, port));

    /// <summary>Reads an address of PF_NETLINK, see <see cref="Netlink"/>. False for any other.</summary>
    public bool TryGetNetlink(out uint pid, out uint groups)
    {
        bool fits = Codec is NetlinkCodec;
        pid = fits ? NetlinkCodec.PidOf(encoded) : 0;
        groups = fits ? NetlinkCodec.GroupsOf(encoded) : 0;
        return fits;
    }

    /// <summary>Reads an address of PF_PACKET. False for any other. The interface's name is the <see cref="Host"/>.</summary>
    /// <param name="interfaceIndex">The index of the network interface; 0 for all of them.</param>
    /// <param name="protocol">The protocol of Ethernet in the order of the host.</param>
    /// <param name="packetType">Of what was received: PACKET_HOST (0), PACKET_OUTGOING (4)…</param>
    /// <param name="hardwareAddress">Of what was received: who sent it.</param>
    public bool TryGetPacket(out int interfaceIndex, out int protocol, out int packetType, out ReadOnlySpan<byte> hardwareAddress)
    {
        bool fits = Codec is PacketCodec;
        interfaceIndex = fits ? (int)PacketCodec.IndexOf(encoded) : 0;
        protocol = fits ? PacketCodec.ProtocolOf(encoded) : 0;
        packetType = fits ? PacketCodec.PacketTypeOf(encoded) : 0;
        hardwareAddress = fits ? PacketCodec.HardwareOf(encoded) : [];
        return fits;
    }

    /// <summary>Reads an address of PF_VSOCK, see <see cref="Vsock"/>. False for any other.</summary>
    public bool TryGetVsock(out uint cid, out uint port)
    {
        bool fits = Codec is VsockCodec;
        cid = fits ? VsockCodec.CidOf(encoded) : 0;
        port = fits ? VsockCodec.VsockPortOf(encoded) : 0;
        return fits;
    }

    /// <summary>An address of any family, as a sockaddr in the system's own layout. Nothing but its family is checked.</summary>
    /// <param name="family">The family that it has to be of.</param>
    /// <param name="sockaddr">From the family on (on BSD from the length on), 2–128 bytes.</param>
    /// <exception cref="ArgumentException">It is of another family.</exception>
    /// <exception cref="ArgumentOutOfRangeException">It is shorter or longer than any sockaddr.</exception>
    public static SocketAddress FromBytes(Family family, ReadOnlySpan<byte> sockaddr)
    {
        return new SocketAddress(family, null, RawCodec.Check(family, sockaddr.ToArray(), nameof(sockaddr)));
    }

    /// <summary>The address as a sockaddr in the system's own layout, see <see cref="FromBytes"/>.</summary>
    public byte[] ToBytes() => [.. encoded];

    /// <summary>The address in the parts in which scripts have it: [host, port], for instance.</summary>
    internal object[] ToParts() => Codec.ToParts(encoded);

    /// <summary>Reads an address in such parts. What is wrong with one of them names it as "address" or "port".</summary>
    /// <exception cref="ArgumentException">It has no such parts, or what <see cref="Parse"/> throws.</exception>
    internal static SocketAddress FromParts(Family family, ReadOnlySpan<object?> parts) =>
        new(family, null, AddressCodec.For(family).FromParts(family, parts));

    /// <summary>Reads what the system wrote into a sockaddr; an empty one is the unnamed address of a Unix socket.</summary>
    internal static SocketAddress Decode(ReadOnlySpan<byte> sockaddr) =>
        new(AddressCodec.FamilyOf(sockaddr), null, sockaddr.ToArray());

    /// <summary>
    /// "127.0.0.1:80", "::1:80" as Node prints it, or <see cref="Host"/>, with a NUL shown as "@" as Linux's tools do. Of other families
    /// the number that follows it stands behind it likewise: the port of PF_VSOCK, the protocol of PF_PACKET, the groups of PF_NETLINK.
    /// </summary>
    public override string ToString() => Number is { } number ? $"{Host}:{number}" : Host.Replace('\0', '@');

    private static Family SystemHas(Family family) => family.Value >= 0 ? family
        : throw new PlatformNotSupportedException("This system has no such family of addresses.");
}
