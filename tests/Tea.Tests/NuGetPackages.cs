using System.Diagnostics;
using System.IO.Compression;
using System.Text.RegularExpressions;

namespace Tea.Tests;

/// <summary>The NuGet packages, packed into a directory that is a source of packages, and programs that reference them.</summary>
public sealed partial class NuGetPackages : IDisposable
{
    /// <summary>A version that no other source has.</summary>
    public const string Version = "0.0.0-packed";

    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("tea");

    public NuGetPackages()
    {
        foreach (string id in (string[])["TeaSocket", "TeaSocket.Script", "TeaSocket.V8"])
        {
            Repository.Build(
                "dotnet", "pack", Repository.PathOf($"src/{id}"), "-c", "Release", "-o", Packed, $"-p:PackageVersion={Version}", "-warnaserror");
        }

        // Beside the sources of whoever runs this: V8 comes from there.
        File.WriteAllText(
            Path.Combine(directory.FullName, "NuGet.config"),
            $"""<configuration><packageSources><add key="packed" value="{Packed}" /></packageSources></configuration>""");
    }

    private string Packed => Path.Combine(directory.FullName, "packed");

    public void Dispose() => directory.Delete(recursive: true);

    /// <summary>Opens a package, or with another ending its symbols.</summary>
    public ZipArchive Open(string id, string ending = "nupkg") => ZipFile.OpenRead(Path.Combine(Packed, $"{id}.{Version}.{ending}"));

    /// <summary>
    /// Does what a new user does: <c>dotnet new console</c>, <c>dotnet add package</c>, and the example of the package's readme.
    /// Returns the project's directory.
    /// </summary>
    public string NewProgram(string id, string name)
    {
        string project = Path.Combine(directory.FullName, name);
        _ = Dotnet(directory.FullName, "new", "console", "--output", project, "--no-restore").Success;
        _ = Dotnet(project, "add", "package", id, "--version", Version).Success;
        using ZipArchive package = Open(id);
        File.WriteAllText(Path.Combine(project, "Program.cs"), Example().Match(Text(package, "README.md")).Groups[1].Value);
        return project;
    }

    /// <summary>Runs dotnet in a directory, with a folder of packages of its own, so that none of an earlier build is taken.</summary>
    internal ProgramResult Dotnet(string directory, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = directory };
        start.Environment["NUGET_PACKAGES"] = Path.Combine(this.directory.FullName, "packages");
        using var program = RunningProgram.Start(start);
        return program.WaitForExit();
    }

    /// <summary>A text file of a package.</summary>
    public static string Text(ZipArchive package, string name)
    {
        using var reader = new StreamReader(package.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }

    [GeneratedRegex("^```csharp\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Example();
}
