using TeaSocket.Messages;
using TeaSocket.Platform;
using static TeaSocket.Script.Parameter;

namespace TeaSocket.Script;

// Messages with control data. What has come belongs to the table until the script has made objects of it: it can be told again, and its
// descriptors are moved one by one to the ids that the script has taken for them.
public sealed partial class SocketTable
{
    private ReceivedMessage? message;
    private long[] takers = [];

    private static TableFunction[] MessageFunctions =>
    [
        new("sendMessage", [Integer("socket"), Integer("flags"), Integer("segmentSize"), Parts("data"), Parameter.Value("message")], (t, in c) =>
        {
            Socket socket = t.Find(c.Integer(0), "sendmsg");
            var outgoing = new OutgoingMessage { Flags = (int)c.Integer(1), SegmentSize = c.Integer(2) == 0 ? null : (int)c.Integer(2) };
            if (c.MoreValue is object?[] rest)
            {
                t.Read(rest, socket.Family, outgoing);
            }

            return SentOf(socket.SendMessage(c.Parts, outgoing), c.Parts);
        }) { Waits = true },
        new("receiveMessage", [Integer("socket"), Integer("flags"), Integer("size")], (t, in c) =>
        {
            Socket socket = t.Find(c.Integer(0), "recvmsg");
            return t.Receive(socket, c, (int)c.Integer(1), c.Arrivals[..(int)c.Integer(2)]);
        }) { Waits = true },
        new("receiveMessageInto", [Integer("socket"), Integer("flags"), Integer("size"), RoomParts("into")], (t, in c) =>
        {
            Socket socket = t.Find(c.Integer(0), "recvmsg");
            return Total(c.Parts) == c.Integer(2) ? t.Receive(socket, c, (int)c.Integer(1), c.Parts)
                : throw WrongArgument.Kind("options.into", "must be memory that has not shrunk and was not taken away");
        }) { Waits = true },
        new("messageAgain", [], (t, in c) => t.Tell(c)),
        new("takeDescriptor", [Integer("index"), Integer("id")], (t, in c) => t.TakeDescriptor((int)c.Integer(0), c.Integer(1))),
        new("descriptorNumber", [Integer("descriptor")], (t, in c) => t.FindDescriptor(c.Integer(0), "fd").Number),
        new("detachDescriptor", [Integer("descriptor")], (t, in c) =>
        {
            nint number = t.FindDescriptor(c.Integer(0), "detach").Detach();
            t.Close(c.Integer(0));
            return number;
        }),
    ];

    private static long Total(ReadOnlySpan<MemoryRange> parts)
    {
        long total = 0;
        foreach (MemoryRange part in parts)
        {
            total += (long)part.Length;
        }

        return total;
    }

    private static long SentOf(int? sent, ReadOnlySpan<MemoryRange> parts) => sent is not { } count ? WouldBlock : count == Total(parts) ? All : count;

    // ---- what is sent ----

    /// <summary>Reads what the face has laid down: the message's own properties, packed, and the descriptors that go along.</summary>
    private void Read(object?[] rest, Family family, OutgoingMessage into)
    {
        foreach ((string name, object? packed) in (OrderedDictionary<string, object?>)rest[0]!)
        {
            Read(name, ValueReader.Read((byte[])packed!), family, into);
        }

        foreach (double number in ((object?[])rest[1]!).Cast<double>())
        {
            AddDescriptor(number, into);
        }
    }

    private static void Read(string name, object? value, Family family, OutgoingMessage into)
    {
        switch (name)
        {
            case "address":
                into.To = ReadAddress((object?[])value!, family);
                break;
            case "control":
                ReadOthers(value, into);
                break;
            case { } when value is not null:
                ControlCodec.All.First(codec => codec.Name == name).FromValue(value, into);
                break;
        }
    }

    private static SocketAddress ReadAddress(object?[] parts, Family family)
    {
        try
        {
            return SocketAddress.FromParts(family, parts);
        }
        catch (ArgumentException e)
        {
            throw WrongArgument.Within("message", e);
        }
    }

    private static void ReadOthers(object? value, OutgoingMessage into)
    {
        if (value is not object?[] list)
        {
            throw WrongArgument.Kind("message.control", "must be an array of { level, type, data }");
        }

        for (int i = 0; i < list.Length; i++)
        {
            string argument = $"message.control[{i}]";
            OrderedDictionary<string, object?> one = ControlCodec.Properties(argument, list[i], "level", "type", "data");
            into.Others.Add(new ControlMessage(
                (int)ControlCodec.Integer(argument + ".level", one.GetValueOrDefault("level"), int.MinValue, int.MaxValue),
                (int)ControlCodec.Integer(argument + ".type", one.GetValueOrDefault("type"), int.MinValue, int.MaxValue),
                one.GetValueOrDefault("data") as byte[] ?? throw WrongArgument.Kind(argument + ".data", "must be a Buffer")));
        }
    }

    /// <summary>A descriptor's number; or, negative, -1 - the id of what has it.</summary>
    private void AddDescriptor(double number, OutgoingMessage into)
    {
        if (number >= 0)
        {
            into.Add((int)number);
        }
        else if (-1 - (long)number is var id && id < slots.Length && slots[id] is Descriptor descriptor)
        {
            into.Add(descriptor);
        }
        else
        {
            into.Add(Find(id, "sendmsg"));
        }
    }

    // ---- what is received ----

    private unsafe long Receive(Socket socket, in Call c, int flags, Span<byte> room)
    {
        fixed (byte* start = room)
        {
            var part = new MemoryRange(start, (nuint)room.Length);
            return Receive(socket, c, flags, new ReadOnlySpan<MemoryRange>(in part));
        }
    }

    private long Receive(Socket socket, in Call c, int flags, ReadOnlySpan<MemoryRange> into)
    {
        if (socket.Family == Family.Unix)
        {
            budget.MakeRoom(); // for descriptors: what there is no room for is lost
        }

        if (socket.ReceiveMessage(into, flags) is not { } received)
        {
            return WouldBlock;
        }

        LetGoOfMessage();
        message = received;
        takers = received.Owned.Count == 0 ? [] : new long[received.Owned.Count];
        return Tell(c);
    }

    /// <summary>Closes the descriptors that the script has not taken from the last message, and never will.</summary>
    private void LetGoOfMessage()
    {
        for (int i = 0; i < takers.Length; i++)
        {
            if (takers[i] == 0)
            {
                message!.Owned[i].Dispose();
            }
        }
    }

    /// <summary>
    /// Shows what came beside the bytes: the flags, the segments' size, the length of the sender's address and this itself, and whether more
    /// control data follow, which are one value.
    /// </summary>
    private long Tell(in Call c)
    {
        ReceivedMessage told = message!;
        FieldWriter fields = Structures.Clear().Begin().Number(told.Flags).Number(told.SegmentSize ?? 0).Bytes(told.Sender ?? []);
        OrderedDictionary<string, object?>? control = null;
        foreach (ControlCodec codec in ControlCodec.All)
        {
            if (codec is not SegmentSizeCodec && codec.ToValue(told) is { } value)
            {
                (control ??= []).Add(codec.Name, value);
            }
        }

        if (told.Others.Count > 0)
        {
            (control ??= []).Add("control", told.Others.Select(ToValue).ToArray());
        }

        fields.Number(control is null ? 0 : 1);
        if (control is not null)
        {
            fields.Value(control);
        }

        c.Show(fields);
        return told.Length;
    }

    private static object? ToValue(ControlMessage other) =>
        new OrderedDictionary<string, object?> { ["level"] = other.Level, ["type"] = other.Type, ["data"] = other.Data };

    /// <summary>Puts a descriptor under an id, once.</summary>
    private long TakeDescriptor(int index, long id)
    {
        if (takers[index] == 0)
        {
            takers[index] = id + 1;
            Open(id, message!.Owned[index]);
        }

        return takers[index] == id + 1 ? 0 : throw new SocketException("recvmsg", Constants.EBADF);
    }

    private Descriptor FindDescriptor(long id, string systemCall)
    {
        IDisposable?[] current = slots;
        return (ulong)id < (ulong)current.Length && current[id] is Descriptor descriptor
            ? descriptor
            : throw new SocketException(systemCall, Constants.EBADF);
    }
}
