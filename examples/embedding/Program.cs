// A C# program that gives its own V8 engine synchronous sockets: one line, AddSocketModule.
// Run it with: dotnet run --project examples/embedding
using Microsoft.ClearScript.V8;
using TeaSocket.V8;

using var engine = new V8ScriptEngine();
engine.AddSocketModule();

object answer = engine.Evaluate("""
    const socket = new Socket(Socket.PF_INET, Socket.SOCK_DGRAM);
    socket.bind("127.0.0.1", 0);
    const [address, port] = socket.getSockName();
    socket.send("hello from a script", address, port);
    socket.receive().toString();
    """);
Console.WriteLine(answer);
