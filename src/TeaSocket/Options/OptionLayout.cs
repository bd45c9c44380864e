namespace TeaSocket.Options;

/// <summary>
/// A structure of an option's: its fields in their order, each a line of its type, its name in C, perhaps another one for us, and what it
/// is: <c>u32 imr_ifindex=interface: which interface</c>. Where they lie follows from that, as in C.
/// </summary>
internal sealed class OptionLayout
{
    private readonly Dictionary<string, OptionField> byName;

    private OptionLayout(string name, string structure, IReadOnlyList<OptionField> fields)
    {
        Name = name;
        Structure = structure;
        Fields = fields;
        int alignment = fields.Max(field => field.Type.Alignment);
        Size = (fields[^1].Offset + fields[^1].Type.Size + alignment - 1) / alignment * alignment;
        byName = fields.ToDictionary(field => field.Name);
        Outline = $"{{ {string.Join(", ", fields.Take(6).Select(field => field.Name))}{(fields.Count > 6 ? ", …" : "")} }}";
    }

    /// <summary>The name of the type for scripts: "TcpInfo".</summary>
    public string Name { get; }

    /// <summary>The structure in C: "struct tcp_info"; "" where C has none.</summary>
    public string Structure { get; }

    /// <summary>The fields in their order.</summary>
    public IReadOnlyList<OptionField> Fields { get; }

    /// <summary>sizeof.</summary>
    public int Size { get; }

    /// <summary>The names of the first fields, for messages.</summary>
    public string Outline { get; }

    /// <summary>Makes a layout.</summary>
    /// <param name="name">See <see cref="Name"/>.</param>
    /// <param name="structure">See <see cref="Structure"/>.</param>
    /// <param name="prefix">What stands in front of the fields' names in C.</param>
    /// <param name="lines">The fields.</param>
    public static OptionLayout Of(string name, string structure, string prefix, string lines)
    {
        var fields = new List<OptionField>();
        int end = 0;
        int bits = 0; // of the last byte of bit fields that are taken
        foreach (string line in lines.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            string[] halves = line.Split(": ", 2);
            string[] words = halves[0].Split(' ');
            string[] names = words[1].Split('=');
            FieldType type = FieldType.Of(words[0]);
            if (type.Bits > 0 && bits > 0 && bits + type.Bits <= 8)
            {
                end--; // it shares the last byte
            }
            else
            {
                bits = 0;
            }

            int offset = (end + type.Alignment - 1) / type.Alignment * type.Alignment;
            fields.Add(new OptionField(names.Length > 1 ? names[1] : CamelCase(names[0]), prefix + names[0], type, offset, bits, halves[1]));
            bits += type.Bits;
            end = offset + type.Size;
        }

        return new OptionLayout(name, structure, fields);
    }

    /// <summary>The fields that the system has told.</summary>
    public OrderedDictionary<string, object?> Decode(ReadOnlySpan<byte> bytes)
    {
        var named = new OrderedDictionary<string, object?>();
        foreach (OptionField field in Fields)
        {
            if (field.Offset + field.Type.Size <= bytes.Length)
            {
                named[field.Name] = field.Type.Decode(bytes.Slice(field.Offset, field.Type.Size), field.Shift);
            }
        }

        return named;
    }

    /// <summary>The bytes of the fields; 0 for what is left out.</summary>
    public byte[] Encode(IEnumerable<KeyValuePair<string, object?>> named, string option)
    {
        byte[] bytes = new byte[Size];
        foreach ((string name, object? value) in named)
        {
            OptionField field = byName.GetValueOrDefault(name) ?? throw WrongArgument.Kind(
                "value", $"must be an object {Outline}. Received one with \"{(name.Length > 40 ? name[..37] + "..." : name)}\"");
            field.Type.Encode(new LooseValue(value, $"{name} of {option}"), bytes.AsSpan(field.Offset, field.Type.Size), field.Shift);
        }

        return bytes;
    }

    /// <summary>The same fields, each of which can be encoded.</summary>
    public IReadOnlyDictionary<string, object?> Checked(OrderedDictionary<string, object?> named)
    {
        _ = Encode(named, Name);
        return named;
    }

    /// <summary>sendBufferLimited for send_buffer_limited.</summary>
    private static string CamelCase(string name) => string.Concat(name.Split('_').Select((word, i) => i == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));
}

/// <summary>A field of a structure.</summary>
/// <param name="Name">Our name.</param>
/// <param name="CName">C's name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Offset">The byte at which it begins.</param>
/// <param name="Shift">The first bit, of a field of bits.</param>
/// <param name="Description">What it is.</param>
internal sealed record OptionField(string Name, string CName, FieldType Type, int Offset, int Shift, string Description);
