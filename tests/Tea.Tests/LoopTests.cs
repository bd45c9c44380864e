using TeaSocket;
using TeaSocket.Script;
using Xunit;

namespace Tea.Tests;

/// <summary>The wait of the runner's event loop, and what ends it.</summary>
public sealed class LoopTests
{
    private const double Forever = double.PositiveInfinity;

    // Only so that a wait that is not woken fails its test.
    private static readonly TimeSpan limit = TimeSpan.FromMinutes(2);

    [Fact]
    public void WhatAnotherThreadPostsEndsTheWaitAndIsDoneOnTheLoopsThread() => Within(() =>
    {
        using var table = new SocketTable();
        var loop = new Loop(table);
        int thread = 0;
        for (int round = 0; round < 100; round++)
        {
            bool isDone = false;
            var poster = new Thread(() => loop.Post(() =>
            {
                isDone = true;
                thread = Environment.CurrentManagedThreadId;
            }));
            poster.Start();
            while (!isDone)
            {
                Assert.Equal(0, loop.Wait(Forever));
            }

            poster.Join();
            Assert.Equal(Environment.CurrentManagedThreadId, thread);
        }
    });

    [Fact]
    public void ThousandsOfPostsOfSeveralThreadsAreAllDoneInTheirOrder() => Within(() =>
    {
        const int Threads = 4;
        const int Posts = 5_000;
        using var table = new SocketTable();
        var loop = new Loop(table);
        int[] next = new int[Threads];
        bool isOrdered = true;
        Thread[] posters = [.. Enumerable.Range(0, Threads).Select(poster => new Thread(() =>
        {
            for (int i = 0; i < Posts; i++)
            {
                int number = i;
                loop.Post(() => isOrdered &= next[poster]++ == number);
            }
        }))];
        Array.ForEach(posters, poster => poster.Start());
        while (next.Sum() < Threads * Posts)
        {
            _ = loop.Wait(Forever);
        }

        Array.ForEach(posters, poster => poster.Join());
        Assert.True(isOrdered);
    });

    [Fact]
    public void APostOfTheLoopsOwnThreadIsDoneInTheNextWait() => Within(() =>
    {
        using var table = new SocketTable();
        var loop = new Loop(table);
        int done = 0;
        loop.Post(() => loop.Post(() => done++));
        _ = loop.Wait(Forever);
        while (done == 0)
        {
            _ = loop.Wait(Forever);
        }

        Assert.Equal(0, loop.Wait(0));
    });

    [Fact]
    public void AWaitForSocketsIsWokenToo() => Within(() =>
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pairs of sockets");
        (Socket idle, Socket other) = Socket.Pair();
        using (idle)
        using (other)
        {
            const int Id = 7;
            var wait = new ListenerWait(_ => idle);
            int[] ready = new int[2];
            wait.Watch([Id, (int)Readiness.Read]);
            for (int round = 0; round < 10; round++)
            {
                var waker = new Thread(wait.Wake);
                waker.Start();
                Assert.Equal(0, wait.Wait(ready, -1));
                waker.Join();
            }

            _ = other.Send([1]);
            Assert.Equal(1, wait.Wait(ready, -1));
            Assert.Equal([Id, (int)Readiness.Read], ready);
        }
    });

    [Theory]
    [InlineData("setTimeout(() => {}, 1e9)")]
    [InlineData("require('eventloop').readSocket(() => {}, Socket.pair()[0])")]
    [InlineData("setInterval(() => {}, 1e9); for (let i = 0; i < 200; i++) require('eventloop').readSocket(() => {}, Socket.pair()[0])")]
    [InlineData("require('eventloop').setTimeout(() => {}, 1e9); require('eventloop').run()")]
    public void WhoOnlyWaitsIsNotWoken(string code)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the test reads /proc");
        using var program = RunningProgram.Tea("-e", $"const {{ Socket }} = require('socket'); console.log('begun'); {code}");
        program.WaitForLine("begun");
        program.WaitUntilAsleep();
        // It may have been asleep on its way to the wait, as for a page or a lock, so that it is looked at again:
        // one that is woken while it waits is so each time.
        Assert.Contains(Enumerable.Range(0, 5), _ => StaysAsleepBesideAnother(program.Id));
        Assert.DoesNotContain(
            Directory.EnumerateDirectories($"/proc/{program.Id}/task"),
            task => File.ReadAllText(task + "/comm").StartsWith("TeaSocket waits", StringComparison.Ordinal));
    }

    [Fact]
    public void ATimerIsNeverCalledTooEarly() => Assert.Equal("0\n", Run("""
        let early = 0, pending = 50;
        for (let i = 0; i < 50; i++) {
          const start = performance.now();
          setTimeout(() => {
            if (performance.now() - start < i / 7) early++;
            if (--pending === 0) console.log(early);
          }, i / 7);
        }
        """));

    [Fact]
    public void TimersListenersAndImmediatesAreServedInTheSameRounds() => Assert.Equal("100 100 100\n", Run("""
        const { Socket } = require("socket");
        const loop = require("eventloop");
        const [a, b] = Socket.pair();
        const counts = { timers: 0, reads: 0, immediates: 0 };
        const done = (name) => { counts[name]++; if (Object.values(counts).every((n) => n >= 100)) { console.log(100, 100, 100); exit(); } };
        setInterval(() => done("timers"), 0);
        loop.readSocket((socket) => { socket.receive(); done("reads"); a.send("x"); }, b);
        a.send("x");
        (function next() { done("immediates"); setImmediate(next); })();
        """));

    [Fact]
    public void AListenersSocketThatWasClosedIsAnErrorThatSaysSo()
    {
        using var program = RunningProgram.Tea("-e", """
            const { Socket } = require("socket");
            const [a, b] = Socket.pair();
            require("eventloop").readSocket(() => {}, b);
            setTimeout(() => b.close(), 1);
            setTimeout(() => {}, 1e9);
            """);
        ProgramResult result = program.WaitForExit();
        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("SocketError: select EBADF", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void ASocketThatTakesThePlaceOfAClosedOneIsListenedToAsItself() => Assert.Equal("0 1 2 3 4 5 6 7 8 9\n", Run("""
        const { Socket } = require("socket");
        const loop = require("eventloop");
        const heard = [];
        let pair;
        const replace = (text) => { // by one that has the same number in the runner, too
          pair?.forEach((socket) => socket.close());
          pair = Socket.pair();
          pair[0].send(text);
        };
        replace("0");
        loop.readSocket((wrapper) => {
          heard.push(pair[1].receive().toString());
          if (heard.length < 10) replace(String(heard.length));
          else { loop.clearSocket(wrapper); console.log(heard.join(" ")); }
        }, { getSocket: () => pair[1] });
        """));

    private static string Run(string code)
    {
        using var program = RunningProgram.Tea("-e", code);
        return program.WaitForExit().Success;
    }

    /// <summary>How often the main thread has given the processor away, or lost it.</summary>
    private static bool StaysAsleepBesideAnother(int process)
    {
        string before = Switches(process);
        using (var other = RunningProgram.Tea("-e", "system.sleep(0.3)")) // something else that takes its time
        {
            _ = other.WaitForExit().Success;
        }

        return Switches(process) == before;
    }

    private static string Switches(int process) => string.Concat(
        File.ReadLines($"/proc/{process}/task/{process}/status").Where(line => line.Contains("ctxt", StringComparison.Ordinal)));

    private static void Within(Action body)
    {
        Task task = Task.Run(body, TestContext.Current.CancellationToken);
        Assert.True(Task.WaitAny([task], limit) == 0, "it still waits");
        task.GetAwaiter().GetResult();
    }
}
