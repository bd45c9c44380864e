using Microsoft.ClearScript;
using Microsoft.ClearScript.JavaScript;
using Microsoft.ClearScript.V8;

namespace TeaSocket.V8;

/// <summary>Adds the Socket module to an engine.</summary>
public static class V8ScriptEngineExtensions
{
    /// <summary>
    /// Adds the Socket module: as the globals <c>Socket</c>, <c>SocketError</c> and <c>Buffer</c>, and as the modules
    /// <c>socket</c> and <c>binary</c> for <c>require</c> and <c>import</c>.
    /// </summary>
    /// <param name="engine">
    /// The engine. A socket that its scripts can no longer reach is closed by garbage collection, all are when the engine is disposed.
    /// <see cref="V8ScriptEngine.Interrupt"/> ends a call that waits, too, within a second. Promises go on when no script is running, on a thread
    /// that waits for them.
    /// </param>
    /// <returns>The engine.</returns>
    public static V8ScriptEngine AddSocketModule(this V8ScriptEngine engine)
    {
        ArgumentNullException.ThrowIfNull(engine);
        var host = new V8SocketHost(engine);
        ScriptObject module = host.CreateModule(host.BeginLoop().Script);
        ((ScriptObject)engine.Evaluate("(function (engine) { engine.Disposed.connect(function () {}); })")).Invoke(false, new EngineEnd(host));
        var socket = (ScriptObject)module["socket"];
        var binary = (ScriptObject)engine.Evaluate("({})");
        binary["Buffer"] = module["Buffer"];
        foreach ((string id, ScriptObject exports) in new[] { ("socket", socket), ("binary", binary) })
        {
            engine.DocumentSettings.AddBuiltIn(id, exports);
            foreach (string name in exports.PropertyNames)
            {
                engine.Global[name] = exports[name];
            }
        }

        return engine;
    }

    /// <summary>Makes an object the exports of a module that both <c>require(id)</c> and <c>import</c> find.</summary>
    private static void AddBuiltIn(this DocumentSettings settings, string id, ScriptObject exports)
    {
        var context = new Dictionary<string, object> { ["exports"] = exports };
        settings.AddSystemDocument(id, ModuleCategory.CommonJS, "module.exports = module.meta.exports;", _ => context);
        settings.AddStandardModule(id, exports.PropertyNames, () => exports);
    }

    /// <summary>Makes an object, which is asked for when it is first imported, the exports of an ES module.</summary>
    internal static void AddStandardModule(this DocumentSettings settings, string id, IEnumerable<string> names, Func<object> exports)
    {
        string list = string.Join(", ", names);
        settings.AddSystemDocument(
            id,
            ModuleCategory.Standard,
            $"const {{ {list} }} = import.meta.exports; export {{ {list} }}; export default import.meta.exports;",
            _ => new Dictionary<string, object> { ["exports"] = exports() });
    }
}
