namespace TeaSocket;

// What is missing in the table, and why.
public static partial class SocketOptions
{
    private const string Ring = "it needs memory that is shared with the kernel";
    private const string Width = "one width of an option that has it by its plain name, whichever the system takes";
    private const string Gone = "the kernel does not have it, or does not have it any more";
    private const string Ignored = "obsolete: the kernel takes it and does nothing";
    private const string Control = "it is no option but the type of a control message, see sendMessage() and receiveMessage()";
    private const string Request = "it is a question with an answer, not a value; by its number it can be asked";
    private const string Ipsec = "a policy of IPsec, in the kernel's own form: ip-xfrm(8) sets it";
    private const string Rfc2292 = "RFC 2292's form, which RFC 3542 has replaced";
    private const string Sources = "a list of sources: they are joined, left and blocked one by one";

    /// <summary>The options of the manual pages and of the system's headers that are left out, with the reasons.</summary>
    public static IReadOnlyList<LeftOutOption> LeftOut { get; } =
    [
        new("SO_BSDCOMPAT", Ignored),
        new("SO_GET_FILTER", "reading SO_ATTACH_FILTER is the same"),
        new("SO_PEERNAME", "see getPeerName()"),
        new("SO_RCVTIMEO_NEW", Width),
        new("SO_RCVTIMEO_OLD", Width),
        new("SO_SECURITY_AUTHENTICATION", Gone),
        new("SO_SECURITY_ENCRYPTION_NETWORK", Gone),
        new("SO_SECURITY_ENCRYPTION_TRANSPORT", Gone),
        new("SO_SNDTIMEO_NEW", Width),
        new("SO_SNDTIMEO_OLD", Width),
        new("SO_TIMESTAMPING_NEW", Width),
        new("SO_TIMESTAMPING_OLD", Width),
        new("SO_TIMESTAMPNS_NEW", Width),
        new("SO_TIMESTAMPNS_OLD", Width),
        new("SO_TIMESTAMP_NEW", Width),
        new("SO_TIMESTAMP_OLD", Width),

        new("IP_IPSEC_POLICY", Ipsec),
        new("IP_MSFILTER", Sources),
        new("IP_PKTOPTIONS", "what it tells of a stream's last packet comes with receiveMessage()"),
        new("IP_PMTUDISC", "another name of IP_MTU_DISCOVER, in old headers"),
        new("IP_XFRM_POLICY", Ipsec),
        new("MCAST_MSFILTER", Sources),

        new("IPV6_2292DSTOPTS", Rfc2292),
        new("IPV6_2292HOPLIMIT", Rfc2292),
        new("IPV6_2292HOPOPTS", Rfc2292),
        new("IPV6_2292PKTINFO", Rfc2292),
        new("IPV6_2292PKTOPTIONS", Rfc2292),
        new("IPV6_2292RTHDR", Rfc2292),
        new("IPV6_AUTHHDR", Gone),
        new("IPV6_FLOWLABEL_MGR", Request),
        new("IPV6_HOPLIMIT", Control),
        new("IPV6_IPSEC_POLICY", Ipsec),
        new("IPV6_NEXTHOP", Gone),
        new("IPV6_RXDSTOPTS", "another name of IPV6_DSTOPTS, in old headers"),
        new("IPV6_RXHOPOPTS", "another name of IPV6_HOPOPTS, in old headers"),
        new("IPV6_USE_MIN_MTU", Gone),
        new("IPV6_XFRM_POLICY", Ipsec),

        new("TCP_CM_INQ", Control),
        new("TCP_COOKIE_TRANSACTIONS", Gone),
        new("TCP_THIN_DUPACK", Ignored),
        new("TCP_ZEROCOPY_RECEIVE", Ring),

        new("MPTCP_SUBFLOW_ADDRS", Request),
        new("MPTCP_TCPINFO", Request),

        new("PACKET_HDRLEN", Request),
        new("PACKET_RECV_OUTPUT", Gone),
        new("PACKET_RX_RING", Ring),
        new("PACKET_TX_RING", Ring),
        new("PACKET_TX_TIMESTAMP", Control),

        new("NETLINK_RX_RING", Gone),
        new("NETLINK_TX_RING", Gone),

        new("SO_VM_SOCKETS_CONNECT_TIMEOUT_NEW", Width),
        new("SO_VM_SOCKETS_CONNECT_TIMEOUT_OLD", Width),
        new("SO_VM_SOCKETS_NONBLOCK_TXRX", "only VMCI's own socket family has had it"),
        new("SO_VM_SOCKETS_PEER_HOST_VM_ID", "only VMCI's own socket family has had it"),
        new("SO_VM_SOCKETS_TRUSTED", "only VMCI's own socket family has had it"),
    ];
}
