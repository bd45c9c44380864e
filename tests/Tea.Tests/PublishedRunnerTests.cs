using Xunit;

namespace Tea.Tests;

/// <summary>What ahead-of-time compilation could have left out of the runner; the conformance suite runs with it, too.</summary>
public sealed class PublishedRunnerTests : IDisposable
{
    private readonly ScriptDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void IntlHasItsData() => Assert.Equal("1.234,5 木曜日 2 true\n", Run("-p", """
        [new Intl.NumberFormat("de").format(1234.5), new Date(0).toLocaleDateString("ja-JP", { weekday: "long", timeZone: "UTC" }),
          "\u00e9".normalize("NFD").length, /^\p{Lu}$/u.test("\u00c9")].join(" ")
        """).Success);

    [Fact]
    public void PromisesModulesAndErrorsWorkInIt()
    {
        directory.Write("late.mjs", "import { setTimeout } from 'eventloop'; await new Promise((r) => setTimeout(r, 1)); export const late = 1;");
        string script = directory.Write("main.mjs", """
            import { Socket } from "socket";
            const { late } = await import("./late.mjs");
            console.log(late, typeof Socket);
            await import("./nope.mjs");
            """);
        ProgramResult result = Run(script);
        Assert.Equal((1, "1 function\n"), (result.ExitCode, result.Output));
        Assert.StartsWith($"Error: Cannot find module './nope.mjs' imported from {script}", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void ItEndsOrderlyThoughTheEngineIsStillBeingMade() => Parallel.For(
        0, 100, new ParallelOptions { MaxDegreeOfParallelism = 8 }, // busy processors, so that the engine takes its time
        _ => Assert.Contains("Usage:", Run("-h").Success, StringComparison.Ordinal));

    [Fact]
    public void SixteenDescriptorsAreEnoughToStart()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "ulimit is POSIX's");
        using var program = RunningProgram.Start("bash", ["-c", "ulimit -n 16 && exec \"$0\" -e 'console.log(1)'", Require.PublishedTea()]);
        Assert.Equal("1\n", program.WaitForExit().Success);
    }

    [Fact]
    public void WithoutDescriptorsTheLoopWaitsAllTheSame()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "descriptors are POSIX's");
        using var program = RunningProgram.Start("bash", "-c", "ulimit -n 64 && exec \"$0\" -e \"$1\"", Require.PublishedTea(), """
            const { Socket } = require("socket");
            const loop = require("eventloop");
            const all = [];
            const [a, b] = Socket.pair();
            try { for (;;) all.push(new Socket(Socket.PF_INET, Socket.SOCK_DGRAM)); } catch (e) { console.log(e.code); }
            let count = 0;
            loop.readSocket((socket) => {
              socket.receive();
              if (++count === 3) { console.log("read"); loop.clearSocket(socket); } else setTimeout(() => a.send("x"), 1);
            }, b);
            setTimeout(() => a.send("x"), 1);
            """);
        Assert.Equal("EMFILE\nread\n", program.WaitForExit().Success);
    }

    [Fact]
    public void ADebuggerConnectsToIt()
    {
        using var program = RunningProgram.Start(Require.PublishedTea(), "--inspect-brk=0", "-e", "console.log('run'); setInterval(() => {}, 1e9);");
        using var client = new InspectorClient(program);
        client.Call("Debugger.enable");
        client.Call("Runtime.runIfWaitingForDebugger");
        Assert.EndsWith("[eval]", client.WaitForStop().Url, StringComparison.Ordinal);
        client.Call("Debugger.resume");
        program.WaitForLine("run");
    }

    [Fact]
    public void ItRunsAScriptAgainThatHasChanged()
    {
        string script = directory.Write("script.js", "console.log('one'); for (;;);");
        using var program = RunningProgram.Start(Require.PublishedTea(), "--watch", script);
        program.WaitForLine("one");
        directory.Write("script.js", "console.log('second')");
        program.WaitForLine("second");
    }

    private static ProgramResult Run(params IEnumerable<string> arguments)
    {
        using var program = RunningProgram.Start(Require.PublishedTea(), arguments);
        return program.WaitForExit();
    }
}
