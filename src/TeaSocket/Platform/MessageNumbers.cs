namespace TeaSocket.Platform;

/// <summary>
/// The numbers and layouts of messages and their control data on one system, see sendmsg(2) and cmsg(3), under the names of its headers;
/// -1 for what it does not have. Linux's are proved by the test that proves <see cref="SystemConstants"/>.
/// </summary>
internal sealed record MessageNumbers
{
    // <sys/socket.h>: flags
    public required int MSG_OOB { get; init; }
    public required int MSG_PEEK { get; init; }
    public required int MSG_DONTROUTE { get; init; }
    public required int MSG_CTRUNC { get; init; }
    public required int MSG_TRUNC { get; init; }
    public required int MSG_WAITALL { get; init; }
    public int MSG_DONTWAIT { get; init; } = -1;
    public int MSG_EOR { get; init; } = -1;
    public int MSG_NOSIGNAL { get; init; } = -1;
    public int MSG_CONFIRM { get; init; } = -1;
    public int MSG_MORE { get; init; } = -1;
    public int MSG_ERRQUEUE { get; init; } = -1;
    public int MSG_FASTOPEN { get; init; } = -1;
    public int MSG_ZEROCOPY { get; init; } = -1;
    public int MSG_CMSG_CLOEXEC { get; init; } = -1;

    // <sys/socket.h>: control data of sockets
    public int SCM_RIGHTS { get; init; } = -1;
    public int SCM_CREDENTIALS { get; init; } = -1;
    public int SCM_PIDFD { get; init; } = -1;
    public int SCM_TIMESTAMP { get; init; } = -1;
    public int SCM_TIMESTAMPNS { get; init; } = -1;
    public int SCM_TIMESTAMPING { get; init; } = -1;
    public int SO_RXQ_OVFL { get; init; } = -1;

    // <netinet/in.h>
    public int IPPROTO_IP { get; }
    public int IPPROTO_IPV6 { get; } = 41;
    public int IP_TTL { get; init; } = -1;
    public int IP_RECVTTL { get; init; } = -1;
    public int IP_TOS { get; init; } = -1;
    public int IP_RECVTOS { get; init; } = -1;
    public int IP_PKTINFO { get; init; } = -1;
    public int IP_RECVERR { get; init; } = -1;
    public int IPV6_HOPLIMIT { get; init; } = -1;
    public int IPV6_TCLASS { get; init; } = -1;
    public int IPV6_PKTINFO { get; init; } = -1;
    public int IPV6_RECVERR { get; init; } = -1;

    // <netinet/udp.h>
    public int SOL_UDP { get; } = 17;
    public int UDP_CORK { get; init; } = -1;
    public int UDP_SEGMENT { get; init; } = -1;
    public int UDP_GRO { get; init; } = -1;

    // <linux/errqueue.h>
    public int SO_EE_ORIGIN_NONE { get; init; } = -1;
    public int SO_EE_ORIGIN_LOCAL { get; init; } = -1;
    public int SO_EE_ORIGIN_ICMP { get; init; } = -1;
    public int SO_EE_ORIGIN_ICMP6 { get; init; } = -1;
    public int SO_EE_ORIGIN_TIMESTAMPING { get; init; } = -1;
    public int SO_EE_ORIGIN_ZEROCOPY { get; init; } = -1;

    /// <summary>The bytes of cmsg_len, which are also what a control message is aligned to.</summary>
    public required int ControlAlignment { get; init; }

    /// <summary>sizeof(struct cmsghdr): its length, level and type.</summary>
    public int ControlHeaderSize => ControlAlignment + (2 * sizeof(int));
}
