using System.Runtime.InteropServices;

namespace TeaSocket.Options;

/// <summary>Numbers of groups, of which nobody knows before how many there are. They are only read.</summary>
internal abstract class GroupListCodec : OptionCodec<IReadOnlyList<uint>>
{
    private const int Most = 1 << 20;

    public override string Kind => "groups";

    public override (string Read, string Write) ScriptTypes => ("number[]", "never");

    public override int Read(OptionCall call, out IReadOnlyList<uint>? value)
    {
        value = null;
        for (int room = 256; ; room *= 2)
        {
            byte[] bytes = new byte[room];
            int result = call.Get(bytes, out int length);
            if (room < Most && (result < 0 ? result == -call.Constants.ERANGE : length > room))
            {
                continue; // more than there was room for
            }

            value = result < 0 ? null : Decode(bytes.AsSpan(0, Math.Min(length, room)));
            return result;
        }
    }

    public override object? ToLoose(IReadOnlyList<uint> value) => value.Select(group => (object?)(double)group).ToArray();

    public override IReadOnlyList<uint> FromLoose(LooseValue value) => throw value.Kind("read only");

    protected override byte[] Encode(IReadOnlyList<uint> value) => throw new NotSupportedException();
}

/// <summary>An array of gid_t.</summary>
internal sealed class GroupsCodec : GroupListCodec
{
    protected override IReadOnlyList<uint> Decode(ReadOnlySpan<byte> bytes) => MemoryMarshal.Cast<byte, uint>(bytes).ToArray();
}

/// <summary>A bit for each group, of which the first is number 1.</summary>
internal sealed class GroupBitsCodec : GroupListCodec
{
    protected override IReadOnlyList<uint> Decode(ReadOnlySpan<byte> bytes)
    {
        var groups = new List<uint>();
        for (int bit = 0; bit < bytes.Length * 8; bit++)
        {
            if ((bytes[bit / 8] >> (bit % 8) & 1) != 0)
            {
                groups.Add((uint)bit + 1);
            }
        }

        return groups;
    }
}
