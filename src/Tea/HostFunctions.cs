using System.Collections;
using System.Diagnostics;
using System.Text;
using Microsoft.ClearScript;
using Microsoft.ClearScript.JavaScript;
using Microsoft.ClearScript.V8;
using Microsoft.ClearScript.V8.FastProxy;
using Tea.Inspecting;
using Tea.Loading;
using Tea.Tls;
using TeaSocket.Script;
using TeaSocket.V8;

namespace Tea;

/// <summary>The functions under the runner's own scripts, as flat as those under the sockets.</summary>
internal sealed class HostFunctions
{
    // On one line with the code, so that line numbers stay; the columns of the first line are put right in reports.
    private const string WrapperStart = "(function (exports, require, module, __filename, __dirname) { ";
    private const string WrapperEnd = "\n})";

    private readonly V8ScriptEngine engine;
    private readonly StandardStreams streams;
    private readonly ModuleResolver resolver;
    private readonly ModuleTexts texts;
    private readonly Rejections rejections;
    private readonly Inspector? inspector;
    private readonly long started = Stopwatch.GetTimestamp();

    public HostFunctions(V8ScriptEngine engine, StandardStreams streams, ModuleResolver resolver, V8SocketHost sockets, Inspector? inspector)
    {
        this.engine = engine;
        this.streams = streams;
        this.resolver = resolver;
        this.inspector = inspector;
        rejections = new Rejections(engine);
        Host = (ScriptObject)engine.Evaluate("({})");
        texts = new ModuleTexts(resolver);
        Loader = new ModuleLoader(engine, resolver, texts, Host, inspector);
        Host["columnShift"] = WrapperStart.Length;
        Host["searchPath"] = ToArray(resolver.SearchPath);
        Host["directory"] = CurrentDirectory ?? "/";
        AddStreams();
        AddProcess();
        AddModules();
        AddPromises();
        AddTls(sockets);
        Host["isInspected"] = inspector is not null;
        Add("awaitDebugger", (bool _, in V8FastArgs args, in V8FastResult result) => inspector?.AwaitDebugger());
    }

    /// <summary>How a script sleeps.</summary>
    public Action<TimeSpan> Sleep { get; set; } = Thread.Sleep;

    /// <summary>The object that has them.</summary>
    public ScriptObject Host { get; }

    public ModuleLoader Loader { get; }

    /// <summary>The current directory; null if it was deleted.</summary>
    public static string? CurrentDirectory
    {
        get
        {
            try
            {
                return Environment.CurrentDirectory;
            }
            catch (IOException)
            {
                return null;
            }
        }
    }

    /// <summary>Evaluates one of the runner's own scripts, which is a function.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="scheme">What stands in front of that in stack traces.</param>
    public ScriptObject Evaluate(string name, string scheme = "tea:") =>
        (ScriptObject)engine.Evaluate(new DocumentInfo(new Uri(scheme + name)), ScriptRunner.ReadSource(name));

    public ScriptObject ToArray(IEnumerable<string> values)
    {
        var array = (ScriptObject)engine.Evaluate("[]");
        int length = 0;
        foreach (string value in values)
        {
            array[length++] = value;
        }

        return array;
    }

    private void Add(string name, V8FastHostFunctionInvoker body) => Host[name] = new V8FastHostFunction(name, body);

    private void AddStreams()
    {
        Add("write", (bool _, in V8FastArgs args, in V8FastResult result) =>
            result.Set(StandardStreams.Write(args.GetInt32(0), args.GetString(1))));
        Add("writeBytes", (bool _, in V8FastArgs args, in V8FastResult result) =>
            result.Set(StandardStreams.Write(args.GetInt32(0), args.Get<ITypedArray<byte>>(1).ToArray())));
        Add("read", (bool _, in V8FastArgs args, in V8FastResult result) =>
            result.Set(Encoding.Latin1.GetString(streams.Read(args.GetInt32(0)))));
        Add("readLine", (bool _, in V8FastArgs args, in V8FastResult result) => result.Set(streams.ReadLine()));
    }

    private void AddProcess()
    {
        Add("sleep", (bool _, in V8FastArgs args, in V8FastResult result) =>
            Sleep(TimeSpan.FromMicroseconds(Math.Ceiling(args.GetDouble(0)))));
        Add("now", (bool _, in V8FastArgs args, in V8FastResult result) => result.Set(Stopwatch.GetElapsedTime(started).TotalMilliseconds));
        Add("environment", (bool _, in V8FastArgs args, in V8FastResult result) => result.Set(EnvironmentVariables()));
        Add("getcwd", (bool _, in V8FastArgs args, in V8FastResult result) => result.Set(Environment.CurrentDirectory));
        Add("getpid", (bool _, in V8FastArgs args, in V8FastResult result) => result.Set(Environment.ProcessId));
        Add("exit", (bool _, in V8FastArgs args, in V8FastResult result) => Environment.Exit(args.GetInt32(0)));
    }

    private void AddModules()
    {
        Add("evaluate", (bool _, in V8FastArgs args, in V8FastResult result) => result.Set(Evaluate(args.GetString(0))));
        Add("evaluateFace", (bool _, in V8FastArgs args, in V8FastResult result) => result.Set(Evaluate(args.GetString(0), FaceSource.Scheme)));
        AddResolving();
        Add("stalledAt", (bool _, in V8FastArgs args, in V8FastResult result) => Set(result, Loader.OnlyAwait()));
        Add("readFile", (bool _, in V8FastArgs args, in V8FastResult result) =>
        {
            string path = args.GetString(0);
            Attempt(result, () => texts.Read(path));
        });
        Add("formatOf", (bool _, in V8FastArgs args, in V8FastResult result) =>
        {
            string path = args.GetString(0);
            Attempt(result, () => (int)texts.FormatOf(path));
        });
        Add("isStandard", (bool _, in V8FastArgs args, in V8FastResult result) => result.Set(CommonJsText.IsStandard(args.GetString(0))));
        Add("jsonPlace", (bool _, in V8FastArgs args, in V8FastResult result) => Set(result, JsonPlace.Of(args.GetString(0))));
        Add("compile", (bool _, in V8FastArgs args, in V8FastResult result) =>
        {
            (string path, string code) = (args.GetString(0), args.GetString(1));
            Attempt(result, () => EvaluateFile(path, WrapperStart + WithoutHashBang(code) + WrapperEnd));
        });
        Add("evaluateCode", (bool _, in V8FastArgs args, in V8FastResult result) =>
        {
            (string path, string code) = (args.GetString(0), args.GetString(1));
            inspector?.AwaitDebugger(); // it stops at the next function: the code
            Attempt(result, () => EvaluateFile(path, code));
        });
        Add("importModule", (bool _, in V8FastArgs args, in V8FastResult result) =>
        {
            (string id, string importer, object give) = (args.GetString(0), args.GetString(1), args.Get<object>(2));
            Attempt(result, () => Loader.Import(id, importer, give));
        });
    }

    private void AddResolving()
    {
        Add("resolve", (bool _, in V8FastArgs args, in V8FastResult result) =>
        {
            string? file = args.GetString(2) is { Length: > 0 } path ? path : null;
            var request = new ModuleRequest(args.GetString(0), args.GetString(1), file, IsImport: false);
            Attempt(result, () => resolver.Resolve(request));
        });
        Add("findModule", (bool _, in V8FastArgs args, in V8FastResult result) =>
        {
            var request = ModuleRequest.Import(args.GetString(0), args.GetString(1));
            Attempt(result, () => resolver.Resolve(request));
        });
        Add("resolveUrl", (bool _, in V8FastArgs args, in V8FastResult result) =>
        {
            var request = ModuleRequest.Import(args.GetString(0), args.GetString(1));
            Attempt(result, () => resolver.ResolveUrl(request));
        });
        Add("findFile", (bool _, in V8FastArgs args, in V8FastResult result) =>
        {
            string path = args.GetString(0);
            Attempt(result, () => resolver.Find(path) ?? (object)Undefined.Value);
        });
        Add("isDirectory", (bool _, in V8FastArgs args, in V8FastResult result) => result.Set(Directory.Exists(args.GetString(0))));
        Add("directoryOf", (bool _, in V8FastArgs args, in V8FastResult result) => Set(result, Path.GetDirectoryName(args.GetString(0))));
    }

    private void AddPromises()
    {
        Host["runsMicrotasks"] = V8Library.RunsMicrotasks;
        Add("runMicrotasks", (bool _, in V8FastArgs _, in V8FastResult result) =>
        {
            V8Library.RunMicrotasks();
            result.Set(rejections.Any);
        });
        Add("takeRejection", (bool _, in V8FastArgs _, in V8FastResult result) =>
        {
            bool isTaken = rejections.TryTake(out object? reason);
            if (isTaken)
            {
                Host["rejected"] = reason;
            }

            result.Set(isTaken);
        });
    }

    /// <summary>The functions of the module tls, once it is asked for: their memory, and an object to add them to.</summary>
    private void AddTls(V8SocketHost sockets) => Add("addTls", (bool _, in V8FastArgs args, in V8FastResult _) =>
        _ = new TlsFunctions(sockets, args.Get<ScriptObject>(1), args.Get<ITypedArray<byte>>(0)));

    private static void Set(in V8FastResult result, string? text)
    {
        if (text is not null)
        {
            result.Set(text);
        }
    }

    /// <summary>Tells the script what failed: an error that passed through C# as an exception would lose its place.</summary>
    private void Attempt(in V8FastResult result, Func<object> body)
    {
        try
        {
            result.Set(body());
        }
        catch (Exception e) when (e.GetBaseException() is ModuleException failure)
        {
            Tell("failWithCode", failure.Message, failure.Code);
        }
        catch (Exception e) when (e.GetBaseException() is IOException or UnauthorizedAccessException)
        {
            Tell("failWithCode", e.GetBaseException().Message, e.GetBaseException() is UnauthorizedAccessException ? "EACCES" : "ENOENT");
        }
        catch (Exception e) when (e.GetBaseException() is ScriptInterruptedException)
        {
            engine.Interrupt(); // what has called this, too
        }
        catch (ScriptEngineException e)
        {
            rejections.Forget(e.ScriptExceptionAsObject);
            Tell("fail", e.ScriptExceptionAsObject, e.ErrorDetails);
        }
    }

    private void Tell(string name, params object[] what) => Host.InvokeMethod(name, what);

    private object EvaluateFile(string path, string code) => engine.Evaluate(new DocumentInfo(FileUrl.AddressOf(path)), code);

    private static string WithoutHashBang(string code) => code.StartsWith("#!", StringComparison.Ordinal) ? "//" + code[2..] : code;

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
