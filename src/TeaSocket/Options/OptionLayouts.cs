namespace TeaSocket.Options;

/// <summary>The structures of options. Their sizes and offsets are proved by the test that proves the numbers.</summary>
internal static class OptionLayouts
{
    /// <summary>TCP_INFO.</summary>
    public static readonly OptionLayout TcpInfo = OptionLayout.Of("TcpInfo", "struct tcp_info", "tcpi_", """
        u8 state: the connection's state, Socket.TCP_ESTABLISHED and so on
        u8 ca_state: the state of the congestion control: 0 open, 1 disorder, 2 window reduced, 3 recovery, 4 loss
        u8 retransmits: how many timeouts there were since the last acknowledgement
        u8 probes: how many probes went out without an answer
        u8 backoff: how often the timeout was doubled
        u8 options: which options of TCP are used: 1 timestamps, 2 SACK, 4 window scaling, 8 ECN, 32 data in the SYN
        b4 snd_wscale: by how many bits the peer's windows are scaled
        b4 rcv_wscale: by how many bits the own ones are
        b1 delivery_rate_app_limited: 1 where the delivery rate was limited by the program
        b2 fastopen_client_fail: why Fast Open has failed: 0 it has not, 1 no cookie, 2 no acknowledgement of the data, 3 no answer
        u32 rto: the timeout of a retransmission, in microseconds
        u32 ato: the timeout of a delayed acknowledgement, in microseconds
        u32 snd_mss: the size of the segments that are sent, in bytes
        u32 rcv_mss: the size of those that come, as far as is known
        u32 unacked: how many segments wait for an acknowledgement; of a listener how many connections wait to be accepted
        u32 sacked: how many segments the peer has out of order; of a listener the backlog
        u32 lost: how many segments are taken for lost
        u32 retrans: how many of the segments under way were sent again
        u32 fackets: 0 on newer systems
        u32 last_data_sent: milliseconds since data was sent
        u32 last_ack_sent: 0, which nobody keeps
        u32 last_data_recv: milliseconds since data came
        u32 last_ack_recv: milliseconds since an acknowledgement came
        u32 pmtu: the path MTU, in bytes
        u32 rcv_ssthresh: the largest window that is offered for now, in bytes
        u32 rtt: the smoothed round-trip time, in microseconds
        u32 rttvar: how much it varies, in microseconds
        u32 snd_ssthresh: where slow start ends, in segments
        u32 snd_cwnd: the congestion window, in segments
        u32 advmss: the size of segments that the peer was told, in bytes
        u32 reordering: by how many segments the order may differ before one is taken for lost
        u32 rcv_rtt: the round-trip time as the receiver sees it, in microseconds
        u32 rcv_space: the room that the program reads in one round trip, in bytes
        u32 total_retrans: how many segments were sent again in all
        u64 pacing_rate: how many bytes per second are sent at most
        u64 max_pacing_rate: SO_MAX_PACING_RATE, Infinity for none
        u64 bytes_acked: how many bytes the peer has acknowledged
        u64 bytes_received: how many bytes have come
        u32 segs_out: how many segments were sent
        u32 segs_in: how many segments have come
        u32 notsent_bytes: how many bytes wait to be sent for the first time
        u32 min_rtt: the shortest round-trip time of late, in microseconds
        u32 data_segs_in: how many segments with data have come
        u32 data_segs_out: how many segments with data were sent
        u64 delivery_rate: how many bytes per second arrive at the peer
        u64 busy_time: for how many microseconds there was something to send
        u64 rwnd_limited: for how many of them the peer's window held it up
        u64 sndbuf_limited: for how many of them the send buffer did
        u32 delivered: how many segments have arrived at the peer
        u32 delivered_ce: how many of them with a mark of congestion
        u64 bytes_sent: how many bytes were sent, those that were sent again too
        u64 bytes_retrans: how many bytes were sent again
        u32 dsack_dups: how many segments the peer has had twice
        u32 reord_seen: how often the order has changed on the way
        u32 rcv_ooopack: how many segments have come out of order
        u32 snd_wnd: the window that the peer offers, in bytes
        """);

    /// <summary>MPTCP_INFO.</summary>
    public static readonly OptionLayout MptcpInfo = OptionLayout.Of("MptcpInfo", "struct mptcp_info", "mptcpi_", """
        u8 subflows: how many paths there are beside the first
        u8 add_addr_signal: how many addresses were announced
        u8 add_addr_accepted: how many of the peer's addresses were accepted
        u8 subflows_max: how many such paths there may be
        u8 add_addr_signal_max: how many addresses may be announced
        u8 add_addr_accepted_max: how many may be accepted
        u32 flags: 1 it has fallen back to TCP, 2 the peer's key has come
        u32 token: by which the connection is known here
        u64 write_seq: the sequence number of what is written next
        u64 snd_una: the first that is not acknowledged
        u64 rcv_nxt: the next that is to come
        u8 local_addr_used: how many of the own addresses are used
        u8 local_addr_max: how many may be
        u8 csum_enabled: 1 where data has checksums
        """);

    /// <summary>SO_MEMINFO: an array, whose indexes are SK_MEMINFO_*.</summary>
    public static readonly OptionLayout SocketMemory = OptionLayout.Of("SocketMemory", "", "SK_MEMINFO_", """
        u32 RMEM_ALLOC=received: bytes of memory that what was received takes
        u32 RCVBUF=receiveBuffer: the size of the receive buffer
        u32 WMEM_ALLOC=sent: bytes that what is being sent takes
        u32 SNDBUF=sendBuffer: the size of the send buffer
        u32 FWD_ALLOC=reserved: bytes that were set aside
        u32 WMEM_QUEUED=queued: bytes of what waits to be sent
        u32 OPTMEM=options: bytes that options take, as filters do
        u32 BACKLOG=backlog: bytes of what has come while the socket was busy
        u32 DROPS=drops: how many packets were dropped
        """);

    /// <summary>PACKET_STATISTICS.</summary>
    public static readonly OptionLayout PacketStatistics = OptionLayout.Of("PacketStatistics", "struct tpacket_stats_v3", "tp_", """
        u32 packets: how many packets have come, those that were dropped too
        u32 drops: how many were dropped
        u32 freeze_q_cnt=freezes: how often the ring was full; only with TPACKET_V3
        """);

    /// <summary>PACKET_ROLLOVER_STATS.</summary>
    public static readonly OptionLayout RolloverStatistics = OptionLayout.Of("RolloverStatistics", "struct tpacket_rollover_stats", "tp_", """
        u64 all: how many packets went to another socket
        u64 huge: how many of them because one sender sends most of all
        u64 failed: how many found no other socket
        """);

    /// <summary>PACKET_ADD_MEMBERSHIP.</summary>
    public static readonly OptionLayout PacketMembership = OptionLayout.Of("PacketMembership", "struct packet_mreq", "mr_", """
        ifindex ifindex=interface: the interface, by its name or index
        u16 type: one of PACKET_MR_*
        u16 alen=length: how many bytes the address has, 0 where none is needed
        bytes8 address: the address, for PACKET_MR_MULTICAST and PACKET_MR_UNICAST
        """);

    /// <summary>IP_ADD_MEMBERSHIP.</summary>
    public static readonly OptionLayout GroupMembership = OptionLayout.Of("GroupMembership", "struct ip_mreqn", "imr_", """
        in4 multiaddr=group: the group
        in4 address: an address of the interface; left out where that is known by its name
        ifindex ifindex=interface: the interface, by its name or index; "" for the system's choice
        """);

    /// <summary>IP_ADD_SOURCE_MEMBERSHIP.</summary>
    public static readonly OptionLayout SourceMembership = OptionLayout.Of("SourceMembership", "struct ip_mreq_source", "imr_", """
        in4 multiaddr=group: the group
        in4 interface=address: an address of the interface; left out for the system's choice
        in4 sourceaddr=source: the source
        """);

    /// <summary>MCAST_JOIN_GROUP.</summary>
    public static readonly OptionLayout GroupRequest = OptionLayout.Of("GroupRequest", "struct group_req", "gr_", """
        ifindex interface: the interface, by its name or index; "" for the system's choice
        sockaddr group: the group
        """);

    /// <summary>MCAST_JOIN_SOURCE_GROUP.</summary>
    public static readonly OptionLayout GroupSource = OptionLayout.Of("GroupSource", "struct group_source_req", "gsr_", """
        ifindex interface: the interface, by its name or index; "" for the system's choice
        sockaddr group: the group
        sockaddr source: the source
        """);

    /// <summary>IPV6_ADD_MEMBERSHIP.</summary>
    public static readonly OptionLayout GroupMembershipV6 = OptionLayout.Of("GroupMembershipV6", "struct ipv6_mreq", "ipv6mr_", """
        in6 multiaddr=group: the group
        ifindex interface: the interface, by its name or index; "" for the system's choice
        """);

    /// <summary>IPV6_PKTINFO.</summary>
    public static readonly OptionLayout PacketInfoV6 = OptionLayout.Of("PacketInfoV6", "struct in6_pktinfo", "ipi6_", """
        in6 addr=address: the address
        ifindex ifindex=interface: the interface, by its name or index; "" for the system's choice
        """);

    /// <summary>IPV6_PATHMTU.</summary>
    public static readonly OptionLayout PathMtu = OptionLayout.Of("PathMtu", "struct ip6_mtuinfo", "ip6m_", """
        sockaddr_in6 addr=address: where to; "" for the peer
        u32 mtu: the path MTU, in bytes
        """);

    /// <summary>SO_TXTIME.</summary>
    public static readonly OptionLayout TransmitTime = OptionLayout.Of("TransmitTime", "struct sock_txtime", "", """
        i32 clockid=clock: the clock: 1 monotonic, 11 TAI
        u32 flags: 1 the time is a deadline, 2 errors are reported
        """);

    /// <summary>IP_LOCAL_PORT_RANGE: the low half and the high half of a number.</summary>
    public static readonly OptionLayout PortRange = OptionLayout.Of("PortRange", "", "", """
        u16 low: the lowest port, 0 for the system's own
        u16 high: the highest port, 0 for the system's own
        """);

    /// <summary>TCP_REPAIR_WINDOW.</summary>
    public static readonly OptionLayout RepairWindow = OptionLayout.Of("RepairWindow", "struct tcp_repair_window", "", """
        u32 snd_wl1: the sequence number of the last change of the peer's window
        u32 snd_wnd: the peer's window
        u32 max_window: the largest that it was
        u32 rcv_wnd: the own window
        u32 rcv_wup: the sequence number that it was told with
        """);
}
