using System.Net.Sockets;
using System.Text;
using Xunit;

namespace Tea.Tests;

/// <summary>examples/node/syslog.js.</summary>
public sealed class SyslogExampleTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void TheDaemonUnderstandsThePriorityTheTagAndTheMessage()
    {
        using var daemon = SyslogDaemon.Start(directory.FullName);
        string socket = "--socket=" + daemon.Path;
        Assert.Equal("", Example.Run("node/syslog.js", socket, "--priority=mail.err", "--tag=post", "lost a žluť").Success);
        Assert.Matches(@"^mail\.err post \d+: lost a žluť$", daemon.WaitForMessage("lost a"));
        Assert.Equal("", Example.Run("node/syslog.js", socket, "nothing special").Success);
        Assert.Matches(@"^user\.notice syslog\.js \d+: nothing special$", daemon.WaitForMessage("nothing special"));
    }

    [Theory]
    [InlineData("kern.emerg", 0)]
    [InlineData("user.notice", 13)]
    [InlineData("local7.debug", 191)]
    public void TheFirstAndTheLastPriorityAreNumbersOfTheStandard(string priority, int number)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the path of a Unix socket is a POSIX one here");
        string path = Path.Combine(directory.FullName, "log");
        using var receiver = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        receiver.Bind(new UnixDomainSocketEndPoint(path));
        Assert.Equal("", Example.Run("node/syslog.js", $"--socket={path}", $"--priority={priority}", "m").Success);
        byte[] bytes = new byte[1024];
        Assert.Matches(
            $@"^<{number}>[A-Z][a-z]{{2}} [ 123]\d \d\d:\d\d:\d\d syslog\.js\[\d+\]: m$",
            Encoding.UTF8.GetString(bytes, 0, receiver.Receive(bytes)));
    }

    [Fact]
    public void WithoutADaemonItSaysThatNoneIsRunning()
    {
        string path = Path.Combine(directory.FullName, "log");
        Assert.Equal(
            $"syslog: {path}: there is no such path: is a syslog daemon running?\n",
            Example.Failure("node/syslog.js", $"--socket={path}", "m"));
    }

    [Fact]
    public void ADaemonThatHasGoneIsReported()
    {
        string path = LeftBehind();
        Assert.Equal(
            $"syslog: {path}: nothing listens there: the syslog daemon has gone, and left its path behind\n",
            Example.Failure("node/syslog.js", $"--socket={path}", "m"));
    }

    private string LeftBehind()
    {
        using var daemon = SyslogDaemon.Start(directory.FullName);
        return daemon.Path;
    }
}
