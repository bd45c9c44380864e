using System.Buffers.Binary;
using System.Runtime.InteropServices;
using TeaSocket.Platform;

namespace TeaSocket.Messages;

/// <summary>Control messages in the form in which the system takes and gives them, one struct cmsghdr after the other.</summary>
internal static class ControlData
{
    private static MessageNumbers Numbers => SystemCalls.Current.Constants.Messages;

    /// <summary>All control data that a message has, for a socket of a family; empty for none.</summary>
    /// <exception cref="ArgumentException">Some of it does not go with that family.</exception>
    /// <exception cref="SocketException">EOPNOTSUPP: the system does not take some of it.</exception>
    public static byte[] Encode(OutgoingMessage message, Family family)
    {
        List<byte>? encoded = null;
        foreach (ControlCodec codec in ControlCodec.All)
        {
            if (codec.IsIn(message))
            {
                codec.Encode(message, family, encoded ??= []);
            }
        }

        foreach (ControlMessage other in message.Others)
        {
            Append(encoded ??= [], other.Level, other.Type, other.Data);
        }

        return encoded is null ? [] : [.. encoded];
    }

    /// <summary>Appends one control message.</summary>
    public static void Append(List<byte> encoded, int level, int type, ReadOnlySpan<byte> data)
    {
        Span<byte> header = stackalloc byte[Numbers.ControlHeaderSize];
        header.Clear();
        BinaryPrimitives.WriteInt32LittleEndian(header, header.Length + data.Length); // of a size_t the lower half
        BinaryPrimitives.WriteInt32LittleEndian(header[Numbers.ControlAlignment..], level);
        BinaryPrimitives.WriteInt32LittleEndian(header[(Numbers.ControlAlignment + sizeof(int))..], type);
        encoded.AddRange(header);
        encoded.AddRange(data);
        while (encoded.Count % Numbers.ControlAlignment != 0)
        {
            encoded.Add(0);
        }
    }

    /// <summary>Puts into a message what came with it.</summary>
    public static void Decode(ReadOnlySpan<byte> control, ReceivedMessage into)
    {
        int headerSize = Numbers.ControlHeaderSize;
        while (control.Length >= headerSize)
        {
            long length = MemoryMarshal.Read<uint>(control);
            int level = MemoryMarshal.Read<int>(control[Numbers.ControlAlignment..]);
            int type = MemoryMarshal.Read<int>(control[(Numbers.ControlAlignment + sizeof(int))..]);
            int end = (int)Math.Clamp(length, headerSize, control.Length);
            Take(level, type, control[headerSize..end], into);
            int next = (end + Numbers.ControlAlignment - 1) & -Numbers.ControlAlignment;
            control = control[Math.Min(next, control.Length)..];
        }
    }

    private static void Take(int level, int type, ReadOnlySpan<byte> data, ReceivedMessage into)
    {
        foreach (ControlCodec codec in ControlCodec.All)
        {
            if (codec.Decode(level, type, data, into))
            {
                return;
            }
        }

        into.Others.Add(new ControlMessage(level, type, data.ToArray()));
    }
}
