using Xunit;

namespace TeaSocket.Tests.Awaiting;

/// <summary>Connections that are awaited: made, accepted, refused and given up.</summary>
public sealed class AwaitedConnectionTests
{
    public static TheoryData<LoopKind> Kinds => TestLoop.Kinds;

    [Theory]
    [MemberData(nameof(AwaitedCallTests.KindsAndModes), MemberType = typeof(AwaitedCallTests))]
    public void ConnectionsAreMadeAndAccepted(LoopKind kind, bool blocks)
    {
        using var loop = new TestLoop(kind);
        using Socket listener = loop.Listener();
        listener.Blocking = blocks;
        loop.Run(async () =>
        {
            ValueTask<Socket> waiting = listener.AcceptAsync();
            Assert.False(waiting.IsCompleted);
            foreach (bool isFirst in new[] { true, false })
            {
                using Socket client = loop.Stream();
                client.Blocking = blocks;
                await client.ConnectAsync(listener.GetSocketName());
                using Socket accepted = await (isFirst ? waiting : listener.AcceptAsync());
                Assert.Equal(client.GetSocketName().ToString(), accepted.GetPeerName().ToString());
                Assert.Equal((true, false), (accepted.Blocking, TestLoop.IsNonBlocking(accepted)));
                Assert.Same(loop.Environment, accepted.Environment);
                Assert.Equal((blocks, !blocks), (client.Blocking, TestLoop.IsNonBlocking(client)));
                Assert.Equal(1, client.Send("x"u8));
                Assert.Equal(1, await accepted.ReceiveAsync(new byte[1]));
            }
        });
        Assert.Equal((blocks, !blocks), (listener.Blocking, TestLoop.IsNonBlocking(listener)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ManyAreAccepted(LoopKind kind)
    {
        const int many = 200;
        using var loop = new TestLoop(kind);
        using Socket listener = loop.Listener();
        loop.Run(async () =>
        {
            Task<Socket>[] accepting = [.. Enumerable.Range(0, many).Select(_ => listener.AcceptAsync().AsTask())];
            Socket[] clients = [.. Enumerable.Range(0, many).Select(_ => loop.Stream())];
            await Task.WhenAll(clients.Select(client => client.ConnectAsync(listener.GetSocketName()).AsTask()));
            Socket[] accepted = await Task.WhenAll(accepting);
            Assert.Equal(
                clients.Select(client => client.GetSocketName().ToString()).Order(),
                accepted.Select(socket => socket.GetPeerName().ToString()).Order());
        });
    }

    [Theory]
    [MemberData(nameof(AwaitedCallTests.KindsAndModes), MemberType = typeof(AwaitedCallTests))]
    public void ASocketWhoseConnectionIsRefusedIsClosed(LoopKind kind, bool blocks)
    {
        using var loop = new TestLoop(kind);
        using Socket refusing = loop.Stream();
        refusing.Bind(SocketPairs.AnyLoopbackPort);
        (Socket, SocketAddress, string)[] cases =
        [
            (loop.Stream(), refusing.GetSocketName(), "ECONNREFUSED"),
            (loop.Stream(Family.Unix), TestLoop.NewName(), "ECONNREFUSED"),
        ];
        foreach ((Socket client, SocketAddress address, string code) in cases)
        {
            client.Blocking = blocks;
            var failure = Assert.Throws<SocketException>(() => loop.End(client.ConnectAsync(address).AsTask()));
            Assert.Equal((code, "connect", address.ToString()), (failure.Code, failure.SystemCall, failure.Address!.ToString()));
            Assert.Equal(-1, client.Descriptor);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ConnectingAgainLeavesTheConnectionAsItIs(LoopKind kind)
    {
        using var loop = new TestLoop(kind);
        (Socket client, Socket server) = loop.Tcp();
        Assert.Equal("EISCONN", loop.Outcome(client.ConnectAsync(server.GetSocketName())));
        Assert.Equal(1, client.Send("x"u8));
        Assert.Equal(1, loop.Result(server.ReceiveAsync(new byte[1])));
    }

    [Theory]
    [MemberData(nameof(AwaitedCallTests.KindsAndModes), MemberType = typeof(AwaitedCallTests))]
    public void ConnectingWaitsWhileABacklogIsFull(LoopKind kind, bool blocks)
    {
        using var loop = new TestLoop(kind);
        using Socket listener = FullListener(loop, out SocketAddress address);
        using Socket client = loop.Stream(Family.Unix);
        client.Blocking = blocks;
        ValueTask connecting = client.ConnectAsync(address);
        loop.Settle();
        Assert.False(connecting.IsCompleted);
        loop.Run(async () =>
        {
            using Socket first = await listener.AcceptAsync();
            await connecting;
            using Socket second = await listener.AcceptAsync();
            Assert.Equal(1, await client.SendAsync("x"u8.ToArray()));
            Assert.Equal(1, await second.ReceiveAsync(new byte[1]));
        });
        Assert.Equal(!blocks, TestLoop.IsNonBlocking(client));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void CancelingAConnectClosesTheSocket(LoopKind kind)
    {
        using var loop = new TestLoop(kind);
        using Socket listener = FullListener(loop, out SocketAddress address);
        using Socket client = loop.Stream(Family.Unix);
        using var source = new CancellationTokenSource();
        ValueTask connecting = client.ConnectAsync(address, source.Token);
        source.Cancel();
        Assert.Equal("canceled", loop.Outcome(connecting));
        Assert.Equal(-1, client.Descriptor);
        listener.Accept()!.Dispose();
        listener.Blocking = false;
        Assert.Null(listener.Accept());
    }

    /// <summary>One whose backlog has the one connection that there is room for.</summary>
    private static Socket FullListener(TestLoop loop, out SocketAddress address)
    {
        address = TestLoop.NewName();
        Socket listener = loop.Stream(Family.Unix);
        listener.Bind(address);
        listener.Listen(0);
        loop.Stream(Family.Unix).Connect(address);
        return listener;
    }
}
