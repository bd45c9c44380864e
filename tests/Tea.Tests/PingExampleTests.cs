using Xunit;

namespace Tea.Tests;

/// <summary>examples/ping.js.</summary>
public sealed class PingExampleTests
{
    [Fact]
    public void RepliesAreCounted()
    {
        Require.RawSockets();
        Assert.Matches(
            @"^8 bytes from 127\.0\.0\.1: icmp_seq=1 time=[\d.]+ ms\n8 bytes from 127\.0\.0\.1: icmp_seq=2 time=[\d.]+ ms\n"
            + @"2 packets transmitted, 2 received, 0% packet loss\n$",
            Example.Run("ping.js", "127.0.0.1", "2").Success);
    }

    [Fact]
    public void AnIPv6AddressReplies()
    {
        Require.RawSockets();
        Require.IPv6Loopback();
        Assert.Matches(
            @"^8 bytes from ::1: icmp_seq=1 time=[\d.]+ ms\n1 packets transmitted, 1 received, 0% packet loss\n$",
            Example.Run("ping.js", "::1", "1").Success);
    }

    [Fact]
    public void WithoutThePrivilegeItSaysWhatIsNeeded()
    {
        using RunningProgram ping = StartWithoutPrivilege(Repository.PathOf("examples/ping.js"));
        ProgramResult result = ping.WaitForExit();
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("ping: ", result.Errors, StringComparison.Ordinal);
        Assert.Contains("need root or CAP_NET_RAW", result.Errors, StringComparison.Ordinal);
    }

    /// <summary>Without its capabilities even root may open no raw socket, but still reads the runner's files.</summary>
    private static RunningProgram StartWithoutPrivilege(string script) => Require.MayOpenRawSockets()
        ? RunningProgram.Start(Require.Tool("setpriv"), ["--bounding-set=-all", "--inh-caps=-all", Repository.Tea, script])
        : RunningProgram.Tea(script);
}
