namespace Tea;

/// <summary>
/// Finds the file that a <c>require</c> means: "./relative" and "../relative" from the requiring file's directory, absolute paths,
/// everything else in the directories of the search path, in their order.
/// </summary>
internal sealed class ModuleResolver(IReadOnlyList<string> searchPath)
{
    private static readonly string[] endings = ["", ".js", ".mjs", ".json", "/index.js"];

    private const int Links = 40; // as many as the system follows

    /// <summary>The directories of the search path, absolute.</summary>
    public IReadOnlyList<string> SearchPath { get; } = [.. searchPath.Select(Path.GetFullPath)];

    /// <summary>The absolute path of a module's file, behind all symbolic links, or null when there is none.</summary>
    public string? Resolve(string request, string directory)
    {
        if (request.Length == 0 || request.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        bool isPath = Path.IsPathRooted(request) || request is "." or ".."
            || request.StartsWith("./", StringComparison.Ordinal) || request.StartsWith("../", StringComparison.Ordinal);
        IEnumerable<string> directories = isPath ? [directory] : SearchPath;
        return directories
            .SelectMany(from => endings.Select(ending => Path.GetFullPath(request + ending, from)))
            .Where(File.Exists)
            .Select(path => RealPath(path, Links))
            .FirstOrDefault();
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
}
