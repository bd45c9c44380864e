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

    [Theory]
    [MemberData(nameof(ScriptHost.All), MemberType = typeof(ScriptHost))]
    public void AWorkerThatIsTerminatedInABlockingCallEndsWhenTheCallReturns(string host) =>
        Assert.Equal(
            "with a timeout 1\nuntil a datagram comes 1\nnothing is left\n", ScriptHost.Run(host, "worker-terminated.js").Success);

    [Theory]
    [MemberData(nameof(ScriptHost.All), MemberType = typeof(ScriptHost))]
    public void ExitInAWorkersCallbackEndsTheWorkerOnly(string host) =>
        Assert.Equal("worker ended with 3\n", ScriptHost.Run(host, "worker-exits.js").Success);

    [Theory]
    [MemberData(nameof(ScriptHost.All), MemberType = typeof(ScriptHost))]
    public void TheSamePathTwiceALinkAndACopyWorkInOneProcess(string host) =>
        Assert.Equal("all four\n", ScriptHost.Run(host, "two-copies.js").Success);
}
