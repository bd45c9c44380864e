using System.Reflection;
using Xunit;

namespace TeaSocket.Tests;

/// <summary>
/// What is made from the table of options is what is checked in. With TEASOCKET_WRITE set in the environment it is written, see
/// CONTRIBUTING.md.
/// </summary>
public sealed class OptionReferenceTests
{
    private const string Begin = "// #region options, made from the table in src/TeaSocket/Options: see CONTRIBUTING.md\n";
    private const string End = "// #endregion\n";

    private static string Repository { get; } = typeof(OptionReferenceTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "Repository").Value!;

    [Fact]
    public void TheTypesAreThoseOfTheTable()
    {
        string path = Path.Combine(Repository, "packages/npm/index.d.ts");
        string types = Replace(File.ReadAllText(path), "  ", OptionReference.Constants());
        Compare(path, Replace(types, "", OptionReference.Types()));
    }

    [Fact]
    public void ThePageIsThatOfTheTable() => Compare(Path.Combine(Repository, "docs/options.md"), OptionReference.Page());

    [Fact]
    public void EverySentenceNamesWhereThereIsMore() =>
        Assert.All(SocketOptions.All, option => Assert.Matches(@", see (\w+\(7\)|linux/mptcp\.h)\.$", OptionReference.SentenceOf(option)));

    /// <summary>Puts something between the lines that begin and end what is made, with that indent.</summary>
    private static string Replace(string text, string indent, string made)
    {
        int start = text.IndexOf("\n" + indent + Begin, StringComparison.Ordinal) + 1 + indent.Length + Begin.Length;
        Assert.True(start > indent.Length + Begin.Length, "the region has a beginning");
        int end = text.IndexOf("\n" + indent + End, start - 1, StringComparison.Ordinal) + 1;
        Assert.True(end > 0, "the region has an end");
        return text[..start] + made + text[end..];
    }

    private static void Compare(string path, string made)
    {
        if (Environment.GetEnvironmentVariable("TEASOCKET_WRITE") is not null)
        {
            File.WriteAllText(path, made);
        }

        Assert.True(File.Exists(path) && File.ReadAllText(path) == made, $"{path} is not what the table makes: see CONTRIBUTING.md");
    }
}
