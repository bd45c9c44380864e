using System.Runtime.CompilerServices;

namespace TeaSocket;

// Sending and receiving.
public sealed partial class Socket
{
    // A connected socket receives from its peer only, so nobody has to say who sent.
    private volatile bool connected;

    // The sender of the last datagram, as the system wrote it: decoding waits until someone asks.
    private byte[]? sender;
    private int senderLength = -1;

    private SocketAddress? LastSender => senderLength < 0 ? null : SocketAddress.Decode(sender.AsSpan(0, senderLength));

    /// <summary>Sends bytes, see send(2) and sendto(2).</summary>
    /// <param name="data">The bytes. On a datagram socket, one datagram: an empty one is sent too.</param>
    /// <param name="to">Where to; left out, the connected peer.</param>
    /// <returns>
    /// How many bytes the system has taken. A blocking socket goes on until it has taken all of them. A non-blocking
    /// stream may take a part. Null when waiting would block and nothing was taken.
    /// </returns>
    /// <exception cref="SocketException">
    /// EPIPE or ECONNRESET: the peer has gone. EMSGSIZE: the datagram is too large. ENOTCONN, EDESTADDRREQ and others.
    /// Its <see cref="SocketException.BytesSent"/> says what was taken before the failure.
    /// </exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int? Send(ReadOnlySpan<byte> data, SocketAddress? to = null)
    {
        string systemCall = to is null ? "send" : "sendto";
        using var lease = handle.Hold(systemCall);
        int sent = 0;
        while (true)
        {
            ReadOnlySpan<byte> rest = data[sent..];
            int result = to is null
                ? Calls.Send(lease.Descriptor, rest)
                : Calls.SendTo(lease.Descriptor, rest, to.Encoded);
            if (result >= 0)
            {
                sent += result;
                if (sent == data.Length || !IsStream || !blocking)
                {
                    return sent;
                }
            }
            else if (WouldBlock(result))
            {
                return sent == 0 ? null : sent;
            }
            else if (result != -Constants.EINTR)
            {
                throw new SocketException(systemCall, -result, to) { BytesSent = sent };
            }
        }
    }

    /// <summary>Receives what is there, waiting until there is something, see recv(2) and recvfrom(2).</summary>
    /// <param name="buffer">Where to. A datagram that is longer is cut; an empty buffer takes nothing from a stream.</param>
    /// <returns>
    /// The number of bytes; 0 is the end of a stream or an empty datagram. Null when waiting would block.
    /// </returns>
    /// <exception cref="SocketException">ENOTCONN, ECONNRESET and others; EAGAIN when SO_RCVTIMEO has passed.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int? Receive(Span<byte> buffer)
    {
        using var lease = handle.Hold("recv");
        if (buffer.IsEmpty && IsStream)
        {
            return 0; // the system would wait for data that there is no room for
        }

        while (true)
        {
            int result = IsStream || connected
                ? Calls.Receive(lease.Descriptor, buffer)
                : ReceiveDatagram(lease.Descriptor, buffer);
            if (result >= 0)
            {
                return result;
            }

            if (WouldBlock(result))
            {
                return null;
            }

            if (result != -Constants.EINTR)
            {
                throw new SocketException("recv", -result);
            }
        }
    }

    /// <summary>
    /// Waits as <see cref="Receive"/> does, takes nothing, and returns how large a buffer for it should be: the size of
    /// the next datagram, or what a stream has queued (0: its end). Null when waiting would block.
    /// </summary>
    public int? Pending()
    {
        using var lease = handle.Hold("recv");
        int result;
        do
        {
            result = Calls.Pending(lease.Descriptor, !IsStream);
        }
        while (result == -Constants.EINTR);

        if (WouldBlock(result))
        {
            return null;
        }

        ThrowIfFailed(result, "recv");
        return result;
    }

    private void RememberSender(ReadOnlySpan<byte> address)
    {
        sender ??= new byte[SocketAddress.MaxSize];
        address.CopyTo(sender);
        senderLength = address.Length;
    }

    private int ReceiveDatagram(nint descriptor, Span<byte> buffer)
    {
        sender ??= new byte[SocketAddress.MaxSize];
        int result = Calls.ReceiveFrom(descriptor, buffer, sender, out int length);
        if (result >= 0)
        {
            senderLength = length;
        }

        return result;
    }
}
