using System.Diagnostics;
using System.Globalization;
using TeaSocket.Platform;
using Xunit;

namespace TeaSocket.Tests.Awaiting;

/// <summary>The loop that a program drives, and the one that has a thread.</summary>
public sealed class SocketLoopTests
{
    public static TheoryData<LoopKind> Kinds => TestLoop.Kinds;

    [Fact]
    public void ItsDescriptorCanBeReadWhenThereIsSomethingToDo()
    {
        using var loop = new TestLoop(LoopKind.Driven);
        SocketLoop driven = loop.Driven!;
        (Socket socket, Socket peer) = loop.Pair();
        ValueTask<int> receiving = socket.ReceiveAsync(new byte[1]);
        driven.RunOnce(TimeSpan.Zero);
        Assert.False(IsReadable(driven.Descriptor));
        peer.Send("x"u8);
        Assert.True(IsReadable(driven.Descriptor));
        Assert.Equal(1, driven.RunOnce(TimeSpan.Zero));
        Assert.False(IsReadable(driven.Descriptor));
        Assert.Equal(1, receiving.Result);
    }

    [Fact]
    public void ItsDescriptorCanBeReadAfterAWakeOfAnotherThread()
    {
        using var loop = new SocketLoop();
        nint descriptor = loop.Descriptor;
        Assert.False(IsReadable(descriptor));
        for (int round = 0; round < 100; round++)
        {
            var thread = new Thread(loop.Wake);
            thread.Start();
            var entry = new PollEntry { Descriptor = descriptor, Wanted = Readiness.Read };
            Assert.Equal(1, SystemCalls.Current.Poll(new Span<PollEntry>(ref entry), 60_000_000));
            thread.Join();
            while (IsReadable(descriptor))
            {
                loop.RunOnce(TimeSpan.Zero);
            }
        }
    }

    [Fact]
    public void ItsDescriptorCanBeReadWhenACallWasEndedBeforeItWasAskedFor()
    {
        using var loop = new TestLoop(LoopKind.Driven);
        SocketLoop driven = loop.Driven!;
        Socket socket = loop.Udp();
        ValueTask<int> receiving = socket.ReceiveAsync(new byte[1]);
        socket.Dispose();
        Assert.True(IsReadable(driven.Descriptor));
        Assert.Equal("ECANCELED", loop.Outcome(receiving));
        while (IsReadable(driven.Descriptor))
        {
            driven.RunOnce(TimeSpan.Zero);
        }

        Socket other = loop.Udp();
        receiving = other.ReceiveAsync(new byte[1]);
        other.Dispose();
        Assert.True(IsReadable(driven.Descriptor));
        Assert.Equal("ECANCELED", loop.Outcome(receiving));
    }

    [Fact]
    public void AProgramsOwnLoopCanDriveIt()
    {
        using var loop = new TestLoop(LoopKind.Driven);
        using Socket socket = loop.Udp();
        Task<int> rounds = Rounds(socket, 100);
        while (!rounds.IsCompleted)
        {
            var entry = new PollEntry { Descriptor = loop.Driven!.Descriptor, Wanted = Readiness.Read };
            Assert.Equal(1, SystemCalls.Current.Poll(new Span<PollEntry>(ref entry), 60_000_000));
            loop.Driven.RunOnce(TimeSpan.Zero);
        }

        Assert.Equal(100, rounds.Result);
    }

    [Fact]
    public void ItWaitsAsLongAsItIsTold()
    {
        using var loop = new SocketLoop();
        var time = TimeSpan.FromMilliseconds(30);
        long start = Stopwatch.GetTimestamp();
        Assert.Equal(0, loop.RunOnce(time));
        Assert.True(Stopwatch.GetElapsedTime(start) >= time);
        Assert.Equal(0, loop.RunOnce(TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => loop.RunOnce(TimeSpan.FromTicks(-1)));
        loop.Wake();
        Assert.Equal(0, loop.RunOnce());
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => loop.RunOnce(cancellation: source.Token));
    }

    [Fact]
    public void ItsWaitEndsByATokenAWakeAndItsEnd()
    {
        var loop = new SocketLoop();
        using var source = new CancellationTokenSource();
        var thread = Waiting.WaitingThread.In(() => loop.RunOnce(cancellation: source.Token));
        source.Cancel();
        Assert.IsType<OperationCanceledException>(thread.End());
        thread = Waiting.WaitingThread.In(() => Assert.Equal(0, loop.RunOnce()));
        loop.Wake();
        Assert.Null(thread.End());
        thread = Waiting.WaitingThread.In(() => loop.RunOnce());
        loop.Dispose();
        Assert.Equal("ECANCELED", thread.Code());
        Assert.Equal("EBADF", Assert.Throws<SocketException>(() => loop.RunOnce()).Code);
        Assert.Equal(-1, loop.Descriptor);
        loop.Wake();
        loop.Dispose();
    }

    [Fact]
    public void ItRunsOnceAtATime()
    {
        using var loop = new TestLoop(LoopKind.Driven);
        SocketLoop driven = loop.Driven!;
        var thread = Waiting.WaitingThread.In(() => driven.RunOnce());
        Assert.Throws<InvalidOperationException>(() => driven.RunOnce());
        driven.Wake();
        Assert.Null(thread.End());

        using Socket socket = loop.Udp();
        Exception? inside = null;
        socket.ReceiveAsync(new byte[1]).ConfigureAwait(false).GetAwaiter().OnCompleted(() => inside = Record.Exception(() => driven.RunOnce()));
        socket.Send("x"u8, socket.GetSocketName());
        Assert.Equal(1, driven.RunOnce());
        Assert.IsType<InvalidOperationException>(inside);
        using var other = new TestLoop(LoopKind.OwnThread);
        Assert.Throws<InvalidOperationException>(() => other.Environment.Loop.RunOnce());
    }

    [Fact]
    public void WhatThrowsInATurnDoesNotLoseTheOthers()
    {
        using var loop = new TestLoop(LoopKind.Driven);
        SocketLoop driven = loop.Driven!;
        Socket[] sockets = [.. Enumerable.Range(0, 5).Select(_ => loop.Udp())];
        int gone = 0;
        foreach (Socket socket in sockets)
        {
            socket.ReceiveAsync(new byte[1]).ConfigureAwait(false).GetAwaiter().OnCompleted(
                () => throw new InvalidOperationException($"{Interlocked.Increment(ref gone)}"));
            socket.Send("x"u8, socket.GetSocketName());
        }

        for (int i = 1; i <= sockets.Length; i++)
        {
            Assert.True(IsReadable(driven.Descriptor));
            Assert.Equal($"{i}", Assert.Throws<InvalidOperationException>(() => driven.RunOnce(TimeSpan.Zero)).Message);
        }

        while (IsReadable(driven.Descriptor))
        {
            Assert.Equal(0, driven.RunOnce(TimeSpan.Zero));
        }
    }

    [Fact]
    public void WhatGoesOnMayDisposeTheLoop()
    {
        using var loop = new TestLoop(LoopKind.Driven);
        Socket[] sockets = [.. Enumerable.Range(0, 5).Select(_ => loop.Udp())];
        Task<int>[] receiving = [.. sockets.Select(socket => socket.ReceiveAsync(new byte[1]).AsTask())];
        _ = receiving[0].ContinueWith(
            _ => loop.Driven!.Dispose(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        Array.ForEach(sockets[..3], socket => socket.Send("x"u8, socket.GetSocketName()));
        loop.Driven!.RunOnce();
        Assert.Throws<AggregateException>(() => Task.WaitAll(receiving, TimeSpan.FromSeconds(60)));
        Assert.Equal([true, true, true, false, false], receiving.Select(task => task.IsCompletedSuccessfully));
    }

    [Fact]
    public void ALongSendLetsOthersHaveTheirTurn()
    {
        using var loop = new TestLoop(LoopKind.Driven);
        (Socket client, Socket server) = loop.Tcp();
        byte[] data = new byte[200_000_000];
        var thread = new Waiting.WaitingThread(() =>
        {
            byte[] buffer = new byte[1 << 20];
            for (long received = 0; received < data.Length;)
            {
                received += server.Receive(buffer)!.Value;
            }
        });
        ValueTask<int> sending = client.SendAsync(data);
        Assert.False(sending.IsCompleted); // however quickly the other receives
        int turns = 0;
        for (; !sending.IsCompleted; turns++)
        {
            loop.Driven!.RunOnce();
        }

        Assert.Equal(data.Length, sending.Result);
        Assert.Null(thread.End());
        Assert.InRange(turns, (data.Length / (4 << 20)) - 1, int.MaxValue);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void TenThousandConnectionsWaitAtOnce(LoopKind kind)
    {
        const int pairs = 5_000;
        using var loop = new TestLoop(kind);
        Socket[] sockets;
        try
        {
            sockets = [.. Enumerable.Range(0, pairs).Select(_ => loop.Pair()).SelectMany(pair => new[] { pair.First, pair.Second })];
        }
        catch (SocketException e) when (e.Code == "EMFILE")
        {
            Assert.Skip("the system allows too few descriptors");
            return;
        }

        byte[][] buffers = [.. sockets.Select(_ => new byte[1])];
        Task<int>[] receiving = [.. sockets.Select((socket, i) => socket.ReceiveAsync(buffers[i]).AsTask())];
        for (int i = 0; i < sockets.Length; i++)
        {
            Assert.Equal(1, sockets[i].Send([(byte)(i / 40)]));
        }

        loop.End(Task.WhenAll(receiving));
        Assert.Equal(Enumerable.Range(0, sockets.Length).Select(i => (byte)((i ^ 1) / 40)), buffers.Select(buffer => buffer[0]));
    }

    [Fact]
    public void ADrivenLoopSleepsWhileNothingHappens()
    {
        using var loop = new TestLoop(LoopKind.Driven);
        Socket[] sockets = [.. Enumerable.Range(0, 1_000).Select(_ => loop.Pair()).SelectMany(pair => new[] { pair.First, pair.Second })];
        Task<int>[] receiving = [.. sockets.Select(socket => socket.ReceiveAsync(new byte[1]).AsTask())];
        for (int i = 0; i < sockets.Length / 100; i++)
        {
            loop.Driven!.RunOnce(TimeSpan.Zero); // that they can be sent to is told once
        }

        var time = TimeSpan.FromMilliseconds(300);
        long start = Stopwatch.GetTimestamp();
        TimeSpan before = Waiting.WaitingThread.OwnProcessorTime;
        Assert.Equal(0, loop.Driven!.RunOnce(time));
        TimeSpan used = Waiting.WaitingThread.OwnProcessorTime - before;
        Assert.True(Stopwatch.GetElapsedTime(start) >= time, "it turned before its time");
        Assert.True(used < time / 4, $"it ran for {used}");
        Assert.All(receiving, task => Assert.False(task.IsCompleted));
    }

    [Fact]
    public void ALoopWithAThreadDoesNotTurnWhileNothingHappens()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "reads /proc");
        int[] others = LoopThreads();
        using var loop = new TestLoop(LoopKind.OwnThread);
        Socket[] sockets = [.. Enumerable.Range(0, 1_000).Select(_ => loop.Pair()).SelectMany(pair => new[] { pair.First, pair.Second })];
        Task<int>[] receiving = [.. sockets.Select(socket => socket.ReceiveAsync(new byte[1]).AsTask())];
        int thread = Assert.Single(LoopThreads().Except(others));
        using var poller = new Poller();
        string switches = "";
        Waiting.WaitingThread.Until(() =>
        {
            // What has happened before may still have it turn: it sleeps when two looks see the same.
            string last = switches;
            poller.Wait(new PollerEvent[1], TimeSpan.FromMilliseconds(10));
            switches = Switches(thread);
            return switches == last;
        });
        poller.Wait(new PollerEvent[1], TimeSpan.FromMilliseconds(300));
        Assert.Equal(switches, Switches(thread));
        Assert.All(receiving, task => Assert.False(task.IsCompleted));
    }

    [Fact]
    public void AThreadOfALoopEndsWithItsEnvironmentAndWithTheLoop()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "reads /proc");
        int[] before = LoopThreads();
        foreach (Action<SocketEnvironment> end in new Action<SocketEnvironment>[] { environment => environment.Dispose(), environment => environment.Loop.Dispose() })
        {
            using var environment = new SocketEnvironment();
            (Socket first, Socket second) = Socket.Pair(environment: environment);
            ValueTask<int> receiving = first.ReceiveAsync(new byte[1]);
            Assert.Single(LoopThreads().Except(before));
            end(environment);
            Waiting.WaitingThread.Until(() => !LoopThreads().Except(before).Any());
        }
    }

    [Fact]
    public void TheExampleOfItsDocumentationRuns()
    {
        static async Task ServeAsync(SocketEnvironment environment)
        {
            using var socket = new Socket(Family.Inet, SocketType.Datagram, environment: environment);
            socket.Bind(SocketPairs.AnyLoopbackPort);
            Assert.Equal(3, await Rounds(socket, 3).ConfigureAwait(false));
        }

        // From here on as it stands there.
        using var loop = new SocketLoop();
        using var environment = new SocketEnvironment { Loop = loop };
        Task server = ServeAsync(environment);
        while (!server.IsCompleted)
        {
            loop.RunOnce();
        }

        Assert.True(server.IsCompletedSuccessfully);
    }

    /// <summary>A socket that sends to itself.</summary>
    private static async Task<int> Rounds(Socket socket, int rounds)
    {
        byte[] buffer = new byte[1];
        for (int round = 0; round < rounds; round++)
        {
            ValueTask<int> receiving = socket.ReceiveAsync(buffer);
            Assert.False(receiving.IsCompleted);
            _ = await socket.SendAsync(buffer, socket.GetSocketName()).ConfigureAwait(false);
            Assert.Equal(1, await receiving.ConfigureAwait(false));
        }

        return rounds;
    }

    private static bool IsReadable(nint descriptor)
    {
        var entry = new PollEntry { Descriptor = descriptor, Wanted = Readiness.Read };
        return SystemCalls.Current.Poll(new Span<PollEntry>(ref entry), 0) == 1;
    }

    private static int[] LoopThreads() =>
    [
        .. Directory.GetDirectories("/proc/self/task")
            .Where(path => NameOf(path) == "TeaSocket loop")
            .Select(path => int.Parse(Path.GetFileName(path), CultureInfo.InvariantCulture)),
    ];

    private static string NameOf(string task)
    {
        try
        {
            return File.ReadAllText(Path.Combine(task, "comm")).Trim();
        }
        catch (IOException)
        {
            return ""; // it has ended meanwhile
        }
    }

    private static string Switches(int thread) =>
        string.Concat(File.ReadLines($"/proc/self/task/{thread}/status").Where(line => line.Contains("ctxt_switches", StringComparison.Ordinal)));
}
