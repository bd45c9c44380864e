namespace TeaSocket.Options;

/// <summary>On or off: an int, in which Windows answers in one byte.</summary>
internal sealed class FlagCodec : OptionCodec<bool>
{
    public override string Kind => "flag";

    public override (string Read, string Write) ScriptTypes => ("boolean", "boolean");

    public override object? ToLoose(bool value) => value;

    public override bool FromLoose(LooseValue value) => value.Flag();

    protected override bool Decode(ReadOnlySpan<byte> bytes) => bytes.ContainsAnyExcept((byte)0);

    protected override byte[] Encode(bool value) => BitConverter.GetBytes(value ? 1 : 0);
}
