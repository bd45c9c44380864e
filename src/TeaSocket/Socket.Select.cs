using System.Buffers;
using System.Numerics;
using TeaSocket.Platform;
using TeaSocket.Waiting;

namespace TeaSocket;

// Waiting for several sockets at once.
public sealed partial class Socket
{
    /// <summary>Waits until at least one socket is ready, with the meaning of select(2) but for any descriptor number.</summary>
    /// <param name="entries">The sockets, each with what it is waited for; <see cref="SelectEntry.Ready"/> is set.</param>
    /// <param name="timeout">How long to wait at most; null for ever, zero not at all. With no entries it sleeps.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>How many events are there, counted as select(2) counts: a socket ready for two things counts twice.</returns>
    /// <remarks>It waits in the environment of the first socket; with none, in <see cref="SocketEnvironment.Default"/>.</remarks>
    /// <exception cref="SocketException">EBADF: one of the sockets is closed. ECANCELED: one was closed or detached while it waited.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is negative.</exception>
    public static int Select(Span<SelectEntry> entries, TimeSpan? timeout = null, CancellationToken cancellation = default) =>
        Select(entries, Deadline.Microseconds(timeout), cancellation);

    /// <summary>The same with a timeout in microseconds, -1 for ever.</summary>
    internal static int Select(Span<SelectEntry> entries, long microseconds, CancellationToken cancellation = default)
    {
        SocketEnvironment environment = entries.IsEmpty ? SocketEnvironment.Default : entries[0].Socket.Environment;
        return Select(environment, entries, microseconds, environment.Cancellations, cancellation);
    }

    /// <summary>The same as a part of a wait in an environment, which began when its waits had been canceled so often.</summary>
    internal static int Select(
        SocketEnvironment environment, Span<SelectEntry> entries, long microseconds, int cancellations, CancellationToken cancellation = default)
    {
        PollEntry[] polled = ArrayPool<PollEntry>.Shared.Rent(Math.Max(entries.Length, 1));
        DescriptorHandle?[] handles = ArrayPool<DescriptorHandle?>.Shared.Rent(Math.Max(entries.Length, 1));
        try
        {
            for (int i = 0; i < entries.Length; i++)
            {
                handles[i] = entries[i].Handle;
            }

            var operation = new SelectOperation(entries, polled.AsSpan(0, entries.Length), handles, microseconds);
            Waits.Resume(environment.Time, ref operation, cancellations, cancellation);
            int events = 0;
            for (int i = 0; i < entries.Length; i++)
            {
                entries[i].Ready = polled[i].Ready;
                events += BitOperations.PopCount((uint)polled[i].Ready);
            }

            return events;
        }
        finally
        {
            handles.AsSpan(0, entries.Length).Clear(); // nothing must live on in the pool
            ArrayPool<DescriptorHandle?>.Shared.Return(handles);
            ArrayPool<PollEntry>.Shared.Return(polled);
        }
    }

    private ref struct SelectOperation(Span<SelectEntry> entries, Span<PollEntry> polled, DescriptorHandle?[] handles, long microseconds) : IOperation
    {
        private readonly Span<SelectEntry> entries = entries;
        private readonly Span<PollEntry> polled = polled;
        private readonly Deadline deadline = Deadline.After(microseconds);
        private bool hasBegun;

        public readonly WaitTerms Terms => WaitTerms.ByItself;

        public int Call(SystemCalls calls, nint descriptor, CallingThread thread, bool mayWait)
        {
            thread.EnterMany(handles);
            try
            {
                for (int i = 0; i < polled.Length; i++)
                {
                    if (handles[i]!.IsClosed)
                    {
                        return -(hasBegun ? calls.Constants.ECANCELED : calls.Constants.EBADF);
                    }

                    polled[i] = new PollEntry { Descriptor = handles[i]!.Descriptor, Wanted = entries[i].Wanted };
                }

                hasBegun = true;
                return PollLoop.Wait(calls, polled, deadline.Left);
            }
            finally
            {
                thread.LeaveMany();
            }
        }

        public readonly SocketException Failure(int error) => new("select", error);
    }
}

/// <summary>One socket of a <see cref="Socket.Select(Span{SelectEntry}, TimeSpan?, CancellationToken)"/>.</summary>
public struct SelectEntry
{
    private readonly object target; // a socket, or the handle of something else that can be waited for

    /// <summary>Makes an entry.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="wanted">What to wait for.</param>
    public SelectEntry(Socket socket, Readiness wanted) => (target, Wanted) = (socket, wanted);

    /// <summary>The same for something else than a socket.</summary>
    internal SelectEntry(WatchedHandle handle, Readiness wanted) => (target, Wanted) = (handle, wanted);

    /// <summary>The socket.</summary>
    public readonly Socket Socket => (Socket)target;

    /// <summary>What to wait for.</summary>
    public Readiness Wanted { get; }

    /// <summary>What has the descriptor.</summary>
    internal readonly WatchedHandle Handle => target is Socket socket ? socket.Handle : (WatchedHandle)target;

    /// <summary>Those of <see cref="Wanted"/> that the socket is ready for.</summary>
    public Readiness Ready { get; internal set; }
}
