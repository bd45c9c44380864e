using System.Runtime.CompilerServices;
using Xunit;

namespace TeaSocket.Tests.Awaiting;

/// <summary>What awaited calls keep, and what they take of the heap.</summary>
public sealed class AwaitedMemoryTests
{
    private const int Warm = 500;
    private const int Many = 10_000;

    public static TheoryData<LoopKind> Kinds => TestLoop.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public void AForgottenSocketOfWhichNothingIsAwaitedAnyMoreIsClosed(LoopKind kind)
    {
        using var loop = new TestLoop(kind);
        Socket[] peers = Forget(loop, 50);
        Array.ForEach(peers, peer => peer.Blocking = false);
        Waiting.WaitingThread.Until(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return peers.All(IsAtItsEnd);
        });
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void AForgottenSocketOfWhichSomethingIsAwaitedStaysOpen(LoopKind kind)
    {
        using var loop = new TestLoop(kind);
        int received = 0;
        Socket[] peers = ForgetWaiting(loop, 50, () => Interlocked.Increment(ref received));
        for (int i = 0; i < 5; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Array.ForEach(peers, peer => peer.Send("x"u8));
        Waiting.WaitingThread.Until(() =>
        {
            _ = loop.Driven?.RunOnce(TimeSpan.Zero);
            return Volatile.Read(ref received) == peers.Length;
        });
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public void DatagramsTakeNothingOfTheHeap(bool waits, bool withToken)
    {
        using var loop = new TestLoop(LoopKind.Driven);
        using var source = new CancellationTokenSource();
        CancellationToken token = withToken ? source.Token : default;
        using Socket socket = loop.Udp();
        SocketAddress own = socket.GetSocketName();
        byte[] data = new byte[64];
        byte[] buffer = new byte[64];
        AssertNothing(loop, async rounds =>
        {
            while (rounds.Next())
            {
                ValueTask<int> receiving = waits ? socket.ReceiveAsync(buffer, token) : default;
                Assert64(await socket.SendAsync(data, own, token));
                Assert64(await (waits ? receiving : socket.ReceiveAsync(buffer, token)));
            }
        });
    }

    [Fact]
    public void StreamsTakeNothingOfTheHeap()
    {
        using var loop = new TestLoop(LoopKind.Driven);
        (Socket client, Socket server) = loop.Pair();
        byte[] data = new byte[64];
        byte[] large = new byte[1_000_000];
        byte[] room = new byte[1_000_000];
        int count = 0;
        AssertNothing(loop, async rounds =>
        {
            while (rounds.Next())
            {
                ValueTask<int> receiving = server.ReceiveAsync(room);
                await client.WritableAsync();
                Assert64(await client.SendAsync(data));
                Assert64(await receiving);
                if (++count % 10 == 0)
                {
                    // More than there is room for: it waits.
                    ValueTask<int> sending = client.SendAsync(large);
                    for (int received = 0; received < large.Length;)
                    {
                        await server.ReadableAsync();
                        received += await server.ReceiveAsync(room);
                    }

                    _ = await sending;
                }
            }
        });
    }

    [Fact]
    public void ManyDatagramsAtOnceTakeNothingOfTheHeap()
    {
        using var loop = new TestLoop(LoopKind.Driven);
        using Socket socket = loop.Udp();
        using Socket peer = loop.Udp();
        socket.Connect(peer.GetSocketName());
        peer.Connect(socket.GetSocketName());
        byte[] data = new byte[64];
        byte[] room = new byte[4 * 64];
        int[] lengths = [16, 16, 16, 16];
        int[] received = new int[4];
        AssertNothing(loop, async rounds =>
        {
            while (rounds.Next())
            {
                ValueTask<int> receiving = peer.ReceiveManyAsync(room, received);
                int sent = await socket.SendManyAsync(data, lengths);
                for (int count = await receiving; count < sent;)
                {
                    count += await peer.ReceiveManyAsync(room, received);
                }
            }
        });
    }

    [Fact]
    public void WaitsOfAPollerTakeNothingOfTheHeap()
    {
        using var loop = new TestLoop(LoopKind.Driven);
        using var poller = new Poller(loop.Environment);
        using Socket socket = loop.Udp();
        SocketAddress own = socket.GetSocketName();
        poller.Add(socket, Readiness.Read, 1);
        byte[] data = new byte[64];
        var events = new PollerEvent[4];
        AssertNothing(loop, async rounds =>
        {
            while (rounds.Next())
            {
                ValueTask<int> waiting = poller.WaitAsync(events);
                socket.Send(data, own);
                _ = await waiting;
                Assert64(socket.Receive(data) ?? 0);
            }
        });
    }

    [Fact]
    public void ManyWaitersOfSeveralSocketsTakeNothingOfTheHeap()
    {
        using var loop = new TestLoop(LoopKind.Driven);
        (Socket Socket, Socket Peer)[] pairs = [.. Enumerable.Range(0, 300).Select(_ => loop.Pair())];
        byte[] data = new byte[64];
        byte[][] buffers = [.. pairs.Select(_ => new byte[64])];
        var receiving = new ValueTask<int>[pairs.Length];
        AssertNothing(
            loop,
            async rounds =>
            {
                while (rounds.Next())
                {
                    for (int i = 0; i < pairs.Length; i++)
                    {
                        receiving[i] = pairs[i].Socket.ReceiveAsync(buffers[i]);
                    }

                    for (int i = 0; i < pairs.Length; i++)
                    {
                        Assert64(await pairs[i].Peer.SendAsync(data));
                    }

                    for (int i = 0; i < pairs.Length; i++)
                    {
                        Assert64(await receiving[i]);
                    }
                }
            },
            rounds: 50);
    }

    [Fact]
    public void ALoopWithAThreadTakesNothingOfTheHeapEither()
    {
        using var loop = new TestLoop(LoopKind.OwnThread);
        using Socket socket = loop.Udp();
        SocketAddress own = socket.GetSocketName();
        byte[] data = new byte[64];
        byte[] buffer = new byte[64];
        long taken = long.MaxValue;
        loop.Run(async () =>
        {
            for (int i = 0; i < Warm + Many; i++)
            {
                if (i == Warm)
                {
                    taken = GC.GetTotalAllocatedBytes(precise: true);
                }

                ValueTask<int> receiving = socket.ReceiveAsync(buffer);
                Assert64(await socket.SendAsync(data, own));
                Assert64(await receiving);
            }

            taken = GC.GetTotalAllocatedBytes(precise: true) - taken;
        });

        // Other threads of the process take some, too; but an object for each would be 24 bytes at least.
        Assert.InRange(taken, 0, Many * 12);
    }

    /// <summary>Once it has been done some times, it takes nothing of the heap on the thread that drives the loop.</summary>
    private static void AssertNothing(TestLoop loop, Func<Rounds, Task> work, int rounds = Many)
    {
        var counted = new Rounds(rounds);
        loop.Run(() => work(counted));
        Assert.Equal(0, counted.Taken);
    }

    private static void Assert64(int length)
    {
        if (length != 64)
        {
            Assert.Fail($"{length} bytes");
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Socket[] Forget(TestLoop loop, int count)
    {
        var peers = new Socket[count];
        for (int i = 0; i < count; i++)
        {
            (Socket socket, peers[i]) = loop.Pair();
            ValueTask<int> receiving = socket.ReceiveAsync(new byte[1]);
            peers[i].Send("x"u8);
            Assert.Equal(1, loop.Result(receiving));
        }

        return peers;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Socket[] ForgetWaiting(TestLoop loop, int count, Action then)
    {
        var peers = new Socket[count];
        for (int i = 0; i < count; i++)
        {
            (Socket socket, peers[i]) = loop.Pair();
            socket.ReceiveAsync(new byte[1]).ConfigureAwait(false).GetAwaiter().OnCompleted(then);
        }

        return peers;
    }

    private static bool IsAtItsEnd(Socket peer)
    {
        try
        {
            return peer.Receive(new byte[1]) == 0;
        }
        catch (SocketException e)
        {
            return e.Code == "ECONNRESET";
        }
    }

    /// <summary>Counts rounds of one method, as each call of an asynchronous one takes something itself.</summary>
    private sealed class Rounds(int count)
    {
        private int done;

        /// <summary>What the thread has taken of the heap.</summary>
        public long Taken { get; private set; } = long.MinValue;

        /// <summary>Whether there is another round.</summary>
        public bool Next()
        {
            if (done == Warm)
            {
                Taken = -GC.GetAllocatedBytesForCurrentThread();
            }

            if (done++ < Warm + count)
            {
                return true;
            }

            Taken += GC.GetAllocatedBytesForCurrentThread();
            return false;
        }
    }
}
