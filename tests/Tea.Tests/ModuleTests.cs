using System.Diagnostics;
using Xunit;

namespace Tea.Tests;

/// <summary>require, the search path and ES modules.</summary>
public sealed class ModuleTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void RelativeAbsoluteAndBuiltInModulesAreFound()
    {
        string absolute = Write("lib/absolute.js", "module.exports = 'absolute';");
        Write("lib/relative.js", "exports.up = require('../up').value; exports.file = __filename; exports.dir = __dirname;");
        Write("up.js", "exports.value = 'up';");
        Write("lib/index.js", "exports.index = true;");
        Write("data.json", """{ "json": [1, 2] }""");
        Assert.Equal(
            $"absolute up {Path.Combine(directory.FullName, "lib", "relative.js")} {Path.Combine(directory.FullName, "lib")} true [ 1, 2 ] function function function object\n",
            Run($$"""
                const relative = require("./lib/relative");
                console.log(require({{Quote(absolute)}}), relative.up, relative.file, relative.dir, require("./lib").index, require("./data.json").json,
                  typeof require("socket").Socket, typeof require("binary").Buffer, typeof require("eventloop").run, typeof require("system"));
                """));
    }

    [Fact]
    public void ABuiltInNameIsNotLookedUpInTheSearchPath()
    {
        Write("path/socket.js", "exports.fake = true;");
        Assert.Equal("undefined\n", Run("console.log(require('socket').fake)", ["-I", Path.Combine(directory.FullName, "path")]));
    }

    [Fact]
    public void TheSearchPathIsThatOfTheOptionsThenOfTheVariable()
    {
        foreach (string name in new[] { "one", "two", "three" })
        {
            Write($"{name}/{name}.js", $"module.exports = '{name}';");
            Write($"{name}/same.js", $"module.exports = 'same of {name}';");
        }

        string variable = Path.Combine(directory.FullName, "three");
        Assert.Equal(
            "one two three same of two\n",
            Run("console.log(require('one'), require('two'), require('three'), require('same'))", ["-I", "two", "-I", "one"], variable));
    }

    [Fact]
    public void AModuleRunsOnceAndACycleSeesTheExportsSoFar()
    {
        Write("a.js", "exports.early = 1; exports.b = require('./b').seen; exports.late = 2; global.runs = (global.runs || 0) + 1;");
        Write("b.js", "exports.seen = Object.keys(require('./a')).join();");
        Assert.Equal("early true 1\n", Run("console.log(require('./a').b, require('./a.js') === require('./a'), runs)"));
    }

    [Fact]
    public void AModuleThatThrowsRunsAgainNextTime()
    {
        Write("moody.js", "global.tries = (global.tries || 0) + 1; if (tries < 2) throw new Error('not yet'); exports.ok = tries;");
        Assert.Equal("not yet 2\n", Run("try { require('./moody') } catch (e) { console.log(e.message, require('./moody').ok) }"));
    }

    [Fact]
    public void AMissingModuleIsNamed() =>
        Assert.Equal(
            "MODULE_NOT_FOUND Cannot find module './nothing'",
            Run("try { require('./nothing') } catch (e) { system.stdout(e.code + ' ' + e.message.slice(0, 30)) }"));

    [Fact]
    public void TheMainModuleKnowsItself()
    {
        string script = Write("main.js", "console.log(require.main === module, module.id, module.filename === __filename, this === exports)");
        using var program = RunningProgram.Tea(script);
        Assert.Equal("true . true true\n", program.WaitForExit().Success);
    }

    [Fact]
    public void AnEsModuleRunsAndImportsBuiltInsAndFiles()
    {
        Write("helper.mjs", "export const value = 'imported';");
        string script = Write("main.mjs", """
            import { Socket, SocketError } from "socket";
            import socket from "socket";
            import { Poller } from "teasocket";
            import { Buffer as B } from "binary";
            import { setTimeout, run } from "eventloop";
            import { value } from "./helper.mjs";
            setTimeout(() => console.log("tick"), 1);
            run();
            console.log(value, socket.Socket === Socket, typeof SocketError, B === Buffer, require("socket").Socket === Socket,
              Poller === socket.Poller, require("teasocket") === require("socket"));
            """);
        using var program = RunningProgram.Tea(script);
        Assert.Equal("tick\nimported true function true true true true\n", program.WaitForExit().Success);
    }

    [Fact]
    public void AnErrorInAnEsModulePrintsItsPlaceAndExits1()
    {
        string script = Write("thrower.mjs", "const x = 1;\n\n  throw new RangeError('in a module');\n");
        using var program = RunningProgram.Tea(script);
        ProgramResult result = program.WaitForExit();
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("RangeError: in a module", result.Errors, StringComparison.Ordinal);
        Assert.Contains($"{script}:3:9", result.Errors, StringComparison.Ordinal);
    }

    private static string Quote(string text) => $"\"{text}\"";

    private string Run(string code, string[]? options = null, string variable = "")
    {
        var start = new ProcessStartInfo(Repository.Tea, [.. options ?? [], "-e", code]) { WorkingDirectory = directory.FullName };
        start.Environment["TEA_PATH"] = variable;
        using var program = RunningProgram.Start(start);
        return program.WaitForExit().Success;
    }

    private string Write(string name, string content)
    {
        string path = Path.Combine(directory.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }
}
