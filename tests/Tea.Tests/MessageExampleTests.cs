using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace Tea.Tests;

/// <summary>examples/udp-any.js and examples/restart.js, which send more than bytes.</summary>
public sealed class MessageExampleTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Theory]
    [InlineData("tea")]
    [InlineData("node")]
    public void TheAnswerComesFromTheAddressThatWasAsked(string host)
    {
        using RunningProgram server = Start(host, "udp-any.js", "0");
        int port = server.WaitForPort();
        for (int i = 1; i <= 4; i++)
        {
            var asked = new IPEndPoint(IPAddress.Parse($"127.0.0.{i}"), port);
            using var client = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 120_000 };
            client.Connect(asked); // it takes nothing from any other address
            client.Send("hello"u8);
            byte[] answer = new byte[100];
            Assert.Equal($"you asked 127.0.0.{i}: hello", Encoding.UTF8.GetString(answer, 0, client.Receive(answer)));
            server.WaitForLine($"asked 127.0.0.{i} on lo");
        }
    }

    [Theory]
    [InlineData("tea", "tea")]
    [InlineData("tea", "node")]
    [InlineData("node", "tea")]
    public void ARestartRefusesNobody(string before, string after)
    {
        string path = Path.Combine(directory.FullName, "restart");
        using RunningProgram first = Start(before, "restart.js", "first", path, "0");
        int port = first.WaitForPort();
        Assert.Equal("first\n", Ask(port));
        using RunningProgram second = Start(after, "restart.js", "second", path, "0");
        second.WaitForLine("took over from first");
        Assert.Equal(port, second.WaitForPort());
        Assert.Equal(0, first.WaitForExit().ExitCode);
        Assert.Equal("second\n", Ask(port));
        using RunningProgram third = Start(before, "restart.js", "third", path, "0");
        Assert.Equal(port, third.WaitForPort());
        Assert.EndsWith("second: replaced\n", second.WaitForExit().Success, StringComparison.Ordinal);
        Assert.Equal("third\n", Ask(port));
    }

    [Fact]
    public void WhoConnectsBetweenTwoServersIsAnsweredByTheNext()
    {
        string path = Path.Combine(directory.FullName, "restart");
        using RunningProgram first = Start("tea", "restart.js", "first", path, "0");
        int port = first.WaitForPort();
        first.Signal("STOP");
        using var waiting = TcpPeer.Connect(port);
        using RunningProgram second = Start("tea", "restart.js", "second", path, "0");
        first.Signal("CONT");
        second.WaitForPort();
        Assert.Matches("^(first|second)\n$", waiting.ReceiveToEnd());
        Assert.Equal("second\n", Ask(port));
    }

    private static string Ask(int port)
    {
        using var client = TcpPeer.Connect(port);
        return client.ReceiveToEnd();
    }

    private static RunningProgram Start(string host, string script, params IEnumerable<string> arguments)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the options are Linux's");
        string[] command = [Repository.PathOf($"examples/{script}"), .. arguments];
        return host == "node" ? RunningProgram.Start(Example.InNode(command)) : RunningProgram.Start(new ProcessStartInfo(Repository.Tea, command));
    }
}
