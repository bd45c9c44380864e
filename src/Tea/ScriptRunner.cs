using System.Collections;
using System.Diagnostics;
using System.Reflection;
using System.Text;
using Microsoft.ClearScript;
using Microsoft.ClearScript.JavaScript;
using Microsoft.ClearScript.V8;
using Microsoft.ClearScript.V8.FastProxy;
using TeaSocket.V8;

namespace Tea;

/// <summary>Runs one script in an engine with the environment that v8cgi's scripts expect.</summary>
internal sealed class ScriptRunner(V8ScriptEngine engine, IReadOnlyList<string> searchPath)
{
    // On one line with the code, so that line numbers stay; the columns of the first line are put right in reports.
    private const string WrapperStart = "(function (exports, require, module, __filename, __dirname) { ";
    private const string WrapperEnd = "\n})";

    private static readonly string[] socketNames = ["Socket", "Poller", "SocketError"];

    private static readonly (string Id, string[] Names)[] importable =
    [
        ("socket", socketNames),
        ("teasocket", socketNames),
        ("binary", ["Buffer"]),
        ("system", ["stdin", "stdout", "stderr", "args", "env", "getcwd", "getpid", "sleep", "usleep"]),
        ("eventloop",
        [
            "setTimeout", "setInterval", "clearTimeout", "clearInterval",
            "readSocket", "writeSocket", "clearSocket", "run", "abort",
        ]),
    ];

    private readonly StandardStreams streams = new();
    private readonly long started = Stopwatch.GetTimestamp();
    private readonly ModuleResolver resolver = new(searchPath);

    /// <summary>An engine for a runner. To make it takes longer than to parse the command line, and can go on beside that.</summary>
    public static V8ScriptEngine CreateEngine() => new(V8ScriptEngineFlags.DisableGlobalMembers);

    /// <summary>Runs a script's file (the first word) or the code instead; the other words are its arguments.</summary>
    /// <returns>The process's exit status.</returns>
    public int Run(string? code, string[] words)
    {
        ScriptObject module = new V8SocketHost(engine).CreateModule();
        ScriptObject host = CreateHost();
        host["socket"] = module["socket"];
        host["Buffer"] = module["Buffer"];
        host["args"] = ToArray(code is null ? words : ["[eval]", .. words]);
        Evaluate("system.js", host);
        Evaluate("console.js", host);
        var run = (ScriptObject)Evaluate("main.js", host);
        ConfigureImports();

        string directory = Environment.CurrentDirectory;
        object status = code is null
            ? run.Invoke(false, Path.GetFullPath(words[0], directory), Undefined.Value)
            : run.Invoke(false, Path.Combine(directory, "[eval]"), code);
        return Convert.ToInt32(status, System.Globalization.CultureInfo.InvariantCulture);
    }

    private static string ReadSource(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private object Evaluate(string name, ScriptObject host)
    {
        var function = (ScriptObject)engine.Evaluate(new DocumentInfo(new Uri("tea:" + name)), ReadSource(name));
        return function.Invoke(asConstructor: false, host);
    }

    /// <summary>The functions under system.js, console.js and main.js, as flat as those under the sockets.</summary>
    private ScriptObject CreateHost()
    {
        var host = (ScriptObject)engine.Evaluate("({})");
        void Add(string name, V8FastHostFunctionInvoker body) => host[name] = new V8FastHostFunction(name, body);

        Add("write", (bool _, in V8FastArgs args, in V8FastResult result) => streams.Write(args.GetInt32(0), args.GetString(1)));
        Add("writeBytes", (bool _, in V8FastArgs args, in V8FastResult result) =>
            streams.Write(args.GetInt32(0), args.Get<ITypedArray<byte>>(1).ToArray()));
        Add("read", (bool _, in V8FastArgs args, in V8FastResult result) =>
            result.Set(Encoding.Latin1.GetString(streams.Read(args.GetInt32(0)))));
        Add("readLine", (bool _, in V8FastArgs args, in V8FastResult result) => result.Set(streams.ReadLine()));
        Add("sleep", (bool _, in V8FastArgs args, in V8FastResult result) =>
            Thread.Sleep(TimeSpan.FromMicroseconds(Math.Ceiling(args.GetDouble(0)))));
        Add("now", (bool _, in V8FastArgs args, in V8FastResult result) => result.Set(Stopwatch.GetElapsedTime(started).TotalMilliseconds));
        Add("environment", (bool _, in V8FastArgs args, in V8FastResult result) => result.Set(EnvironmentVariables()));
        Add("getcwd", (bool _, in V8FastArgs args, in V8FastResult result) => result.Set(Environment.CurrentDirectory));
        Add("getpid", (bool _, in V8FastArgs args, in V8FastResult result) => result.Set(Environment.ProcessId));
        Add("exit", (bool _, in V8FastArgs args, in V8FastResult result) => Environment.Exit(args.GetInt32(0)));
        Add("resolve", (bool _, in V8FastArgs args, in V8FastResult result) =>
        {
            if (resolver.Resolve(args.GetString(0), args.GetString(1)) is { } path)
            {
                result.Set(path);
            }
        });
        Add("readFile", (bool _, in V8FastArgs args, in V8FastResult result) => Attempt(host, result, args.GetString(0), File.ReadAllText));
        Add("compile", (bool _, in V8FastArgs args, in V8FastResult result) =>
        {
            string code = args.GetString(1);
            Attempt(host, result, args.GetString(0), path => Compile(path, code));
        });
        Add("importModule", (bool _, in V8FastArgs args, in V8FastResult result) =>
        {
            string code = args.GetString(1);
            Attempt(host, result, args.GetString(0), path => ImportModule(path, code));
        });
        Add("eventLoop", (bool _, in V8FastArgs args, in V8FastResult result) => result.Set(ReadSource("eventloop.js")));
        host["columnShift"] = WrapperStart.Length;
        host["searchPath"] = ToArray(resolver.SearchPath);
        return host;
    }

    /// <summary>Leaves a failure's text in host.failure: a script error that passed through C# would lose its place.</summary>
    private static void Attempt(ScriptObject host, in V8FastResult result, string path, Func<string, object> body)
    {
        try
        {
            result.Set(body(path));
        }
        catch (ScriptEngineException e)
        {
            host["failure"] = e.ErrorDetails;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            host["failure"] = e.Message;
        }
    }

    private object Compile(string path, string code)
    {
        string runnable = code.StartsWith("#!", StringComparison.Ordinal) ? "//" + code[2..] : code;
        return engine.Evaluate(new DocumentInfo(new Uri(path)), WrapperStart + runnable + WrapperEnd);
    }

    private object ImportModule(string path, string code) =>
        engine.Evaluate(new DocumentInfo(new Uri(path)) { Category = ModuleCategory.Standard }, code);

    /// <summary>What <c>import</c> finds: the built-in modules, then files as <c>require</c> does.</summary>
    private void ConfigureImports()
    {
        DocumentSettings settings = engine.DocumentSettings;
        settings.AccessFlags = DocumentAccessFlags.EnableFileLoading | DocumentAccessFlags.EnforceRelativePrefix;
        settings.SearchPath = string.Join(';', resolver.SearchPath);
        settings.FileNameExtensions = ".mjs;.js";
        foreach ((string id, string[] names) in importable)
        {
            settings.AddStandardModule(id, names, () => ((ScriptObject)engine.Global["require"]).Invoke(false, id));
        }
    }

    private ScriptObject ToArray(IEnumerable<string> values)
    {
        var array = (ScriptObject)engine.Evaluate("[]");
        foreach (string value in values)
        {
            array.InvokeMethod("push", value);
        }

        return array;
    }

    private ScriptObject EnvironmentVariables()
    {
        var variables = (ScriptObject)engine.Evaluate("({})");
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            variables[(string)variable.Key] = (string?)variable.Value;
        }

        return variables;
    }
}
