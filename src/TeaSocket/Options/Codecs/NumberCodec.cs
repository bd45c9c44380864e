using System.Runtime.InteropServices;

namespace TeaSocket.Options;

/// <summary>A C int.</summary>
internal sealed class NumberCodec : OptionCodec<int>
{
    public override string Kind => "number";

    public override (string Read, string Write) ScriptTypes => ("number", "Numeric");

    public override object? ToLoose(int value) => (double)value;

    public override int FromLoose(LooseValue value) => (int)value.Integer(int.MinValue, int.MaxValue);

    protected override int Decode(ReadOnlySpan<byte> bytes)
    {
        int value = 0; // of which the system may have told fewer bytes
        bytes[..Math.Min(bytes.Length, sizeof(int))].CopyTo(MemoryMarshal.AsBytes(new Span<int>(ref value)));
        return value;
    }

    protected override byte[] Encode(int value) => BitConverter.GetBytes(value);
}

/// <summary>A C unsigned int.</summary>
internal sealed class UnsignedCodec : OptionCodec<uint>
{
    public override string Kind => "number";

    public override (string Read, string Write) ScriptTypes => ("number", "Numeric");

    public override object? ToLoose(uint value) => (double)value;

    public override uint FromLoose(LooseValue value) => (uint)value.Integer(0, uint.MaxValue);

    protected override uint Decode(ReadOnlySpan<byte> bytes) => bytes.Length < sizeof(uint) ? 0 : BitConverter.ToUInt32(bytes);

    protected override byte[] Encode(uint value) => BitConverter.GetBytes(value);
}

/// <summary>A number of 64 bits, of which all set stand for infinity. Others are exact up to 2^53 in scripts.</summary>
internal sealed class WideCodec : OptionCodec<ulong>
{
    public override string Kind => "number";

    public override (string Read, string Write) ScriptTypes => ("number", "Numeric");

    protected override int Room => sizeof(ulong);

    /// <summary>As scripts have it.</summary>
    public static double ToNumber(ulong value) => value == ulong.MaxValue ? double.PositiveInfinity : value;

    public override object? ToLoose(ulong value) => ToNumber(value);

    public override ulong FromLoose(LooseValue value) =>
        double.IsPositiveInfinity(value.Number()) ? ulong.MaxValue : (ulong)value.Integer(0, (1L << 53) - 1);

    protected override ulong Decode(ReadOnlySpan<byte> bytes) =>
        bytes.Length < sizeof(ulong) ? BitConverter.ToUInt32(bytes) : BitConverter.ToUInt64(bytes);

    protected override byte[] Encode(ulong value) => BitConverter.GetBytes(value);
}
