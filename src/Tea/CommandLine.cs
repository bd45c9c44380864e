using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Tea.Inspecting;

namespace Tea;

/// <summary>The options of <c>tea</c>, and what stands behind them.</summary>
internal sealed class CommandLine
{
    private const string SearchPathVariable = "TEA_PATH";
    private const string WatchOption = "--watch";
    private const string InspectOption = "--inspect";
    private const string BreakOption = "--inspect-brk";

    private static readonly string[] codeOptions = ["-e", "--eval", "-p", "--print"];

    private readonly Option<string[]> directories = new("-I")
    {
        Description = "Search this directory for modules, before those of " + SearchPathVariable + ". May be repeated.",
        HelpName = "DIR",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<string?> code = new("-e", "--eval") { Description = "Run this code instead of a script.", HelpName = "CODE" };
    private readonly Option<string?> printed = new("-p", "--print") { Description = "Run this code, and print its value.", HelpName = "CODE" };

    private readonly Option<bool> watch = new(WatchOption)
    {
        Description = "Run the script again whenever it, or a file that it has required or imported, changes.",
    };

    private readonly Option<Inspection?> inspect = InspectionOption(InspectOption, "Let a debugger connect there; 127.0.0.1:9229 when left out.", breaks: false);
    private readonly Option<Inspection?> inspectAndBreak = InspectionOption(BreakOption, "The same, and wait for it before the script's first line.", breaks: true);

    private readonly Argument<string?> script = new("script.js")
    {
        Description = "The script: CommonJS, or an ES module if its name ends in .mjs. - is standard input; none is, too, unless that is a terminal: then a prompt opens.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Argument<string[]> rest = new("args") { Description = "The script's own arguments, in system.args." };
    private readonly RootCommand command;
    private string[] options = [];
    private string[] words = [];

    /// <summary>Makes it.</summary>
    /// <param name="run">What to do with a command line; returns the exit status.</param>
    public CommandLine(Func<Invocation, int> run)
    {
        command = new RootCommand("Runs JavaScript on V8 with synchronous sockets.")
        {
            directories, code, printed, watch, inspect, inspectAndBreak, script, rest,
        };
        command.Options.OfType<VersionOption>().Single().Aliases.Add("-v");
        HelpOption help = command.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        command.Validators.Add(result =>
        {
            if (result.GetValue(watch) && !Invocation.IsFile(CodeOf(result.GetValue(code), result.GetValue(printed)), words))
            {
                result.AddError($"{WatchOption} needs a script in a file.");
            }
        });
        command.SetAction(parsed => run(Read(parsed)));
    }

    /// <summary>Those of the arguments that are the runner's own: what follows the script, or the code of -e or -p, is the script's.</summary>
    public static string[] Options(string[] arguments)
    {
        int i = 0;
        bool hasCode = false;
        while (i < arguments.Length && arguments[i].StartsWith('-') && arguments[i] is not ("-" or "--") && !hasCode)
        {
            hasCode = codeOptions.Contains(arguments[i]);
            i += hasCode || arguments[i] == "-I" ? 2 : 1;
        }

        return arguments[..Math.Min(i, arguments.Length)];
    }

    /// <summary>Whether an engine can be made before these options are parsed.</summary>
    public static bool AskForPlainEngine(string[] options) =>
        !Array.Exists(options, option => option == WatchOption || option.StartsWith(InspectOption, StringComparison.Ordinal));

    /// <summary>Parses a command line, and does what it asks for.</summary>
    /// <param name="options">What <see cref="Options"/> found.</param>
    /// <param name="words">What follows: taken as it is, even if it looks like an option.</param>
    /// <returns>The exit status.</returns>
    public int Invoke(string[] options, string[] words)
    {
        this.options = options;
        this.words = words is ["--", .. string[] behind] ? behind : words;
        return command.Parse([.. options, "--", .. this.words]).Invoke();
    }

    private static string? CodeOf(string? code, string? printed) => printed ?? code;

    private static Option<Inspection?> InspectionOption(string name, string description, bool breaks) => new(name)
    {
        Description = description,
        HelpName = "[host:]port",
        Arity = ArgumentArity.ZeroOrOne,
        CustomParser = result =>
        {
            string text = result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;
            if (!Inspection.TryParse(text, breaks, out Inspection? inspection))
            {
                result.AddError(
                    $"{name} takes [host:]port: a port of 0-65535, and an address of this machine or localhost. Received \"{text}\".");
            }

            return inspection;
        },
    };

    private Invocation Read(ParseResult parsed) => new(
        words, CodeOf(parsed.GetValue(code), parsed.GetValue(printed)), parsed.GetValue(printed) is not null, SearchPath(parsed.GetValue(directories)))
    {
        IsWatched = parsed.GetValue(watch),
        WithoutWatching = [.. options.Where(option => option != WatchOption), "--", .. words],
        Inspection = parsed.GetValue(inspectAndBreak) ?? parsed.GetValue(inspect),
    };

    private static List<string> SearchPath(string[]? directories)
    {
        string variable = Environment.GetEnvironmentVariable(SearchPathVariable) ?? "";
        return [.. directories ?? [], .. variable.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)];
    }

    /// <summary>The help that the library makes, and what it cannot know.</summary>
    private sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
    {
        private const string Examples = """
            Examples:
              tea                                  a prompt
              tea server.js 8080                   run a script, with an argument
              tea -e 'console.log(system.args)' a  run code, with an argument
              tea -p '2 ** 70n'                    run code, and print its value
              echo 'console.log(1)' | tea          run what another program writes
              tea - 8080 < server.js               the same, with an argument
              tea -I lib -I vendor client.js       look for modules in lib, then in vendor
              tea --watch server.js                run it again when one of its files changes
              tea --inspect-brk client.js          wait for a debugger: chrome://inspect, or an editor's "attach"

            """;

        public override int Invoke(ParseResult parseResult)
        {
            int status = help.Invoke(parseResult);
            parseResult.InvocationConfiguration.Output.WriteLine(Examples);
            return status;
        }
    }
}
