using System.Globalization;

namespace TeaSocket.Addresses;

/// <summary>
/// The parts of an address as scripts give them, each of which may be anything: [address, port], or an array of more. What is wrong with one
/// is told under the name that the script knows it by.
/// </summary>
internal readonly ref struct AddressParts
{
    private readonly ReadOnlySpan<object?> parts;

    /// <summary>Takes parts of a family whose addresses have no more than so many.</summary>
    /// <exception cref="ArgumentException">There are more.</exception>
    public AddressParts(ReadOnlySpan<object?> parts, int most, string form)
    {
        this.parts = parts;
        if (parts.Length > most)
        {
            throw WrongArgument.Kind("address", $"must be {form}. Received an array of {parts.Length} parts");
        }
    }

    /// <summary>The first part.</summary>
    public object? First => this[0];

    /// <summary>A part; null where it is left out.</summary>
    public object? this[int index] => index < parts.Length ? parts[index] : null;

    /// <summary>A part that is an integer, or a string that shows one in decimal.</summary>
    /// <param name="index">Which.</param>
    /// <param name="meaning">What it is in this family.</param>
    /// <param name="most">The largest that is allowed.</param>
    /// <param name="missing">What stands for it where it is left out; null if it has to be there.</param>
    /// <exception cref="ArgumentException">It is no number.</exception>
    /// <exception cref="ArgumentOutOfRangeException">It is no integer, or out of range.</exception>
    public uint Integer(int index, string meaning, uint most = uint.MaxValue, uint? missing = 0)
    {
        object? part = this[index];
        if (part is null && missing is { } value)
        {
            return value;
        }

        if (!ScriptValue.TryGetNumber(part, out double number))
        {
            throw WrongArgument.Kind(NameOf(index), $"must be {meaning}, of type number. Received {Show(part)}");
        }

        return number % 1 != 0 ? throw WrongArgument.Range(NameOf(index), $"must be an integer. Received {Text(number)}")
            : number < 0 || number > most ? throw WrongArgument.Range(NameOf(index), $"must be >= 0 and <= {most}. Received {Text(number)}")
            : (uint)number;
    }

    /// <summary>What to throw for a part of a kind that the family does not have there.</summary>
    public ArgumentException Unexpected(int index, string expected) =>
        WrongArgument.Kind(NameOf(index), $"must be {expected}. Received {Show(this[index])}");

    private static string NameOf(int index) => index switch { 0 => "address", 1 => "port", _ => $"address[{index}]" };

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Shows a part; one that is left out is undefined to a script.</summary>
    private static string Show(object? part) => part is null ? "undefined" : ScriptValue.Show(part);
}
