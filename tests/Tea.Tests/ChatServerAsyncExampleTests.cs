using System.Net;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace Tea.Tests;

/// <summary>examples/chat-server-async.js.</summary>
public sealed class ChatServerAsyncExampleTests : IDisposable
{
    private const string Goodbye = "* goodbye\n";
    private const int SleepersBuffer = 65536;

    private readonly ScriptDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Theory]
    [MemberData(nameof(NetworkScript.Hosts), MemberType = typeof(NetworkScript))]
    public void ALineGoesToAllOthersWithItsSendersName(string host)
    {
        using RunningProgram server = Start(host);
        int port = server.WaitForPort();
        using TcpPeer ann = Join(port, "Ann");
        using TcpPeer bob = Join(port, "Bob", ann);
        using TcpPeer eve = Join(port, "Žofie", ann, bob);
        ann.Send("žluť\r\n");
        AssertReceives("Ann: žluť\n", bob, eve);
        eve.Send("next\n");
        AssertReceives("Žofie: next\n", ann, bob); // had its own line come back to Ann, it would be here
    }

    [Theory]
    [MemberData(nameof(NetworkScript.Hosts), MemberType = typeof(NetworkScript))]
    public void OnlyWholeLinesAndCharactersAreSent(string host)
    {
        using RunningProgram server = Start(host);
        int port = server.WaitForPort();
        using TcpPeer ann = Join(port, "Ann");
        using TcpPeer bob = Join(port, "Bob", ann);
        ReadOnlySpan<byte> character = "ž"u8;
        ann.Send("one\ntwo\nhal");
        ann.Send(character[..1]);
        AssertReceives("Ann: one\nAnn: two\n", bob);
        bob.Send("between\n");
        AssertReceives("Bob: between\n", ann);
        ann.Send(character[1..]);
        ann.Send("f\n");
        AssertReceives("Ann: halžf\n", bob);
    }

    [Theory]
    [MemberData(nameof(NetworkScript.Hosts), MemberType = typeof(NetworkScript))]
    public void AClientThatDoesNotReadHoldsUpNobodyAndIsDroppedInTheEnd(string host)
    {
        const int Lines = 12_000; // 12 MB: more than the system's buffers and the server's queue hold
        const int Batch = 100; // less than a queue's limit: Bob need not hurry
        using RunningProgram server = Start(host);
        int port = server.WaitForPort();
        string line = new string('z', 990) + "\n";
        string text = string.Concat(Enumerable.Repeat(line, Batch));
        string told = string.Concat(Enumerable.Repeat("Ann: " + line, Batch));
        using TcpPeer ann = Join(port, "Ann");
        using TcpPeer bob = Join(port, "Bob", ann);
        using var sleeper = TcpPeer.Connect(port, SleepersBuffer);
        sleeper.Send("Eve\n");
        AssertReceives("* Eve has come\n", ann, bob);
        bool isDropped = false;
        for (int sent = 0; sent < Lines; sent += Batch)
        {
            ann.Send(text);
            string received = bob.Receive(told.Length);
            if (!isDropped && received != told)
            {
                isDropped = true;
                received = received.Replace("* Eve has gone\n", "", StringComparison.Ordinal) + bob.Receive("* Eve has gone\n".Length);
            }

            Assert.Equal(told, received);
        }

        AssertReceives("* Eve has gone\n", isDropped ? [ann] : [ann, bob]);
        Assert.InRange(sleeper.CountUntilDropped(), 1, (Lines * 1000L) - 1);
        bob.Send("still here\n");
        AssertReceives("Bob: still here\n", ann);
    }

    [Theory]
    [MemberData(nameof(NetworkScript.Hosts), MemberType = typeof(NetworkScript))]
    public void ALineWithoutAnEndIsCutOff(string host)
    {
        using RunningProgram server = Start(host);
        int port = server.WaitForPort();
        using TcpPeer ann = Join(port, "Ann");
        using TcpPeer bob = Join(port, "Bob", ann);
        bob.Send(new string('q', 6000));
        AssertReceives(Goodbye, bob);
        Assert.Equal(0, bob.CountUntilDropped());
        AssertReceives("* Bob has gone\n", ann);
    }

    [Theory]
    [MemberData(nameof(NetworkScript.Hosts), MemberType = typeof(NetworkScript))]
    public void AClientThatHasFinishedIsToldAllAndGoodbye(string host)
    {
        using RunningProgram server = Start(host);
        int port = server.WaitForPort();
        using TcpPeer ann = Join(port, "Ann");
        using TcpPeer bob = Join(port, "Bob", ann);
        ann.Send("one\ntwo\nnot all of a line");
        ann.FinishSending();
        Assert.Equal(Goodbye, ann.ReceiveToEnd());
        AssertReceives("Ann: one\nAnn: two\n* Ann has gone\n", bob);
    }

    [Theory]
    [MemberData(nameof(NetworkScript.Hosts), MemberType = typeof(NetworkScript))]
    public void TheOthersGoOnWhenOneIsReset(string host)
    {
        using RunningProgram server = Start(host);
        int port = server.WaitForPort();
        using TcpPeer ann = Join(port, "Ann");
        using TcpPeer bob = Join(port, "Bob", ann);
        using TcpPeer eve = Join(port, "Eve", ann, bob);
        bob.Reset();
        AssertReceives("* Bob has gone\n", ann, eve);
        ann.Send("bye\n");
        AssertReceives("Ann: bye\n", eve);
    }

    [Theory]
    [MemberData(nameof(NetworkScript.Hosts), MemberType = typeof(NetworkScript))]
    public void WhoComesWhenAllPlacesAreTakenWaitsUntilOneIsFree(string host)
    {
        const int Places = 200;
        using RunningProgram server = Start(host);
        int port = server.WaitForPort();
        using TcpPeer ann = Join(port, "Ann");
        using TcpPeer bob = Join(port, "Bob", ann);
        TcpPeer[] others = [.. Enumerable.Range(2, Places - 2).Select(_ => TcpPeer.Connect(port))]; // without names: nobody is told of them
        using TcpPeer extra = Join(port, "Eve");
        for (int i = 0; i < 5; i++)
        {
            bob.Send("hi\n");
            AssertReceives("Bob: hi\n", ann); // and nothing of Eve before
        }

        others[0].FinishSending();
        AssertReceives(Goodbye, others[0]);
        AssertReceives("* Eve has come\n", ann, bob);
        Array.ForEach(others, client => client.Dispose());
    }

    /// <summary>The runner has no signals for scripts.</summary>
    [Theory]
    [MemberData(nameof(ScriptHost.All), MemberType = typeof(ScriptHost))]
    public void CtrlCSaysGoodbyeToEverybodyAndEnds(string host)
    {
        using RunningProgram server = Start(host);
        int port = server.WaitForPort();
        using TcpPeer ann = Join(port, "Ann");
        using TcpPeer bob = Join(port, "Bob", ann);
        using var nameless = TcpPeer.Connect(port);
        using TcpPeer eve = Join(port, "Eve", ann, bob); // by now the nameless one has been accepted
        using TcpPeer gone = Join(port, "Max", ann, bob, eve);
        gone.Reset();
        AssertReceives("* Max has gone\n", ann, bob, eve);
        server.Signal("INT");
        Assert.Equal(Goodbye, nameless.ReceiveToEnd());
        foreach (TcpPeer client in (TcpPeer[])[ann, bob, eve])
        {
            string[] lines = client.ReceiveToEnd().TrimEnd('\n').Split('\n');
            Assert.Contains(Goodbye.TrimEnd(), lines); // and perhaps of the others that they have gone
        }

        ProgramResult result = server.WaitForExit();
        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
    }

    [Theory]
    [MemberData(nameof(ScriptHost.All), MemberType = typeof(ScriptHost))]
    public void CtrlCDoesNotWaitForAClientThatSleeps(string host)
    {
        using RunningProgram server = Start(host);
        int port = server.WaitForPort();
        using TcpPeer ann = Join(port, "Ann");
        using var sleeper = TcpPeer.Connect(port, SleepersBuffer);
        sleeper.Send("Eve\n");
        AssertReceives("* Eve has come\n", ann);
        string text = string.Concat(Enumerable.Repeat(new string('z', 990) + "\n", 100));
        for (int left = SystemBuffers() + 500_000; left > 0; left -= text.Length) // half of what the server's own queue holds
        {
            ann.Send(text);
        }

        ann.FinishSending();
        Assert.Equal(Goodbye, ann.ReceiveToEnd());
        server.Signal("INT");
        Assert.Equal(0, server.WaitForExit().ExitCode);
    }

    [Fact]
    public void ASecondServerOnThePortFails()
    {
        using RunningProgram server = Start("tea");
        int port = server.WaitForPort();
        Assert.StartsWith(
            $"chat-server-async: bind EADDRINUSE 127.0.0.1:{port}", Example.Failure("chat-server-async.js", $"{port}"), StringComparison.Ordinal);
    }

    private RunningProgram Start(string host) => NetworkScript.Example(directory, host, "chat-server-async.js", "0");

    /// <summary>Connects one more client; once the others have heard it, the server knows it.</summary>
    private static TcpPeer Join(int port, string name, params TcpPeer[] others)
    {
        var client = TcpPeer.Connect(port);
        client.Send(name + "\n");
        AssertReceives($"* {name} has come\n", others);
        return client;
    }

    /// <summary>How many bytes the system takes for a client that does not read.</summary>
    private static int SystemBuffers()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var sleeper = TcpPeer.Connect(((IPEndPoint)listener.LocalEndpoint).Port, SleepersBuffer);
        using TcpPeer server = TcpPeer.Accept(listener.Server);
        int taken = 0;
        for (int part = -1; part != 0; taken += part)
        {
            part = server.SendUntilFull();
        }

        return taken;
    }

    private static void AssertReceives(string text, params TcpPeer[] clients) =>
        Assert.All(clients, client => Assert.Equal(text, client.Receive(Encoding.UTF8.GetByteCount(text))));
}
