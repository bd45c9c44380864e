using Xunit;

namespace TeaSocket.Tests.Awaiting;

/// <summary>Waiting for many sockets, and for names, without a thread of the caller's.</summary>
public sealed class PollerAwaitTests
{
    public static TheoryData<LoopKind> Kinds => TestLoop.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ItTellsOfSeveralSocketsAtOnceAndLater(LoopKind kind)
    {
        using var loop = new TestLoop(kind);
        using var poller = new Poller(loop.Environment);
        Socket[] sockets = [.. Enumerable.Range(0, 3).Select(_ => loop.Udp())];
        for (int i = 0; i < sockets.Length; i++)
        {
            poller.Add(sockets[i], Readiness.Read, i);
        }

        var events = new PollerEvent[4];
        loop.Run(async () =>
        {
            ValueTask<int> waiting = poller.WaitAsync(events);
            Assert.False(waiting.IsCompleted);
            SendToItself(sockets[1]);
            Assert.Equal(1, await waiting);
            Assert.Equal(new PollerEvent(1, Readiness.Read), events[0]);

            // It tells of levels: what is still there is told again, at once.
            SendToItself(sockets[2]);
            ValueTask<int> atOnce = poller.WaitAsync(events);
            Assert.True(atOnce.IsCompletedSuccessfully);
            Assert.Equal(2, await atOnce);
            Assert.Equal([1L, 2L], events.Take(2).Select(one => one.Tag).Order());
            sockets[1].Receive(new byte[1]);
            sockets[2].Receive(new byte[1]);
            waiting = poller.WaitAsync(events);
            Assert.False(waiting.IsCompleted);
            poller.Modify(sockets[0], Readiness.Write, 7);
            Assert.Equal(1, await waiting);
            Assert.Equal(new PollerEvent(7, Readiness.Write), events[0]);
        });
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void WakingItEndsTheWaitThatIsUnderWayOrTheNextOne(LoopKind kind)
    {
        using var loop = new TestLoop(kind);
        using var poller = new Poller(loop.Environment);
        using Socket socket = loop.Udp();
        poller.Add(socket, Readiness.Read, 1);
        var events = new PollerEvent[1];
        ValueTask<int> first = poller.WaitAsync(events);
        ValueTask<int> second = poller.WaitAsync(events);
        poller.Wake();
        Assert.Equal(0, loop.Result(first));
        Assert.False(second.IsCompleted);
        SendToItself(socket);
        Assert.Equal(1, loop.Result(second));
        socket.Receive(new byte[1]);
        poller.Wake();
        poller.Wake();
        Assert.Equal(0, poller.WaitAsync(events).Result);
        Assert.False(poller.WaitAsync(events).IsCompleted);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void CanceledItLosesNothing(LoopKind kind)
    {
        using var loop = new TestLoop(kind);
        using var poller = new Poller(loop.Environment);
        using Socket socket = loop.Udp();
        using var source = new CancellationTokenSource();
        poller.Add(socket, Readiness.Read, 1, PollerModes.EdgeTriggered);
        var events = new PollerEvent[1];
        ValueTask<int> waiting = poller.WaitAsync(events, source.Token);
        source.Cancel();
        SendToItself(socket);
        Assert.Equal("canceled", loop.Outcome(waiting));
        Assert.Equal(1, poller.Wait(events));
        ValueTask<int> next = poller.WaitAsync(events);
        Assert.False(next.IsCompleted);
        poller.Dispose();
        Assert.Equal("ECANCELED", loop.Outcome(next));
        Assert.Equal("EBADF", loop.Outcome(poller.WaitAsync(events)));
        Assert.Throws<ArgumentException>(() => poller.WaitAsync(Memory<PollerEvent>.Empty));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void WhatIsAddedOrClosedMeanwhileCounts(LoopKind kind)
    {
        using var loop = new TestLoop(kind);
        using var poller = new Poller(loop.Environment);
        var events = new PollerEvent[1];
        ValueTask<int> waiting = poller.WaitAsync(events);
        Socket closed = loop.Udp();
        poller.Add(closed, Readiness.Read, 1);
        closed.Dispose();
        using Socket socket = loop.Udp();
        poller.Add(socket, Readiness.Read, 2);
        _ = loop.Driven?.RunOnce(TimeSpan.Zero);
        Assert.False(waiting.IsCompleted);
        SendToItself(socket);
        Assert.Equal(1, loop.Result(waiting));
        Assert.Equal(2, events[0].Tag);
    }

    [Fact]
    public async Task NamesAreAwaited()
    {
        IReadOnlyList<SocketAddress> found = await Names.GetAllAddressInfoAsync("127.0.0.1", Family.Inet, "80", SocketType.Stream);
        Assert.Equal("127.0.0.1:80", Assert.Single(found).ToString());
        Assert.Equal(Names.GetNameInfo("127.0.0.1"), await Names.GetNameInfoAsync("127.0.0.1"));
        SocketException failure = await Assert.ThrowsAsync<SocketException>(
            () => Names.GetAllAddressInfoAsync("127.0.0.1", service: "no-such-service"));
        Assert.Equal("ENOTFOUND", failure.Code);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Names.GetAllAddressInfoAsync("127.0.0.1", service: "70000"));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Names.GetNameInfoAsync("nothing"));
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Names.GetNameInfoAsync("127.0.0.1", null, source.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Names.GetAllAddressInfoAsync("127.0.0.1", cancellation: source.Token));
    }

    private static void SendToItself(Socket socket) => Assert.Equal(1, socket.Send("x"u8, socket.GetSocketName()));
}
