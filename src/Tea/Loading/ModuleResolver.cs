using System.Text.RegularExpressions;

namespace Tea.Loading;

/// <summary>
/// Finds the file that a specifier means: "./relative" and "../relative" from the asking file's directory, absolute paths, what the package that
/// the file belongs to names itself or with a #, packages in the node_modules above the file, and in the directories of the search path.
/// What require finds import finds, too, but for the conditions of packages.
/// </summary>
/// <param name="searchPath">Those directories.</param>
/// <param name="isBuiltIn">Tells the names of built-in modules, which come first.</param>
internal sealed partial class ModuleResolver(IReadOnlyList<string> searchPath, Predicate<string> isBuiltIn)
{
    public const string PackagesDirectory = "node_modules";

    private const int Links = 40; // as many as the system follows

    private static readonly string[] endings = ["", ".js", ".mjs", ".json"];
    private static readonly string[] indexes = ["index.js", "index.json"];

    private Packages? packages;

    /// <summary>The directories of the search path, absolute.</summary>
    public IReadOnlyList<string> SearchPath { get; } = [.. searchPath.Select(Path.GetFullPath)];

    /// <summary>What is known of packages. Most scripts start without: it would load what reads JSON.</summary>
    public Packages Packages => packages ??= new();

    /// <summary>The absolute path of a module's file, behind all symbolic links, or the name of a built-in module.</summary>
    /// <exception cref="ModuleException">There is none.</exception>
    public string Resolve(ModuleRequest request)
    {
        string specifier = request.Specifier;
        if (isBuiltIn(specifier))
        {
            return specifier;
        }

        if (request.IsImport && Url().IsMatch(specifier))
        {
            return Find(FileUrl.PathOf(request)) ?? throw request.NotFound();
        }

        return IsPath(specifier) ? Find(specifier, request.Directory) ?? throw request.NotFound()
            : specifier.StartsWith('#') ? ResolveImport(request)
            : ResolvePackage(request);
    }

    /// <summary>The URL of a module's file, as <c>import.meta.resolve()</c> gives it, also of one that is not there; or a built-in module's name.</summary>
    /// <exception cref="ModuleException">There is none.</exception>
    public string ResolveUrl(ModuleRequest request)
    {
        try
        {
            string found = Resolve(request);
            return isBuiltIn(found) ? found : FileUrl.Of(found);
        }
        catch (ModuleException e) when (e.Code == ModuleRequest.ImportNotFound && IsPath(request.Specifier) && !request.Specifier.Contains('\0', StringComparison.Ordinal))
        {
            return FileUrl.Of(Path.GetFullPath(request.Specifier, request.Directory));
        }
    }

    /// <summary>Whether a specifier tells where the file is.</summary>
    private static bool IsPath(string specifier) =>
        Path.IsPathRooted(specifier) || specifier is "." or ".."
        || specifier.StartsWith("./", StringComparison.Ordinal) || specifier.StartsWith("../", StringComparison.Ordinal);

    /// <summary>The file that a path means: it may lack its ending, or be a directory. Null if there is none.</summary>
    /// <param name="path">The path.</param>
    /// <param name="directory">What it is relative to.</param>
    public string? Find(string path, string directory = "/")
    {
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        string whole = Path.GetFullPath(path, directory);
        bool isDirectory = Path.EndsInDirectorySeparator(whole) || path is "." or ".." || path.EndsWith("/.", StringComparison.Ordinal)
            || path.EndsWith("/..", StringComparison.Ordinal);
        return (isDirectory ? null : FindFile(whole)) ?? (Directory.Exists(whole) ? FindMain(whole) : null);
    }

    private static string? FindFile(string path) => First(endings.Select(ending => path + ending));

    private string? FindMain(string directory)
    {
        string? main = Packages.In(directory)?.Main;
        string? named = main is null || main.Contains('\0', StringComparison.Ordinal) ? null : Path.GetFullPath(main, directory);
        return (named is null ? null : FindFile(named) ?? FindIndex(named)) ?? FindIndex(directory);
    }

    private static string? FindIndex(string directory) => First(indexes.Select(name => Path.Combine(directory, name)));

    private static string? First(IEnumerable<string> paths) => paths.FirstOrDefault(File.Exists) is { } found ? RealPath(found, Links) : null;

    private string ResolveImport(ModuleRequest request)
    {
        PackageDescription? package = Packages.Around(request.Directory);
        if (!request.IsImport && package?.Imports is null)
        {
            return ResolvePackage(request); // as in Node
        }

        return request.Specifier == "#" || request.Specifier.StartsWith("#/", StringComparison.Ordinal) || request.Specifier.EndsWith('/')
            ? throw request.Error(ModuleException.InvalidSpecifier, $"Invalid module \"{ModuleRequest.Shown(request.Specifier)}\": it is no name of an internal import")
            : package is null ? throw PackageTargets.NotDefined(request, "")
            : Existing(new PackageTargets(package, request, ResolveOutside).Import(request.Specifier), request);
    }

    /// <summary>What "imports" names outside of its package.</summary>
    private string ResolveOutside(ModuleRequest request) => isBuiltIn(request.Specifier) ? request.Specifier : ResolvePackage(request);

    private string ResolvePackage(ModuleRequest request)
    {
        (string name, string subpath) = Parse(request.Specifier);
        if (name.Length > 0 && Packages.Around(request.Directory) is { Exports: not null } own && own.Name == name)
        {
            return Existing(new PackageTargets(own, request, ResolveOutside).Export(subpath), request);
        }

        return PackageDirectories(request.Directory).Concat(SearchPath)
            .Select(directory => FindIn(directory, name, subpath, request))
            .FirstOrDefault(found => found is not null) ?? throw request.NotFound();
    }

    /// <summary>The directories of packages that a file in that directory sees, the nearest first.</summary>
    private static IEnumerable<string> PackageDirectories(string directory)
    {
        for (string? at = directory; at is not null; at = Path.GetDirectoryName(at))
        {
            if (Path.GetFileName(at) != PackagesDirectory)
            {
                yield return Path.Combine(at, PackagesDirectory);
            }
        }
    }

    private string? FindIn(string directory, string name, string subpath, ModuleRequest request)
    {
        if (!Directory.Exists(directory) || request.Specifier.Length == 0)
        {
            return null;
        }

        return name.Length > 0 && Packages.In(Path.Combine(directory, name)) is { Exports: not null } package
            ? Existing(new PackageTargets(package, request, ResolveOutside).Export(subpath), request)
            : Find(request.Specifier, directory);
    }

    /// <summary>What a package names exactly: no endings are tried.</summary>
    private string Existing(string found, ModuleRequest request) =>
        isBuiltIn(found) ? found : First([found]) ?? throw request.NotFound($": {ModuleRequest.Shown(found)} is no file");

    /// <summary>Takes a specifier apart: "@scope/name/sub" is the package "@scope/name", and "./sub" in it.</summary>
    /// <returns>An empty name where it is none of a package.</returns>
    private static (string Name, string Subpath) Parse(string specifier)
    {
        Match match = PackageName().Match(specifier);
        return match.Success ? (match.Groups[1].Value, "." + match.Groups[2].Value) : ("", "");
    }

    /// <summary>The path without symbolic links: a module that is found by way of one is still the same module, as in Node.</summary>
    /// <param name="path">An absolute path.</param>
    /// <param name="links">How many links may be followed.</param>
    private static string RealPath(string path, int links)
    {
        string real = Path.GetPathRoot(path)!;
        foreach (string name in path[real.Length..].Split(Path.DirectorySeparatorChar))
        {
            string next = Path.Combine(real, name);
            real = links > 0 && new FileInfo(next).LinkTarget is { } target ? RealPath(Path.GetFullPath(target, real), links - 1) : next;
        }

        return real;
    }

    [GeneratedRegex(@"^((?:@[^/\\%\0]+/)?[^./\\%\0][^/\\%\0]*)(/[^\0]*)?\z")]
    private static partial Regex PackageName();

    [GeneratedRegex("^(file|data|https?|blob):", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Url();
}
