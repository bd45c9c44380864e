using System.Globalization;
using TeaSocket.Platform;

namespace TeaSocket;

/// <summary>What scripts give where nobody knows yet of which kind it is, told as the face tells it.</summary>
internal static class ScriptValue
{
    private const NumberStyles Decimal =
        NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite | NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    /// <summary>A number, or a string that shows one in decimal and nothing else.</summary>
    public static bool TryGetNumber(object? value, out double number)
    {
        number = value as double? ?? 0;
        return value is double
            || (value is string text && !text.HasNul() && double.TryParse(text, Decimal, CultureInfo.InvariantCulture, out number)); // .NET reads over NULs
    }

    /// <summary>Shows a value in an exception, short.</summary>
    public static string Show(object? value) => value switch
    {
        null => "null",
        string text => $"type string ('{(text.Length > 28 ? text[..25] + "..." : text)}')",
        double number => string.Create(CultureInfo.InvariantCulture, $"type number ({number})"),
        bool flag => flag ? "type boolean (true)" : "type boolean (false)",
        long bigint => string.Create(CultureInfo.InvariantCulture, $"type bigint ({bigint})"),
        byte[] => "bytes",
        object?[] => "an array",
        _ => "an object",
    };
}
