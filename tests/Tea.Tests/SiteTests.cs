using System.Diagnostics;
using System.Text.RegularExpressions;
using Xunit;

namespace Tea.Tests;

/// <summary>The site that is built from docs/: its own tests look at it in Chromium.</summary>
public sealed partial class SiteTests
{
    private static readonly Lazy<string> site = new(() => Repository.Build("npm", "--prefix", Repository.PathOf("docs"), "run", "build"));

    public static IEnumerable<TheoryDataRow<string>> Files() =>
        from path in Directory.EnumerateFiles(Repository.PathOf("docs/test"), "*.test.mjs").Order()
        let file = Path.GetRelativePath(Repository.Root, path)
        select new TheoryDataRow<string>(file) { TestDisplayName = file, Label = "" };

    [Theory]
    [MemberData(nameof(Files))]
    public void Passes(string file)
    {
        string node = Require.Tool("node");
        string chromium = Require.Tool("chromium");
        _ = Require.Tool("npm");
        _ = Require.Installed("docs/node_modules/vitepress/package.json");
        _ = site.Value;

        var start = new ProcessStartInfo(node, ["--test-reporter=tap", file]) { WorkingDirectory = Repository.Root };
        start.Environment["CHROMIUM"] = chromium;
        using var program = RunningProgram.Start(start);
        Assert.Matches(Passed(), program.WaitForExit().Success);
    }

    /// <summary>The count at the end, so that a file that runs no test fails.</summary>
    [GeneratedRegex("^# pass [1-9]", RegexOptions.Multiline)]
    private static partial Regex Passed();
}
