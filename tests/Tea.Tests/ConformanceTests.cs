using Xunit;

namespace Tea.Tests;

/// <summary>The conformance suite in each host, and the scripts of the runner's own modules.</summary>
public sealed class ConformanceTests
{
    [Theory]
    [MemberData(nameof(ConformanceSuite.Contract), MemberType = typeof(ConformanceSuite))]
    [MemberData(nameof(ConformanceSuite.RunnerModules), MemberType = typeof(ConformanceSuite))]
    public void Runner(string script, string name) => ConformanceSuite.Judge(script, name);

    [Theory]
    [MemberData(nameof(ConformanceSuite.Contract), MemberType = typeof(ConformanceSuite))]
    public void Node(string script, string name) => ConformanceSuite.Judge(ScriptHost.Node, script, name);

    /// <summary>Compiled ahead of time, and without what the compiler found unused.</summary>
    [Theory]
    [MemberData(nameof(ConformanceSuite.Contract), MemberType = typeof(ConformanceSuite))]
    [MemberData(nameof(ConformanceSuite.RunnerModules), MemberType = typeof(ConformanceSuite))]
    public void PublishedRunner(string script, string name) => ConformanceSuite.JudgePublished(script, name);

    [Theory]
    [MemberData(nameof(ConformanceSuite.Contract), MemberType = typeof(ConformanceSuite))]
    public void Bun(string script, string name) => ConformanceSuite.Judge(ScriptHost.Bun, script, name);

    [Theory]
    [MemberData(nameof(ConformanceSuite.Contract), MemberType = typeof(ConformanceSuite))]
    public void Deno(string script, string name) => ConformanceSuite.Judge(ScriptHost.Deno, script, name);

    [Fact]
    public void EveryScriptOfTheSuiteHasCases()
    {
        // The harness and what the scripts share have none.
        string[] without = ["harness.js", "sockets.js"];
        ILookup<string, string> cases = ConformanceSuite.Contract().ToLookup(row => row.Data.Item1, row => row.Data.Item2);
        Assert.All(
            Directory.EnumerateFiles(Repository.PathOf("tests/conformance"), "*.js"),
            path => Assert.Equal(!without.Contains(Path.GetFileName(path)), cases.Contains(Path.GetRelativePath(Repository.Root, path))));
        Assert.All(cases, script => Assert.Distinct(script));
    }
}
