using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;

namespace Tea.Tests;

/// <summary>
/// A block of code of a page of the site, and what comments in front of it say about running it:
/// <list type="bullet">
/// <item><c>not run: REASON</c>: it cannot be by nature; tests/unrun-blocks.txt has to list it;</item>
/// <item><c>in: tea, node</c>: where JavaScript runs, in place of Node alone;</item>
/// <item><c>continues</c>: it begins with the block above it;</item>
/// <item><c>before: CODE</c>: what it begins with, the code itself or a file of the repository;</item>
/// <item><c>excerpt: FILE: TEXT</c>: it is a piece of the repository's own code, which InsidePageTests compares.</item>
/// </list>
/// </summary>
/// <param name="Page">The page's file in the repository.</param>
/// <param name="Line">The line of its first line of code, or of the fence above it.</param>
/// <param name="Language">What stands behind the fence, "" for none.</param>
/// <param name="Code">The code, with what it begins with.</param>
/// <param name="Output">What it prints, if a block of <c>```text prints</c> follows.</param>
internal sealed partial record PageBlock(string Page, int Line, string Language, string Code, string? Output)
{
    private const string Everywhere = "node, bun, deno, tea";

    private static readonly Lazy<PageBlock[]> all = new(() => [.. Pages().SelectMany(Read)]);

    private Dictionary<string, string> Marks { get; init; } = [];

    /// <summary>Why it is not run; null if it is.</summary>
    public string? Unrun => Marks.GetValueOrDefault("not run");

    /// <summary>Whether it is to be run.</summary>
    public bool IsRun => Unrun is null && Language != "text" && !Marks.ContainsKey("excerpt");

    /// <summary>
    /// Where JavaScript is run: where it says that it runs. What runs everywhere is run in two hosts of the four, the runner and one with the
    /// library, as the reference's examples and the conformance suite are run in all of them.
    /// </summary>
    public string[] Hosts => Marks.GetValueOrDefault("in", ScriptHost.Node) switch
    {
        Everywhere => [ScriptHost.Node, PageProgram.Tea],
        string some => some.Split(", "),
    };

    /// <summary>The blocks of all pages that are not made from something else.</summary>
    public static IReadOnlyList<PageBlock> All => all.Value;

    private static IEnumerable<string> Pages()
    {
        string docs = Repository.PathOf("docs");
        IEnumerable<string> inDocs =
            from path in Directory.EnumerateFiles(docs, "*.md", SearchOption.AllDirectories)
            let name = Path.GetRelativePath(Repository.Root, path).Replace('\\', '/')
            where !Generated().IsMatch(name)
            select name;
        string table = File.ReadAllText(Repository.PathOf("docs/site/written.mjs"));
        IEnumerable<string> elsewhere = from Match match in Elsewhere().Matches(table) select match.Groups[1].Value;
        return inDocs.Concat(elsewhere).Order(StringComparer.Ordinal);
    }

    private static IEnumerable<PageBlock> Read(string page)
    {
        MarkdownPipeline reader = new MarkdownPipelineBuilder().UsePipeTables().UseYamlFrontMatter().Build();
        MarkdownDocument document = Markdown.Parse(File.ReadAllText(Repository.PathOf(page)), reader);
        List<MarkdownObject> leaves = [.. document.Descendants().Where(node => node is LeafBlock)];
        PageBlock? last = null;
        for (int i = 0; i < leaves.Count; i++)
        {
            if (leaves[i] is CodeBlock code and not YamlFrontMatterBlock && !IsOutput(code))
            {
                Dictionary<string, string> marks = MarksBefore(leaves, i);
                string? output = leaves.ElementAtOrDefault(i + 1) is CodeBlock next && IsOutput(next) ? TextOf(next) : null;
                last = new PageBlock(page, code.Line + 1, (code as FencedCodeBlock)?.Info ?? "", Whole(TextOf(code), marks, last), output) { Marks = marks };
                yield return last;
            }
        }
    }

    private static bool IsOutput(CodeBlock block) => block is FencedCodeBlock { Info: "text", Arguments: "prints" };

    private static string TextOf(CodeBlock block) => string.Concat(block.Lines.Lines.Take(block.Lines.Count).Select(line => $"{line}\n"));

    private static Dictionary<string, string> MarksBefore(List<MarkdownObject> leaves, int index)
    {
        var marks = new Dictionary<string, string>();
        for (int i = index - 1; i >= 0 && leaves[i] is HtmlBlock html; i--)
        {
            foreach (Match mark in Mark().Matches(html.Lines.ToString()))
            {
                marks.Add(mark.Groups[1].Value, mark.Groups[2].Value);
            }
        }

        return marks;
    }

    private static string Whole(string code, Dictionary<string, string> marks, PageBlock? last)
    {
        string above = marks.ContainsKey("continues") ? last!.Code : "";
        return above + Before() + code;

        string Before()
        {
            string before = marks.GetValueOrDefault("before", "");
            return before.Length == 0 ? "" : File.Exists(Repository.PathOf(before)) ? File.ReadAllText(Repository.PathOf(before)) : before + "\n";
        }
    }

    [GeneratedRegex(@"/(node_modules|\.pages|\.vitepress)/")]
    private static partial Regex Generated();

    /// <summary>The files in the table of pages that stand outside of docs/.</summary>
    [GeneratedRegex(@"^  ""[^""]+"": ""([^""]+\.md)"",$", RegexOptions.Multiline)]
    private static partial Regex Elsewhere();

    [GeneratedRegex("^<!-- (not run|in|continues|before|excerpt)(?:: (.*))? -->$", RegexOptions.Multiline)]
    private static partial Regex Mark();
}
