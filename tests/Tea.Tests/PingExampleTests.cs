using System.Diagnostics;
using Xunit;

namespace Tea.Tests;

/// <summary>examples/ping.js, the same file in the runner and in Node.</summary>
public sealed class PingExampleTests
{
    [Theory]
    [InlineData("tea")]
    [InlineData("node")]
    public void RepliesAreCounted(string host)
    {
        Require.RawSockets();
        Assert.Matches(
            @"^8 bytes from 127\.0\.0\.1: icmp_seq=1 time=[\d.]+ ms\n8 bytes from 127\.0\.0\.1: icmp_seq=2 time=[\d.]+ ms\n"
            + @"2 packets transmitted, 2 received, 0% packet loss\n$",
            Run(Ping(host, "127.0.0.1", "2")).Success);
    }

    [Theory]
    [InlineData("tea")]
    [InlineData("node")]
    public void AnIPv6AddressReplies(string host)
    {
        Require.RawSockets();
        Require.IPv6Loopback();
        Assert.Matches(
            @"^8 bytes from ::1: icmp_seq=1 time=[\d.]+ ms\n1 packets transmitted, 1 received, 0% packet loss\n$",
            Run(Ping(host, "::1", "1")).Success);
    }

    [Theory]
    [InlineData("tea")]
    [InlineData("node")]
    public void WithoutThePrivilegeItSaysWhatIsNeeded(string host)
    {
        string errors = Run(WithoutPrivilege(Ping(host))).Failure;
        Assert.StartsWith("ping: ", errors, StringComparison.Ordinal);
        Assert.Contains("need root or CAP_NET_RAW", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tea")]
    [InlineData("node")]
    public void ItsUsageNamesTheProgramThatRunsIt(string host)
    {
        ProgramResult result = Run(Ping(host, "127.0.0.1", "0"));
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith($"usage: {host} ping.js ", result.Errors, StringComparison.Ordinal);
    }

    private static ProcessStartInfo Ping(string host, params IEnumerable<string> arguments)
    {
        string[] command = [Repository.PathOf("examples/ping.js"), .. arguments];
        return host == "node" ? Example.InNode(command) : new ProcessStartInfo(Repository.Tea, command);
    }

    /// <summary>Without its capabilities even root may open no raw socket, but still reads the runner's files.</summary>
    private static ProcessStartInfo WithoutPrivilege(ProcessStartInfo start) => Require.MayOpenRawSockets()
        ? new ProcessStartInfo(
            Require.Tool("setpriv"), ["--bounding-set=-all", "--inh-caps=-all", start.FileName, .. start.ArgumentList])
        : start;

    private static ProgramResult Run(ProcessStartInfo start)
    {
        using var program = RunningProgram.Start(start);
        return program.WaitForExit();
    }
}
