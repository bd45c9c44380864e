using Xunit;

namespace Tea.Tests;

/// <summary>TypeScript files, whose types npm's package amaro takes out: the real one.</summary>
public sealed class TypeScriptTests : IDisposable
{
    private readonly ScriptDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void TypesAreTakenOutAndEverythingElseStaysInItsPlace()
    {
        Install();
        directory.Write("lib.mts", "export type Y = number;\nexport function same<T>(value: T): T { return value; }");
        directory.Write("common.cts", "const value: string = 'common'; module.exports = value;");
        directory.Write("node_modules/package/package.json", """{ "type": "module", "exports": "./index.ts" }""");
        directory.Write("node_modules/package/index.ts", "export default 'package' satisfies string;");
        string script = directory.Write("main.ts", """
            import type { Y } from "./none.ts";
            import { same, type Y as Z } from "./lib.mts";
            import common from "./common.cts";
            import name from "package";
            interface Shape { readonly side: number }
            const y: Y = 5 as Y, z = <T,>(value: T) => value;
            console.log(same<Z>(y), common, name, z<string>("äöü€🎉"), (await import("./lib.mts")).same(1));
            function fail(this: void, shape?: Shape): asserts shape is Shape { throw new Error("placed") }
            fail();
            """);
        ProgramResult result = directory.Run(script);
        Assert.Equal((1, "5 common package äöü€🎉 1\n"), (result.ExitCode, result.Output));
        Assert.StartsWith($"Error: placed\n    at fail ({script}:8:74)\n    at {script}:9:1\n", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("main.ts", "\n  enum E { A }", "2:3: TypeScript enum is not supported in strip-only mode")]
    [InlineData("main.cts", "const x: number = ;", "1:19: Expression expected")]
    [InlineData("main.mts", "const x: number = ;", "1:19: Expression expected")]
    public void WhatIsMoreThanTypesNamesItsPlace(string name, string text, string message)
    {
        Install();
        string script = directory.Write(name, text);
        Assert.StartsWith($"Error: {script}:{message}", directory.Run(script).Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutThePackageTheErrorSaysWhatToInstall()
    {
        string script = directory.Write("main.ts", "const x: number = 1;");
        Assert.StartsWith(
            $"Error: {script} is TypeScript: the package amaro takes its types out, and is not installed there (npm install amaro)",
            directory.Run(script).Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void ScriptsDoNotReachThePackagesEngine()
    {
        Install();
        directory.Write("typed.cts", "const value: number = 1; module.exports = value;");
        Assert.Equal("1 undefined\n", directory.Run("-e", """
            const show = console.log;
            WebAssembly.Module = WebAssembly.Instance = Uint8Array.fromBase64 = Reflect.get = undefined;
            global.TextDecoder = global.TextEncoder = undefined;
            show(require("./typed.cts"), require.cache[Object.keys(require.cache).find((path) => path.includes("amaro"))]);
            """).Success);
    }

    private void Install()
    {
        foreach (string file in new[] { "package.json", "dist/package.json", "dist/index.js", "dist/internal.js" })
        {
            directory.Write($"node_modules/amaro/{file}", File.ReadAllText(Require.Installed($"tests/hosts/node_modules/amaro/{file}")));
        }
    }
}
