using System.Runtime.InteropServices;

namespace Tea;

/// <summary>The process's first three descriptors on Unix, with the system's own calls: .NET's streams hide that a pipe was closed.</summary>
internal static unsafe partial class Descriptors
{
    private const int EINTR = 4;
    private const int EPIPE = 32;
    private const int GetFlags = 1; // F_GETFD
    private const int CloseOnExec = 1; // FD_CLOEXEC
    private const int ReadWrite = 2; // O_RDWR
    private const short PollIn = 1;
    private const short PollOut = 4;

    private static readonly int EAGAIN = OperatingSystem.IsMacOS() ? 35 : 11;

    /// <summary>
    /// Opens on /dev/null those of the first three that are closed, so that no file or socket gets their numbers: to be called first.
    /// </summary>
    public static void OpenMissing()
    {
        for (int descriptor = 0; descriptor <= 2; descriptor++)
        {
            if (fcntl(descriptor, GetFlags) < 0)
            {
                _ = open("/dev/null", ReadWrite); // gets the lowest number that is free
            }
        }
    }

    /// <summary>Whether a descriptor was there at the start: one that the runtime has opened before is closed by exec.</summary>
    public static bool IsInherited(int descriptor) => fcntl(descriptor, GetFlags) is >= 0 and int flags && (flags & CloseOnExec) == 0;

    /// <summary>Writes all of it, waiting where the descriptor does not.</summary>
    /// <returns>False if nobody reads the pipe any more.</returns>
    public static bool Write(int descriptor, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            nint written;
            fixed (byte* start = bytes)
            {
                written = write(descriptor, start, (nuint)bytes.Length);
            }

            if (written >= 0)
            {
                bytes = bytes[(int)written..];
            }
            else if (!WaitAfter("write", descriptor, PollOut))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Reads what is there, waiting for the first byte.</summary>
    /// <returns>How many bytes; 0 at the end.</returns>
    public static int Read(int descriptor, Span<byte> bytes)
    {
        while (true)
        {
            nint count;
            fixed (byte* start = bytes)
            {
                count = read(descriptor, start, (nuint)bytes.Length);
            }

            if (count >= 0)
            {
                return (int)count;
            }

            WaitAfter("read", descriptor, PollIn);
        }
    }

    /// <summary>What a failed call asks for: again, or waiting before that.</summary>
    /// <returns>False if the other end of the pipe is closed.</returns>
    private static bool WaitAfter(string call, int descriptor, short events)
    {
        int error = Marshal.GetLastPInvokeError();
        if (error == EAGAIN)
        {
            var wait = new PollDescriptor { Descriptor = descriptor, Events = events };
            _ = poll(&wait, 1, -1);
        }
        else if (error is not (EINTR or EPIPE))
        {
            throw new IOException($"{call}: {Marshal.GetPInvokeErrorMessage(error)}");
        }

        return error != EPIPE;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct PollDescriptor
    {
        public int Descriptor;
        public short Events;
        public short Results;
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fcntl(int descriptor, int command);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint write(int descriptor, byte* bytes, nuint count);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint read(int descriptor, byte* bytes, nuint count);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int poll(PollDescriptor* descriptors, nuint count, int milliseconds);
}
