using System.Runtime.InteropServices;

namespace TeaSocket.Options;

/// <summary>A struct linger: whether, and for how many seconds; null for not. Two ints, or on Windows two unsigned shorts.</summary>
internal sealed class LingerCodec : OptionCodec<int?>
{
    public override string Kind => "linger";

    public override (string Read, string Write) ScriptTypes => ("number | null", "Numeric | null");

    protected override int Room => Calls.LingerSize;

    public override object? ToLoose(int? value) => (double?)value;

    public override int? FromLoose(LooseValue value) =>
        value.IsNull ? null : (int)value.Integer(0, IsShort ? ushort.MaxValue : int.MaxValue, "a number of seconds, or null");

    protected override int? Decode(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> on = bytes[..(bytes.Length / 2)];
        ReadOnlySpan<byte> seconds = bytes[on.Length..];
        return !on.ContainsAnyExcept((byte)0) ? null : IsShort ? MemoryMarshal.Read<ushort>(seconds) : MemoryMarshal.Read<int>(seconds);
    }

    protected override byte[] Encode(int? value)
    {
        int on = value is null ? 0 : 1;
        return IsShort
            ? [.. BitConverter.GetBytes((ushort)on), .. BitConverter.GetBytes((ushort)(value ?? 0))]
            : [.. BitConverter.GetBytes(on), .. BitConverter.GetBytes(value ?? 0)];
    }

    private static bool IsShort => Calls.LingerSize == 2 * sizeof(ushort);
}
