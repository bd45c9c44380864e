using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Xunit;

namespace Tea.Tests;

/// <summary>
/// The scripts of the conformance suite and of the runner's modules, each case by its name. The names are read from the source,
/// so that a script that ends early fails the cases that it has not come to.
/// </summary>
internal static partial class ConformanceSuite
{
    /// <summary>After how long an emulated host that has not ended is taken to stand still.</summary>
    private static readonly TimeSpan emulated = TimeSpan.FromMinutes(2);

    private static readonly ConcurrentDictionary<(string Host, string Script), Lazy<ScriptRun>> runs = new();

    /// <summary>The contract: every host passes it.</summary>
    public static IEnumerable<TheoryDataRow<string, string>> Contract() => CasesIn("tests/conformance");

    /// <summary>What the runner has beside the module.</summary>
    public static IEnumerable<TheoryDataRow<string, string>> RunnerModules() => CasesIn("tests/runner");

    /// <summary>Fails unless a case passes in the runner.</summary>
    public static void Judge(string script, string name) => Judge("runner", script, name, path => [Repository.Tea, path], module: null);

    /// <summary>Fails unless a case passes in the runner as it is given away.</summary>
    public static void JudgePublished(string script, string name)
    {
        string program = Require.PublishedTea();
        Judge("published", script, name, path => [program, path], module: null);
    }

    /// <summary>Fails unless a case passes in one of the hosts that load the module.</summary>
    public static void Judge(string host, string script, string name)
    {
        // A skip inside would be taken for all time: what is needed is asked for first.
        string[] command = ScriptHost.Command(host);
        Judge(host, script, name, path => [.. command, path], ScriptHost.Module(host));
    }

    private static IEnumerable<TheoryDataRow<string, string>> CasesIn(string folder) =>
        from path in Directory.EnumerateFiles(Repository.PathOf(folder), "*.js").Order()
        let script = Path.GetRelativePath(Repository.Root, path)
        from Match match in CaseName().Matches(File.ReadAllText(path))
        let name = Unescape(match.Groups[1].Value)
        select new TheoryDataRow<string, string>(script, name) { TestDisplayName = $"{script}: {name}", Label = "" };

    private static void Judge(string host, string script, string name, Func<string, string[]> command, string? module)
    {
        ScriptRun run = runs.GetOrAdd((host, script), key => new Lazy<ScriptRun>(() => ScriptHost.IsEmulated(host)
            ? RunEmulated(key.Script, command, module) : Run(key.Script, command, module))).Value;
        string outcome = run.OutcomeOf(name);
        if (outcome.StartsWith("skip", StringComparison.Ordinal))
        {
            Assert.Skip(outcome);
        }

        Assert.Equal("ok", outcome);
    }

    /// <summary>
    /// Once in about a thousand runs the emulator has stood still before the first case was run; so one is run again that has not ended. What hangs
    /// by itself hangs twice.
    /// </summary>
    private static ScriptRun RunEmulated(string script, Func<string, string[]> command, string? module)
    {
        try
        {
            return Run(script, command, module, emulated);
        }
        catch (TimeoutException e)
        {
            TestContext.Current.AddWarning($"{script} did not end under the emulator, and was run again. {e.Message}");
            return Run(script, command, module);
        }
    }

    private static ScriptRun Run(string script, Func<string, string[]> command, string? module, TimeSpan? most = null)
    {
        using var temporary = new TemporaryDirectory();
        string path = module is null ? Repository.PathOf(script) : BesideModule(script, temporary, module);
        string[] words = command(path);
        var start = new ProcessStartInfo(words[0], words[1..]);
        start.Environment["TEASOCKET_TMP"] = temporary.FullName;
        using var program = RunningProgram.Start(start);
        return new ScriptRun(program.WaitForExit(most));
    }

    /// <summary>Copies the suite, unchanged, to where <c>require("socket")</c> finds the module: the way that all hosts share.</summary>
    private static string BesideModule(string script, TemporaryDirectory directory, string module)
    {
        string source = Path.GetDirectoryName(Repository.PathOf(script))!;
        foreach (string file in Directory.EnumerateFiles(source))
        {
            File.Copy(file, Path.Combine(directory.FullName, Path.GetFileName(file)));
        }

        DirectoryInfo package = directory.CreateSubdirectory("node_modules/socket");
        File.WriteAllText(Path.Combine(package.FullName, "package.json"), """{ "name": "socket", "version": "0.0.0", "main": "index.js" }""");
        File.WriteAllText(Path.Combine(package.FullName, "index.js"), $"process.dlopen(module, {System.Text.Json.JsonSerializer.Serialize(module)});\n");
        return Path.Combine(directory.FullName, Path.GetFileName(script));
    }

    private static string Unescape(string literal) => literal.Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);

    [GeneratedRegex("""^test\w*\("((?:[^"\\]|\\.)*)",""", RegexOptions.Multiline)]
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
