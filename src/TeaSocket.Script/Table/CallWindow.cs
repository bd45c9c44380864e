using TeaSocket.Platform;

namespace TeaSocket.Script;

/// <summary>
/// Memory of a script engine's that the host knows the address of and that no script can reach. Integers and results cross in it,
/// because each argument and each result that an engine passes is felt. What lies where is told here, and to JavaScript by
/// <see cref="FaceBindings"/>.
/// </summary>
/// <param name="start">Its first byte; the memory stays there for as long as the script engine refers to it.</param>
public sealed unsafe class CallWindow(byte* start)
{
    // Numbers of JavaScript: the integers of a call, an offset and a length for each byte range, the result.
    internal const int RangeSlot = TableFunction.MostIntegers;
    internal const int ResultSlot = RangeSlot + (2 * TableFunction.MostRanges);
    internal const int LengthSlot = ResultSlot + 1; // of the fields that structures have together
    internal const int AttemptSlot = LengthSlot + 1; // see SocketTable.Promises.cs
    internal const int BehindSlot = AttemptSlot + 1;
    internal const int Numbers = 16;

    // Then bytes: those on their way in hosts where passing an array costs more than copying it, and the fields of structures.
    internal const int ScratchStart = Numbers * sizeof(double);
    internal const int ScratchLength = 65536;

    // And what has been received before anybody could say how long it is.
    internal const int ArrivalsStart = ScratchStart + ScratchLength;
    internal const int ArrivalsLength = 65536; // a datagram over IP is never longer

    /// <summary>How many bytes the memory must have.</summary>
    public const int MemoryLength = ArrivalsStart + ArrivalsLength;

    // What stands in place of a length where a list of arrays is passed; in place of the offset then stands how many they are.
    internal const int List = -2;

    private readonly double* numbers = (double*)start;
    private MemoryRange[] parts = new MemoryRange[1];
    private int partCount;

    /// <summary>What the call returns beside a string: a number, how many structures there are, or a <see cref="SocketTable.Failed"/>.</summary>
    public long Result
    {
        set => numbers[ResultSlot] = value;
    }

    /// <summary>Whether the calls that are made are attempts of what is awaited.</summary>
    public bool IsAttempt => numbers[AttemptSlot] != 0;

    /// <summary>The direction in which it is awaited.</summary>
    internal Readiness Direction => (Readiness)(int)numbers[AttemptSlot];

    /// <summary>
    /// How many others are awaited behind it in its direction; -1 once it is known that there are none, and that the direction is free again.
    /// </summary>
    internal int Behind
    {
        get => (int)numbers[BehindSlot];
        set => numbers[BehindSlot] = value;
    }

    /// <summary>The byte ranges of the parameter that has several.</summary>
    internal ReadOnlySpan<MemoryRange> Parts => parts.AsSpan(0, partCount);

    internal Span<byte> Scratch => new(start + ScratchStart, ScratchLength);

    internal Span<byte> Arrivals => new(start + ArrivalsStart, ArrivalsLength);

    /// <summary>Where byte ranges lie that JavaScript copies: those that are read in the scratch, those that are written among the arrivals.</summary>
    internal HostMemory Copied => new(start + ScratchStart, ScratchLength + ArrivalsLength);

    /// <summary>A number that JavaScript has left here. It is an integer, as the face makes sure: nothing needs to be saturated.</summary>
    internal long Number(int slot) => double.ConvertToIntegerNative<long>(numbers[slot]);

    /// <summary>Shows the fields of structures, as many bytes as fit; JavaScript asks for the rest.</summary>
    internal void Show(ReadOnlySpan<byte> fields)
    {
        numbers[LengthSlot] = fields.Length;
        fields[..Math.Min(fields.Length, ScratchLength)].CopyTo(Scratch);
    }

    /// <summary>How many arrays a list has; -1 where one is passed by itself.</summary>
    internal int ListLength(int range) => Number(RangeSlot + (2 * range) + 1) == List ? (int)Number(RangeSlot + (2 * range)) : -1;

    /// <summary>Room for so many <see cref="Parts"/>.</summary>
    internal Span<MemoryRange> NewParts(int count)
    {
        if (count > parts.Length)
        {
            parts = new MemoryRange[count];
        }

        partCount = count;
        return parts.AsSpan(0, count);
    }

    /// <summary>Whether a byte range lies in <see cref="Scratch"/>, where JavaScript has copied it, and not in an array that is passed.</summary>
    internal bool IsInScratch(int range) => numbers[RangeSlot + (2 * range)] < 0;
}
