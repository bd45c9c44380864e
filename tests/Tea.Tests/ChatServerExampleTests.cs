using System.Text;
using Xunit;

namespace Tea.Tests;

/// <summary>examples/chat-server.js.</summary>
public sealed class ChatServerExampleTests : IDisposable
{
    private readonly RunningProgram server = Example.Start("chat-server.js", "0");

    public void Dispose() => server.Dispose();

    [Fact]
    public void ALineGoesToAllOthersAndNotToItsSender()
    {
        int port = server.WaitForPort();
        using var first = TcpPeer.Connect(port);
        using TcpPeer second = Join(port, first);
        using TcpPeer third = Join(port, first, second);
        first.Send("žluť\n");
        AssertReceives("žluť\n", second, third);
        second.Send("next\n");
        AssertReceives("next\n", first, third); // had its own line come back to the first, it would be here
    }

    [Fact]
    public void OnlyWholeLinesAreSent()
    {
        int port = server.WaitForPort();
        using var first = TcpPeer.Connect(port);
        using TcpPeer second = Join(port, first);
        using TcpPeer third = Join(port, first, second);
        first.Send("one\ntwo\nhal");
        AssertReceives("one\ntwo\n", second, third);
        second.Send("between\n");
        AssertReceives("between\n", first, third);
        first.Send("f\n");
        AssertReceives("half\n", second, third);
    }

    [Fact]
    public void AClientThatDoesNotReadHoldsUpNobodyAndIsDroppedInTheEnd()
    {
        const int lines = 12_000; // 12 MB: more than the system's buffers and the server's queue hold
        const int batch = 100; // less than a queue's limit: the listener need not hurry
        int port = server.WaitForPort();
        string text = string.Concat(Enumerable.Repeat(new string('z', 999) + "\n", batch));
        using var sender = TcpPeer.Connect(port);
        using TcpPeer listener = Join(port, sender);
        using var sleeper = TcpPeer.Connect(port, receiveBuffer: 65536);
        sleeper.Send("asleep\n");
        AssertReceives("asleep\n", sender, listener);
        for (int sent = 0; sent < lines; sent += batch)
        {
            sender.Send(text);
            AssertReceives(text, listener);
        }

        Assert.InRange(sleeper.CountUntilDropped(), 1, (lines * 1000L) - 1);
        listener.Send("still here\n");
        AssertReceives("still here\n", sender);
    }

    [Fact]
    public void ALineWithoutAnEndIsCutOff()
    {
        int port = server.WaitForPort();
        using var first = TcpPeer.Connect(port);
        using TcpPeer second = Join(port, first);
        second.Send(new string('q', 6000));
        Assert.Equal(0, second.CountUntilDropped());
        using TcpPeer third = Join(port, first);
        first.Send("fine\n");
        AssertReceives("fine\n", third);
    }

    [Fact]
    public void TheOthersGoOnWhenOneLeaves()
    {
        int port = server.WaitForPort();
        using var first = TcpPeer.Connect(port);
        using TcpPeer second = Join(port, first);
        using TcpPeer third = Join(port, first, second);
        second.Reset();
        first.Send("bye\n");
        AssertReceives("bye\n", third);
    }

    [Fact]
    public void ASecondServerOnThePortFails() =>
        Assert.Contains("EADDRINUSE", Example.Failure("chat-server.js", $"{server.WaitForPort()}"), StringComparison.Ordinal);

    /// <summary>Connects one more client; once the others have heard it, the server has admitted it and all before it.</summary>
    private static TcpPeer Join(int port, params TcpPeer[] others)
    {
        var client = TcpPeer.Connect(port);
        client.Send("hello\n");
        AssertReceives("hello\n", others);
        return client;
    }

    private static void AssertReceives(string text, params TcpPeer[] clients) =>
        Assert.All(clients, client => Assert.Equal(text, client.Receive(Encoding.UTF8.GetByteCount(text))));
}
