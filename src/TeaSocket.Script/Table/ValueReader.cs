using System.Runtime.InteropServices;

namespace TeaSocket.Script;

/// <summary>
/// Reads a value of a script's as packing.js lays it down. It becomes null, a bool, a double, a string, a long (of a bigint), a byte array,
/// an array of objects or an <see cref="OrderedDictionary{TKey, TValue}"/> of them.
/// </summary>
internal ref struct ValueReader
{
    private readonly ReadOnlySpan<byte> packed;
    private int position;

    private ValueReader(ReadOnlySpan<byte> packed) => this.packed = packed;

    /// <summary>Reads the one value that lies there.</summary>
    public static object? Read(ReadOnlySpan<byte> packed) => new ValueReader(packed).Value();

    private object? Value() => (ValueTag)Number() switch
    {
        ValueTag.False => false,
        ValueTag.True => true,
        ValueTag.Number => Number(),
        ValueTag.Text => Text(),
        ValueTag.BigInt => MemoryMarshal.Read<long>(Take(sizeof(long))),
        ValueTag.Bytes => Take((int)Number()).ToArray(),
        ValueTag.List => List(),
        ValueTag.Object => Object(),
        _ => null,
    };

    private double Number() => MemoryMarshal.Read<double>(Take(sizeof(double)));

    private string Text()
    {
        int length = (int)Number();
        return new string(MemoryMarshal.Cast<byte, char>(Take(sizeof(char) * length)));
    }

    private object?[] List()
    {
        // What a script claims as a length is not believed before its elements were seen.
        int count = (int)Number();
        var all = new List<object?>();
        for (int i = 0; i < count; i++)
        {
            all.Add(Value());
        }

        return [.. all];
    }

    private OrderedDictionary<string, object?> Object()
    {
        int count = (int)Number();
        var all = new OrderedDictionary<string, object?>();
        for (int i = 0; i < count; i++)
        {
            string name = Text();
            all[name] = Value();
        }

        return all;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        ReadOnlySpan<byte> taken = packed.Slice(position, count);
        position += (count + 7) & ~7;
        return taken;
    }
}
