using System.Runtime.CompilerServices;
using TeaSocket.Waiting;

namespace TeaSocket;

// Sending and receiving.
public sealed partial class Socket
{
    // A connected socket receives from its peer only, so nobody has to say who sent.
    private volatile bool connected;

    /// <summary>Whether it has a peer, from which alone it receives.</summary>
    internal bool IsConnected => connected;

    // The sender of the last datagram, as the system wrote it: decoding waits until someone asks. The bytes never change, as
    // several threads may receive; another sender has others.
    private volatile byte[]? lastSender;

    /// <summary>Sends bytes, see send(2) and sendto(2).</summary>
    /// <param name="data">The bytes. On a datagram socket, one datagram: an empty one is sent too.</param>
    /// <param name="to">Where to; left out, the connected peer.</param>
    /// <param name="cancellation">
    /// Ends the wait. A stream may have taken a part by then, of which nobody tells: whoever cancels gives the connection up.
    /// </param>
    /// <returns>
    /// How many bytes the system has taken. A blocking socket goes on until it has taken all of them. A non-blocking
    /// stream may take a part. Null when waiting would block and nothing was taken.
    /// </returns>
    /// <exception cref="SocketException">
    /// EPIPE or ECONNRESET: the peer has gone. EMSGSIZE: the datagram is too large. ENOTCONN, EDESTADDRREQ and others.
    /// Its <see cref="SocketException.BytesSent"/> says what was taken before the failure.
    /// </exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int? Send(ReadOnlySpan<byte> data, SocketAddress? to = null, CancellationToken cancellation = default)
    {
        var operation = new SendOperation(this, data, to);
        int sent = Waits.Run(handle, ref operation, cancellation);
        return sent == Waits.WouldBlock ? null : sent;
    }

    /// <summary>Receives what is there, waiting until there is something, see recv(2) and recvfrom(2).</summary>
    /// <param name="buffer">Where to. A datagram that is longer is cut; an empty buffer takes nothing from a stream.</param>
    /// <param name="cancellation">Ends the wait; nothing is lost.</param>
    /// <returns>
    /// The number of bytes; 0 is the end of a stream or an empty datagram. Null when waiting would block.
    /// </returns>
    /// <exception cref="SocketException">ENOTCONN, ECONNRESET and others; ETIMEDOUT when SO_RCVTIMEO has passed.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int? Receive(Span<byte> buffer, CancellationToken cancellation = default)
    {
        var operation = new ReceiveOperation(this, buffer);
        int received = Waits.Run(handle, ref operation, cancellation);
        return received == Waits.WouldBlock ? null : received;
    }

    /// <summary>Receives as <see cref="Receive"/> does, and tells who sent it, see recvfrom(2).</summary>
    /// <param name="buffer">Where to.</param>
    /// <param name="from">The sender of this datagram, whoever else receives; null where there is none, as on a stream.</param>
    /// <param name="cancellation">Ends the wait; nothing is lost.</param>
    /// <returns>The number of bytes. Null when waiting would block.</returns>
    /// <exception cref="SocketException">ENOTCONN, ECONNRESET and others; ETIMEDOUT when SO_RCVTIMEO has passed.</exception>
    public int? ReceiveFrom(Span<byte> buffer, out SocketAddress? from, CancellationToken cancellation = default)
    {
        int? received = ReceiveWithSender(buffer, out byte[] sender, cancellation);
        from = received is null || sender.Length == 0 ? null : SocketAddress.Decode(sender);
        return received;
    }

    /// <summary>The same with the sender as the system wrote it: nothing where there is none, or it has no name.</summary>
    internal int? ReceiveWithSender(Span<byte> buffer, out byte[] sender, CancellationToken cancellation = default)
    {
        var operation = new ReceiveOperation(this, buffer, tellsSender: true);
        int received = Waits.Run(handle, ref operation, cancellation);
        sender = operation.Sender ?? [];
        return received == Waits.WouldBlock ? null : received;
    }

    /// <summary>
    /// Waits as <see cref="Receive"/> does, takes nothing, and returns how large a buffer for it should be: the size of
    /// the next datagram, or what a stream has queued (0: its end). Null when waiting would block.
    /// </summary>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="SocketException">What <see cref="Receive"/> throws.</exception>
    public int? Pending(CancellationToken cancellation = default)
    {
        var operation = new PendingOperation(this);
        int pending = Waits.Run(handle, ref operation, cancellation);
        return pending == Waits.WouldBlock ? null : pending;
    }

    /// <summary>Remembers who sent last, and returns that. Nearly always it is the one who did before.</summary>
    private byte[] RememberSender(ReadOnlySpan<byte> address)
    {
        byte[]? last = lastSender;
        if (IsStream)
        {
            return []; // it has a peer, whom the system knows, or none
        }

        if (last is null || !address.SequenceEqual(last))
        {
            last = address.ToArray();
            lastSender = last;
        }

        return last;
    }
}
