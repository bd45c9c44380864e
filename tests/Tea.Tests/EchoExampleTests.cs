using Xunit;

namespace Tea.Tests;

/// <summary>examples/echo-10000.js.</summary>
[Collection("Ten thousand connections")] // one after the other: a process may not open many more
public sealed class EchoExampleTests : IDisposable
{
    private readonly ScriptDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Theory]
    [MemberData(nameof(NetworkScript.Hosts), MemberType = typeof(NetworkScript))]
    public void TenThousandClientsAtOnceGetBackWhatEachHasSent(string host)
    {
        const int Count = 10_000;
        const int Descriptors = Count + 1000;
        Require.Descriptors(Descriptors);
        using RunningProgram server = Start(host, Descriptors);
        int port = server.WaitForPort();
        TcpPeer[] clients = [.. Enumerable.Range(0, Count).Select(_ => TcpPeer.Connect(port))];
        server.WaitForLine($"{Count} clients");
        for (int round = 0; round < 2; round++)
        {
            for (int i = 0; i < Count; i++)
            {
                clients[i].Send($"{round} {i:D5}");
            }

            for (int i = 0; i < Count; i++)
            {
                Assert.Equal($"{round} {i:D5}", clients[i].Receive(7));
            }
        }

        for (int i = 0; i < Count; i++)
        {
            clients[i].FinishSending();
        }

        Assert.All(clients, client => Assert.Equal("", client.ReceiveToEnd()));
        Array.ForEach(clients, client => client.Dispose());
        using var next = TcpPeer.Connect(port);
        AssertEcho(next, "next");
    }

    [Theory]
    [MemberData(nameof(NetworkScript.Hosts), MemberType = typeof(NetworkScript))]
    public void WhoComesWhenThereAreNoDescriptorsWaitsUntilOneIsFree(string host)
    {
        const int Count = 150;
        using RunningProgram server = Start(host, descriptors: 120);
        int port = server.WaitForPort();
        TcpPeer[] clients = [.. Enumerable.Range(0, Count).Select(_ => TcpPeer.Connect(port))];
        foreach (TcpPeer client in clients)
        {
            client.Send("hello"); // those behind the limit are answered when those before have left
        }

        foreach (TcpPeer client in clients)
        {
            Assert.Equal("hello", client.Receive(5));
            client.FinishSending();
            Assert.Equal("", client.ReceiveToEnd());
            client.Dispose();
        }

        server.Signal("TERM");
        Assert.Contains("echo-10000: no descriptors for more than ", server.WaitForExit().Errors, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(NetworkScript.Hosts), MemberType = typeof(NetworkScript))]
    public void NeitherADeafClientNorAResetDisturbsOthers(string host)
    {
        using RunningProgram server = Start(host, descriptors: 120);
        int port = server.WaitForPort();
        using var deaf = TcpPeer.Connect(port);
        using var rude = TcpPeer.Connect(port);
        using var other = TcpPeer.Connect(port);
        rude.SendUntilFull();
        for (int stuck = 0; stuck < 3;)
        {
            stuck = deaf.SendUntilFull() == 0 ? stuck + 1 : 0;
            AssertEcho(other, "hi");
        }

        rude.Reset();
        AssertEcho(other, "after");
    }

    [Fact]
    public void APortThatIsTakenIsReported()
    {
        using RunningProgram server = Example.Start("echo-10000.js", "0");
        int port = server.WaitForPort();
        Assert.StartsWith($"echo-10000: bind EADDRINUSE 127.0.0.1:{port}", Example.Failure("echo-10000.js", $"{port}"), StringComparison.Ordinal);
    }

    private RunningProgram Start(string host, int descriptors)
    {
        // Deno takes descriptors for signals half a second after it has started, and ends where it gets none: so it takes them before.
        const string early = "globalThis.Deno?.addSignalListener('SIGUSR2', () => {});";
        string setUp = $"echo \"{early}\" >> $DIR/shared/command-line.js && ulimit -n {descriptors} && exec \"$@\"";
        return NetworkScript.Example(directory, host, ["bash", "-c", setUp, "bash"], "echo-10000.js", "0");
    }

    private static void AssertEcho(TcpPeer peer, string text)
    {
        peer.Send(text);
        Assert.Equal(text, peer.Receive(text.Length));
    }
}
