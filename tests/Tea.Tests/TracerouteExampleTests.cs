using System.Diagnostics;
using Xunit;

namespace Tea.Tests;

/// <summary>examples/traceroute.js, without root where it has to do without, through networks of the test's own.</summary>
public sealed class TracerouteExampleTests
{
    // Four machines in a row, two of them routers; each line is a command. "$n" tells apart what several tests make at once.
    private const string Machines = """
        set -e
        n=$1; shift
        machines="tra$n trb$n trc$n trd$n"
        trap 'for m in $machines; do ip netns delete $m 2>/dev/null || true; done' EXIT
        for m in $machines; do ip netns add $m; ip -n $m link set lo up; done
        join() {
          ip link add $2 netns $1 type veth peer name $5 netns $4
          ip -n $1 address add $3.1/24 dev $2; ip -n $1 -6 address add fd00:$7::1/64 dev $2 nodad; ip -n $1 link set $2 up
          ip -n $4 address add $3.2/24 dev $5; ip -n $4 -6 address add fd00:$7::2/64 dev $5 nodad; ip -n $4 link set $5 up
        }
        join tra$n right 10.77.1 trb$n left - 1
        join trb$n right 10.77.2 trc$n left - 2
        join trc$n right 10.77.3 trd$n left - 3
        for m in trb$n trc$n; do ip netns exec $m sh -c 'echo 1 > /proc/sys/net/ipv4/ip_forward; echo 1 > /proc/sys/net/ipv6/conf/all/forwarding'; done
        ip -n tra$n route add default via 10.77.1.2; ip -n tra$n -6 route add default via fd00:1::2
        ip -n trb$n route add 10.77.3.0/24 via 10.77.2.2; ip -n trb$n -6 route add fd00:3::/64 via fd00:2::2
        ip -n trc$n route add 10.77.1.0/24 via 10.77.2.1; ip -n trc$n -6 route add fd00:1::/64 via fd00:2::1
        ip -n trd$n route add default via 10.77.3.1; ip -n trd$n -6 route add default via fd00:3::1
        ip netns exec tra$n "$@"
        """;

    private static int made;

    /// <summary>Both programs, each with both versions of IP.</summary>
    public static TheoryData<string, string, string[]> Ways => new()
    {
        { "tea", "10.77.3.2", ["10.77.1.2", "10.77.2.2", "10.77.3.2"] },
        { "node", "10.77.3.2", ["10.77.1.2", "10.77.2.2", "10.77.3.2"] },
        { "tea", "fd00:3::2", ["fd00:1::2", "fd00:2::2", "fd00:3::2"] },
    };

    [Theory]
    [InlineData("tea")]
    [InlineData("node")]
    public void TheHostItselfIsOneHop(string host) => Assert.Matches(
        @"^traceroute to 127\.0\.0\.1 \(127\.0\.0\.1\), 30 hops max\n1  127\.0\.0\.1  [\d.]+ ms\n$", Run(Traceroute(host, "127.0.0.1")).Success);

    [Theory]
    [MemberData(nameof(Ways))]
    public void EachRouterOnTheWayIsNamed(string host, string address, string[] hops)
    {
        string output = Run(InNetworks(Traceroute(host, address))).Success;
        string[] lines = output.TrimEnd('\n').Split('\n');
        Assert.Equal(hops, lines[1..].Select(line => line.Split("  ")[1]));
        Assert.Equal(["1", "2", "3"], lines[1..].Select(line => line.Split("  ")[0]));
    }

    [Fact]
    public void AHostThatARouterDoesNotKnowIsReported()
    {
        ProgramResult result = Run(InNetworks(Traceroute("tea", "10.99.0.1", "5")));
        Assert.Equal(1, result.ExitCode);
        Assert.Matches(@"\n1  10\.77\.1\.2  [\d.]+ ms  ENETUNREACH\n$|\n1  10\.77\.1\.2  [\d.]+ ms  EHOSTUNREACH\n$", result.Output);
    }

    [Fact]
    public void ItsUsageNamesTheProgramThatRunsIt()
    {
        ProgramResult result = Run(Traceroute("tea", "127.0.0.1", "0"));
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("usage: tea traceroute.js ", result.Errors, StringComparison.Ordinal);
    }

    private static ProcessStartInfo Traceroute(string host, params IEnumerable<string> arguments)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux keeps a queue of errors");
        string[] command = [Repository.PathOf("examples/traceroute.js"), .. arguments];
        return host == "node" ? Example.InNode(command) : new ProcessStartInfo(Repository.Tea, command);
    }

    private static ProcessStartInfo InNetworks(ProcessStartInfo start)
    {
        _ = Require.Tool("ip");
        Require.RawSockets(); // who may open those may also make networks
        string number = $"{Environment.ProcessId}x{Interlocked.Increment(ref made)}";
        return new ProcessStartInfo("bash", ["-c", Machines, "bash", number, start.FileName, .. start.ArgumentList])
        {
            WorkingDirectory = start.WorkingDirectory,
        };
    }

    private static ProgramResult Run(ProcessStartInfo start)
    {
        using var program = RunningProgram.Start(start);
        return program.WaitForExit();
    }
}
