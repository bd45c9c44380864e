using System.Buffers;
using System.Numerics;
using TeaSocket.Platform;

namespace TeaSocket;

// Waiting for several sockets at once.
public sealed partial class Socket
{
    /// <summary>Waits until at least one socket is ready, with the meaning of select(2) but for any descriptor number.</summary>
    /// <param name="entries">The sockets, each with what it is waited for; <see cref="SelectEntry.Ready"/> is set.</param>
    /// <param name="timeout">How long to wait at most; null for ever, zero not at all. With no entries it sleeps.</param>
    /// <returns>How many events are there, counted as select(2) counts: a socket ready for two things counts twice.</returns>
    /// <exception cref="SocketException">EBADF: one of the sockets is closed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is negative.</exception>
    public static int Select(Span<SelectEntry> entries, TimeSpan? timeout = null) => Select(entries, Deadline.Microseconds(timeout));

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

            int ready = Wait(polled, microseconds);
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

    private static int Wait(Span<PollEntry> polled, long microseconds)
    {
        var deadline = Deadline.After(microseconds);
        int result;
        do
        {
            result = PollLoop.Wait(polled, deadline.Left);
        }
        while (result == -Constants.EINTR);

        ThrowIfFailed(result, "select");
        int events = 0;
        foreach (ref readonly PollEntry entry in polled)
        {
            events += BitOperations.PopCount((uint)entry.Ready);
        }

        return events;
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
