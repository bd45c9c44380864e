using System.Net.Sockets;
using Xunit;

namespace Tea.Tests;

/// <summary>What a host has of its own goes on working with the library in the process.</summary>
public sealed class NodeHostTests
{
    public static TheoryData<string, string> Waits => new MatrixTheoryData<string, string>(
        [ScriptHost.Node, ScriptHost.Bun, ScriptHost.Deno], ["event loop", "accept", "select"]);

    [Theory]
    [MemberData(nameof(ScriptHost.All), MemberType = typeof(ScriptHost))]
    public void WebAssemblyTrapsAreErrorsToCatch(string host) =>
        Assert.Equal("main: 1000\nworker: 1000\n", ScriptHost.Run(host, "wasm-traps.js").Success);

    [Theory]
    [MemberData(nameof(ScriptHost.All), MemberType = typeof(ScriptHost))]
    public void ChildProcessesRunAndTheirStatusesArrive(string host) =>
        Assert.Equal(
            "spawn 3 SIGTERM\nexec 4 text\n\nfork used the module 5\nexecFileSync text\n\n",
            ScriptHost.Run(host, "child-processes.js").Success);

    [Theory]
    [MemberData(nameof(ScriptHost.All), MemberType = typeof(ScriptHost))]
    public void SignalHandlersRun(string host) =>
        Assert.Equal("first round\nsecond round\n", ScriptHost.Run(host, "signal-handlers.js").Success);

    [Theory]
    [MemberData(nameof(Waits))]
    public void CtrlCEndsAProcessThatHasNoHandlerForIt(string host, string waitsIn)
    {
        using RunningProgram program = ScriptHost.Start(host, "waiting.js", arguments: [waitsIn]);
        program.WaitForPort();
        program.WaitUntilAsleep();
        program.Signal("INT");
        Assert.Equal(128 + 2, program.WaitForExit().ExitCode);
    }

    [Theory]
    [MemberData(nameof(ScriptHost.All), MemberType = typeof(ScriptHost))]
    public void ConsoleTellsWhatASocketIs(string host)
    {
        const string address = @"127\.0\.0\.1:\d+";
        string shown = ScriptHost.Run(host, "shown.js").Success;
        Assert.Matches($"^Socket {{ TCP {address}, fd \\d+ }}\n", shown);
        Assert.Matches($"\nSocket {{ TCP {address} → {address}, fd \\d+ }}\n", shown);
        Assert.Matches($"nested: Socket {{ TCP {address} → {address}, fd \\d+ }}", shown);
        Assert.Matches($"\nSocket {{ UDP {address}, fd \\d+ }}\nSocket {{ Unix datagram unbound, fd \\d+ }}\n"
            + $"Socket {{ Unix seqpacket unbound, fd \\d+ }}\nSocket {{ UDP-Lite unbound, fd \\d+ }}\nSocket {{ netlink raw \\d+:1, fd \\d+ }}\nPoller {{}}\nSocket {{ closed }}\n$", shown);
    }

    [Theory]
    [MemberData(nameof(ScriptHost.All), MemberType = typeof(ScriptHost))]
    public void AnUncaughtErrorsFirstLineIsTheUsers(string host)
    {
        ProgramResult result = ScriptHost.Run(host, "refused.js");
        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("ECONNREFUSED", result.Errors, StringComparison.Ordinal);
        Assert.Contains("refused.js:6", result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("teasocket:", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(ScriptHost.All), MemberType = typeof(ScriptHost))]
    public void AnInterruptibleCallEndsWithEintrAndTheHandlerRuns(string host)
    {
        using RunningProgram program = ScriptHost.Start(host, "interruptible.js");
        foreach (string call in new[] { "accept", "receive", "receiveInto", "receiveMany", "select", "poller", "send", "sendMany" })
        {
            program.WaitForLine($"waits in {call}");
            program.WaitUntilAsleep();
            program.Signal("USR2");
            program.WaitForLine("SocketError EINTR 0");
        }

        Assert.EndsWith("pending\nstill there\n", program.WaitForExit().Success, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(ScriptHost.All), MemberType = typeof(ScriptHost))]
    public void ACallThatAHandledSignalInterruptsGoesOn(string host)
    {
        using RunningProgram program = ScriptHost.Start(host, "interrupted.js");
        int port = program.WaitForPort();
        Interrupt(program);
        using var peer = new TcpClient("127.0.0.1", port);
        program.WaitForLine("accepted 0");
        Interrupt(program);
        peer.GetStream().Write("one"u8);
        program.WaitForLine("selected 1 0");
        program.WaitForLine("received one");
        Interrupt(program);
        peer.GetStream().Write("two"u8);
        Assert.EndsWith("received one\nreceived two 0\nhandled\n", program.WaitForExit().Success, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(ScriptHost.All), MemberType = typeof(ScriptHost))]
    public void NetAndDgramServeInTheSameProcess(string host) =>
        Assert.Equal("100 rounds\n", ScriptHost.Run(host, "net-beside.js").Success);

    [Fact]
    public void TheInspectorAnswers() =>
        Assert.Equal("200 node true\n", ScriptHost.Run(ScriptHost.Node, "inspected.js", options: ["--inspect=127.0.0.1:0"]).Success);

    [Fact]
    public void TheProfilersSignalsDoNotDisturbCalls()
    {
        using var directory = new TemporaryDirectory();
        string[] options = ["--cpu-prof", $"--cpu-prof-dir={directory.FullName}", "--cpu-prof-interval=100"];
        Assert.Equal("all of them\n", ScriptHost.Run(ScriptHost.Node, "workers-at-once.js", options: options).Success);
        Assert.Equal(11, Directory.GetFiles(directory.FullName, "*.cpuprofile").Length);
    }

    [Fact]
    public void EvenTwoCopiesLoadWithinEightGigabytesOfAddresses() =>
        Assert.Equal("all four\n", ScriptHost.Run(ScriptHost.Node, "two-copies.js", limit: "-v 8000000").Success);

    [Theory]
    [MemberData(nameof(ScriptHost.All), MemberType = typeof(ScriptHost))]
    public void TheModuleWorksInAContextOfItsOwn(string host) =>
        Assert.Equal("1 text EBADF\n", ScriptHost.Run(host, "contexts.js").Success);

    [Fact]
    public void TheModuleLoadsWhereCodeFromStringsIsForbidden() =>
        Assert.Equal(
            "code from strings: false\n1 text EBADF\n",
            ScriptHost.Run(ScriptHost.Node, "contexts.js", options: ["--disallow-code-generation-from-strings"]).Success);

    private static void Interrupt(RunningProgram program)
    {
        program.WaitUntilAsleep();
        foreach (string signal in (string[])["USR2", "CHLD", "WINCH", "STOP", "CONT"])
        {
            program.Signal(signal);
        }
    }
}
