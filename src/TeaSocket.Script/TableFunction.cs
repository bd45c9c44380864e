namespace TeaSocket.Script;

/// <summary>
/// One function of the flat table. A host makes a JavaScript function of it by converting the arguments that
/// <see cref="Parameters"/> lists, calling <see cref="SocketTable.Call(TableFunction, in Arguments)"/> or
/// <see cref="SocketTable.CallText"/>, and converting the result. It needs to know nothing else about it.
/// </summary>
public sealed class TableFunction
{
    internal TableFunction(string name, string parameters, Func<SocketTable, Arguments, long> number)
        : this(name, parameters) => Number = number;

    internal TableFunction(string name, string parameters, Func<SocketTable, Arguments, string> text)
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

    internal Func<SocketTable, Arguments, long>? Number { get; }

    internal Func<SocketTable, Arguments, string>? Text { get; }
}

/// <summary>The converted arguments of one call.</summary>
public ref struct Arguments
{
    /// <summary>The first integer.</summary>
    public long First { get; set; }

    /// <summary>The second integer.</summary>
    public long Second { get; set; }

    /// <summary>The third integer.</summary>
    public long Third { get; set; }

    /// <summary>The string.</summary>
    public string? Text { get; set; }

    /// <summary>The byte range, in the script's own memory; valid during the call only.</summary>
    public Span<byte> Bytes { get; set; }

    /// <summary>The byte range that starts at an address, which the face has got from the host.</summary>
    public static unsafe Span<byte> BytesAt(nint address, int length) => new((void*)address, length);

    /// <summary>Sets the integers by their position among the integers, 0–2.</summary>
    public void SetInteger(int index, long value)
    {
        switch (index)
        {
            case 0:
                First = value;
                break;
            case 1:
                Second = value;
                break;
            default:
                Third = value;
                break;
        }
    }
}
