using System.Runtime.InteropServices;
using TeaSocket.Platform;

namespace TeaSocket.Messages;

/// <summary>
/// One kind of control data: its level and type, how it is laid out, and in which form scripts have it. A new kind is a class and its entry
/// in <see cref="All"/>.
/// </summary>
internal abstract class ControlCodec(string name)
{
    /// <summary>All kinds that have a name.</summary>
    public static IReadOnlyList<ControlCodec> All { get; } =
    [
        new SegmentSizeCodec(), new DescriptorsCodec(), new ProcessDescriptorCodec(), new CredentialsCodec(), new TimeToLiveCodec(), new TypeOfServiceCodec(),
        new PacketInfoCodec(), new TimestampCodec(), new DroppedCodec(), new QueuedErrorCodec(),
    ];

    /// <summary>What scripts call it.</summary>
    public string Name => name;

    protected static MessageNumbers Numbers => SystemCalls.Current.Constants.Messages;

    protected static int SocketLevel => SystemCalls.Current.Constants.SOL_SOCKET;

    /// <summary>How scripts' errors name it.</summary>
    protected string Argument => "message." + Name;

    /// <summary>Whether a message has it.</summary>
    public abstract bool IsIn(MessageControl message);

    /// <summary>Appends it, as a message to be sent has it.</summary>
    public virtual void Encode(OutgoingMessage message, Family family, List<byte> encoded) =>
        throw new NotSupportedException($"{Name} is only received");

    /// <summary>Takes it from what came; false for another kind.</summary>
    public abstract bool Decode(int level, int type, ReadOnlySpan<byte> data, ReceivedMessage into);

    /// <summary>What a message has, as scripts get it; null where it has none.</summary>
    public abstract object? ToValue(ReceivedMessage message);

    /// <summary>Gives a message what a script has for it.</summary>
    /// <exception cref="ArgumentException">It is of another kind.</exception>
    public virtual void FromValue(object value, OutgoingMessage into) =>
        throw WrongArgument.Kind(Argument, "is only received, and must be left out");

    /// <summary>Appends a control message whose data are a struct.</summary>
    protected static void Append<T>(List<byte> encoded, int level, int type, T data)
        where T : unmanaged
    {
        if (type < 0)
        {
            throw new SocketException("sendmsg", SystemCalls.Current.Constants.EOPNOTSUPP);
        }

        ControlData.Append(encoded, level, type, MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in data)));
    }

    /// <summary>A number of one, two or four bytes, as systems differ in how they tell it.</summary>
    protected static int NumberIn(ReadOnlySpan<byte> data) =>
        data.Length >= sizeof(int) ? MemoryMarshal.Read<int>(data)
        : data.Length >= sizeof(ushort) ? MemoryMarshal.Read<ushort>(data)
        : data.Length > 0 ? data[0] : 0;

    /// <summary>An integer of a script's, which may be a numeric string.</summary>
    public static long Integer(string argument, object? value, long least, long most)
    {
        if (!ScriptValue.TryGetNumber(value, out double number))
        {
            throw WrongArgument.Kind(argument, $"must be of type number. Received {ScriptValue.Show(value)}");
        }

        return !double.IsInteger(number) ? throw WrongArgument.Range(argument, $"must be an integer. Received {ScriptValue.Show(number)}")
            : number < least || number > most ? throw WrongArgument.Range(argument, $"must be >= {least} and <= {most}. Received {ScriptValue.Show(number)}")
            : (long)number;
    }

    /// <summary>An object of a script's.</summary>
    public static OrderedDictionary<string, object?> Properties(string argument, object? value, params ReadOnlySpan<string> known)
    {
        if (value is not OrderedDictionary<string, object?> properties)
        {
            throw WrongArgument.Kind(argument, $"must be an object. Received {ScriptValue.Show(value)}");
        }

        foreach (string name in properties.Keys)
        {
            if (!known.Contains(name))
            {
                throw WrongArgument.Kind($"{argument}.{name}", "is not known, and must be left out");
            }
        }

        return properties;
    }
}
