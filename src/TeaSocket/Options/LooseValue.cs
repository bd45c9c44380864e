using System.Globalization;
using TeaSocket.Platform;

namespace TeaSocket.Options;

/// <summary>
/// A value of a kind that is not known yet, as scripts give them: null, a bool, a double (an int or uint in C#), a string, a long (of a bigint), bytes, an array
/// of objects, or an <see cref="OrderedDictionary{TKey, TValue}"/> with names. It is asked for what an option takes.
/// </summary>
/// <param name="value">The value.</param>
/// <param name="option">The option's name, or where in its value this one stands: for the message.</param>
internal readonly ref struct LooseValue(object? value, string option)
{
    /// <summary>Whether there is none.</summary>
    public bool IsNull => value is null;

    /// <summary>Whether it is a number, or the digits of one.</summary>
    public bool IsNumber => value is double or int or uint
        || (value is string text && text.Length < 32 && !text.HasNul() && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _));

    /// <summary>Whether it is text.</summary>
    public bool IsText => value is string;

    /// <summary>A boolean, and nothing else.</summary>
    public bool Flag() => value is bool flag ? flag : throw Kind("a boolean");

    /// <summary>A number: fractions and the infinities too.</summary>
    /// <param name="expected">What it must be, for the message.</param>
    public double Number(string expected = "a number") =>
        value is double number ? number
        : value is int or uint ? Convert.ToDouble(value, CultureInfo.InvariantCulture) // a C# program's
        : IsNumber ? double.Parse((string)value!, NumberStyles.Float, CultureInfo.InvariantCulture)
        : throw Kind(expected);

    /// <summary>An integer in a range.</summary>
    public double Integer(double least, double most, string expected = "a number")
    {
        double number = Number(expected);
        return Math.Truncate(number) != number ? throw Range("an integer")
            : number < least || number > most ? throw Range(string.Create(CultureInfo.InvariantCulture, $">= {least} and <= {most}"))
            : number + 0; // no -0
    }

    /// <summary>A string.</summary>
    public string Text(string expected = "a string") => value is string text ? text : throw Kind(expected);

    /// <summary>Bytes.</summary>
    public byte[] Bytes(string expected = "a Buffer, a TypedArray, a DataView or an ArrayBuffer") => value is byte[] bytes ? bytes : throw Kind(expected);

    /// <summary>An array.</summary>
    public object?[] List(string expected) => value is object?[] list ? list : throw Kind(expected);

    /// <summary>An object with names.</summary>
    public OrderedDictionary<string, object?> Named(string expected) => value is OrderedDictionary<string, object?> named ? named : throw Kind(expected);

    /// <summary>A value of another kind has come.</summary>
    public ArgumentException Kind(string expected) => WrongArgument.Kind("value", $"must be {expected} for {option}. Received {Shown()}");

    /// <summary>A value of the right kind has come, and is out of range.</summary>
    public ArgumentOutOfRangeException Range(string expected) => WrongArgument.Range("value", $"must be {expected} for {option}. Received {Shown()}");

    private string Shown() => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        double or int or uint => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        string text => $"\"{(text.Length > 28 ? text[..25] + "..." : text)}\"",
        long bigint => string.Create(CultureInfo.InvariantCulture, $"{bigint}n"),
        byte[] bytes => $"{bytes.Length} bytes",
        object?[] => "an array",
        _ => "an object",
    };
}
