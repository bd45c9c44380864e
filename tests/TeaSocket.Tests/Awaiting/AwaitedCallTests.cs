using Microsoft.Win32.SafeHandles;
using Xunit;

namespace TeaSocket.Tests.Awaiting;

/// <summary>Each call that is awaited does what the one does that waits, on blocking and non-blocking sockets, at once and later.</summary>
public sealed class AwaitedCallTests
{
    public static TheoryData<LoopKind> Kinds => TestLoop.Kinds;

    public static TheoryData<LoopKind, bool> KindsAndModes => new()
    {
        { LoopKind.Driven, true }, { LoopKind.Driven, false }, { LoopKind.OwnThread, true }, { LoopKind.OwnThread, false },
    };

    [Theory]
    [MemberData(nameof(KindsAndModes))]
    public void AStreamIsSentAndReceived(LoopKind kind, bool blocks)
    {
        using var loop = new TestLoop(kind);
        (Socket client, Socket server) = loop.Tcp();
        client.Blocking = server.Blocking = blocks;
        loop.Run(async () =>
        {
            byte[] buffer = new byte[100];
            ValueTask<int> waiting = server.ReceiveAsync(buffer);
            Assert.False(waiting.IsCompleted);
            ValueTask<int> atOnce = client.SendAsync("hello"u8.ToArray());
            Assert.True(atOnce.IsCompletedSuccessfully);
            Assert.Equal((5, 5), (await atOnce, await waiting));
            Assert.Equal("hello"u8, buffer.AsSpan(0, 5));
            Assert.Equal(2, await client.SendAsync("yo"u8.ToArray()));
            await server.ReadableAsync();
            ValueTask<int> there = server.ReceiveAsync(buffer);
            Assert.True(there.IsCompletedSuccessfully);
            Assert.Equal(2, await there);
            ValueTask<int> end = server.ReceiveAsync(buffer);
            client.Shutdown(Direction.Send);
            Assert.Equal((0, 0), (await end, await server.ReceiveAsync(buffer)));
            Assert.Equal(0, await server.ReceiveAsync(Memory<byte>.Empty));
        });
        Assert.Equal((blocks, !blocks), (server.Blocking, TestLoop.IsNonBlocking(server)));
        Assert.Equal((blocks, !blocks), (client.Blocking, TestLoop.IsNonBlocking(client)));
    }

    [Theory]
    [MemberData(nameof(KindsAndModes))]
    public void ALargeSendGoesOnUntilAllIsSent(LoopKind kind, bool blocks)
    {
        using var loop = new TestLoop(kind);
        (Socket, Socket)[] pairs = [loop.Tcp(), loop.Pair()];
        byte[] sent = TestLoop.Noise(20_000_000);
        foreach ((Socket client, Socket server) in pairs)
        {
            client.Blocking = server.Blocking = blocks;
            loop.Run(async () =>
            {
                ValueTask<int> sending = client.SendAsync(sent);
                Assert.False(sending.IsCompleted);
                Assert.Equal(sent, await ReceiveAll(server, sent.Length));
                Assert.Equal(sent.Length, await sending);
            });
        }
    }

    [Theory]
    [MemberData(nameof(KindsAndModes))]
    public void DatagramsComeWithTheirSenders(LoopKind kind, bool blocks)
    {
        using var loop = new TestLoop(kind);
        using Socket sender = loop.Udp();
        using Socket receiver = loop.Udp();
        sender.Blocking = receiver.Blocking = blocks;
        loop.Run(async () =>
        {
            byte[] buffer = new byte[3];
            SocketAddress to = receiver.GetSocketName();
            ValueTask<(int Received, SocketAddress? From)> waiting = receiver.ReceiveFromAsync(buffer);
            Assert.False(waiting.IsCompleted);
            Assert.Equal(5, await sender.SendAsync("abcde"u8.ToArray(), to));
            (int received, SocketAddress? from) = await waiting;
            Assert.Equal((3, sender.GetSocketName().ToString()), (received, from!.ToString()));
            Assert.Equal("abc"u8, buffer);
            Assert.Equal(0, await sender.SendAsync(Memory<byte>.Empty, to));
            Assert.Equal((0, from.ToString()), (await receiver.ReceiveAsync(buffer), receiver.GetPeerName().ToString()));
            await sender.ConnectAsync(to);
            Assert.Equal(1, await sender.SendAsync("x"u8.ToArray()));
            Assert.Equal(1, await receiver.ReceiveAsync(buffer));
        });
        Assert.Equal((!blocks, !blocks), (TestLoop.IsNonBlocking(sender), TestLoop.IsNonBlocking(receiver)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void DescriptorsComeWithTheFirstBytesAndOnce(LoopKind kind)
    {
        using var loop = new TestLoop(kind);
        (Socket sender, Socket receiver) = loop.Pair();
        (Socket passed, Socket other) = loop.Pair();
        byte[] data = TestLoop.Noise(5_000_000);
        loop.Run(async () =>
        {
            var message = new OutgoingMessage();
            message.Add(passed);
            byte[] got = new byte[data.Length];
            ValueTask<ReceivedMessage> waiting = receiver.ReceiveMessageAsync(got);
            Assert.False(waiting.IsCompleted);
            ValueTask<int> sending = sender.SendMessageAsync(data, message);
            Assert.False(sending.IsCompleted);
            using ReceivedMessage first = await waiting;
            Socket arrived = Assert.IsType<Socket>(Assert.Single(first.Descriptors));
            int length = first.Length;
            while (length < data.Length)
            {
                using ReceivedMessage next = await receiver.ReceiveMessageAsync(got.AsMemory(length));
                Assert.Empty(next.Descriptors);
                length += next.Length;
            }

            Assert.Equal(data.Length, await sending);
            Assert.Equal(data, got);
            await arrived.SendAsync("x"u8.ToArray());
            Assert.Equal(1, await other.ReceiveAsync(new byte[1]));
        });
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ManyDatagramsAreSentAndReceived(LoopKind kind)
    {
        const int many = 500;
        using var loop = new TestLoop(kind);
        (Socket sender, Socket receiver) = loop.Pair(SocketType.Datagram);
        int[] lengths = [.. Enumerable.Range(0, many).Select(i => i % 50)];
        byte[] data = TestLoop.Noise(lengths.Sum());
        loop.Run(async () =>
        {
            byte[] room = new byte[10 * 50];
            int[] received = new int[10];
            ValueTask<int> waiting = receiver.ReceiveManyAsync(room, received);
            Assert.False(waiting.IsCompleted);
            ValueTask<int> sending = sender.SendManyAsync(data, lengths);
            Assert.False(sending.IsCompleted); // the queue has room for a few only
            var all = new List<byte>();
            var allLengths = new List<int>();
            for (int count = await waiting; ; count = await receiver.ReceiveManyAsync(room, received))
            {
                for (int i = 0; i < count; i++)
                {
                    all.AddRange(room.AsSpan(i * 50, received[i]));
                    allLengths.Add(received[i]);
                }

                if (allLengths.Count == many)
                {
                    break;
                }
            }

            Assert.Equal(many, await sending);
            Assert.Equal(lengths, allLengths);
            Assert.Equal(data, all);
        });
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ManyDatagramsComeWithTheirSenders(LoopKind kind)
    {
        using var loop = new TestLoop(kind);
        using Socket sender = loop.Udp();
        using Socket receiver = loop.Udp();
        loop.Run(async () =>
        {
            int[] lengths = new int[5];
            var senders = new SocketAddress[5];
            Assert.Equal(3, await sender.SendManyAsync("abbccc"u8.ToArray(), new[] { 1, 2, 3 }, receiver.GetSocketName()));
            int received = 0;
            while (received < 3)
            {
                received += await receiver.ReceiveManyAsync(new byte[50], lengths.AsMemory(received), senders.AsMemory(received));
            }

            Assert.Equal([1, 2, 3], lengths[..3]);
            Assert.All(senders[..3], from => Assert.Equal(sender.GetSocketName().ToString(), from.ToString()));
        });
    }

    [Theory]
    [InlineData(LoopKind.Driven, null)]
    [InlineData(LoopKind.Driven, 1234L)]
    [InlineData(LoopKind.OwnThread, null)]
    [InlineData(LoopKind.OwnThread, 1234L)]
    public void AFileIsSentPieceByPiece(LoopKind kind, long? offset)
    {
        byte[] content = TestLoop.Noise(9_000_000);
        using var loop = new TestLoop(kind);
        SafeFileHandle file = loop.OpenFile(content);
        (Socket client, Socket server) = loop.Tcp();
        int start = (int)(offset ?? 0);
        loop.Run(async () =>
        {
            ValueTask<long> sending = client.SendFileAsync(file, offset, content.Length - 10_000);
            Assert.False(sending.IsCompleted);
            Assert.Equal(content[start..(start + content.Length - 10_000)], await ReceiveAll(server, content.Length - 10_000));
            Assert.Equal(content.Length - 10_000, await sending);

            // Without an offset it goes on where that came to; with one the position has stayed where it was.
            Assert.Equal(100, await client.SendFileAsync(file, count: 100));
            int position = offset is null ? content.Length - 10_000 : 0;
            Assert.Equal(content[position..(position + 100)], await ReceiveAll(server, 100));
            Assert.Equal(0, await client.SendFileAsync(file, content.Length));
            Assert.Equal(7, await client.SendFileAsync(file, content.Length - 7));
            Assert.Equal(content[^7..], await ReceiveAll(server, 7));
            Assert.Equal(0, await client.SendFileAsync(file, 0, 0));
        });
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ReadinessIsAwaited(LoopKind kind)
    {
        using var loop = new TestLoop(kind);
        (Socket first, Socket second) = loop.Pair();
        first.Blocking = false;
        loop.Run(async () =>
        {
            ValueTask readable = second.ReadableAsync();
            Assert.False(readable.IsCompleted);
            Assert.True(first.WritableAsync().IsCompletedSuccessfully);
            while (first.Send(new byte[100_000]) is not null)
            {
            }

            await readable;
            Assert.True(second.ReadableAsync().IsCompletedSuccessfully);
            ValueTask writable = first.WritableAsync();
            Assert.False(writable.IsCompleted);
            second.Blocking = false;
            while (second.Receive(new byte[100_000]) is not null)
            {
            }

            await writable;
            Assert.NotNull(first.Send("x"u8));
        });
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ADatagramWaitsForAQueueThatOthersHaveFilled(LoopKind kind)
    {
        using var loop = new TestLoop(kind);
        SocketAddress address = TestLoop.NewName();
        using var receiver = new Socket(Family.Unix, SocketType.Datagram, environment: loop.Environment);
        receiver.Bind(address);
        using var other = new Socket(Family.Unix, SocketType.Datagram, environment: loop.Environment);
        other.Blocking = false;
        int filled = 0;
        for (; other.Send("other"u8, address) is not null; filled++)
        {
        }

        Func<Socket, ValueTask<int>>[] sends =
        [
            sender => sender.SendAsync("x"u8.ToArray(), address),
            sender => sender.SendMessageAsync("x"u8.ToArray(), new OutgoingMessage { To = address }),
            sender => sender.SendManyAsync("x"u8.ToArray(), new[] { 1 }, address),
        ];
        foreach (Func<Socket, ValueTask<int>> send in sends)
        {
            using var sender = new Socket(Family.Unix, SocketType.Datagram, environment: loop.Environment);
            ValueTask<int> sending = send(sender);
            loop.Settle();
            Assert.False(sending.IsCompleted);
            Assert.Equal(5, receiver.Receive(new byte[10]));
            Assert.Equal(1, loop.Result(sending));
        }
    }

    [Fact]
    public void WaitingForAQueueThatIsFullDoesNotTurnTheLoopWithoutEnd()
    {
        using var loop = new TestLoop(LoopKind.Driven);
        SocketAddress address = TestLoop.NewName();
        using var receiver = new Socket(Family.Unix, SocketType.Datagram, environment: loop.Environment);
        receiver.Bind(address);
        using var sender = new Socket(Family.Unix, SocketType.Datagram, environment: loop.Environment);
        sender.Blocking = false;
        while (sender.Send("x"u8, address) is not null)
        {
        }

        ValueTask<int> sending = sender.SendAsync("x"u8.ToArray(), address);
        int turns = 0;
        for (long end = Environment.TickCount64 + 300; Environment.TickCount64 < end; turns++)
        {
            loop.Driven!.RunOnce(TimeSpan.FromMilliseconds(300));
        }

        // Each time that it is tried, the system tells of a change: every 16 milliseconds.
        Assert.InRange(turns, 1, 200);
        Assert.False(sending.IsCompleted);
        Assert.Equal(1, receiver.Receive(new byte[1]));
        Assert.Equal(1, loop.Result(sending));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void WhatFailsFailsInTheTask(LoopKind kind)
    {
        using var loop = new TestLoop(kind);
        using Socket socket = loop.Stream();
        Assert.Equal("ENOTCONN", loop.Outcome(socket.ReceiveAsync(new byte[1])));
        Assert.Equal("EPIPE", loop.Outcome(socket.SendAsync(new byte[1])));
        Assert.Equal("EINVAL", loop.Outcome(socket.AcceptAsync()));
        Assert.Equal("EOPNOTSUPP", loop.Outcome(socket.SendManyAsync(new byte[1], new[] { 1 })));
        ValueTask<int> mistaken = loop.Udp().SendManyAsync(new byte[1], new[] { 2 });
        Assert.Throws<ArgumentException>(() => loop.End(mistaken.AsTask()));
        socket.Dispose();
        Assert.Equal("EBADF", loop.Outcome(socket.ReceiveAsync(new byte[1])));
        Assert.Equal("EBADF", loop.Outcome(socket.SendAsync(new byte[1])));
        Assert.Equal("EBADF", loop.Outcome(socket.ReadableAsync()));
        Assert.Equal("EBADF", loop.Outcome(socket.ConnectAsync(SocketPairs.AnyLoopbackPort)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void TimeoutsOfTheSocketDoNotEndIt(LoopKind kind)
    {
        using var loop = new TestLoop(kind);
        using Socket socket = loop.Udp();
        socket.SetTimeouts(0.001);
        socket.SetReceiveTimeout(0.001);
        ValueTask<int> receiving = socket.ReceiveAsync(new byte[10]);
        Assert.Equal(0, Socket.Select([new SelectEntry(socket, Readiness.Read)], TimeSpan.FromMilliseconds(20)));
        Assert.False(receiving.IsCompleted);
        Assert.Equal(1, socket.Send("x"u8, socket.GetSocketName()));
        Assert.Equal(1, loop.Result(receiving));
    }

    [Fact]
    public void AResultIsTakenOnceAndNotTooEarly()
    {
        using var loop = new TestLoop(LoopKind.Driven);
        using Socket socket = loop.Udp();
        byte[] buffer = new byte[10];
        ValueTask<int> receiving = socket.ReceiveAsync(buffer);
        Assert.Throws<InvalidOperationException>(() => receiving.GetAwaiter().GetResult());
        ValueTask<int> behind = socket.ReceiveAsync(buffer);
        socket.Send("a"u8, socket.GetSocketName());
        socket.Send("bc"u8, socket.GetSocketName());
        loop.Driven!.RunOnce();
        Assert.Equal((1, 2), (receiving.GetAwaiter().GetResult(), behind.GetAwaiter().GetResult()));
        Assert.Throws<InvalidOperationException>(() => receiving.GetAwaiter().GetResult());
    }

    internal static async Task<byte[]> ReceiveAll(Socket socket, int length)
    {
        byte[] all = new byte[length];
        for (int received = 0; received < length;)
        {
            int more = await socket.ReceiveAsync(all.AsMemory(received)).ConfigureAwait(false);
            Assert.NotEqual(0, more);
            received += more;
        }

        return all;
    }
}
