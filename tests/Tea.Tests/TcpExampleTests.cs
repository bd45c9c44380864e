using System.Net;
using System.Net.Sockets;
using Xunit;

namespace Tea.Tests;

/// <summary>examples/tcp-server.js and tcp-client.js.</summary>
public sealed class TcpExampleTests
{
    [Fact]
    public void AMessageComesBack()
    {
        using RunningProgram server = Example.Start("tcp-server.js", "0");
        string port = $"{server.WaitForPort()}";
        Assert.Equal("žhello\n", Example.Run("tcp-client.js", "127.0.0.1", port, "žhello").Success);
        Assert.Equal("again\n", Example.Run("tcp-client.js", "localhost", port, "again").Success);
    }

    [Fact]
    public void FiveMegabytesOfInputComeBackIdentical()
    {
        string input = string.Concat(Enumerable.Range(0, 400_000).Select(i => $"{i} kůň\n"));
        Assert.InRange(input.Length, 4_000_000, 6_000_000);
        using RunningProgram server = Example.Start("tcp-server.js", "0");
        using RunningProgram client = Example.Start("tcp-client.js", "127.0.0.1", $"{server.WaitForPort()}");
        client.Input.Write(input);
        Assert.Equal(input, client.WaitForExit().Success);
    }

    [Fact]
    public void AClientThatNeverReadsDoesNotHoldUpOthers()
    {
        using RunningProgram server = Example.Start("tcp-server.js", "0");
        int port = server.WaitForPort();
        using var silent = TcpPeer.Connect(port);
        using var deaf = TcpPeer.Connect(port);
        using var other = TcpPeer.Connect(port);

        // Each echo is at least one turn of the server, in which it could have read more from the deaf client.
        for (int stuck = 0; stuck < 3;)
        {
            stuck = deaf.SendUntilFull() == 0 ? stuck + 1 : 0;
            AssertEcho(other, "hi");
        }
    }

    [Fact]
    public void AConnectionThatIsResetDoesNotEndTheServer()
    {
        using RunningProgram server = Example.Start("tcp-server.js", "0");
        int port = server.WaitForPort();
        using var rude = TcpPeer.Connect(port);
        using var other = TcpPeer.Connect(port);
        rude.SendUntilFull();
        AssertEcho(other, "before");
        rude.Reset();
        AssertEcho(other, "after");
        other.FinishSending();
        Assert.Equal("", other.ReceiveToEnd());
    }

    [Fact]
    public void ASecondServerOnThePortFails()
    {
        using RunningProgram server = Example.Start("tcp-server.js", "0");
        string errors = Example.Failure("tcp-server.js", $"{server.WaitForPort()}");
        Assert.StartsWith("tcp-server: ", errors, StringComparison.Ordinal);
        Assert.Contains("EADDRINUSE", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void AClientThatIsRefusedSaysSo()
    {
        using var port = ClosedPort.Tcp();
        Assert.StartsWith(
            $"tcp-client: connect ECONNREFUSED 127.0.0.1:{port.Number}",
            Example.Failure("tcp-client.js", "127.0.0.1", $"{port.Number}", "hello"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void AnIPv6ServerIsReachedAndSeesTheEndOfTheMessage()
    {
        Require.IPv6Loopback();
        using var listener = new TcpListener(IPAddress.IPv6Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        using RunningProgram client = Example.Start("tcp-client.js", "::1", $"{port}", "hello");
        using (var peer = TcpPeer.Accept(listener.Server))
        {
            Assert.Equal("hello\n", peer.ReceiveToEnd());
            peer.Send("answer");
        }

        Assert.Equal("answer", client.WaitForExit().Success);
    }

    private static void AssertEcho(TcpPeer peer, string text)
    {
        peer.Send(text);
        Assert.Equal(text, peer.Receive(text.Length));
    }
}
