using System.Diagnostics;
using System.Text.RegularExpressions;
using Xunit;

namespace Tea.Tests;

/// <summary>The examples of the site's reference, docs/examples, in every host: each ends by itself, and prints what it says that it does.</summary>
public sealed partial class SiteExampleTests(SiteExamples examples) : IClassFixture<SiteExamples>
{
    private const string Tea = "tea";

    public static IEnumerable<TheoryDataRow<string, string>> Examples() =>
        from example in SiteExamples.All()
        from host in (string[])[Tea, ScriptHost.Node, ScriptHost.Bun, ScriptHost.Deno]
        let only = Ending().Match(File.ReadAllText(example)).Groups["hosts"]
        where !only.Success || only.Value.Split(", ").Contains(host)
        let name = SiteExamples.NameOf(example)
        select new TheoryDataRow<string, string>(host, name) { TestDisplayName = $"{host}: {name}", Label = "" };

    [Theory]
    [MemberData(nameof(Examples))]
    public void PrintsWhatItSays(string host, string name)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the examples are written for Linux");
        string[] command = host == Tea ? [Repository.Tea] : ScriptHost.Command(host);
        var start = new ProcessStartInfo(command[0], [.. command[1..], examples.Installed(name)]);
        start.Environment["NO_COLOR"] = "1";
        using var program = RunningProgram.Start(start);
        Match ending = Ending().Match(File.ReadAllText(SiteExamples.PathOf(name)));
        Assert.Equal(ending.Groups["output"].Value, program.WaitForExit().Success);
    }

    /// <summary>The comment at an example's end: where it runs, if not everywhere, and its output.</summary>
    [GeneratedRegex(@"\n/\* prints(?: in (?<hosts>[a-z, ]+): [^\n]+)?\n(?<output>.*?)\*/\n$", RegexOptions.Singleline)]
    private static partial Regex Ending();
}
