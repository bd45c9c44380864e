using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TeaSocket.Platform.Unix;

/// <summary>What only Linux's C libraries have.</summary>
internal static unsafe partial class LinuxLibC
{
    private const string Library = "libc";

    // <sys/socket.h>
    [LibraryImport(Library)]
    public static partial int sendmmsg(int fd, BatchEntry* messages, uint count, int flags);

    [LibraryImport(Library)]
    public static partial int recvmmsg(int fd, BatchEntry* messages, uint count, int flags, LibC.TimeSpec* timeout);

    [LibraryImport(Library)]
    public static partial nint sendmsg(int fd, MessageHeader* message, int flags);

    [LibraryImport(Library)]
    public static partial nint recvmsg(int fd, MessageHeader* message, int flags);
    // <sys/sendfile.h>
    [LibraryImport(Library)]
    public static partial nint sendfile(int to, int from, long* offset, nuint count);

    // <signal.h>
    [LibraryImport(Library)]
    public static partial int sigpending(byte* set);

    [LibraryImport(Library)]
    public static partial int sigtimedwait(byte* set, void* info, LibC.TimeSpec* timeout);

    // <netdb.h>: those that leave what they found with the caller. They return an error number.
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int getprotobyname_r(string name, LibC.ProtoEnt* entry, byte* room, nuint size, LibC.ProtoEnt** result);

    [LibraryImport(Library)]
    public static partial int getprotobynumber_r(int number, LibC.ProtoEnt* entry, byte* room, nuint size, LibC.ProtoEnt** result);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int getservbyname_r(
        string name, string? protocol, LibC.ServEnt* entry, byte* room, nuint size, LibC.ServEnt** result);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int getservbyport_r(
        int port, string? protocol, LibC.ServEnt* entry, byte* room, nuint size, LibC.ServEnt** result);

    // <unistd.h>: calls that older C libraries have no function for
    [LibraryImport(Library)]
    public static partial nint syscall(nint number);

    [LibraryImport(Library)]
    public static partial nint syscall(nint number, nint process, nint thread, nint signal);

    // <sys/epoll.h>
    [LibraryImport(Library)]
    public static partial int epoll_create1(int flags);

    [LibraryImport(Library)]
    public static partial int epoll_ctl(int epfd, int operation, int fd, byte* change);

    [LibraryImport(Library)]
    public static partial int epoll_wait(int epfd, byte* events, int count, int milliseconds);

    /// <summary>struct sigaction, with its set of 1,024 signals.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct SignalAction
    {
        public nint Handler;
        public SignalSet Mask;
        public int Flags;
        public nint Restorer;
    }

    /// <summary>sigset_t.</summary>
    [InlineArray(16)]
    public struct SignalSet
    {
        private long first;
    }

    /// <summary>struct mmsghdr.</summary>
    public struct BatchEntry
    {
        public MessageHeader Header;
        public uint Length;
    }

    /// <summary>struct msghdr.</summary>
    public struct MessageHeader
    {
        public byte* Name;
        public uint NameLength;
        public MemoryRange* Vectors;
        public nuint VectorCount;
        public byte* Control;
        public nuint ControlLength;
        public int Flags;
    }

    /// <summary>struct cmsghdr.</summary>
    public struct ControlHeader
    {
        public nuint Length;
        public int Level;
        public int Type;
    }

    /// <summary>
    /// struct epoll_event, as bytes: on x64 its data follow without a gap, to be laid out as for 32-bit programs; elsewhere not.
    /// </summary>
    public static class EpollEvent
    {
        public static readonly int DataOffset = DataOffsetOn(RuntimeInformation.ProcessArchitecture);

        public static readonly int Size = DataOffset + sizeof(long);

        public static int DataOffsetOn(Architecture architecture) => architecture == Architecture.X64 ? 4 : 8;
    }
}
