using TeaSocket.Options;
using static TeaSocket.OptionLevels;
using static TeaSocket.Options.OptionCodecs;

namespace TeaSocket;

// Options of PF_PACKET sockets, packet(7).
public static partial class SocketOptions
{
    /// <summary>Receives what the interface would leave out: one of PACKET_MR_*, see packet(7).</summary>
    public static SocketOption<IReadOnlyDictionary<string, object?>> PacketAddMembership { get; } =
        new(PacketLevel, new StructCodec(OptionLayouts.PacketMembership), "PACKET_ADD_MEMBERSHIP", 1) { Readable = false };

    /// <summary>Packets are received with what the system knows of them, see packet(7).</summary>
    public static SocketOption<bool> PacketAuxData { get; } = new(PacketLevel, Flag, "PACKET_AUXDATA", 8);

    /// <summary>From which size on a packet is queued beside the ring, in bytes, see packet(7).</summary>
    public static SocketOption<int> PacketCopyThreshold { get; } = new(PacketLevel, Number, "PACKET_COPY_THRESH", 7);

    /// <summary>Takes PACKET_ADD_MEMBERSHIP back, see packet(7).</summary>
    public static SocketOption<IReadOnlyDictionary<string, object?>> PacketDropMembership { get; } =
        new(PacketLevel, new StructCodec(OptionLayouts.PacketMembership), "PACKET_DROP_MEMBERSHIP", 2) { Readable = false };

    /// <summary>
    /// The group of sockets that share what comes, and how: an id, and 65536 times one of PACKET_FANOUT_*, see packet(7).
    /// </summary>
    public static SocketOption<uint> PacketFanout { get; } = new(PacketLevel, Unsigned, "PACKET_FANOUT", 18);

    /// <summary>The program that chooses the socket for PACKET_FANOUT_CBPF, see packet(7).</summary>
    public static SocketOption<IReadOnlyList<FilterInstruction>> PacketFanoutData { get; } =
        new(PacketLevel, Filter, "PACKET_FANOUT_DATA", 22) { Readable = false };

    /// <summary>What this machine sends is left out, see packet(7).</summary>
    public static SocketOption<bool> PacketIgnoreOutgoing { get; } = new(PacketLevel, Flag, "PACKET_IGNORE_OUTGOING", 23);

    /// <summary>A packet of the ring that cannot be sent is skipped, see packet(7).</summary>
    public static SocketOption<bool> PacketLoss { get; } = new(PacketLevel, Flag, "PACKET_LOSS", 14);

    /// <summary>The interface of a packet is the one that it came in by, not the one above it, see packet(7).</summary>
    public static SocketOption<bool> PacketOriginalDevice { get; } = new(PacketLevel, Flag, "PACKET_ORIGDEV", 9);

    /// <summary>Packets go to the device without a queue, see packet(7).</summary>
    public static SocketOption<bool> PacketQueueDisciplineBypass { get; } = new(PacketLevel, Flag, "PACKET_QDISC_BYPASS", 20);

    /// <summary>How many bytes of room stay in front of each packet of the ring, see packet(7).</summary>
    public static SocketOption<int> PacketReserve { get; } = new(PacketLevel, Number, "PACKET_RESERVE", 12);

    /// <summary>How many packets went to another socket of the group, see packet(7).</summary>
    public static SocketOption<IReadOnlyDictionary<string, object?>> PacketRolloverStats { get; } =
        new(PacketLevel, new StructCodec(OptionLayouts.RolloverStatistics), "PACKET_ROLLOVER_STATS", 21) { Writable = false };

    /// <summary>How many packets have come and were dropped since it was read last, see packet(7).</summary>
    public static SocketOption<IReadOnlyDictionary<string, object?>> PacketStatistics { get; } =
        new(PacketLevel, new StructCodec(OptionLayouts.PacketStatistics), "PACKET_STATISTICS", 6) { Writable = false, ChangesWhenRead = true };

    /// <summary>Where the times of the ring come from: the sum of some SOF_TIMESTAMPING_*, see packet(7).</summary>
    public static SocketOption<int> PacketTimestamp { get; } = new(PacketLevel, Number, "PACKET_TIMESTAMP", 17);

    /// <summary>Packets of the ring tell where in their frame they begin, see packet(7).</summary>
    public static SocketOption<bool> PacketTransmitHasOffset { get; } = new(PacketLevel, Flag, "PACKET_TX_HAS_OFF", 19);

    /// <summary>The form of the ring: 0, 1 or 2 for TPACKET_V1 to V3, see packet(7).</summary>
    public static SocketOption<int> PacketVersion { get; } = new(PacketLevel, Number, "PACKET_VERSION", 10);

    /// <summary>Packets have a header of virtio in front of them; on sockets of SOCK_RAW, see packet(7).</summary>
    public static SocketOption<bool> PacketVirtualNetworkHeader { get; } = new(PacketLevel, Flag, "PACKET_VNET_HDR", 15);
}
