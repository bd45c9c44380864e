using System.Net.Sockets;
using Xunit;

namespace Tea.Tests;

/// <summary>examples/unix-server.js and unix-client.js.</summary>
public sealed class UnixExampleTests : IDisposable
{
    private readonly TemporaryDirectory directory;
    private readonly string path;

    public UnixExampleTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the path of a Unix socket is a POSIX one here");
        directory = new TemporaryDirectory();
        path = Path.Combine(directory.FullName, "socket");
    }

    public void Dispose() => directory.Dispose();

    [Fact]
    public void AMessageComesBackThroughAPath()
    {
        using RunningProgram server = Listen(path);
        Assert.Equal("dobrý\n", Example.Run("unix-client.js", path, "dobrý").Success);
        Assert.Equal("again\n", Example.Run("unix-client.js", path, "again").Success);
    }

    [Fact]
    public void AMessageComesBackThroughAnAbstractNameThatIsFreeAgainWhenTheServerHasGone()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux has abstract names");
        string name = "@" + path;
        for (int i = 0; i < 2; i++)
        {
            using RunningProgram server = Listen(name);
            Assert.Equal("dobrý\n", Example.Run("unix-client.js", name, "dobrý").Success);
        }
    }

    [Fact]
    public void ASecondServerLearnsThatOneIsRunning()
    {
        using RunningProgram server = Listen(path);
        Assert.Equal($"unix-server: another server is running at {path}\n", Example.Failure("unix-server.js", path));
        Assert.Equal("unharmed\n", Example.Run("unix-client.js", path, "unharmed").Success);
    }

    [Fact]
    public void APathLeftBehindIsReportedAndNotRemoved()
    {
        Listen(path).Dispose();
        Assert.Contains($"remove it (rm {path})", Example.Failure("unix-server.js", path), StringComparison.Ordinal);
        Assert.True(File.Exists(path));
        Assert.Contains("nothing listens there", Example.Failure("unix-client.js", path, "x"), StringComparison.Ordinal);
    }

    [Fact]
    public void AClientWithoutAServerLearnsThatThereIsNoSuchPath() =>
        Assert.StartsWith(
            $"unix-client: {path}: there is no such path", Example.Failure("unix-client.js", path, "x"), StringComparison.Ordinal);

    [Fact]
    public void AClientThatLeavesWithoutReadingDoesNotEndTheServer()
    {
        using RunningProgram server = Listen(path);
        using (var rude = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            rude.Connect(new UnixDomainSocketEndPoint(path));
            rude.Send(new byte[1000]);
        }

        Assert.Equal("next\n", Example.Run("unix-client.js", path, "next").Success);
    }

    private static RunningProgram Listen(string path)
    {
        RunningProgram server = Example.Start("unix-server.js", path);
        server.WaitForLine($"listening on {path}");
        return server;
    }
}
