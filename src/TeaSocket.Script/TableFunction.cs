namespace TeaSocket.Script;

/// <summary>
/// One function of the flat table. A host makes a JavaScript function of it by converting the arguments that
/// <see cref="Parameters"/> lists, calling <see cref="SocketTable.Call(TableFunction, in Arguments)"/> or
/// <see cref="SocketTable.CallText"/>, and converting the result. It needs to know nothing else about it.
/// </summary>
public sealed class TableFunction
{
    internal TableFunction(string name, string parameters, NumberBody number)
        : this(name, parameters) => Number = number;

    internal TableFunction(string name, string parameters, TextBody text)
        : this(name, parameters) => Text = text;

    private TableFunction(string name, string parameters)
    {
        Name = name;
        Parameters = parameters;
    }

    /// <summary>The name under which the face calls it.</summary>
    public string Name { get; }

    /// <summary>
    /// One letter for each parameter: <c>i</c> an integer of at most 53 bits; <c>s</c> a string; a byte range that the
    /// function reads (<c>r</c>) or writes (<c>w</c>), which takes two JavaScript arguments: the address of its first
    /// byte, and its length. What writes returns how many bytes it has written. There are at most three integers, one string and one byte range.
    /// </summary>
    public string Parameters { get; }

    /// <summary>Whether it returns a string (undefined when it failed) instead of an integer.</summary>
    public bool ReturnsText => Text is not null;

    internal NumberBody? Number { get; }

    internal TextBody? Text { get; }

    internal delegate long NumberBody(SocketTable table, in Arguments arguments);

    internal delegate string TextBody(SocketTable table, in Arguments arguments);
}

/// <summary>
/// The converted arguments of one call, read where they lie: numbers of JavaScript that are integers, as the face makes sure.
/// </summary>
/// <param name="numbers"><see cref="Count"/> numbers: three integers, then the address and the length of the byte range.</param>
/// <param name="text">The string.</param>
public readonly unsafe ref struct Arguments(double* numbers, string? text = null)
{
    /// <summary>How many numbers there are.</summary>
    public const int Count = 5;

    /// <summary>Which of them is the byte range's address; its length follows.</summary>
    public const int Address = 3;

    private readonly double* numbers = numbers;

    /// <summary>The first integer.</summary>
    public long First => Integer(numbers[0]);

    /// <summary>The second integer.</summary>
    public long Second => Integer(numbers[1]);

    /// <summary>The third integer.</summary>
    public long Third => Integer(numbers[2]);

    /// <summary>The string.</summary>
    public string? Text { get; } = text;

    /// <summary>The byte range, in the script's own memory; valid during the call only.</summary>
    public Span<byte> Bytes => BytesAt(Integer(numbers[Address]), Integer(numbers[Address + 1]));

    /// <summary>The byte range that starts at an address, which the face has got from the host.</summary>
    public static Span<byte> BytesAt(long address, long length) => new((void*)(nint)address, (int)length);

    // Nothing needs to be saturated.
    private static long Integer(double number) => double.ConvertToIntegerNative<long>(number);
}
