using TeaSocket;
using TeaSocket.Script;
using Xunit;

namespace Tea.Tests;

/// <summary>The wait of the runner's event loop, and what ends it.</summary>
public sealed class LoopTests : IDisposable
{
    private const double Forever = double.PositiveInfinity;

    private readonly ScriptDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void WhatAnotherThreadPostsEndsTheWaitAndIsDoneOnTheLoopsThread()
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
    }

    [Fact]
    public void ThousandsOfPostsOfSeveralThreadsAreAllDoneInTheirOrder()
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
    }

    [Fact]
    public void APostOfTheLoopsOwnThreadIsDoneInTheNextWait()
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
    }

    [Fact]
    public void AWaitForSocketsIsWokenToo()
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
    }
}
