using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Xunit;

namespace Tea.Tests;

/// <summary>examples/port-forwarder.js, between a client and a server of the test's own.</summary>
public sealed class PortForwarderExampleTests : IDisposable
{
    private readonly ScriptDirectory directory = new();
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    public PortForwarderExampleTests() => listener.Start();

    public void Dispose()
    {
        listener.Dispose();
        directory.Dispose();
    }

    private string TargetPort => $"{((IPEndPoint)listener.LocalEndpoint).Port}";

    [Theory]
    [MemberData(nameof(NetworkScript.Hosts), MemberType = typeof(NetworkScript))]
    public void BytesGoBothWays(string host)
    {
        using RunningProgram forwarder = Start(host);
        using var client = TcpPeer.Connect(forwarder.WaitForPort());
        using TcpPeer server = Accept();
        AssertPasses("ping", client, server);
        AssertPasses("pong", server, client);
        server.Send("the server may begin");
        AssertPasses("again", client, server);
        Assert.Equal("the server may begin", client.Receive(20));
    }

    [Theory]
    [MemberData(nameof(NetworkScript.Hosts), MemberType = typeof(NetworkScript))]
    public void AFinishedSideIsPassedOnAndTheOtherGoesOn(string host)
    {
        string text = string.Concat(Enumerable.Range(0, 400_000).Select(i => $"{i} kůň\n"));
        using RunningProgram forwarder = Start(host, "localhost");
        int port = forwarder.WaitForPort();
        using (var client = TcpPeer.Connect(port))
        using (TcpPeer server = Accept())
        {
            client.Send("the question");
            client.FinishSending();
            Assert.Equal("the question", server.ReceiveToEnd());
            AssertPassesToTheEnd(text, server, client);
        }

        using (var client = TcpPeer.Connect(port))
        using (TcpPeer server = Accept())
        {
            server.FinishSending();
            Assert.Equal("", client.ReceiveToEnd());
            AssertPassesToTheEnd(text, client, server);
        }
    }

    [Theory]
    [MemberData(nameof(NetworkScript.Hosts), MemberType = typeof(NetworkScript))]
    public async Task MegabytesGoBothWaysAtOnceForSeveralClients(string host)
    {
        using RunningProgram forwarder = Start(host);
        int port = forwarder.WaitForPort();
        (TcpPeer Client, TcpPeer Server)[] pairs = [.. Enumerable.Range(0, 4).Select(_ => (TcpPeer.Connect(port), Accept()))];
        await Task.WhenAll(pairs.SelectMany(pair => new[] { PassMegabytes(pair.Client, pair.Server), PassMegabytes(pair.Server, pair.Client) }));
        Array.ForEach(pairs, pair =>
        {
            pair.Client.Dispose();
            pair.Server.Dispose();
        });
    }

    [Theory]
    [MemberData(nameof(NetworkScript.Hosts), MemberType = typeof(NetworkScript))]
    public void WhoseTargetRefusesIsResetAndTheNextIsServed(string host)
    {
        using RunningProgram forwarder = Start(host);
        int port = forwarder.WaitForPort();
        int target = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        for (int i = 0; i < 3; i++)
        {
            using var refused = TcpPeer.Connect(port);
            AssertReset(refused);
        }

        using var again = new TcpListener(IPAddress.Loopback, target);
        again.Start();
        using var client = TcpPeer.Connect(port);
        using TcpPeer server = TcpPeer.Accept(again.Server);
        AssertPasses("there it is", client, server);
        Assert.Contains($"port-forwarder: connect ECONNREFUSED 127.0.0.1:{target}", Errors(forwarder), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(NetworkScript.Hosts), MemberType = typeof(NetworkScript))]
    public void AResetOfOneSideResetsTheOther(string host)
    {
        using RunningProgram forwarder = Start(host);
        int port = forwarder.WaitForPort();
        using var first = TcpPeer.Connect(port);
        using TcpPeer firstServer = Accept();
        using var second = TcpPeer.Connect(port);
        using TcpPeer secondServer = Accept();
        AssertPasses("first", first, firstServer);
        first.Reset();
        AssertReset(firstServer);
        AssertPasses("second", second, secondServer);
        secondServer.Reset();
        AssertReset(second);
    }

    [Theory]
    [MemberData(nameof(NetworkScript.Hosts), MemberType = typeof(NetworkScript))]
    public void AServerThatReadsNothingHoldsUpItsOwnClientAlone(string host)
    {
        using RunningProgram forwarder = Start(host);
        int port = forwarder.WaitForPort();
        using var stuck = TcpPeer.Connect(port);
        using TcpPeer deaf = Accept();
        using var other = TcpPeer.Connect(port);
        using TcpPeer server = Accept();

        // Each round trip is at least one turn of the forwarder, in which it could have read more.
        for (int full = 0; full < 3;)
        {
            full = stuck.SendUntilFull() == 0 ? full + 1 : 0;
            AssertPasses("hi", other, server);
            AssertPasses("ho", server, other);
        }

        AssertPasses("from the deaf one", deaf, stuck);
    }

    [Theory]
    [MemberData(nameof(NetworkScript.Hosts), MemberType = typeof(NetworkScript))]
    public void NoConnectionLeavesADescriptorBehind(string host)
    {
        string[] limited = ["bash", "-c", "ulimit -n 120 && exec \"$@\"", "bash"];
        using RunningProgram forwarder = NetworkScript.Example(directory, host, limited, "port-forwarder.js", "0", "127.0.0.1", TargetPort);
        int port = forwarder.WaitForPort();
        for (int i = 0; i < 200; i++)
        {
            using var client = TcpPeer.Connect(port);
            using TcpPeer server = Accept();
            AssertPasses("hello", client, server);
            if (i % 2 == 0)
            {
                server.Reset();
                AssertReset(client);
            }
            else
            {
                client.FinishSending();
                server.FinishSending();
                Assert.Equal("", client.ReceiveToEnd());
            }
        }
    }

    [Theory]
    [MemberData(nameof(NetworkScript.Hosts), MemberType = typeof(NetworkScript))]
    public void ANameThatNobodyHasIsReportedWhenSomebodyConnects(string host)
    {
        using RunningProgram forwarder = NetworkScript.Example(directory, host, "port-forwarder.js", "0", "nobody.invalid", "80");
        int port = forwarder.WaitForPort();
        using var client = TcpPeer.Connect(port);
        AssertReset(client);
        Assert.Contains("port-forwarder: getaddrinfo ", Errors(forwarder), StringComparison.Ordinal);
    }

    [Fact]
    public void AnIPv6TargetIsReached()
    {
        Require.IPv6Loopback();
        using var target = new TcpListener(IPAddress.IPv6Loopback, 0);
        target.Start();
        using RunningProgram forwarder = Example.Start("port-forwarder.js", "0", "::1", $"{((IPEndPoint)target.LocalEndpoint).Port}");
        using var client = TcpPeer.Connect(forwarder.WaitForPort());
        using TcpPeer server = TcpPeer.Accept(target.Server);
        AssertPasses("six", client, server);
    }

    [Fact]
    public void APortThatIsTakenIsReported() => Assert.StartsWith(
        $"port-forwarder: bind EADDRINUSE 127.0.0.1:{TargetPort}",
        Example.Failure("port-forwarder.js", TargetPort, "127.0.0.1", "80"),
        StringComparison.Ordinal);

    private RunningProgram Start(string host, string target = "127.0.0.1") =>
        NetworkScript.Example(directory, host, "port-forwarder.js", "0", target, TargetPort);

    private TcpPeer Accept() => TcpPeer.Accept(listener.Server);

    private static Task Send(TcpPeer peer, string text) => Task.Run(() =>
    {
        peer.Send(text);
        peer.FinishSending();
    });

    private static void AssertPasses(string text, TcpPeer from, TcpPeer to)
    {
        from.Send(text);
        Assert.Equal(text, to.Receive(text.Length));
    }

    private static void AssertPassesToTheEnd(string text, TcpPeer from, TcpPeer to)
    {
        Task sending = Send(from, text);
        Assert.Equal(text, to.ReceiveToEnd());
        sending.Wait();
    }

    private static async Task PassMegabytes(TcpPeer from, TcpPeer to)
    {
        string text = Convert.ToHexString(RandomNumberGenerator.GetBytes(2_000_000));
        Task sending = Send(from, text);
        Assert.Equal(text, await Task.Run(to.ReceiveToEnd));
        await sending;
    }

    private static void AssertReset(TcpPeer peer) =>
        Assert.Equal(SocketError.ConnectionReset, Assert.Throws<SocketException>(() => peer.ReceiveToEnd()).SocketErrorCode);

    /// <summary>What the forwarder has said; ends it.</summary>
    private static string Errors(RunningProgram forwarder)
    {
        forwarder.Signal("TERM");
        return forwarder.WaitForExit().Errors;
    }
}
