using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TeaSocket.Platform;

namespace TeaSocket.Script;

/// <summary>The arguments of one call, each counted among those of its kind. Byte ranges are good during the call only.</summary>
internal unsafe ref struct Call
{
    private readonly TableFunction function;
    private readonly CallWindow window;
    private Texts texts;
    private Span<byte> firstRange;
    private Span<byte> secondRange;

    public Call(TableFunction function, CallWindow window)
    {
        this.function = function;
        this.window = window;
    }

    /// <summary>Room for what is received when nobody knows how long it is.</summary>
    public readonly Span<byte> Arrivals => window.Arrivals;

    /// <summary>An integer.</summary>
    public readonly long Integer(int index) => window.Number(index);

    /// <summary>A string.</summary>
    public readonly string Text(int index) => texts[index];

    /// <summary>The first byte range, in the script's own memory; at most 2 GiB of it.</summary>
    public readonly Span<byte> Bytes => firstRange;

    /// <summary>What lies in the first byte range, of a parameter that is a value; see <see cref="ValueReader"/>.</summary>
    public readonly object? Value => ValueReader.Read(firstRange);

    /// <summary>What lies in the second byte range.</summary>
    public readonly object? MoreValue => ValueReader.Read(secondRange);

    /// <summary>The byte ranges of the parameter that has several.</summary>
    public readonly ReadOnlySpan<MemoryRange> Parts => window.Parts;

    /// <summary>Shows fields beside the result, for what asks for them by their places.</summary>
    public readonly void Show(FieldWriter fields) => window.Show(fields.Written);

    /// <summary>What is told of memory as the system takes it.</summary>
    internal static MemoryRange RangeOf(HostMemory memory) => new(memory.Start, (nuint)memory.Length);

    /// <summary>The range is the only part.</summary>
    internal readonly void SetPart(int index)
    {
        Span<byte> range = index == 0 ? firstRange : secondRange;
        window.NewParts(1)[0] = new MemoryRange((byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(range)), (nuint)range.Length);
    }

    internal void SetText(int index, string text) => texts[index] = text;

    /// <summary>Takes the part that is meant of the memory that the engine has told of.</summary>
    /// <exception cref="ArgumentException">There is less memory than is meant: it has shrunk or was taken away.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void SetRange(int index, HostMemory memory)
    {
        int slot = CallWindow.RangeSlot + (2 * index);
        long offset = window.Number(slot);
        long length = window.Number(slot + 1);
        if (offset < 0)
        {
            memory = window.Copied;
            offset = ~offset;
        }

        long room = memory.Length - offset;
        if (length > room || room < 0)
        {
            throw TooShort(index, memory.Length, offset, length);
        }

        var range = new Span<byte>(memory.Start + offset, (int)Math.Min(length < 0 ? room : length, int.MaxValue));
        if (index == 0)
        {
            firstRange = range;
        }
        else
        {
            secondRange = range;
        }
    }

    private readonly ArgumentException TooShort(int index, long memory, long offset, long length)
    {
        string name = function.Parameters.Where(parameter => parameter.IsRange).ElementAt(index).Name;
        return WrongArgument.Kind(
            name, $"must have the bytes from {offset} to {offset + Math.Max(length, 0)}. It has {memory}: it has shrunk or was taken away");
    }

    [InlineArray(TableFunction.MostTexts)]
    private struct Texts
    {
        private string first;
    }
}
