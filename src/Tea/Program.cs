using System.CommandLine;
using System.Text;
using Microsoft.ClearScript.V8;

namespace Tea;

/// <summary>The command <c>tea [options] script.js [args…]</c>.</summary>
internal static class Program
{
    private const string SearchPathVariable = "TEA_PATH";
    private const string Evaluated = "[eval]";

    private static readonly string[] codeOptions = ["-e", "--eval", "-p", "--print"];

    private static int Main(string[] arguments)
    {
        if (!OperatingSystem.IsWindows())
        {
            Descriptors.OpenMissing();
        }

        Task<V8ScriptEngine> engine = Task.Run(ScriptRunner.CreateEngine);
        var directories = new Option<string[]>("-I")
        {
            Description = "Search this directory for modules, before those of " + SearchPathVariable + ". May be repeated.",
            HelpName = "DIR",
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
        };
        var code = new Option<string?>("-e", "--eval") { Description = "Run this code instead of a script.", HelpName = "CODE" };
        var printed = new Option<string?>("-p", "--print") { Description = "Run this code, and print its value.", HelpName = "CODE" };
        var script = new Argument<string?>("script.js")
        {
            Description = "The script: CommonJS, or an ES module if its name ends in .mjs. - is standard input, and so is none.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var rest = new Argument<string[]>("args") { Description = "The script's own arguments, in system.args." };
        var command = new RootCommand("Runs JavaScript on V8 with synchronous sockets.") { directories, code, printed, script, rest };
        command.Options.OfType<VersionOption>().Single().Aliases.Add("-v");

        command.SetAction(parsed =>
        {
            string[] words = parsed.GetValue(script) is { } first ? [first, .. parsed.GetValue(rest) ?? []] : [];
            var streams = new StandardStreams();
            Script? chosen = parsed.GetValue(printed) is { } shown ? new Script(Evaluated, shown, words) { IsPrinted = true }
                : parsed.GetValue(code) is { } evaluated ? new Script(Evaluated, evaluated, words)
                : words is [] or ["-", ..] ? FromInput(streams, words)
                : new Script(words[0], null, words[1..]);
            if (chosen is null)
            {
                Console.Error.WriteLine("tea: no script given; see tea -h");
                return 2;
            }

            V8Library.InitializeIcu();
            return new ScriptRunner(engine.Result, streams, SearchPath(parsed.GetValue(directories))).Run(chosen);
        });
        int status = command.Parse(SeparateScript(arguments)).Invoke();
        engine.Wait(); // a process that ends while V8 is being set up may crash
        return status;
    }

    /// <summary>The script that is written to standard input; null if none is, and none was announced by a "-".</summary>
    private static Script? FromInput(StandardStreams streams, string[] words)
    {
        string text = words.Length > 0 || !StandardStreams.IsInteractive ? Encoding.UTF8.GetString(streams.Read(0)) : "";
        return words.Length == 0 && text.Length == 0 ? null : new Script("[stdin]", text, words.Length == 0 ? [] : words[1..]);
    }

    /// <summary>
    /// What follows the script, or the code of -e or -p, belongs to it, even if it looks like an option: a "--" before it says so.
    /// </summary>
    private static string[] SeparateScript(string[] arguments)
    {
        int i = 0;
        bool hasCode = false;
        while (i < arguments.Length && arguments[i].StartsWith('-') && arguments[i] is not ("-" or "--") && !hasCode)
        {
            hasCode = codeOptions.Contains(arguments[i]);
            i += hasCode || arguments[i] == "-I" ? 2 : 1;
        }

        return i >= arguments.Length || arguments[i] == "--" ? arguments : [.. arguments[..i], "--", .. arguments[i..]];
    }

    private static List<string> SearchPath(string[]? directories)
    {
        string variable = Environment.GetEnvironmentVariable(SearchPathVariable) ?? "";
        return [.. directories ?? [], .. variable.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)];
    }
}
