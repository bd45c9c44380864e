namespace TeaSocket.Options;

/// <summary>Bytes, in the form that the manual page tells.</summary>
internal sealed class BytesCodec : OptionCodec<byte[]>
{
    public override string Kind => "bytes";

    public override (string Read, string Write) ScriptTypes => ("Buffer", "ArrayBufferView | ArrayBuffer");

    protected override int Room => 2048; // extension headers of IPv6 have at most 2,048, everything else less

    public override object? ToLoose(byte[] value) => value;

    public override byte[] FromLoose(LooseValue value) => value.Bytes();

    protected override byte[] Decode(ReadOnlySpan<byte> bytes) => bytes.ToArray();

    protected override byte[] Encode(byte[] value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value;
    }
}
