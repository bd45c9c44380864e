using Xunit;

namespace Tea.Tests;

/// <summary>The prompt, on a real terminal.</summary>
public sealed class PromptTests : IDisposable
{
    private const string Listen = "new Socket(Socket.PF_INET, Socket.SOCK_STREAM).bind('127.0.0.1').listen()";
    private const string Up = "\e[A";
    private const string Down = "\e[B";
    private const string Left = "\e[D";

    private readonly ScriptDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void ResultsAreShownInColourAndTheLastOneIsKept()
    {
        using var terminal = Begin();
        Assert.Equal("\e[33m2\e[39m", terminal.Enter("1 + 1"));
        Assert.Equal("\e[33m6\e[39m", terminal.Enter("_ * 3"));
        Assert.Equal("\e[32m'text'\e[39m", terminal.Enter("'text'"));
        Assert.Equal("{ a: [ \e[33m1\e[39m, \e[1mnull\e[22m ], \e[32m'b c'\e[39m: \e[36m[Function: f]\e[39m }", terminal.Enter("{ a: [1, null], 'b c': function f() {} }"));
        Assert.Equal("\e[90mundefined\e[39m", terminal.Enter("var x"));
        Assert.Equal("\e[33m7\e[39m", terminal.Enter("_ = 7"));
        Assert.Equal("\e[33m8\e[39m", terminal.Enter("8"));
        Assert.Equal("\e[33m7\e[39m", terminal.Enter("_"));
    }

    [Fact]
    public void WithoutColoursThereAreNone()
    {
        using var terminal = Begin(variables: ("NO_COLOR", "1"));
        Assert.Equal("{ a: 1, b: 'x' }", terminal.Enter("({ a: 1, b: 'x' })"));
    }

    [Fact]
    public void ConstantsAreDeclaredAgainAndKeptFromLineToLine()
    {
        using var terminal = Begin(variables: ("NO_COLOR", "1"));
        foreach ((string line, string printed) in new[]
        {
            ("const x = 1, { y, z: [w = 5, ...rest] } = { y: 2, z: [undefined, 6, 7] };", "undefined"),
            ("[x, y, w, rest]", "[ 1, 2, 5, [ 6, 7 ] ]"),
            ("const x = x + 1; x", "2"),
            ("let x; x", "undefined"),
            ("class C { a = 1 }", "undefined"),
            ("class C { b = 2 }; new C()", "C { b: 2 }"),
            ("function f() { return 1 }", "undefined"),
            ("function f() { return x ?? C.name }", "undefined"),
            ("f()", "'C'"),
            ("if (true) { let inner = 1; } typeof inner", "'undefined'"),
            ("for (const i of [1]) { x = i } x", "1"),
        })
        {
            Assert.Equal(printed, terminal.Enter(line));
        }
    }

    [Fact]
    public void AwaitWorksAtTheOutermostLevel()
    {
        using var terminal = Begin(variables: ("NO_COLOR", "1"));
        foreach ((string line, string printed) in new[]
        {
            ("await 5", "5"),
            ("const { a, b: [c] } = await Promise.resolve({ a: 1, b: [2] }); let d = 3; var e = 4", "undefined"),
            ("[a, c, d, e]", "[ 1, 2, 3, 4 ]"),
            ("function g() { return a } class D {} await 0; for (var i = 0; i < 3; i++) await 1; for (var k of [7]) {}", "undefined"),
            ("[g(), typeof D, i, k]", "[ 1, 'function', 3, 7 ]"),
            ("await new Promise((resolve) => setTimeout(resolve, 5, 'later'))", "'later'"),
            ("await (async () => { throw new TypeError('no') })()", "Uncaught TypeError: no\n    at [prompt]:1:"),
            ("const s = " + Listen + "; const t = new Socket(Socket.PF_INET, Socket.SOCK_STREAM)", "undefined"),
            ("const [p] = await Promise.all([s.acceptAsync(), t.connectAsync(s.getSockName())]); t.send('hello')", "true"),
            ("(await p.receiveAsync()).toString()", "'hello'"),
            ("const { Socket: Imported } = await import('socket'); Imported === Socket", "true"),
            ("Promise.resolve(1)", "Promise {}"),
        })
        {
            Assert.StartsWith(printed, terminal.Enter(line).Replace(directory.Path + "/", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void WhatIsIncompleteGoesOnInTheNextLine()
    {
        using var terminal = Begin(variables: ("NO_COLOR", "1"));
        terminal.Type("function f(a) {\r");
        terminal.WaitFor("\r\n... ");
        terminal.Type("return `${a}\r");
        terminal.WaitFor("\r\n... ");
        terminal.Type("`; /* a\r");
        terminal.WaitFor("\r\n... ");
        Assert.Equal("undefined", terminal.Enter("comment */ }").Split('\n')[^1]);
        Assert.Equal("'1\\n'", terminal.Enter("f(1)"));
        Assert.StartsWith("Uncaught SyntaxError: ", terminal.Enter("let y = = 2"), StringComparison.Ordinal);
        Assert.StartsWith("Uncaught SyntaxError: ", terminal.Enter("'abc"), StringComparison.Ordinal);
    }

    [Fact]
    public void PastedLinesAreOneInput()
    {
        using var terminal = Begin(variables: ("NO_COLOR", "1"));
        Assert.EndsWith("3", terminal.Enter("\e[200~const a = 1;\rconst b = 2;\r\e[201~a + b"), StringComparison.Ordinal);
    }

    [Fact]
    public void KeysEditTheLine()
    {
        using var terminal = Begin(variables: ("NO_COLOR", "1"));
        Assert.Equal("'abc'", terminal.Enter("'ac'" + Left + Left + "b"));
        Assert.Equal("'xy'", terminal.Enter("xy'\x01'")); // Ctrl-A
        Assert.Equal("6", terminal.Enter("1 + 2 + 3456\x08\x7f\x08")); // Backspace
        Assert.Equal("'žluť🫖'", terminal.Enter("'žluť🫖x" + Left + "\x04'")); // Ctrl-D deletes
        Assert.Equal("5", terminal.Enter("nonsense more\x17\x17" + "5")); // Ctrl-W
        Assert.Equal("12", terminal.Enter("2\x15" + "1\x19")); // Ctrl-U, Ctrl-Y
        Assert.Equal("'ab'", terminal.Enter("'ba\x14'")); // Ctrl-T
        Assert.Equal("3", terminal.Enter("1 nonsense\eb\x0b+ 2")); // Alt-B, Ctrl-K
    }

    [Fact]
    public void TheHistoryIsKeptBetweenRuns()
    {
        using (var first = Begin(variables: ("NO_COLOR", "1")))
        {
            first.Enter("'one'");
            first.Enter("[1,\r2]");
            first.Type("\x04");
            Assert.Equal(0, first.WaitForExit());
        }

        using var second = Begin(variables: ("NO_COLOR", "1"));
        Assert.EndsWith("[ 1, 2 ]", second.Enter(Up), StringComparison.Ordinal);
        Assert.Equal("'one'", second.Enter(Up + Up + Up));
        Assert.Equal("'one'", second.Enter("'o" + Up)); // those that begin so
        Assert.Equal("'typed'", second.Enter("'typed'" + Up + Up + Down + Down));
        string history = Path.Combine(directory.Path, "tea", "history");
        Assert.Equal("'one'\n[1,\\n2]\n", string.Concat(File.ReadLines(history).Take(2).Select(line => line + "\n")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, OperatingSystem.IsWindows() ? 0 : File.GetUnixFileMode(history));
    }

    [Fact]
    public void ALongLineWraps()
    {
        using var terminal = Begin(columns: 20, variables: ("NO_COLOR", "1"));
        terminal.Type("'" + new string('x', 40));
        terminal.WaitFor("> '" + new string('x', 17) + "\r\r\n" + new string('x', 20) + "\r\r\nxxx\r\e[3C");
        Assert.Equal("45", terminal.Enter("'.length + 5").Split('\n')[^1]);
    }

    [Fact]
    public void AnErrorIsShownAndThePromptGoesOn()
    {
        using var terminal = Begin(variables: ("NO_COLOR", "1"));
        Assert.StartsWith($"Uncaught Error: x\n    at {directory.Path}/[prompt]:1:7", terminal.Enter("throw new Error('x')"), StringComparison.Ordinal);
        Assert.Equal("Uncaught 5", terminal.Enter("throw 5"));
        terminal.Type("setTimeout(() => { throw new Error('in a timer') }); Promise.reject(6); 1\r");
        terminal.WaitFor("Uncaught (in promise) 6");
        terminal.WaitFor("Uncaught Error: in a timer");
        terminal.WaitForPrompt();
        Assert.Equal("2", terminal.Enter("2"));
        terminal.Type("exit(3)\r");
        Assert.Equal(3, terminal.WaitForExit());
    }

    [Fact]
    public void EndOfInputCallsOnexit()
    {
        using var terminal = Begin(variables: ("NO_COLOR", "1"));
        terminal.Enter("onexit(() => console.log('bye')); setInterval(() => {}, 1e6)");
        terminal.Type("\x04");
        terminal.WaitFor("bye");
        Assert.Equal(0, terminal.WaitForExit());
    }

    private Terminal Begin(int columns = 100, params (string, string)[] variables)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "pseudo-terminals are POSIX's");
        var terminal = new Terminal(directory.Path, columns: columns, variables: variables);
        terminal.WaitForPrompt();
        return terminal;
    }
}
