namespace Tea.Tests;

/// <summary>The examples of the site's reference, beside an installed package <c>teasocket</c>, as a program has them.</summary>
public sealed class SiteExamples : IDisposable
{
    private const string Folder = "docs/examples";

    private readonly ScriptDirectory directory = new();
    private readonly Lazy<bool> installation;

    public SiteExamples() => installation = new Lazy<bool>(Install);

    public static IEnumerable<string> All() => Directory.EnumerateFiles(Repository.PathOf(Folder), "*.mjs", SearchOption.AllDirectories).Order();

    /// <summary>An example's path in the folder, "socket/receive.mjs".</summary>
    public static string NameOf(string path) => Path.GetRelativePath(Repository.PathOf(Folder), path);

    public static string PathOf(string name) => Repository.PathOf(Path.Combine(Folder, name));

    public void Dispose() => directory.Dispose();

    /// <summary>The path of an example where the package is installed.</summary>
    public string Installed(string name)
    {
        _ = Require.NodeModule(); // first, as a skip inside the other would be thrown for all time
        _ = installation.Value;
        return Path.Combine(directory.Path, name);
    }

    private bool Install()
    {
        foreach (string example in All())
        {
            directory.Write(NameOf(example), File.ReadAllText(example));
        }

        InstalledPackage.InstallInto(directory);
        return true;
    }
}
