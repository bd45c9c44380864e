namespace Tea.Loading;

/// <summary>What asks for a module.</summary>
/// <param name="Specifier">What it is asked for with.</param>
/// <param name="Directory">The directory that the specifier is relative to.</param>
/// <param name="File">The asking file; null where there is none.</param>
/// <param name="IsImport">Whether an import asks for it; a require otherwise.</param>
internal sealed record ModuleRequest(string Specifier, string Directory, string? File, bool IsImport)
{
    /// <summary>The code of an import that finds nothing.</summary>
    public const string ImportNotFound = "ERR_MODULE_NOT_FOUND";

    /// <summary>The code of a require that finds nothing.</summary>
    public const string RequireNotFound = "MODULE_NOT_FOUND";

    private const int MostShown = 200; // characters of a specifier

    /// <summary>Names that packages give to what they have for one use only. "node" is not claimed: what is for Node alone asks for its modules.</summary>
    private static readonly string[] conditionsOfImport = ["tea", "import", "default"];
    private static readonly string[] conditionsOfRequire = ["tea", "require", "default"];

    /// <summary>The conditions of package.json that hold.</summary>
    public IReadOnlyList<string> Conditions => IsImport ? conditionsOfImport : conditionsOfRequire;

    /// <summary>An import in a file.</summary>
    public static ModuleRequest Import(string specifier, string importer) =>
        new(specifier, Path.GetDirectoryName(importer) ?? importer, importer, IsImport: true);

    /// <summary>A text as messages show it.</summary>
    public static string Shown(string text) => text.Length <= MostShown ? text : text[..MostShown] + "…";

    /// <summary>The error of one that finds nothing.</summary>
    /// <param name="reason">Why not.</param>
    public ModuleException NotFound(string reason = "") =>
        new(IsImport ? ImportNotFound : RequireNotFound, $"Cannot find module '{Shown(Specifier)}'{Whence}{reason}");

    /// <summary>An error that has to do with it, which names who asks.</summary>
    public ModuleException Error(string code, string message) => new(code, message + Whence);

    private string Whence => IsImport ? $" imported from {File}" : File is null ? $" from {Directory}" : $" required from {File}";
}
