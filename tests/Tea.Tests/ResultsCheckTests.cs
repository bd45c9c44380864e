using System.Xml.Linq;
using Xunit;

namespace Tea.Tests;

/// <summary>The check of what ran, on reports of a small repository: a run in which everything is right, and each thing that can be wrong.</summary>
public sealed class ResultsCheckTests : IDisposable
{
    private static readonly (string Class, string Method, string Case)[] suite =
    [
        .. from host in (string[])["ConformanceTests.Runner", "ConformanceTests.PublishedRunner", "ConformanceTests.Node", "ConformanceTests.Bun", "ConformanceTests.Deno",
               "ArmConformanceTests.Node", "ArmConformanceTests.Bun", "ArmConformanceTests.Deno"]
           from name in (string[])["one", "two"]
           select (host.Split('.')[0], host.Split('.')[1], $"tests/conformance/cases.js: {name}"),
        ("ConformanceTests", "Runner", "tests/runner/cases.js: three"),
        ("ConformanceTests", "PublishedRunner", "tests/runner/cases.js: three"),
    ];

    private readonly TemporaryDirectory directory = new();
    private readonly XElement report = new("assemblies");

    public ResultsCheckTests()
    {
        Write("tests/Small.Tests/SmallTests.cs", "");
        Write("tests/Small.Tests/ConformanceTests.cs", "");
        Write("tests/conformance/cases.js", "test(\"one\", () => {});\ntest(\"two\", () => {});\n");
        Write("tests/runner/cases.js", "test(\"three\", () => {});\n");
        Write("tests/expected-skips.txt", "# comment\nSmallTests.IsSkipped | it is too *\n");
        foreach ((string type, string method, string name) in suite)
        {
            Add(type, method, name);
        }

        Add("SmallTests", "Passes", "Some.SmallTests.Passes");
        Add("SmallTests", "IsSkipped", "Some.SmallTests.IsSkipped", skipped: "it is too late");
    }

    public void Dispose() => directory.Dispose();

    [Fact]
    public void ARunWithNothingButExpectedSkipsIsAccepted() => Assert.Equal("", Check().Success);

    [Fact]
    public void ASkipThatIsNotExpectedIsFound()
    {
        Add("SmallTests", "Other", "Some.SmallTests.Other(host: \"bun\")", skipped: "it is too late");
        AssertFound("skipped, though not expected: SmallTests.Other(host: \"bun\") | it is too late");
    }

    [Fact]
    public void ASkipForAnotherReasonThanExpectedIsFound()
    {
        Add("SmallTests", "IsSkipped", "Some.SmallTests.IsSkipped", skipped: "bun is missing");
        AssertFound("skipped, though not expected: SmallTests.IsSkipped | bun is missing");
    }

    [Fact]
    public void ASkippedCaseOfTheSuiteIsFound()
    {
        Result("ConformanceTests", "Bun", "tests/conformance/cases.js: two").ReplaceWith(
            Test("ConformanceTests", "Bun", "tests/conformance/cases.js: two", "skip: no sockets here"));
        AssertFound("skipped, though not expected: ConformanceTests.Bun: tests/conformance/cases.js: two | skip: no sockets here");
    }

    [Fact]
    public void AnExpectedSkipOfATestThatIsNotThereIsFound()
    {
        Write("tests/expected-skips.txt", "SmallTests.IsSkipped | it is too *\nSmallTests.WasRenamed | a reason\n");
        AssertFound("expected to be skipped, but there is no such test: SmallTests.WasRenamed");
    }

    [Fact]
    public void AClassOfWhichNoTestRanIsFound()
    {
        Write("tests/Small.Tests/OtherTests.cs", "");
        AssertFound("no test of OtherTests ran");
    }

    [Fact]
    public void AHostThatMissesACaseIsFound()
    {
        Result("ConformanceTests", "Deno", "tests/conformance/cases.js: two").Remove();
        AssertFound("ConformanceTests.Deno: results of 1 of the 2 cases in tests/conformance");
    }

    [Fact]
    public void AHostThatIsGoneIsFound()
    {
        report.Elements().Where(test => test.Attribute("type")!.Value == "Some.ArmConformanceTests"
            && test.Attribute("method")!.Value == "Bun").Remove();
        AssertFound("ArmConformanceTests.Bun: results of 0 of the 2 cases in tests/conformance");
    }

    private void AssertFound(string problem) => Assert.Equal(problem + "\n", Check().Failure);

    private ProgramResult Check()
    {
        Write("results/report.xml", report.ToString());
        using var program = RunningProgram.Start(Repository.ResultsCheck, directory.FullName, Path.Combine(directory.FullName, "results"));
        return program.WaitForExit();
    }

    private XElement Result(string type, string method, string name) => report.Elements().Single(test =>
        (test.Attribute("type")!.Value, test.Attribute("method")!.Value, test.Attribute("name")!.Value) == ($"Some.{type}", method, name));

    private void Add(string type, string method, string name, string? skipped = null) => report.Add(Test(type, method, name, skipped));

    private static XElement Test(string type, string method, string name, string? skipped) => new(
        "test",
        new XAttribute("type", $"Some.{type}"),
        new XAttribute("method", method),
        new XAttribute("name", name),
        new XAttribute("result", skipped is null ? "Pass" : "Skip"),
        skipped is null ? null : new XElement("reason", skipped));

    private void Write(string file, string text)
    {
        string path = Path.Combine(directory.FullName, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
