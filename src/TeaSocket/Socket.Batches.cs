using System.Buffers;
using TeaSocket.Platform;
using TeaSocket.Waiting;

namespace TeaSocket;

// Many datagrams at once.
public sealed partial class Socket
{
    /// <summary>The most datagrams that one call of the system's takes, UIO_MAXIOV.</summary>
    internal const int MaxBatch = 1024;

    /// <summary>
    /// Sends datagrams, as many as the system takes in one call at a time, see sendmmsg(2). Equally long ones of UDP go to it in one piece where it
    /// can cut that, see UDP_SEGMENT in udp(7), which no receiver can tell.
    /// </summary>
    /// <param name="data">The datagrams' bytes, one datagram after the other.</param>
    /// <param name="lengths">How many bytes each of them has.</param>
    /// <param name="to">Where to; left out, the connected peer.</param>
    /// <param name="cancellation">Ends the wait. Some may have been taken by then, of which nobody tells.</param>
    /// <returns>
    /// How many datagrams the system has taken. A blocking socket goes on until it has taken all. Null when waiting would
    /// block and none was taken.
    /// </returns>
    /// <exception cref="ArgumentException">The lengths do not add up to the data.</exception>
    /// <exception cref="SocketException">
    /// What <see cref="Send"/> throws; its <see cref="SocketException.MessagesSent"/> says how many were taken before. EOPNOTSUPP on a stream.
    /// </exception>
    public unsafe int? SendMany(ReadOnlySpan<byte> data, ReadOnlySpan<int> lengths, SocketAddress? to = null, CancellationToken cancellation = default)
    {
        Message[] rented = ArrayPool<Message>.Shared.Rent(lengths.Length);
        Span<Message> messages = rented.AsSpan(0, lengths.Length);
        ReadOnlySpan<byte> address = to is null ? default : to.Encoded;
        try
        {
            fixed (byte* d = data, a = address)
            {
                long offset = 0;
                for (int i = 0; i < messages.Length; i++)
                {
                    ArgumentOutOfRangeException.ThrowIfNegative(lengths[i], nameof(lengths));
                    messages[i] = new Message { Data = d + offset, Length = lengths[i], Address = a, AddressLength = address.Length };
                    offset += lengths[i];
                }

                return offset == data.Length ? SendMany(messages, cancellation)
                    : throw WrongArgument.Kind(nameof(lengths), $"add up to {offset} bytes, but there are {data.Length}");
            }
        }
        finally
        {
            ArrayPool<Message>.Shared.Return(rented);
        }
    }

    /// <summary>Receives the datagrams that are there, waiting until there is one, see recvmmsg(2).</summary>
    /// <param name="data">Room for them, in equal parts. A datagram that is longer is cut.</param>
    /// <param name="lengths">How many to receive at most; set to how many bytes each of them has.</param>
    /// <param name="senders">Where to put their senders' addresses; may be left out.</param>
    /// <param name="segmentSizes">
    /// With UDP_GRO on, what lies in one part may be several datagrams of one sender, one behind the other, which the system has put together, see
    /// udp(7): set to how many bytes each of those has, but for the last, which may be shorter; 0 for a datagram alone. A part then needs room
    /// for 65,535 bytes.
    /// </param>
    /// <param name="cancellation">Ends the wait; nothing is lost.</param>
    /// <returns>How many datagrams came. Null when waiting would block.</returns>
    /// <exception cref="SocketException">What <see cref="Receive"/> throws. EOPNOTSUPP on a stream.</exception>
    public unsafe int? ReceiveMany(
        Span<byte> data, Span<int> lengths, Span<SocketAddress> senders = default, Span<int> segmentSizes = default, CancellationToken cancellation = default)
    {
        if (lengths.IsEmpty)
        {
            return 0;
        }

        Message[] rented = ArrayPool<Message>.Shared.Rent(lengths.Length);
        byte[] addresses = ArrayPool<byte>.Shared.Rent(SocketAddress.MaxSize * lengths.Length);
        Span<Message> messages = rented.AsSpan(0, lengths.Length);
        int size = data.Length / lengths.Length;
        try
        {
            fixed (byte* d = data, a = addresses)
            {
                for (int i = 0; i < messages.Length; i++)
                {
                    messages[i] = new Message
                    {
                        Data = d + ((long)i * size),
                        Length = size,
                        Address = a + (i * SocketAddress.MaxSize),
                        AddressLength = SocketAddress.MaxSize,
                    };
                }

                int? count = ReceiveMany(messages, cancellation);
                Tell(messages[..count.GetValueOrDefault()], lengths, senders, segmentSizes);
                return count;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(addresses);
            ArrayPool<Message>.Shared.Return(rented);
        }
    }

    /// <summary>The same for datagrams anywhere in memory.</summary>
    internal int? SendMany(Span<Message> messages, CancellationToken cancellation = default)
    {
        ThrowIfStream(Calls.SendManyCall);
        var operation = new SendManyOperation(this, messages);
        int sent = Waits.Run(handle, ref operation, cancellation);
        return sent == Waits.WouldBlock ? null : sent;
    }

    /// <summary>The same into memory anywhere; at most <see cref="MaxBatch"/> datagrams, with their senders' addresses.</summary>
    internal unsafe int? ReceiveMany(Span<Message> messages, CancellationToken cancellation = default)
    {
        ThrowIfStream(Calls.ReceiveManyCall);
        var operation = new ReceiveManyOperation(this, messages);
        int received = Waits.Run(handle, ref operation, cancellation);
        if (received > 0 && !connected)
        {
            ref readonly Message last = ref messages[received - 1];
            RememberSender(new ReadOnlySpan<byte>(last.Address, last.AddressLength));
        }

        return received == Waits.WouldBlock ? null : received;
    }

    private static unsafe void Tell(ReadOnlySpan<Message> received, Span<int> lengths, Span<SocketAddress> senders, Span<int> segmentSizes)
    {
        for (int i = 0; i < received.Length; i++)
        {
            lengths[i] = received[i].Length;
            if (i < segmentSizes.Length)
            {
                segmentSizes[i] = received[i].SegmentSize;
            }

            if (i < senders.Length)
            {
                senders[i] = SocketAddress.Decode(new ReadOnlySpan<byte>(received[i].Address, received[i].AddressLength));
            }
        }
    }

    private void ThrowIfStream(string systemCall)
    {
        using var lease = handle.Hold(systemCall);
        if (IsStream)
        {
            throw new SocketException(systemCall, Constants.EOPNOTSUPP);
        }
    }
}
