using TeaSocket.Platform;
using TeaSocket.Waiting;

namespace TeaSocket;

// Looking at what could be received.
public sealed partial class Socket
{
    /// <summary>Receives as <see cref="Receive"/> does, but takes nothing: the same is received again. See MSG_PEEK in recv(2).</summary>
    /// <param name="buffer">Where to. A datagram that is longer is cut; an empty buffer gets nothing from a stream.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The number of bytes; 0 is the end of a stream or an empty datagram. Null when waiting would block.</returns>
    /// <exception cref="SocketException">What <see cref="Receive"/> throws.</exception>
    public int? Peek(Span<byte> buffer, CancellationToken cancellation = default)
    {
        var operation = new PeekOperation(this, buffer);
        int received = Waits.Run(handle, ref operation, cancellation);
        return received == Waits.WouldBlock ? null : received;
    }

    /// <summary>
    /// How many bytes receiving could return at once, see FIONREAD in ioctl(2): all that a stream has queued, or the size of the next
    /// datagram. 0 when there is nothing; it never waits.
    /// </summary>
    /// <exception cref="SocketException">EINVAL on a socket that listens, and others.</exception>
    public int GetAvailable()
    {
        using var lease = handle.Hold(Calls.AvailableCall);
        int result = Calls.Available(lease.Descriptor, !IsStream);
        ThrowIfFailed(result == -Constants.EAGAIN ? 0 : result, Calls.AvailableCall);
        return Math.Max(result, 0);
    }

    private ref struct PeekOperation(Socket socket, Span<byte> buffer) : IOperation
    {
        private readonly Span<byte> buffer = buffer;

        private readonly bool blocks = socket.blocking;

        public readonly WaitTerms Terms => new(blocks, socket.handle.ReceiveTimeout, Readiness.Read, Polling.AfterTrying);

        public readonly int Call(SystemCalls calls, nint descriptor, CallingThread thread, bool mayWait) =>
            buffer.IsEmpty && socket.IsStream ? 0 : calls.Peek(descriptor, buffer, mayWait);

        public readonly SocketException Failure(int error) => new("recv", error);
    }
}
