namespace TeaSocket.Platform.Unix;

/// <summary>macOS's numbers, from the headers of its SDK. Compiled, not yet run.</summary>
internal static class MacConstants
{
    private static readonly MessageNumbers messages = new()
    {
        MSG_OOB = 0x1,
        MSG_PEEK = UnixCalls.MSG_PEEK,
        MSG_DONTROUTE = 0x4,
        MSG_EOR = 0x8,
        MSG_TRUNC = 0x10,
        MSG_CTRUNC = 0x20,
        MSG_WAITALL = 0x40,
        MSG_DONTWAIT = MSG_DONTWAIT,
        SCM_RIGHTS = 1,
        SCM_TIMESTAMP = 2,
        IP_TOS = 3,
        IP_TTL = 4,
        IP_RECVTTL = 24,
        IP_PKTINFO = 26,
        IP_RECVTOS = 27,
        IPV6_TCLASS = 36,
        IPV6_PKTINFO = 46,
        IPV6_HOPLIMIT = 47,
        ControlAlignment = 4,
    };

    public static readonly SystemConstants Values = new()
    {
        AF_UNIX = 1,
        AF_INET = 2,
        AF_INET6 = 30,
        SOCK_STREAM = 1,
        SOCK_DGRAM = 2,
        SOCK_RAW = 3,
        SOCK_NONBLOCK = 0,
        SOCK_CLOEXEC = 0,
        SOMAXCONN = 128,
        SOL_SOCKET = 0xFFFF,
        SO_BROADCAST = 0x20,
        SO_ERROR = 0x1007,
        SO_KEEPALIVE = 0x8,
        SO_LINGER = 0x80,
        SO_RCVBUF = 0x1002,
        SO_RCVTIMEO = 0x1006,
        SO_REUSEADDR = 0x4,
        SO_SNDBUF = 0x1001,
        SO_SNDTIMEO = 0x1005,
        MCAST_JOIN_GROUP = 80,
        MCAST_LEAVE_GROUP = 81,
        MCAST_JOIN_SOURCE_GROUP = 82,
        MCAST_LEAVE_SOURCE_GROUP = 83,
        SO_TYPE = 0x1008,
        EAGAIN = 35,
        EALREADY = 37,
        EBADF = 9,
        EBUSY = 16,
        ECANCELED = 89,
        EEXIST = 17,
        EINVAL = 22,
        EINPROGRESS = 36,
        EINTR = 4,
        EIO = 5,
        EISCONN = 56,
        ENODEV = 19,
        EMFILE = 24,
        EMSGSIZE = 40,
        ENFILE = 23,
        ENOENT = 2,
        ENOMEM = 12,
        ENOPROTOOPT = 42,
        ENOTCONN = 57,
        EOPNOTSUPP = 102,
        EPROTONOSUPPORT = 43,
        ERANGE = 34,
        ETIMEDOUT = 60,
        EAI_MEMORY = 6,
        EAI_SERVICE = 9,
        EAI_SYSTEM = 11,
        Messages = messages,
        SockaddrHasLength = true,
        GroupOffset = 4, // the structures are packed
        SunPathSize = 104,
        AbstractNames = false,
    };

    // Numbers that only the Unix layer uses.
    public const int SO_NOSIGPIPE = 0x1022;
    public const int SO_NREAD = 0x1020;
    public const int MSG_DONTWAIT = 0x80;
    public const uint FIOCLEX = 0x20006601;
    public const uint FIONBIO = 0x8004667E;
    public const uint FIONREAD = 0x4004667F;

    public const uint SIOCGIFMTU = 0xC0206933;

    // <net/if.h>
    public const uint IFF_MULTICAST = 0x8000;

    // <net/if_dl.h>: struct sockaddr_dl, with the lengths of the name and of the address, which follow each other
    public const int AF_LINK = 18;
    public const int LinkIndexOffset = 2;
    public const int LinkNameLengthOffset = 5;
    public const int LinkAddressLengthOffset = 6;
    public const int LinkDataOffset = 8;

    public const int RLIMIT_NOFILE = 8;

    public const int SIGURG = 16;
    public const int SIGIO = 23;
    public const int SIG_UNBLOCK = 2;

    // <fcntl.h>
    public const int O_NONBLOCK = 0x4;
    public const int O_NOCTTY = 0x20000;
    public const int O_CLOEXEC = 0x1000000;

    // <sys/event.h>
    public const short EVFILT_READ = -1;
    public const short EVFILT_WRITE = -2;
    public const short EVFILT_EXCEPT = -15;
    public const ushort EV_ADD = 0x1;
    public const ushort EV_DELETE = 0x2;
    public const ushort EV_CLEAR = 0x20;
    public const uint NOTE_OOB = 0x2;

    // offsetof(struct addrinfo, ai_addr): BSD has ai_canonname before it
    public const int AddrInfoAddressOffset = 32;

    /// <summary>The error numbers of sys/errno.h, by number: what errno holds is the index.</summary>
    public static readonly IReadOnlyDictionary<int, string> ErrorNames = ErrorTable.FromList(1, """
        EPERM ENOENT ESRCH EINTR EIO ENXIO E2BIG ENOEXEC EBADF ECHILD
        EDEADLK ENOMEM EACCES EFAULT ENOTBLK EBUSY EEXIST EXDEV ENODEV ENOTDIR
        EISDIR EINVAL ENFILE EMFILE ENOTTY ETXTBSY EFBIG ENOSPC ESPIPE EROFS
        EMLINK EPIPE EDOM ERANGE EAGAIN EINPROGRESS EALREADY ENOTSOCK EDESTADDRREQ EMSGSIZE
        EPROTOTYPE ENOPROTOOPT EPROTONOSUPPORT ESOCKTNOSUPPORT ENOTSUP EPFNOSUPPORT EAFNOSUPPORT EADDRINUSE EADDRNOTAVAIL ENETDOWN
        ENETUNREACH ENETRESET ECONNABORTED ECONNRESET ENOBUFS EISCONN ENOTCONN ESHUTDOWN ETOOMANYREFS ETIMEDOUT
        ECONNREFUSED ELOOP ENAMETOOLONG EHOSTDOWN EHOSTUNREACH ENOTEMPTY EPROCLIM EUSERS EDQUOT ESTALE
        EREMOTE EBADRPC ERPCMISMATCH EPROGUNAVAIL EPROGMISMATCH EPROCUNAVAIL ENOLCK ENOSYS EFTYPE EAUTH
        ENEEDAUTH EPWROFF EDEVERR EOVERFLOW EBADEXEC EBADARCH ESHLIBVERS EBADMACHO ECANCELED EIDRM
        ENOMSG EILSEQ ENOATTR EBADMSG EMULTIHOP ENODATA ENOLINK ENOSR ENOSTR EPROTO
        ETIME EOPNOTSUPP ENOPOLICY ENOTRECOVERABLE EOWNERDEAD EQFULL
        """);
}
