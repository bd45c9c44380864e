using System.Diagnostics;
using Xunit;

namespace Tea.Tests;

/// <summary>import(), JSON modules, CommonJS and ES modules from each other, and import.meta.</summary>
public sealed class ImportTests : IDisposable
{
    private readonly ScriptDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Theory]
    [InlineData("lib/main.mjs")]
    [InlineData("lib/main.js")]
    public void ImportFindsWhatTheImportingFileSees(string name)
    {
        directory.Write("lib/near.mjs", "export default 'near';");
        directory.Write("near.mjs", "export default 'not this one';");
        directory.Write("lib/node_modules/bare/index.js", "module.exports = 'bare';");
        string script = directory.Write(name, """
            (async () => {
              const near = await import("./near.mjs");
              console.log(near.default, near === await import("../lib/near.mjs"), (await import("bare")).default);
              for (const builtIn of ["socket", "teasocket", "binary", "system", "eventloop", "tls"]) {
                const { default: value, ...names } = await import(builtIn);
                console.log(builtIn, value === require(builtIn), Object.keys(names).every((key) => names[key] === value[key]));
              }
              await import("./none.mjs").catch((error) => console.log(error.code, error.message));
              await import("nothing").catch((error) => console.log(error.code, error.message));
              await import("https://localhost/x.mjs").catch((error) => console.log(error.code, error.message));
            })();
            """);
        Assert.Equal(
            $"""
            near true bare
            socket true true
            teasocket true true
            binary true true
            system true true
            eventloop true true
            tls true true
            ERR_MODULE_NOT_FOUND Cannot find module './none.mjs' imported from {script}
            ERR_MODULE_NOT_FOUND Cannot find module 'nothing' imported from {script}
            ERR_UNSUPPORTED_ESM_URL_SCHEME Only URLs of files can be imported, not 'https://localhost/x.mjs', imported from {script}

            """,
            directory.Run(script).Success);
    }

    [Fact]
    public void JsonIsTheSameObjectHoweverItIsAskedFor()
    {
        directory.Write("data.json", """{ "list": [1, 2] }""");
        string script = directory.Write("main.mjs", """
            import data, * as all from "./data.json" with { type: "json" };
            import plain from "./data.json";
            const later = await import("./data.json", { with: { type: "json" } });
            console.log(data, data === plain, later.default === data, require("./data.json") === data, Object.keys(all).join());
            """);
        Assert.Equal("{ list: [ 1, 2 ] } true true true default\n", directory.Run(script).Success);
    }

    [Theory]
    [InlineData("{\n  \"é\": tru\n}", "2:11")]
    [InlineData("", "1:1")]
    [InlineData("{\"a\": 1,}", "1:9")]
    [InlineData("[1, [2, [3]", "1:12")]
    public void BrokenJsonNamesFileAndPlace(string content, string place)
    {
        string broken = directory.Write("broken.json", content);
        foreach (string script in new[]
        {
            directory.Write("require.js", "require('./broken.json')"), directory.Write("import.mjs", "import './broken.json' with { type: 'json' }"), broken,
        })
        {
            Assert.StartsWith($"SyntaxError: {broken}:{place}: ", directory.Run(script).Failure, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void CommonJsGivesItsExportsByNameAndWhole()
    {
        directory.Write("lib.cjs", """
            "use strict";
            exports.one = 1; module.exports.two = 2; exports["with space"] = 3; exports.default = "own";
            Object.defineProperty(exports, "__esModule", { value: true });
            Object.defineProperty(exports, "four", { enumerable: true, get: () => 4 });
            """);
        directory.Write("object.cjs", "module.exports = { a: 1, b, 'c': 3, ...require('./lib.cjs') }; function b() {}");
        directory.Write("compiled.cjs", """
            var __exportStar = (from, to) => { for (const key in from) if (key !== "default") to[key] = from[key]; };
            __exportStar(require("./lib.cjs"), exports);
            var _object = require("./object.cjs");
            Object.keys(_object).forEach(function (key) { if (key === "default") return; exports[key] = _object[key]; });
            """);
        directory.Write("bundled.cjs", "const own = { x: 1, y: 2 }; module.exports = own; 0 && (module.exports = { x, y });");
        directory.Write("throws.cjs", "Object.defineProperty(exports, 'throws', { get() { throw 1; } });");
        directory.Write("nothing.cjs", "exports.x = 1; module.exports = null;");
        string script = directory.Write("main.mjs", """
            import lib, { one, two, "with space" as three, four } from "./lib.cjs";
            import { throws } from "./throws.cjs";
            import * as object from "./object.cjs";
            import * as compiled from "./compiled.cjs";
            import { x, y } from "./bundled.cjs";
            import nothing, { x as none } from "./nothing.cjs";
            console.log(lib === require("./lib.cjs"), lib.default, one, two, three, four, throws);
            console.log(Object.keys(object).join(), object.a, object.c, object.one);
            console.log(Object.keys(compiled).join(), compiled.four, compiled.a);
            console.log(x, y, nothing, none);
            """);
        directory.Write("late.mjs", "console.log('first'); export {};");
        string order = directory.Write("order.mjs", "import './late.mjs'; import './runs.cjs'; console.log('third');");
        directory.Write("runs.cjs", "console.log('second');");
        Assert.Equal("first\nsecond\nthird\n", directory.Run(order).Success);
        Assert.Equal(
            """
            true own 1 2 3 4 undefined
            __esModule,a,b,c,default,four,one,two,with space 1 3 1
            __esModule,a,b,c,default,four,one,two,with space 4 1
            1 2 null undefined

            """,
            directory.Run(script).Success);
    }

    [Fact]
    public void RequireGivesTheNamespaceOfAnEsModule()
    {
        directory.Write("standard.mjs", "export const value = 1; export default 2; console.log('evaluated');");
        directory.Write("awaits.mjs", "await 1; export const value = 3;");
        string script = directory.Write("main.js", """
            const standard = require("./standard.mjs");
            console.log(standard.value, standard.default, standard === require("./standard"));
            import("./standard.mjs").then((namespace) => console.log(namespace === standard));
            try { require("./awaits.mjs"); } catch (error) { console.log(error.code, error.message.replace(__dirname, "")); }
            import("./awaits.mjs").then(({ value }) => console.log(value));
            """);
        Assert.Equal(
            "evaluated\n1 2 true\nERR_REQUIRE_ASYNC_MODULE /awaits.mjs awaits at its top level, and cannot be required: use import()\ntrue\n3\n",
            directory.Run(script).Success);
    }

    [Fact]
    public void TheTypeOfThePackageTellsWhatAFileIs()
    {
        directory.Write("package.json", """{ "type": "module" }""");
        directory.Write("standard.js", "export default typeof module;");
        directory.Write("common.cjs", "module.exports = typeof module;");
        directory.Write("old/package.json", """{ "type": "commonjs" }""");
        directory.Write("old/common.js", "module.exports = typeof module;");
        directory.Write("node_modules/untyped/package.json", "{}");
        directory.Write("node_modules/untyped/index.js", "export default 'by its syntax';");
        string script = directory.Write("main.js", """
            import standard from "./standard.js";
            import common from "./common.cjs";
            import old from "./old/common.js";
            import untyped from "untyped";
            console.log(standard, common, old, untyped, await 1);
            """);
        Assert.Equal("undefined object object by its syntax 1\n", directory.Run(script).Success);
        string untyped = directory.Write("node_modules/untyped/main.js", "import own from './index.js'; console.log(own, require('untyped').default);");
        Assert.Equal("by its syntax by its syntax\n", directory.Run(untyped).Success);
        directory.Write("package.json", "{ \"type\": ");
        Assert.StartsWith(
            $"Error: Invalid package configuration {Path.Combine(directory.Path, "package.json")}: it is no JSON, at 1:11",
            directory.Run(script).Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void ACycleSeesWhatIsThereAlready()
    {
        directory.Write("other.mjs", "import * as main from './main.mjs'; export const other = () => main.value; export const early = main.hoisted();");
        directory.Write("common.cjs", """
            const main = require("./main.mjs");
            try { main.value; } catch (error) { exports.error = error.name; }
            exports.hoisted = main.hoisted();
            exports.later = () => require("./main.mjs").value;
            """);
        string script = directory.Write("main.mjs", """
            import { other, early } from "./other.mjs";
            import common from "./common.cjs";
            export const value = "value";
            export function hoisted() { return "hoisted"; }
            console.log(early, other(), common.error, common.hoisted, common.later());
            """);
        Assert.Equal("hoisted value ReferenceError hoisted value\n", directory.Run(script).Success);
    }

    [Fact]
    public void AModuleThatThrowsThrowsTheSameErrorEachTime()
    {
        directory.Write("thrower.mjs", "throw new Error('evaluated');");
        directory.Write("above.mjs", "import './thrower.mjs';");
        string script = directory.Write("main.mjs", """
            const errors = [];
            for (const name of ["./thrower.mjs", "./thrower.mjs", "./above.mjs"]) {
              await import(name).catch((error) => errors.push(error));
              try { require(name); } catch (error) { errors.push(error); }
            }
            console.log(errors.length, errors.every((error) => error === errors[0]), errors[0].message);
            """);
        Assert.Equal("6 true evaluated\n", directory.Run(script).Success);
    }

    [Fact]
    public void ImportMetaIsNodesInAnyDirectory()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "names of files have no such characters there");
        string node = Require.Tool("node");
        const string name = "a b%20#?é'\"<>`{}|~[]@+,;=&$!()*^";
        directory.Write($"{name}/there.mjs", "export default 'there';");
        directory.Write("node_modules/package/index.js", "module.exports = 'package';");
        string script = directory.Write($"{name}/main.mjs", """
            const { dirname, filename, resolve, url } = import.meta;
            console.log(Object.keys(import.meta).join(), dirname, filename, url);
            console.log(resolve("./there.mjs"), resolve("../none.mjs"), resolve("package"), (await import(resolve("./there.mjs"))).default);
            try { resolve("nothing"); } catch (error) { console.log(error.code); }
            """);
        using var inNode = RunningProgram.Start(new ProcessStartInfo(node, [script]));
        Assert.Equal(inNode.WaitForExit().Success, directory.Run(script).Success);
    }

    [Fact]
    public void AFileBehindALinkIsTheFile()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a privilege there");
        string real = directory.Write("packages/real/index.mjs", "export const url = import.meta.url; export { default } from 'dependency';");
        directory.Write("packages/real/package.json", """{ "exports": "./index.mjs" }""");
        directory.Write("packages/real/node_modules/dependency/index.js", "module.exports = 'of the real directory';");
        Directory.CreateDirectory(Path.Combine(directory.Path, "node_modules"));
        Directory.CreateSymbolicLink(Path.Combine(directory.Path, "node_modules/linked"), "../packages/real");
        File.CreateSymbolicLink(Path.Combine(directory.Path, "link.mjs"), "packages/real/index.mjs");
        string script = directory.Write("main.mjs", """
            import * as linked from "linked";
            import * as link from "./link.mjs";
            console.log(linked === link, linked.default, linked.url);
            """);
        Assert.Equal($"true of the real directory file://{real}\n", directory.Run(script).Success);
    }

    [Fact]
    public void AnySpecifierIsOnlyNotFound()
    {
        directory.Write("node_modules/directory/package.json/file", "");
        directory.Write("node_modules/directory/index.js", "module.exports = 'found';");
        directory.Write("node_modules/half/package.json", """{ "name": "\ud800", "exports": "./index.js" }""");
        directory.Write("node_modules/deep/package.json", $$"""{ "exports": {{new string('[', 10_000)}}{{new string(']', 10_000)}} }""");
        directory.Write("node_modules/nul/package.json", """{ "main": "a\u0000b", "exports": { "./x": "./a\u0000b", "./y": "./a%00b" } }""");
        string script = directory.Write("main.js", """
            (async () => {
              const long = "x".repeat(1e5);
              const codes = new Set();
              for (const specifier of ["", "\0", "./\0", "a\0b", long, "./" + long, "@" + long + "/" + long, "#" + long, "../".repeat(3e4) + "none", "./" + "x/".repeat(5e4),
                "\ud800", "./\ud800", "file:", "file:///%00", "file://host/x", "file:///a%2fb", "nul", "nul/x", "nul/y", "half", "deep", "__proto__", "constructor", "tea:linked"]) {
                for (const ask of [(it) => import(it), async (it) => require(it)]) {
                  await ask(specifier).then(() => console.log("found", specifier), ({ code, message }) => {
                    codes.add(code);
                    if (message.length > 1000 || !message.includes(specifier.length < 100 && !/nul|half|deep/.test(specifier) ? specifier : "")) console.log(message);
                  });
                }
              }
              console.log([...codes].sort().join(), require("directory"), (await import("directory")).default);
            })();
            """);
        Assert.Equal(
            "ERR_INVALID_MODULE_SPECIFIER,ERR_INVALID_PACKAGE_CONFIG,ERR_MODULE_NOT_FOUND,ERR_PACKAGE_IMPORT_NOT_DEFINED,ERR_PACKAGE_PATH_NOT_EXPORTED,MODULE_NOT_FOUND found found\n",
            directory.Run(script).Success);
    }

    [Fact]
    public void ReplacedBuiltinsNeitherSeeNorSteerWhatIsLoaded()
    {
        directory.Write("node_modules/package/package.json", """{ "exports": { "import": "./it.mjs", "require": "./it.cjs" } }""");
        directory.Write("node_modules/package/it.mjs", "export default import.meta.resolve('package') === import.meta.url;");
        directory.Write("node_modules/package/it.cjs", "exports.value = require('./data.json').value;");
        directory.Write("node_modules/package/data.json", """{ "value": "real" }""");
        directory.Write("standard.mjs", "import { value } from './node_modules/package/it.cjs'; export { value };");
        directory.Write("broken.json", "{");
        string script = directory.Write("main.js", """
            const { stringify } = JSON;
            const { getOwnPropertyDescriptor, ownKeys } = Reflect;
            const OwnError = Error;
            const { defineProperty } = Object;
            const write = system.stdout.write;
            const seen = [];
            const see = (name) => { seen[seen.length] = name; };
            const said = [];
            const say = async (value) => {
              try { said[said.length] = await value(); } catch (error) { said[said.length] = getOwnPropertyDescriptor(error, "code")?.value + error.message; }
            };
            const replaceMethods = (owner) => {
              const keys = ownKeys(owner);
              for (let i = 0; i < keys.length; i++) {
                const key = keys[i];
                const { value, configurable } = getOwnPropertyDescriptor(owner, key);
                if (typeof value === "function" && configurable && key !== "constructor") {
                  defineProperty(owner, key, { __proto__: null, value() { see(typeof key === "symbol" ? "a symbol" : key); throw new OwnError("steered"); } });
                }
              }
            };
            const classes = [Array, Function, Map, Promise, RegExp, Set, String, WeakMap];
            for (let i = 0; i < classes.length; i++) replaceMethods(classes[i].prototype);
            const owners = [JSON, Object, Promise];
            for (let i = 0; i < owners.length; i++) replaceMethods(owners[i]);
            const list = ["code", "cache", "resolve", "paths", "main", "load", "id", "member", "give", "linked", "url", "filename", "dirname", "type", "loaded", "error", "details"];
            for (let i = 0; i < list.length; i++) {
              const name = list[i];
              defineProperty(Object.prototype, name, { __proto__: null, get() { see(name); }, set() { see(name); }, configurable: true });
            }
            globalThis.Error = globalThis.SyntaxError = globalThis.TypeError = globalThis.Promise = globalThis.Object = globalThis.JSON = undefined;
            (async () => {
              await say(async () => (await import("package")).default);
              await say(() => require("package").value);
              await say(async () => (await import("./standard.mjs")).value);
              await say(() => require("./standard.mjs").value);
              await say(async () => typeof (await import("socket")).Socket);
              await say(() => require("./none"));
              await say(async () => (await import("./none")).value);
              await say(() => require("./broken.json"));
              let text = "";
              for (let i = 0; i < said.length; i++) text += said[i] + "\n";
              for (let i = 0; i < seen.length; i++) text += "seen: " + seen[i] + "\n";
              write(text);
            })();
            """);
        Assert.Equal(
            $"""
            true
            real
            real
            real
            function
            MODULE_NOT_FOUNDCannot find module './none' required from {script}
            ERR_MODULE_NOT_FOUNDCannot find module './none' imported from {script}
            undefined{Path.Combine(directory.Path, "broken.json")}:1:2: Expected property name or '{'}'}' in JSON at position 1 (line 1 column 2)

            """,
            directory.Run(script).Success);
    }
}
