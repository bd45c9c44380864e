using Tea.Watching;

namespace Tea.Loading;

/// <summary>What stands in the files of modules.</summary>
internal sealed class ModuleTexts(ModuleResolver resolver)
{
    private readonly TypeScript typeScript = new(resolver);

    /// <summary>The JavaScript or JSON of a file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be read.</exception>
    /// <exception cref="ModuleException">It is TypeScript, of which no JavaScript can be made.</exception>
    public string Read(string path)
    {
        string text = LoadedFiles.Read(path);
        return TypeScript.Is(path) ? typeScript.Strip(text, path) : text;
    }

    /// <summary>What a file's name and package tell of it.</summary>
    /// <exception cref="ModuleException">Its package.json is no description of a package.</exception>
    public ModuleFormat FormatOf(string path) => ModuleFormats.Of(path, resolver.Packages);

    /// <summary>Whether it is an ES module.</summary>
    /// <param name="path">The file.</param>
    /// <param name="format">What is told of it: where that does not say, its text has to.</param>
    public bool IsStandard(string path, ModuleFormat format) =>
        format == ModuleFormat.Standard || format == ModuleFormat.Unsaid && CommonJsText.IsStandard(Read(path));

    /// <summary>The names that a CommonJS file exports, so far as it can be told.</summary>
    public IEnumerable<string> ExportsOf(string path)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        AddExports(path, names, []);
        return names.Where(IsWhole);
    }

    private void AddExports(string path, HashSet<string> names, HashSet<string> seen)
    {
        if (!seen.Add(path) || CommonJsText.Read(Read(path)) is not { } text)
        {
            return;
        }

        names.UnionWith(text.Names);
        foreach (string specifier in text.Reexports)
        {
            if (Find(specifier, path) is { } other && FormatOf(other) is ModuleFormat.CommonJs or ModuleFormat.Unsaid)
            {
                AddExports(other, names, seen);
            }
        }
    }

    /// <summary>A file that another requires; null if there is none, which is said when it is required.</summary>
    private string? Find(string specifier, string path)
    {
        try
        {
            string found = resolver.Resolve(new(specifier, Path.GetDirectoryName(path)!, path, IsImport: false));
            return Path.IsPathRooted(found) ? found : null;
        }
        catch (ModuleException)
        {
            return null;
        }
    }

    /// <summary>Whether it has no half of a surrogate pair: such names cannot be exported.</summary>
    private static bool IsWhole(string name)
    {
        for (int i = 0; i < name.Length; i++)
        {
            if (char.IsSurrogatePair(name, i))
            {
                i++;
            }
            else if (char.IsSurrogate(name[i]))
            {
                return false;
            }
        }

        return true;
    }
}
