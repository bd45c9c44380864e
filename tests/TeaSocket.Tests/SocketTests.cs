using System.Diagnostics;
using Xunit;
using static TeaSocket.Tests.SocketPairs;

// Descriptor numbers are the process's: tests that watch them cannot share it.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace TeaSocket.Tests;

/// <summary>The class, in the order of its methods.</summary>
public sealed class SocketTests
{
    private static readonly bool isLinux = OperatingSystem.IsLinux();

    [Fact]
    public void OpensWithFamilyTypeAndProtocol()
    {
        using var socket = new Socket(Family.Inet, SocketType.Stream, Protocol.Tcp);
        Assert.Equal((Family.Inet, SocketType.Stream, Protocol.Tcp), (socket.Family, socket.Type, socket.Protocol));
        Assert.True(socket.Descriptor >= 0);
        Assert.Matches(@"^Socket\(PF_INET, SOCK_STREAM, IPPROTO_TCP\) fd \d+$", socket.ToString());
    }

    [Fact]
    public void ACombinationThatDoesNotExistThrowsAndLeavesNoDescriptor()
    {
        using (var before = new Socket(Family.Inet, SocketType.Stream))
        {
            var error = Assert.Throws<SocketException>(() => new Socket(Family.Inet, SocketType.Stream, Protocol.Udp));
            Assert.Equal("socket", error.SystemCall);
            Assert.Equal("EPROTONOSUPPORT", error.Code);
        }
    }

    [Fact]
    public void BlockingIsTrueAtFirstAndCanBeSwitched()
    {
        using Socket socket = Udp();
        Assert.True(socket.Blocking);
        socket.Blocking = false;
        Assert.False(socket.Blocking);
        Assert.Null(socket.Receive(new byte[1]));
    }

    [Fact]
    public void ConnectsAndAcceptsOverTcp()
    {
        var (client, server) = Tcp();
        using (client)
        using (server)
        {
            Assert.Equal(server.GetSocketName().ToString(), client.GetPeerName().ToString());
            Assert.Equal(client.GetSocketName().ToString(), server.GetPeerName().ToString());
        }
    }

    [Fact]
    public void ConnectToAClosedPortThrowsWithTheAddress()
    {
        using Socket closed = Udp();
        SocketAddress address = closed.GetSocketName();
        using var socket = new Socket(Family.Inet, SocketType.Stream);
        var error = Assert.Throws<SocketException>(() => socket.Connect(address));
        Assert.Equal("ECONNREFUSED", error.Code);
        Assert.Same(address, error.Address);
        Assert.StartsWith($"connect ECONNREFUSED 127.0.0.1:{address.Port}: ", error.Message, StringComparison.Ordinal);
        Assert.True(error.ErrorNumber < 0);
    }

    [Fact]
    public void NonBlockingConnectIsFalseUntilItIsMade()
    {
        using Socket listener = Listener();
        SocketAddress address = listener.GetSocketName();
        using var socket = new Socket(Family.Inet, SocketType.Stream) { Blocking = false };
        if (!socket.Connect(address))
        {
            Assert.Equal(1, Socket.Select([new SelectEntry(socket, Readiness.Write)]));
        }

        Assert.True(socket.Connect(address));
        Assert.True(socket.Connect(address)); // asking again changes nothing
        Assert.Equal(0, socket.GetOption(Platform.SystemCalls.Current.Constants.SO_ERROR));
    }

    [Fact]
    public void ASecondConnectElsewhereThrowsEisconn()
    {
        var (client, server) = Tcp();
        using Socket other = Listener();
        using (client)
        using (server)
        {
            client.Blocking = false;
            Assert.Equal("EISCONN", Assert.Throws<SocketException>(() => client.Connect(other.GetSocketName())).Code);
        }
    }

    [Fact]
    public void BindToAUsedPortThrowsEaddrinuse()
    {
        using Socket listener = Listener();
        using var second = new Socket(Family.Inet, SocketType.Stream);
        Assert.Equal("EADDRINUSE", Assert.Throws<SocketException>(() => second.Bind(listener.GetSocketName())).Code);
    }

    [Fact]
    public void AcceptIsNullWhenItWouldBlockAndAcceptedSocketsBlock()
    {
        using Socket listener = Listener();
        listener.Blocking = false;
        Assert.Null(listener.Accept());
        using var client = new Socket(Family.Inet, SocketType.Stream);
        client.Connect(listener.GetSocketName());
        Socket.Select([new SelectEntry(listener, Readiness.Read)]);
        using Socket accepted = listener.Accept()!;
        Assert.True(accepted.Blocking);
        Assert.Equal((listener.Family, listener.Type, listener.Protocol), (accepted.Family, accepted.Type, accepted.Protocol));
    }

    [Fact]
    public void ShutdownShowsThePeerTheEndAfterAllData()
    {
        var (client, server) = Tcp();
        using (client)
        using (server)
        {
            client.Send("last"u8);
            client.Shutdown(Direction.Send);
            byte[] buffer = new byte[16];
            Assert.Equal(4, server.Receive(buffer));
            Assert.Equal(0, server.Receive(buffer));
            Assert.Equal(2, server.Send("ok"u8));
            Assert.Equal(2, client.Receive(buffer));
        }
    }

    [Fact]
    public void GetPeerNameWithoutAPeerThrowsEnotconn()
    {
        using Socket socket = Udp();
        Assert.Equal("ENOTCONN", Assert.Throws<SocketException>(socket.GetPeerName).Code);
    }

    [Fact]
    public void GetPeerNameIsTheLastDatagramsSender()
    {
        using Socket receiver = Udp();
        using Socket first = Udp();
        using Socket second = Udp();
        byte[] buffer = new byte[8];
        foreach (Socket sender in new[] { first, second, first })
        {
            sender.Send("x"u8, receiver.GetSocketName());
            receiver.Receive(buffer);
            Assert.Equal(sender.GetSocketName().ToString(), receiver.GetPeerName().ToString());
        }
    }

    [Fact]
    public void AfterDisposeEveryCallThrowsEbadf()
    {
        Socket socket = Udp();
        SocketAddress address = socket.GetSocketName();
        socket.Dispose();
        socket.Dispose();
        Assert.Equal(-1, socket.Descriptor);
        Action[] calls =
        [
            () => socket.Blocking = false, () => socket.Connect(address), () => socket.Bind(address), () => socket.Listen(),
            () => socket.Accept(), () => socket.Shutdown(Direction.Both), () => socket.GetPeerName(), () => socket.GetSocketName(),
            () => socket.Send("x"u8), () => socket.Send("x"u8, address), () => socket.Receive(new byte[1]), () => socket.Pending(),
            () => socket.GetOption(1), () => socket.SetOption(1, 1), () => Socket.Select([new SelectEntry(socket, Readiness.Read)]),
        ];
        Assert.All(calls, call => Assert.Equal("EBADF", Assert.Throws<SocketException>(call).Code));
    }

    [Fact]
    public void DetachGivesUpTheDescriptorWithoutClosingIt()
    {
        var (client, server) = Tcp();
        using (client)
        {
            nint descriptor = server.Detach();
            Assert.Equal(-1, server.Descriptor);
            Assert.Equal("EBADF", Assert.Throws<SocketException>(() => server.Detach()).Code);
            server.Dispose();
            client.Blocking = false;
            Assert.Null(client.Receive(new byte[1])); // no end of the stream: it is still open
            Assert.True(Platform.SystemCalls.Current.Close(descriptor) >= 0);
        }
    }

    [Fact]
    public void ASocketThatIsForgottenIsClosed()
    {
        nint[] Open() => [.. Enumerable.Range(0, 50).Select(_ => new Socket(Family.Inet, SocketType.Datagram).Descriptor)];
        nint[] descriptors = Open();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        using Socket next = Udp();
        Assert.True(next.Descriptor <= descriptors.Max(), "none of the forgotten descriptors was given back");
    }

    [Fact]
    public void NoDescriptorIsInherited()
    {
        Assert.SkipUnless(isLinux, "reads /proc");
        var (client, server) = Tcp();
        using Socket udp = Udp();
        using (client)
        using (server)
        {
            var start = new ProcessStartInfo("ls", ["-l", "/proc/self/fd"]) { RedirectStandardOutput = true };
            using Process process = Process.Start(start)!;
            string descriptors = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.Contains("/proc", descriptors, StringComparison.Ordinal);
            foreach (Socket socket in new[] { client, server, udp })
            {
                var link = new FileInfo($"/proc/self/fd/{socket.Descriptor}");
                Assert.StartsWith("socket:", link.LinkTarget, StringComparison.Ordinal);
                Assert.DoesNotContain(link.LinkTarget!, descriptors, StringComparison.Ordinal);
            }
        }
    }
}
