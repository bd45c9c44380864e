using System.Globalization;
using Xunit;

namespace Tea.Tests;

/// <summary>Many promises of sockets at once, and many in all: what they cost, in every host.</summary>
[Collection("Ten thousand connections")] // one after the other: a process may not open many more
public sealed class PromiseLoadTests
{
    private const int TicksInASecond = 100; // sysconf(_SC_CLK_TCK), on all systems that Linux runs on

    public static TheoryData<string> Hosts => HostileScript.Hosts;

    public static MatrixTheoryData<string, string> HostsAndKinds => new(Hosts.Select(row => row.Data), ["unix", "netlink"]);

    [Theory]
    [MemberData(nameof(Hosts))]
    public void TenThousandConnectionsWaitAtOnceAndEachIsAnsweredOnce(string host)
    {
        const int Count = 10_000;
        Require.Descriptors(Count + 1_000);
        using var script = new HostileScript(host, Count + 1_000, "load.js", "connections", $"{Count}");
        RunningProgram server = script.Program;
        int port = server.WaitForPort();
        TcpPeer[] clients = [.. Enumerable.Range(0, Count).Select(_ => TcpPeer.Connect(port))];
        AssertIdle(server, TicksInASecond / 20);
        foreach ((int i, TcpPeer client) in clients.Index())
        {
            client.Send($"{i:D5}");
        }

        foreach ((int i, TcpPeer client) in clients.Index())
        {
            Assert.Equal($"{i:D5}", client.Receive(5));
            client.FinishSending();
        }

        server.WaitForLine($"{Count} answered, {Count} ended");
        Assert.All(clients, client => Assert.Equal("", client.ReceiveToEnd()));
        Array.ForEach(clients, client => client.Dispose());
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public void AMillionPromisesTakeNoMoreMemoryThanTheFirstHundredThousand(string host)
    {
        using var script = new HostileScript(host, 1024, "load.js", "promises", "1000000");
        script.Program.WaitForLine("100000 promises");
        long before = Resident(script.Program.Id);
        script.Program.WaitForLine("1000000 promises");
        long after = Resident(script.Program.Id);
        Assert.True(after < 1.5 * before, $"{before} kB have become {after}");
        _ = script.Program.WaitForExit().Success;
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public void SocketsThatNeverHaveToWaitLeaveTheirTurnToOthers(string host)
    {
        using var script = new HostileScript(host, 1024, "load.js", "turns");
        Assert.Equal("all had turns\n", script.Program.WaitForExit().Success);
    }

    [Theory]
    [MemberData(nameof(HostsAndKinds))]
    public void DatagramsForAQueueThatIsFullWaitWithoutTurningTheLoopWithoutEnd(string host, string kind)
    {
        using var script = new HostileScript(host, 1024, "load.js", "full", kind);
        AssertIdle(script.Program, TicksInASecond / 4); // without pauses it would be all of them
        Assert.EndsWith("last one two three\n", script.Program.WaitForExit().Success, StringComparison.Ordinal);
    }

    /// <summary>A program does nothing between two of its lines, which are a second apart: so many ticks of the processor's at most.</summary>
    private static void AssertIdle(RunningProgram program, int most)
    {
        program.WaitForLine("idle from here");
        long before = Ticks(program.Id);
        program.WaitForLine("idle to here");
        long used = Ticks(program.Id) - before;
        Assert.True(used <= most, $"it ran for {used} ticks");
    }

    /// <summary>How long all threads of a process have run, in the system's ticks, see proc_pid_stat(5).</summary>
    private static long Ticks(int process)
    {
        string stat = File.ReadAllText($"/proc/{process}/stat");
        string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' '); // from the third on
        return Number(fields[11]) + Number(fields[12]);
    }

    /// <summary>How much memory a process has, in kB.</summary>
    private static long Resident(int process) =>
        Number(File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(':', 'k')[1]);

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
