using System.Net;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace Tea.Tests;

/// <summary>examples/udp-server.js and udp-client.js.</summary>
public sealed class UdpExampleTests
{
    private static readonly TimeSpan limit = TimeSpan.FromMinutes(2); // only ends a test that hangs

    [Theory]
    [InlineData("héllo", "HÉLLO\n")]
    [InlineData("", "\n")]
    public void AMessageComesBackInCapitals(string message, string answer)
    {
        using RunningProgram server = Example.Start("udp-server.js", "0");
        Assert.Equal(answer, Example.Run("udp-client.js", "127.0.0.1", $"{server.WaitForPort()}", message).Success);
    }

    [Fact]
    public void AnEmptyDatagramIsAnsweredByAnEmptyOne()
    {
        using RunningProgram server = Example.Start("udp-server.js", "0");
        using Socket peer = Bind();
        peer.SendTo([], new IPEndPoint(IPAddress.Loopback, server.WaitForPort()));
        Assert.Equal("", Receive(peer).Text);
    }

    [Fact]
    public void AnAnswerThatIsTooLargeDoesNotEndTheServer()
    {
        using RunningProgram server = Example.Start("udp-server.js", "0");
        var address = new IPEndPoint(IPAddress.Loopback, server.WaitForPort());
        using Socket peer = Bind();
        peer.SendTo(Encoding.UTF8.GetBytes(new string('ŉ', 32_000)), address); // 64,000 bytes, as capitals 96,000
        peer.SendTo("ok"u8, address);
        Assert.Equal("OK", Receive(peer).Text);
    }

    [Fact]
    public void AClientIsToldWhenNobodyIsThere()
    {
        using var port = ClosedPort.Udp();
        string errors = Example.Failure("udp-client.js", "127.0.0.1", $"{port.Number}", "hello");
        Assert.StartsWith("udp-client: ", errors, StringComparison.Ordinal);
        Assert.Contains("ECONNREFUSED", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void AClientAsksAgainAndPassesOverForeignAnswers()
    {
        using Socket server = Bind();
        using RunningProgram client = Example.Start("udp-client.js", "127.0.0.1", PortOf(server), "x");
        string lost = Receive(server).Text;
        (string request, EndPoint sender) = Receive(server);
        Assert.Equal(lost, request);
        server.SendTo("0 foreign"u8, sender);
        server.SendTo(Encoding.UTF8.GetBytes(request.ToUpperInvariant()), sender);
        Assert.Equal("X\n", client.WaitForExit().Success);
    }

    [Fact]
    public void AClientGivesUpAfterThreeRequests()
    {
        using Socket server = Bind();
        string port = PortOf(server);
        Assert.Equal(
            $"udp-client: no answer from 127.0.0.1:{port} to 3 requests\n", Example.Failure("udp-client.js", "127.0.0.1", port, "x"));
        Assert.Single(new HashSet<string>([Receive(server).Text, Receive(server).Text, Receive(server).Text]));
        Assert.Equal(0, server.Available);
    }

    [Fact]
    public void ASecondServerOnThePortFails()
    {
        using Socket other = Bind();
        Assert.Contains("EADDRINUSE", Example.Failure("udp-server.js", PortOf(other)), StringComparison.Ordinal);
    }

    private static Socket Bind()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp)
        {
            ReceiveTimeout = (int)limit.TotalMilliseconds,
        };
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    private static string PortOf(Socket socket) => $"{((IPEndPoint)socket.LocalEndPoint!).Port}";

    private static (string Text, EndPoint Sender) Receive(Socket socket)
    {
        byte[] bytes = new byte[65536];
        EndPoint sender = new IPEndPoint(IPAddress.Any, 0);
        int length = socket.ReceiveFrom(bytes, ref sender);
        return (Encoding.UTF8.GetString(bytes, 0, length), sender);
    }
}
