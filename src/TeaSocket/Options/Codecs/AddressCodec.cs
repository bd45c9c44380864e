namespace TeaSocket.Options;

/// <summary>An IPv4 address, struct in_addr.</summary>
internal sealed class AddressCodec : OptionCodec<string>
{
    public override string Kind => "address";

    public override (string Read, string Write) ScriptTypes => ("string", "string");

    public override object? ToLoose(string value) => value;

    public override string FromLoose(LooseValue value) => value.Text("an address");

    protected override string Decode(ReadOnlySpan<byte> bytes) => Calls.FormatAddress(Calls.Constants.AF_INET, bytes);

    protected override byte[] Encode(string value)
    {
        byte[] bytes = new byte[sizeof(int)];
        AddressBytes.Parse(Calls.Constants.AF_INET, value, bytes);
        return bytes;
    }
}
