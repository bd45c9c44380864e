using TeaSocket.Options;
using static TeaSocket.OptionLevels;
using static TeaSocket.Options.OptionCodecs;

namespace TeaSocket;

// Options of IPv4, ip(7).
public static partial class SocketOptions
{
    /// <summary>Joins a multicast group, as Socket.addMembership does, see ip(7).</summary>
    public static SocketOption<IReadOnlyDictionary<string, object?>> IpAddMembership { get; } =
        new(Ip, new StructCodec(OptionLayouts.GroupMembership), "IP_ADD_MEMBERSHIP", 35) { Readable = false, Types = [SocketType.Datagram, SocketType.Raw] };

    /// <summary>Joins a multicast group for what one source sends, see ip(7).</summary>
    public static SocketOption<IReadOnlyDictionary<string, object?>> IpAddSourceMembership { get; } =
        new(Ip, new StructCodec(OptionLayouts.SourceMembership), "IP_ADD_SOURCE_MEMBERSHIP", 39) { Readable = false, Types = [SocketType.Datagram, SocketType.Raw] };

    /// <summary>Binding with port 0 leaves the choice of a port to connecting, see ip(7).</summary>
    public static SocketOption<bool> IpBindAddressNoPort { get; } = new(Ip, Flag, "IP_BIND_ADDRESS_NO_PORT", 24);

    /// <summary>Receives nothing more of one source from a multicast group, see ip(7).</summary>
    public static SocketOption<IReadOnlyDictionary<string, object?>> IpBlockSource { get; } =
        new(Ip, new StructCodec(OptionLayouts.SourceMembership), "IP_BLOCK_SOURCE", 38) { Readable = false, Types = [SocketType.Datagram, SocketType.Raw] };

    /// <summary>Messages are received with their checksum, see ip(7).</summary>
    public static SocketOption<bool> IpChecksum { get; } = new(Ip, Flag, "IP_CHECKSUM", 23);

    /// <summary>Leaves a multicast group, see ip(7).</summary>
    public static SocketOption<IReadOnlyDictionary<string, object?>> IpDropMembership { get; } =
        new(Ip, new StructCodec(OptionLayouts.GroupMembership), "IP_DROP_MEMBERSHIP", 36) { Readable = false, Types = [SocketType.Datagram, SocketType.Raw] };

    /// <summary>Leaves a multicast group for what one source sends, see ip(7).</summary>
    public static SocketOption<IReadOnlyDictionary<string, object?>> IpDropSourceMembership { get; } =
        new(Ip, new StructCodec(OptionLayouts.SourceMembership), "IP_DROP_SOURCE_MEMBERSHIP", 40) { Readable = false, Types = [SocketType.Datagram, SocketType.Raw] };

    /// <summary>An address can be bound to that this machine does not have yet, see ip(7).</summary>
    public static SocketOption<bool> IpFreeBind { get; } = new(Ip, Flag, "IP_FREEBIND", 15);

    /// <summary>What is sent begins with its own IP header, see ip(7).</summary>
    public static SocketOption<bool> IpHeaderIncluded { get; } =
        new(Ip, Flag, "IP_HDRINCL", 3, macOS: 2, windows: 2) { Types = [SocketType.Raw] };

    /// <summary>From which range the system chooses a port, 0 and 0 for its own one, see ip(7).</summary>
    public static SocketOption<IReadOnlyDictionary<string, object?>> IpLocalPortRange { get; } =
        new(Ip, new StructCodec(OptionLayouts.PortRange), "IP_LOCAL_PORT_RANGE", 51);

    /// <summary>Packets with fewer hops left are dropped, see ip(7).</summary>
    public static SocketOption<int> IpMinTtl { get; } = new(Ip, Number, "IP_MINTTL", 21);

    /// <summary>The known path MTU of a connected socket, in bytes, see ip(7).</summary>
    public static SocketOption<int> IpMtu { get; } = new(Ip, Number, "IP_MTU", 14, windows: 73) { Writable = false };

    /// <summary>How the path MTU is found: one of IP_PMTUDISC_*, see ip(7).</summary>
    public static SocketOption<int> IpMtuDiscover { get; } = new(Ip, Number, "IP_MTU_DISCOVER", 10, windows: 71);

    /// <summary>What comes for a group that another socket has joined is received too, see ip(7).</summary>
    public static SocketOption<bool> IpMulticastAll { get; } = new(Ip, Flag, "IP_MULTICAST_ALL", 49);

    /// <summary>The address of the interface by which multicast is sent; "0.0.0.0" for the system's choice, see ip(7).</summary>
    public static SocketOption<string> IpMulticastInterface { get; } =
        new(Ip, Address, "IP_MULTICAST_IF", 32, macOS: 9, windows: 9) { Types = [SocketType.Datagram, SocketType.Raw] };

    /// <summary>What is sent to a group comes back to this machine, see ip(7).</summary>
    public static SocketOption<bool> IpMulticastLoop { get; } = new(Ip, Flag, "IP_MULTICAST_LOOP", 34, macOS: 11, windows: 11);

    /// <summary>How many hops multicast goes, 1 by default, see ip(7).</summary>
    public static SocketOption<int> IpMulticastTtl { get; } =
        new(Ip, Number, "IP_MULTICAST_TTL", 33, macOS: 10, windows: 10) { Types = [SocketType.Datagram, SocketType.Raw] };

    /// <summary>Fragments are not put together, see ip(7).</summary>
    public static SocketOption<bool> IpNoDefragment { get; } = new(Ip, Flag, "IP_NODEFRAG", 22) { Types = [SocketType.Raw] };

    /// <summary>The IP options of what is sent, see ip(7).</summary>
    public static SocketOption<byte[]> IpOptions { get; } = new(Ip, Bytes, "IP_OPTIONS", 4, macOS: 1, windows: 1);

    /// <summary>Another name of IP_RECVORIGDSTADDR, see ip(7).</summary>
    public static SocketOption<bool> IpOriginalDestination { get; } = new(Ip, Flag, "IP_ORIGDSTADDR", 20);

    /// <summary>Datagrams are received with their security label, see ip(7).</summary>
    public static SocketOption<bool> IpPassSecurity { get; } = new(Ip, Flag, "IP_PASSSEC", 18);

    /// <summary>Datagrams are received with their destination and interface, see ip(7).</summary>
    public static SocketOption<bool> IpPacketInfo { get; } = new(Ip, Flag, "IP_PKTINFO", 8, macOS: 26, windows: 19);

    /// <summary>The protocol that the socket was opened with, see ip(7).</summary>
    public static SocketOption<int> IpProtocol { get; } = new(Ip, Number, "IP_PROTOCOL", 52) { Writable = false };

    /// <summary>Errors are queued with all that is known of them, see MSG_ERRQUEUE, see ip(7).</summary>
    public static SocketOption<bool> IpReceiveErrors { get; } = new(Ip, Flag, "IP_RECVERR", 11);

    /// <summary>Such errors come with their extensions, see ip(7).</summary>
    public static SocketOption<bool> IpReceiveErrorsRfc4884 { get; } = new(Ip, Flag, "IP_RECVERR_RFC4884", 26);

    /// <summary>Datagrams are received with the size of their largest fragment, see ip(7).</summary>
    public static SocketOption<bool> IpReceiveFragmentSize { get; } =
        new(Ip, Flag, "IP_RECVFRAGSIZE", 25) { Types = [SocketType.Datagram, SocketType.Raw] };

    /// <summary>Datagrams are received with their IP options, see ip(7).</summary>
    public static SocketOption<bool> IpReceiveOptions { get; } = new(Ip, Flag, "IP_RECVOPTS", 6, macOS: 5);

    /// <summary>Datagrams are received with the destination that they had before they were redirected, see ip(7).</summary>
    public static SocketOption<bool> IpReceiveOriginalDestination { get; } = new(Ip, Flag, "IP_RECVORIGDSTADDR", 20);

    /// <summary>Datagrams are received with their IP options, as they would be answered with, see ip(7).</summary>
    public static SocketOption<bool> IpReceiveReturnOptions { get; } = new(Ip, Flag, "IP_RECVRETOPTS", 7, macOS: 6);

    /// <summary>Datagrams are received with their type of service, see ip(7).</summary>
    public static SocketOption<bool> IpReceiveTos { get; } = new(Ip, Flag, "IP_RECVTOS", 13, macOS: 27, windows: 40);

    /// <summary>Datagrams are received with the number of hops that they had left, see ip(7).</summary>
    public static SocketOption<bool> IpReceiveTtl { get; } = new(Ip, Flag, "IP_RECVTTL", 12, macOS: 24, windows: 21);

    /// <summary>Another name of IP_RECVRETOPTS, see ip(7).</summary>
    public static SocketOption<bool> IpReturnOptions { get; } = new(Ip, Flag, "IP_RETOPTS", 7, macOS: 8);

    /// <summary>What is to be looked at by routers is received, where it is forwarded, see ip(7).</summary>
    public static SocketOption<bool> IpRouterAlert { get; } = new(Ip, Flag, "IP_ROUTER_ALERT", 5) { Types = [SocketType.Raw] };

    /// <summary>The type of service of what is sent, 0 to 255, see ip(7).</summary>
    public static SocketOption<int> IpTos { get; } = new(Ip, Number, "IP_TOS", 1, macOS: 3, windows: 3);

    /// <summary>Addresses can be bound to that are not this machine's; needs a privilege, see ip(7).</summary>
    public static SocketOption<bool> IpTransparent { get; } = new(Ip, Flag, "IP_TRANSPARENT", 19);

    /// <summary>How many hops a packet goes, 1 to 255; -1 sets the system's default, see ip(7).</summary>
    public static SocketOption<int> IpTtl { get; } = new(Ip, Number, "IP_TTL", 2, macOS: 4, windows: 4);

    /// <summary>Receives again what IP_BLOCK_SOURCE has left out, see ip(7).</summary>
    public static SocketOption<IReadOnlyDictionary<string, object?>> IpUnblockSource { get; } =
        new(Ip, new StructCodec(OptionLayouts.SourceMembership), "IP_UNBLOCK_SOURCE", 37) { Readable = false, Types = [SocketType.Datagram, SocketType.Raw] };

    /// <summary>The interface by which is sent where no route says another; "" for any, see ip(7).</summary>
    public static SocketOption<string> IpUnicastInterface { get; } = new(Ip, InterfaceInNetworkOrder, "IP_UNICAST_IF", 50, windows: 31);

    /// <summary>Receives nothing more of one source from a multicast group, see ip(7).</summary>
    public static SocketOption<IReadOnlyDictionary<string, object?>> MulticastBlockSource { get; } =
        new(Ip, new StructCodec(OptionLayouts.GroupSource), "MCAST_BLOCK_SOURCE", 43, macOS: 84) { Readable = false, Types = [SocketType.Datagram, SocketType.Raw] };

    /// <summary>Joins a multicast group of either family, see ip(7).</summary>
    public static SocketOption<IReadOnlyDictionary<string, object?>> MulticastJoinGroup { get; } =
        new(Ip, new StructCodec(OptionLayouts.GroupRequest), "MCAST_JOIN_GROUP", 42, macOS: 80) { Readable = false, Types = [SocketType.Datagram, SocketType.Raw] };

    /// <summary>Joins a multicast group for what one source sends, see ip(7).</summary>
    public static SocketOption<IReadOnlyDictionary<string, object?>> MulticastJoinSourceGroup { get; } =
        new(Ip, new StructCodec(OptionLayouts.GroupSource), "MCAST_JOIN_SOURCE_GROUP", 46, macOS: 82) { Readable = false, Types = [SocketType.Datagram, SocketType.Raw] };

    /// <summary>Leaves a multicast group, see ip(7).</summary>
    public static SocketOption<IReadOnlyDictionary<string, object?>> MulticastLeaveGroup { get; } =
        new(Ip, new StructCodec(OptionLayouts.GroupRequest), "MCAST_LEAVE_GROUP", 45, macOS: 81) { Readable = false, Types = [SocketType.Datagram, SocketType.Raw] };

    /// <summary>Leaves a multicast group for what one source sends, see ip(7).</summary>
    public static SocketOption<IReadOnlyDictionary<string, object?>> MulticastLeaveSourceGroup { get; } =
        new(Ip, new StructCodec(OptionLayouts.GroupSource), "MCAST_LEAVE_SOURCE_GROUP", 47, macOS: 83) { Readable = false, Types = [SocketType.Datagram, SocketType.Raw] };

    /// <summary>Receives again what MCAST_BLOCK_SOURCE has left out, see ip(7).</summary>
    public static SocketOption<IReadOnlyDictionary<string, object?>> MulticastUnblockSource { get; } =
        new(Ip, new StructCodec(OptionLayouts.GroupSource), "MCAST_UNBLOCK_SOURCE", 44, macOS: 85) { Readable = false, Types = [SocketType.Datagram, SocketType.Raw] };
}
