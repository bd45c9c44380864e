using Xunit;

namespace Tea.Tests;

/// <summary>The library in several environments of one process: worker threads, and more than one copy of it.</summary>
public sealed class NodeWorkerTests
{
    [Theory]
    [MemberData(nameof(ScriptHost.All), MemberType = typeof(ScriptHost))]
    public void TenWorkersAtOnceEachHaveTheirOwnSocketsAndErrors(string host) =>
        Assert.Equal("all of them\n", ScriptHost.Run(host, "workers-at-once.js").Success);

    [Theory]
    [MemberData(nameof(ScriptHost.All), MemberType = typeof(ScriptHost))]
    public void AHundredWorkersThatLoadAndEndLeaveNeitherSocketsNorMemory(string host) =>
        Assert.Equal("100 workers, nothing left\n", ScriptHost.Run(host, "workers-again.js").Success);

    [Theory]
    [MemberData(nameof(ScriptHost.All), MemberType = typeof(ScriptHost))]
    public void TheLibraryStaysWhenTheOnlyWorkerThatUsesItEnds(string host) =>
        Assert.Equal("30 workers\n", ScriptHost.Run(host, "workers-only.js").Success);

    // Deno's terminate() does not end a worker that runs JavaScript either, so that nothing can tell of it.
    private static readonly string[] terminatingHosts = [ScriptHost.Node, ScriptHost.Bun];
    private static readonly string[] calls = ["accept", "receive", "receiveInto", "receiveMany", "sendFile", "select", "poller"];

    /// <summary>The calls that wait, in the hosts that end workers inside them.</summary>
    public static IEnumerable<TheoryDataRow<string, string>> TerminatedCalls => CallsIn(terminatingHosts);

    /// <summary>The calls that wait, in each host.</summary>
    public static IEnumerable<TheoryDataRow<string, string>> WaitingCalls => CallsIn([.. terminatingHosts, ScriptHost.Deno]);

    private static IEnumerable<TheoryDataRow<string, string>> CallsIn(string[] hosts) =>
        from host in hosts from call in calls select new TheoryDataRow<string, string>(host, call);

    [Theory]
    [MemberData(nameof(TerminatedCalls))]
    public void TerminateEndsAWorkerInsideACallThatWaitsForEver(string host, string call) =>
        Assert.Equal("terminated 1\nnothing is left\n", ScriptHost.Run(host, "worker-terminated.js", [call]).Success);

    [Theory]
    [MemberData(nameof(WaitingCalls))]
    public void ExitDoesNotWaitForAWorkerInsideACall(string host, string call)
    {
        ProgramResult result = ScriptHost.Run(host, "worker-terminated.js", ["exit", call]);
        Assert.Equal(("exits\n", 7), (result.Output, result.ExitCode));
    }

    [Theory]
    [MemberData(nameof(ScriptHost.All), MemberType = typeof(ScriptHost))]
    public void ExitInAWorkersCallbackEndsTheWorkerOnly(string host) =>
        Assert.Equal("worker ended with 3\n", ScriptHost.Run(host, "worker-exits.js").Success);

    [Theory]
    [MemberData(nameof(ScriptHost.All), MemberType = typeof(ScriptHost))]
    public void TheSamePathTwiceALinkAndACopyWorkInOneProcess(string host) =>
        Assert.Equal("all four\n", ScriptHost.Run(host, "two-copies.js").Success);
}
