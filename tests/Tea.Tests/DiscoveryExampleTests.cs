using Xunit;

namespace Tea.Tests;

/// <summary>examples/discovery.js: several programs on a machine with two interfaces, in every host.</summary>
public sealed class DiscoveryExampleTests
{
    // Everything before the last "find …" is run in the background once for each service, whose first line says that it is ready.
    private const string Machine = """
        ip link set lo up
        for name in near far; do
          ip link add $name type veth peer name $name-peer
          ip link set $name-peer up
          ip link set $name up
        done
        ip addr add 192.0.2.1/24 dev near
        ip addr add 198.51.100.1/24 dev far
        ip route add 239.0.0.0/8 dev near
        count=0
        for ((i = 1; i <= $#; i++)); do [ "${!i}" = find ] && count=$((i - 1)); done
        start() { mkfifo "$DIR/$1"; "${program[@]}" announce "$@" > "$DIR/$1" & exec {ready}< "$DIR/$1"; read -r line <&$ready; }
        program=("${@:1:$count}")
        """;

    public static TheoryData<string> Programs => NetworkScript.Hosts;

    [Theory]
    [MemberData(nameof(Programs))]
    public void AllServicesAreFoundByTheirAddressesAndPorts(string host)
    {
        string output = Find(host, "start printer 9100; start scanner 9101; start camera 9102", "*", "3");
        Assert.Equal(["camera 192.0.2.1:9102", "printer 192.0.2.1:9100", "scanner 192.0.2.1:9101"], output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order());
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void OneServiceIsFoundByItsName(string host) =>
        Assert.Equal("scanner 192.0.2.1:9101\n", Find(host, "start printer 9100; start scanner 9101", "scanner", "1"));

    [Theory]
    [MemberData(nameof(Programs))]
    public void EachInterfaceIsANetworkOfItsOwn(string host)
    {
        // One at a time: Linux tells a socket of any group that somebody on the machine has joined, see IP_MULTICAST_ALL in ip(7).
        const string far = "start printer 9100 far";
        Assert.Equal("printer 198.51.100.1:9100\n", Find(host, far, "*", "1", "198.51.100.1"));
        Assert.Equal(1, Try(host, far, "*", "1", "near").ExitCode);
        Assert.Equal("scanner 192.0.2.1:9101\n", Find(host, "start scanner 9101 192.0.2.1", "*", "1", "near"));
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void WhereNobodyAnswersItEndsWithStatus1(string host)
    {
        ProgramResult result = Try(host, "start printer 9100", "scanner");
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
    }

    private static string Find(string host, string services, params string[] arguments) => Try(host, services, arguments).Success;

    private static ProgramResult Try(string host, string services, params string[] arguments)
    {
        using var directory = new ScriptDirectory();
        directory.Write("discovery.js", File.ReadAllText(Repository.PathOf("examples/discovery.js")));
        string preparation = $$"""
            {{Machine}}
            {{services}}
            set +e
            "$@"
            status=$?
            kill $(jobs -p)
            wait
            exit $status
            """;
        using RunningProgram program = NetworkScript.Start(directory, host, "discovery.js", preparation, ["find", .. arguments]);
        return program.WaitForExit();
    }
}
