using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using TeaSocket.Options;

namespace TeaSocket.Tests;

/// <summary>What is made from the table of options: the types in packages/npm/index.d.ts, and docs/options.md.</summary>
internal static partial class OptionReference
{
    private static readonly Dictionary<string, string> sentences = ReadSentences();

    /// <summary>The constants of the class Socket.</summary>
    public static string Constants()
    {
        var text = new StringBuilder();
        foreach (SocketOption option in SocketOptions.All)
        {
            Comment(text, "  ", $"Option of {option.Level.Name}, {Article(option.Kind)}{option.Kind}: {{@link SocketOptions.{option.Name}}}.", links: false);
            text.Append("  static readonly ").Append(option.Name).Append(": number;\n");
        }

        foreach (OptionValue value in OptionValues.Rows)
        {
            Comment(text, "  ", $"{value.Meaning}.", links: false);
            text.Append("  static readonly ").Append(value.Name).Append(": number;\n");
        }

        return text.ToString();
    }

    /// <summary>The options with the types of their values, and the types that have names.</summary>
    public static string Types()
    {
        var text = new StringBuilder();
        Comment(text, "", "The options that have names, and what their values are. Systems other than Linux have a part of them, see docs/options.md.", links: false);
        text.Append("export interface SocketOptions {\n");
        foreach (SocketOption option in SocketOptions.All)
        {
            (string read, string write) = option.ScriptTypes;
            read = option.Readable ? read : "never";
            write = option.Writable ? write : "never";
            Comment(text, "  ", SentenceOf(option), links: true);
            text.Append("  ").Append(option.Name).Append(": Option<").Append(read == write ? read : $"{read}, {write}").Append(">;\n");
        }

        text.Append("}\n");
        foreach ((OptionLayout layout, SocketOption[] options) in Layouts())
        {
            bool isSet = !options.Any(option => option.Readable);
            text.Append('\n');
            string structure = layout.Structure.Length == 0 ? "" : $" `{layout.Structure}` in C.";
            Comment(text, "", $"The value of {Listed(options.Select(option => option.Name))}.{structure}", links: false);
            text.Append("export interface ").Append(layout.Name).Append(" {\n");
            foreach (OptionField field in layout.Fields)
            {
                Comment(text, "  ", $"{Upper(field.Description)}.", links: false);
                string type = !isSet ? field.Type.ScriptType : field.Type.ScriptType == "Buffer" ? "ArrayBufferView | ArrayBuffer"
                    : field.Type.ScriptType == "number" ? "Numeric" : field.Description.Contains("index", StringComparison.Ordinal) ? "string | number | null" : "string";
                text.Append("  ").Append(field.Name).Append(isSet ? "?: " : ": ").Append(type).Append(";\n");
            }

            text.Append("}\n");
        }

        return text.ToString();
    }

    /// <summary>docs/options.md.</summary>
    public static string Page()
    {
        var text = new StringBuilder("""
            # Options by name
            What `socket.getOption("NAME")`, `socket.setOption("NAME", value)` and, in C#, `SocketOptions` know. This page is made from the table in
            `src/TeaSocket/Options/Table`, as are the types; [CONTRIBUTING.md](../CONTRIBUTING.md) says how an option is added.

            | kind | value in JavaScript | in C# |
            |---|---|---|
            | flag | a boolean | `bool` |
            | number | a number; Infinity where all bits of a 64-bit one are set | `int`, `uint`, `ulong` |
            | milliseconds | a number, 0 for none; to be set as null too | `TimeSpan` |
            | linger | a number of seconds, null for off | `int?` |
            | address | a string | `string` |
            | interface | its name, "" for none; to be set by its index or as null too | `string` |
            | text | a string | `string` |
            | credentials | `{ pid, uid, gid }` | `Credentials` |
            | groups | an array of numbers | `IReadOnlyList<uint>` |
            | struct | an object; the fields that a system does not know are missing | a dictionary, whose numbers are doubles |
            | filter | an array of `[code, jt, jf, k]` | `IReadOnlyList<FilterInstruction>` |
            | bytes | a Buffer | `byte[]` |

            *r*: can be read, *w*: can be set. L, M and W: Linux, macOS and Windows have it. A socket of another family or type, and a system that lacks
            it, answers ENOPROTOOPT. By its number, and that of its level, anything can be reached: `getOption(number, length, level)`,
            `setOption(number, value, level)`.

            """);
        foreach (OptionLevel level in OptionLevels.All)
        {
            SocketOption[] options = [.. SocketOptions.All.Where(option => option.Level == level)];
            text.Append("\n## ").Append(level.Name).Append("\n| option | kind | | on | |\n|---|---|---|---|---|\n");
            foreach (SocketOption option in options)
            {
                string kind = option.Layout is { } layout && option.Kind == "struct" ? $"[struct](#{layout.Name.ToLowerInvariant()})" : option.Kind;
                text.Append($"| {option.Name} | {kind} | {(option.Readable ? "r" : "")}{(option.Writable ? "w" : "")} ");
                text.Append($"| {Systems(option)} | {SentenceOf(option)} |\n");
            }
        }

        text.Append("\n# Structures\n");
        foreach ((OptionLayout layout, SocketOption[] options) in Layouts())
        {
            text.Append("\n## ").Append(layout.Name).Append('\n').Append(Listed(options.Select(option => option.Name))).Append("\n\n| field | |\n|---|---|\n");
            foreach (OptionField field in layout.Fields)
            {
                text.Append($"| {field.Name} | {field.Description} |\n");
            }
        }

        text.Append("\n# Numbers that options take\n| constants | |\n|---|---|\n");
        foreach (IGrouping<string, OptionValue> values in OptionValues.Rows.GroupBy(value => value.Meaning))
        {
            text.Append($"| {string.Join(", ", values.Select(value => value.Name))} | {values.Key} |\n");
        }

        text.Append("\n# What is left out\n| option | because |\n|---|---|\n");
        foreach (LeftOutOption option in SocketOptions.LeftOut)
        {
            text.Append($"| {option.Name} | {option.Reason} |\n");
        }

        return text.ToString();
    }

    private static (OptionLayout Layout, SocketOption[] Options)[] Layouts() =>
    [
        .. from option in SocketOptions.All
           where option.Layout is not null
           group option by option.Layout into options
           orderby options.Key.Name
           select (options.Key, options.ToArray()),
    ];

    private static string Systems(SocketOption option) =>
        (option.Numbers.Linux is null ? "" : "L") + (option.Numbers.MacOS is null ? "" : "M") + (option.Numbers.Windows is null ? "" : "W");

    /// <summary>The sentence of an option.</summary>
    public static string SentenceOf(SocketOption option) => sentences[option.Name];

    /// <summary>The sentence of each option: the summary of its property.</summary>
    private static Dictionary<string, string> ReadSentences()
    {
        XDocument docs = XDocument.Load(Path.Combine(AppContext.BaseDirectory, "TeaSocket.xml"));
        var summaries = docs.Descendants("member").ToDictionary(member => member.Attribute("name")!.Value, member => member.Element("summary")?.Value ?? "");
        return typeof(SocketOptions).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Where(property => property.PropertyType.IsSubclassOf(typeof(SocketOption)))
            .ToDictionary(
                property => ((SocketOption)property.GetValue(null)!).Name,
                property => Spaces().Replace(summaries[$"P:TeaSocket.SocketOptions.{property.Name}"].Trim(), " "));
    }

    private static string Article(string kind) => kind is "milliseconds" or "text" or "credentials" or "groups" or "bytes" ? "" : kind[0] is 'a' or 'i' ? "an " : "a ";

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names);

    private static string Upper(string sentence) => char.ToUpperInvariant(sentence[0]) + sentence[1..];

    /// <summary>A comment in front of a declaration, on as many lines as it needs.</summary>
    private static void Comment(StringBuilder text, string indent, string sentence, bool links)
    {
        const int width = 128;
        string linked = links ? ManualPage().Replace(sentence, "{@link https://man7.org/linux/man-pages/man$2/$1.$2.html | $1($2)}") : sentence;
        if (indent.Length + linked.Length + 7 <= width)
        {
            text.Append(indent).Append("/** ").Append(linked).Append(" */\n");
            return;
        }

        text.Append(indent).Append("/**");
        int column = width;
        foreach (string word in Words().Matches(linked).Select(match => match.Value))
        {
            if (column + 1 + word.Length > width)
            {
                text.Append('\n').Append(indent).Append(" *");
                column = indent.Length + 2;
            }

            text.Append(' ').Append(word);
            column += 1 + word.Length;
        }

        text.Append('\n').Append(indent).Append(" */\n");
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\b([a-z]+)\(([2-8])\)")]
    private static partial Regex ManualPage();

    [GeneratedRegex(@"\{@link [^}]*\}\S*|\S+")]
    private static partial Regex Words();
}
