using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace Tea.Tests;

/// <summary>What a debugger sees of a script.</summary>
public sealed class InspectorTests : IDisposable
{
    private readonly ScriptDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Theory]
    [InlineData("script.js")]
    [InlineData("script.mjs")]
    public void WithBrkTheScriptStopsBeforeItsFirstLineAndAtBreakpoints(string name)
    {
        string script = directory.Write(name, "let x = 1;\nx += 41;\nconsole.log(x);\nsetInterval(() => {}, 1e9);\n");
        using var program = RunningProgram.Tea("--inspect-brk=0", script);
        using var client = new InspectorClient(program);
        client.Call("Runtime.enable");
        client.Call("Debugger.enable");
        client.Call("Debugger.setBreakpointByUrl", new JsonObject { ["lineNumber"] = 2, ["url"] = script });
        client.Call("Runtime.runIfWaitingForDebugger");

        (string stoppedIn, int line, string _) = client.WaitForStop();
        Assert.Equal((script, 0), (stoppedIn, line));
        client.Call("Debugger.resume");

        (_, line, string frame) = client.WaitForStop();
        Assert.Equal(2, line);
        Assert.Equal("42", client.Evaluate("x", frame));
        client.Evaluate("x = 43", frame);
        client.Call("Debugger.resume");
        Assert.Equal("43", (string?)client.WaitForEvent("Runtime.consoleAPICalled")["args"]![0]!["value"]!.ToString());
        program.WaitForLine("43");
    }

    [Theory]
    [InlineData("-e")]
    [InlineData("-p")]
    public void CodeOfTheCommandLineStops(string option)
    {
        using var program = RunningProgram.Tea("--inspect-brk=0", option, "console.log('run'); setInterval(() => {}, 1e9); 6");
        using var client = new InspectorClient(program);
        client.Call("Debugger.enable");
        client.Call("Runtime.runIfWaitingForDebugger");
        Assert.EndsWith("/[eval]", client.WaitForStop().Url, StringComparison.Ordinal);
        client.Call("Debugger.resume");
        program.WaitForLine("run");
    }

    [Theory]
    [InlineData("setInterval(() => {}, 1e9)")]
    [InlineData("new Socket(Socket.PF_INET, Socket.SOCK_STREAM).bind('127.0.0.1').listen().accept()")]
    [InlineData("(async () => new Socket(Socket.PF_INET, Socket.SOCK_DGRAM).bind('127.0.0.1').receiveAsync())()")]
    [InlineData("for (;;);")]
    public void AScriptThatWaitsOrTurnsAnswers(string code)
    {
        using var program = RunningProgram.Tea("--inspect=0", "-e", "const { Socket } = require('socket'); globalThis.answer = 42; console.log('begun'); " + code);
        using var client = new InspectorClient(program);
        program.WaitForLine("begun");
        Assert.Equal("42", client.Evaluate("answer"));
        client.Call("Runtime.enable");
        Assert.Equal("43", client.Evaluate("answer + 1"));
    }

    [Theory]
    [InlineData("--inspect=0", 0)]
    [InlineData("--inspect=0", 3)]
    public void TheStatusIsTheScripts(string option, int status) =>
        Assert.Equal(status, directory.Run(option, "-e", $"if ({status}) exit({status})").ExitCode);

    [Fact]
    public async Task TheUsualClientsFindIt()
    {
        using var program = RunningProgram.Tea("--inspect=localhost:0", "-e", "setInterval(() => {}, 1e9)");
        string said = program.WaitForErrorLine("Debugger listening on ");
        var address = new Uri(said[said.IndexOf("ws:", StringComparison.Ordinal)..]);
        Assert.Equal("127.0.0.1", address.Host);
        using var http = new HttpClient();
        JsonNode target = JsonNode.Parse(await http.GetStringAsync($"http://127.0.0.1:{address.Port}/json/list", TestContext.Current.CancellationToken))![0]!;
        Assert.Equal(("node", address.AbsoluteUri), ((string?)target["type"], (string?)target["webSocketDebuggerUrl"]));
    }

    [Fact]
    public void OnlyThisMachineReachesItUnlessToldOtherwise()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "all of 127.0.0.0/8 is there on Linux alone");
        foreach ((string option, bool isReached) in new[] { ("--inspect=0", false), ("--inspect=0.0.0.0:0", true) })
        {
            using var program = RunningProgram.Tea(option, "-e", "setInterval(() => {}, 1e9)");
            int port = new Uri(program.WaitForErrorLine("Debugger listening on ").Split(' ')[^1]).Port;
            using var client = new TcpClient();
            Exception? refused = Record.Exception(() => client.Connect(IPAddress.Parse("127.0.0.2"), port));
            Assert.Equal(isReached, refused is null);
        }
    }

    [Theory]
    [InlineData("127.0.0.1", "200")]
    [InlineData("localhost:9229", "200")]
    [InlineData("[::1]:1", "200")]
    [InlineData("evil.example", "400")]
    public void APageThatANameServerHasLedHereIsRefused(string host, string status)
    {
        using var program = RunningProgram.Tea("--inspect=0", "-e", "setInterval(() => {}, 1e9)");
        int port = new Uri(program.WaitForErrorLine("Debugger listening on ").Split(' ')[^1]).Port;
        using var client = new TcpClient("127.0.0.1", port);
        using var reader = new StreamReader(client.GetStream());
        client.GetStream().Write(Encoding.ASCII.GetBytes($"GET /json/version HTTP/1.1\r\nHost: {host}\r\n\r\n"));
        Assert.Equal(status, reader.ReadLine()!.Split(' ')[1]);
    }

    [Fact]
    public void IPv6AndOtherAddressesOfThisMachineAreTaken()
    {
        Require.IPv6Loopback();
        using var program = RunningProgram.Tea("--inspect=[::1]:0", "-e", "globalThis.x = 6; console.log('begun'); setInterval(() => {}, 1e9)");
        using var client = new InspectorClient(program);
        program.WaitForLine("begun");
        Assert.Equal(("[::1]", "6"), (client.Address.Host, client.Evaluate("x")));
    }

    [Fact]
    public void APortThatIsTakenIsNamed()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        ProgramResult result = directory.Run($"--inspect={port}", "-e", "console.log('not reached')");
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"tea: a debugger cannot connect at 127.0.0.1:{port}: ", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("65536")]
    [InlineData("example.org:9229")]
    [InlineData("127.0.0.1:x")]
    [InlineData("-1")]
    [InlineData("127.1:9229")]
    public void AnAddressThatCannotBeIsRefused(string address)
    {
        ProgramResult result = directory.Run($"--inspect={address}", "-e", "console.log('not reached')");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"--inspect takes [host:]port: a port of 0-65535", result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("not reached\n", result.Output, StringComparison.Ordinal);
    }
}
