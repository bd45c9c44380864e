using Microsoft.ClearScript.V8;
using Tea.Inspecting;
using Tea.Watching;

namespace Tea;

/// <summary>The command <c>tea [options] script.js [args…]</c>.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        if (!OperatingSystem.IsWindows())
        {
            Descriptors.OpenMissing();
        }

        // An engine takes as long as all else: it is made beside the parsing, unless the options have a say in it.
        string[] options = CommandLine.Options(arguments);
        Task<V8ScriptEngine>? engine = CommandLine.AskForPlainEngine(options) ? Task.Run(() => ScriptRunner.CreateEngine(null)) : null;
        var line = new CommandLine(invocation => Run(invocation, engine));
        int status = line.Invoke(options, arguments[options.Length..]);
        engine?.Wait(); // a process that ends while V8 is being set up may crash
        return status;
    }

    private static int Run(Invocation invocation, Task<V8ScriptEngine>? engine)
    {
        var streams = new StandardStreams();
        Script? script = invocation.Script(streams);
        if (script is null && !StandardStreams.IsInteractive)
        {
            Console.Error.WriteLine("tea: no script given; see tea -h");
            return 2;
        }

        if (invocation.IsWatched)
        {
            return WatchedRuns.Run(script!, invocation.WithoutWatching);
        }

        try
        {
            LoadedFiles.Begin();
            using Inspector? inspector = invocation.Inspection is { } inspection ? new Inspector(inspection, script?.Name ?? "[prompt]") : null;
            V8ScriptEngine made = inspector?.Engine ?? engine!.Result;
            V8Library.InitializeIcu();
            inspector?.Begin();
            var runner = new ScriptRunner(made, streams, invocation.SearchPath, inspector);
            return script is null ? runner.RunPrompt() : runner.Run(script);
        }
        catch (InspectorException e)
        {
            Console.Error.WriteLine("tea: " + e.Message);
            return 2;
        }
    }
}
