using System.Diagnostics;
using Xunit;
using static TeaSocket.Tests.SocketPairs;

namespace TeaSocket.Tests;

/// <summary>Waiting for several sockets.</summary>
public sealed class SelectTests
{
    [Fact]
    public void OnlyWhatIsReadyIsMarkedAndCounted()
    {
        using Socket quiet = Udp();
        using Socket ready = Udp();
        ready.Send("x"u8, ready.GetSocketName());
        SelectEntry[] entries = [new(quiet, Readiness.Read), new(ready, Readiness.Read), new(ready, Readiness.Read | Readiness.Write)];
        Assert.Equal(3, Socket.Select(entries));
        Assert.Equal([Readiness.None, Readiness.Read, Readiness.Read | Readiness.Write], entries.Select(entry => entry.Ready));
    }

    [Fact]
    public void ATimeoutReturnsZeroAndNotBeforeItsTime()
    {
        using Socket quiet = Udp();
        foreach (SelectEntry[] entries in new[] { [new(quiet, Readiness.Read)], Array.Empty<SelectEntry>() })
        {
            long start = Stopwatch.GetTimestamp();
            Assert.Equal(0, Socket.Select(entries, TimeSpan.FromMicroseconds(20_500)));
            Assert.True(Stopwatch.GetElapsedTime(start) >= TimeSpan.FromMicroseconds(20_500));
        }
    }

    [Fact]
    public void ZeroPolls()
    {
        using Socket quiet = Udp();
        Assert.Equal(0, Socket.Select([new SelectEntry(quiet, Readiness.Read | Readiness.Except)], TimeSpan.Zero));
        Assert.Equal(1, Socket.Select([new SelectEntry(quiet, Readiness.Write)], TimeSpan.Zero));
    }

    [Fact]
    public void ANegativeTimeoutIsOutOfRange() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Socket.Select([], TimeSpan.FromMilliseconds(-1)));

    [Fact]
    public async Task WaitingForEverEndsWhenSomethingComes()
    {
        using Socket socket = Udp();
        Task sender = Task.Run(() => socket.Send("x"u8, socket.GetSocketName()));
        Assert.Equal(1, Socket.Select([new SelectEntry(socket, Readiness.Read)]));
        await sender;
    }

    [Fact]
    public void AHangUpThatNobodyWaitsForIsNotReady()
    {
        // poll(2) reports the hang-up at once, select(2) would not.
        var (client, server) = Tcp();
        using (client)
        using (server)
        {
            client.Shutdown(Direction.Send);
            server.Shutdown(Direction.Send);
            Socket.Select([new SelectEntry(server, Readiness.Read)]);
            SelectEntry[] entries = [new(server, Readiness.Except)];
            Assert.Equal(0, Socket.Select(entries, TimeSpan.FromMilliseconds(60)));
            Assert.Equal(Readiness.None, entries[0].Ready);
        }
    }

    [Fact]
    public async Task AHangUpDoesNotHideWhatComesLater()
    {
        var (client, server) = Tcp();
        using Socket later = Udp();
        using (client)
        using (server)
        {
            client.Shutdown(Direction.Send);
            server.Shutdown(Direction.Send);
            Socket.Select([new SelectEntry(server, Readiness.Read)]);
            SelectEntry[] entries = [new(server, Readiness.Except), new(later, Readiness.Read)];
            Task sender = Task.Run(() => later.Send("x"u8, later.GetSocketName()));
            Assert.Equal(1, Socket.Select(entries));
            Assert.Equal(Readiness.Read, entries[1].Ready);
            await sender;
        }
    }

    [Fact]
    public void ARefusedConnectIsReadyForWritingWithItsError()
    {
        SocketAddress closed;
        using (Socket once = Listener())
        {
            closed = once.GetSocketName();
        }

        using var socket = new Socket(Family.Inet, SocketType.Stream) { Blocking = false };
        int error = Platform.SystemCalls.Current.Constants.SO_ERROR;
        try
        {
            if (!socket.Connect(closed))
            {
                Assert.Equal(1, Socket.Select([new SelectEntry(socket, Readiness.Write)]));
                Assert.NotEqual(0, socket.GetOption(error));
                Assert.Equal(0, socket.GetOption(error)); // reading clears it
            }
        }
        catch (SocketException e)
        {
            Assert.Equal("ECONNREFUSED", e.Code); // some systems know at once
        }
    }

    [Fact]
    public void AClosedSocketThrowsAndReleasesTheOthers()
    {
        Socket open = Udp();
        Socket closed = Udp();
        nint descriptor = open.Descriptor;
        closed.Dispose();
        SelectEntry[] entries = [new(open, Readiness.Write), new(closed, Readiness.Read)];
        Assert.Equal("EBADF", Assert.Throws<SocketException>(() => Socket.Select(entries)).Code);
        open.Dispose(); // would stay open, were it still held
        using Socket next = Udp();
        Assert.True(next.Descriptor <= descriptor);
    }
}
