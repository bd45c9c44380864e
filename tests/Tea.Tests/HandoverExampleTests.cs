using System.Text;
using Xunit;

namespace Tea.Tests;

/// <summary>examples/node/handover.js, and what detach() promises to Node.</summary>
public sealed class HandoverExampleTests
{
    [Fact]
    public void AClientGetsItsBytesBackAndItsEndAndCloseAreSeen()
    {
        using RunningProgram server = Example.Start("node/handover.js", "0");
        int port = server.WaitForPort();
        using var client = TcpPeer.Connect(port);
        AssertEcho(client, "žhello");
        AssertEcho(client, "again");
        client.FinishSending();
        Assert.Equal("", client.ReceiveToEnd());
        Assert.Matches(
            $@"^listening on 127\.0\.0\.1:{port}\nclient 1: accepted from 127\.0\.0\.1:\d+\nclient 1: end\nclient 1: close\n$",
            server.WaitForExit().Success);
    }

    [Fact]
    public async Task FiveMegabytesComeBackIdenticalWhileMoreAreSent()
    {
        string text = string.Concat(Enumerable.Range(0, 400_000).Select(i => $"{i} kůň\n"));
        using RunningProgram server = Example.Start("node/handover.js", "0");
        using var client = TcpPeer.Connect(server.WaitForPort());
        Task sending = Task.Run(
            () =>
            {
                client.Send(text);
                client.FinishSending();
            },
            TestContext.Current.CancellationToken);
        Assert.Equal(text, client.ReceiveToEnd());
        await sending;
    }

    [Fact]
    public void AClientThatNeverReadsDoesNotHoldUpOthers()
    {
        using RunningProgram server = Example.Start("node/handover.js", "0", "2");
        int port = server.WaitForPort();
        using var deaf = TcpPeer.Connect(port);
        using var other = TcpPeer.Connect(port);

        // Were the descriptor still a blocking one, Node's write to the deaf client would wait for ever.
        for (int stuck = 0; stuck < 3;)
        {
            stuck = deaf.SendUntilFull() == 0 ? stuck + 1 : 0;
            AssertEcho(other, "hi");
        }
    }

    [Fact]
    public void AResetIsAnErrorOfThatClientAlone()
    {
        using RunningProgram server = Example.Start("node/handover.js", "0", "2");
        int port = server.WaitForPort();
        using var rude = TcpPeer.Connect(port);
        using var other = TcpPeer.Connect(port);
        AssertEcho(other, "before");
        AssertEcho(rude, "me too");
        rude.Reset();
        server.WaitForLine("client 1: close");
        AssertEcho(other, "after");
        other.FinishSending();
        ProgramResult result = server.WaitForExit();
        Assert.EndsWith("client 2: end\nclient 2: close\n", result.Success, StringComparison.Ordinal);
        Assert.Equal("handover: client 1: read ECONNRESET\n", result.Errors);
    }

    [Fact]
    public void NodeClosesEachDescriptor()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "counts descriptors in /proc");
        const int count = 50;
        using RunningProgram server = Example.Start("node/handover.js", "0", $"{count}");
        int port = server.WaitForPort();
        TcpPeer[] clients = [.. Enumerable.Range(0, count).Select(_ => TcpPeer.Connect(port))];
        AssertEcho(clients[^1], "all are accepted");
        int before = CountDescriptors(server);
        for (int i = 1; i < count; i++)
        {
            clients[i - 1].FinishSending();
            server.WaitForLine($"client {i}: close");
        }

        Assert.Equal(before - (count - 1), CountDescriptors(server));
        Array.ForEach(clients, client => client.Dispose());
    }

    [Fact]
    public void ADetachedSocketThatIsCollectedClosesNothing()
    {
        const string code = """
            const fs = require("node:fs");
            const net = require("node:net");
            const { Socket } = require("teasocket");

            const turn = () => new Promise((done) => setTimeout(done));
            const open = (fd) => { try { fs.fstatSync(fd); return true; } catch { return false; } };
            async function collect() {
              for (let i = 0; i < 5; i++) { gc(); await turn(); }
            }
            function connect(listener) {
              const client = new Socket(Socket.PF_INET, Socket.SOCK_STREAM);
              client.connect(...listener.getSockName());
              const fd = listener.accept().detach();
              return { client, fd, server: new net.Socket({ fd, readable: true, writable: true }) };
            }

            (async () => {
              const listener = new Socket(Socket.PF_INET, Socket.SOCK_STREAM).bind("127.0.0.1", 0).listen();
              const pairs = Array.from({ length: 50 }, () => connect(listener));
              await collect();
              const kept = pairs.filter(({ fd }) => open(fd)).length;
              const text = pairs.map(({ server, client }) => server.write("x") && client.receive().toString()).join("");
              const closed = pairs.map(({ server }) => new Promise((done) => server.on("close", done).destroy()));
              await Promise.all(closed);
              const left = pairs.filter(({ fd }) => open(fd)).length;
              const files = pairs.map(() => fs.openSync("/dev/null")); // they get the numbers that have become free
              await collect();
              console.log(kept, text.length, left, files.filter(open).length);
            })();
            """;
        using var node = RunningProgram.Start(Example.InNode("--expose-gc", "-e", code));
        Assert.Equal("50 50 0 50\n", node.WaitForExit().Success);
    }

    [Fact]
    public void APortThatIsTakenIsReported()
    {
        using RunningProgram server = Example.Start("node/handover.js", "0");
        string errors = Example.Failure("node/handover.js", $"{server.WaitForPort()}");
        Assert.StartsWith("handover: bind EADDRINUSE", errors, StringComparison.Ordinal);
    }

    private static int CountDescriptors(RunningProgram program) =>
        Directory.GetFileSystemEntries($"/proc/{program.Id}/fd").Length;

    private static void AssertEcho(TcpPeer peer, string text)
    {
        peer.Send(text);
        Assert.Equal(text, peer.Receive(Encoding.UTF8.GetByteCount(text)));
    }
}
