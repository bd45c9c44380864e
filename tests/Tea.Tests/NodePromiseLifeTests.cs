using System.Net.Sockets;
using Xunit;

namespace Tea.Tests;

/// <summary>What promises keep alive: the process and their sockets while they are pending, and nothing afterwards.</summary>
public sealed class NodePromiseLifeTests
{
    private static readonly string[] hosts = [ScriptHost.Node, ScriptHost.Bun, ScriptHost.Deno];

    public static TheoryData<string, string> Pending => new MatrixTheoryData<string, string>(
        hosts, ["pending", "ref again", "ref before", "selectAsync", "waitAsync"]);

    public static TheoryData<string, string> Unreferenced => new MatrixTheoryData<string, string>(hosts, ["unref", "unref later"]);

    public static TheoryData<string, string> Over => new MatrixTheoryData<string, string>(
        hosts,
        [
            "received", "connected", "aborted", "timed out", "closed", "detached", "refused", "resolved", "aborted resolution", "selected", "iterated",
            "while a call waits", "replaced unref",
        ]);

    [Theory]
    [MemberData(nameof(Pending))]
    public void APendingPromiseKeepsTheProcessAlive(string host, string script)
    {
        using RunningProgram program = ScriptHost.Start(host, "promise-life.js", [script]);
        int port = program.WaitForPort();
        program.WaitUntilAsleep();
        using var client = new TcpClient("127.0.0.1", port);
        Assert.EndsWith("accepted\ndone\nexit\n", program.WaitForExit().Success, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Unreferenced))]
    public void APendingPromiseOfASocketThatIsNotReferencedDoesNot(string host, string script) =>
        Assert.Equal("exit\n", ScriptHost.Run(host, "promise-life.js", [script]).Success);

    [Theory]
    [MemberData(nameof(Over))]
    public void NothingKeepsTheProcessAliveWhenAllIsOver(string host, string script) =>
        Assert.Equal("done\nexit\n", ScriptHost.Run(host, "promise-life.js", [script]).Success);

    [Theory]
    [MemberData(nameof(ScriptHost.All), MemberType = typeof(ScriptHost))]
    public void ASocketStaysWhileAPromiseOfItIsPendingAndIsCollectedThen(string host) =>
        Assert.Equal("only the forgotten ones\n", ScriptHost.Run(host, "promise-collected.js", options: NodeLifeTests.ExposeGarbageCollector[host]).Success);

    [Theory]
    [MemberData(nameof(ScriptHost.All), MemberType = typeof(ScriptHost))]
    public void WithoutDescriptorsPromisesAreRejectedAndTheProgramGoesOn(string host) =>
        Assert.Equal("still working\n", ScriptHost.Run(host, "promise-descriptors-run-out.js", limit: "-n 256").Success);
}
