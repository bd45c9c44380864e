using System.Runtime.InteropServices;

namespace TeaSocket.Platform.Unix;

/// <summary>Linux's numbers, as on x64 and arm64.</summary>
internal static class LinuxConstants
{
    private static readonly MessageNumbers messages = new()
    {
        MSG_OOB = 0x1,
        MSG_PEEK = UnixCalls.MSG_PEEK,
        MSG_DONTROUTE = 0x4,
        MSG_CTRUNC = 0x8,
        MSG_TRUNC = MSG_TRUNC,
        MSG_DONTWAIT = MSG_DONTWAIT,
        MSG_EOR = 0x80,
        MSG_WAITALL = 0x100,
        MSG_CONFIRM = 0x800,
        MSG_ERRQUEUE = 0x2000,
        MSG_NOSIGNAL = MSG_NOSIGNAL,
        MSG_MORE = 0x8000,
        MSG_ZEROCOPY = 0x4000000,
        MSG_FASTOPEN = 0x20000000,
        MSG_CMSG_CLOEXEC = MSG_CMSG_CLOEXEC,
        SCM_RIGHTS = 1,
        SCM_CREDENTIALS = 2,
        SCM_PIDFD = 4,
        SCM_TIMESTAMP = 29,
        SCM_TIMESTAMPNS = 35,
        SCM_TIMESTAMPING = 37,
        SO_RXQ_OVFL = 40,
        IP_TOS = 1,
        IP_TTL = 2,
        IP_PKTINFO = 8,
        IP_RECVERR = 11,
        IP_RECVTTL = 12,
        IP_RECVTOS = 13,
        IPV6_RECVERR = 25,
        IPV6_PKTINFO = 50,
        IPV6_HOPLIMIT = 52,
        IPV6_TCLASS = 67,
        UDP_CORK = 1,
        UDP_SEGMENT = 103,
        UDP_GRO = 104,
        SO_EE_ORIGIN_NONE = 0,
        SO_EE_ORIGIN_LOCAL = 1,
        SO_EE_ORIGIN_ICMP = 2,
        SO_EE_ORIGIN_ICMP6 = 3,
        SO_EE_ORIGIN_TIMESTAMPING = 4,
        SO_EE_ORIGIN_ZEROCOPY = 5,
        ControlAlignment = 8,
    };

    public static readonly SystemConstants Values = new()
    {
        AF_UNIX = 1,
        AF_INET = 2,
        AF_INET6 = 10,
        AF_NETLINK = 16,
        AF_PACKET = 17,
        AF_VSOCK = 40,
        SOCK_STREAM = 1,
        SOCK_DGRAM = 2,
        SOCK_RAW = 3,
        SOCK_NONBLOCK = 0x800,
        SOCK_CLOEXEC = 0x80000,
        SOMAXCONN = 4096,
        SOL_SOCKET = 1,
        SO_BROADCAST = 6,
        SO_ERROR = 4,
        SO_KEEPALIVE = 9,
        SO_LINGER = 13,
        SO_RCVBUF = 8,
        SO_RCVTIMEO = 20,
        SO_RCVTIMEO_NEW = 66,
        SO_REUSEADDR = 2,
        SO_SNDBUF = 7,
        SO_SNDTIMEO = 21,
        SO_SNDTIMEO_NEW = 67,
        MCAST_JOIN_GROUP = 42,
        MCAST_LEAVE_GROUP = 45,
        MCAST_JOIN_SOURCE_GROUP = 46,
        MCAST_LEAVE_SOURCE_GROUP = 47,
        SO_TYPE = 3,
        TCP_ULP = 31,
        EAGAIN = 11,
        EALREADY = 114,
        EBADF = 9,
        EBUSY = 16,
        ECANCELED = 125,
        EEXIST = 17,
        EINVAL = 22,
        EINPROGRESS = 115,
        EINTR = 4,
        EIO = 5,
        EISCONN = 106,
        ENODEV = 19,
        EMFILE = 24,
        EMSGSIZE = 90,
        ENFILE = 23,
        ENOENT = 2,
        ENOMEM = 12,
        ENOPROTOOPT = 92,
        ENOTCONN = 107,
        EOPNOTSUPP = 95,
        EPROTONOSUPPORT = 93,
        ERANGE = 34,
        ETIMEDOUT = 110,
        EAI_MEMORY = -10,
        EAI_SERVICE = -8,
        EAI_SYSTEM = -11,
        Messages = messages,
        SockaddrHasLength = false,
        SunPathSize = 108,
        AbstractNames = true,
        ForScripts = LinuxNames.All,
    };

    // Numbers that only the Unix layer uses.
    public const int MSG_TRUNC = 0x20;
    public const int MSG_DONTWAIT = 0x40;
    public const int MSG_WAITFORONE = 0x10000;
    public const int MSG_NOSIGNAL = 0x4000;
    public const int MSG_CMSG_CLOEXEC = 0x40000000;
    public const int SO_PROTOCOL = 38;
    public const int SO_DOMAIN = 39;
    public const int FIOCLEX = 0x5451;
    public const int FIONBIO = 0x5421;
    public const int FIONREAD = 0x541B;

    public const int ENOTTY = 25;
    public const int SIOCGIFMTU = 0x8921;

    // <net/if.h>
    public const uint IFF_MULTICAST = 0x1000;

    // <linux/if_packet.h>: struct sockaddr_ll, whose address the C library lengthens where it has to
    public const int AF_PACKET = 17;
    public const int LinkIndexOffset = 4;
    public const int LinkAddressLengthOffset = 11;
    public const int LinkAddressOffset = 12;

    public const int RLIMIT_NOFILE = 7;

    public const int F_DUPFD_CLOEXEC = 1030;

    public const int SIGPIPE = 13;
    public const int SIG_BLOCK = 0;
    public const int SIG_UNBLOCK = 1;
    public const int SIG_SETMASK = 2;

    // <fcntl.h>
    public const int O_NOCTTY = 0x100;
    public const int O_NONBLOCK = 0x800;
    public const int O_CLOEXEC = 0x80000;

    public const int EPOLL_CLOEXEC = 0x80000;
    public const int EPOLL_CTL_ADD = 1;
    public const int EPOLL_CTL_DEL = 2;
    public const int EPOLL_CTL_MOD = 3;
    public const uint EPOLLONESHOT = 1u << 30;
    public const short EPOLLRDHUP = 0x2000;
    public const uint EPOLLET = 1u << 31;

    // <sys/syscall.h>, where each processor has its own
    public static readonly nint SYS_gettid = GettidOn(RuntimeInformation.ProcessArchitecture);
    public static readonly nint SYS_tgkill = TgkillOn(RuntimeInformation.ProcessArchitecture);

    // offsetof(struct addrinfo, ai_addr)
    public const int AddrInfoAddressOffset = 24;

    /// <summary>What the functions that end in _r say of too little room.</summary>
    public const int ERANGE = 34;

    /// <summary>SYS_gettid on a machine.</summary>
    public static nint GettidOn(Architecture machine) => machine == Architecture.X64 ? 186 : 178;

    /// <summary>SYS_tgkill on a machine.</summary>
    public static nint TgkillOn(Architecture machine) => machine == Architecture.X64 ? 234 : 131;

    /// <summary>The error numbers of asm-generic/errno.h, by number: what errno holds is the index.</summary>
    public static readonly IReadOnlyDictionary<int, string> ErrorNames = ErrorTable.FromList(1, """
        EPERM ENOENT ESRCH EINTR EIO ENXIO E2BIG ENOEXEC EBADF ECHILD
        EAGAIN ENOMEM EACCES EFAULT ENOTBLK EBUSY EEXIST EXDEV ENODEV ENOTDIR
        EISDIR EINVAL ENFILE EMFILE ENOTTY ETXTBSY EFBIG ENOSPC ESPIPE EROFS
        EMLINK EPIPE EDOM ERANGE EDEADLK ENAMETOOLONG ENOLCK ENOSYS ENOTEMPTY ELOOP
        - ENOMSG EIDRM ECHRNG EL2NSYNC EL3HLT EL3RST ELNRNG EUNATCH ENOCSI
        EL2HLT EBADE EBADR EXFULL ENOANO EBADRQC EBADSLT - EBFONT ENOSTR
        ENODATA ETIME ENOSR ENONET ENOPKG EREMOTE ENOLINK EADV ESRMNT ECOMM
        EPROTO EMULTIHOP EDOTDOT EBADMSG EOVERFLOW ENOTUNIQ EBADFD EREMCHG ELIBACC ELIBBAD
        ELIBSCN ELIBMAX ELIBEXEC EILSEQ ERESTART ESTRPIPE EUSERS ENOTSOCK EDESTADDRREQ EMSGSIZE
        EPROTOTYPE ENOPROTOOPT EPROTONOSUPPORT ESOCKTNOSUPPORT EOPNOTSUPP EPFNOSUPPORT EAFNOSUPPORT EADDRINUSE EADDRNOTAVAIL ENETDOWN
        ENETUNREACH ENETRESET ECONNABORTED ECONNRESET ENOBUFS EISCONN ENOTCONN ESHUTDOWN ETOOMANYREFS ETIMEDOUT
        ECONNREFUSED EHOSTDOWN EHOSTUNREACH EALREADY EINPROGRESS ESTALE EUCLEAN ENOTNAM ENAVAIL EISNAM
        EREMOTEIO EDQUOT ENOMEDIUM EMEDIUMTYPE ECANCELED ENOKEY EKEYEXPIRED EKEYREVOKED EKEYREJECTED EOWNERDEAD
        ENOTRECOVERABLE ERFKILL EHWPOISON
        """);
}
