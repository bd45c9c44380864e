using System.Buffers;
using System.Diagnostics;
using System.Numerics;
using TeaSocket.Platform;

namespace TeaSocket;

// Waiting for several sockets at once.
public sealed partial class Socket
{
    // How long a socket that only reports a hang-up nobody asked for is left out before it is asked again.
    private const long HangUpPause = 10_000;

    /// <summary>Waits until at least one socket is ready, with the meaning of select(2) but for any descriptor number.</summary>
    /// <param name="entries">The sockets, each with what it is waited for; <see cref="SelectEntry.Ready"/> is set.</param>
    /// <param name="timeout">How long to wait at most; null for ever, zero not at all. With no entries it sleeps.</param>
    /// <returns>How many events are there, counted as select(2) counts: a socket ready for two things counts twice.</returns>
    /// <exception cref="SocketException">EBADF: one of the sockets is closed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is negative.</exception>
    public static int Select(Span<SelectEntry> entries, TimeSpan? timeout = null)
    {
        if (timeout < TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(timeout), $"must be >= 0. Received {timeout}");
        }

        // Rounded up: a wait never ends before its time.
        long microseconds = timeout is { } limit ? (limit.Ticks + TimeSpan.TicksPerMicrosecond - 1) / TimeSpan.TicksPerMicrosecond : -1;
        return Select(entries, microseconds);
    }

    /// <summary>The same with a timeout in microseconds, -1 for ever.</summary>
    internal static int Select(Span<SelectEntry> entries, long microseconds)
    {
        PollEntry[] rented = ArrayPool<PollEntry>.Shared.Rent(Math.Max(entries.Length, 1));
        Span<PollEntry> polled = rented.AsSpan(0, entries.Length);
        int retained = 0;
        try
        {
            foreach (ref readonly SelectEntry entry in entries)
            {
                polled[retained] = new PollEntry { Descriptor = entry.Socket.handle.Retain("select"), Wanted = entry.Wanted };
                retained++;
            }

            int ready = Wait(entries, polled, microseconds);
            for (int i = 0; i < entries.Length; i++)
            {
                entries[i].Ready = polled[i].Ready;
            }

            return ready;
        }
        finally
        {
            foreach (ref readonly SelectEntry entry in entries[..retained])
            {
                entry.Socket.handle.DangerousRelease();
            }

            ArrayPool<PollEntry>.Shared.Return(rented);
        }
    }

    private static int Wait(Span<SelectEntry> entries, Span<PollEntry> polled, long microseconds)
    {
        long start = microseconds > 0 ? Stopwatch.GetTimestamp() : 0;
        bool someLeftOut = false;
        while (true)
        {
            long left = microseconds <= 0 ? microseconds : Math.Max(0, microseconds - Elapsed(start));
            long turn = !someLeftOut ? left : left < 0 ? HangUpPause : Math.Min(left, HangUpPause);
            int reported = Calls.Poll(polled, turn);
            if (reported < 0 && reported != -Constants.EINTR)
            {
                throw new SocketException("select", -reported);
            }

            int ready = reported > 0 ? Count(polled) : 0;
            if (ready > 0 || left == 0)
            {
                return ready;
            }

            someLeftOut = reported > 0 ? LeaveOutHangUps(polled) : PutBack(entries, polled, someLeftOut);
        }
    }

    private static long Elapsed(long start) => (long)Stopwatch.GetElapsedTime(start).TotalMicroseconds;

    private static int Count(ReadOnlySpan<PollEntry> polled)
    {
        int count = 0;
        foreach (ref readonly PollEntry entry in polled)
        {
            count += BitOperations.PopCount((uint)entry.Ready);
        }

        return count;
    }

    /// <summary>
    /// poll(2) returns at once for a socket that has hung up, even if only writing or exceptions are waited for, which
    /// select(2) does not call ready. Asking on and on would burn the processor: such a socket rests for a moment.
    /// </summary>
    private static bool LeaveOutHangUps(Span<PollEntry> polled)
    {
        foreach (ref PollEntry entry in polled)
        {
            if (entry.Reported)
            {
                entry.Descriptor = -1;
            }
        }

        return true;
    }

    private static bool PutBack(Span<SelectEntry> entries, Span<PollEntry> polled, bool someLeftOut)
    {
        for (int i = 0; someLeftOut && i < polled.Length; i++)
        {
            polled[i].Descriptor = entries[i].Socket.handle.DangerousGetHandle();
        }

        return false;
    }
}

/// <summary>One socket of a <see cref="Socket.Select(Span{SelectEntry}, TimeSpan?)"/>.</summary>
/// <param name="socket">The socket.</param>
/// <param name="wanted">What to wait for.</param>
public struct SelectEntry(Socket socket, Readiness wanted)
{
    /// <summary>The socket.</summary>
    public Socket Socket { get; } = socket;

    /// <summary>What to wait for.</summary>
    public Readiness Wanted { get; } = wanted;

    /// <summary>Those of <see cref="Wanted"/> that the socket is ready for.</summary>
    public Readiness Ready { get; internal set; }
}
