using System.Globalization;
using Xunit;

namespace Tea.Tests;

/// <summary>--watch: the script runs again when one of its files changes.</summary>
public sealed class WatchTests : IDisposable
{
    private const string Wait = "new (require('socket').Socket)(2, 1).bind('127.0.0.1').listen().accept();";

    private readonly ScriptDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void AScriptThatWaitsInACallEndsAndRunsAgain()
    {
        string script = directory.Write("script.js", "console.log('one', system.args.slice(1).join()); " + Wait);
        using var program = RunningProgram.Tea("--watch", script, "a", "--watch");
        program.WaitForLine("one a,--watch");
        directory.Write("script.js", "console.log('second', system.env.TEA_WATCHED_BY); for (;;);");
        program.WaitForLine("second undefined");
        directory.Write("script.js", "console.log('third one'); throw new Error('ends')");
        program.WaitForLine("third one");
        program.WaitForErrorLine("tea: ended with status 1; waiting for changes");
        directory.Write("script.js", "console.log('fourth')");
        program.WaitForLine("fourth");
        program.WaitForErrorLine($"tea: {script} has changed: running again");
    }

    [Theory]
    [InlineData("script.js", "required.js", "require('./required')", "console.log('{0}');")]
    [InlineData("script.js", "lib/data.json", "console.log(require('./lib/data').is)", "{{ \"is\": \"{0}\" }}")]
    [InlineData("script.mjs", "lib/imported.mjs", "import './lib/imported.mjs'", "console.log('{0}')")]
    [InlineData("script.mjs", "lib/imported.mjs", "await import('./lib/imported.mjs')", "console.log('{0}')")]
    [InlineData("script.mjs", "lib/data.json", "import data from './lib/data.json' with { type: 'json' }; console.log(data.is)", "{{ \"is\": \"{0}\" }}")]
    [InlineData("script.mjs", "lib/common.cjs", "import './lib/common.cjs'", "console.log('{0}')")]
    [InlineData("script.js", "node_modules/package/index.mjs", "require('package/index.mjs')", "console.log('{0}')")]
    public void AFileThatItRequiresOrImportsChanges(string name, string other, string code, string content)
    {
        string Of(string word) => string.Format(CultureInfo.InvariantCulture, content, word);
        directory.Write(other, Of("one"));
        using var program = RunningProgram.Tea("--watch", directory.Write(name, code));
        program.WaitForLine("one");
        directory.Write(other, Of("second"));
        program.WaitForLine("second");
        string replacement = directory.Write(other + ".new", Of("the third"));
        File.Move(replacement, Path.Combine(directory.Path, other), overwrite: true); // as many editors do
        program.WaitForLine("the third");
    }

    [Fact]
    public void ThePackageJsonThatLedToAFileChanges()
    {
        void Lead(string file) => directory.Write("node_modules/package/package.json", $$"""{ "exports": "./{{file}}.js" }""");
        directory.Write("node_modules/package/one.js", "console.log('one');");
        directory.Write("node_modules/package/second.js", "console.log('second');");
        Lead("one");
        using var program = RunningProgram.Tea("--watch", directory.Write("script.js", "require('package')"));
        program.WaitForLine("one");
        Lead("second");
        program.WaitForLine("second");
    }

    [Fact]
    public void WhereTheSystemLetsNothingBeWatchedItIsSaid()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the limit is Linux's");
        _ = Require.Tool("unshare");
        string script = directory.Write("script.js", "console.log('one')");
        const string limited = "echo 0 > /proc/sys/user/max_inotify_instances; exec \"$0\" --watch \"$1\"";
        ProgramResult ended = directory.Shell($"exec unshare --user --map-root-user bash -c '{limited}' \"$0\" \"$1\"", script);
        Assert.Equal((2, ""), (ended.ExitCode, ended.Output));
        Assert.Matches($"^tea: {script} cannot be watched: .*inotify.*\n$", ended.Errors);
    }

    [Fact]
    public void AScriptThatIsNotThereYetIsWaitedFor()
    {
        string script = Path.Combine(directory.Path, "late.js");
        using var program = RunningProgram.Tea("--watch", script);
        program.WaitForErrorLine("waiting for changes");
        directory.Write("late.js", "console.log('there')");
        program.WaitForLine("there");
    }

    [Theory]
    [InlineData("TERM", 143)]
    [InlineData("INT", 130)]
    public void ASignalEndsItWithItsScript(string signal, int status)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are POSIX's");
        string script = directory.Write("script.js", "console.log('process', system.getpid()); " + Wait);
        using var program = RunningProgram.Tea("--watch", script);
        int id = int.Parse(program.WaitForLine("process").Split(' ')[1], CultureInfo.InvariantCulture);
        program.Signal(signal);
        Assert.Equal(status, program.WaitForExit().ExitCode);
        Assert.False(Directory.Exists($"/proc/{id}"));
    }

    [Theory]
    [InlineData("-e", "1")]
    [InlineData("-")]
    [InlineData]
    public void WithoutAFileThereIsNothingToWatch(params string[] arguments)
    {
        ProgramResult result = directory.Run(["--watch", .. arguments]);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("--watch needs a script in a file.", result.Errors, StringComparison.Ordinal);
    }
}
