using System.Text.RegularExpressions;
using Xunit;

namespace Tea.Tests;

/// <summary>examples/ping-many.js, on this machine, and on machines of the test's own.</summary>
public sealed class PingManyExampleTests : IDisposable
{
    // Groups for whom ping sockets are, and a network in which what is sent to 10.9.0.2 arrives nowhere.
    private const string Anybody = "echo '0 2147483647' > /proc/sys/net/ipv4/ping_group_range; ";
    private const string Silence = "ip link add here type veth peer name there; ip address add 10.9.0.1/24 dev here; "
        + "ip link set here up; ip link set there up; ip neighbour add 10.9.0.2 lladdr 02:00:00:00:00:01 dev here; ";

    private readonly ScriptDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Theory]
    [MemberData(nameof(NetworkScript.Hosts), MemberType = typeof(NetworkScript))]
    public void TwentyHostsReplyAtOnce(string host)
    {
        Require.RawSockets();
        AssertAllReply(Run(host, [], Addresses(20)), 20);
    }

    [Theory]
    [MemberData(nameof(NetworkScript.Hosts), MemberType = typeof(NetworkScript))]
    public void NoPrivilegeIsNeededWhereTheGroupMayPing(string host) =>
        AssertAllReply(Run(host, [.. Machine(Anybody), .. WithoutPrivilege()], Addresses(20)), 20);

    [Theory]
    [MemberData(nameof(NetworkScript.Hosts), MemberType = typeof(NetworkScript))]
    public void ASilentHostAndOneWithoutARouteDoNotKeepOthersFromBeingHeard(string host)
    {
        foreach (string groups in (string[])["", Anybody])
        {
            ProgramResult result = Run(host, Machine(Silence + groups), "127.0.0.1", "10.9.0.2", "10.77.0.1", "127.0.0.2");
            Assert.Equal((1, ""), (result.ExitCode, result.Errors));
            string[] lines = result.Output.TrimEnd('\n').Split('\n');
            Assert.Equal("2 of 4 hosts have replied", lines[^1]);
            Assert.Equal("10.9.0.2: no reply", lines[^2]); // waited for longest
            Assert.Matches(@"^10\.77\.0\.1: sendto ENETUNREACH 10\.77\.0\.1", Assert.Single(lines, line => line.StartsWith("10.77", StringComparison.Ordinal)));
            Assert.Equal(["127.0.0.1", "127.0.0.2"], Replied(result.Output));
        }
    }

    [Theory]
    [MemberData(nameof(NetworkScript.Hosts), MemberType = typeof(NetworkScript))]
    public void WithoutAnyPrivilegeItSaysWhatIsNeeded(string host)
    {
        string errors = Run(host, [.. Machine(""), .. WithoutPrivilege()], "127.0.0.1").Failure;
        Assert.Matches(@"^ping-many: socket E(PERM|ACCES).*\(needs root, CAP_NET_RAW, or a group of net\.ipv4\.ping_group_range\)\n$", errors);
    }

    private ProgramResult Run(string host, string[] before, params string[] hosts)
    {
        using RunningProgram program = NetworkScript.Example(directory, host, before, "ping-many.js", hosts);
        return program.WaitForExit();
    }

    private static string[] Addresses(int count) => [.. Enumerable.Range(1, count).Select(i => $"127.0.0.{i}")];

    private static void AssertAllReply(ProgramResult result, int count)
    {
        Assert.EndsWith($"\n{count} of {count} hosts have replied\n", result.Success, StringComparison.Ordinal);
        Assert.Equal(Addresses(count).Order(StringComparer.Ordinal), Replied(result.Output));
    }

    private static IEnumerable<string> Replied(string output) =>
        Regex.Matches(output, @"^(.+): reply from \1 in [\d.]+ ms$", RegexOptions.Multiline).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal);

    private static string[] Machine(string preparation)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "network namespaces need root");
        return [Require.Tool("unshare"), "--net", "bash", "-c", $"ip link set lo up; {preparation}exec \"$@\"", "bash"];
    }

    private static string[] WithoutPrivilege() => [Require.Tool("setpriv"), "--bounding-set=-all", "--inh-caps=-all"];
}
