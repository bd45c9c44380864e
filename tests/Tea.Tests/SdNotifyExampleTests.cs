using System.Diagnostics;
using Xunit;

namespace Tea.Tests;

/// <summary>examples/node/sd-notify.js, with a datagram socket in the place of systemd's.</summary>
public sealed class SdNotifyExampleTests : IDisposable
{

    private readonly NotifySocket manager = new();

    public void Dispose() => manager.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TheManagerLearnsOfTheStartEachRequestAndTheEnd(bool isAbstract)
    {
        using RunningProgram service = Start(manager.Listen(isAbstract));
        int port = service.WaitForPort();
        Assert.Equal($"READY=1\nSTATUS=Listening on http://127.0.0.1:{port}/", manager.Receive());
        AssertAnswers(port);
        Assert.Equal("STATUS=1 requests answered", manager.Receive());
        AssertAnswers(port);
        Assert.Equal("STATUS=2 requests answered", manager.Receive());
        Terminate(service);
        Assert.Equal("STOPPING=1", manager.Receive());
        Assert.Equal(0, service.WaitForExit().ExitCode);
    }

    [Fact]
    public void AWatchedServiceSaysAgainAndAgainThatItIsAlive()
    {
        using RunningProgram service = Start(manager.Listen(), ("WATCHDOG_USEC", "20000"));
        Assert.StartsWith("READY=1\n", manager.Receive(), StringComparison.Ordinal);
        Assert.Equal("WATCHDOG=1", manager.Receive());
        Assert.Equal("WATCHDOG=1", manager.Receive());
    }

    [Fact]
    public void AWatchdogForAnotherProcessIsLeftAlone()
    {
        using RunningProgram service = Start(manager.Listen(), ("WATCHDOG_USEC", "1"), ("WATCHDOG_PID", "1"));
        int port = service.WaitForPort();
        Assert.StartsWith("READY=1\n", manager.Receive(), StringComparison.Ordinal);
        for (int i = 1; i <= 20; i++)
        {
            AssertAnswers(port);
            Assert.Equal($"STATUS={i} requests answered", manager.Receive());
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
        using RunningProgram service = Start(manager.Path);
        Assert.StartsWith($"sd-notify: {manager.Path}: sendto ENOENT", service.WaitForExit().Failure, StringComparison.Ordinal);
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
}
