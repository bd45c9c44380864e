namespace TeaSocket.Options;

/// <summary>A structure: its fields by name. A field that this system does not know yet is missing.</summary>
internal sealed class StructCodec(OptionLayout layout) : OptionCodec<IReadOnlyDictionary<string, object?>>
{
    public override string Kind => "struct";

    public override (string Read, string Write) ScriptTypes => (layout.Name, layout.Name);

    public override OptionLayout? Layout => layout;

    protected override int Room => layout.Size;

    public override object? ToLoose(IReadOnlyDictionary<string, object?> value) => value;

    public override IReadOnlyDictionary<string, object?> FromLoose(LooseValue value) =>
        layout.Checked(value.Named($"an object {layout.Outline}"));

    protected override IReadOnlyDictionary<string, object?> Decode(ReadOnlySpan<byte> bytes) => layout.Decode(bytes);

    protected override byte[] Encode(IReadOnlyDictionary<string, object?> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return layout.Encode(value, layout.Name);
    }
}
