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
