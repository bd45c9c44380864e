namespace Tea;

/// <summary>
/// Finds the file that a <c>require</c> means: "./relative" and "../relative" from the requiring file's directory, absolute paths,
/// everything else in the directories of the search path, in their order.
/// </summary>
internal sealed class ModuleResolver(IReadOnlyList<string> searchPath)
{
    private static readonly string[] endings = ["", ".js", ".mjs", ".json", "/index.js"];

    /// <summary>The directories of the search path, absolute.</summary>
    public IReadOnlyList<string> SearchPath { get; } = [.. searchPath.Select(Path.GetFullPath)];

    /// <summary>The absolute path of a module's file, or null when there is none.</summary>
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
            .FirstOrDefault(File.Exists);
    }
}
