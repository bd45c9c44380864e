using System.Net;
using System.Net.Sockets;
using Xunit;

namespace Tea.Tests;

/// <summary>examples/connect-timeout.js and scan-ports.js, which look at other programs' ports.</summary>
public sealed class ConnectExampleTests : IDisposable
{
    private readonly Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly int port;

    public ConnectExampleTests()
    {
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(0);
        port = ((IPEndPoint)listener.LocalEndPoint!).Port;
    }

    public void Dispose() => listener.Dispose();

    [Fact]
    public void AConnectionInTimeIsReported() =>
        Assert.Equal($"connected to 127.0.0.1 port {port}\n", Example.Run("connect-timeout.js", "127.0.0.1", $"{port}").Success);

    [Fact]
    public void AConnectionThatIsRefusedIsNotTakenForATimeout()
    {
        using var closed = ClosedPort.Tcp();
        Assert.Matches(
            $@"^connect-timeout: 127\.0\.0\.1 port {closed.Number}: (connection failed \(errno \d+\)|connect ECONNREFUSED .*)\n$",
            Example.Failure("connect-timeout.js", "127.0.0.1", $"{closed.Number}", "60000"));
    }

    [Fact]
    public void AServerWithAFullBacklogIsGivenUpAfterTheTimeout()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "other systems refuse when the backlog is full");
        Socket[] waiting = [.. Enumerable.Range(0, 4).Select(_ => StartConnecting())];
        try
        {
            Assert.Equal(
                $"connect-timeout: 127.0.0.1 port {port}: no answer within 200 ms\n",
                Example.Failure("connect-timeout.js", "127.0.0.1", $"{port}", "200"));
        }
        finally
        {
            Array.ForEach(waiting, socket => socket.Dispose());
        }
    }

    [Fact]
    public void AnOpenPortIsFoundAmongOthers()
    {
        string range = $"{Math.Max(1, port - 100)}-{Math.Min(65535, port + 100)}";
        string output = Example.Run("scan-ports.js", "127.0.0.1", range).Success;
        Assert.Contains($"{port} open\n", output, StringComparison.Ordinal);
        Assert.Matches(@"\n\d+ open, \d+ closed, \d+ without an answer\n$", output);
    }

    [Fact]
    public void OpenAndClosedPortsAreToldApart()
    {
        using var closed = ClosedPort.Tcp();
        Assert.Equal($"{port} open\n1 open, 0 closed, 0 without an answer\n", Example.Run("scan-ports.js", "localhost", $"{port}").Success);
        Assert.Equal("0 open, 1 closed, 0 without an answer\n", Example.Run("scan-ports.js", "localhost", $"{closed.Number}").Success);
    }

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("192.168.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    public void AddressesOfOtherMachinesAreNotScanned(string address) =>
        Assert.StartsWith(
            $"scan-ports: {address} is not a loopback address", Example.Failure("scan-ports.js", address, "1"), StringComparison.Ordinal);

    private Socket StartConnecting()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
        try
        {
            socket.Connect(IPAddress.Loopback, port);
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
        {
            // Under way: the first ones fill the backlog, the rest keep waiting before it.
        }

        return socket;
    }
}
