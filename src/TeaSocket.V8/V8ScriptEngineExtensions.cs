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
    /// <param name="engine">The engine. A socket that its scripts can no longer reach is closed by garbage collection.</param>
    /// <returns>The engine.</returns>
    public static V8ScriptEngine AddSocketModule(this V8ScriptEngine engine)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ScriptObject module = new V8SocketHost(engine).CreateModule();
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
    internal static void AddBuiltIn(this DocumentSettings settings, string id, ScriptObject exports)
    {
        var context = new Dictionary<string, object> { ["exports"] = exports };
        settings.AddSystemDocument(id, ModuleCategory.CommonJS, "module.exports = module.meta.exports;", _ => context);
        string names = string.Join(", ", exports.PropertyNames);
        settings.AddSystemDocument(
            id,
            ModuleCategory.Standard,
            $"const {{ {names} }} = import.meta.exports; export {{ {names} }}; export default import.meta.exports;",
            _ => context);
    }
}
