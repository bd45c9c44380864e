using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace Tea.Tests;

/// <summary>examples/sniffer.js, line by line against tcpdump.</summary>
public sealed class SnifferExampleTests
{
    // A datagram to a closed port, an echo, a refused connection, and one on which both sides say something: at least so many packets.
    private const int packets = 16;

    private const string traffic = """
        import ctypes, os, socket, struct, sys
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))}) # on one processor all who listen see the same order
        def enter(name):
            descriptor = os.open("/run/netns/" + name, os.O_RDONLY)
            if ctypes.CDLL(None).setns(descriptor, 0) != 0: sys.exit("setns failed")
            os.close(descriptor)
        enter(sys.argv[2])
        server = socket.create_server(("10.9.0.2", 50002))
        enter(sys.argv[1])
        udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        udp.connect(("10.9.0.2", 50001))
        udp.send(b"hello")
        try: udp.recv(1)
        except ConnectionRefusedError: pass
        icmp = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP)
        icmp.connect(("10.9.0.2", 0))
        icmp.send(struct.pack("!BBHHH", 8, 0, 0xffff - (0x0800 + 7 + 9), 7, 9))
        while icmp.recv(100)[20] != 0: pass
        try: socket.create_connection(("10.9.0.2", 50003))
        except ConnectionRefusedError: pass
        client = socket.create_connection(("10.9.0.2", 50002))
        other, _ = server.accept()
        client.send(b"question"); other.recv(10)
        other.send(b"answer"); client.recv(10)
        client.close(); other.recv(1); other.close()
        """;

    [Theory]
    [InlineData("tea")]
    [InlineData("node")]
    public void ItPrintsWhatTcpdumpPrints(string host)
    {
        string count = packets.ToString(CultureInfo.InvariantCulture);
        using var link = VirtualLink.Create();
        ProcessStartInfo tcpdump = new(Require.Tool("tcpdump"), ["-n", "-t", "-l", "--immediate-mode", "-i", "va", "-c", count, "arp or ip"]);
        using var reference = RunningProgram.Start(VirtualLink.Command(link.Here, tcpdump));
        using var sniffer = RunningProgram.Start(VirtualLink.Command(link.Here, Sniffer(host, "va", count)));
        reference.WaitForLine("listening on");
        sniffer.WaitForLine("listening on va");
        using var peers = RunningProgram.Start(Require.Tool("python3"), "-c", traffic, link.Here, link.There);
        Assert.Equal("", peers.WaitForExit().Success);

        string[] expected = Packets(reference.WaitForExit());
        Assert.Equal(packets, expected.Length);
        foreach (string part in (string[])["who-has", "is-at", "UDP, length 5", "udp port 50001 unreachable", "echo request", "echo reply", "[R.]", "[S.]", "[P.]", "mss"])
        {
            Assert.Contains(expected, line => line.Contains(part, StringComparison.Ordinal));
        }

        Assert.Equal(expected, Packets(sniffer.WaitForExit()));
    }

    [Theory]
    [InlineData("tea")]
    [InlineData("node")]
    public void AnInterfaceThatIsNotThereIsReported(string host)
    {
        Require.RawSockets();
        using var sniffer = RunningProgram.Start(Sniffer(host, "nosuchinterface"));
        Assert.Equal(
            "sniffer: The \"address\" argument must be a network interface. Received 'nosuchinterface', and there is no such interface\n",
            sniffer.WaitForExit().Failure);
    }

    [Fact]
    public void ItsUsageIsShown()
    {
        ProgramResult result = Example.Run("sniffer.js", "lo", "none");
        Assert.Equal((2, "usage: tea sniffer.js [INTERFACE=lo] [COUNT]\n"), (result.ExitCode, result.Errors));
    }

    private static string[] Packets(ProgramResult result) =>
        [.. result.Success.Split('\n').Where(line => line.StartsWith("IP ", StringComparison.Ordinal) || line.StartsWith("ARP, ", StringComparison.Ordinal))];

    private static ProcessStartInfo Sniffer(string host, params IEnumerable<string> arguments)
    {
        string[] command = [Repository.PathOf("examples/sniffer.js"), .. arguments];
        return host == "node" ? Example.InNode(command) : new ProcessStartInfo(Repository.Tea, command);
    }
}
