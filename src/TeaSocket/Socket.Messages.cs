using System.Buffers;
using System.Runtime.InteropServices;
using TeaSocket.Messages;
using TeaSocket.Platform;
using TeaSocket.Waiting;

namespace TeaSocket;

// Messages with control data, see sendmsg(2) and recvmsg(2).
public sealed partial class Socket
{
    /// <summary>Sends bytes with control data, see sendmsg(2).</summary>
    /// <param name="data">The bytes; on a datagram socket, one datagram, or as many as <see cref="MessageControl.SegmentSize"/> cuts them into.</param>
    /// <param name="message">Where to, and what goes along.</param>
    /// <param name="cancellation">Ends the wait, as for <see cref="Send"/>.</param>
    /// <returns>What <see cref="Send"/> returns. Control data go with the first bytes.</returns>
    /// <exception cref="ArgumentException">Control data that do not go with the socket's family, or none of the bytes that a stream needs for it.</exception>
    /// <exception cref="SocketException">
    /// What <see cref="Send"/> throws. EINVAL: the system refuses some of the control data. EPERM: credentials of others. EBADF: a descriptor
    /// that was to go along is closed. EOPNOTSUPP: this system cannot.
    /// </exception>
    public unsafe int? SendMessage(ReadOnlySpan<byte> data, OutgoingMessage message, CancellationToken cancellation = default)
    {
        fixed (byte* d = data)
        {
            var range = new MemoryRange(d, (nuint)data.Length);
            return SendMessage(new ReadOnlySpan<MemoryRange>(in range), message, cancellation);
        }
    }

    /// <summary>The same for bytes that lie in several places, which are gathered without a copy.</summary>
    /// <param name="data">The parts, in their order; at most 1,024.</param>
    /// <param name="message">Where to, and what goes along.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>What <see cref="Send"/> returns.</returns>
    /// <exception cref="SocketException">EMSGSIZE: too many parts. The same.</exception>
    public int? SendMessage(IReadOnlyList<ReadOnlyMemory<byte>> data, OutgoingMessage message, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        using var pins = new MemoryPins(data);
        return SendMessage(pins.Ranges, message, cancellation);
    }

    /// <summary>Receives bytes with control data, see recvmsg(2).</summary>
    /// <param name="into">Where to. A datagram that is longer is cut, which the message tells.</param>
    /// <param name="flags">MSG_* flags of this system. MSG_DONTWAIT lets this call not wait; with MSG_ERRQUEUE it never does.</param>
    /// <param name="cancellation">Ends the wait; nothing is lost.</param>
    /// <returns>What came beside the bytes; null when waiting would block.</returns>
    /// <exception cref="SocketException">What <see cref="Receive"/> throws. EOPNOTSUPP: this system cannot.</exception>
    public unsafe ReceivedMessage? ReceiveMessage(Span<byte> into, int flags = 0, CancellationToken cancellation = default)
    {
        fixed (byte* i = into)
        {
            var range = new MemoryRange(i, (nuint)into.Length);
            return ReceiveMessage(new ReadOnlySpan<MemoryRange>(in range), flags, cancellation);
        }
    }

    /// <summary>The same into several places, one after the other, without a copy.</summary>
    /// <param name="into">The parts, in their order; at most 1,024.</param>
    /// <param name="flags">The same.</param>
    /// <param name="cancellation">Ends the wait; nothing is lost.</param>
    /// <returns>What came beside the bytes; null when waiting would block.</returns>
    /// <exception cref="SocketException">EMSGSIZE: too many parts. The same.</exception>
    public ReceivedMessage? ReceiveMessage(IReadOnlyList<Memory<byte>> into, int flags = 0, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(into);
        using var pins = new MemoryPins([.. into.Select(part => (ReadOnlyMemory<byte>)part)]);
        return ReceiveMessage(pins.Ranges, flags, cancellation);
    }

    /// <summary>The same for bytes anywhere in memory.</summary>
    internal unsafe int? SendMessage(ReadOnlySpan<MemoryRange> data, OutgoingMessage message, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (Has(message.Flags, Constants.Messages.MSG_ZEROCOPY))
        {
            throw WrongArgument.Range("message.flags", "must be without MSG_ZEROCOPY: the system would read the memory after the call, when it may be another's");
        }

        byte[] control = ControlData.Encode(message, Family);
        MemoryRange[] rented = ArrayPool<MemoryRange>.Shared.Rent(Math.Max(data.Length, 1)); // a stream's are cut as they are sent
        data.CopyTo(rented);
        fixed (MemoryRange* ranges = rented)
        fixed (byte* address = message.To is null ? default : message.To.Encoded)
        fixed (byte* c = control)
        {
            var system = new SystemMessage
            {
                Ranges = ranges,
                RangeCount = data.Length,
                Address = address,
                AddressLength = message.To?.Encoded.Length ?? 0,
                Control = c,
                ControlLength = control.Length,
            };
            var operation = new SendMessageOperation(this, system, message);
            if (control.Length > 0 && IsStream && operation.Length == 0)
            {
                throw WrongArgument.Kind("message.data", "must have at least one byte, which a stream needs for control data to go with");
            }

            try
            {
                int sent = Waits.Run(handle, ref operation, cancellation);
                return sent == Waits.WouldBlock ? null : sent;
            }
            finally
            {
                ArrayPool<MemoryRange>.Shared.Return(rented);
            }
        }
    }

    /// <summary>The same into memory anywhere.</summary>
    internal unsafe ReceivedMessage? ReceiveMessage(ReadOnlySpan<MemoryRange> into, int flags, CancellationToken cancellation = default)
    {
        for (int i = 0; IsStream && Has(flags, Constants.Messages.MSG_TRUNC) && i < into.Length; i++)
        {
            NativeMemory.Clear(into[i].Start, into[i].Length); // the system throws the bytes away, and leaves what was there before
        }

        var operation = new ReceiveMessageOperation(this, into, flags);
        int received = Waits.Run(handle, ref operation, cancellation);
        if (received == Waits.WouldBlock)
        {
            return null;
        }

        var message = new ReceivedMessage(received, operation.Flags, operation.Sender);
        if (operation.Control is { } control)
        {
            ControlData.Decode(control, message);
            message.Adopt(Environment);
        }

        return message;
    }
}
