using System.Diagnostics;
using System.Reflection;
using Xunit;

namespace TeaSocket.Tests;

/// <summary>A first run of the Windows layer: its basic calls, under Wine.</summary>
public sealed class WindowsTests
{
    private const string Project = "tests/TeaSocket.WindowsCheck";

    [Fact]
    public void TheBasicCallsWorkUnderWine()
    {
        Assert.SkipUnless(Tool.Exists("wine"), "there is no wine (Debian's package wine64)");
        string root = typeof(WindowsTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(m => m.Key == "Repository").Value!;
        DirectoryInfo directory = Directory.CreateTempSubdirectory("tea");
        string prefix = Path.Combine(directory.FullName, "wine");
        try
        {
            string published = Path.Combine(directory.FullName, "published");
            Run("dotnet", prefix, "publish", Path.Combine(root, Project), "-r", "win-x64", "--self-contained", "-c", "Release", "-o", published, "-p:RunAnalyzers=false");
            string report = Run("wine", prefix, Path.Combine(published, "TeaSocket.WindowsCheck.exe"));
            Assert.Contains("\n1..", report, StringComparison.Ordinal);
            Assert.DoesNotContain("not ok", report, StringComparison.Ordinal);
            TestContext.Current.TestOutputHelper!.WriteLine(report);
        }
        finally
        {
            Run("wineserver", prefix, "-k");
            directory.Delete(recursive: true);
        }
    }

    private static string Run(string program, string winePrefix, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["WINEPREFIX"] = winePrefix;
        start.Environment["WINEDEBUG"] = "-all";
        start.Environment["TMPDIR"] = program == "dotnet" ? Path.GetTempPath() : Path.GetDirectoryName(winePrefix); // where Wine's server leaves its own
        // Or the build would be told to use what this test run was started with.
        start.Environment.Remove("MSBuildSDKsPath");
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        bool isServerGone = program == "wineserver";
        return process.ExitCode == 0 || isServerGone ? output
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}:\n{output}{errors.Result}");
    }
}
