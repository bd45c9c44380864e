using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace Tea.Tests;

/// <summary>What sdNotify, sdWatchdogInterval and sdListenDescriptors read of the environment, in each host: tests/node/service.js.</summary>
public sealed class SystemdTests : IDisposable
{
    private const string Runner = "tea";

    private readonly NotifySocket manager = new();

    public static TheoryData<string> Hosts => [Runner, ScriptHost.Node, ScriptHost.Bun, ScriptHost.Deno];

    public void Dispose() => manager.Dispose();

    [Theory]
    [MemberData(nameof(Hosts))]
    public void TheManagerIsToldByAPath(string host)
    {
        Assert.Equal(["true", "true", "null", "[]", "[]", "0"], Lines(host, ("NOTIFY_SOCKET", manager.Listen())));
        Assert.Equal("READY=1\nSTATUS=žluť", manager.Receive());
        Assert.Equal("STATUS=as an object\nMAINPID=5", manager.Receive());
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public void TheManagerIsToldByAnAbstractName(string host)
    {
        string name = manager.Listen(isAbstract: true);
        Assert.Equal(["true", "true", "1500.5", "[]", "[]", "0"], Lines(host, ("NOTIFY_SOCKET", name), ("WATCHDOG_USEC", "1500500")));
        Assert.Equal("READY=1\nSTATUS=žluť", manager.Receive());
        Assert.Equal("STATUS=as an object\nMAINPID=5", manager.Receive());
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public void WhatNobodyListensToIsReported(string host)
    {
        string[] lines = Lines(host, ("NOTIFY_SOCKET", manager.Path), ("WATCHDOG_USEC", "0"));
        Assert.Equal(Quoted($"SocketError ENOENT: sendto ENOENT {manager.Path}: No such file or directory"), lines[0]);
        Assert.Equal(Quoted("SocketError EINVAL: sd_watchdog_enabled EINVAL: WATCHDOG_USEC must be a number above 0, and is '0'"), lines[2]);
    }

    [Theory]
    [InlineData("vsock:2:1", "EAFNOSUPPORT", "must be a path that begins with a slash, or an abstract name that begins with '@'")]
    [InlineData("@", "EINVAL", "must be longer than one character")]
    [InlineData("", null, null)]
    public void AnAddressThatIsNoneIsNamed(string address, string? code, string? requirement)
    {
        string expected = code is null ? "false" : Quoted($"SocketError {code}: sd_notify {code} {address}: NOTIFY_SOCKET {requirement}");
        Assert.Equal(expected, Lines(Runner, ("NOTIFY_SOCKET", address))[0]);
    }

    [Fact]
    public void APathThatIsTooLongIsNamed()
    {
        string address = "/" + new string('a', 200);
        Assert.StartsWith($"\"SocketError ENAMETOOLONG: sd_notify ENAMETOOLONG {address}: NOTIFY_SOCKET must be at most", Lines(Runner, ("NOTIFY_SOCKET", address))[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1000", "1", "null")]
    [InlineData("18446744073709551615", "", "922337203685477")]
    [InlineData("soon", "", "\"SocketError EINVAL: sd_watchdog_enabled EINVAL: WATCHDOG_USEC must be a number above 0, and is 'soon'\"")]
    [InlineData("1000", "me", "\"SocketError EINVAL: sd_watchdog_enabled EINVAL: WATCHDOG_PID must be a number above 0, and is 'me'\"")]
    public void AWatchdogIsThisProcesssOrNot(string microseconds, string process, string expected) =>
        Assert.Equal(expected, Lines(Runner, ("WATCHDOG_USEC", microseconds), ("WATCHDOG_PID", process))[2]);

    [Theory]
    [MemberData(nameof(Hosts))]
    public void WhatWasPassedIsToldSocketsOrNot(string host)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        const string pass = "exec 3</dev/null 4<>/dev/tcp/127.0.0.1/$1; shift; export LISTEN_PID=$$ LISTEN_FDS=3 LISTEN_FDNAMES=config:peer; exec \"$@\"";
        using RunningProgram service = Start(host, [Require.Tool("bash"), "-c", pass, "bash", $"{port}"]);
        using var peer = TcpPeer.Accept(listener.Server);
        Assert.Equal(
            """[{"fd":3,"name":"config","isSocket":false},{"fd":4,"name":"peer","isSocket":true},{"fd":5,"name":"unknown","isSocket":false}]""",
            service.WaitForLine("\"fd\":3"));
        Assert.Equal("""[["peer",4]]""", service.WaitForLine("peer"));
        Assert.Equal("3", service.WaitForLine("3"));
        foreach (int descriptor in (int[])[3, 4])
        {
            string flags = File.ReadLines($"/proc/{service.Id}/fdinfo/{descriptor}").Single(line => line.StartsWith("flags:", StringComparison.Ordinal));
            Assert.NotEqual(0, Convert.ToInt32(flags["flags:".Length..].Trim(), 8) & 0x80000); // O_CLOEXEC
        }

        peer.Send("go on");
        _ = service.WaitForExit().Success;
    }

    private static string[] Lines(string host, params (string Name, string Value)[] environment)
    {
        using RunningProgram service = Start(host, [], environment);
        return service.WaitForExit().Success.TrimEnd('\n').Split('\n');
    }

    /// <summary>The service with what a manager sets in its environment, whatever the tests themselves were started by.</summary>
    private static RunningProgram Start(string host, string[] before, params (string Name, string Value)[] environment)
    {
        string[] command = [.. before, .. host == Runner ? [Repository.Tea] : ScriptHost.Command(host), Repository.PathOf("tests/node/service.js")];
        var start = new ProcessStartInfo(command[0], command[1..]);
        foreach (string variable in (string[])["NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID", "LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"])
        {
            start.Environment.Remove(variable);
        }

        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        if (host != Runner)
        {
            start.Environment["TEASOCKET_MODULE"] = ScriptHost.Module(host);
        }

        return RunningProgram.Start(start);
    }

    private static string Quoted(string text) => $"\"{text}\"";
}
