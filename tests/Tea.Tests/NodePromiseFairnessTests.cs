using Xunit;

namespace Tea.Tests;

/// <summary>Promises at full load leave their turn to whatever else the program does.</summary>
public sealed class NodePromiseFairnessTests
{
    private static readonly string[] hosts = [ScriptHost.Node, ScriptHost.Bun, ScriptHost.Deno];

    public static TheoryData<string, string> Others => new MatrixTheoryData<string, string>(
        hosts, ["timers", "immediates", "http", "sockets", "chatter", "a large send", "a large file"]);

    [Theory]
    [MemberData(nameof(Others))]
    public void WhoeverElseHasSomethingToDoHasATurn(string host, string other) =>
        Assert.Equal("held\n", ScriptHost.Run(host, "promise-fairness.js", [other]).Success);
}
