using System.Reflection;

namespace Tea.Tests;

/// <summary>Where the project's files are, as the build knew.</summary>
internal static class Repository
{
    public static string Root { get; } = Metadata("Repository");

    /// <summary>The runner, built beside the tests.</summary>
    public static string Tea { get; } = Program("src/Tea", "tea");

    /// <summary>The C# example that embeds the module.</summary>
    public static string Embedding { get; } = Program("examples/embedding", "Embedding");

    /// <summary>The module for Node, Bun and Deno, published when a test first asks; null where nothing can link it.</summary>
    public static string? NodeModule => nodeModule.Value;

    /// <summary>The runner as it is given away, compiled ahead of time when a test first asks; null where nothing can link it.</summary>
    public static string? PublishedTea => publishedTea.Value;

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    private static readonly Lazy<string?> nodeModule = new(() => Publish("src/TeaSocket.NodeApi", "artifacts/node", "socket.node"));
    private static readonly Lazy<string?> publishedTea =
        new(() => Publish("src/Tea", "artifacts/tea", OperatingSystem.IsWindows() ? "tea.exe" : "tea"));

    private static string? Publish(string project, string folder, string file)
    {
        if (!Require.Has("gcc") && !Require.Has("clang"))
        {
            return null;
        }

        string directory = PathOf(folder);
        using var publish = RunningProgram.Start(
            "dotnet", ["publish", PathOf(project), "-c", "Release", "-o", directory, "-p:RunAnalyzers=false"]);
        _ = publish.WaitForExit().Success;
        return Path.Combine(directory, file);
    }

    private static string Program(string project, string name) =>
        Path.Combine(Root, project, "bin", Metadata("Configuration"), "net10.0", OperatingSystem.IsWindows() ? name + ".exe" : name);

    private static string Metadata(string key) => typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == key).Value!;
}
