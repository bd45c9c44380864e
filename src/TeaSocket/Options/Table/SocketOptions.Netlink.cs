using static TeaSocket.OptionLevels;
using static TeaSocket.Options.OptionCodecs;

namespace TeaSocket;

// Options of PF_NETLINK sockets, netlink(7).
public static partial class SocketOptions
{
    /// <summary>Joins a group, by its number, see netlink(7).</summary>
    public static SocketOption<int> NetlinkAddMembership { get; } =
        new(NetlinkLevel, Number, "NETLINK_ADD_MEMBERSHIP", 1) { Readable = false };

    /// <summary>A sender is told of what a broadcast has not reached, see netlink(7).</summary>
    public static SocketOption<bool> NetlinkBroadcastError { get; } = new(NetlinkLevel, Flag, "NETLINK_BROADCAST_ERROR", 4);

    /// <summary>An acknowledgement leaves out what it acknowledges, see netlink(7).</summary>
    public static SocketOption<bool> NetlinkCapAck { get; } = new(NetlinkLevel, Flag, "NETLINK_CAP_ACK", 10);

    /// <summary>Leaves a group, by its number, see netlink(7).</summary>
    public static SocketOption<int> NetlinkDropMembership { get; } =
        new(NetlinkLevel, Number, "NETLINK_DROP_MEMBERSHIP", 2) { Readable = false };

    /// <summary>An acknowledgement says more about an error, see netlink(7).</summary>
    public static SocketOption<bool> NetlinkExtendedAck { get; } = new(NetlinkLevel, Flag, "NETLINK_EXT_ACK", 11);

    /// <summary>Requests are checked strictly, and filter what they ask for, see netlink(7).</summary>
    public static SocketOption<bool> NetlinkGetStrictCheck { get; } = new(NetlinkLevel, Flag, "NETLINK_GET_STRICT_CHK", 12);

    /// <summary>Messages of all network namespaces that have an id here are received, see netlink(7).</summary>
    public static SocketOption<bool> NetlinkListenAllNamespaceId { get; } = new(NetlinkLevel, Flag, "NETLINK_LISTEN_ALL_NSID", 8);

    /// <summary>The groups that were joined, see netlink(7).</summary>
    public static SocketOption<IReadOnlyList<uint>> NetlinkListMemberships { get; } =
        new(NetlinkLevel, GroupBits, "NETLINK_LIST_MEMBERSHIPS", 9) { Writable = false };

    /// <summary>Messages that are lost are no error, see netlink(7).</summary>
    public static SocketOption<bool> NetlinkNoBufferErrors { get; } = new(NetlinkLevel, Flag, "NETLINK_NO_ENOBUFS", 5);

    /// <summary>Messages are received with the group that they came for, see netlink(7).</summary>
    public static SocketOption<bool> NetlinkPacketInfo { get; } = new(NetlinkLevel, Flag, "NETLINK_PKTINFO", 3);
}
