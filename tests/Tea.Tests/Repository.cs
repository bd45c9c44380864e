using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Tea.Tests;

/// <summary>Where the project's files are, as the build knew.</summary>
internal static class Repository
{
    public static string Root { get; } = Metadata("Repository");

    /// <summary>The runner, built beside the tests.</summary>
    public static string Tea { get; } = Program("src/Tea", "tea");

    /// <summary>The C# example that embeds the module.</summary>
    public static string Embedding { get; } = Program("examples/embedding", "Embedding");

    /// <summary>The program that tells whether all tests ran that should have.</summary>
    public static string ResultsCheck { get; } = Program("tests/ResultsCheck", "ResultsCheck");

    /// <summary>The module for Node, Bun and Deno, published when a test first asks; null where nothing can link it.</summary>
    public static string? NodeModule => nodeModule.Value;

    /// <summary>The same for Linux on ARM, built on a Linux of another kind.</summary>
    public static string? ArmModule => armModule.Value;

    /// <summary>The runner as it is given away, compiled ahead of time when a test first asks; null where nothing can link it.</summary>
    public static string? PublishedTea => publishedTea.Value;

    /// <summary>Whether this is a Linux, and not on ARM.</summary>
    public static bool IsOtherLinux { get; } = OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture != Architecture.Arm64;

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    /// <summary>Runs a program that builds, one at a time: the projects that they build share their directories.</summary>
    public static string Build(string program, params IEnumerable<string> arguments)
    {
        lock (building)
        {
            using var build = RunningProgram.StartBuild(new ProcessStartInfo(program, arguments));
            return build.WaitForExit().Success;
        }
    }

    private static readonly Lock building = new();
    private static readonly Lazy<string?> nodeModule = new(() => Publish("src/TeaSocket.NodeApi", "artifacts/node", "socket.node"));
    private static readonly Lazy<string?> armModule = new(BuildArmModule);
    private static readonly Lazy<string?> publishedTea =
        new(() => Publish("src/Tea", "artifacts/tea", OperatingSystem.IsWindows() ? "tea.exe" : "tea"));

    private static string? Publish(string project, string folder, string file)
    {
        if (!Require.Has("gcc") && !Require.Has("clang"))
        {
            return null;
        }

        string directory = PathOf(folder);
        Build("dotnet", "publish", PathOf(project), "-c", "Release", "-o", directory, "-p:RunAnalyzers=false");
        return Path.Combine(directory, file);
    }

    private static string? BuildArmModule()
    {
        if (!IsOtherLinux || !Require.Has("aarch64-linux-gnu-gcc"))
        {
            return null;
        }

        Build(Require.Tool("npm"), "--prefix", PathOf("packages/npm"), "run", "build", "--", "linux-arm64");
        return PathOf("artifacts/node/linux-arm64/socket.node");
    }

    private static string Program(string project, string name) =>
        Path.Combine(Root, project, "bin", Metadata("Configuration"), "net10.0", OperatingSystem.IsWindows() ? name + ".exe" : name);

    private static string Metadata(string key) => typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == key).Value!;
}
