using Xunit;

namespace Tea.Tests;

/// <summary>What goes on while the prompt waits, what ends a call that waits, and what completes a line.</summary>
public sealed class PromptLoopTests : IDisposable
{
    private const string Listen = "new Socket(Socket.PF_INET, Socket.SOCK_STREAM).bind('127.0.0.1').listen()";
    private const string Interrupt = "\x03";

    private readonly ScriptDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Theory]
    [InlineData(Listen + ".accept()")]
    [InlineData("Socket.select([" + Listen + "])")]
    [InlineData("new Poller().add(" + Listen + ", 'r').wait()")]
    [InlineData("for (;;);")]
    [InlineData("for (;;) try { " + Listen + ".accept() } catch {}")]
    [InlineData("system.sleep(1e6)")]
    [InlineData("setInterval(() => {}, 1e6), require('eventloop').run()")]
    [InlineData("await new Promise(() => {})")]
    [InlineData("await " + Listen + ".acceptAsync()")]
    public void CtrlCEndsWhatWaitsAndNotThePrompt(string code)
    {
        using var terminal = Begin();
        terminal.Type($"console.log('begun'); {code}\r");
        terminal.WaitFor("\nbegun\r\n");
        terminal.Type(Interrupt);
        terminal.WaitFor("interrupted\r\n");
        terminal.WaitForPrompt();
        Assert.Equal("2", terminal.Enter("1 + 1"));
    }

    [Fact]
    public void CtrlCEndsATimerThatTurnsForEver()
    {
        using var terminal = Begin();
        terminal.Type("setTimeout(() => { console.log('begun'); for (;;); })\r");
        terminal.WaitFor("\e[?2004lbegun\r\n");
        terminal.Type(Interrupt);
        terminal.WaitFor("interrupted\r\n");
        terminal.WaitForPrompt();
        Assert.Equal("2", terminal.Enter("1 + 1"));
    }

    [Fact]
    public void CtrlCThrowsAwayWhatIsTyped()
    {
        using var terminal = Begin();
        terminal.Type("exit(1); {");
        terminal.WaitFor("exit(1); {");
        terminal.Type(Interrupt);
        terminal.WaitFor("^C");
        terminal.WaitForPrompt();
        Assert.Equal("2", terminal.Enter("1 + 1"));
    }

    [Fact]
    public void TimersSocketsAndPromisesGoOnWhileALineIsTyped()
    {
        using var terminal = Begin();
        terminal.Enter("const s = " + Listen + "; const c = new Socket(Socket.PF_INET, Socket.SOCK_STREAM)");
        terminal.Enter("s.acceptAsync().then((p) => { console.log('accepted'); p.receiveAsync().then((d) => console.log('got ' + d)) }); 0");
        terminal.Type("half a li");
        terminal.WaitFor("half a li");
        terminal.Type("ne\x15setTimeout(() => { c.connect(...s.getSockName()); c.send('data') }, 1), 'begun'\r");
        terminal.WaitFor("'begun'");
        terminal.WaitFor("accepted");
        terminal.WaitFor("got data");
        terminal.Type("typed");
        terminal.WaitFor("> typed");
        terminal.Type("\x15setTimeout(() => console.log('tick'), 1), 5\r");
        terminal.WaitFor("5\r\n");
        terminal.WaitFor("tick\r\n");
        terminal.WaitForPrompt();
    }

    [Fact]
    public void WhatIsTypedStaysWhenSomethingIsPrinted()
    {
        using var terminal = Begin();
        terminal.Enter("const [a, b] = Socket.pair(); require('eventloop').readSocket(() => console.log('heard ' + a.receive()), a)");
        terminal.Enter("setInterval(() => { if (globalThis.isTyping) b.send('x') }, 1)");
        terminal.Enter("Object.defineProperty(globalThis, 'isTyping', { get: () => true })");
        terminal.Type("half a line");
        terminal.WaitFor("half a line");
        terminal.WaitFor("\r\e[J\e[?2004lheard x");
        terminal.WaitFor("> half a line\r\e[13C");
    }

    [Fact]
    public void MembersAreCompletedWithTheirDocumentation()
    {
        using var terminal = Begin();
        terminal.Enter("const socket = " + Listen);
        terminal.Type("socket.acc\t");
        string listed = terminal.WaitFor("\e[2A");
        Assert.Contains("accept       Accepts a connection, see accept(2)", listed, StringComparison.Ordinal);
        Assert.Contains("acceptAsync  ", listed, StringComparison.Ordinal);
        terminal.Type("\x15" + "Socket.getHostN\t");
        Assert.Contains("\r\ngetHostName  ", terminal.WaitFor("\e[1A"), StringComparison.Ordinal);
        Assert.Equal("'string'", LastLine(terminal.Enter("().constructor.name.toLowerCase()")));
        Assert.Equal("6", LastLine(terminal.Enter("Socket.IPPROTO_T\t")));
        Assert.Equal("'function'", LastLine(terminal.Enter("typeof setTim\t")));
        Assert.Equal("'function'", LastLine(terminal.Enter("typeof AbortCon\t")));
        Assert.Equal("'function'", LastLine(terminal.Enter("typeof require('eventl\t').run")));
        Assert.Equal("1", LastLine(terminal.Enter("socket.noSuchMemb\t ?? 1")));
    }

    [Fact]
    public void CompletingCallsNoGetter()
    {
        using var terminal = Begin();
        terminal.Enter("const o = { get inner() { console.log('called'); return { member: 1 } } }; const p = new Proxy({}, { ownKeys() { throw 1 } })");
        terminal.Type("o.inner.mem\t\x15p.x\t\x15");
        Assert.Equal("1", LastLine(terminal.Enter("1")));
    }

    [Fact]
    public void FunctionsWithAnyNameAreCompleted()
    {
        using var terminal = Begin();
        terminal.Enter(@"const o = { one: Object.defineProperty(() => 1, 'name', { value: 'a\n\tb\nc' }) }; o.two = Object.defineProperty(() => 2, 'name', { value: Symbol() })");
        Assert.Equal("1", LastLine(terminal.Enter("o.on\t()")));
        Assert.Equal("2", LastLine(terminal.Enter("o.tw\t()")));
    }

    [Fact]
    public void WhatIsNestedTooDeepIsAnError()
    {
        using var terminal = Begin();
        foreach (string before in (string[])["", "await "])
        {
            terminal.Type($"\e[200~{before}{new string('[', 50_000)}\e[201~\r"); // pasted: drawn once
            terminal.WaitFor("RangeError: Maximum call stack size exceeded");
            terminal.WaitForPrompt();
        }

        Assert.Equal("2", terminal.Enter("1 + 1"));
    }

    [Fact]
    public void ATerminalThatDrawsNothingGetsPlainLines()
    {
        using var terminal = new Terminal(directory.Path, terminal: "dumb");
        terminal.WaitFor("\r\n> ");
        terminal.Type("[1,\n");
        terminal.WaitFor("... ");
        terminal.Type("2]\n");
        terminal.WaitFor("\r\n[ 1, 2 ]\r\n> ");
        terminal.Type("\x04");
        Assert.Equal(0, terminal.WaitForExit());
    }

    [Fact]
    public void AScriptReadsWhatIsTyped()
    {
        using var terminal = Begin();
        terminal.Type("console.log('reads'); system.stdin.readLine()\r");
        terminal.WaitFor("\nreads\r\n");
        terminal.Type("a line\n");
        terminal.WaitFor("'a line\\n'");
        terminal.WaitForPrompt();
    }

    [Fact]
    public void ThePublishedRunnerHasThePromptToo()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "pseudo-terminals are POSIX's");
        using var terminal = new Terminal(directory.Path, Require.PublishedTea(), variables: ("NO_COLOR", "1"));
        terminal.WaitForPrompt();
        Assert.Equal("2", terminal.Enter("const x = await 2; x"));
        terminal.Type("Socket.getHostN\t");
        Assert.Contains("\r\ngetHostName  ", terminal.WaitFor("\e[1A"), StringComparison.Ordinal);
        terminal.Type("\x15" + Listen + ".accept()\r");
        terminal.WaitFor("\e[?2004l");
        terminal.Type(Interrupt);
        terminal.WaitFor("interrupted");
        terminal.WaitForPrompt();
        terminal.Type("\x04");
        Assert.Equal(0, terminal.WaitForExit());
    }

    private static string LastLine(string printed) => printed.Split('\n')[^1];

    private Terminal Begin()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "pseudo-terminals are POSIX's");
        var terminal = new Terminal(directory.Path, variables: ("NO_COLOR", "1"));
        terminal.WaitForPrompt();
        return terminal;
    }
}
