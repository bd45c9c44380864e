using System.Diagnostics;
using Xunit;

namespace Tea.Tests;

/// <summary>
/// What scripts can do to the library that no program would: the scripts of tests/hostile, each unchanged in every host. They ask
/// for calls with arguments that lie, change or throw in the middle, for builtins that were replaced, and for an end of the stack
/// anywhere. They end with status 1 and say what did not hold; a crash or a hang ends them otherwise.
/// </summary>
public sealed class HostileScriptTests
{
    private const string Tea = "tea";

    // So many steps take one or two seconds; a million, as in CI, one or two minutes.
    private static readonly string? stepsGiven = Environment.GetEnvironmentVariable("TEASOCKET_FUZZ_STEPS");
    private static readonly TimeSpan limit = TimeSpan.FromMinutes(stepsGiven is null ? 5 : 20);

    // Where the scripts may ask for collections. "interpreted" leaves out the compilers: calls then need other amounts of stack.
    private static readonly Dictionary<string, string[]> options = new()
    {
        [ScriptHost.Node] = ["--expose-gc"],
        [ScriptHost.Bun] = [],
        [ScriptHost.Deno] = ["--v8-flags=--expose-gc"],
    };

    private static readonly Dictionary<string, string[]> interpreted = new()
    {
        [ScriptHost.Node] = ["--expose-gc", "--no-opt", "--no-sparkplug"],
        [ScriptHost.Deno] = ["--v8-flags=--expose-gc,--no-opt,--no-sparkplug"],
    };

    /// <summary>The hosts that run JavaScript.</summary>
    public static TheoryData<string> Hosts => [Tea, ScriptHost.Node, ScriptHost.Bun, ScriptHost.Deno];

    /// <summary>Those that can be told to interpret only.</summary>
    public static TheoryData<string> Interpreters => [.. interpreted.Keys];

    [Theory]
    [MemberData(nameof(Hosts))]
    public void NoCallReachesMemoryThatItWasNotGiven(string host) => Run(host, "calls.js", stepsGiven ?? "20000");

    [Theory]
    [MemberData(nameof(Hosts))]
    public void NoReplacedBuiltinSeesOrChangesWhatACallDoes(string host) => Run(host, "builtins.js");

    [Theory]
    [MemberData(nameof(Hosts))]
    public void WhatOnceGaveWayHolds(string host) => Run(host, "regressions.js");

    [Theory]
    [MemberData(nameof(Hosts))]
    public void NothingThatAScriptForgotStaysAlive(string host) => Run(host, "reachability.js");

    [Theory]
    [MemberData(nameof(Hosts))]
    public void NoCallLosesAnythingWhereverTheStackEnds(string host) => Run(host, "overflows.js", "2");

    [Theory]
    [MemberData(nameof(Interpreters))]
    public void NoCallLosesAnythingWhereverTheStackEndsWhenItIsInterpreted(string host) =>
        Run(Command(host, interpreted), host, "overflows.js", "1");

    private static void Run(string host, string script, params string[] arguments) => Run(Command(host, options), host, script, arguments);

    private static string[] Command(string host, Dictionary<string, string[]> options) =>
        host == Tea ? [Repository.Tea] : [.. ScriptHost.Command(host), .. options[host]];

    private static void Run(string[] command, string host, string script, params string[] arguments)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the scripts look into /proc and use abstract names");
        DirectoryInfo directory = Directory.CreateTempSubdirectory("tea");
        try
        {
            Lay(directory, host == Tea ? null : Require.NodeModule());
            string path = Path.Combine(directory.FullName, "hostile", script);

            // A low limit lets the runner collect garbage, which it does before descriptors run out.
            var start = new ProcessStartInfo("bash", ["-c", "ulimit -n 1024 && exec \"$@\"", "bash", .. command, path, .. arguments])
            {
                WorkingDirectory = directory.CreateSubdirectory("tmp").FullName, // where sockets with odd names leave their files
            };
            start.Environment["TEASOCKET_TMP"] = start.WorkingDirectory;
            start.Environment["NO_COLOR"] = "1";
            using var program = RunningProgram.Start(start);
            _ = program.WaitForExit(limit).Success;
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    /// <summary>Copies the scripts, and those that they share with the suite, to where <c>require("socket")</c> finds the module.</summary>
    private static void Lay(DirectoryInfo directory, string? module)
    {
        foreach (string folder in new[] { "hostile", "conformance" })
        {
            DirectoryInfo copy = directory.CreateSubdirectory(folder);
            foreach (string file in Directory.EnumerateFiles(Repository.PathOf($"tests/{folder}")))
            {
                File.Copy(file, Path.Combine(copy.FullName, Path.GetFileName(file)));
            }
        }

        if (module is not null)
        {
            DirectoryInfo package = directory.CreateSubdirectory("node_modules/socket");
            File.WriteAllText(
                Path.Combine(package.FullName, "index.js"), $"process.dlopen(module, {System.Text.Json.JsonSerializer.Serialize(module)});\n");
        }
    }
}
