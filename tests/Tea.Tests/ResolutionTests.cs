using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace Tea.Tests;

/// <summary>What modules specifiers lead to in packages: Node is asked the same in the same directories.</summary>
public sealed class ResolutionTests : IDisposable
{
    private const string Standard = "export default import.meta.filename;";
    private const string CommonJs = "module.exports = __filename;";

    private static readonly Dictionary<string, string> packages = new()
    {
        ["node_modules/main"] = """{ "main": "lib/it" }""",
        ["node_modules/main-directory"] = """{ "main": "./lib" }""",
        ["node_modules/main-missing"] = """{ "main": "./nothing.js" }""",
        ["node_modules/main-number"] = """{ "main": 5 }""",
        ["node_modules/main-outside"] = """{ "main": "../main/lib/it.js" }""",
        ["node_modules/@scope/name"] = """{ "exports": { ".": "./it.js", "./sub": "./sub.js" } }""",
        ["node_modules/string"] = """{ "exports": "./it.js", "main": "./other.js" }""",
        ["node_modules/conditions"] = """
            { "exports": {
              ".": { "browser": "./no.js", "tea": { "import": "./tea.mjs", "require": "./tea.cjs" }, "default": "./no.js" },
              "./order": { "default": "./first.js", "import": "./no.js", "require": "./no.js" },
              "./nested": { "tea": { "browser": "./no.js" }, "import": { "never": "./no.js", "default": "./a.mjs" }, "default": "./a.cjs" },
              "./none": { "browser": "./no.js" },
              "./null": { "tea": null, "default": "./no.js" },
              "./import-only": { "import": "./a.mjs" },
              "./list": [{ "browser": "./no.js" }, "bad", "./a.cjs", "./no.js"],
              "./list-null": [null, "./a.cjs"],
              "./list-ends-null": ["bad", null],
              "./list-bad": [null, "bad"],
              "./list-empty": [],
              "./number": 5,
              "./true": true,
              "./0": "./a.cjs" } }
            """,
        ["node_modules/patterns"] = """
            { "exports": {
              "./*": "./lib/*.js",
              "./*.js": "./lib/*.js",
              "./a/*": "./deep/*.js",
              "./a/b/*": "./deeper/*.js",
              "./a/*/end": "./deep/*/end.js",
              "./a/private/*": null,
              "./twice/*": "./twice/*/*.js",
              "./two*stars*": "./lib/one.js",
              "./exact*": "./lib/one.js",
              "./folder/": "./lib/" } }
            """,
        ["node_modules/bad-targets"] = """
            { "exports": {
              "./up": "../main/lib/it.js", "./inner-up": "./lib/../../main/lib/it.js", "./dot": "./lib/./one.js", "./package": "./node_modules/inner/index.js",
              "./bare": "main", "./absolute": "/etc/passwd", "./url": "file:///etc/passwd", "./escaped": "./%2e%2e/main/lib/it.js",
              "./back": ".\\..\\main", "./slash": "./lib%2fone.js", "./percent": "./lib/a%20b.js", "./double": "./lib//one.js", "./folder": "./lib",
              "./missing": "./lib/none.js", "./no-ending": "./lib/one", "./star/*": "./lib/*" } }
            """,
        ["node_modules/mixed"] = """{ "exports": { ".": "./index.js", "import": "./index.js" } }""",
        ["node_modules/numeric"] = """{ "exports": { "default": "./index.js", "0": "./index.js" } }""",
        ["node_modules/null-exports"] = """{ "exports": null, "main": "it.js" }""",
        ["node_modules/false-exports"] = """{ "exports": false, "main": "it.js" }""",
        ["node_modules/empty-exports"] = """{ "exports": {}, "main": "it.js" }""",
        ["node_modules/proto"] = """{ "exports": { "./__proto__": "./it.js", "./constructor": { "__proto__": "./no.js", "constructor": "./no.js" } } }""",
        ["node_modules/typed"] = """{ "type": "module", "exports": { ".": "./it.js", "./inner": "./inner/it.js", "./cjs": "./it.cjs" } }""",
        ["node_modules/typed/inner"] = """{ "type": "commonjs" }""",
        ["node_modules/broken"] = "{ no JSON",
        ["node_modules/list"] = "[]",
        ["node_modules/nearest"] = "{}",
        ["app/node_modules/nearest"] = "{}",
        ["app"] = """
            { "name": "app", "exports": { ".": "./self.js", "./sub": { "import": "./sub.mjs", "require": "./sub.cjs" } },
              "imports": {
                "#file": "./self.js", "#package": "main", "#package-sub": "@scope/name/sub", "#none": null, "#conditions": { "import": "./sub.mjs", "default": "./sub.cjs" },
                "#pattern/*": "./internal/*.js", "#pattern/*.js": "./internal/*.js", "#outside/*": "patterns/*", "#up": "../node_modules/main/lib/it.js", "#self": "app/sub",
                "#again": "#file", "#missing": "nothing", "#hidden/*": "./internal/*" } }
            """,
        ["app/nested"] = """{ "name": "nested" }""",
    };

    private static readonly string[] files =
    [
        "node_modules/main/lib/it.js", "node_modules/main-directory/lib/index.js", "node_modules/main-missing/index.js", "node_modules/main-number/index.js",
        "node_modules/main-outside/index.js", "node_modules/@scope/name/it.js", "node_modules/@scope/name/sub.js", "node_modules/string/it.js", "node_modules/string/other.js",
        "node_modules/conditions/tea.mjs", "node_modules/conditions/tea.cjs", "node_modules/conditions/no.js", "node_modules/conditions/first.js",
        "node_modules/conditions/a.mjs", "node_modules/conditions/a.cjs",
        "node_modules/patterns/lib/one.js", "node_modules/patterns/lib/a/x.js", "node_modules/patterns/deep/one.js", "node_modules/patterns/deeper/one.js",
        "node_modules/patterns/deep/x/end.js", "node_modules/patterns/deep/private/one.js", "node_modules/patterns/twice/x/x.js", "node_modules/patterns/lib/a b.js",
        "node_modules/bad-targets/lib/one.js", "node_modules/bad-targets/lib/a b.js", "node_modules/bad-targets/node_modules/inner/index.js",
        "node_modules/mixed/index.js", "node_modules/numeric/index.js", "node_modules/null-exports/it.js", "node_modules/false-exports/it.js", "node_modules/empty-exports/it.js",
        "node_modules/proto/it.js", "node_modules/proto/no.js", "node_modules/typed/inner/it.js", "node_modules/typed/it.cjs",
        "node_modules/broken/index.js", "node_modules/list/index.js", "node_modules/nearest/index.js", "app/node_modules/nearest/index.js", "node_modules/no-description/index.js",
        "node_modules/no-description/sub.js", "node_modules/.hidden/index.js", "node_modules/file.js",
        "app/self.js", "app/sub.mjs", "app/sub.cjs", "app/internal/one.js", "app/nested/file.js",
    ];

    private static readonly string[] specifiers =
    [
        "main", "main/lib/it.js", "main-directory", "main-missing", "main-number", "main-outside", "@scope/name", "@scope/name/sub", "@scope/name/it.js", "@scope", "@scope/",
        "string", "string/it.js", "string/other.js", "string/package.json",
        "conditions", "conditions/order", "conditions/nested", "conditions/none", "conditions/null", "conditions/import-only", "conditions/list", "conditions/list-null",
        "conditions/list-ends-null", "conditions/list-bad", "conditions/list-empty", "conditions/number", "conditions/true", "conditions/0", "conditions/a.cjs",
        "patterns/one", "patterns/one.js", "patterns/a/one", "patterns/a/b/one", "patterns/a/x/end", "patterns/a/private/one", "patterns/twice/x", "patterns/two-stars-", "patterns/exact",
        "patterns/exactly", "patterns/folder/one.js", "patterns/", "patterns", "patterns/../one", "patterns/a/../one", "patterns/a/node_modules/one", "patterns/none",
        "patterns/a b", "patterns/*", "patterns/a/*", "patterns/./one",
        "bad-targets/up", "bad-targets/inner-up", "bad-targets/dot", "bad-targets/package", "bad-targets/bare", "bad-targets/absolute", "bad-targets/url", "bad-targets/escaped",
        "bad-targets/back", "bad-targets/slash", "bad-targets/percent", "bad-targets/double", "bad-targets/missing", "bad-targets/no-ending",
        "bad-targets/star/one.js", "bad-targets/star/%2e%2e/x", "bad-targets/star/a%20b.js",
        "mixed", "numeric", "null-exports", "false-exports", "empty-exports", "proto/__proto__", "proto/constructor", "proto/toString", "typed", "typed/inner", "typed/cjs",
        "broken", "list", "nearest", "no-description", "no-description/sub.js", "nothing", "nothing/sub", "@nothing/sub",
        "app", "app/sub", "app/self.js", "app/none", "nested",
        "#file", "#package", "#package-sub", "#none", "#conditions", "#pattern/one", "#pattern/one.js", "#outside/one", "#up", "#self", "#again", "#missing", "#unknown", "#", "#/x",
        "#pattern/../one", "#hidden/one.js", "#hidden/",
        "./self.js", "../app/self.js", "./none.js",
    ];

    /// <summary>Where Node has another code, or none: what is no name of a package, and a package.json that is no JSON or no object.</summary>
    private static readonly Dictionary<string, string> ours = new()
    {
        ["import @scope"] = "ERR_MODULE_NOT_FOUND",
        ["import @scope/"] = "ERR_MODULE_NOT_FOUND",
        ["import list"] = "ERR_INVALID_PACKAGE_CONFIG",
        ["require list"] = "ERR_INVALID_PACKAGE_CONFIG",
        ["require broken"] = "ERR_INVALID_PACKAGE_CONFIG",
    };

    private readonly ScriptDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void PackagesAreFoundAsNodeFindsThem()
    {
        string node = Require.Tool("node");
        Write();
        JsonObject expected = Answers(new ProcessStartInfo(node, ["--no-warnings", "--conditions=tea", "main.mjs"]));
        JsonObject found = Answers(new ProcessStartInfo(Repository.Tea, ["main.mjs"]));
        Assert.Equal(specifiers.Length * 4, expected.Count);
        foreach ((string question, string answer) in ours)
        {
            expected["app " + question] = answer;
            expected["app/nested " + question] = answer;
        }

        Assert.Equal(Lines(expected), Lines(found));
    }

    [Fact]
    public void NodesConditionIsNotClaimed()
    {
        directory.Write("node_modules/two/package.json", """{ "exports": { "node": "./node.js", "default": "./other.js" } }""");
        directory.Write("node_modules/two/other.js", "module.exports = 'other';");
        Assert.Equal("other\n", directory.Run("-e", "console.log(require('two'))").Success);
    }

    private static string Lines(JsonObject answers) => string.Join('\n', answers.Select(answer => $"{answer.Key}: {answer.Value}"));

    private void Write()
    {
        foreach ((string package, string description) in packages)
        {
            directory.Write($"{package}/package.json", description);
        }

        foreach (string file in files)
        {
            directory.Write(file, file.EndsWith(".mjs", StringComparison.Ordinal) ? Standard : CommonJs);
        }

        directory.Write("node_modules/typed/it.js", Standard);
        foreach (string asking in new[] { "app", "app/nested" })
        {
            directory.Write($"{asking}/ask.cjs", "exports.ask = (specifier) => require(specifier);");
            directory.Write($"{asking}/ask.mjs", "export const ask = async (specifier) => (await import(specifier)).default;");
        }

        directory.Write("main.mjs", $$"""
            const answers = {};
            const directory = import.meta.dirname;
            for (const asking of ["app", "app/nested"]) {
              for (const [kind, file] of [["import", "ask.mjs"], ["require", "ask.cjs"]]) {
                const { ask } = await import(`./${asking}/${file}`);
                for (const specifier of {{JsonSerializer.Serialize(specifiers)}}) {
                  let answer;
                  try {
                    answer = (await ask(specifier)).replace(directory, "");
                  } catch (error) {
                    answer = error.code ?? `${error}`;
                  }
                  answers[`${asking} ${kind} ${specifier}`] = answer;
                }
              }
            }
            console.log(JSON.stringify(answers));
            """);
    }

    private JsonObject Answers(ProcessStartInfo start)
    {
        start.WorkingDirectory = directory.Path;
        using var program = RunningProgram.Start(start);
        return JsonNode.Parse(program.WaitForExit().Success)!.AsObject();
    }
}
