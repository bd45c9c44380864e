using Microsoft.ClearScript;
using Microsoft.ClearScript.JavaScript;
using Microsoft.ClearScript.V8;
using Microsoft.ClearScript.V8.FastProxy;
using Tea.Inspecting;

namespace Tea.Loading;

/// <summary>
/// What <c>import</c> loads: the built-in modules, and files. Each is one document, so that it is evaluated once.
/// </summary>
internal sealed class ModuleLoader(V8ScriptEngine engine, ModuleResolver resolver, ModuleTexts texts, ScriptObject host, Inspector? inspector)
    : DocumentLoader
{
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
                new DocumentInfo(FileUrl.AddressOf(importer)) { Category = ModuleCategory.Standard, ContextCallback = _ => Context(("give", give)) },
                $"import 'tea:linked'; import * as namespace from {Quote(specifier)}; import.meta.give(namespace);");
        }
        finally
        {
            linking = outer;
        }
    }

    /// <inheritdoc/>
    public override Document LoadDocument(
        DocumentSettings settings, DocumentInfo? sourceInfo, string specifier, DocumentCategory category, DocumentContextCallback contextCallback)
    {
        string importer = sourceInfo?.Uri?.LocalPath ?? "";
        if (!linking)
        {
            return Document($"tea:import {specifier} {importer}", id => Later(id, specifier, importer));
        }

        return Document(specifier == "tea:linked" ? specifier : resolver.Resolve(ModuleRequest.Import(specifier, importer)), Load);
    }

    /// <inheritdoc/>
    public override Task<Document> LoadDocumentAsync(
        DocumentSettings settings, DocumentInfo? sourceInfo, string specifier, DocumentCategory category, DocumentContextCallback contextCallback) =>
        Task.FromResult(LoadDocument(settings, sourceInfo, specifier, category, contextCallback));

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

    private StringDocument Load(string found)
    {
        if (BuiltInModules.Names.TryGetValue(found, out string[]? names))
        {
            return Exporting("requireBuiltIn", found, names);
        }

        ModuleFormat format = texts.FormatOf(found);
        return format == ModuleFormat.Json ? Exporting("requireFile", found, [])
            : texts.IsStandard(found, format) ? Standard(found)
            : Exporting("requireFile", found, [.. texts.ExportsOf(found).Where(name => name != "default")]);
    }

    private StringDocument Standard(string path) => new(
        new DocumentInfo(FileUrl.AddressOf(path))
        {
            Category = ModuleCategory.Standard,
            ContextCallback = _ => Context(
                ("dirname", Path.GetDirectoryName(path)!), ("filename", path), ("resolve", host.InvokeMethod("resolverFor", path)), ("url", FileUrl.Of(path))),
        },
        texts.Read(path));

    /// <summary>A module that exports what a function of the runner gives when its turn has come: all of that as the default, and what it has by names.</summary>
    private StringDocument Exporting(string function, string id, string[] names) => Standard(
        "tea:exports.js",
        "const value = import.meta.load(import.meta.id); export default value;"
            + string.Concat(names.Select((name, i) => $"const _{i} = import.meta.member(value, {Quote(name)}); export {{ _{i} as {Quote(name)} }};")),
        ("load", host[function]), ("member", host["member"]), ("id", id));

    /// <summary>
    /// What import() finds: a module that is there at once, and whose namespace is a thenable, so that the promise of import()
    /// takes over what becomes of the module that is meant.
    /// </summary>
    private StringDocument Later(string id, string specifier, string importer) => Standard(
        id, "export const then = import.meta.then;", ("then", host.InvokeMethod("importLater", specifier, importer)));

    private static StringDocument Standard(string name, string code, params (string Name, object Value)[] context) => new(
        new DocumentInfo(name)
        {
            Category = ModuleCategory.Standard,
            ContextCallback = _ => Context(context),
        },
        code);

    private static Dictionary<string, object> Context(params (string Name, object Value)[] context) => context.ToDictionary(entry => entry.Name, entry => entry.Value);

    private static string Quote(string text) => $"\"{string.Concat(text.Select(unit => $"\\u{(int)unit:x4}"))}\"";
}
