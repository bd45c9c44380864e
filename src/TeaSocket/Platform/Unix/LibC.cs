using System.Runtime.InteropServices;

namespace TeaSocket.Platform.Unix;

/// <summary>
/// The functions of the C library, as they stand in its headers. With blittable arguments nothing runs between such a function and
/// its caller here, so that errno is still its own: it need not be cleared before and saved after each call.
/// </summary>
internal static unsafe partial class LibC
{
    private const string Library = "libc";

    // <sys/socket.h>
    [LibraryImport(Library)]
    public static partial int socket(int domain, int type, int protocol);

    [LibraryImport(Library)]
    public static partial int bind(int fd, byte* address, uint length);

    [LibraryImport(Library)]
    public static partial int listen(int fd, int backlog);

    [LibraryImport(Library)]
    public static partial int socketpair(int domain, int type, int protocol, int* descriptors);

    [LibraryImport(Library)]
    public static partial int accept(int fd, byte* address, uint* length);

    [LibraryImport(Library)]
    public static partial int accept4(int fd, byte* address, uint* length, int flags);

    [LibraryImport(Library)]
    public static partial int connect(int fd, byte* address, uint length);

    [LibraryImport(Library)]
    public static partial int shutdown(int fd, int how);

    [LibraryImport(Library)]
    public static partial nint send(int fd, byte* data, nuint length, int flags);

    [LibraryImport(Library)]
    public static partial nint sendto(int fd, byte* data, nuint length, int flags, byte* address, uint addressLength);

    [LibraryImport(Library)]
    public static partial nint recv(int fd, byte* buffer, nuint length, int flags);

    [LibraryImport(Library)]
    public static partial nint recvfrom(int fd, byte* buffer, nuint length, int flags, byte* address, uint* addressLength);

    [LibraryImport(Library)]
    public static partial int getpeername(int fd, byte* address, uint* length);

    [LibraryImport(Library)]
    public static partial int getsockname(int fd, byte* address, uint* length);

    [LibraryImport(Library)]
    public static partial int getsockopt(int fd, int level, int name, byte* value, uint* length);

    [LibraryImport(Library)]
    public static partial int setsockopt(int fd, int level, int name, byte* value, uint length);

    // <fcntl.h>: without a third argument, which would be a variable one
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial int open(string path, int flags);

    // <unistd.h>
    [LibraryImport(Library)]
    public static partial nint pread(int fd, byte* buffer, nuint length, long offset);

    [LibraryImport(Library)]
    public static partial long lseek(int fd, long offset, int from);

    [LibraryImport(Library)]
    public static partial int close(int fd);

    [LibraryImport(Library)]
    public static partial int dup(int fd);

    [LibraryImport(Library)]
    public static partial int gethostname(byte* name, nuint length);

    // <fcntl.h>
    [LibraryImport(Library)]
    public static partial int fcntl(int fd, int command);

    // Not for Apple's arm64, see ioctl.
    [LibraryImport(Library)]
    public static partial int fcntl(int fd, int command, nint argument);

    // <sys/ioctl.h>
    [LibraryImport(Library)]
    public static partial int ioctl(int fd, nuint request, int* argument);

    // Apple's arm64 passes variable arguments on the stack, even while registers are free: six fillers use those up.
    [LibraryImport(Library, EntryPoint = "ioctl")]
    public static partial int ioctl_variadic_on_stack(
        int fd, nuint request, nint f2, nint f3, nint f4, nint f5, nint f6, nint f7, int* argument);

    // <signal.h>
    [LibraryImport(Library)]
    public static partial int sigaction(int signal, void* action, void* before);

    [LibraryImport(Library)]
    public static partial int sigemptyset(byte* set);

    [LibraryImport(Library)]
    public static partial int sigaddset(byte* set, int signal);

    [LibraryImport(Library)]
    public static partial int sigismember(byte* set, int signal);

    [LibraryImport(Library)]
    public static partial int pthread_sigmask(int how, byte* set, byte* before);

    // <sys/resource.h>
    [LibraryImport(Library)]
    public static partial int getrlimit(int resource, ResourceLimit* limit);

    // <poll.h>
    [LibraryImport(Library)]
    public static partial int poll(PollFd* entries, nuint count, int milliseconds);

    [LibraryImport(Library)]
    public static partial int ppoll(PollFd* entries, nuint count, TimeSpec* timeout, void* signalMask);

    // <arpa/inet.h>
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int inet_pton(int family, string text, byte* address);

    [LibraryImport(Library)]
    public static partial byte* inet_ntop(int family, byte* address, byte* text, uint size);

    // <ifaddrs.h>
    [LibraryImport(Library)]
    public static partial int getifaddrs(InterfaceAddress** first);

    [LibraryImport(Library)]
    public static partial void freeifaddrs(InterfaceAddress* first);

    // <net/if.h>
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial uint if_nametoindex(string name);

    [LibraryImport(Library)]
    public static partial byte* if_indextoname(uint index, byte* name);

    // <netdb.h>
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial int getaddrinfo(string node, string? service, AddrInfo* hints, AddrInfo** result);

    [LibraryImport(Library)]
    public static partial void freeaddrinfo(AddrInfo* result);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int getnameinfo(
        byte* address, uint length, byte* host, uint hostSize, byte* service, uint serviceSize, int flags);

    [LibraryImport(Library)]
    public static partial byte* gai_strerror(int error);

    /// <summary>struct pollfd.</summary>
    public struct PollFd
    {
        public int Fd;
        public short Events;
        public short Returned;
    }

    /// <summary>struct rlimit.</summary>
    public struct ResourceLimit
    {
        public ulong Current;
        public ulong Maximum;
    }

    /// <summary>struct ifaddrs.</summary>
    public struct InterfaceAddress
    {
        public InterfaceAddress* Next;
        public byte* Name;
        public uint Flags;
        public byte* Address;
        public byte* Netmask;
        public byte* Broadcast;
        public void* Data;
    }

    /// <summary>struct timeval on 64-bit systems. macOS has 32 bits for the microseconds, which are the lower ones of Linux's 64.</summary>
    public struct TimeVal
    {
        public long Seconds;
        public int Microseconds;
        public int Padding;
    }

    /// <summary>struct timespec on 64-bit systems.</summary>
    public struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }

    /// <summary>struct addrinfo, in which ai_addr and ai_canonname stand in an order that differs.</summary>
    public struct AddrInfo
    {
        public int Flags;
        public int Family;
        public int SocketType;
        public int Protocol;
        public uint AddressLength;
        public void* AddressOrName;
        public void* NameOrAddress;
        public AddrInfo* Next;
    }

    /// <summary>struct protoent.</summary>
    public struct ProtoEnt
    {
        public byte* Name;
        public byte** Aliases;
        public int Protocol;
    }

    /// <summary>struct servent; the port is in network order.</summary>
    public struct ServEnt
    {
        public byte* Name;
        public byte** Aliases;
        public int Port;
        public byte* Protocol;
    }
}
