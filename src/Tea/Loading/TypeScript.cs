using System.Text;
using Microsoft.ClearScript;
using Microsoft.ClearScript.JavaScript;
using Microsoft.ClearScript.V8;
using Microsoft.ClearScript.V8.FastProxy;
using Tea.Watching;

namespace Tea.Loading;

/// <summary>
/// Makes JavaScript of TypeScript by taking out the types, with npm's package amaro, which Node has inside. It is loaded when the first such file is, from
/// where that file would find it, into an engine that no script reaches.
/// </summary>
internal sealed class TypeScript(ModuleResolver resolver)
{
    private const string Package = "amaro";

    // By their files: a text is asked for when it is told what its file is, which names it exports, and when it is run.
    private readonly Dictionary<string, (string Text, string Code)> stripped = [];
    private ScriptObject? strip;

    /// <summary>Whether a file is TypeScript.</summary>
    public static bool Is(string path) => Path.GetExtension(path) is ".ts" or ".mts" or ".cts";

    /// <summary>The JavaScript, in which everything that stays has its line and column.</summary>
    /// <param name="text">The TypeScript.</param>
    /// <param name="path">Its file.</param>
    /// <exception cref="ModuleException">The package is not installed, or the text is more than JavaScript with types.</exception>
    public string Strip(string text, string path)
    {
        if (stripped.TryGetValue(path, out (string Text, string Code) known) && known.Text == text)
        {
            return known.Code;
        }

        strip ??= Load(path);
        var result = (ScriptObject)strip.Invoke(asConstructor: false, text, path);
        string code = result["code"] as string
            ?? throw new ModuleException("ERR_INVALID_TYPESCRIPT_SYNTAX", $"{path}:{result["place"]}: {result["message"]}");
        stripped[path] = (text, code);
        return code;
    }

    private ScriptObject Load(string path)
    {
        string package = FindPackage(path);
        V8ScriptEngine engine = ScriptRunner.CreateEngine(null); // for as long as the process
        var host = (ScriptObject)engine.Evaluate("({})");
        host["package"] = package;
        Add("resolve", (bool _, in V8FastArgs args, in V8FastResult result) =>
            result.Set(resolver.Resolve(RequireIn(args.GetString(1), args.GetString(0)))));
        Add("compile", (bool _, in V8FastArgs args, in V8FastResult result) => result.Set(Compile(engine, args.GetString(0))));
        Add("decode", (bool _, in V8FastArgs args, in V8FastResult result) =>
            result.Set(Encoding.UTF8.GetString(args.Get<ITypedArray<byte>>(0).ToArray())));
        Add("encode", (bool _, in V8FastArgs args, in V8FastResult result) =>
        {
            byte[] bytes = Encoding.UTF8.GetBytes(args.GetString(0));
            result.Set((int)args.Get<ITypedArray<byte>>(1).Write(bytes, 0, (ulong)bytes.Length, 0));
        });
        try
        {
            return (ScriptObject)((ScriptObject)engine.Evaluate(new DocumentInfo("tea:typescript.js"), ScriptRunner.ReadSource("typescript.js")))
                .Invoke(asConstructor: false, host);
        }
        catch (ScriptEngineException e)
        {
            throw new ModuleException("ERR_TYPESCRIPT_UNAVAILABLE", $"{path} is TypeScript, and {package}, which would take its types out, does not run here: {e.Message}");
        }

        void Add(string name, V8FastHostFunctionInvoker body) => host[name] = new V8FastHostFunction(name, body);
    }

    private string FindPackage(string path)
    {
        try
        {
            return resolver.Resolve(RequireIn(path, Package));
        }
        catch (ModuleException e) when (e.Code == ModuleRequest.RequireNotFound)
        {
            throw new ModuleException(
                "ERR_TYPESCRIPT_UNAVAILABLE", $"{path} is TypeScript: the package {Package} takes its types out, and is not installed there (npm install {Package})");
        }
    }

    private static ModuleRequest RequireIn(string file, string specifier) => new(specifier, Path.GetDirectoryName(file)!, file, IsImport: false);

    private static ScriptObject Compile(V8ScriptEngine engine, string path) => (ScriptObject)engine.Evaluate(
        new DocumentInfo(FileUrl.AddressOf(path)), $"(function (exports, require, module) {{ {LoadedFiles.Read(path)}\n}})");
}
