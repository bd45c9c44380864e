using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace Tea.Tests;

/// <summary>examples/node/sd-notify.js, with a datagram socket in the place of systemd's.</summary>
public sealed class SdNotifyExampleTests : IDisposable
{
    private const int limit = 120_000; // milliseconds; only ends a test that hangs

    private readonly TemporaryDirectory directory;
    private readonly string path;
    private readonly Socket manager = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = limit };

    public SdNotifyExampleTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "systemd is Linux's");
        directory = new TemporaryDirectory();
        path = Path.Combine(directory.FullName, "notify");
    }

    public void Dispose()
    {
        manager.Dispose();
        directory.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TheManagerLearnsOfTheStartEachRequestAndTheEnd(bool isAbstract)
    {
        manager.Bind(new UnixDomainSocketEndPoint(isAbstract ? "\0" + path : path));
        using RunningProgram service = Start(isAbstract ? "@" + path : path);
        int port = service.WaitForPort();
        Assert.Equal($"READY=1\nSTATUS=Listening on http://127.0.0.1:{port}/", Receive());
        AssertAnswers(port);
        Assert.Equal("STATUS=1 requests answered", Receive());
        AssertAnswers(port);
        Assert.Equal("STATUS=2 requests answered", Receive());
        Terminate(service);
        Assert.Equal("STOPPING=1", Receive());
        Assert.Equal(0, service.WaitForExit().ExitCode);
    }

    [Fact]
    public void AWatchedServiceSaysAgainAndAgainThatItIsAlive()
    {
        manager.Bind(new UnixDomainSocketEndPoint(path));
        using RunningProgram service = Start(path, ("WATCHDOG_USEC", "20000"));
        Assert.StartsWith("READY=1\n", Receive(), StringComparison.Ordinal);
        Assert.Equal("WATCHDOG=1", Receive());
        Assert.Equal("WATCHDOG=1", Receive());
    }

    [Fact]
    public void AWatchdogForAnotherProcessIsLeftAlone()
    {
        manager.Bind(new UnixDomainSocketEndPoint(path));
        using RunningProgram service = Start(path, ("WATCHDOG_USEC", "1"), ("WATCHDOG_PID", "1"));
        int port = service.WaitForPort();
        Assert.StartsWith("READY=1\n", Receive(), StringComparison.Ordinal);
        for (int i = 1; i <= 20; i++)
        {
            AssertAnswers(port);
            Assert.Equal($"STATUS={i} requests answered", Receive());
        }
    }

    [Fact]
    public void WithoutAManagerItSaysWhatIsMissing()
    {
        using var service = RunningProgram.Start(Command(null));
        Assert.Equal(
            "sd-notify: NOTIFY_SOCKET is not set: systemd sets it for units of Type=notify\n", service.WaitForExit().Failure);
    }

    [Fact]
    public void AManagerThatIsNotThereIsReported()
    {
        using RunningProgram service = Start(path);
        Assert.StartsWith($"sd-notify: {path}: sendto ENOENT", service.WaitForExit().Failure, StringComparison.Ordinal);
    }

    private static RunningProgram Start(string notifySocket, params (string Name, string Value)[] environment)
    {
        ProcessStartInfo start = Command(notifySocket);
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return RunningProgram.Start(start);
    }

    /// <summary>The service with what a manager sets in its environment, whatever the tests themselves were started by.</summary>
    private static ProcessStartInfo Command(string? notifySocket)
    {
        ProcessStartInfo start = Example.InNode("sd-notify.js", "0");
        start.Environment["NOTIFY_SOCKET"] = notifySocket;
        start.Environment["WATCHDOG_USEC"] = null;
        start.Environment["WATCHDOG_PID"] = null;
        return start;
    }

    private static void AssertAnswers(int port)
    {
        using var client = TcpPeer.Connect(port);
        client.Send("GET / HTTP/1.0\r\n\r\n");
        Assert.EndsWith("\r\n\r\nhello\n", client.ReceiveToEnd(), StringComparison.Ordinal);
    }

    private static void Terminate(RunningProgram program)
    {
        using var kill = RunningProgram.Start("kill", $"{program.Id}");
        _ = kill.WaitForExit().Success;
    }

    private string Receive()
    {
        byte[] bytes = new byte[4096];
        return Encoding.UTF8.GetString(bytes, 0, manager.Receive(bytes));
    }
}
