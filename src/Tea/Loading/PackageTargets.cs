using System.Text.Json;
using System.Text.RegularExpressions;

namespace Tea.Loading;

/// <summary>What "exports" and "imports" of a package.json lead to, by the rules of Node's documentation ("Resolution Algorithm Specification").</summary>
/// <param name="package">The package.</param>
/// <param name="request">Who asks.</param>
/// <param name="resolve">Finds what an entry of "imports" names outside of the package.</param>
internal sealed partial class PackageTargets(PackageDescription package, ModuleRequest request, Func<ModuleRequest, string> resolve)
{
    /// <summary>The absolute path of what is exported by that name.</summary>
    /// <param name="subpath">"." for the package itself, otherwise "./" and more.</param>
    /// <exception cref="ModuleException">Nothing is.</exception>
    public string Export(string subpath)
    {
        JsonElement exports = package.Exports!.Value;
        bool hasSubpaths = HasSubpaths(exports);
        string? found = hasSubpaths ? Match(subpath, exports, isImport: false).Path
            : subpath == "." && exports.ValueKind is JsonValueKind.String or JsonValueKind.Array or JsonValueKind.Object
                ? Target(exports, null, subpath, isImport: false).Path
            : null;
        return found ?? throw request.Error(
            "ERR_PACKAGE_PATH_NOT_EXPORTED",
            subpath == "." ? $"No \"exports\" main defined in {package.Path}"
            : $"Package subpath '{ModuleRequest.Shown(subpath)}' is not defined by \"exports\" in {package.Path}");
    }

    /// <summary>What a specifier that begins with # means in the package: an absolute path, or a built-in module's name.</summary>
    /// <exception cref="ModuleException">Nothing.</exception>
    public string Import(string specifier) =>
        (package.Imports is { ValueKind: JsonValueKind.Object } imports ? Match(specifier, imports, isImport: true).Path : null)
            ?? throw NotDefined(request, $" in {package.Path}");

    /// <summary>The error of a # that is nowhere defined.</summary>
    public static ModuleException NotDefined(ModuleRequest request, string where) => request.Error(
        "ERR_PACKAGE_IMPORT_NOT_DEFINED", $"Package import specifier \"{ModuleRequest.Shown(request.Specifier)}\" is not defined{where}");

    private bool HasSubpaths(JsonElement exports)
    {
        if (exports.ValueKind != JsonValueKind.Object)
        {
            return false;
        }

        int count = exports.EnumerateObject().Count();
        int subpaths = exports.EnumerateObject().Count(entry => entry.Name.StartsWith('.'));
        return subpaths == 0 ? false
            : subpaths == count ? true
            : throw PackageDescription.Invalid(package.Path, "\"exports\" cannot contain some keys that start with '.' and some that do not");
    }

    /// <summary>The entry of a name, or else of the pattern that fits best.</summary>
    private Outcome Match(string name, JsonElement entries, bool isImport)
    {
        if (name.EndsWith('/'))
        {
            return default;
        }

        if (!name.Contains('*', StringComparison.Ordinal) && entries.TryGetProperty(name, out JsonElement exact))
        {
            return Target(exact, null, name, isImport);
        }

        var best = entries.EnumerateObject()
            .Select(entry => (entry.Name, Star: entry.Name.IndexOf('*', StringComparison.Ordinal)))
            .Where(entry => entry.Star >= 0 && Fits(name, entry.Name, entry.Star))
            .OrderByDescending(entry => entry.Star)
            .ThenByDescending(entry => entry.Name.Length)
            .FirstOrDefault();
        return best.Name is null ? default
            : Target(entries.GetProperty(best.Name), name[best.Star..^(best.Name.Length - best.Star - 1)], best.Name, isImport);
    }

    private static bool Fits(string name, string pattern, int star) =>
        pattern.LastIndexOf('*') == star
        && name.Length >= pattern.Length
        && name.StartsWith(pattern[..star], StringComparison.Ordinal)
        && name.EndsWith(pattern[(star + 1)..], StringComparison.Ordinal);

    private Outcome Target(JsonElement target, string? match, string key, bool isImport) => target.ValueKind switch
    {
        JsonValueKind.String => new(true, File(target.GetString()!, match, key, isImport)),
        JsonValueKind.Object => Conditional(target, match, key, isImport),
        JsonValueKind.Array => FirstOf(target, match, key, isImport),
        JsonValueKind.Null => new(true, null),
        _ => throw InvalidTarget(target.GetRawText(), key, isImport),
    };

    private Outcome Conditional(JsonElement target, string? match, string key, bool isImport)
    {
        if (target.EnumerateObject().Any(entry => IsIndex(entry.Name)))
        {
            throw PackageDescription.Invalid(package.Path, $"the conditions of \"{key}\" cannot contain numeric keys");
        }

        foreach (JsonProperty entry in target.EnumerateObject().Where(entry => request.Conditions.Contains(entry.Name)))
        {
            if (Target(entry.Value, match, key, isImport) is { IsDefined: true } found)
            {
                return found;
            }
        }

        return default;
    }

    private Outcome FirstOf(JsonElement targets, string? match, string key, bool isImport)
    {
        Outcome last = new(targets.GetArrayLength() == 0, null);
        ModuleException? failure = null;
        foreach (JsonElement target in targets.EnumerateArray())
        {
            try
            {
                Outcome found = Target(target, match, key, isImport);
                if (found.Path is not null)
                {
                    return found;
                }

                (last, failure) = found.IsDefined ? (found, null) : (last, failure);
            }
            catch (ModuleException e) when (e.Code == ModuleException.InvalidTarget)
            {
                failure = e;
            }
        }

        return failure is null ? last : throw failure;
    }

    private string File(string target, string? match, string key, bool isImport)
    {
        if (!target.StartsWith("./", StringComparison.Ordinal))
        {
            return isImport && !target.StartsWith("../", StringComparison.Ordinal) && !target.StartsWith('/') && !Scheme().IsMatch(target)
                ? resolve(request with { Specifier = With(target, match), Directory = package.Directory })
                : throw InvalidTarget(target, key, isImport);
        }

        if (InvalidSegment().IsMatch(target[2..]))
        {
            throw InvalidTarget(target, key, isImport);
        }

        if (match is not null && InvalidSegment().IsMatch(match))
        {
            throw request.Error(
                ModuleException.InvalidSpecifier, $"Invalid module \"{ModuleRequest.Shown(request.Specifier)}\": it does not fit \"{key}\" in {package.Path}");
        }

        string path = Uri.UnescapeDataString(With(target, match));
        return path.Contains('\0', StringComparison.Ordinal) || EncodedSeparator().IsMatch(With(target, match))
            ? throw request.Error(ModuleException.InvalidSpecifier, $"Invalid module \"{ModuleRequest.Shown(request.Specifier)}\": it must not include an encoded NUL, / or \\")
            : Path.GetFullPath(path, package.Directory);
    }

    private static string With(string target, string? match) => match is null ? target : target.Replace("*", match, StringComparison.Ordinal);

    private static bool IsIndex(string key) => uint.TryParse(key, out uint index) && index != uint.MaxValue && $"{index}" == key;

    private ModuleException InvalidTarget(string target, string key, bool isImport) => request.Error(
        ModuleException.InvalidTarget,
        $"Invalid \"{(isImport ? "imports" : "exports")}\" target {ModuleRequest.Shown(target)} of \"{key}\" in {package.Path}");

    /// <summary>What an entry leads to: an absolute path or a built-in's name, or expressly nothing, or it does not say.</summary>
    private readonly record struct Outcome(bool IsDefined, string? Path);

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9+.-]*:")]
    private static partial Regex Scheme();

    // Also with escapes in them.
    [GeneratedRegex(@"(^|\\|/)((\.|%2e)(\.|%2e)?|(n|%6e|%4e)(o|%6f|%4f)(d|%64|%44)(e|%65|%45)(_|%5f)(m|%6d|%4d)(o|%6f|%4f)(d|%64|%44)(u|%75|%55)(l|%6c|%4c)(e|%65|%45)(s|%73|%53))(\\|/|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex InvalidSegment();

    [GeneratedRegex("%2f|%5c", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex EncodedSeparator();
}
