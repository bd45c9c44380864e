using System.Diagnostics;

namespace Tea.Tests;

/// <summary>The packages of the .NET tool, and what is installed from them, in a home directory of its own for dotnet.</summary>
public sealed class ToolPackages() : PackageFeed("Tea")
{
    public const string Id = "TeaSocket.Tool";

    /// <summary>What <c>dotnet tool</c> is told to find the package here and nowhere else.</summary>
    internal string[] Source => ["--source", Packed, "--version", Version];

    /// <summary>A new directory.</summary>
    internal string NewDirectory(string name) => Directory.CreateDirectory(Path.Combine(Root, name)).FullName;

    /// <summary>The command of a directory of tools.</summary>
    internal static string CommandIn(string directory) => Path.Combine(directory, OperatingSystem.IsWindows() ? "tea.exe" : "tea");

    protected override void Prepare(ProcessStartInfo dotnet) => dotnet.Environment["DOTNET_CLI_HOME"] = Path.Combine(Root, "home");
}
