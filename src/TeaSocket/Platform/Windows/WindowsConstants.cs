namespace TeaSocket.Platform.Windows;

/// <summary>Windows's numbers, from the headers of its SDK: mostly BSD's, with errors from 10,000 on.</summary>
internal static class WindowsConstants
{
    private static readonly MessageNumbers messages = new()
    {
        MSG_OOB = 0x1,
        MSG_PEEK = MSG_PEEK,
        MSG_DONTROUTE = 0x4,
        MSG_WAITALL = 0x8,
        MSG_TRUNC = 0x100,
        MSG_CTRUNC = 0x200,
        ControlAlignment = 8,
    };

    public static readonly SystemConstants Values = new()
    {
        AF_UNIX = 1,
        AF_INET = 2,
        AF_INET6 = 23,
        SOCK_STREAM = 1,
        SOCK_DGRAM = 2,
        SOCK_RAW = 3,
        SOCK_NONBLOCK = 0,
        SOCK_CLOEXEC = 0,
        SOMAXCONN = 0x7FFFFFFF,
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
        MCAST_JOIN_GROUP = 41,
        MCAST_LEAVE_GROUP = 42,
        MCAST_JOIN_SOURCE_GROUP = 45,
        MCAST_LEAVE_SOURCE_GROUP = 46,
        SO_TYPE = 0x1008,
        EAGAIN = 10035, // WSAEWOULDBLOCK; a non-blocking connect that is under way reports it too
        EALREADY = 10037,
        EBADF = 10009,
        EBUSY = 170, // ERROR_BUSY
        ECANCELED = 10103, // WSAECANCELLED
        EEXIST = 183, // ERROR_ALREADY_EXISTS
        EINVAL = 10022,
        EINPROGRESS = 10036,
        EINTR = 10004,
        EIO = Never,
        EISCONN = 10056,
        ENODEV = 10049, // WSAEADDRNOTAVAIL, which it says of an interface that is not there
        EMFILE = 10024,
        EMSGSIZE = WSAEMSGSIZE,
        ENFILE = Never,
        ENOENT = 1168, // ERROR_NOT_FOUND
        ENOMEM = 8, // WSA_NOT_ENOUGH_MEMORY
        ENOPROTOOPT = 10042,
        ENOTCONN = 10057,
        EOPNOTSUPP = 10045,
        EPROTONOSUPPORT = 10043,
        ERANGE = Never,
        ETIMEDOUT = 10060,
        EAI_MEMORY = 8,
        EAI_SERVICE = 10109, // WSATYPE_NOT_FOUND
        EAI_SYSTEM = Never,
        Messages = messages,
        SockaddrHasLength = false,
        SunPathSize = 108,
        AbstractNames = false,
    };

    // Numbers that only the Windows layer uses.
    public const nint INVALID_SOCKET = -1;
    public const uint WSA_FLAG_OVERLAPPED = 0x1;
    public const uint WSA_FLAG_NO_HANDLE_INHERIT = 0x80;
    public const uint HANDLE_FLAG_INHERIT = 0x1;
    public const int MSG_PEEK = 0x2;
    public const uint FIONBIO = 0x8004667E;
    public const uint FIONREAD = 0x4004667F;
    public const uint SIO_UDP_CONNRESET = 0x9800000C;
    public const uint SIO_UDP_NETRESET = 0x9800000F;
    public const int SO_PROTOCOL_INFOW = 0x2005;
    public const int WSA_OPERATION_ABORTED = 995;
    public const int WSAECANCELLED = 10103;
    public const int WSAEINVAL = 10022;
    public const int WSAEMSGSIZE = 10040;
    public const int WSAESHUTDOWN = 10058;
    public const int WSAHOST_NOT_FOUND = 11001;

    // struct WSAPROTOCOL_INFOW
    public const int ProtocolInfoSize = 628;
    public const int ProtocolInfoFamilyOffset = 76;
    public const int ProtocolInfoMaxSockaddrOffset = 80;
    public const int ProtocolInfoTypeOffset = 88;
    public const int ProtocolInfoProtocolOffset = 92;

    /// <summary>Stands for an error that this system does not have.</summary>
    private const int Never = -1;

    /// <summary>winsock2.h's errors by number, without their WSA and under the names of POSIX where they differ.</summary>
    public static readonly IReadOnlyDictionary<int, string> ErrorNames =
        // POSIX calls "would block" EAGAIN, and sending after a shutdown EPIPE (here ESHUTDOWN, 10058).
        new Dictionary<int, string>(ErrorTable.FromList(10035, """
            EAGAIN EINPROGRESS EALREADY ENOTSOCK EDESTADDRREQ EMSGSIZE EPROTOTYPE ENOPROTOOPT EPROTONOSUPPORT ESOCKTNOSUPPORT
            EOPNOTSUPP EPFNOSUPPORT EAFNOSUPPORT EADDRINUSE EADDRNOTAVAIL ENETDOWN ENETUNREACH ENETRESET ECONNABORTED ECONNRESET
            ENOBUFS EISCONN ENOTCONN EPIPE ETOOMANYREFS ETIMEDOUT ECONNREFUSED ELOOP ENAMETOOLONG EHOSTDOWN
            EHOSTUNREACH ENOTEMPTY EPROCLIM EUSERS EDQUOT ESTALE EREMOTE
            """))
        {
            [2] = "ENOENT", // ERROR_FILE_NOT_FOUND
            [3] = "ENOENT", // ERROR_PATH_NOT_FOUND
            [5] = "EACCES", // ERROR_ACCESS_DENIED
            [6] = "EBADF", // WSA_INVALID_HANDLE
            [8] = "ENOMEM", // WSA_NOT_ENOUGH_MEMORY
            [87] = "EINVAL", // WSA_INVALID_PARAMETER
            [170] = "EBUSY",
            [183] = "EEXIST",
            [995] = "ECANCELED", // WSA_OPERATION_ABORTED
            [1168] = "ENOENT",
            [10004] = "EINTR",
            [10009] = "EBADF",
            [10013] = "EACCES",
            [10014] = "EFAULT",
            [10022] = "EINVAL",
            [10024] = "EMFILE",
            [10091] = "SYSNOTREADY",
            [10092] = "VERNOTSUPPORTED",
            [10093] = "NOTINITIALISED",
            [10101] = "EDISCON",
            [10102] = "ENOMORE",
            [10103] = "ECANCELED", // WSAECANCELLED
            [10104] = "EINVALIDPROCTABLE",
            [10105] = "EINVALIDPROVIDER",
            [10106] = "EPROVIDERFAILEDINIT",
            [10107] = "SYSCALLFAILURE",
            [10112] = "EREFUSED",
        };
}
