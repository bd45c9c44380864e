using TeaSocket.Platform;
using TeaSocket.Platform.Unix;
using Xunit;
using static TeaSocket.Tests.SocketPairs;

namespace TeaSocket.Tests;

/// <summary>Waiting for many sockets again and again.</summary>
public sealed class PollerTests
{
    [Fact]
    public void WhatIsReadyIsToldByItsTagAgainAndAgain()
    {
        using var poller = new Poller();
        using Socket quiet = Udp();
        using Socket ready = Udp();
        ready.Send("x"u8, ready.GetSocketName());
        poller.Add(quiet, Readiness.Read, 1);
        poller.Add(ready, Readiness.Read | Readiness.Write, 2);
        var events = new PollerEvent[5];
        for (int round = 0; round < 3; round++)
        {
            Assert.Equal(1, poller.Wait(events));
            Assert.Equal(new PollerEvent(2, Readiness.Read | Readiness.Write), events[0]);
        }

        poller.Modify(quiet, Readiness.Write, 3);
        poller.Remove(ready);
        Assert.Equal(1, poller.Wait(events));
        Assert.Equal(new PollerEvent(3, Readiness.Write), events[0]);
        Assert.Equal(1, poller.Count);
    }

    [Fact]
    public async Task ASocketThatIsAddedEndsAWaitThatIsUnderWay()
    {
        using var poller = new Poller();
        using Socket ready = Udp();
        var events = new PollerEvent[1];
        Task<int> waiting = Task.Run(() => poller.Wait(events));
        poller.Add(ready, Readiness.Write, 5);
        Assert.Equal(1, await waiting);
        Assert.Equal(5, events[0].Tag);
    }

    [Fact]
    public void ATagOfTheFullRangeComesBack()
    {
        using var poller = new Poller();
        using Socket ready = Udp();
        poller.Add(ready, Readiness.Write, long.MinValue);
        var events = new PollerEvent[1];
        Assert.Equal(1, poller.Wait(events, TimeSpan.Zero));
        Assert.Equal(long.MinValue, events[0].Tag);
    }

    [Fact]
    public void ClosedAndDetachedSocketsLeaveIt()
    {
        using var poller = new Poller();
        Socket closed = Udp();
        Socket detached = Udp();
        poller.Add(closed, Readiness.Write, 1);
        poller.Add(detached, Readiness.Write, 2);
        closed.Dispose();
        nint descriptor = detached.Detach();
        Assert.Equal(0, poller.Count);
        Assert.Equal(0, poller.Wait(new PollerEvent[2], TimeSpan.Zero));
        Assert.Equal(0, SystemCalls.Current.Close(descriptor));
    }

    [Fact]
    public void MistakesThrow()
    {
        var poller = new Poller();
        using Socket socket = Udp();
        Assert.Equal("ENOENT", Assert.Throws<SocketException>(() => poller.Remove(socket)).Code);
        Assert.Equal("ENOENT", Assert.Throws<SocketException>(() => poller.Modify(socket, Readiness.Read, 0)).Code);
        poller.Add(socket, Readiness.Read, 0);
        Assert.Equal("EEXIST", Assert.Throws<SocketException>(() => poller.Add(socket, Readiness.Read, 0)).Code);
        Assert.Throws<ArgumentOutOfRangeException>(() => poller.Wait(new PollerEvent[1], TimeSpan.FromTicks(-1)));
        Assert.Throws<ArgumentException>(() => poller.Wait([]));
        poller.Dispose();
        poller.Dispose();
        Assert.Equal("EBADF", Assert.Throws<SocketException>(() => poller.Wait(new PollerEvent[1])).Code);
        Assert.Equal("EBADF", Assert.Throws<SocketException>(() => poller.Add(socket, Readiness.Read, 0)).Code);
    }

    [Fact]
    public void AHangUpThatNobodyWaitsForDoesNotWakeIt()
    {
        var (client, server) = Tcp();
        using var poller = new Poller();
        using Socket later = Udp();
        using (client)
        using (server)
        {
            client.Shutdown(Direction.Send);
            server.Shutdown(Direction.Send);
            Socket.Select([new SelectEntry(server, Readiness.Read)]);
            poller.Add(server, Readiness.Except, 1);
            poller.Add(later, Readiness.Read, 2);
            var events = new PollerEvent[2];
            Assert.Equal(0, poller.Wait(events, TimeSpan.FromMilliseconds(30)));
            later.Send("x"u8, later.GetSocketName());
            Assert.Equal(1, poller.Wait(events));
            Assert.Equal(2, events[0].Tag);
            poller.Modify(server, Readiness.Read, 3); // now somebody does
            Assert.Equal([2, 3], events[..poller.Wait(events)].Select(found => found.Tag).Order());
        }
    }

    [Fact]
    public unsafe void OutOfBandDataIsAnExceptionalCondition()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the flag's number is Linux's");
        const int outOfBand = 1; // MSG_OOB
        var (client, server) = Tcp();
        using var poller = new Poller();
        using (client)
        using (server)
        {
            poller.Add(server, Readiness.Except, 1);
            client.Send("normal"u8);
            var events = new PollerEvent[1];
            Assert.Equal(0, poller.Wait(events, TimeSpan.Zero));
            byte urgent = 1;
            Assert.Equal(1, LibC.send((int)client.Descriptor, &urgent, 1, outOfBand));
            Assert.Equal(1, poller.Wait(events));
            Assert.Equal(new PollerEvent(1, Readiness.Except), events[0]);
        }
    }

    [Fact]
    public void EdgesAreToldOnceAndModifyTellsThemAgain()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has only poll, which has levels only");
        using var poller = new Poller();
        using Socket socket = Udp();
        socket.Send("x"u8, socket.GetSocketName());
        poller.Add(socket, Readiness.Read, 1, PollerModes.EdgeTriggered);
        var events = new PollerEvent[1];
        Assert.Equal(1, poller.Wait(events));
        Assert.Equal(0, poller.Wait(events, TimeSpan.Zero));
        poller.Modify(socket, Readiness.Read, 2);
        Assert.Equal(1, poller.Wait(events));
        Assert.Equal(2, events[0].Tag);
        poller.Modify(socket, Readiness.Read, 3, PollerModes.None);
        Assert.Equal(1, poller.Wait(events));
        Assert.Equal(1, poller.Wait(events));
    }

    [Fact]
    public async Task OfManyThreadsThatWaitOneIsToldOnce()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has only poll, which has levels only");
        const int threads = 4;
        const int rounds = 200;
        using var poller = new Poller();
        using Socket socket = Udp();
        using Socket end = Udp();
        poller.Add(socket, Readiness.Read | Readiness.Write, 1, PollerModes.Once);
        int inside = 0;
        int told = 0;
        Task[] workers = [.. Enumerable.Range(0, threads).Select(_ => Task.Factory.StartNew(
            () =>
            {
                var events = new PollerEvent[1];
                while (poller.Wait(events) >= 0 && events[0].Tag == 1)
                {
                    Assert.Equal(1, Interlocked.Increment(ref inside));
                    bool isEnough = ++told == rounds;
                    Interlocked.Decrement(ref inside);
                    if (isEnough)
                    {
                        poller.Add(end, Readiness.Write, 2); // of levels: it ends all of them
                    }
                    else
                    {
                        poller.Modify(socket, Readiness.Read | Readiness.Write, 1);
                    }
                }
            },
            TaskCreationOptions.LongRunning))];
        await Task.WhenAll(workers);
        Assert.Equal(rounds, told);
    }

    [Fact]
    public void AHangUpThatNobodyWaitsForDoesNotUseUpWhatIsToldOnce()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the flag's number is Linux's");
        var (client, server) = Tcp();
        using var poller = new Poller();
        using (client)
        using (server)
        {
            client.Shutdown(Direction.Receive);
            server.Shutdown(Direction.Receive);
            server.Shutdown(Direction.Send);
            poller.Add(server, Readiness.Except, 1, PollerModes.Once);
            var events = new PollerEvent[1];
            Assert.Equal(0, poller.Wait(events, TimeSpan.FromMilliseconds(30)));
            poller.Modify(server, Readiness.Write, 2);
            Assert.Equal(1, poller.Wait(events));
            Assert.Equal(new PollerEvent(2, Readiness.Write), events[0]);
            Assert.Equal(0, poller.Wait(events, TimeSpan.FromMilliseconds(30)));
        }
    }

    [Fact]
    public void AQueueForSystemsThatHaveOnlyPollHasLevelsOnly()
    {
        var queue = new PolledQueue();
        using Socket socket = Udp();
        var watch = new WatchedDescriptor(socket.Descriptor, Readiness.Write, socket.Handle, 1) { Modes = PollerModes.Once };
        Assert.Equal(-SystemCalls.Current.Constants.EOPNOTSUPP, queue.Add(watch));
        Assert.Equal(0, queue.Count);
    }

    [Fact]
    public void AQueueForSystemsThatHaveOnlyPollFindsTheSame()
    {
        var queue = new PolledQueue();
        using Socket quiet = Udp();
        using Socket ready = Udp();
        ready.Send("x"u8, ready.GetSocketName());
        WatchedDescriptor[] watches = [new(quiet.Descriptor, Readiness.Read, quiet.Handle, 1), new(ready.Descriptor, Readiness.Read, ready.Handle, 2)];
        Array.ForEach(watches, watch => Assert.Equal(0, queue.Add(watch)));
        var found = new WatchedDescriptor[2];
        Assert.Equal(1, queue.Wait(SystemCalls.Current, found, -1));
        Assert.Equal((2, Readiness.Read), (found[0].Tag, found[0].Ready));
        Assert.Equal(0, queue.Change(watches[0], Readiness.Write));
        Assert.Equal(2, queue.Wait(SystemCalls.Current, found, 0));
        queue.Remove(watches[1]);
        queue.Remove(watches[1]);
        Assert.Equal(1, queue.Wait(SystemCalls.Current, found, 0));
        Assert.Equal((1, 1), (found[0].Tag, queue.Count));
    }
}
