using System.Text.RegularExpressions;

namespace Tea.Prompt;

/// <summary>
/// One line about each class and member of the module, read from the types of the npm package, where they are documented: "Socket",
/// "Socket#accept" for a member of the instances, "Socket.select" for one of the class.
/// </summary>
internal sealed partial class Documentation
{
    private const string Source = "index.d.ts";

    private static readonly Lazy<Documentation> whole = new(() => new Documentation(ScriptRunner.ReadSource(Source)));

    private readonly Dictionary<string, string> lines = [];

    /// <summary>Reads declarations of types.</summary>
    public Documentation(string declarations)
    {
        string comment = "";
        string type = "";
        bool isComment = false;
        foreach (string line in declarations.Split('\n'))
        {
            string text = line.Trim();
            if (text.StartsWith("/**", StringComparison.Ordinal))
            {
                (comment, isComment) = ("", true);
            }

            if (isComment)
            {
                comment += " " + text;
                isComment = !text.EndsWith("*/", StringComparison.Ordinal);
                continue;
            }

            if (Class().Match(line) is { Success: true } declared)
            {
                type = declared.Groups[1].Value;
                Add(type, comment);
            }
            else if (line == "}")
            {
                type = "";
            }
            else if (type.Length > 0 && Member().Match(line) is { Success: true } member)
            {
                Add(type + (member.Groups[1].Success ? "." : "#") + member.Groups[2].Value, comment);
            }

            comment = "";
        }
    }

    /// <summary>That of the module.</summary>
    public static Documentation Whole => whole.Value;

    /// <summary>The line about a member; null if there is none.</summary>
    public string? Of(string title) => lines.GetValueOrDefault(title);

    /// <summary>The first sentence of a comment, without its markup. Of overloads the first says what they do.</summary>
    private void Add(string title, string comment)
    {
        string text = Frame().Replace(comment, " ");
        text = Spaces().Replace(Link().Replace(text, match => match.Groups[2].Success ? match.Groups[2].Value : match.Groups[1].Value), " ").Trim();
        int tag = text.IndexOf(" @", StringComparison.Ordinal);
        text = text.StartsWith('@') ? "" : tag < 0 ? text : text[..tag];
        int end = text.IndexOf(". ", StringComparison.Ordinal);
        text = (end < 0 ? text : text[..end]).TrimEnd('.').Replace("`", "", StringComparison.Ordinal);
        if (text.Length > 0)
        {
            lines.TryAdd(title, text);
        }
    }

    [GeneratedRegex(@"^export (?:declare )?class (\w+)")]
    private static partial Regex Class();

    [GeneratedRegex(@"^  (static )?(?:readonly |get |set |async )*(\w+)\??\s*[(<:]")]
    private static partial Regex Member();

    [GeneratedRegex(@"/\*\*|\*/| \* | \*$")]
    private static partial Regex Frame();

    [GeneratedRegex(@"\{@link\s+([^}|]*?)\s*(?:\|\s*([^}]*?)\s*)?\}")]
    private static partial Regex Link();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
