using System.Net.Sockets;
using Xunit;

namespace Tea.Tests;

/// <summary>The lines of the contract that take more than one process to see.</summary>
public sealed class ProcessTests
{
    private const string Listen = """
        const { Socket } = require("socket");
        const listener = new Socket(Socket.PF_INET, Socket.SOCK_STREAM).bind("127.0.0.1", 0).listen();
        console.log("listening on " + listener.getSockName()[1]);

        """;

    [Fact]
    public void CtrlCEndsAScriptThatIsBlockedInAcceptWithStatus130()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are POSIX's");
        using var program = RunningProgram.Tea("-e", Listen + "listener.accept();");
        program.WaitForPort();
        program.WaitUntilAsleep();
        program.Signal("INT");
        Assert.Equal(130, program.WaitForExit().ExitCode);
    }

    [Fact]
    public void AnInterruptedCallGoesOn()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "waits for the state in /proc");
        using var program = RunningProgram.Tea("-e", Listen + """
            const ready = Socket.select([listener]);
            const client = listener.accept();
            console.log("accepted", ready);
            const select = Socket.select([client], null, null, 60000);
            console.log("selected", select);
            console.log(client.receive().toString());
            console.log(client.receive().toString());
            """);
        int port = program.WaitForPort();
        InterruptWhenAsleep(program);
        using var peer = new TcpClient("127.0.0.1", port);
        program.WaitForLine("accepted 1");
        InterruptWhenAsleep(program);
        peer.GetStream().Write("one"u8);
        program.WaitForLine("selected 1");
        program.WaitForLine("one");
        InterruptWhenAsleep(program);
        peer.GetStream().Write("two"u8);
        Assert.EndsWith("one\ntwo\n", program.WaitForExit().Success, StringComparison.Ordinal);
    }

    [Fact]
    public void ABlockingSendGoesOnUntilAllIsTaken()
    {
        const int size = 50_000_000;
        using var program = RunningProgram.Tea("-e", Listen + $$"""
            const client = listener.accept();
            console.log(client.send(Buffer.alloc({{size}}, 120)), client.send("ž".repeat(500000)));
            client.close();
            """);
        using var peer = new TcpClient("127.0.0.1", program.WaitForPort());
        using var received = new MemoryStream();
        peer.GetStream().CopyTo(received);
        Assert.Equal(size + 1_000_000, received.Length);
        Assert.EndsWith("true true\n", program.WaitForExit().Success, StringComparison.Ordinal);
    }

    [Fact]
    public void SendingToAClosedPeerThrowsEpipeAndTheProcessLives()
    {
        using var program = RunningProgram.Tea("-e", Listen + """
            const client = listener.accept();
            while (client.receive().length > 0);
            try {
              for (let i = 0; i < 1000; i++) client.send("x".repeat(1000));
              console.log("never failed");
            } catch (e) {
              console.log(e.code === "EPIPE" || e.code === "ECONNRESET", e.syscall);
              try { client.send("x"); } catch (again) { console.log(again.code); }
            }
            """);
        using (var peer = new TcpClient("127.0.0.1", program.WaitForPort()))
        {
            peer.LingerState = new LingerOption(false, 0);
        }

        Assert.EndsWith("true send\nEPIPE\n", program.WaitForExit().Success, StringComparison.Ordinal);
    }

    [Fact]
    public void TwentyThousandForgottenSocketsFitInto1024Descriptors()
    {
        ProgramResult result = WithLimit(1024, """
            const { Socket } = require("socket");
            for (let i = 0; i < 20000; i++) {
              const socket = new Socket(Socket.PF_INET, Socket.SOCK_DGRAM);
              if (i % 3 === 0) socket.close(); // its place is taken by one that is forgotten
            }
            console.log("opened");
            """);
        Assert.Equal("opened\n", result.Success);
    }

    [Fact]
    public void RunningOutOfDescriptorsThrowsEmfileAndTheScriptGoesOn()
    {
        ProgramResult result = WithLimit(256, """
            const { Socket } = require("socket");
            let kept = [];
            try { for (;;) kept.push(new Socket(Socket.PF_INET, Socket.SOCK_DGRAM)); } catch (e) { console.log(e.code, e.syscall, kept.length > 100); }
            kept = null;
            for (let i = 0; i < 1000; i++) new Socket(Socket.PF_INET, Socket.SOCK_DGRAM);
            console.log("again");
            """);
        Assert.Equal("EMFILE socket true\nagain\n", result.Success);
    }

    [Fact]
    public void ForgottenSocketsDoNotHoldUpOthersForTheirLingerTime()
    {
        ProgramResult result = WithLimit(256, """
            const { Socket } = require("socket");
            const listener = new Socket(Socket.PF_INET, Socket.SOCK_STREAM).bind("127.0.0.1", 0).listen();
            function forget() {
              const client = new Socket(Socket.PF_INET, Socket.SOCK_STREAM);
              client.connect(listener.getSockName());
              client.setOption(Socket.SO_LINGER, new Uint8Array(Int32Array.of(1, 3600).buffer)).setBlocking(false);
              while (client.send(new Uint8Array(100000)) !== false); // that nobody reads
            }
            for (let i = 0; i < 300; i++) forget();
            console.log("not held up");
            """);
        Assert.Equal("not held up\n", result.Success);
    }

    [Fact]
    public void AcceptedSocketsThatAreForgottenAreClosedToo()
    {
        ProgramResult result = WithLimit(256, """
            const { Socket } = require("socket");
            const listener = new Socket(Socket.PF_INET, Socket.SOCK_STREAM).bind("127.0.0.1", 0).listen();
            const address = listener.getSockName();
            for (let i = 0; i < 2000; i++) {
              const client = new Socket(Socket.PF_INET, Socket.SOCK_STREAM);
              client.connect(...address);
              listener.accept();
            }
            console.log("accepted");
            """);
        Assert.Equal("accepted\n", result.Success);
    }

    [Fact]
    public void SelectWatchesMoreThanFiveThousandSockets()
    {
        ProgramResult result = WithLimit(6000, """
            const { Socket } = require("socket");
            const all = Array.from({ length: 5200 }, () => new Socket(Socket.PF_INET, Socket.SOCK_DGRAM));
            const last = all[5199].bind("127.0.0.1", 0);
            last.send("x", ...last.getSockName());
            const read = all.slice();
            console.log(last.fd > 5000, Socket.select(read, null, null, 1000), read.indexOf(last), read.length, Object.keys(read).length);
            """);
        Assert.Equal("true 1 5199 5200 1\n", result.Success);
    }

    [Fact]
    public void RawSocketsWithoutThePrivilegeThrow()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/setpriv"), "needs setpriv to drop the privilege");
        using var program = RunningProgram.Start(
            "setpriv",
            ["--bounding-set=-all", "--inh-caps=-all", Repository.Tea, "-e", """
                const { Socket } = require("socket");
                try { new Socket(Socket.PF_INET, Socket.SOCK_RAW, Socket.getProtoByName("icmp")); console.log("opened"); }
                catch (e) { console.log(e.name, e.code === "EPERM" || e.code === "EACCES", e.syscall); }
                """]);
        Assert.Equal("SocketError true socket\n", program.WaitForExit().Success);
    }

    private static ProgramResult WithLimit(int descriptors, string code)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "ulimit is POSIX's");
        using var program = RunningProgram.Start("bash", ["-c", $"ulimit -n {descriptors} && exec \"$0\" -e \"$1\"", Repository.Tea, code]);
        return program.WaitForExit();
    }

    private static void InterruptWhenAsleep(RunningProgram program)
    {
        // SIGCHLD and SIGWINCH have handlers in the runtime, so that a blocked call returns EINTR or is restarted.
        program.WaitUntilAsleep();
        foreach (string signal in (string[])["CHLD", "WINCH", "STOP", "CONT"])
        {
            program.Signal(signal);
        }
    }
}
