using Xunit;

namespace Tea.Tests;

/// <summary>Promises in several environments of one process: worker threads, contexts, and more than one copy of the library.</summary>
public sealed class NodePromiseWorkerTests
{
    private static readonly string[] hosts = [ScriptHost.Node, ScriptHost.Bun, ScriptHost.Deno];

    public static TheoryData<string, string> Ends => new MatrixTheoryData<string, string>(hosts, ["terminated", "exits", "throws", "rejects"]);

    [Theory]
    [MemberData(nameof(Ends))]
    public void WorkersThatEndWhilePromisesArePendingLeaveNothing(string host, string way) =>
        Assert.Equal("30 workers, nothing left\n", ScriptHost.Run(host, "promise-workers.js", [way]).Success);

    [Theory]
    [MemberData(nameof(ScriptHost.All), MemberType = typeof(ScriptHost))]
    public void TenWorkersAtOnceHaveTheirOwnPromisesAndExitWaitsForNone(string host)
    {
        ProgramResult result = ScriptHost.Run(host, "promise-workers-at-once.js");
        Assert.Equal(("all of them\n", 7), (result.Output, result.ExitCode));
    }

    [Theory]
    [MemberData(nameof(ScriptHost.All), MemberType = typeof(ScriptHost))]
    public void CopiesOfTheLibraryAndContextsWaitAtOnce(string host) =>
        Assert.Equal("all five\n", ScriptHost.Run(host, "promise-copies.js").Success);
}
