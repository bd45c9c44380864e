using TeaSocket.Platform;
using Xunit;
using static TeaSocket.Tests.SocketPairs;

namespace TeaSocket.Tests;

/// <summary>What sockets share, and what they begin with.</summary>
public sealed class EnvironmentTests
{
    [Fact]
    public void DisposingClosesEverySocketAndPollerAndOpensNoOthers()
    {
        var environment = new SocketEnvironment();
        using var poller = new Poller(environment);
        using var listener = new Socket(Family.Inet, SocketType.Stream, environment: environment);
        listener.Bind(AnyLoopbackPort);
        listener.Listen();
        using var client = new Socket(Family.Inet, SocketType.Stream);
        client.Connect(listener.GetSocketName());
        using Socket accepted = listener.Accept()!;
        Assert.Same(environment, accepted.Environment);
        environment.Dispose();
        environment.Dispose();
        Assert.Equal((-1, -1), (listener.Descriptor, accepted.Descriptor));
        Assert.Equal(0, client.Receive(new byte[1]));
        Assert.Equal("EBADF", Assert.Throws<SocketException>(() => poller.Wait(new PollerEvent[1], TimeSpan.Zero)).Code);
        Assert.Equal("ECANCELED", Assert.Throws<SocketException>(() => new Socket(Family.Inet, SocketType.Stream, environment: environment)).Code);
        Assert.Equal("ECANCELED", Assert.Throws<SocketException>(() => new Poller(environment)).Code);
    }

    [Fact]
    public void TheDefaultOneIsNotDisposed() => Assert.Throws<InvalidOperationException>(SocketEnvironment.Default.Dispose);

    [Fact]
    public void ItDoesNotKeepForgottenSockets()
    {
        using var environment = new SocketEnvironment();
        static WeakReference Forget(SocketEnvironment environment) => new(new Socket(Family.Inet, SocketType.Datagram, environment: environment));
        WeakReference forgotten = Forget(environment);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.False(forgotten.IsAlive);
    }

    [Fact]
    public void SocketsOneAfterTheOtherDoNotMakeItGrow()
    {
        using var environment = new SocketEnvironment();
        void OpenAndClose(int count)
        {
            for (int i = 0; i < count; i++)
            {
                new Socket(Family.Inet, SocketType.Datagram, environment: environment).Dispose();
            }
        }

        OpenAndClose(1_000);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        OpenAndClose(100_000);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 50_000);
    }

    [Fact]
    public void CanceledWaitsAreThoseUnderWay()
    {
        using var environment = new SocketEnvironment();
        environment.CancelWaits();
        using var socket = new Socket(Family.Inet, SocketType.Datagram, environment: environment);
        socket.Bind(AnyLoopbackPort);
        socket.Send("x"u8, socket.GetSocketName());
        Assert.Equal(1, socket.Receive(new byte[1]));
        Assert.Equal(0, Socket.Select([new SelectEntry(socket, Readiness.Read)], TimeSpan.FromMilliseconds(1)));
    }

    [Fact]
    public void FlagsInTheTypeAreUnderstood()
    {
        SystemConstants constants = SystemCalls.Current.Constants;
        Assert.SkipWhen(constants.SOCK_NONBLOCK == 0, "the system has no such flags");
        using Socket listener = Listener();
        using var client = new Socket(Family.Inet, new SocketType(SocketType.Stream.Value | constants.SOCK_NONBLOCK | constants.SOCK_CLOEXEC));
        Assert.Equal((SocketType.Stream, false), (client.Type, client.Blocking));
        client.Connect(listener.GetSocketName());
        using Socket server = listener.Accept()!;
        Assert.Equal(0, client.Receive([])); // as on any stream
        Assert.Null(client.Receive(new byte[1]));
        client.Blocking = true;
        server.Send("x"u8);
        Assert.Equal(1, client.Receive(new byte[1]));
    }

    [Fact]
    public void SequencedPacketsAreConnectedAndComeWhole()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "an abstract name, and SOCK_SEQPACKET on Unix sockets");
        using var listener = new Socket(Family.Unix, SocketType.SequencedPacket);
        listener.Bind(SocketAddress.Parse(Family.Unix, "\0" + Guid.NewGuid()));
        listener.Listen();
        using var client = new Socket(Family.Unix, SocketType.SequencedPacket);
        client.Connect(listener.GetSocketName());
        using Socket server = listener.Accept()!;
        client.Send("one"u8);
        client.Send("three"u8);
        Assert.Equal(3, server.Pending());
        Assert.Equal(2, server.Receive(new byte[2])); // cut
        Assert.Equal(5, server.Receive(new byte[10]));
        Assert.Equal(2, server.SendMany("ab"u8, [1, 1]));
        Assert.Equal(2, client.ReceiveMany(new byte[8], new int[4]));
        Assert.Equal("SOCK_SEQPACKET", server.Type.ToString());
        client.Dispose();
        Assert.Equal(0, server.Receive(new byte[10]));
    }

    [Fact]
    public void ErrorsNameTheCallThatWasMade()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the names are Linux's");
        using Socket socket = Udp();
        socket.Blocking = false;
        using var unconnected = new Socket(Family.Inet, SocketType.Stream);
        var closed = new Socket(Family.Inet, SocketType.Datagram);
        closed.Dispose();
        (string Name, Action Call)[] calls =
        [
            ("recv", () => unconnected.Receive(new byte[1])),
            ("recvfrom", () => closed.Receive(new byte[1])),
            ("ioctl", () => closed.Blocking = true),
            ("sendmmsg", () => unconnected.SendMany("x"u8, [1])),
            ("epoll_ctl", () => new Poller().Remove(socket)),
        ];
        Assert.All(calls, call => Assert.Equal(call.Name, Assert.Throws<SocketException>(call.Call).SystemCall));
    }
}
