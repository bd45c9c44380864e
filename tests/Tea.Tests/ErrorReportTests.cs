using Xunit;

namespace Tea.Tests;

/// <summary>What is printed of an error that nobody caught.</summary>
public sealed class ErrorReportTests : IDisposable
{
    private readonly ScriptDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void TheImportingFileIsNamed()
    {
        string main = directory.Write("main.mjs", "import './nope.mjs';");
        Assert.Equal($"Error: Cannot find module './nope.mjs' imported from {main} {{\n  code: 'ERR_MODULE_NOT_FOUND'\n}}\n", directory.Run(main).Failure);
        string inner = directory.Write("inner.mjs", "import 'nope';");
        Assert.StartsWith(
            $"Error: Cannot find module 'nope' imported from {inner} ",
            directory.Run(directory.Write("outer.mjs", "import './inner.mjs';")).Failure, StringComparison.Ordinal);
        string dynamic = directory.Write("dynamic.mjs", "try { await import('./nope.mjs'); } catch (e) { console.log(e.message, e.code, e instanceof Error); }");
        Assert.Equal($"Cannot find module './nope.mjs' imported from {dynamic} ERR_MODULE_NOT_FOUND true\n", directory.Run(dynamic).Success);
        string require = directory.Write("require.js", "require('./nope')");
        Assert.StartsWith($"Error: Cannot find module './nope' required from {require}\n", directory.Run(require).Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void ASyntaxErrorInAnImportedFileNamesItsPlace()
    {
        string broken = directory.Write("broken.mjs", "let x = 1;\n  let y = = 2;\n");
        foreach (string code in new[] { "import './broken.mjs';", "await import('./broken.mjs');" })
        {
            Assert.Contains($"{broken}:2:11", directory.Run(directory.Write("main.mjs", code)).Failure, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void WhatAnErrorCarriesIsPrintedAsNodeDoes()
    {
        string script = directory.Write("main.js", """
            const inner = new TypeError("inner", { cause: { x: 1 } });
            throw Object.assign(new Error("outer", { cause: inner }), { code: "E_OUTER", port: 80 });
            """);
        Assert.Equal(
            $$"""
            Error: outer
                at Object.<anonymous> ({{script}}:2:21) {
              code: 'E_OUTER',
              port: 80,
              [cause]: TypeError: inner
                  at Object.<anonymous> ({{script}}:1:15) {
                [cause]: { x: 1 }
              }
            }

            """,
            directory.Run(script).Failure);
    }

    [Fact]
    public void AnAggregateErrorsErrorsArePrinted() => Assert.Matches(
        @"^AggregateError: both\n.*\{\n  \[errors\]: \[\n    Error: one\n        at .*,\n    2\n  \]\n\}\n$",
        directory.Run("-e", "throw new AggregateError([new Error('one'), 2], 'both')").Failure);

    [Fact]
    public void TheConsoleShowsErrorsInTheSameWay() => Assert.Matches(
        @"^\{\n  e: Error: m\n      at .*\{\n    code: 'E',\n    \[cause\]: 'why'\n  \}\n\}\n$",
        directory.Run("-e", "console.log({ e: Object.assign(new Error('m', { cause: 'why' }), { code: 'E' }) })").Success);

    [Theory]
    [InlineData("throw { a: 1, b: [2] }", "Uncaught:\n{ a: 1, b: [ 2 ] }\n")]
    [InlineData("throw 'text'", "Uncaught 'text'\n")]
    [InlineData("throw null", "Uncaught null\n")]
    [InlineData("throw Symbol('s')", "Uncaught Symbol(s)\n")]
    [InlineData("throw function f() {}", "Uncaught:\n[Function: f]\n")]
    [InlineData("throw Object.create(null)", "Uncaught:\n[Object: null prototype] {}\n")]
    [InlineData("throw new Proxy({}, { get() { throw 1; }, getPrototypeOf() { throw 2; } })", "Uncaught:\n[object that cannot be shown]\n")]
    [InlineData("throw { toString() { throw 1; }, get constructor() { throw 2; } }", "Uncaught:\n[object that cannot be shown]\n")]
    [InlineData("throw Object.defineProperty(new Error('m'), 'stack', { get() { throw 1; } })", "[Error: m]\n")]
    [InlineData("throw Object.defineProperty(new Error('m'), 'stack', { value: Symbol() })", "[Error: m]\n")]
    public void AnythingCanBeThrownAndIsShown(string code, string expected) =>
        Assert.Equal(expected, directory.Run("-e", code).Failure);

    [Theory]
    [InlineData("global.system = 1")]
    [InlineData("delete global.system; delete global.console; delete global.Buffer; delete global.Object; delete global.JSON")]
    [InlineData("Array.prototype.map = Array.prototype.filter = Array.prototype.reduce = () => { throw 1; }")]
    [InlineData("String.prototype.split = String.prototype.replace = RegExp.prototype.test = RegExp.prototype.exec = undefined")]
    [InlineData("Object.keys = Object.getOwnPropertyDescriptor = JSON.stringify = () => { throw 1; }")]
    [InlineData("Array.prototype[Symbol.iterator] = undefined")]
    [InlineData("Object.defineProperty(Object.prototype, 'then', { get() { throw 1; } })")]
    [InlineData("Object.prototype.stack = 5; Object.prototype.cause = 6")]
    [InlineData("Error.prepareStackTrace = () => { throw 1; }")]
    [InlineData("Error.stackTraceLimit = 0")]
    [InlineData("Map.prototype.get = Set.prototype.has = Promise.prototype.then = Promise.reject = undefined")]
    public void AReportNeverFailsItself(string before)
    {
        ProgramResult result = directory.Run("-e", before + "; throw new Error('still here')");
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains("still here", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void ALongChainOfCausesIsCut() =>
        Assert.StartsWith("Error: last\n", directory.Run("-e", """
            let error = new Error("first");
            for (let i = 0; i < 20000; i++) error = new Error("next", { cause: error });
            throw new Error("last", { cause: error });
            """).Failure, StringComparison.Ordinal);
}
