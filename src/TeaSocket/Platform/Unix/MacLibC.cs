using System.Runtime.InteropServices;

namespace TeaSocket.Platform.Unix;

/// <summary>What only the C library of macOS has.</summary>
internal static unsafe partial class MacLibC
{
    private const string Library = "libc";

    // <sys/event.h>
    [LibraryImport(Library)]
    public static partial int kqueue();

    [LibraryImport(Library)]
    public static partial int kevent(
        int queue, KEvent* changes, int changeCount, KEvent* events, int eventCount, LibC.TimeSpec* timeout);

    // <sys/socket.h>
    [LibraryImport(Library)]
    public static partial nint sendmsg(int fd, MessageHeader* message, int flags);

    [LibraryImport(Library)]
    public static partial nint recvmsg(int fd, MessageHeader* message, int flags);

    [LibraryImport(Library)]
    public static partial int sendfile(int file, int socket, long offset, long* length, void* headers, int flags);

    // <netdb.h>
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial LibC.ProtoEnt* getprotobyname(string name);

    [LibraryImport(Library)]
    public static partial LibC.ProtoEnt* getprotobynumber(int number);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial LibC.ServEnt* getservbyname(string name, string? protocol);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial LibC.ServEnt* getservbyport(int port, string? protocol);

    // <pthread.h>
    [LibraryImport(Library)]
    public static partial nint pthread_self();

    // <signal.h>
    [LibraryImport(Library)]
    public static partial int pthread_kill(nint thread, int signal);

    /// <summary>struct sigaction.</summary>
    public struct SignalAction
    {
        public nint Handler;
        public uint Mask;
        public int Flags;
    }

    /// <summary>struct msghdr.</summary>
    public struct MessageHeader
    {
        public byte* Name;
        public uint NameLength;
        public MemoryRange* Vectors;
        public int VectorCount;
        public byte* Control;
        public uint ControlLength;
        public int Flags;
    }

    /// <summary>struct kevent.</summary>
    public struct KEvent
    {
        public nint Descriptor;
        public short Filter;
        public ushort Flags;
        public uint FilterFlags;
        public nint FilterData;
        public long Data;
    }
}
