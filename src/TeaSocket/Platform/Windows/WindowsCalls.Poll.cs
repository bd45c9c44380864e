using System.Buffers;

namespace TeaSocket.Platform.Windows;

// WSAPoll, and what it lacks.
internal sealed unsafe partial class WindowsCalls
{
    // <winsock2.h>
    private const short POLLERR = 0x1;
    private const short POLLHUP = 0x2;
    private const short POLLNVAL = 0x4;
    private const short POLLWRNORM = 0x10;
    private const short POLLRDNORM = 0x100;
    private const short POLLRDBAND = 0x200;

    // How often an old system is asked for failed connects, in milliseconds.
    private const int FailedConnectTurn = 50;

    // WSAPoll tells of a connect that failed only from Windows 10 version 2004 (Windows Server 2022) on.
    private static readonly bool missesFailedConnects = !OperatingSystem.IsWindowsVersionAtLeast(10, 0, 19041);

    public override int Poll(Span<PollEntry> entries, long microseconds)
    {
        Winsock.PollFd[] native = ArrayPool<Winsock.PollFd>.Shared.Rent(entries.Length + 1);
        int count = 0;
        foreach (ref readonly PollEntry entry in entries)
        {
            if (entry.Descriptor >= 0)
            {
                native[count] = new Winsock.PollFd { Socket = entry.Descriptor, Events = ToEvents(entry.Wanted) };
                count++;
            }
        }

        // Rounded up, so that it never returns early; what exceeds an int is waited for in turns by the caller.
        int milliseconds = microseconds < 0 ? -1 : (int)Math.Min((microseconds + 999) / 1_000, int.MaxValue);
        bool canBeWoken = wakeSocket != 0 && milliseconds != 0;
        if (canBeWoken)
        {
            native[count] = new Winsock.PollFd { Socket = wakeSocket, Events = POLLRDNORM };
        }

        int result = Wait(native.AsSpan(0, count + (canBeWoken ? 1 : 0)), milliseconds);
        if (canBeWoken && result > 0 && native[count].Returned != 0)
        {
            TakeWakes();
            result = result > 1 ? result - 1 : -Constants.EINTR;
        }

        int next = 0;
        foreach (ref PollEntry entry in entries)
        {
            short returned = entry.Descriptor >= 0 ? native[next++].Returned : (short)0;
            entry.Ready = result > 0 ? ToReadiness(returned) & entry.Wanted : Readiness.None;
            entry.Reported = result > 0 && returned != 0;
        }

        ArrayPool<Winsock.PollFd>.Shared.Return(native);
        return result;
    }

    /// <summary>Waits for at most that long; it may return 0 early, the caller asks again.</summary>
    private static int Wait(Span<Winsock.PollFd> entries, int milliseconds)
    {
        if (entries.IsEmpty)
        {
            Thread.Sleep(milliseconds); // WSAPoll refuses to wait for nothing
            return 0;
        }

        fixed (Winsock.PollFd* e = entries)
        {
            if (!missesFailedConnects)
            {
                return Result(Winsock.WSAPoll(e, (uint)entries.Length, milliseconds));
            }

            // Even if others are ready, or a socket that always is would hide a connect that failed.
            int result = Result(Winsock.WSAPoll(e, (uint)entries.Length, 0));
            result += result < 0 ? 0 : MarkFailedConnects(entries);
            return result != 0 || milliseconds == 0 ? result
                : Result(Winsock.WSAPoll(e, (uint)entries.Length, (int)Math.Min((uint)milliseconds, FailedConnectTurn)));
        }
    }

    /// <summary>Reports failed connects as newer systems do; returns how many there are.</summary>
    private static int MarkFailedConnects(Span<Winsock.PollFd> entries)
    {
        // struct fd_set: the number of sockets, then their descriptors, as many as there are.
        nint[] set = ArrayPool<nint>.Shared.Rent(entries.Length + 1);
        set[0] = entries.Length;
        for (int i = 0; i < entries.Length; i++)
        {
            set[i + 1] = entries[i].Socket;
        }

        Winsock.TimeVal poll = default;
        int exceptional;
        fixed (nint* s = set)
        {
            exceptional = Winsock.select(0, null, null, s, &poll);
        }

        int failed = 0;
        for (int i = 0; exceptional > 0 && i < entries.Length; i++)
        {
            ref Winsock.PollFd entry = ref entries[i];
            if (entry.Returned == 0 && set.AsSpan(1, exceptional).Contains(entry.Socket) && !HasPeer(entry.Socket))
            {
                entry.Returned = POLLERR | POLLHUP;
                failed++;
            }
        }

        ArrayPool<nint>.Shared.Return(set);
        return failed;
    }

    /// <summary>Tells out-of-band data, which is exceptional too, from a connect that failed.</summary>
    private static bool HasPeer(nint descriptor)
    {
        byte* address = stackalloc byte[SocketAddress.MaxSize];
        int length = SocketAddress.MaxSize;
        return Winsock.getpeername(descriptor, address, &length) == 0;
    }

    private static short ToEvents(Readiness wanted) => (short)(
        ((wanted & Readiness.Read) != 0 ? POLLRDNORM : 0)
        | ((wanted & Readiness.Write) != 0 ? POLLWRNORM : 0)
        | ((wanted & Readiness.Except) != 0 ? POLLRDBAND : 0)); // WSAPoll refuses POLLPRI

    /// <summary>WSAPoll's events as Linux's select(2) maps poll's: an error lets both reading and writing return at once.</summary>
    private static Readiness ToReadiness(short returned) =>
        ((returned & (POLLRDNORM | POLLHUP | POLLERR | POLLNVAL)) != 0 ? Readiness.Read : 0)
        | ((returned & (POLLWRNORM | POLLERR | POLLNVAL)) != 0 ? Readiness.Write : 0)
        | ((returned & POLLRDBAND) != 0 ? Readiness.Except : 0);
}
