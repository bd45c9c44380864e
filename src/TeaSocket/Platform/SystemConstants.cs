namespace TeaSocket.Platform;

/// <summary>
/// The numbers and layouts in which systems differ, under the names that their C headers use. Linux's are proved
/// by a test that compiles an assertion for each of them.
/// </summary>
internal sealed record SystemConstants
{
    // <sys/socket.h>: families and types
    public required int AF_UNIX { get; init; }
    public required int AF_INET { get; init; }
    public required int AF_INET6 { get; init; }

    // Families of Linux's; where a system lacks them, a number that none has.
    public int AF_NETLINK { get; init; } = -1;
    public int AF_PACKET { get; init; } = -1;
    public int AF_VSOCK { get; init; } = -1;

    public required int SOCK_STREAM { get; init; }
    public required int SOCK_DGRAM { get; init; }
    public required int SOCK_RAW { get; init; }
    public int SOCK_RDM { get; } = 4;
    public int SOCK_SEQPACKET { get; } = 5;

    // Bits of the type; 0 where the system has none.
    public required int SOCK_NONBLOCK { get; init; }
    public required int SOCK_CLOEXEC { get; init; }
    public required int SOMAXCONN { get; init; }

    // <netinet/in.h>: IANA's protocol numbers, the same everywhere
    public int IPPROTO_ICMP { get; } = 1;
    public int IPPROTO_TCP { get; } = 6;
    public int IPPROTO_UDP { get; } = 17;
    public int IPPROTO_ICMPV6 { get; } = 58;

    // <sys/socket.h>: options at the socket level
    public required int SOL_SOCKET { get; init; }
    public required int SO_BROADCAST { get; init; }
    public required int SO_ERROR { get; init; }
    public required int SO_KEEPALIVE { get; init; }
    public required int SO_LINGER { get; init; }
    public required int SO_RCVBUF { get; init; }
    public required int SO_RCVTIMEO { get; init; }
    public required int SO_REUSEADDR { get; init; }
    public required int SO_SNDBUF { get; init; }
    public required int SO_SNDTIMEO { get; init; }
    public required int SO_TYPE { get; init; }

    // The same timeouts by newer numbers, with 64 bits for the time on every machine: -1 for a system without them.
    public int SO_RCVTIMEO_NEW { get; init; } = -1;
    public int SO_SNDTIMEO_NEW { get; init; } = -1;

    // <netinet/in.h>: memberships, which are the same options for both families
    public int IPPROTO_IP { get; }
    public int IPPROTO_IPV6 { get; } = 41;
    public required int MCAST_JOIN_GROUP { get; init; }
    public required int MCAST_LEAVE_GROUP { get; init; }
    public required int MCAST_JOIN_SOURCE_GROUP { get; init; }
    public required int MCAST_LEAVE_SOURCE_GROUP { get; init; }

    /// <summary>offsetof(struct group_req, gr_group), and of gsr_group; gsr_source follows it.</summary>
    public int GroupOffset { get; init; } = 8;

    // <netinet/tcp.h>
    public int TCP_NODELAY { get; } = 1;
    public int TCP_ULP { get; init; } = -1;

    // <errno.h>: the errors that the core itself decides on
    public required int EAGAIN { get; init; }
    public required int EALREADY { get; init; }
    public required int EBADF { get; init; }
    public required int EBUSY { get; init; }
    public required int ECANCELED { get; init; }
    public required int EEXIST { get; init; }
    public required int EINVAL { get; init; }
    public required int EINPROGRESS { get; init; }
    public required int EINTR { get; init; }
    public required int EIO { get; init; }
    public required int EISCONN { get; init; }
    public required int ENODEV { get; init; }
    public required int EMFILE { get; init; }
    public required int EMSGSIZE { get; init; }
    public required int ENFILE { get; init; }
    public required int ENOENT { get; init; }
    public required int ENOMEM { get; init; }
    public required int ENOPROTOOPT { get; init; }
    public required int ENOTCONN { get; init; }
    public required int EOPNOTSUPP { get; init; }
    public required int EPROTONOSUPPORT { get; init; }
    public required int ERANGE { get; init; }
    public required int ETIMEDOUT { get; init; }

    // <netdb.h>
    public required int EAI_MEMORY { get; init; }
    public required int EAI_SERVICE { get; init; }
    public required int EAI_SYSTEM { get; init; }

    /// <summary>Those of messages and their control data.</summary>
    public required MessageNumbers Messages { get; init; }

    /// <summary>Where a sockaddr begins with a length byte and the family takes one byte only (BSD).</summary>
    public required bool SockaddrHasLength { get; init; }

    /// <summary>offsetof(struct sockaddr_un, sun_path).</summary>
    public int SunPathOffset { get; } = 2;

    /// <summary>sizeof(((struct sockaddr_un *)0)->sun_path), the terminating NUL of a path included.</summary>
    public required int SunPathSize { get; init; }

    /// <summary>Whether names that begin with a NUL name a Unix socket outside of the file system, see unix(7).</summary>
    public required bool AbstractNames { get; init; }

    /// <summary>Numbers that nobody here needs, but scripts do.</summary>
    public IReadOnlyList<NamedConstant> ForScripts { get; init; } = [];
}
