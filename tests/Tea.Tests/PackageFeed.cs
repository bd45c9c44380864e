using System.Diagnostics;
using System.IO.Compression;

namespace Tea.Tests;

/// <summary>Projects of src/, packed into a directory that is a source of packages.</summary>
public abstract class PackageFeed : IDisposable
{
    /// <summary>A version that no other source has.</summary>
    public const string Version = "0.0.0-packed";

    private readonly TemporaryDirectory directory = new();

    /// <param name="projects">Their folders in src/.</param>
    protected PackageFeed(params IEnumerable<string> projects)
    {
        foreach (string project in projects)
        {
            Repository.Build(
                "dotnet", "pack", Repository.PathOf($"src/{project}"), "-c", "Release", "-o", Packed, $"-p:PackageVersion={Version}", "-warnaserror");
        }
    }

    /// <summary>A directory for whatever is done with the packages.</summary>
    internal string Root => directory.FullName;

    /// <summary>Where the packages are.</summary>
    internal string Packed => Path.Combine(Root, "packed");

    public void Dispose()
    {
        directory.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Opens a package, or with another ending its symbols.</summary>
    public ZipArchive Open(string id, string ending = "nupkg") => ZipFile.OpenRead(Path.Combine(Packed, $"{id}.{Version}.{ending}"));

    /// <summary>A text file of a package.</summary>
    public static string Text(ZipArchive package, string name)
    {
        using var reader = new StreamReader(package.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }

    /// <summary>Runs dotnet in a directory, with a folder of packages of its own, so that none of an earlier build is taken.</summary>
    internal ProgramResult Dotnet(string directory, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = directory };
        start.Environment["NUGET_PACKAGES"] = Path.Combine(Root, "packages");
        Prepare(start);
        using var program = RunningProgram.StartBuild(start);
        return program.WaitForExit();
    }

    /// <summary>What else dotnet is to have in its environment.</summary>
    protected virtual void Prepare(ProcessStartInfo dotnet)
    {
    }
}
