using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace Tea.Tests;

/// <summary>examples/node/activated-server.js under systemd's own socket activation, and what Socket.activated() promises.</summary>
public sealed class ActivatedServerExampleTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void ItServesOnTheSocketThatWasPassed()
    {
        string path = Path.Combine(directory.FullName, "socket");
        using RunningProgram server = Activate([path], "echo", Example.InNode("activated-server.js", "2"));
        using Socket first = Connect(path);
        Assert.Equal("you are client 1 of \"echo\"\n", Exchange(first, ""));
        Assert.Equal("hello", Exchange(first, "hello"));
        first.Dispose();
        using Socket second = Connect(path);
        Assert.Equal("you are client 2 of \"echo\"\n", Exchange(second, ""));
        second.Dispose();
        Assert.Equal("serving on \"echo\"\n", server.WaitForExit().Output);
    }

    [Fact]
    public void WithoutASocketItSaysWhatIsMissing()
    {
        using var server = RunningProgram.Start(Example.InNode("activated-server.js"));
        Assert.Equal(
            "activated-server: no socket was passed: systemd-socket-activate or a unit of systemd passes one\n", server.WaitForExit().Failure);
    }

    [Theory]
    [InlineData("tea")]
    [InlineData("node")]
    public void SocketsAreCloseOnExecNamedAndGivenOnce(string host)
    {
        const string script = """
            const { Socket } = require(typeof process === "undefined" ? "socket" : "teasocket");
            const all = Socket.activated();
            console.log(all.map(({ socket, name }) => `${name} ${socket.fd} ${socket.family} ${socket.type} ${socket.getOption(30)}`).join(", "));
            console.log(Socket.activated().length);
            try { Socket.fromDescriptor(3); } catch (error) { console.log(error.code); }
            """;
        string[] paths = [Path.Combine(directory.FullName, "one"), Path.Combine(directory.FullName, "two")];
        ProcessStartInfo command = host == "node" ? Example.InNode("-e", script) : new ProcessStartInfo(Repository.Tea, ["-e", script]);
        using RunningProgram program = Activate(paths, "a:b", command);
        using Socket client = Connect(paths[1]);
        Assert.StartsWith("a 3 1 1 1, b 4 1 1 1\n0\nEBUSY\n", program.WaitForExit().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void OneWorkerGetsAllAndTheOthersNone()
    {
        const string script = """
            const { Worker, isMainThread, parentPort } = require("node:worker_threads");
            const { Socket } = require("teasocket");
            const count = Socket.activated().length;
            if (!isMainThread) parentPort.postMessage(count);
            else {
              console.log(`main ${count}`);
              new Worker(process.env.SCRIPT, { eval: true }).on("message", (other) => console.log(`worker ${other}`));
            }
            """;
        string path = Path.Combine(directory.FullName, "socket");
        ProcessStartInfo command = Example.InNode("-e", script);
        using RunningProgram program = Activate([path], "x", command, $"SCRIPT={script}");
        using Socket client = Connect(path);
        Assert.Equal("main 1\nworker 0\n", program.WaitForExit().Output);
    }

    [Fact]
    public void SocketsForAnotherProcessAreLeftAlone()
    {
        ProcessStartInfo start = new(Repository.Tea, ["-e", "console.log(require('socket').Socket.activated().length)"]);
        start.Environment["LISTEN_PID"] = "1";
        start.Environment["LISTEN_FDS"] = "1";
        using var program = RunningProgram.Start(start);
        Assert.StartsWith("0\n", program.WaitForExit().Success, StringComparison.Ordinal);
    }

    private static RunningProgram Activate(string[] paths, string names, ProcessStartInfo command, params IEnumerable<string> environment)
    {
        ProcessStartInfo start = new(
            Require.Tool("systemd-socket-activate"),
            [.. paths.SelectMany(path => (string[])["-l", path]), $"--fdname={names}", .. environment.SelectMany(one => (string[])["-E", one]), command.FileName, .. command.ArgumentList])
        {
            WorkingDirectory = command.WorkingDirectory,
        };
        return RunningProgram.Start(start);
    }

    /// <summary>Connects as soon as somebody listens.</summary>
    private static Socket Connect(string path)
    {
        while (true)
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { ReceiveTimeout = 60_000 };
            try
            {
                socket.Connect(new UnixDomainSocketEndPoint(path));
                return socket;
            }
            catch (SocketException)
            {
                socket.Dispose();
                Thread.Yield();
            }
        }
    }

    private static string Exchange(Socket socket, string text)
    {
        socket.Send(Encoding.UTF8.GetBytes(text));
        byte[] answer = new byte[100];
        return Encoding.UTF8.GetString(answer, 0, socket.Receive(answer));
    }
}
