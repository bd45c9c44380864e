using System.Runtime.InteropServices;

namespace TeaSocket.Platform.Windows;

/// <summary>The functions of Winsock and what goes with them, as they stand in the SDK's headers. Blittable arguments only.</summary>
internal static unsafe partial class Winsock
{
    private const string Library = "ws2_32.dll";

    // <winsock2.h>
    [LibraryImport(Library)]
    public static partial int WSAStartup(ushort version, byte* data);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint WSASocketW(int family, int type, int protocol, void* protocolInfo, uint group, uint flags);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int closesocket(nint socket);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int bind(nint socket, byte* address, int length);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int listen(nint socket, int backlog);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint accept(nint socket, byte* address, int* length);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int connect(nint socket, byte* address, int length);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int shutdown(nint socket, int how);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int send(nint socket, byte* data, int length, int flags);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int sendto(nint socket, byte* data, int length, int flags, byte* address, int addressLength);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int recv(nint socket, byte* buffer, int length, int flags);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int recvfrom(nint socket, byte* buffer, int length, int flags, byte* address, int* addressLength);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int getpeername(nint socket, byte* address, int* length);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int getsockname(nint socket, byte* address, int* length);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int getsockopt(nint socket, int level, int name, byte* value, int* length);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int setsockopt(nint socket, int level, int name, byte* value, int length);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int ioctlsocket(nint socket, uint command, uint* argument);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int WSAIoctl(
        nint socket, uint code, void* input, uint inputSize, void* output, uint outputSize, uint* returned,
        void* overlapped, void* completion);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int WSAPoll(PollFd* entries, uint count, int milliseconds);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int select(int ignored, nint* read, nint* write, nint* except, TimeVal* timeout);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial ProtoEnt* getprotobyname(string name);

    [LibraryImport(Library)]
    public static partial ProtoEnt* getprotobynumber(int number);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial ServEnt* getservbyname(string name, string? protocol);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial ServEnt* getservbyport(int port, string? protocol);

    // <ws2tcpip.h>
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int inet_pton(int family, string text, byte* address);

    [LibraryImport(Library)]
    public static partial byte* inet_ntop(int family, byte* address, byte* text, nuint size);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf16)]
    public static partial int GetAddrInfoW(string node, string? service, AddrInfoW* hints, AddrInfoW** result);

    [LibraryImport(Library)]
    public static partial void FreeAddrInfoW(AddrInfoW* result);

    [LibraryImport(Library)]
    public static partial int GetNameInfoW(
        byte* address, int length, char* host, uint hostSize, char* service, uint serviceSize, int flags);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int GetHostNameW(char* name, int length);

    // <netioapi.h>
    [LibraryImport("iphlpapi.dll", StringMarshalling = StringMarshalling.Utf8)]
    public static partial uint if_nametoindex(string name);

    [LibraryImport("iphlpapi.dll")]
    public static partial byte* if_indextoname(uint index, byte* name);

    // <iphlpapi.h>
    [LibraryImport("iphlpapi.dll")]
    public static partial uint GetAdaptersAddresses(uint family, uint flags, void* reserved, byte* addresses, uint* size);

    // <handleapi.h>
    [LibraryImport("kernel32.dll")]
    public static partial int SetHandleInformation(nint handle, uint mask, uint flags);

    // <fileapi.h>
    [LibraryImport("kernel32.dll", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    public static partial nint CreateFileW(string path, uint access, uint share, void* security, uint disposition, uint flags, nint template);

    [LibraryImport("kernel32.dll", SetLastError = true)]
    public static partial int ReadFile(nint file, byte* buffer, uint length, uint* read, Overlapped* overlapped);

    [LibraryImport("kernel32.dll", SetLastError = true)]
    public static partial int SetFilePointerEx(nint file, long distance, long* position, uint from);

    // <ioapiset.h>
    [LibraryImport("kernel32.dll")]
    public static partial int CancelIoEx(nint handle, nint overlapped);

    /// <summary>OVERLAPPED, with the offset in a file.</summary>
    public struct Overlapped
    {
        public nuint Internal;
        public nuint InternalHigh;
        public long Offset;
        public nint Event;
    }

    /// <summary>struct pollfd.</summary>
    public struct PollFd
    {
        public nint Socket;
        public short Events;
        public short Returned;
    }

    /// <summary>struct timeval, whose members are 32 bits wide here.</summary>
    public struct TimeVal
    {
        public int Seconds;
        public int Microseconds;
    }

    /// <summary>struct addrinfoW.</summary>
    public struct AddrInfoW
    {
        public int Flags;
        public int Family;
        public int SocketType;
        public int Protocol;
        public nuint AddressLength;
        public char* CanonicalName;
        public byte* Address;
        public AddrInfoW* Next;
    }

    /// <summary>struct protoent, whose number is 16 bits wide here.</summary>
    public struct ProtoEnt
    {
        public byte* Name;
        public byte** Aliases;
        public short Protocol;
    }

    /// <summary>struct servent of 64-bit programs, where the protocol stands before the port. The port is in network order.</summary>
    public struct ServEnt
    {
        public byte* Name;
        public byte** Aliases;
        public byte* Protocol;
        public short Port;
    }
}
