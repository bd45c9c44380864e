namespace Tea.Loading;

/// <summary>What a file's text is.</summary>
internal enum ModuleFormat
{
    /// <summary>CommonJS.</summary>
    CommonJs,

    /// <summary>An ES module.</summary>
    Standard,

    /// <summary>JSON.</summary>
    Json,

    /// <summary>CommonJS, unless it has the syntax of an ES module: nothing else tells.</summary>
    Unsaid,
}

/// <summary>Tells it by a file's name and package.</summary>
internal static class ModuleFormats
{
    /// <param name="path">The file.</param>
    /// <param name="packages">Where its package is found.</param>
    /// <exception cref="ModuleException">Its package.json is no description of a package.</exception>
    public static ModuleFormat Of(string path, Packages packages) => Path.GetExtension(path) switch
    {
        ".mjs" or ".mts" => ModuleFormat.Standard,
        ".cjs" or ".cts" => ModuleFormat.CommonJs,
        ".json" => ModuleFormat.Json,
        _ => packages.Around(Path.GetDirectoryName(path)!)?.Type switch
        {
            "module" => ModuleFormat.Standard,
            "commonjs" => ModuleFormat.CommonJs,
            _ => ModuleFormat.Unsaid,
        },
    };
}
