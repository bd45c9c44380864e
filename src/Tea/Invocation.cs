using System.Text;
using Tea.Inspecting;

namespace Tea;

/// <summary>What a command line asks for.</summary>
/// <param name="Words">The script's name and its arguments, or the arguments of code.</param>
/// <param name="Code">The code to run in place of a script.</param>
/// <param name="IsPrinted">Whether the code's value is printed.</param>
/// <param name="SearchPath">The directories of modules.</param>
internal sealed record Invocation(string[] Words, string? Code, bool IsPrinted, IReadOnlyList<string> SearchPath)
{
    private const string Input = "-";

    /// <summary>Whether the script is run again when a file of it changes.</summary>
    public bool IsWatched { get; init; }

    /// <summary>The same command line without the option that asks for that.</summary>
    public string[] WithoutWatching { get; init; } = [];

    /// <summary>Where a debugger may connect.</summary>
    public Inspection? Inspection { get; init; }

    /// <summary>Whether the script comes from a file that may change.</summary>
    public static bool IsFile(string? code, string[] words) => code is null && words is [not Input, ..];

    /// <summary>What is to be run, read from standard input if need be; null if nothing was given there, and nothing was announced by a "-".</summary>
    public Script? Script(StandardStreams streams)
    {
        if (Code is not null)
        {
            return new Script("[eval]", Code, Words) { IsPrinted = IsPrinted };
        }

        if (IsFile(Code, Words))
        {
            return new Script(Words[0], null, Words[1..]);
        }

        string text = Words.Length > 0 || !StandardStreams.IsInteractive ? Encoding.UTF8.GetString(streams.Read(0)) : "";
        return Words.Length == 0 && text.Length == 0 ? null : new Script("[stdin]", text, Words.Length == 0 ? [] : Words[1..]);
    }
}
