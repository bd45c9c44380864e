using System.Diagnostics;
using Xunit;

namespace Tea.Tests;

/// <summary>The programs that load the module as a library, by their names.</summary>
internal static class ScriptHost
{
    public const string Node = "node";
    public const string Bun = "bun";
    public const string Deno = "deno";

    /// <summary>All of them.</summary>
    public static TheoryData<string> All => [Node, Bun, Deno];

    /// <summary>The command that runs a script, which is to follow.</summary>
    public static string[] Command(string host) => host switch
    {
        Node => [Require.Tool("node")],
        Bun => [Require.Installed("tests/hosts/node_modules/@oven/bun-linux-x64/bin/bun", "npm install in tests/hosts")],
        Deno => [Require.Installed("tests/hosts/node_modules/@deno/linux-x64-glibc/deno", "npm install in tests/hosts"), "run", "-A"],
        _ => throw new ArgumentOutOfRangeException(nameof(host), host, "no such host"),
    };

    /// <summary>Runs a script of tests/node to its end.</summary>
    public static ProgramResult Run(string host, string script, string[]? arguments = null, string[]? options = null, string? limit = null)
    {
        using RunningProgram program = Start(host, script, arguments, options, limit);
        return program.WaitForExit();
    }

    /// <summary>Starts a script of tests/node.</summary>
    /// <param name="host">Where it runs.</param>
    /// <param name="script">Its file's name.</param>
    /// <param name="arguments">What the script is told.</param>
    /// <param name="options">What the host is told.</param>
    /// <param name="limit">What ulimit is told before.</param>
    public static RunningProgram Start(
        string host, string script, string[]? arguments = null, string[]? options = null, string? limit = null)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the scripts read /proc");
        string[] limited = limit is null ? [] : ["bash", "-c", $"ulimit {limit} && exec \"$@\"", "bash"];
        string[] command = [.. limited, .. Command(host), .. options ?? [], Repository.PathOf($"tests/node/{script}"), .. arguments ?? []];
        var start = new ProcessStartInfo(command[0], command[1..]);
        start.Environment["TEASOCKET_MODULE"] = Require.NodeModule();
        return RunningProgram.Start(start);
    }
}
