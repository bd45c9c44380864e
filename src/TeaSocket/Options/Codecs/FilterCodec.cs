using System.Runtime.InteropServices;

namespace TeaSocket.Options;

/// <summary>A program of the packet filter, see socket(7): struct sock_fprog, which points to its instructions.</summary>
internal sealed unsafe class FilterCodec : OptionCodec<IReadOnlyList<FilterInstruction>>
{
    private const string Expected = "an array of instructions, each [code, jt, jf, k]";

    public override string Kind => "filter";

    public override (string Read, string Write) ScriptTypes => ("FilterInstruction[]", "readonly FilterInstruction[]");

    /// <summary>
    /// The system counts in instructions here, and says how many there are when it is given no room at all. Whoever gives room gives it in
    /// bytes, eight for each, and must not let the system believe that it is eight times as long.
    /// </summary>
    public override int Read(OptionCall call, out IReadOnlyList<FilterInstruction>? value)
    {
        value = null;
        int result = call.Get([], out int count);
        if (result < 0 || count <= 0)
        {
            value = [];
            return result;
        }

        var instructions = new FilterInstruction[count];
        fixed (FilterInstruction* start = instructions)
        {
            result = call.Get(new Span<byte>(start, count), out count); // a filter that is longer by now is EINVAL
        }

        value = instructions[..Math.Min(count, instructions.Length)];
        return result;
    }

    public override int Write(OptionCall call, IReadOnlyList<FilterInstruction> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        FilterInstruction[] instructions = [.. value];
        fixed (FilterInstruction* start = instructions)
        {
            // The system copies the instructions before the call returns.
            var program = new Program { Length = (ushort)Math.Min(instructions.Length, ushort.MaxValue), Instructions = (nint)start };
            return call.Set(MemoryMarshal.AsBytes(new ReadOnlySpan<Program>(in program)));
        }
    }

    public override object? ToLoose(IReadOnlyList<FilterInstruction> value) => value
        .Select(i => (object?)new object?[] { (double)i.Code, (double)i.JumpTrue, (double)i.JumpFalse, (double)i.Operand }).ToArray();

    public override IReadOnlyList<FilterInstruction> FromLoose(LooseValue value)
    {
        object?[] list = value.List(Expected);
        if (list.Length is 0 or > 4096)
        {
            throw value.Range("an array of 1 to 4096 instructions"); // BPF_MAXINSNS
        }

        var instructions = new FilterInstruction[list.Length];
        for (int i = 0; i < list.Length; i++)
        {
            instructions[i] = list[i] is object?[] { Length: 4 } parts
                ? new((ushort)Part(parts[0], i, ushort.MaxValue), (byte)Part(parts[1], i, byte.MaxValue),
                    (byte)Part(parts[2], i, byte.MaxValue), (uint)Part(parts[3], i, uint.MaxValue))
                : throw value.Kind(Expected);
        }

        return instructions;
    }

    protected override IReadOnlyList<FilterInstruction> Decode(ReadOnlySpan<byte> bytes) => MemoryMarshal.Cast<byte, FilterInstruction>(bytes).ToArray();

    protected override byte[] Encode(IReadOnlyList<FilterInstruction> value) => throw new NotSupportedException();

    private static double Part(object? part, int index, double most) => new LooseValue(part, $"instruction {index}").Integer(0, most);

    /// <summary>struct sock_fprog.</summary>
    internal struct Program
    {
        public ushort Length;
        public nint Instructions;
    }
}
