using System.Diagnostics;
using Xunit;

namespace Tea.Tests;

/// <summary>The command line and the environment of scripts.</summary>
public sealed class RunnerTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void ConsoleTellsWhatASocketIs()
    {
        ProgramResult result = Run("-e", """
            const { Socket } = require("socket");
            const server = new Socket(Socket.PF_INET, Socket.SOCK_STREAM).bind("127.0.0.1").listen();
            console.log(server, { nested: server });
            server.close();
            console.log(server);
            """);
        Assert.Matches(@"^Socket { TCP 127\.0\.0\.1:\d+, fd \d+ } { nested: Socket { TCP 127\.0\.0\.1:\d+, fd \d+ } }\nSocket { closed }\n$", result.Success);
    }

    [Fact]
    public void CodeRunsWithItsArguments() =>
        Assert.Equal("[eval] a -v --help\n", Run("-e", "console.log(system.args.join(' '))", "a", "-v", "--help").Success);

    [Fact]
    public void AScriptRunsWithItsArgumentsEvenIfTheyLookLikeOptions()
    {
        string script = Write("script.js", "system.stdout(system.args.slice(1).join('|'))");
        Assert.Equal("-e|-I|--|x y|-h", Run(script, "-e", "-I", "--", "x y", "-h").Success);
    }

    [Theory]
    [InlineData("-h", "Usage:")]
    [InlineData("--help", "Usage:")]
    [InlineData("-v", "0.")]
    public void HelpAndVersionArePrinted(string option, string expected) =>
        Assert.Contains(expected, Run(option).Success, StringComparison.Ordinal);

    [Fact]
    public void WithoutAScriptItSaysSoAndExits2()
    {
        ProgramResult result = Run();
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("no script given", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void AScriptThatIsMissingIsNamedAndExits1()
    {
        ProgramResult result = Run("missing.js");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("missing.js", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void ADirectoryIsItsIndexOrIsNamedAsOneWithoutIt()
    {
        string folder = directory.CreateSubdirectory("folder").FullName;
        Assert.Equal(
            $"Error: Cannot find module '{folder}' (a directory without an index.js) {{\n  code: 'MODULE_NOT_FOUND'\n}}\n", Run(folder).Failure);
        Write("folder/index.js", "console.log('index')");
        Assert.Equal("index\n", Run(folder).Success);
        Assert.Equal("index\n", Run("folder/index").Success);
    }

    [Fact]
    public void CodeIsReadFromStandardInput()
    {
        const string code = "console.log('read', system.args.join())";
        Assert.Equal("read [stdin]\n", RunInput(code).Success);
        Assert.Equal("read [stdin],a,-b\n", RunInput(code, "-", "a", "-b").Success);
        Assert.Equal("", RunInput("", "-").Success);
        Assert.Contains("[stdin]:1:7", RunInput("throw new Error('x')").Failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1+1", "2\n")]
    [InlineData("({ a: [1, 'x'] })", "{ a: [ 1, 'x' ] }\n")]
    [InlineData("'text'", "text\n")]
    [InlineData("let x = 3; x * 2", "6\n")]
    [InlineData("undefined", "undefined\n")]
    [InlineData("null", "null\n")]
    [InlineData("2n ** 70n", "1180591620717411303424n\n")]
    [InlineData("require('socket').Socket.name", "Socket\n")]
    public void TheValueOfCodeIsPrinted(string code, string expected)
    {
        Assert.Equal(expected, Run("-p", code).Success);
        Assert.Equal(expected, Run("--print", code, "-v").Success);
        Assert.Equal("", Run("-e", code).Success);
    }

    [Fact]
    public void AnUncaughtErrorPrintsItsStackWithFileLineAndColumnAndExits1()
    {
        string script = Write("thrower.js", "function inner() {\n  throw new TypeError('boom');\n}\ninner();\n");
        ProgramResult result = Run(script);
        Assert.Equal(1, result.ExitCode);
        Assert.Equal($"TypeError: boom\n    at inner ({script}:2:9)\n    at Object.<anonymous> ({script}:4:1)\n", result.Errors);
    }

    [Fact]
    public void TheFirstLinesColumnIsRight()
    {
        string script = Write("first é#%.js", "throw new Error('x')");
        Assert.Contains($"{script}:1:7", Run(script).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void ASyntaxErrorNamesItsPlaceInARequiredFileToo()
    {
        string broken = Write("broken.js", "let x = 1;\n  let y = = 2;\n");
        foreach (string script in new[] { broken, Write("requires.js", "require('./broken')") })
        {
            ProgramResult result = Run(script);
            Assert.Equal(1, result.ExitCode);
            Assert.Contains("SyntaxError: Unexpected token '='", result.Errors, StringComparison.Ordinal);
            Assert.Contains($"{broken}:2:11", result.Errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void AnythingCanBeThrown()
    {
        Assert.Equal("Uncaught 5\n", Run("-e", "throw 5").Errors);
        Assert.Equal("Uncaught undefined\n", Run("-e", "throw undefined").Errors);
    }

    [Fact]
    public void AHashBangLineIsSkipped()
    {
        string script = Write("hashbang.js", "#!/usr/bin/env tea\nthrow new Error(require('./other').x)");
        Write("other.js", "#!/usr/bin/env tea\nexports.x = 'found';");
        ProgramResult result = Run(script);
        Assert.Contains("Error: found", result.Errors, StringComparison.Ordinal);
        Assert.Contains($"{script}:2:7", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void ExitEndsTheScriptWithItsStatusAfterOnexit()
    {
        ProgramResult result = Run("-e", "onexit(() => console.log('bye')); try { exit(7); } finally { console.log('not reached'); }");
        Assert.Equal((7, "bye\n"), (result.ExitCode, result.Output));
    }

    [Fact]
    public void OnexitIsCalledAtTheEndAndAfterAnError()
    {
        Assert.Equal("1\n2\n", Run("-e", "onexit(() => console.log(1)); onexit(() => console.log(2))").Success);
        ProgramResult failed = Run("-e", "onexit(() => console.log('cleaned')); throw new Error('x')");
        Assert.Equal((1, "cleaned\n"), (failed.ExitCode, failed.Output));
    }

    [Theory]
    [InlineData("exit(256)")]
    [InlineData("exit(-1)")]
    [InlineData("exit(1.5)")]
    [InlineData("exit('x')")]
    public void AWrongExitStatusIsARangeError(string code) =>
        Assert.StartsWith("RangeError", Run("-e", code).Errors, StringComparison.Ordinal);

    [Fact]
    public void InputIsReadAsBytesAndLines()
    {
        const string code = """
            const line = system.stdin.readLine();
            const bytes = system.stdin.read(4);
            const rest = system.stdin.read();
            console.log(JSON.stringify([line, bytes.length, bytes.toString(), rest.toString(), system.stdin.readLine(), system.stdin.read(5).length]));
            """;
        using var program = RunningProgram.Tea("-e", code);
        program.Input.Write("first é\nšžx");
        program.Input.Write("\nrest\nof it");
        Assert.Equal("""["first é\n",4,"šž","x\nrest\nof it","",0]""" + "\n", program.WaitForExit().Success);
    }

    [Fact]
    public void OutputGoesToItsStreamAsTextOrBytes()
    {
        const string code = """
            system.stdout("a"); system.stdout.write("b"); system.stdout.writeLine("č"); system.stdout.writeLine(Buffer.from([0x64]));
            system.stdout.flush(); system.stderr("e"); system.stderr.write(Buffer.from("f")); system.stderr.writeLine(1); system.stderr.flush();
            """;
        ProgramResult result = Run("-e", code);
        Assert.Equal(("abč\nd\n", "ef1\n"), (result.Output, result.Errors));
    }

    [Fact]
    public void ConsoleFormatsAsNodeDoes()
    {
        const string code = """
            console.log("%s is %d years and %j", "Bob", 42, { a: 1 }, [1, "x", null], undefined);
            console.log({ a: { b: { c: { d: 1 } } }, f() {}, s: Symbol("q"), m: new Map([[1, "y"]]) });
            console.log(Buffer.from("hi"), new Set([1]), [ , 1], -0, 10n, new Uint8Array(2));
            const ring = { name: "ring" }; ring.self = ring; console.log(ring);
            console.error("to stderr");
            """;
        ProgramResult result = Run("-e", code);
        Assert.Equal("to stderr\n", result.Errors);
        Assert.Equal(
            "Bob is 42 years and {\"a\":1} [ 1, 'x', null ] undefined\n"
            + "{\n  a: { b: { c: [Object] } },\n  f: [Function: f],\n  s: Symbol(q),\n  m: Map(1) { 1 => 'y' }\n}\n"
            + "<Buffer 68 69> Set(1) { 1 } [ <empty>, 1 ] -0 10n Uint8Array(2) [ 0, 0 ]\n"
            + "{ name: 'ring', self: [Circular] }\n",
            result.Output);
    }

    [Fact]
    public void TheEnvironmentDirectoryAndProcessAreKnown()
    {
        var start = new ProcessStartInfo(Repository.Tea, ["-e", "console.log(system.env.TEA_TEST, system.getcwd(), system.getpid())"]);
        start.Environment["TEA_TEST"] = "žluť";
        start.WorkingDirectory = directory.FullName;
        using var program = RunningProgram.Start(start);
        Assert.Equal($"žluť {directory.FullName} {program.Id}\n", program.WaitForExit().Success);
    }

    [Fact]
    public void SleepTakesFractionsAndRejectsNonsense()
    {
        Assert.Equal("done\n", Run("-e", "system.sleep(0.001); system.usleep(10); system.sleep(0); console.log('done')").Success);
        Assert.StartsWith("RangeError", Run("-e", "system.sleep(-1)").Errors, StringComparison.Ordinal);
        Assert.StartsWith("RangeError", Run("-e", "system.usleep('x')").Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void GlobalIsTheGlobalObject() =>
        Assert.Equal("true 5 function\n", Run("-e", "global.five = 5; console.log(global === globalThis, five, typeof Buffer)").Success);

    private ProgramResult Run(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Repository.Tea, arguments) { WorkingDirectory = directory.FullName };
        using var program = RunningProgram.Start(start);
        return program.WaitForExit();
    }

    private static ProgramResult RunInput(string input, params IEnumerable<string> arguments)
    {
        using var program = RunningProgram.Tea(arguments);
        program.Input.Write(input);
        return program.WaitForExit();
    }

    private string Write(string name, string content)
    {
        string path = Path.Combine(directory.FullName, name);
        File.WriteAllText(path, content);
        return path;
    }
}
