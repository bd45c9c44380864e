using System.IO.Compression;
using System.Text.RegularExpressions;

namespace Tea.Tests;

/// <summary>The libraries' packages, and programs that reference them.</summary>
public sealed partial class NuGetPackages : PackageFeed
{
    public NuGetPackages()
        : base("TeaSocket", "TeaSocket.Script", "TeaSocket.V8")
    {
        // Beside the sources of whoever runs this: V8 comes from there.
        File.WriteAllText(
            Path.Combine(Root, "NuGet.config"),
            $"""<configuration><packageSources><add key="packed" value="{Packed}" /></packageSources></configuration>""");
    }

    /// <summary>
    /// Does what a new user does: <c>dotnet new console</c>, <c>dotnet add package</c>, and the example of the package's readme.
    /// Returns the project's directory.
    /// </summary>
    public string NewProgram(string id, string name)
    {
        string project = Path.Combine(Root, name);
        _ = Dotnet(Root, "new", "console", "--output", project, "--no-restore").Success;
        _ = Dotnet(project, "add", "package", id, "--version", Version).Success;
        using ZipArchive package = Open(id);
        File.WriteAllText(Path.Combine(project, "Program.cs"), Example().Match(Text(package, "README.md")).Groups[1].Value);
        return project;
    }

    [GeneratedRegex("^```csharp\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Example();
}
