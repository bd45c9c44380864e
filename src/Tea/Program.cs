using System.CommandLine;
using Microsoft.ClearScript.V8;

namespace Tea;

/// <summary>The command <c>tea [options] script.js [args…]</c>.</summary>
internal static class Program
{
    private const string SearchPathVariable = "TEA_PATH";

    private static int Main(string[] arguments)
    {
        Task<V8ScriptEngine> engine = Task.Run(ScriptRunner.CreateEngine);
        var directories = new Option<string[]>("-I")
        {
            Description = "Search this directory for modules, before those of " + SearchPathVariable + ". May be repeated.",
            HelpName = "DIR",
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
        };
        var code = new Option<string?>("-e") { Description = "Run this code instead of a script.", HelpName = "CODE" };
        var script = new Argument<string?>("script.js")
        {
            Description = "The script: CommonJS, or an ES module if its name ends in .mjs.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var rest = new Argument<string[]>("args") { Description = "The script's own arguments, in system.args." };
        var command = new RootCommand("Runs JavaScript on V8 with synchronous sockets.") { directories, code, script, rest };
        command.Options.OfType<VersionOption>().Single().Aliases.Add("-v");

        command.SetAction(parsed =>
        {
            string[] words = parsed.GetValue(script) is { } first ? [first, .. parsed.GetValue(rest) ?? []] : [];
            string? evaluated = parsed.GetValue(code);
            if (evaluated is null && words.Length == 0)
            {
                Console.Error.WriteLine("tea: no script given; see tea -h");
                return 2;
            }

            return new ScriptRunner(engine.Result, SearchPath(parsed.GetValue(directories))).Run(evaluated, words);
        });
        return command.Parse(SeparateScript(arguments)).Invoke();
    }

    /// <summary>
    /// What follows the script, or the code of -e, belongs to it, even if it looks like an option: a "--" before it says so.
    /// </summary>
    private static string[] SeparateScript(string[] arguments)
    {
        int i = 0;
        bool hasCode = false;
        while (i < arguments.Length && arguments[i].StartsWith('-') && arguments[i] != "--" && !hasCode)
        {
            hasCode = arguments[i] == "-e";
            i += arguments[i] is "-I" or "-e" ? 2 : 1;
        }

        return i >= arguments.Length || arguments[i] == "--" ? arguments : [.. arguments[..i], "--", .. arguments[i..]];
    }

    private static List<string> SearchPath(string[]? directories)
    {
        string variable = Environment.GetEnvironmentVariable(SearchPathVariable) ?? "";
        return [.. directories ?? [], .. variable.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)];
    }
}
