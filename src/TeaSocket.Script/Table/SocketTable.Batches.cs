using System.Buffers;
using System.Runtime.InteropServices;
using TeaSocket.Platform;
using static TeaSocket.Script.Parameter;

namespace TeaSocket.Script;

// Many datagrams in one byte range, as batches.js lays them out: records that begin with two 32-bit integers, the length of
// the data and of the address. To be sent, each record is followed by its address and its data. When they are received, the
// records stand first, each with room for an address, and the data follow. All of them begin at multiples of eight.
public sealed partial class SocketTable
{
    private const int HeadLength = 2 * sizeof(int);

    // A received record's second integer also tells of segments: an address is at most 128 bytes long.
    private const int SegmentShift = 8;

    private const int ReceivedRecordLength = HeadLength + SocketAddress.MaxSize;

    private static TableFunction[] BatchFunctions =>
    [
        new("sendMany", [Integer("socket"), Integer("count"), Bytes("records")], (t, in c) =>
            SendMany(t.Find(c.Integer(0), "sendmmsg"), (int)c.Integer(1), c.Bytes) ?? WouldBlock) { Waits = true },
        new("receiveFrom", [Integer("socket"), Integer("size"), Room("records")], (t, in c) =>
            ReceiveFrom(t.Find(c.Integer(0), "recvfrom"), (int)c.Integer(1), c.Bytes) ?? WouldBlock) { Waits = true },
        new("receiveMany", [Integer("socket"), Integer("count"), Integer("size"), Integer("coalesced"), Integer("senders"), Room("records")], (t, in c) =>
        {
            Socket socket = t.Find(c.Integer(0), "recvmmsg");
            bool tellsSenders = c.Integer(4) != 0 || !socket.IsConnected; // of a connected one they are known
            return socket.Coalesces != (c.Integer(3) != 0) ? Stale
                : ReceiveMany(socket, (int)c.Integer(1), (int)c.Integer(2), tellsSenders, c.Bytes) ?? WouldBlock;
        }) { Waits = true },
    ];

    private static unsafe int? SendMany(Socket socket, int count, Span<byte> records)
    {
        Message[] rented = ArrayPool<Message>.Shared.Rent(count);
        Span<Message> messages = rented.AsSpan(0, count);
        fixed (byte* start = records)
        {
            byte* next = start;
            foreach (ref Message message in messages)
            {
                int length = ((int*)next)[0];
                int addressLength = ((int*)next)[1];
                next += HeadLength;
                message = new Message
                {
                    Address = addressLength == 0 ? null : next,
                    AddressLength = addressLength,
                    Data = next + Aligned(addressLength),
                    Length = length,
                };
                next = message.Data + Aligned(length);
            }

            try
            {
                return socket.SendMany(messages);
            }
            finally
            {
                ArrayPool<Message>.Shared.Return(rented);
            }
        }
    }

    /// <summary>Receives into equal parts of the range behind the records, then moves what came together.</summary>
    /// <returns>How many bytes of the range are written; the records that are left have the length -1.</returns>
    private static unsafe int? ReceiveMany(Socket socket, int count, int size, bool tellsSenders, Span<byte> range)
    {
        Message[] rented = ArrayPool<Message>.Shared.Rent(count);
        Span<Message> messages = rented.AsSpan(0, count);
        fixed (byte* start = range)
        {
            byte* data = start + (count * ReceivedRecordLength);
            for (int i = 0; i < count; i++)
            {
                messages[i] = new Message
                {
                    Data = data + (i * Aligned(size)),
                    Length = size,
                    Address = tellsSenders ? start + (i * ReceivedRecordLength) + HeadLength : null,
                    AddressLength = tellsSenders ? SocketAddress.MaxSize : 0,
                };
            }

            try
            {
                if (socket.ReceiveMany(messages) is not { } received)
                {
                    return null;
                }

                for (int i = 0; i < count; i++)
                {
                    int* head = (int*)(start + (i * ReceivedRecordLength));
                    head[0] = i < received ? messages[i].Length : -1;
                    head[1] = messages[i].AddressLength | (messages[i].SegmentSize << SegmentShift);
                    if (i < received)
                    {
                        Buffer.MemoryCopy(messages[i].Data, data, size, messages[i].Length);
                        data += Aligned(messages[i].Length);
                    }
                }

                return (int)(data - start);
            }
            finally
            {
                ArrayPool<Message>.Shared.Return(rented);
            }
        }
    }

    /// <summary>The same for one datagram, on any socket.</summary>
    private static int? ReceiveFrom(Socket socket, int size, Span<byte> range)
    {
        if (socket.ReceiveWithSender(range.Slice(ReceivedRecordLength, size), out byte[] sender) is not { } received)
        {
            return null;
        }

        Span<int> head = MemoryMarshal.Cast<byte, int>(range[..HeadLength]);
        head[0] = received;
        head[1] = sender.Length;
        sender.CopyTo(range[HeadLength..]);
        return ReceivedRecordLength + received;
    }

    private static int Aligned(int length) => (length + 7) & ~7;
}
