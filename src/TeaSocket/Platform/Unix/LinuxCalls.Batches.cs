using System.Buffers;

namespace TeaSocket.Platform.Unix;

// Many datagrams by one call.
internal sealed unsafe partial class LinuxCalls
{
    // CMSG_SPACE(sizeof(uint16_t)), and of an int: one control message that says how long segments are.
    private const int SegmentControlSize = 24;

    // When such a one is received, others may come first: times of arrival, dropped datagrams…
    private const int ReceivedControlSize = 256;

    public override int SendMany(nint descriptor, Span<Message> messages, bool mayWait = true)
    {
        using var batch = new Batch(messages.Length, SegmentControlSize);
        int count = 0;
        fixed (LinuxLibC.BatchEntry* entries = batch.Entries)
        fixed (MemoryRange* ranges = batch.Ranges)
        fixed (byte* controls = batch.Controls)
        {
            for (int i = 0, run; i < messages.Length; i += run)
            {
                ref readonly Message first = ref messages[i];
                run = Math.Max(first.Run, 1);
                for (int k = i; k < i + run; k++)
                {
                    ranges[k] = new MemoryRange(messages[k].Data, (nuint)messages[k].Length);
                }

                byte* control = controls + (count * SegmentControlSize);
                entries[count++].Header = new LinuxLibC.MessageHeader
                {
                    Name = first.Address,
                    NameLength = (uint)first.AddressLength,
                    Vectors = ranges + i,
                    VectorCount = (nuint)run,
                    Control = run > 1 ? control : null,
                    ControlLength = run > 1 ? (nuint)SegmentControlSize : 0,
                };
                if (run > 1)
                {
                    WriteSegmentSize(control, first.Length);
                }
            }

            int flags = LinuxConstants.MSG_NOSIGNAL | (mayWait ? 0 : LinuxConstants.MSG_DONTWAIT);
            int result = Result(LinuxLibC.sendmmsg((int)descriptor, entries, (uint)count, flags));
            int sent = 0;
            for (int i = 0; i < result; i++)
            {
                sent += (int)entries[i].Header.VectorCount;
            }

            return result < 0 ? result : sent;
        }
    }

    public override int ReceiveMany(nint descriptor, Span<Message> messages, bool coalesced, bool mayWait = true)
    {
        using var batch = new Batch(messages.Length, coalesced ? ReceivedControlSize : 0);
        fixed (LinuxLibC.BatchEntry* entries = batch.Entries)
        fixed (MemoryRange* ranges = batch.Ranges)
        fixed (byte* controls = batch.Controls)
        {
            for (int i = 0; i < messages.Length; i++)
            {
                ref readonly Message message = ref messages[i];
                ranges[i] = new MemoryRange(message.Data, (nuint)message.Length);
                entries[i].Header = new LinuxLibC.MessageHeader
                {
                    Name = message.Address,
                    NameLength = (uint)message.AddressLength,
                    Vectors = ranges + i,
                    VectorCount = 1,
                    Control = coalesced ? controls + (i * ReceivedControlSize) : null,
                    ControlLength = coalesced ? (nuint)ReceivedControlSize : 0,
                };
            }

            int flags = LinuxConstants.MSG_WAITFORONE | (mayWait ? 0 : LinuxConstants.MSG_DONTWAIT);
            int result = Result(LinuxLibC.recvmmsg((int)descriptor, entries, (uint)messages.Length, flags, null));
            for (int i = 0; i < result; i++)
            {
                messages[i].Length = (int)entries[i].Length;
                messages[i].AddressLength = Stored(entries[i].Header.NameLength, messages[i].AddressLength);
                messages[i].SegmentSize = ReadSegmentSize(entries[i].Header.Control, entries[i].Header.ControlLength);
            }

            return result;
        }
    }

    private static void WriteSegmentSize(byte* control, int size)
    {
        new Span<byte>(control, SegmentControlSize).Clear();
        ((LinuxLibC.ControlHeader*)control)->Length = (nuint)(sizeof(LinuxLibC.ControlHeader) + sizeof(ushort));
        ((LinuxLibC.ControlHeader*)control)->Level = LinuxConstants.Values.Messages.SOL_UDP;
        ((LinuxLibC.ControlHeader*)control)->Type = LinuxConstants.Values.Messages.UDP_SEGMENT;
        *(ushort*)(control + sizeof(LinuxLibC.ControlHeader)) = (ushort)size;
    }

    private static int ReadSegmentSize(byte* control, nuint length)
    {
        nuint headerSize = (nuint)sizeof(LinuxLibC.ControlHeader);
        for (nuint at = 0; at + headerSize + sizeof(int) <= length;)
        {
            var header = (LinuxLibC.ControlHeader*)(control + at);
            if (header->Level == LinuxConstants.Values.Messages.SOL_UDP && header->Type == LinuxConstants.Values.Messages.UDP_GRO)
            {
                return *(int*)(control + at + headerSize);
            }

            at += (Math.Max(header->Length, headerSize) + 7) & ~(nuint)7;
        }

        return 0;
    }

    /// <summary>What the system is told of many datagrams, in memory that is used again.</summary>
    private readonly ref struct Batch(int count, int controlSize) : IDisposable
    {
        public LinuxLibC.BatchEntry[] Entries { get; } = ArrayPool<LinuxLibC.BatchEntry>.Shared.Rent(Math.Max(count, 1));

        public MemoryRange[] Ranges { get; } = ArrayPool<MemoryRange>.Shared.Rent(Math.Max(count, 1));

        public byte[] Controls { get; } = ArrayPool<byte>.Shared.Rent(Math.Max(count * controlSize, 1));

        public void Dispose()
        {
            ArrayPool<LinuxLibC.BatchEntry>.Shared.Return(Entries);
            ArrayPool<MemoryRange>.Shared.Return(Ranges);
            ArrayPool<byte>.Shared.Return(Controls);
        }
    }
}
