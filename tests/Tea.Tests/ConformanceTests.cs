using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Xunit;

namespace Tea.Tests;

/// <summary>
/// The conformance suite and the runner's own scripts, each case by its name. The names are read from the source, so that
/// a script that ends early fails the cases that it has not come to.
/// </summary>
public sealed partial class ConformanceTests
{
    private static readonly string[] folders = ["tests/conformance", "tests/runner"];
    private static readonly ConcurrentDictionary<string, Lazy<ScriptRun>> runs = new();

    public static IEnumerable<TheoryDataRow<string, string>> Cases() =>
        from folder in folders
        from path in Directory.EnumerateFiles(Repository.PathOf(folder), "*.js").Order()
        let script = Path.GetRelativePath(Repository.Root, path)
        from Match match in CaseName().Matches(File.ReadAllText(path))
        let name = Unescape(match.Groups[1].Value)
        select new TheoryDataRow<string, string>(script, name) { TestDisplayName = $"{script}: {name}", Label = "" };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Runner(string script, string name)
    {
        ScriptRun run = runs.GetOrAdd(script, path => new Lazy<ScriptRun>(() => Run(path))).Value;
        string outcome = run.OutcomeOf(name);
        if (outcome.StartsWith("skip", StringComparison.Ordinal))
        {
            Assert.Skip(outcome);
        }

        Assert.Equal("ok", outcome);
    }

    [Fact]
    public void EveryScriptOfTheSuiteHasCases()
    {
        // The harness and what the scripts share have none.
        string[] without = ["harness.js", "sockets.js"];
        ILookup<string, string> cases = Cases().ToLookup(row => row.Data.Item1, row => row.Data.Item2);
        Assert.All(
            Directory.EnumerateFiles(Repository.PathOf("tests/conformance"), "*.js"),
            path => Assert.Equal(!without.Contains(Path.GetFileName(path)), cases.Contains(Path.GetRelativePath(Repository.Root, path))));
        Assert.All(cases, script => Assert.Distinct(script));
    }

    private static ScriptRun Run(string script)
    {
        DirectoryInfo temporary = Directory.CreateTempSubdirectory("tea");
        try
        {
            var start = new ProcessStartInfo(Repository.Tea, [Repository.PathOf(script)]);
            start.Environment["TEASOCKET_TMP"] = temporary.FullName;
            using var program = RunningProgram.Start(start);
            return new ScriptRun(program.WaitForExit());
        }
        finally
        {
            temporary.Delete(recursive: true);
        }
    }

    private static string Unescape(string literal) => literal.Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);

    [GeneratedRegex("""^test\("((?:[^"\\]|\\.)*)",""", RegexOptions.Multiline)]
    private static partial Regex CaseName();

    /// <summary>What one run of a script said of its cases (Test Anything Protocol).</summary>
    private sealed partial class ScriptRun
    {
        private readonly Dictionary<string, string> outcomes = [];
        private readonly ProgramResult result;

        public ScriptRun(ProgramResult result)
        {
            this.result = result;
            foreach (Match line in CaseLine().Matches(result.Output))
            {
                outcomes[line.Groups["name"].Value] = line.Groups["skip"].Success ? "skip: " + line.Groups["skip"].Value
                    : line.Groups["not"].Success ? line.Groups["problem"].Value
                    : "ok";
            }
        }

        public string OutcomeOf(string name) => outcomes.TryGetValue(name, out string? outcome) ? outcome
            : $"not reported; exit status {result.ExitCode}. Errors:\n{result.Errors}\nOutput:\n{result.Output}";

        [GeneratedRegex("""^(?<not>not )?ok \d+ - (?<name>.*?)(?: # SKIP (?<skip>.*))?$(?<problem>(?:\n# .*)*)""", RegexOptions.Multiline)]
        private static partial Regex CaseLine();
    }
}
