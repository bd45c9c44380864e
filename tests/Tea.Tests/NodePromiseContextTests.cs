using Xunit;

namespace Tea.Tests;

/// <summary>What hosts know of asynchronous calls: contexts, hooks, unhandled rejections, and the order of callbacks.</summary>
public sealed class NodePromiseContextTests
{
    private const string Script = "promise-context.js";

    [Theory]
    [MemberData(nameof(ScriptHost.All), MemberType = typeof(ScriptHost))]
    public void AsyncLocalStorageIsTheAwaitersAfterEachPromise(string host) => AssertHolds(host, "storage");

    // Bun and Deno have the functions of node:async_hooks, which are never called there, by the host's own promises neither.
    [Fact]
    public void AsyncHooksKnowWhereAPromiseWasAwaited() => AssertHolds(ScriptHost.Node, "hooks");

    [Theory]
    [MemberData(nameof(ScriptHost.All), MemberType = typeof(ScriptHost))]
    public void TheHostHasNothingToWarnOfHoweverManyCallsHaveOneSignal(string host) => AssertHolds(host, "warnings");

    [Theory]
    [MemberData(nameof(ScriptHost.All), MemberType = typeof(ScriptHost))]
    public void TheHostTellsOfRejectionsThatNobodyHandles(string host) => AssertHolds(host, "unhandled rejection");

    [Theory]
    [MemberData(nameof(ScriptHost.All), MemberType = typeof(ScriptHost))]
    public void TheHostTellsOfWhatIsThrownInCallbacksAndTheRestGoesOn(string host) => AssertHolds(host, "uncaught exceptions");

    [Theory]
    [MemberData(nameof(ScriptHost.All), MemberType = typeof(ScriptHost))]
    public void ARejectionThatNobodyHandlesEndsTheProcessWithStatusOne(string host)
    {
        ProgramResult result = ScriptHost.Run(host, Script, ["unhandled"]);
        Assert.Equal(("", 1), (result.Output, result.ExitCode));
        Assert.Contains("recv ETIMEDOUT", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(ScriptHost.All), MemberType = typeof(ScriptHost))]
    public void WhatIsThrownInATickEndsTheProcessWithStatusOne(string host)
    {
        ProgramResult result = ScriptHost.Run(host, Script, ["uncaught"]);
        Assert.Equal(("", 1), (result.Output, result.ExitCode));
        Assert.Contains("thrown on purpose", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(ScriptHost.All), MemberType = typeof(ScriptHost))]
    public void TicksAndMicrotasksRunBeforeTheNextTurn(string host) => AssertHolds(host, "order");

    [Theory]
    [MemberData(nameof(ScriptHost.All), MemberType = typeof(ScriptHost))]
    public void NothingOfAScriptsRunsInsideACall(string host) => AssertHolds(host, "no call inside");

    private static void AssertHolds(string host, string held) => Assert.Equal("held\n", ScriptHost.Run(host, Script, [held]).Success);
}
