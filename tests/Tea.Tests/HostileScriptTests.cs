using Xunit;

namespace Tea.Tests;

/// <summary>
/// What scripts can do to the library that no program would: the scripts of tests/hostile, each unchanged in every host. They ask
/// for calls with arguments that lie, change or throw in the middle, for builtins that were replaced, and for an end of the stack
/// anywhere. They end with status 1 and say what did not hold; a crash or a hang ends them otherwise.
/// </summary>
public sealed class HostileScriptTests
{
    private const int Descriptors = 1024;

    // So many steps take one or two seconds; a million, as in CI, one or two minutes.
    private static readonly string? stepsGiven = Environment.GetEnvironmentVariable("TEASOCKET_FUZZ_STEPS");
    private static readonly string? seedGiven = Environment.GetEnvironmentVariable("TEASOCKET_FUZZ_SEED");
    private static readonly TimeSpan limit = TimeSpan.FromMinutes(stepsGiven is null ? 5 : 20);

    /// <summary>The seed that a script is told; it takes one of its own otherwise.</summary>
    private static string[] Seed => seedGiven is null ? [] : [seedGiven];

    // A step takes far longer there.
    private static string SchedulesSteps => stepsGiven is null ? "6000" : $"{int.Parse(stepsGiven, System.Globalization.CultureInfo.InvariantCulture) / 10}";

    // Without the compilers calls need other amounts of stack.
    private static readonly Dictionary<string, string[]> interpreted = new()
    {
        [ScriptHost.Node] = ["--expose-gc", "--no-opt", "--no-sparkplug"],
        [ScriptHost.Deno] = ["--v8-flags=--expose-gc,--no-opt,--no-sparkplug"],
    };

    /// <summary>The hosts that run JavaScript.</summary>
    public static TheoryData<string> Hosts => HostileScript.Hosts;

    /// <summary>Those that can be told to interpret only.</summary>
    public static TheoryData<string> Interpreters => [.. interpreted.Keys];

    [Theory]
    [MemberData(nameof(Hosts))]
    public void NoCallReachesMemoryThatItWasNotGiven(string host) => Run(host, "calls.js", [stepsGiven ?? "20000", .. Seed]);

    [Theory]
    [MemberData(nameof(Hosts))]
    public void WhatIsAwaitedArrivesOnceAndInOrderOrIsRejectedForAReason(string host)
    {
        using var script = new HostileScript(host, Descriptors, "schedules.js", [SchedulesSteps, .. Seed]);
        Assert.Contains("all held", script.Program.WaitForExit(limit).Success, StringComparison.Ordinal); // or it has ended with promises pending
    }

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
        Run(new HostileScript(host, [.. HostileScript.Command(host), .. interpreted[host]], Descriptors, "overflows.js", "1"));

    private static void Run(string host, string script, params string[] arguments) => Run(new HostileScript(host, Descriptors, script, arguments));

    private static void Run(HostileScript script)
    {
        using (script)
        {
            _ = script.Program.WaitForExit(limit).Success;
        }
    }
}
