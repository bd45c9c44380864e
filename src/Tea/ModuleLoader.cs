using Microsoft.ClearScript;
using Microsoft.ClearScript.JavaScript;
using Microsoft.ClearScript.V8;
using Microsoft.ClearScript.V8.FastProxy;
using Tea.Inspecting;
using Tea.Watching;

namespace Tea;

/// <summary>An import that finds nothing.</summary>
internal sealed class ModuleNotFoundException(string specifier, string importer) : Exception($"Cannot find module '{specifier}'")
{
    public string Specifier => specifier;

    /// <summary>The path of the file that imports it.</summary>
    public string Importer => importer;
}

/// <summary>
/// What <c>import</c> finds: the built-in modules, then files as <c>require</c> does. Each file is one document, so that it is
/// evaluated once.
/// </summary>
internal sealed class ModuleLoader(V8ScriptEngine engine, ModuleResolver resolver, ScriptObject host, Inspector? inspector) : DocumentLoader
{
    private static readonly string[] socketNames =
    [
        "Socket", "Poller", "Descriptor", "SocketError", "getOption", "setOption", "sdListenDescriptors", "sdNotify", "sdWatchdogInterval",
    ];

    private static readonly Dictionary<string, string[]> builtIns = new()
    {
        ["socket"] = socketNames,
        ["teasocket"] = socketNames,
        ["binary"] = ["Buffer"],
        ["system"] = ["stdin", "stdout", "stderr", "args", "env", "getcwd", "getpid", "sleep", "usleep"],
        ["eventloop"] =
        [
            "setTimeout", "setInterval", "clearTimeout", "clearInterval",
            "readSocket", "writeSocket", "clearSocket", "run", "abort",
        ],
        ["tls"] = ["TLS"],
    };

    private readonly Dictionary<string, Document> documents = [];
    private bool linking;

    /// <summary>Evaluates a module.</summary>
    /// <param name="specifier">What it is found with.</param>
    /// <param name="importer">The path of the file that imports it.</param>
    /// <param name="give">Is called with its namespace, at the end.</param>
    /// <returns>A promise that is settled then, unless the module has ended already.</returns>
    public object Import(string specifier, string importer, object give)
    {
        bool outer = linking;
        linking = true;
        try
        {
            // The first module to be evaluated, when all others have been found, says that whatever is looked for now is import()'s.
            var linked = new V8FastHostFunction("linked", (bool _, in V8FastArgs _, in V8FastResult _) =>
            {
                linking = false;
                inspector?.AwaitDebugger();
            });
            documents["tea:linked"] = Standard("tea:linked", "import.meta.linked();", ("linked", linked));
            return engine.Evaluate(
                new DocumentInfo(AddressOf(importer)) { Category = ModuleCategory.Standard, ContextCallback = _ => Context("give", give) },
                $"import 'tea:linked'; import * as namespace from {Quote(specifier)}; import.meta.give(namespace);");
        }
        finally
        {
            linking = outer;
        }
    }

    /// <summary>The absolute path of a module's file or the name of a built-in one, or null when there is none.</summary>
    public string? Find(string specifier, string importer) =>
        builtIns.ContainsKey(specifier) ? specifier
        : specifier.StartsWith("file:", StringComparison.Ordinal) && Uri.TryCreate(specifier, UriKind.Absolute, out Uri? uri)
            ? resolver.Resolve(uri.LocalPath, importer)
        : resolver.Resolve(specifier, Path.GetDirectoryName(importer) ?? importer);

    /// <inheritdoc/>
    public override Document LoadDocument(
        DocumentSettings settings, DocumentInfo? sourceInfo, string specifier, DocumentCategory category, DocumentContextCallback contextCallback)
    {
        string importer = sourceInfo?.Uri?.LocalPath ?? "";
        if (!linking)
        {
            return Document($"tea:import {specifier} {importer}", id => Later(id, specifier, importer));
        }

        string found = specifier == "tea:linked" ? specifier
            : Find(specifier, importer) ?? throw new ModuleNotFoundException(specifier, importer);
        return Document(found, Load);
    }

    /// <inheritdoc/>
    public override Task<Document> LoadDocumentAsync(
        DocumentSettings settings, DocumentInfo? sourceInfo, string specifier, DocumentCategory category, DocumentContextCallback contextCallback) =>
        Task.FromResult(LoadDocument(settings, sourceInfo, specifier, category, contextCallback));

    /// <summary>The address of a file, whose percent signs are no escapes.</summary>
    public static Uri AddressOf(string path) =>
        OperatingSystem.IsWindows() ? new(path) : new("file://" + string.Join('/', path.Split('/').Select(Uri.EscapeDataString)));

    /// <summary>Where the one <c>await</c> stands that all imported files have between them; null if there are more.</summary>
    public string? OnlyAwait()
    {
        string[] places =
        [
            .. from document in documents.Values.OfType<StringDocument>()
               where document.Info.Uri?.IsFile == true
               let text = document.StringContents
               from place in Awaits(text)
               select $"{document.Info.Uri.LocalPath}:{text.AsSpan(0, place).Count('\n') + 1}",
        ];
        return places.Length == 1 ? places[0] : null;
    }

    private static IEnumerable<int> Awaits(string text)
    {
        const string word = "await";
        for (int at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            yield return at;
        }
    }

    private Document Document(string id, Func<string, Document> load)
    {
        if (!documents.TryGetValue(id, out Document? document))
        {
            document = documents[id] = load(id);
        }

        return document;
    }

    private Document Load(string found)
    {
        if (builtIns.TryGetValue(found, out string[]? names))
        {
            string list = string.Join(", ", names);
            object exports = host.InvokeMethod("requireBuiltIn", found);
            return Standard(
                "tea:" + found,
                $"const {{ {list} }} = import.meta.exports; export {{ {list} }}; export default import.meta.exports;",
                ("exports", exports));
        }

        return new StringDocument(new DocumentInfo(AddressOf(found)) { Category = ModuleCategory.Standard }, LoadedFiles.Read(found));
    }

    /// <summary>
    /// What import() finds: a module that is there at once, and whose namespace is a thenable, so that the promise of import()
    /// takes over what becomes of the module that is meant.
    /// </summary>
    private StringDocument Later(string id, string specifier, string importer) => Standard(
        id, "export const then = import.meta.then;", ("then", host.InvokeMethod("importLater", specifier, importer)));

    private static StringDocument Standard(string name, string code, (string Name, object Value) context) => new(
        new DocumentInfo(name)
        {
            Category = ModuleCategory.Standard,
            ContextCallback = _ => Context(context.Name, context.Value),
        },
        code);

    private static Dictionary<string, object> Context(string name, object value) => new() { [name] = value };

    private static string Quote(string text) => $"\"{string.Concat(text.Select(unit => $"\\u{(int)unit:x4}"))}\"";
}
