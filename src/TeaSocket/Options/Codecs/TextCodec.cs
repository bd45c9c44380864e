using System.Text;
using TeaSocket.Platform;

namespace TeaSocket.Options;

/// <summary>Characters, up to the first NUL.</summary>
internal sealed class TextCodec : OptionCodec<string>
{
    public override string Kind => "text";

    public override (string Read, string Write) ScriptTypes => ("string", "string");

    protected override int Room => 256;

    public override object? ToLoose(string value) => value;

    public override string FromLoose(LooseValue value)
    {
        string text = value.Text();
        return text.HasNul() ? throw value.Kind("a string without NUL") : text;
    }

    protected override string Decode(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]);
    }

    protected override byte[] Encode(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return [.. Encoding.UTF8.GetBytes(value), 0];
    }
}
