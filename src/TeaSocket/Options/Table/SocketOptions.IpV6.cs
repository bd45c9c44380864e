using TeaSocket.Options;
using static TeaSocket.OptionLevels;
using static TeaSocket.Options.OptionCodecs;

namespace TeaSocket;

// Options of IPv6, ipv6(7).
public static partial class SocketOptions
{
    /// <summary>Turns a connected socket into one of PF_INET, where the peer's address allows it, see ipv6(7).</summary>
    public static SocketOption<int> IpV6AddressForm { get; } = new(IpV6, Number, "IPV6_ADDRFORM", 1) { Readable = false };

    /// <summary>Which source addresses are preferred, the sum of some IPV6_PREFER_SRC_*, see ipv6(7).</summary>
    public static SocketOption<int> IpV6AddressPreferences { get; } = new(IpV6, Number, "IPV6_ADDR_PREFERENCES", 72);

    /// <summary>Joins a multicast group, as Socket.addMembership does, see ipv6(7).</summary>
    public static SocketOption<IReadOnlyDictionary<string, object?>> IpV6AddMembership { get; } =
        new(IpV6, new StructCodec(OptionLayouts.GroupMembershipV6), "IPV6_ADD_MEMBERSHIP", 20, macOS: 12, windows: 12) { Readable = false, Types = [SocketType.Datagram, SocketType.Raw] };

    /// <summary>Packets get flow labels from what they belong to, see ipv6(7).</summary>
    public static SocketOption<bool> IpV6AutoFlowLabel { get; } = new(IpV6, Flag, "IPV6_AUTOFLOWLABEL", 70);

    /// <summary>Where in a packet its checksum stands, an even offset; -1 for nowhere, see ipv6(7).</summary>
    public static SocketOption<int> IpV6Checksum { get; } =
        new(IpV6, Number, "IPV6_CHECKSUM", 7, macOS: 26, windows: 26) { Types = [SocketType.Raw] };

    /// <summary>Packets that are too large are refused, not sent in fragments, see ipv6(7).</summary>
    public static SocketOption<bool> IpV6DontFragment { get; } = new(IpV6, Flag, "IPV6_DONTFRAG", 62, macOS: 62, windows: 14);

    /// <summary>Leaves a multicast group, see ipv6(7).</summary>
    public static SocketOption<IReadOnlyDictionary<string, object?>> IpV6DropMembership { get; } =
        new(IpV6, new StructCodec(OptionLayouts.GroupMembershipV6), "IPV6_DROP_MEMBERSHIP", 21, macOS: 13, windows: 13) { Readable = false, Types = [SocketType.Datagram, SocketType.Raw] };

    /// <summary>The destination options of what is sent, see ipv6(7).</summary>
    public static SocketOption<byte[]> IpV6DestinationOptions { get; } = new(IpV6, Bytes, "IPV6_DSTOPTS", 59);

    /// <summary>Datagrams are received with their flow information, see ipv6(7).</summary>
    public static SocketOption<bool> IpV6FlowInfo { get; } = new(IpV6, Flag, "IPV6_FLOWINFO", 11);

    /// <summary>The flow information of the address is sent, see ipv6(7).</summary>
    public static SocketOption<bool> IpV6FlowInfoSend { get; } = new(IpV6, Flag, "IPV6_FLOWINFO_SEND", 33);

    /// <summary>An address can be bound to that this machine does not have yet, see ipv6(7).</summary>
    public static SocketOption<bool> IpV6FreeBind { get; } = new(IpV6, Flag, "IPV6_FREEBIND", 78);

    /// <summary>What is sent begins with its own IPv6 header, see ipv6(7).</summary>
    public static SocketOption<bool> IpV6HeaderIncluded { get; } = new(IpV6, Flag, "IPV6_HDRINCL", 36) { Types = [SocketType.Raw] };

    /// <summary>The hop-by-hop options of what is sent; needs a privilege, see ipv6(7).</summary>
    public static SocketOption<byte[]> IpV6HopOptions { get; } = new(IpV6, Bytes, "IPV6_HOPOPTS", 54);

    /// <summary>Joins an anycast group, see ipv6(7).</summary>
    public static SocketOption<IReadOnlyDictionary<string, object?>> IpV6JoinAnycast { get; } =
        new(IpV6, new StructCodec(OptionLayouts.GroupMembershipV6), "IPV6_JOIN_ANYCAST", 27) { Readable = false, Types = [SocketType.Datagram, SocketType.Raw] };

    /// <summary>Another name of IPV6_ADD_MEMBERSHIP, see ipv6(7).</summary>
    public static SocketOption<IReadOnlyDictionary<string, object?>> IpV6JoinGroup { get; } =
        new(IpV6, new StructCodec(OptionLayouts.GroupMembershipV6), "IPV6_JOIN_GROUP", 20, macOS: 12, windows: 12) { Readable = false, Types = [SocketType.Datagram, SocketType.Raw] };

    /// <summary>Leaves an anycast group, see ipv6(7).</summary>
    public static SocketOption<IReadOnlyDictionary<string, object?>> IpV6LeaveAnycast { get; } =
        new(IpV6, new StructCodec(OptionLayouts.GroupMembershipV6), "IPV6_LEAVE_ANYCAST", 28) { Readable = false, Types = [SocketType.Datagram, SocketType.Raw] };

    /// <summary>Another name of IPV6_DROP_MEMBERSHIP, see ipv6(7).</summary>
    public static SocketOption<IReadOnlyDictionary<string, object?>> IpV6LeaveGroup { get; } =
        new(IpV6, new StructCodec(OptionLayouts.GroupMembershipV6), "IPV6_LEAVE_GROUP", 21, macOS: 13, windows: 13) { Readable = false, Types = [SocketType.Datagram, SocketType.Raw] };

    /// <summary>Packets with fewer hops left are dropped, see ipv6(7).</summary>
    public static SocketOption<int> IpV6MinHopCount { get; } = new(IpV6, Number, "IPV6_MINHOPCOUNT", 73);

    /// <summary>The known path MTU of a connected socket; set, the largest packet that is sent whole, at least 1280, see ipv6(7).</summary>
    public static SocketOption<int> IpV6Mtu { get; } = new(IpV6, Number, "IPV6_MTU", 24, windows: 72);

    /// <summary>How the path MTU is found: one of IPV6_PMTUDISC_*, see ipv6(7).</summary>
    public static SocketOption<int> IpV6MtuDiscover { get; } = new(IpV6, Number, "IPV6_MTU_DISCOVER", 23, windows: 71);

    /// <summary>What comes for a group that another socket has joined is received too, see ipv6(7).</summary>
    public static SocketOption<bool> IpV6MulticastAll { get; } = new(IpV6, Flag, "IPV6_MULTICAST_ALL", 29);

    /// <summary>How many hops multicast goes; -1 sets the default, 1, see ipv6(7).</summary>
    public static SocketOption<int> IpV6MulticastHops { get; } =
        new(IpV6, Number, "IPV6_MULTICAST_HOPS", 18, macOS: 10, windows: 10) { Types = [SocketType.Datagram, SocketType.Raw] };

    /// <summary>The interface by which multicast is sent; "" for the system's choice, see ipv6(7).</summary>
    public static SocketOption<string> IpV6MulticastInterface { get; } =
        new(IpV6, Interface, "IPV6_MULTICAST_IF", 17, macOS: 9, windows: 9) { Types = [SocketType.Datagram, SocketType.Raw] };

    /// <summary>What is sent to a group comes back to this machine, see ipv6(7).</summary>
    public static SocketOption<bool> IpV6MulticastLoop { get; } = new(IpV6, Flag, "IPV6_MULTICAST_LOOP", 19, macOS: 11, windows: 11);

    /// <summary>Another name of IPV6_RECVORIGDSTADDR, see ipv6(7).</summary>
    public static SocketOption<bool> IpV6OriginalDestination { get; } = new(IpV6, Flag, "IPV6_ORIGDSTADDR", 74);

    /// <summary>The path MTU to a connected peer, see ipv6(7).</summary>
    public static SocketOption<IReadOnlyDictionary<string, object?>> IpV6PathMtu { get; } =
        new(IpV6, new StructCodec(OptionLayouts.PathMtu), "IPV6_PATHMTU", 61) { Writable = false };

    /// <summary>The source address and the interface of what is sent, see ipv6(7).</summary>
    public static SocketOption<IReadOnlyDictionary<string, object?>> IpV6PacketInfo { get; } =
        new(IpV6, new StructCodec(OptionLayouts.PacketInfoV6), "IPV6_PKTINFO", 50) { Readable = false };

    /// <summary>Datagrams are received with their destination options, see ipv6(7).</summary>
    public static SocketOption<bool> IpV6ReceiveDestinationOptions { get; } = new(IpV6, Flag, "IPV6_RECVDSTOPTS", 58);

    /// <summary>Errors are queued with all that is known of them, see MSG_ERRQUEUE, see ipv6(7).</summary>
    public static SocketOption<bool> IpV6ReceiveErrors { get; } = new(IpV6, Flag, "IPV6_RECVERR", 25);

    /// <summary>Such errors come with their extensions, see ipv6(7).</summary>
    public static SocketOption<bool> IpV6ReceiveErrorsRfc4884 { get; } = new(IpV6, Flag, "IPV6_RECVERR_RFC4884", 31);

    /// <summary>Datagrams are received with the size of their largest fragment, see ipv6(7).</summary>
    public static SocketOption<bool> IpV6ReceiveFragmentSize { get; } = new(IpV6, Flag, "IPV6_RECVFRAGSIZE", 77);

    /// <summary>Datagrams are received with the number of hops that they had left, see ipv6(7).</summary>
    public static SocketOption<bool> IpV6ReceiveHopLimit { get; } = new(IpV6, Flag, "IPV6_RECVHOPLIMIT", 51, macOS: 37, windows: 21);

    /// <summary>Datagrams are received with their hop-by-hop options, see ipv6(7).</summary>
    public static SocketOption<bool> IpV6ReceiveHopOptions { get; } = new(IpV6, Flag, "IPV6_RECVHOPOPTS", 53);

    /// <summary>Datagrams are received with the destination that they had before they were redirected, see ipv6(7).</summary>
    public static SocketOption<bool> IpV6ReceiveOriginalDestination { get; } = new(IpV6, Flag, "IPV6_RECVORIGDSTADDR", 74);

    /// <summary>Changes of the path MTU are received as messages, see ipv6(7).</summary>
    public static SocketOption<bool> IpV6ReceivePathMtu { get; } = new(IpV6, Flag, "IPV6_RECVPATHMTU", 60);

    /// <summary>Datagrams are received with their destination and interface, see ipv6(7).</summary>
    public static SocketOption<bool> IpV6ReceivePacketInfo { get; } = new(IpV6, Flag, "IPV6_RECVPKTINFO", 49, macOS: 61, windows: 19);

    /// <summary>Datagrams are received with their routing header, see ipv6(7).</summary>
    public static SocketOption<bool> IpV6ReceiveRoutingHeader { get; } = new(IpV6, Flag, "IPV6_RECVRTHDR", 56);

    /// <summary>Datagrams are received with their traffic class, see ipv6(7).</summary>
    public static SocketOption<bool> IpV6ReceiveTrafficClass { get; } = new(IpV6, Flag, "IPV6_RECVTCLASS", 66, macOS: 35, windows: 40);

    /// <summary>
    /// Which packets that are to be looked at by routers are received: the value of their option; -1 for none, see ipv6(7).
    /// </summary>
    public static SocketOption<int> IpV6RouterAlert { get; } = new(IpV6, Number, "IPV6_ROUTER_ALERT", 22) { Types = [SocketType.Raw] };

    /// <summary>Such packets of other network namespaces are left out, see ipv6(7).</summary>
    public static SocketOption<bool> IpV6RouterAlertIsolate { get; } =
        new(IpV6, Flag, "IPV6_ROUTER_ALERT_ISOLATE", 30) { Types = [SocketType.Raw] };

    /// <summary>The routing header of what is sent, see ipv6(7).</summary>
    public static SocketOption<byte[]> IpV6RoutingHeader { get; } = new(IpV6, Bytes, "IPV6_RTHDR", 57);

    /// <summary>The destination options in front of that routing header; needs a privilege, see ipv6(7).</summary>
    public static SocketOption<byte[]> IpV6RoutingHeaderDestinationOptions { get; } = new(IpV6, Bytes, "IPV6_RTHDRDSTOPTS", 55);

    /// <summary>The traffic class of what is sent, 0 to 255; -1 sets the default, see ipv6(7).</summary>
    public static SocketOption<int> IpV6TrafficClass { get; } = new(IpV6, Number, "IPV6_TCLASS", 67, macOS: 36, windows: 39);

    /// <summary>Addresses can be bound to that are not this machine's; needs a privilege, see ipv6(7).</summary>
    public static SocketOption<bool> IpV6Transparent { get; } = new(IpV6, Flag, "IPV6_TRANSPARENT", 75);

    /// <summary>How many hops a packet goes, 0 to 255; -1 sets the system's default, see ipv6(7).</summary>
    public static SocketOption<int> IpV6UnicastHops { get; } = new(IpV6, Number, "IPV6_UNICAST_HOPS", 16, macOS: 4, windows: 4);

    /// <summary>The interface by which is sent where no route says another; "" for any, see ipv6(7).</summary>
    public static SocketOption<string> IpV6UnicastInterface { get; } =
        new(IpV6, InterfaceInNetworkOrder, "IPV6_UNICAST_IF", 76, windows: 31);

    /// <summary>Only IPv6 is spoken: without it an unbound address takes IPv4 too, see ipv6(7).</summary>
    public static SocketOption<bool> IpV6V6Only { get; } = new(IpV6, Flag, "IPV6_V6ONLY", 26, macOS: 27, windows: 27);
}
