using Xunit;

namespace Tea.Tests;

/// <summary>
/// Batches of datagrams that the system is to cut, in every host, where it refuses: to a device whose packets are shorter, and by errors
/// that strace(1) has it return in place of the call.
/// </summary>
public sealed class SegmentTests
{
    private const string Loopback = "ip link set lo mtu 1500 up";

    /// <summary>Hosts, with a family, its address of this machine, and how long a datagram is at most that such a packet holds.</summary>
    public static IEnumerable<TheoryDataRow<string, string, string, int>> Families() =>
        from host in NetworkScript.Hosts
        from family in new[] { ("2", "127.0.0.1", 1500 - 20 - 8), ("10", "::1", 1500 - 40 - 8) }
        select new TheoryDataRow<string, string, string, int>(host, family.Item1, family.Item2, family.Item3);

    /// <summary>Hosts, with an error, and what has become of a later batch of shorter datagrams.</summary>
    public static IEnumerable<TheoryDataRow<string, string, string>> Refusals() =>
        from host in NetworkScript.Hosts
        from refusal in new[] { ("EIO", "5x900"), ("EOPNOTSUPP", "5x900"), ("EINVAL", "(900:4500)") }
        select new TheoryDataRow<string, string, string>(host, refusal.Item1, refusal.Item2);

    [Theory]
    [MemberData(nameof(Families))]
    public void DatagramsThatAreLongerThanAPacketGoByThemselvesAndShorterOnesTogether(string host, string family, string address, int longest) =>
        Assert.Equal(
            $"""[[true,true,"(1000:10000)"],[true,true,"20x3000"],[true,true,"({longest}:{10 * longest})"]]""",
            Run(host, Loopback, family, address, "10x1000", "20x3000", $"10x{longest}"));

    [Theory]
    [MemberData(nameof(Families))]
    public void EachRunOfABatchGoesAsItCan(string host, string family, string address, int longest) =>
        Assert.Equal(
            $"""[[true,true,"3x3000,(100:201),4x5000,0,(1000:10000),3x{longest + 1},(64:192)"],[true,true,"({longest}:{2 * longest})"]]""",
            Run(host, Loopback, family, address, $"3x3000,2x100,1x1,4x5000,1x0,10x1000,3x{longest + 1},3x64", $"2x{longest}"));

    [Theory]
    [MemberData(nameof(Refusals))]
    public void WhereTheSystemRefusesEachGoesByItself(string host, string error, string later)
    {
        string refusing = $"""
            {Loopback}
            exec {Require.Tool("strace")} -f -qq -o "$DIR/trace" -e trace=sendmmsg -e inject=sendmmsg:error={error}:when=1 "$@"
            """;
        Assert.Equal($"""[[true,true,"5x1000"],[true,true,"{later}"]]""", Run(host, refusing, "2", "127.0.0.1", "5x1000", "5x900"));
    }

    private static string Run(string host, string preparation, params string[] arguments) =>
        NetworkScript.Run(host, "segments.js", preparation, arguments).Trim();
}
