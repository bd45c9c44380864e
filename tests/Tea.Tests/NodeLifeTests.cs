using Xunit;

namespace Tea.Tests;

/// <summary>How sockets and the process that the library is loaded into end.</summary>
public sealed class NodeLifeTests
{
    // Node and Deno are given a gc(), Bun has its own.
    internal static readonly Dictionary<string, string[]> ExposeGarbageCollector = new()
    {
        [ScriptHost.Node] = ["--expose-gc"],
        [ScriptHost.Bun] = [],
        [ScriptHost.Deno] = ["--v8-flags=--expose-gc"],
    };

    [Theory]
    [MemberData(nameof(ScriptHost.All), MemberType = typeof(ScriptHost))]
    public void TheProcessEndsWithOpenSockets(string host)
    {
        ProgramResult result = ScriptHost.Run(host, "exit-with-open-sockets.js");
        Assert.Equal((7, "open: true\n", ""), (result.ExitCode, result.Output, result.Errors));
    }

    [Theory]
    [MemberData(nameof(ScriptHost.All), MemberType = typeof(ScriptHost))]
    public void ExitInACallbackEndsTheProcess(string host)
    {
        ProgramResult result = ScriptHost.Run(host, "exit-in-callback.js");
        Assert.Equal((9, "", ""), (result.ExitCode, result.Output, result.Errors));
    }

    [Theory]
    [MemberData(nameof(ScriptHost.All), MemberType = typeof(ScriptHost))]
    public void SocketsWorkInExitHandlers(string host) =>
        Assert.Equal("beforeExit\nanother turn\nexit\n", ScriptHost.Run(host, "exit-handlers.js").Success);

    [Theory]
    [MemberData(nameof(ScriptHost.All), MemberType = typeof(ScriptHost))]
    public void WhatGetSocketThrowsEndsTheProcessUnlessItIsHandled(string host)
    {
        ProgramResult result = ScriptHost.Run(host, "uncaught-error.js");
        Assert.Equal((1, "uncaught: thrown by getSocket\n"), (result.ExitCode, result.Output));
        Assert.Contains("thrown by getSocket", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(ScriptHost.All), MemberType = typeof(ScriptHost))]
    public void AfterACollectionForgottenSocketsAreClosedAndTheOthersAreNot(string host) =>
        Assert.Equal(
            "only the forgotten ones\n", ScriptHost.Run(host, "collected.js", options: ExposeGarbageCollector[host]).Success);

    [Theory]
    [MemberData(nameof(ScriptHost.All), MemberType = typeof(ScriptHost))]
    public void ForgottenSocketsAreClosedBeforeDescriptorsRunOutIfTheEventLoopTurns(string host) =>
        Assert.Equal("6000 sockets\n", ScriptHost.Run(host, "forgotten.js", limit: "-n 256").Success);

    [Theory]
    [MemberData(nameof(ScriptHost.All), MemberType = typeof(ScriptHost))]
    public void RunningOutOfDescriptorsThrowsEmfileAndTheProgramGoesOn(string host)
    {
        string[] lines = ScriptHost.Run(host, "descriptors-run-out.js", limit: "-n 256").Success.TrimEnd('\n').Split('\n');
        Assert.Equal("SocketError EMFILE socket true", lines[0]);
        Assert.Matches("^SocketError EMFILE (socket|accept) true$", lines[1]);
        Assert.Equal("SocketError EMFILE socketpair true", lines[2]);
        Assert.Equal("SocketError EMFILE fcntl true", lines[3]);
        Assert.Equal(["SocketError EMFILE socket true", "still working"], lines[4..]);
    }

    [Theory]
    [MemberData(nameof(ScriptHost.All), MemberType = typeof(ScriptHost))]
    public void ChildProcessesInheritNoSocket(string host) =>
        Assert.Equal("inherited: none of 8\n", ScriptHost.Run(host, "children-inherit-nothing.js").Success);
}
