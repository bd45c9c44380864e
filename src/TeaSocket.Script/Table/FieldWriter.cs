using System.Runtime.InteropServices;

namespace TeaSocket.Script;

/// <summary>
/// Writes structures, field by field, as fields.js reads them: a number as a number of JavaScript, NaN for undefined; a string as its
/// length (NaN for undefined) and its UTF-16 units; a value behind its <see cref="ValueTag"/>. Everything begins at a multiple of eight.
/// </summary>
internal sealed class FieldWriter
{
    private byte[] written = new byte[1024];
    private int length;

    /// <summary>How many structures were begun.</summary>
    public int Count { get; private set; }

    /// <summary>All that was written.</summary>
    public ReadOnlySpan<byte> Written => written.AsSpan(0, length);

    /// <summary>Forgets what was written.</summary>
    public FieldWriter Clear()
    {
        Count = 0;
        length = 0;
        return this;
    }

    /// <summary>Begins the next structure.</summary>
    public FieldWriter Begin()
    {
        Count++;
        return this;
    }

    /// <summary>Writes a field that is a number; null is undefined.</summary>
    public FieldWriter Number(double? value)
    {
        MemoryMarshal.Write(Take(sizeof(double)), value ?? double.NaN);
        return this;
    }

    /// <summary>Writes a field that is a string; null is undefined.</summary>
    public FieldWriter Text(string? value)
    {
        Number(value?.Length);
        value.AsSpan().CopyTo(MemoryMarshal.Cast<byte, char>(Take(sizeof(char) * (value?.Length ?? 0))));
        return this;
    }

    /// <summary>
    /// Writes a field that is a value of any kind: null, a bool, an int or a double (a number), a string, a long (a bigint), bytes, an array
    /// of objects, or an <see cref="OrderedDictionary{TKey, TValue}"/> with names.
    /// </summary>
    public FieldWriter Value(object? value)
    {
        switch (value)
        {
            case null:
                return Tag(ValueTag.Null);
            case bool flag:
                return Tag(flag ? ValueTag.True : ValueTag.False);
            case int number:
                return Tag(ValueTag.Number).Number(number);
            case double number:
                return Tag(ValueTag.Number).Number(number);
            case string text:
                return Tag(ValueTag.Text).Text(text);
            case long bigint:
                MemoryMarshal.Write(Tag(ValueTag.BigInt).Take(sizeof(long)), bigint);
                return this;
            case byte[] bytes:
                return Tag(ValueTag.Bytes).Bytes(bytes);
            case object?[] list:
                Tag(ValueTag.List).Number(list.Length);
                return list.Aggregate(this, (writer, element) => writer.Value(element));
            case OrderedDictionary<string, object?> named:
                Tag(ValueTag.Object).Number(named.Count);
                return named.Aggregate(this, (writer, property) => writer.Text(property.Key).Value(property.Value));
            default:
                throw new NotSupportedException($"{value.GetType()} is no value of a script's");
        }
    }

    /// <summary>Writes bytes: their number, and they themselves, with zeros up to where the next field begins.</summary>
    public FieldWriter Bytes(ReadOnlySpan<byte> value)
    {
        Number(value.Length);
        Span<byte> room = Take((value.Length + 7) & ~7);
        room[value.Length..].Clear();
        value.CopyTo(room);
        return this;
    }

    private FieldWriter Tag(ValueTag tag) => Number((int)tag);

    private Span<byte> Take(int count)
    {
        int aligned = (count + 7) & ~7;
        if (length + aligned > written.Length)
        {
            Array.Resize(ref written, Math.Max(written.Length * 2, length + aligned));
        }

        Span<byte> taken = written.AsSpan(length, count);
        length += aligned;
        return taken;
    }
}
