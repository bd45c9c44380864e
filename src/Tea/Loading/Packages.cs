using System.Text.Json;
using Tea.Watching;

namespace Tea.Loading;

/// <summary>The package.json files, each read once.</summary>
internal sealed class Packages
{
    private const string FileName = "package.json";

    private readonly Dictionary<string, PackageDescription> descriptions = [];

    /// <summary>The package whose root is that directory, if it has a package.json.</summary>
    /// <exception cref="ModuleException">That is no description of a package.</exception>
    public PackageDescription? In(string directory)
    {
        string path = Path.Combine(directory, FileName);
        if (descriptions.TryGetValue(path, out PackageDescription? known))
        {
            return known;
        }

        return File.Exists(path) ? descriptions[path] = PackageDescription.Parse(path, LoadedFiles.Read(path)) : null;
    }

    /// <summary>The package that a directory belongs to.</summary>
    /// <exception cref="ModuleException">Its package.json is no description of a package.</exception>
    public PackageDescription? Around(string directory)
    {
        for (string? at = directory; at is not null && Path.GetFileName(at) != ModuleResolver.PackagesDirectory; at = Path.GetDirectoryName(at))
        {
            if (In(at) is { } package)
            {
                return package;
            }
        }

        return null;
    }
}

/// <summary>What a package.json says of a package's modules.</summary>
/// <param name="Path">The file.</param>
/// <param name="Name">The package's name; null if it has none.</param>
/// <param name="Main">The file that stands for the package; null if it names none.</param>
/// <param name="Type">Of its .js files: "module" or "commonjs"; null if it does not say.</param>
/// <param name="Exports">What may be asked for from outside; null if everything.</param>
/// <param name="Imports">What its own files may ask for with a #.</param>
internal sealed record PackageDescription(string Path, string? Name, string? Main, string? Type, JsonElement? Exports, JsonElement? Imports)
{
    /// <summary>Its root.</summary>
    public string Directory => System.IO.Path.GetDirectoryName(Path)!;

    public static PackageDescription Parse(string path, string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            JsonElement root = document.RootElement.Clone();
            if (root.ValueKind != JsonValueKind.Object)
            {
                throw Invalid(path, "it is no object");
            }

            ReadStrings(root);
            return new(path, Text(root, "name"), Text(root, "main"), Text(root, "type"), Value(root, "exports"), Value(root, "imports"));
        }
        catch (JsonException e)
        {
            throw Invalid(path, JsonPlace.Of(text) is { } place ? $"it is no JSON, at {place}" : e.Message);
        }
        catch (InvalidOperationException e)
        {
            throw Invalid(path, e.Message);
        }
    }

    /// <summary>The error of one that says something that cannot be.</summary>
    public static ModuleException Invalid(string path, string reason) =>
        new(ModuleException.InvalidConfiguration, $"Invalid package configuration {path}: {reason}");

    /// <summary>Reads all strings once: one with half a surrogate pair cannot be read, and is to fail here.</summary>
    private static void ReadStrings(JsonElement element)
    {
        foreach (JsonProperty property in element.ValueKind == JsonValueKind.Object ? element.EnumerateObject() : default)
        {
            _ = property.Name;
            ReadStrings(property.Value);
        }

        foreach (JsonElement item in element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : default)
        {
            ReadStrings(item);
        }

        _ = element.ValueKind == JsonValueKind.String ? element.GetString() : null;
    }

    private static JsonElement? Value(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static string? Text(JsonElement root, string name) =>
        Value(root, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;
}
