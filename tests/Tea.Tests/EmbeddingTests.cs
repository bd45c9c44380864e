using Microsoft.ClearScript;
using Microsoft.ClearScript.JavaScript;
using Microsoft.ClearScript.V8;
using TeaSocket.V8;
using Xunit;

namespace Tea.Tests;

/// <summary>The module in a C# program's own engine.</summary>
public sealed class EmbeddingTests
{
    [Fact]
    public void TheExampleSendsADatagramToItself()
    {
        using var program = RunningProgram.Start(Repository.Embedding);
        Assert.Equal("hello from a script\n", program.WaitForExit().Success);
    }

    [Fact]
    public void OneLineAddsTheGlobals()
    {
        using V8ScriptEngine engine = new V8ScriptEngine().AddSocketModule();
        Assert.Equal("function,function,function", engine.Evaluate("[typeof Socket, typeof SocketError, typeof Buffer].join()"));
    }

    [Fact]
    public void OneLineAddsTheModulesForRequireAndImport()
    {
        using V8ScriptEngine engine = new V8ScriptEngine().AddSocketModule();
        var commonJs = new DocumentInfo { Category = ModuleCategory.CommonJS };
        Assert.Equal(true, engine.Evaluate(commonJs, "return require('socket').Socket === Socket && require('binary').Buffer === Buffer"));
        var standard = new DocumentInfo { Category = ModuleCategory.Standard };
        engine.Execute(standard, "import { Socket as Imported } from 'socket'; globalThis.same = Imported === Socket;");
        Assert.Equal(true, engine.Evaluate("same"));
    }

    [Fact]
    public void TwoEnginesHaveTheirOwnSockets()
    {
        using V8ScriptEngine one = new V8ScriptEngine().AddSocketModule();
        using V8ScriptEngine other = new V8ScriptEngine().AddSocketModule();
        const string open = "var s = new Socket(Socket.PF_INET, Socket.SOCK_DGRAM); s.fd";
        Assert.NotEqual(one.Evaluate(open), other.Evaluate(open));
        one.Execute("s.close()");
        Assert.Equal(true, other.Evaluate("s.fd >= 0"));
    }

    /// <summary>What the program is told by a script, whenever that comes to it.</summary>
    private static async Task<string> Told(V8ScriptEngine engine, string script)
    {
        var told = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        engine.AddHostObject("tell", new Action<string>(text => told.TrySetResult(text)));
        engine.Execute(script);
        return await told.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task PromisesGoOnWhenNoScriptIsRunning()
    {
        using V8ScriptEngine engine = new V8ScriptEngine().AddSocketModule();
        string told = await Told(engine, """
            const listener = new Socket(Socket.PF_INET, Socket.SOCK_STREAM).bind("127.0.0.1").listen();
            const client = new Socket(Socket.PF_INET, Socket.SOCK_STREAM);
            (async () => {
              const [peer] = await Promise.all([listener.acceptAsync(), client.connectAsync(listener.getSockName())]);
              const received = peer.receiveAsync();
              await client.sendAsync("awaited");
              const text = (await received).toString();
              try {
                await peer.receiveAsync({ timeout: 1 });
              } catch (error) {
                tell(`${text}, ${error.code}, ${await Socket.getAddrInfoAsync("127.0.0.1")}`);
              }
            })();
            """);
        Assert.Equal("awaited, ETIMEDOUT, 127.0.0.1", told);
    }

    [Fact]
    public async Task AnEngineIsDisposedWithPromisesPending()
    {
        for (int i = 0; i < 20; i++)
        {
            var engine = new V8ScriptEngine().AddSocketModule();
            Assert.Equal("pending", await Told(engine, """
                const socket = new Socket(Socket.PF_INET, Socket.SOCK_DGRAM).bind("127.0.0.1");
                socket.receiveAsync();
                socket.sendAsync("to itself", socket.getSockName());
                socket.receiveAsync({ timeout: 1 });
                tell("pending");
                """));
            engine.Dispose();
        }
    }

    /// <summary>Calls that would wait for ever.</summary>
    public static TheoryData<string> WaitingCalls =>
    [
        "new Socket(Socket.PF_INET, Socket.SOCK_STREAM).bind('127.0.0.1').listen().accept()",
        "new Socket(Socket.PF_INET, Socket.SOCK_DGRAM).bind('127.0.0.1').receive()",
        "new Socket(Socket.PF_INET, Socket.SOCK_DGRAM).bind('127.0.0.1').receiveMany(5, 5)",
        "Socket.select([new Socket(Socket.PF_INET, Socket.SOCK_DGRAM).bind('127.0.0.1')])",
        "new Poller().add(new Socket(Socket.PF_INET, Socket.SOCK_DGRAM).bind('127.0.0.1'), 'r').wait()",
    ];

    [Theory]
    [MemberData(nameof(WaitingCalls))]
    public void InterruptEndsACallThatWaitsAndTheScriptCannotCatchIt(string call)
    {
        using V8ScriptEngine engine = new V8ScriptEngine().AddSocketModule();
        const int afterTheWaitHasBegun = 400; // milliseconds; should it not have, the script ends all the same
        using var interrupter = new Timer(_ => engine.Interrupt());
        engine.AddHostObject("begin", new Action(() => interrupter.Change(afterTheWaitHasBegun, Timeout.Infinite)));
        Assert.Throws<ScriptInterruptedException>(() => engine.Execute($"begin(); try {{ {call} }} catch {{ }} for (;;);"));
        Assert.Equal(2, engine.Evaluate("1 + 1"));
    }

    [Fact]
    public void DisposingTheEngineClosesItsSockets()
    {
        V8ScriptEngine engine = new V8ScriptEngine().AddSocketModule();
        engine.Execute("var s = new Socket(Socket.PF_INET, Socket.SOCK_STREAM).bind('127.0.0.1').listen()");
        int port = (int)engine.Evaluate("s.getSockName()[1]");
        engine.Dispose();
        using var client = new System.Net.Sockets.TcpClient();
        var refused = Assert.Throws<System.Net.Sockets.SocketException>(() => client.Connect("127.0.0.1", port));
        Assert.Equal(System.Net.Sockets.SocketError.ConnectionRefused, refused.SocketErrorCode);
    }

    [Fact]
    public void ALargeByteRangeCrossesOutsideOfTheWindow()
    {
        using V8ScriptEngine engine = new V8ScriptEngine().AddSocketModule();
        Assert.Equal(true, engine.Evaluate("""
            const listener = new Socket(Socket.PF_INET, Socket.SOCK_STREAM).bind("127.0.0.1", 0).listen();
            const client = new Socket(Socket.PF_INET, Socket.SOCK_STREAM);
            client.connect(...listener.getSockName());
            const server = listener.accept();
            const data = new Uint8Array(200000).map((_, i) => i * 7);
            client.setBlocking(false);
            const taken = client.send(data) === true ? data.length : 0;
            let at = 0;
            while (at < taken) {
              const part = server.receive(150000);
              if (part.some((byte, i) => byte !== data[at + i])) throw new Error("differs");
              at += part.length;
            }
            taken === data.length;
            """));
    }
}
