using System.Runtime.CompilerServices;
using TeaSocket.Options;

namespace TeaSocket;

/// <summary>
/// The options that sockets have, see getsockopt(2): one property for each, in one file for each level. Everything else that knows options
/// by name is made from them: the names and numbers that scripts have, their types, and the reference in docs/options.md.
/// </summary>
/// <example><code>
/// socket.SetOption(SocketOptions.TcpKeepIdle, 30);
/// bool alive = socket.GetOption(SocketOptions.KeepAlive);
/// </code></example>
public static partial class SocketOptions
{
    private static readonly Lazy<SocketOption[]> all = new(() =>
        [.. OptionList.Entered.OrderBy(option => OptionLevels.All.ToList().IndexOf(option.Level)).ThenBy(option => option.Name, StringComparer.Ordinal)]);

    private static readonly Lazy<Dictionary<string, SocketOption>> byName = new(() => All.ToDictionary(option => option.Name));

    // The options are made when the class is first used, whatever is used of it.
    static SocketOptions()
    {
    }

    /// <summary>All options, those that this system lacks too, by level and name.</summary>
    public static IReadOnlyList<SocketOption> All => all.Value;

    /// <summary>The option of that name; null if there is none.</summary>
    /// <param name="name">The constant's name: "SO_KEEPALIVE".</param>
    public static SocketOption? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return byName.Value.GetValueOrDefault(name);
    }

    /// <summary>The option of that name.</summary>
    /// <exception cref="ArgumentException">There is none. The message tells which may have been meant.</exception>
    internal static SocketOption Get(string name) => Find(name) ?? throw Unknown(name);

    /// <summary>
    /// Whether three numbers read as C and Python have them, the level in front, and not as an option, its value and its level.
    /// </summary>
    internal static bool HasLevelInFront(int number, int value, int level) =>
        At(number, value) is not null && (At(level, number) is not { } meant || (meant.Kind == "flag" && value is not (0 or 1)));

    /// <summary>How many bytes the system counts as one when it reads an option of these numbers: a filter's instruction, or else a byte.</summary>
    internal static int UnitOf(int level, int number) =>
        number == AttachFilter.Number && level == AttachFilter.Level.Number ? Unsafe.SizeOf<FilterInstruction>() : 1;

    /// <summary>Whether the bytes of an option of these numbers point to others, which nobody but the caller can answer for.</summary>
    internal static bool HasPointer(int level, int number) =>
        At(level, number)?.Kind == "filter"
        || (AttachFilter.Number is not null && PointerOptions.Rows.Any(option => option.Level == level && option.Number == number)); // Linux

    private static SocketOption? At(int level, int number) =>
        All.FirstOrDefault(option => option.Level.Number == level && option.Number == number);

    private static ArgumentException Unknown(string name)
    {
        string shown = name.Length > 40 ? name[..37] + "..." : name;
        string hint = LeftOut.FirstOrDefault(option => option.Name == name) is { } leftOut
            ? $", which cannot be had by name: {leftOut.Reason}"
            : Nearest(name) is { } nearest ? $"; did you mean \"{nearest}\"?" : "";
        return WrongArgument.Kind(nameof(name), $"must be the name of an option, or its number. Received \"{shown}\"{hint}");
    }

    /// <summary>A name that differs in at most a third of its letters; null if there is none.</summary>
    private static string? Nearest(string name)
    {
        if (name.Length is < 3 or > 40)
        {
            return null;
        }

        string upper = name.ToUpperInvariant();
        (int distance, string nearest) = All
            .SelectMany(option => new[] { option.Name, option.Name[(option.Name.IndexOf('_', StringComparison.Ordinal) + 1)..] }
                .Select(written => (Distance: EditDistance(upper, written), option.Name)))
            .MinBy(candidate => candidate.Distance);
        return distance <= name.Length / 3 ? nearest : null;
    }

    /// <summary>How many letters have to be put in, taken out or replaced.</summary>
    private static int EditDistance(string from, string to)
    {
        int[] row = [.. Enumerable.Range(0, to.Length + 1)];
        for (int i = 1; i <= from.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
