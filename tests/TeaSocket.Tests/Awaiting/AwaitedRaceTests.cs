using Xunit;

namespace TeaSocket.Tests.Awaiting;

/// <summary>What ends a call meets what completes it: exactly one of them wins, and nothing is lost.</summary>
public sealed class AwaitedRaceTests
{
    private const int Rounds = 2_000;

    public static TheoryData<LoopKind> Kinds => TestLoop.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ACallHasEitherItsDataOrItsCancellation(LoopKind kind)
    {
        using var loop = new TestLoop(kind);
        (Socket socket, Socket peer) = loop.Pair();
        using var start = new Barrier(3);
        CancellationTokenSource source = new();
        int round = 0;
        Action join = Start(
            () => EachRound(start, i =>
            {
                Thread.SpinWait(i % 50 * 10);
                peer.Send([(byte)i]);
            }),
            () => EachRound(start, i =>
            {
                Thread.SpinWait(i / 50 % 50 * 10);
                source.Cancel();
            }));
        int canceled = 0;
        byte[] buffer = new byte[10];
        for (; round < Rounds; round++)
        {
            source = new CancellationTokenSource();
            bool isBegunBefore = round % 2 == 0;
            ValueTask<int> receiving = isBegunBefore ? socket.ReceiveAsync(buffer, source.Token) : default;
            start.SignalAndWait();
            string outcome = loop.Outcome(isBegunBefore ? receiving : socket.ReceiveAsync(buffer, source.Token));
            start.SignalAndWait();
            if (outcome == "canceled")
            {
                canceled++;
                outcome = $"{socket.Receive(buffer)}";
            }

            Assert.Equal(("1", (byte)round), (outcome, buffer[0]));
        }

        join();
        Assert.InRange(canceled, 1, Rounds - 1);
        socket.Blocking = false;
        Assert.Null(socket.Receive(buffer));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ClosingMeetsCompletion(LoopKind kind)
    {
        using var loop = new TestLoop(kind);
        (Socket Socket, Socket Peer) pair = loop.Pair();
        using var start = new Barrier(3);
        Action join = Start(
            () => EachRound(start, i =>
            {
                Thread.SpinWait(i % 50 * 10);
                SendToWhomeverIsThere(pair.Peer);
            }),
            () => EachRound(start, i =>
            {
                Thread.SpinWait(i / 50 % 50 * 10);
                pair.Socket.Dispose();
            }));
        for (int round = 0; round < Rounds; round++)
        {
            pair = loop.Pair();
            bool isBegunBefore = round % 2 == 0;
            ValueTask<int> receiving = isBegunBefore ? pair.Socket.ReceiveAsync(new byte[1]) : default;
            start.SignalAndWait();
            string outcome = loop.Outcome(isBegunBefore ? receiving : pair.Socket.ReceiveAsync(new byte[1]));
            start.SignalAndWait();
            Assert.Contains(outcome, isBegunBefore ? ["1", "ECANCELED"] : new[] { "1", "ECANCELED", "EBADF" });
            pair.Peer.Dispose();
        }

        join();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void DisposingALoopMeetsCompletionAndCancellation(LoopKind kind)
    {
        for (int round = 0; round < Rounds / 10; round++)
        {
            using var loop = new TestLoop(kind);
            using var source = new CancellationTokenSource();
            (Socket Socket, Socket Peer)[] pairs = [.. Enumerable.Range(0, 10).Select(_ => loop.Pair())];
            Task<string>[] outcomes = [.. pairs.Select(pair => OutcomeOf(pair.Socket.ReceiveAsync(new byte[1], source.Token)))];
            using var start = new Barrier(4);
            Action join = Start(
                () =>
                {
                    start.SignalAndWait();
                    loop.Environment.Loop.Dispose();
                },
                () =>
                {
                    start.SignalAndWait();
                    Array.ForEach(pairs, pair => pair.Peer.Send("x"u8));
                },
                () =>
                {
                    start.SignalAndWait();
                    source.Cancel();
                });
            start.SignalAndWait();
            try
            {
                _ = loop.Driven?.RunOnce(TimeSpan.Zero);
                _ = loop.Driven?.RunOnce(TimeSpan.Zero);
            }
            catch (SocketException e)
            {
                Assert.Contains(e.Code, new[] { "EBADF", "ECANCELED" });
            }

            join();
            Assert.True(Task.WaitAll(outcomes, TimeSpan.FromSeconds(60)), "what is awaited does not end");
            Assert.All(outcomes, outcome => Assert.Contains(outcome.Result, new[] { "1", "canceled", "ECANCELED" }));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ManyThreadsAwaitOnOneSocket(LoopKind kind)
    {
        const int threads = 4;
        const int each = 500;
        using var loop = new TestLoop(kind);
        (Socket socket, Socket peer) = loop.Pair(SocketType.SequencedPacket);
        int received = 0;
        long sum = 0;
        async Task Receive()
        {
            byte[] buffer = new byte[4];
            while (Interlocked.Increment(ref received) <= threads * each)
            {
                Assert.Equal(4, await socket.ReceiveAsync(buffer).ConfigureAwait(false));
                _ = Interlocked.Add(ref sum, BitConverter.ToInt32(buffer));
            }
        }

        async Task Send(int first)
        {
            for (int i = first; i < first + each; i++)
            {
                Assert.Equal(4, await peer.SendAsync(BitConverter.GetBytes(i)).ConfigureAwait(false));
            }
        }

        Task[] all = [.. Enumerable.Range(0, threads).SelectMany(i => new[] { Task.Run(Receive), Task.Run(() => Send(i * each)) })];
        loop.End(Task.WhenAll(all));
        Assert.Equal((long)threads * each * ((threads * each) - 1) / 2, sum);
    }

    private static async Task<string> OutcomeOf(ValueTask<int> call)
    {
        try
        {
            return $"{await call.ConfigureAwait(false)}";
        }
        catch (SocketException e)
        {
            return e.Code;
        }
        catch (OperationCanceledException)
        {
            return "canceled";
        }
    }

    private static void SendToWhomeverIsThere(Socket peer)
    {
        try
        {
            peer.Send("x"u8);
        }
        catch (SocketException e)
        {
            Assert.Equal("EPIPE", e.Code);
        }
    }

    /// <summary>Begins with the others, and waits for them, in each round.</summary>
    private static void EachRound(Barrier start, Action<int> action)
    {
        for (int round = 0; round < Rounds; round++)
        {
            start.SignalAndWait();
            action(round);
            start.SignalAndWait();
        }
    }

    private static Action Start(params Action[] actions)
    {
        Waiting.WaitingThread[] threads = [.. actions.Select(action => new Waiting.WaitingThread(action))];
        return () => Array.ForEach(threads, thread => Assert.Null(thread.End()));
    }
}
