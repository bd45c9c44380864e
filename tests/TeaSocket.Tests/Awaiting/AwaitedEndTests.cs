using Microsoft.Win32.SafeHandles;
using Xunit;

namespace TeaSocket.Tests.Awaiting;

/// <summary>Each way to end what is awaited, and what goes on by that.</summary>
public sealed class AwaitedEndTests
{
    private static readonly Dictionary<string, Func<TestLoop, Ended>> calls = new()
    {
        ["AcceptAsync"] = loop => Of(loop.Listener(), (socket, token) => socket.AcceptAsync(token).AsTask()),
        ["ReceiveAsync"] = loop => Of(loop.Udp(), (socket, token) => socket.ReceiveAsync(new byte[1], token).AsTask()),
        ["ReceiveFromAsync"] = loop => Of(loop.Udp(), (socket, token) => socket.ReceiveFromAsync(new byte[1], token).AsTask()),
        ["ReceiveMessageAsync"] = loop => Of(loop.Udp(), (socket, token) => socket.ReceiveMessageAsync(new byte[1], 0, token).AsTask()),
        ["ReceiveManyAsync"] = loop => Of(loop.Udp(), (socket, token) => socket.ReceiveManyAsync(new byte[1], new int[1], default, token).AsTask()),
        ["ReadableAsync"] = loop => Of(loop.Udp(), (socket, token) => socket.ReadableAsync(token).AsTask()),
        ["SendAsync"] = loop => Of(Full(loop), (socket, token) => socket.SendAsync(new byte[1], null, token).AsTask()),
        ["SendMessageAsync"] = loop => Of(Full(loop), (socket, token) => socket.SendMessageAsync(new byte[1], new OutgoingMessage(), token).AsTask()),
        ["SendManyAsync"] = loop => Of(Full(loop), (socket, token) => socket.SendManyAsync(new byte[1], new[] { 1 }, null, token).AsTask()),
        ["SendFileAsync"] = SendFile,
        ["WritableAsync"] = loop => Of(Full(loop), (socket, token) => socket.WritableAsync(token).AsTask()),
        ["ConnectAsync over TCP"] = loop => Connect(loop, loop.Listener(), loop.Stream()),
        ["ConnectAsync to a Unix socket"] = loop => Connect(loop, Unix(loop), loop.Stream(Family.Unix)),
        ["Poller.WaitAsync"] = PollerWait,
    };

    private static readonly List<Socket> kept = []; // until the environments are disposed

    public static TheoryData<string, LoopKind> Calls
    {
        get
        {
            var all = new TheoryData<string, LoopKind>();
            foreach (string name in calls.Keys)
            {
                all.Add(name, LoopKind.Driven);
                all.Add(name, LoopKind.OwnThread);
            }

            return all;
        }
    }

    public static TheoryData<LoopKind> Kinds => TestLoop.Kinds;

    [Theory]
    [MemberData(nameof(Calls))]
    public void ATokenEndsItBeforeAndMeanwhile(string name, LoopKind kind)
    {
        using var loop = new TestLoop(kind);
        using var source = new CancellationTokenSource();
        Ended call = calls[name](loop);
        Task pending = AssertPending(loop, call, source.Token);
        AssertLater(loop, pending, source.Cancel);
        Assert.Equal(source.Token, Assert.ThrowsAny<OperationCanceledException>(() => loop.End(pending)).CancellationToken);

        Task canceled = calls[name](loop).Begin(source.Token);
        Assert.True(canceled.IsCanceled);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public void ClosingEndsIt(string name, LoopKind kind)
    {
        using var loop = new TestLoop(kind);
        Ended call = calls[name](loop);
        Task pending = AssertPending(loop, call);
        AssertLater(loop, pending, call.Close);
        Assert.Equal("ECANCELED", Assert.Throws<SocketException>(() => loop.End(pending)).Code);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public void DetachingEndsItAndLeavesTheDescriptorOpen(string name, LoopKind kind)
    {
        using var loop = new TestLoop(kind);
        Ended call = calls[name](loop);
        if (call.Socket is null)
        {
            return; // pollers are not detached
        }

        Task pending = AssertPending(loop, call);
        nint descriptor = -1;
        AssertLater(loop, pending, () => descriptor = call.Socket.Detach());
        Assert.Equal("ECANCELED", Assert.Throws<SocketException>(() => loop.End(pending)).Code);
        Assert.Equal(0, Platform.SystemCalls.Current.Close(descriptor));
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public void CancelingTheWaitsOfItsEnvironmentEndsIt(string name, LoopKind kind)
    {
        using var loop = new TestLoop(kind);
        Task pending = AssertPending(loop, calls[name](loop));
        AssertLater(loop, pending, loop.Environment.CancelWaits);
        Assert.Equal("ECANCELED", Assert.Throws<SocketException>(() => loop.End(pending)).Code);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public void DisposingItsEnvironmentEndsIt(string name, LoopKind kind)
    {
        using var loop = new TestLoop(kind);
        Task pending = AssertPending(loop, calls[name](loop));
        AssertLater(loop, pending, loop.Environment.Dispose);
        Assert.Equal("ECANCELED", Assert.Throws<SocketException>(() => loop.End(pending)).Code);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public void DisposingItsLoopEndsItAndWhatBeginsLater(string name, LoopKind kind)
    {
        using var loop = new TestLoop(kind);
        Ended call = calls[name](loop);
        Ended other = calls[name](loop);
        Task pending = AssertPending(loop, call);
        AssertLater(loop, pending, loop.Environment.Loop.Dispose, inPool: true);
        loop.Environment.Loop.Dispose();
        Assert.Equal("ECANCELED", CodeOf(pending));
        Assert.Equal("ECANCELED", CodeOf(other.Begin(default)));
        Assert.Equal(name.StartsWith("Connect", StringComparison.Ordinal) ? "EBADF" : "ECANCELED", CodeOf(call.Begin(default)));
    }

    [Fact]
    public void ALoopServesSeveralEnvironmentsAndEndsTheirWaitsOneByOne()
    {
        using var loop = new SocketLoop();
        using var one = new SocketEnvironment { Loop = loop };
        using var two = new SocketEnvironment { Loop = loop };
        (Socket first, _) = Socket.Pair(environment: one);
        (Socket second, Socket peer) = Socket.Pair(environment: two);
        Task<int> ended = first.ReceiveAsync(new byte[1]).AsTask();
        Task<int> kept = second.ReceiveAsync(new byte[1]).AsTask();
        one.CancelWaits();
        Assert.Equal(1, loop.RunOnce());
        Assert.Equal((true, false), (ended.IsFaulted, kept.IsCompleted));
        one.Dispose();
        Assert.Equal(0, loop.RunOnce(TimeSpan.Zero));
        peer.Send("x"u8);
        while (!kept.IsCompleted)
        {
            loop.RunOnce();
        }

        Assert.True(kept.IsCompletedSuccessfully);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void AfterwardsNothingIsLostAndAllWorks(LoopKind kind)
    {
        using var loop = new TestLoop(kind);
        using Socket socket = loop.Udp();
        SocketAddress own = socket.GetSocketName();
        foreach (Action<CancellationTokenSource> end in new Action<CancellationTokenSource>[] { source => source.Cancel(), _ => loop.Environment.CancelWaits() })
        {
            using var source = new CancellationTokenSource();
            ValueTask<int> pending = socket.ReceiveAsync(new byte[9], source.Token);
            end(source);
            socket.Send("ab"u8, own);
            Assert.Contains(loop.Outcome(pending), new[] { "canceled", "ECANCELED" });
            Assert.Equal(2, socket.Receive(new byte[9]));
            ValueTask<int> next = socket.ReceiveAsync(new byte[9]);
            Assert.False(next.IsCompleted);
            socket.Send("abc"u8, own);
            Assert.Equal(3, loop.Result(next));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ATokenThatIsCanceledAfterwardsEndsNothingElse(LoopKind kind)
    {
        using var loop = new TestLoop(kind);
        (Socket socket, Socket peer) = loop.Pair();
        for (int i = 0; i < 1_000; i++)
        {
            using var source = new CancellationTokenSource();
            ValueTask<int> receiving = socket.ReceiveAsync(new byte[1], source.Token);
            peer.Send("x"u8);
            Assert.Equal(1, loop.Result(receiving));
            ValueTask<int> next = socket.ReceiveAsync(new byte[1]);
            source.Cancel();
            peer.Send("y"u8);
            Assert.Equal(1, loop.Result(next));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ATokenThatIsCanceledWhileTheCallBeginsEndsIt(LoopKind kind)
    {
        using var loop = new TestLoop(kind);
        using Socket socket = loop.Udp();
        using var source = new CancellationTokenSource();
        using var memory = new TellingMemory(source.Cancel);
        Assert.Equal("canceled", loop.Outcome(socket.ReceiveAsync(memory.Memory, source.Token)));
        socket.Send("x"u8, socket.GetSocketName());
        Assert.Equal(1, socket.Receive(new byte[1]));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void AnErrorAfterAPartWasSentTellsHowMuch(LoopKind kind)
    {
        using var loop = new TestLoop(kind);
        byte[] data = TestLoop.Noise(50_000_000);
        SafeFileHandle file = loop.OpenFile(data);
        Func<Socket, Task>[] sends =
        [
            socket => socket.SendAsync(data).AsTask(),
            socket => socket.SendMessageAsync(data, new OutgoingMessage()).AsTask(),
            socket => socket.SendFileAsync(file, 0).AsTask(),
        ];
        foreach (Func<Socket, Task> send in sends)
        {
            (Socket socket, Socket peer) = loop.Tcp();
            Task sending = send(socket);
            Assert.False(sending.IsCompleted);
            Assert.NotNull(peer.Receive(new byte[10]));
            peer.Dispose(); // with bytes that it has not received: it resets the connection
            SocketException failure = Assert.Throws<SocketException>(() => loop.End(sending));
            Assert.Contains(failure.Code, new[] { "ECONNRESET", "EPIPE" });
            Assert.InRange(failure.BytesSent, 10, data.Length - 1);

            (socket, _) = loop.Tcp();
            sending = send(socket);
            socket.Dispose();
            failure = Assert.Throws<SocketException>(() => loop.End(sending));
            Assert.Equal("ECANCELED", failure.Code);
            Assert.InRange(failure.BytesSent, 1, data.Length - 1);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void AnErrorAfterSomeDatagramsWereSentTellsHowMany(LoopKind kind)
    {
        using var loop = new TestLoop(kind);
        (Socket socket, Socket peer) = loop.Pair(SocketType.Datagram);
        int[] lengths = [.. Enumerable.Repeat(1, 1_000)];
        Task<int> sending = socket.SendManyAsync(new byte[1_000], lengths).AsTask();
        Assert.False(sending.IsCompleted);
        const int taken = 5;
        for (int i = 0; i < taken; i++)
        {
            Assert.Equal(1, peer.Receive(new byte[1]));
        }

        peer.Dispose();
        SocketException failure = Assert.Throws<SocketException>(() => loop.End(sending));
        Assert.Contains(failure.Code, new[] { "ECONNREFUSED", "ENOTCONN", "ECONNRESET", "EPIPE" });
        Assert.InRange(failure.MessagesSent, taken, 999);
    }

    [Fact]
    public void ContinuationsOfALoopThatIsDrivenRunInItsTurnAndNowhereElse()
    {
        using var loop = new TestLoop(LoopKind.Driven);
        (Socket socket, Socket peer) = loop.Pair();
        int ranOn = 0;
        ValueTask<int> receiving = socket.ReceiveAsync(new byte[1]);
        receiving.ConfigureAwait(false).GetAwaiter().OnCompleted(() => ranOn = Environment.CurrentManagedThreadId);
        Thread sender = new(() => peer.Send("x"u8));
        sender.Start();
        sender.Join();
        _ = socket.SendAsync("y"u8.ToArray()).Result;
        Assert.Equal(0, ranOn);
        Assert.Equal(1, loop.Driven!.RunOnce());
        Assert.Equal(Environment.CurrentManagedThreadId, ranOn);
    }

    [Fact]
    public void ContinuationsOfALoopWithAThreadRunInThePool()
    {
        using var loop = new TestLoop(LoopKind.OwnThread);
        (Socket socket, Socket peer) = loop.Pair();
        var where = new TaskCompletionSource<string?>();
        socket.ReceiveAsync(new byte[1]).ConfigureAwait(false).GetAwaiter().OnCompleted(
            () => where.SetResult(Thread.CurrentThread.IsThreadPoolThread ? "pool" : Thread.CurrentThread.Name));
        peer.Send("x"u8);
        Assert.Equal("pool", where.Task.Result);
    }

    /// <summary>The call waits: neither did it end at once nor does the loop find something to do for it.</summary>
    private static Task AssertPending(TestLoop loop, Ended call, CancellationToken token = default)
    {
        Task pending = call.Begin(token);
        loop.Settle();
        Assert.False(pending.IsCompleted, $"{(pending.IsCompleted ? pending.Exception?.Message ?? "it is over" : "")}");
        return pending;
    }

    /// <summary>What goes on when a call is ended does not do so inside of what ends it.</summary>
    private static void AssertLater(TestLoop loop, Task pending, Action end, bool inPool = false)
    {
        int self = Environment.CurrentManagedThreadId;
        bool isInside = false;
        bool wasInside = false;
        Task continued = pending.ContinueWith(
            _ => wasInside = Environment.CurrentManagedThreadId == self && Volatile.Read(ref isInside),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        Volatile.Write(ref isInside, true);
        end();
        Volatile.Write(ref isInside, false);
        Assert.True(loop.Driven is null || inPool || !pending.IsCompleted, "a loop that is driven goes on in its turn only");
        if (inPool)
        {
            Assert.True(continued.Wait(TimeSpan.FromSeconds(60)), "what is awaited does not end");
        }
        else
        {
            loop.End(continued);
        }

        Assert.False(wasInside);
    }

    private static string CodeOf(Task task)
    {
        Assert.Equal(0, Task.WaitAny([task], TimeSpan.FromSeconds(60)));
        return Assert.IsType<SocketException>(task.Exception?.InnerException).Code;
    }

    private static Ended Of(Socket socket, Func<Socket, CancellationToken, Task> begin) => new(socket, socket.Dispose, token => begin(socket, token));

    /// <summary>A socket to whose peer nothing more can be sent.</summary>
    private static Socket Full(TestLoop loop)
    {
        (Socket socket, Socket peer) = loop.Pair(SocketType.SequencedPacket);
        socket.Blocking = false;
        while (socket.Send(new byte[10_000]) is not null)
        {
        }

        while (socket.Send(new byte[1]) is not null)
        {
        }

        socket.Blocking = true;
        kept.Add(peer);
        return socket;
    }

    private static Ended SendFile(TestLoop loop)
    {
        SafeFileHandle file = loop.OpenFile([1]);
        return Of(Full(loop), (socket, token) => socket.SendFileAsync(file, 0, null, token).AsTask());
    }

    private static Socket Unix(TestLoop loop)
    {
        Socket listener = loop.Stream(Family.Unix);
        listener.Bind(TestLoop.NewName());
        return listener;
    }

    /// <summary>With no backlog, another connection waits to be accepted, and then the system leaves one unanswered.</summary>
    private static Ended Connect(TestLoop loop, Socket listener, Socket client)
    {
        listener.Listen(0);
        SocketAddress address = listener.GetSocketName();
        Socket before = loop.Stream(listener.Family);
        before.Connect(address);
        kept.AddRange([listener, before]);
        return Of(client, (socket, token) => socket.ConnectAsync(address, token).AsTask());
    }

    private static Ended PollerWait(TestLoop loop)
    {
        var poller = new Poller(loop.Environment);
        poller.Add(loop.Udp(), Readiness.Read, 1);
        return new Ended(null, poller.Dispose, token => poller.WaitAsync(new PollerEvent[1], token).AsTask());
    }

    private sealed record Ended(Socket? Socket, Action Close, Func<CancellationToken, Task> Begin);
}
