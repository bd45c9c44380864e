using System.Buffers.Binary;

namespace TeaSocket.Addresses;

/// <summary>
/// Network interfaces: struct sockaddr_ll, see packet(7). Its parts are [interface, protocol], and of what was received
/// [interface, protocol, packetType, hardwareAddress]; the protocol is in the order of the host.
/// </summary>
internal sealed class PacketCodec : AddressCodec
{
    internal const int Size = 20; // with room for a hardware address of eight bytes
    internal const int ProtocolOffset = 2;
    internal const int IndexOffset = 4;
    internal const int PacketTypeOffset = 10;
    internal const int HardwareLengthOffset = 11;
    internal const int HardwareOffset = 12;

    internal const int MostHardware = 32; // MAX_ADDR_LEN of <linux/netdevice.h>

    public override int LeastSize => HardwareOffset;

    public static byte[] Encode(uint index, ushort protocol, byte packetType, ReadOnlySpan<byte> hardware, string parameter)
    {
        if (hardware.Length > MostHardware)
        {
            throw WrongArgument.Range(parameter, $"must be a hardware address of at most {MostHardware} bytes. Received {hardware.Length} bytes");
        }

        byte[] sockaddr = NewSockaddr(Constants.AF_PACKET, Math.Max(Size, HardwareOffset + hardware.Length));
        BinaryPrimitives.WriteUInt16BigEndian(sockaddr.AsSpan(ProtocolOffset), protocol);
        BinaryPrimitives.WriteUInt32LittleEndian(sockaddr.AsSpan(IndexOffset), index);
        sockaddr[PacketTypeOffset] = packetType;
        sockaddr[HardwareLengthOffset] = (byte)hardware.Length;
        hardware.CopyTo(sockaddr.AsSpan(HardwareOffset));
        return sockaddr;
    }

    public static ushort ProtocolOf(ReadOnlySpan<byte> sockaddr) => BinaryPrimitives.ReadUInt16BigEndian(sockaddr[ProtocolOffset..]);

    public static uint IndexOf(ReadOnlySpan<byte> sockaddr) => BinaryPrimitives.ReadUInt32LittleEndian(sockaddr[IndexOffset..]);

    public static byte PacketTypeOf(ReadOnlySpan<byte> sockaddr) => sockaddr[PacketTypeOffset];

    public static ReadOnlySpan<byte> HardwareOf(ReadOnlySpan<byte> sockaddr) =>
        sockaddr.Slice(HardwareOffset, Math.Min(sockaddr[HardwareLengthOffset], sockaddr.Length - HardwareOffset));

    /// <summary>The index of an interface by its name, or by its index as text; "" is all of them.</summary>
    public static uint FindInterface(string name, string parameter)
    {
        uint index = Calls.FindInterface(name);
        return index != 0 || name.Length == 0 || NetworkInterface.TryParseIndex(name, out index) ? index
            : throw WrongArgument.Kind(parameter, $"must be a network interface. Received '{name}', and there is no such interface");
    }

    /// <summary>
    /// A protocol of PF_PACKET in the order in which socket(2) takes it. What C's htons makes of the smallest protocols, such as ETH_P_ALL, is
    /// in that order already: no protocol has such a number.
    /// </summary>
    public static int ForSocket(int protocol) =>
        protocol is (>= 0x100 and < 0x600) or < 0 or > ushort.MaxValue ? protocol : BinaryPrimitives.ReverseEndianness((ushort)protocol);

    public override byte[] Parse(string address, int port) => FromParts(Family.Packet, [address, (double)port]);

    /// <summary>The name of the interface, its index if it has gone, "" for all of them.</summary>
    public override string Format(ReadOnlySpan<byte> sockaddr) => Calls.InterfaceText(IndexOf(sockaddr));

    public override long? NumberOf(ReadOnlySpan<byte> sockaddr) => ProtocolOf(sockaddr);

    public override bool IsText(ReadOnlySpan<byte> sockaddr) => false;

    // The system gives a whole struct with what was received, and only as much of it as it needs for a socket's own name.
    public override object[] ToParts(ReadOnlySpan<byte> sockaddr) => sockaddr.Length < Size
        ? [Format(sockaddr), (double)ProtocolOf(sockaddr)]
        : [Format(sockaddr), (double)ProtocolOf(sockaddr), (double)PacketTypeOf(sockaddr), HardwareOf(sockaddr).ToArray()];

    public override byte[] FromParts(Family family, ReadOnlySpan<object?> parts)
    {
        var given = new AddressParts(parts, 4, "[interface, protocol, packetType, hardwareAddress]");
        uint index = given.First is string name ? FindInterface(name, "address")
            : given.First is double ? given.Integer(0, "the index of a network interface", int.MaxValue)
            : throw given.Unexpected(0, "a network interface, by its name or its index");
        byte[] hardware = given[3] is null ? [] : given[3] as byte[] ?? throw given.Unexpected(3, "a hardware address, a Buffer");
        ushort protocol = (ushort)given.Integer(1, "a protocol in the order of the host (ETH_P_ALL)", ushort.MaxValue);
        return Encode(index, protocol, (byte)given.Integer(2, "a packet type", byte.MaxValue), hardware, "address[3]");
    }
}
