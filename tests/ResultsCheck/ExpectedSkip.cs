using System.Text.RegularExpressions;

namespace ResultsCheck;

/// <summary>A line of the list: tests that may be skipped for one reason. In both, * stands for any text.</summary>
internal sealed record ExpectedSkip(string Test, string Reason)
{
    /// <summary>Reads the list. Its lines are "test | reason", or comments that begin with #.</summary>
    public static IEnumerable<ExpectedSkip> Read(string list) =>
        from line in File.ReadLines(list)
        where line.Length > 0 && !line.StartsWith('#')
        let bar = line.IndexOf(" | ", StringComparison.Ordinal)
        select bar > 0 ? new ExpectedSkip(line[..bar], line[(bar + 3)..]) : throw new FormatException($"{list}: no reason: {line}");

    /// <summary>Whether it is about a test.</summary>
    public bool Names(TestResult result) => Matches(Test, result.Name);

    /// <summary>Whether that test may be skipped for the reason that it gives.</summary>
    public bool Allows(TestResult result) => Names(result) && Matches(Reason, result.Skipped!);

    private static bool Matches(string pattern, string text) =>
        Regex.IsMatch(text, $"^{Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal)}$", RegexOptions.Singleline);
}
