using Microsoft.Win32.SafeHandles;
using Xunit;
using static TeaSocket.Tests.Awaiting.AwaitedCallTests;

namespace TeaSocket.Tests.Awaiting;

/// <summary>The calls of one direction are carried out in their order, and no other call comes between.</summary>
public sealed class AwaitedOrderTests
{
    public static TheoryData<LoopKind> Kinds => TestLoop.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public void AThousandSendsNeverInterleave(LoopKind kind)
    {
        using var loop = new TestLoop(kind);
        (Socket client, Socket server) = loop.Tcp();
        var random = new Random(7);
        byte[][] parts = [.. Enumerable.Range(0, 1_000).Select(i => TestLoop.Noise(random.Next(20_000), i))];
        byte[] all = [.. parts.SelectMany(part => part)];
        loop.Run(async () =>
        {
            Task<int>[] sending = [.. parts.Select(part => client.SendAsync(part).AsTask())];
            Assert.False(sending[^1].IsCompleted);
            Assert.Equal(all, await ReceiveAll(server, all.Length));
            Assert.Equal(parts.Select(part => part.Length), await Task.WhenAll(sending));
        });
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void SendsOfEveryKindStandInOneLine(LoopKind kind)
    {
        using var loop = new TestLoop(kind);
        (Socket client, Socket server) = loop.Pair();
        byte[] part = TestLoop.Noise(1_000_000);
        SafeFileHandle file = loop.OpenFile(part);
        loop.Run(async () =>
        {
            Task[] sending =
            [
                client.SendAsync(part).AsTask(),
                client.SendFileAsync(file, 5).AsTask(),
                client.SendMessageAsync(part.AsMemory(100), new OutgoingMessage()).AsTask(),
                client.WritableAsync().AsTask(),
                client.SendAsync(part.AsMemory(999_000)).AsTask(),
            ];
            Assert.All(sending, task => Assert.False(task.IsCompleted));
            byte[] expected = [.. part, .. part[5..], .. part[100..], .. part[999_000..]];
            Assert.Equal(expected, await ReceiveAll(server, expected.Length));
            await Task.WhenAll(sending);
        });
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ReceivesEndInTheOrderOfTheirCalls(LoopKind kind)
    {
        const int many = 500;
        using var loop = new TestLoop(kind);
        (Socket sender, Socket receiver) = loop.Pair();
        var order = new List<int>();
        byte[][] buffers = [.. Enumerable.Range(0, many).Select(i => new byte[1 + (i % 7)])];
        loop.Run(async () =>
        {
            Task<int>[] receiving = [.. buffers.Select(buffer => receiver.ReceiveAsync(buffer).AsTask())];
            byte[] sent = TestLoop.Noise(buffers.Sum(buffer => buffer.Length));
            for (int i = 0; i < sent.Length; i += 3)
            {
                _ = await sender.SendAsync(sent.AsMemory(i, Math.Min(3, sent.Length - i)));
            }

            int rest = 0;
            var got = new List<byte>();
            for (int i = 0; i < many && got.Count < sent.Length; i++)
            {
                got.AddRange(buffers[i].AsSpan(0, await receiving[i]));
                rest = i + 1;
            }

            while (got.Count < sent.Length)
            {
                Assert.Equal(1, await receiver.ReceiveAsync(buffers[0].AsMemory(0, 1)));
                got.Add(buffers[0][0]);
            }

            Assert.Equal(sent, got);
            sender.Dispose();
            Assert.All(await Task.WhenAll(receiving[rest..]), received => Assert.Equal(0, received));
        });
    }

    [Theory]
    [InlineData(LoopKind.Driven, true)]
    [InlineData(LoopKind.Driven, false)]
    [InlineData(LoopKind.OwnThread, true)]
    [InlineData(LoopKind.OwnThread, false)]
    public void WhileReceivesAreAwaitedOthersFailWithEbusyAndSendingWorks(LoopKind kind, bool blocks)
    {
        using var loop = new TestLoop(kind);
        (Socket socket, Socket peer) = loop.Pair(SocketType.Datagram);
        socket.Blocking = blocks;
        using Socket listener = loop.Listener();
        Action[] receives =
        [
            () => socket.Receive(new byte[1]),
            () => socket.ReceiveFrom(new byte[1], out SocketAddress? _),
            () => socket.Peek(new byte[1]),
            () => socket.Pending(),
            () => socket.ReceiveMessage(new byte[1]),
            () => socket.ReceiveMany(new byte[1], new int[1]),
            () => listener.Accept(),
        ];
        ValueTask<Socket> accepting = listener.AcceptAsync();
        ValueTask<int> receiving = socket.ReceiveAsync(new byte[1]);
        AssertBusy(receives);
        Assert.Equal(1, socket.Send("x"u8));
        Assert.Equal(1, peer.Receive(new byte[2]));
        peer.Send("y"u8);
        Assert.Equal(1, loop.Result(receiving));
        peer.Send("z"u8);
        Assert.Equal(1, socket.Receive(new byte[1]));

        using var source = new CancellationTokenSource();
        ValueTask<int> canceled = socket.ReceiveAsync(new byte[1], source.Token);
        ValueTask<int> behind = socket.ReceiveAsync(new byte[1]);
        source.Cancel();
        AssertBusy(receives);
        peer.Send("a"u8);
        Assert.Equal(("canceled", "1"), (loop.Outcome(canceled), loop.Outcome(behind)));
        peer.Send("b"u8);
        Assert.Equal(1, socket.Receive(new byte[1]));
        listener.Dispose();
        Assert.Equal("ECANCELED", loop.Outcome(accepting));
    }

    [Theory]
    [InlineData(LoopKind.Driven, true)]
    [InlineData(LoopKind.Driven, false)]
    [InlineData(LoopKind.OwnThread, true)]
    [InlineData(LoopKind.OwnThread, false)]
    public void WhileSendsAreAwaitedOthersFailWithEbusyAndReceivingWorks(LoopKind kind, bool blocks)
    {
        using var loop = new TestLoop(kind);
        (Socket socket, Socket peer) = loop.Tcp();
        (Socket datagrams, Socket receiver) = loop.Pair(SocketType.Datagram);
        socket.Blocking = datagrams.Blocking = blocks;
        string path = loop.NewFile([1, 2, 3]);
        Action[] sends =
        [
            () => socket.Send("x"u8),
            () => socket.Send("x"u8, peer.GetSocketName()),
            () => socket.SendMessage("x"u8, new OutgoingMessage()),
            () => socket.SendFile(path),
            () => socket.Connect(peer.GetSocketName()),
            () => datagrams.SendMany("x"u8, [1]),
        ];
        using var source = new CancellationTokenSource();
        byte[] data = TestLoop.Noise(20_000_000);
        ValueTask<int> sending = socket.SendAsync(data, cancellation: source.Token);
        ValueTask<int> sendingMany = datagrams.SendManyAsync(new byte[1_000], Enumerable.Repeat(1, 1_000).ToArray(), cancellation: source.Token);
        AssertBusy(sends);
        Assert.Equal(1, peer.Send("y"u8));
        Assert.Equal(1, socket.Receive(new byte[1]));
        source.Cancel();
        receiver.Blocking = false;
        while (receiver.Receive(new byte[1]) is not null)
        {
        }

        // What was sent before is there, and nothing came between.
        byte[] buffer = new byte[1 << 20];
        int received = 0;
        peer.Blocking = false;
        while (peer.Receive(buffer) is { } more)
        {
            Assert.True(buffer.AsSpan(0, more).SequenceEqual(data.AsSpan(received, more)));
            received += more;
        }

        Assert.Equal(("canceled", "canceled"), (loop.Outcome(sending), loop.Outcome(sendingMany)));
        Assert.Equal(1, socket.Send("x"u8));
        Assert.Equal(1, datagrams.SendMany("x"u8, [1]));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void WhatStandsBehindACanceledCallIsCarriedOut(LoopKind kind)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "error queues are Linux's");
        using var loop = new TestLoop(kind);
        using Socket socket = loop.Udp();
        using var source = new CancellationTokenSource();
        int errorQueue = Platform.SystemCalls.Current.Constants.Messages.MSG_ERRQUEUE;
        ValueTask<ReceivedMessage> first = socket.ReceiveMessageAsync(new byte[9], errorQueue, source.Token);
        ValueTask<int> behind = socket.ReceiveAsync(new byte[9]);
        socket.Send("x"u8, socket.GetSocketName());

        // The loop has been told of the datagram, which the first call does not want.
        loop.Settle();
        Assert.False(behind.IsCompleted);
        source.Cancel();
        Assert.Equal(("canceled", "1"), (loop.Outcome(first), loop.Outcome(behind)));
    }

    [Fact]
    public void ABlockingAcceptOfAnotherThreadIsNotDisturbed()
    {
        const int rounds = 5_000;
        using var loop = new TestLoop(LoopKind.OwnThread);
        using Socket listener = loop.Listener();
        listener.SetReceiveTimeout(60);
        SocketAddress address = listener.GetSocketName();
        using Socket copy = listener.Duplicate(); // on the same description, but nothing is awaited of it
        int accepted = 0;
        var thread = new Waiting.WaitingThread(() =>
        {
            while (true)
            {
                copy.Accept()!.Dispose();
                _ = Interlocked.Increment(ref accepted);
            }
        });
        for (int round = 0; round < rounds; round++)
        {
            using var source = new CancellationTokenSource();
            ValueTask<Socket> accepting = listener.AcceptAsync(source.Token); // which switches the mode for a moment
            if (round % 2 == 0)
            {
                using Socket client = loop.Stream();
                client.Connect(address);
            }

            source.Cancel();
            if (loop.Outcome(accepting) != "canceled")
            {
                _ = Interlocked.Increment(ref accepted);
            }
        }

        Waiting.WaitingThread.Until(() => thread.HasEnded || Volatile.Read(ref accepted) == rounds / 2);
        copy.Dispose();
        Assert.Equal("ECANCELED", thread.Code());
        Assert.False(TestLoop.IsNonBlocking(listener));
    }

    [Fact]
    public void ChangesOfTheModeAndAttemptsExcludeEachOther()
    {
        using var loop = new TestLoop(LoopKind.OwnThread);
        using Socket listener = loop.Listener();
        bool isOver = false;
        var thread = new Waiting.WaitingThread(() =>
        {
            while (!Volatile.Read(ref isOver))
            {
                using var source = new CancellationTokenSource();
                ValueTask<Socket> accepting = listener.AcceptAsync(source.Token);
                source.Cancel();
                Assert.Equal("canceled", loop.Outcome(accepting));
            }
        });
        for (int round = 0; round < 20_000; round++)
        {
            bool blocks = round % 2 == 0;
            listener.Blocking = blocks;
            if (TestLoop.IsNonBlocking(listener) == blocks)
            {
                // It may be the moment of an attempt, of which there is none when the thread has ended.
                Volatile.Write(ref isOver, true);
                Assert.Null(thread.End());
                Assert.Equal(!blocks, TestLoop.IsNonBlocking(listener));
                return;
            }
        }

        Volatile.Write(ref isOver, true);
        Assert.Null(thread.End());
        Assert.True(TestLoop.IsNonBlocking(listener));
    }

    private static void AssertBusy(Action[] calls) =>
        Assert.All(calls, call => Assert.Equal("EBUSY", Assert.Throws<SocketException>(call).Code));
}
