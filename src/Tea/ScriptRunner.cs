using System.Reflection;
using Microsoft.ClearScript;
using Microsoft.ClearScript.V8;
using Tea.Inspecting;
using Tea.Loading;
using Tea.Prompt;
using TeaSocket.Script;
using TeaSocket.V8;

namespace Tea;

/// <summary>Runs one script in an engine with the environment that v8cgi's scripts expect.</summary>
internal sealed class ScriptRunner(V8ScriptEngine engine, StandardStreams streams, IReadOnlyList<string> searchPath, Inspector? inspector)
{
    /// <summary>An engine for a runner. To make it takes longer than to parse the command line, and can go on beside that.</summary>
    /// <param name="inspected">Where a debugger may connect to it, if one may.</param>
    public static V8ScriptEngine CreateEngine(InspectedEngine? inspected)
    {
        V8Library.Load();
        const V8ScriptEngineFlags flags = V8ScriptEngineFlags.DisableGlobalMembers | V8ScriptEngineFlags.EnableDynamicModuleImports;
        return inspected is null ? new(flags) : new(
            inspected.Name,
            flags | V8ScriptEngineFlags.EnableDebugging,
            inspected.Port);
    }

    /// <summary>The text of one of the runner's own scripts.</summary>
    public static string ReadSource(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>Runs a script, and what it leaves behind: promises, and what the event loop has to do for them.</summary>
    /// <returns>The process's exit status.</returns>
    public int Run(Script script)
    {
        (ScriptObject main, _, _, _) = Prepare([script.Name, .. script.Arguments], isInterrupted: inspector is not null);
        string directory = HostFunctions.CurrentDirectory ?? "/";
        string path = Path.GetFullPath(script.Name, directory);
        _ = main.InvokeMethod("start", path, script.Code ?? (object)Undefined.Value, script.IsPrinted);
        object status;
        do
        {
            // No script is running in between: there the engine goes on with promises.
            status = main.InvokeMethod("proceed");
        }
        while (status is Undefined);

        return Convert.ToInt32(status, System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Runs what is typed at a prompt, until that is closed.</summary>
    /// <returns>The process's exit status.</returns>
    public int RunPrompt()
    {
        (ScriptObject main, HostFunctions functions, SocketTable table, Loop loop) = Prepare(["[prompt]"], isInterrupted: true);
        using (var prompt = new InteractivePrompt(
            engine, table, loop, functions.Host, path => (ScriptObject)main.InvokeMethod("openPrompt", path)))
        {
            functions.Sleep = prompt.Sleep;
            while (prompt.Turn(() => main.InvokeMethod("proceed")))
            {
            }
        }

        _ = main.InvokeMethod("end", 0);
        return 0;
    }

    /// <summary>Makes the environment of scripts.</summary>
    /// <param name="arguments">The script's name and its arguments.</param>
    /// <param name="isInterrupted">Whether somebody interrupts scripts: a debugger, or Ctrl-C at the prompt.</param>
    private (ScriptObject Main, HostFunctions Functions, SocketTable Table, Loop Loop) Prepare(string[] arguments, bool isInterrupted)
    {
        var sockets = new V8SocketHost(engine, isInterrupted);
        var loopOfFace = (ScriptObject)engine.Evaluate("({ __proto__: null })");
        ScriptObject module = sockets.CreateModule(loopOfFace);
        var functions = new HostFunctions(engine, streams, new ModuleResolver(searchPath, BuiltInModules.Names.ContainsKey), sockets, inspector);
        ScriptObject host = functions.Host;
        host["loop"] = loopOfFace;
        host["socket"] = module["socket"];
        var face = (ScriptObject)module["face"];
        foreach (string name in new[] { "Buffer", "charsets", "idOf", "socketOf", "select" })
        {
            host[name] = face[name];
        }

        host["face"] = face;
        var loop = new Loop(sockets.Table, isInspected: inspector is not null);
        loop.AddTo(host);
        host["args"] = functions.ToArray(arguments);
        foreach (string name in new[] { "safe.js", "system.js", "inspect.js", "console.js", "report.js", "modules.js", "globals.js" })
        {
            _ = functions.Evaluate(name).Invoke(asConstructor: false, host);
        }

        var main = (ScriptObject)functions.Evaluate("main.js").Invoke(asConstructor: false, host);
        engine.DocumentSettings.Loader = functions.Loader;
        return (main, functions, sockets.Table, loop);
    }
}
