using System.Diagnostics;
using System.Text.RegularExpressions;
using Xunit;

namespace Tea.Tests;

/// <summary>
/// A page's code as a program, in a network namespace: its ports are nobody else's, and it reaches no other machine.
/// </summary>
internal static partial class PageProgram
{
    /// <summary>The runner, among the hosts.</summary>
    public const string Tea = "tea";

    /// <summary>Runs it to its end, and returns its output.</summary>
    public static string Run(PageBlock block, string host)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "network namespaces are Linux's, and need root");
        _ = Require.Tool("ip");
        using var directory = new ScriptDirectory();
        string[] command = block.Language == "csharp" ? CSharpBlock.Compile(block.Code, directory) : ScriptCommand(block, host, directory);
        string[] arguments = ["--net", "sh", "-c", "ip link set lo up && exec \"$@\"", "sh", .. command];

        var start = new ProcessStartInfo(Require.Tool("unshare"), arguments) { WorkingDirectory = directory.Path };
        start.Environment["NO_COLOR"] = "1";
        using var program = RunningProgram.Start(start);
        return program.WaitForExit().Success;
    }

    private static string[] ScriptCommand(PageBlock block, string host, ScriptDirectory directory)
    {
        InstalledPackage.InstallInto(directory);
        string path = directory.Write(FileName(block, host), block.Code);
        return [.. host == Tea ? [Repository.Tea] : ScriptHost.Command(host), path];
    }

    /// <summary>Named so that each host takes it for what it is.</summary>
    private static string FileName(PageBlock block, string host) => block.Language == "ts" ? "block.mts"
        : Import().IsMatch(block.Code) ? "block.mjs"
        : host == Tea ? "block.js" : "block.cjs";

    [GeneratedRegex("^import ", RegexOptions.Multiline)]
    private static partial Regex Import();
}
