using System.Buffers.Binary;
using System.Globalization;

namespace TeaSocket.Options;

/// <summary>An interface's index. It is known by its name, "" for none.</summary>
/// <param name="networkOrder">Whether the index lies in network byte order.</param>
internal sealed class InterfaceCodec(bool networkOrder) : OptionCodec<string>
{
    public override string Kind => "interface";

    public override (string Read, string Write) ScriptTypes => ("string", "string | number | null");

    /// <summary>The index of a name, or of the digits of an index.</summary>
    /// <exception cref="SocketException">ENODEV: there is no such interface.</exception>
    public static uint IndexOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length == 0)
        {
            return 0;
        }

        uint index = Calls.FindInterface(name);
        return index != 0 || NetworkInterface.TryParseIndex(name, out index) ? index
            : throw new SocketException("if_nametoindex", Calls.Constants.ENODEV);
    }

    /// <summary>The name in a value that may be an index or null too.</summary>
    public static string NameIn(LooseValue value)
    {
        if (value.IsNull || value.IsText)
        {
            return value.IsNull ? "" : value.Text();
        }

        double index = value.Integer(0, int.MaxValue, "an interface's name or index");
        return index == 0 ? "" : index.ToString(CultureInfo.InvariantCulture);
    }

    public override object? ToLoose(string value) => value;

    public override string FromLoose(LooseValue value) => NameIn(value);

    protected override string Decode(ReadOnlySpan<byte> bytes) =>
        Calls.InterfaceText(networkOrder ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BitConverter.ToUInt32(bytes));

    protected override byte[] Encode(string value)
    {
        uint index = IndexOf(value);
        return BitConverter.GetBytes(networkOrder ? BinaryPrimitives.ReverseEndianness(index) : index);
    }
}
