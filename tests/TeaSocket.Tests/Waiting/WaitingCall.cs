using static TeaSocket.Tests.SocketPairs;

namespace TeaSocket.Tests.Waiting;

/// <summary>A call that waits until something happens that does not happen.</summary>
internal sealed class WaitingCall : IDisposable
{
    private readonly List<IDisposable> open = [];

    private WaitingCall(Action<CancellationToken> wait, Action finish)
    {
        Wait = wait;
        Finish = finish;
    }

    /// <summary>All calls that may wait, by name.</summary>
    public static IReadOnlyDictionary<string, Func<SocketEnvironment, WaitingCall>> All { get; } =
        new Dictionary<string, Func<SocketEnvironment, WaitingCall>>
        {
            ["Accept"] = Accept,
            ["Connect over TCP"] = ConnectOverTcp,
            ["Connect to a Unix socket"] = ConnectToUnix,
            ["Send"] = Send,
            ["Receive"] = environment => Receive(environment, (socket, token) => socket.Receive(new byte[8], token)),
            ["ReceiveFrom"] = environment => Receive(environment, (socket, token) => socket.ReceiveFrom(new byte[8], out SocketAddress? _, token)),
            ["Peek"] = environment => Receive(environment, (socket, token) => socket.Peek(new byte[8], token)),
            ["Pending"] = environment => Receive(environment, (socket, token) => socket.Pending(token)),
            ["ReceiveMany"] = environment => Receive(environment, (socket, token) => socket.ReceiveMany(new byte[8], new int[2], cancellation: token)),
            ["SendMany"] = SendMany,
            ["Send to a Unix socket"] = environment => SendTo(environment, (socket, address, token) => socket.Send(new byte[1], address, token)),
            ["SendMany to a Unix socket"] = environment => SendTo(environment, (socket, address, token) =>
                socket.SendMany(new byte[3], [1, 1, 1], address, token)),
            ["SendMessage to a Unix socket"] = environment => SendTo(environment, (socket, address, token) =>
                socket.SendMessage(new byte[1], new OutgoingMessage { To = address }, token)),
            ["Select"] = environment => Receive(environment, (socket, token) => Socket.Select([new SelectEntry(socket, Readiness.Read)], cancellation: token)),
            ["Selection"] = Selection,
            ["Poller.Wait"] = PollerWait,
        };

    /// <summary>The call.</summary>
    public Action<CancellationToken> Wait { get; }

    /// <summary>Makes what is waited for happen, and the call, and closes what came of it: nothing has been lost.</summary>
    public Action Finish { get; }

    /// <summary>The socket that it waits with.</summary>
    public Socket? Socket { get; private init; }

    /// <summary>The poller that it waits with.</summary>
    public Poller? Poller { get; private init; }

    /// <summary>Closes what it waits with.</summary>
    public void Close()
    {
        Poller?.Dispose();
        Socket?.Dispose();
    }

    public void Dispose()
    {
        Close();
        open.ForEach(one => one.Dispose());
    }

    private static Socket Open(SocketEnvironment environment, SocketType type, Family? family = null) =>
        new(family ?? Family.Inet, type, environment: environment);

    private static WaitingCall Accept(SocketEnvironment environment)
    {
        Socket listener = Open(environment, SocketType.Stream);
        listener.Bind(AnyLoopbackPort);
        listener.Listen();
        return new(token => listener.Accept(token)?.Dispose(), () =>
        {
            using var client = new Socket(Family.Inet, SocketType.Stream);
            client.Connect(listener.GetSocketName());
            listener.Accept()!.Dispose();
        })
        { Socket = listener };
    }

    private static WaitingCall ConnectOverTcp(SocketEnvironment environment)
    {
        // With no backlog, the system leaves a connection unanswered while another one waits to be accepted; it is asked again
        // after a second.
        var listener = new Socket(Family.Inet, SocketType.Stream);
        listener.Bind(AnyLoopbackPort);
        listener.Listen(0);
        SocketAddress address = listener.GetSocketName();
        var before = new Socket(Family.Inet, SocketType.Stream);
        before.Connect(address);
        Socket client = Open(environment, SocketType.Stream);
        WaitingCall call = new(token => client.Connect(address, token), () =>
        {
            listener.Accept()!.Dispose();
            WaitingThread.Until(() => IsConnected(client, address));
            using Socket accepted = listener.Accept()!;
        })
        { Socket = client };
        call.open.AddRange([listener, before]);
        return call;
    }

    /// <summary>Connects, unless SO_SNDTIMEO passes before the system asks again.</summary>
    private static bool IsConnected(Socket client, SocketAddress address)
    {
        try
        {
            return client.Connect(address);
        }
        catch (SocketException e) when (e.Code == "ETIMEDOUT")
        {
            return false;
        }
    }

    private static WaitingCall ConnectToUnix(SocketEnvironment environment)
    {
        var address = SocketAddress.Parse(Family.Unix, "\0" + Guid.NewGuid());
        var listener = new Socket(Family.Unix, SocketType.Stream);
        listener.Bind(address);
        listener.Listen(0);
        var before = new Socket(Family.Unix, SocketType.Stream);
        before.Connect(address);
        Socket client = Open(environment, SocketType.Stream, Family.Unix);
        WaitingCall call = new(token => client.Connect(address, token), () =>
        {
            listener.Accept()!.Dispose();
            client.Connect(address);
            using Socket accepted = listener.Accept()!;
            client.Send("x"u8); // it is connected indeed
        })
        { Socket = client };
        call.open.AddRange([listener, before]);
        return call;
    }

    private static WaitingCall Send(SocketEnvironment environment)
    {
        using Socket listener = Listener();
        Socket client = Open(environment, SocketType.Stream);
        client.Connect(listener.GetSocketName());
        Socket server = listener.Accept()!;
        byte[] data = new byte[50_000_000];
        WaitingCall call = new(token => client.Send(data, cancellation: token), () =>
        {
            var rest = new WaitingThread(() => client.Send("!"u8)); // the data before are zeros
            byte[] buffer = new byte[1 << 20];
            for (int last = 0; last != '!';)
            {
                last = buffer[server.Receive(buffer)!.Value - 1];
            }

            rest.End();
        })
        { Socket = client };
        call.open.Add(server);
        return call;
    }

    private static WaitingCall Receive(SocketEnvironment environment, Action<Socket, CancellationToken> receive)
    {
        Socket socket = Open(environment, SocketType.Datagram);
        socket.Bind(AnyLoopbackPort);
        return new(token => receive(socket, token), () =>
        {
            socket.Send("x"u8, socket.GetSocketName());
            receive(socket, default);
        })
        { Socket = socket };
    }

    private static WaitingCall SendMany(SocketEnvironment environment)
    {
        var address = SocketAddress.Parse(Family.Unix, "\0" + Guid.NewGuid());
        var receiver = new Socket(Family.Unix, SocketType.Datagram);
        receiver.Bind(address);
        Socket sender = Open(environment, SocketType.Datagram, Family.Unix);
        sender.Connect(address);
        byte[] data = new byte[1_000];
        int[] lengths = [.. Enumerable.Repeat(1, 1_000)];
        WaitingCall call = new(token => sender.SendMany(data, lengths, cancellation: token), () =>
        {
            receiver.Blocking = false;
            while (receiver.Receive(new byte[1]) is not null)
            {
            }

            sender.SendMany(data.AsSpan(0, 2), lengths.AsSpan(0, 2));
        })
        { Socket = sender };
        call.open.Add(receiver);
        return call;
    }

    /// <summary>A datagram to a queue that is full, which nothing can be polled for.</summary>
    private static WaitingCall SendTo(SocketEnvironment environment, Action<Socket, SocketAddress, CancellationToken> send)
    {
        var address = SocketAddress.Parse(Family.Unix, "\0" + Guid.NewGuid());
        var receiver = new Socket(Family.Unix, SocketType.Datagram) { Blocking = false };
        receiver.Bind(address);
        Socket sender = Open(environment, SocketType.Datagram, Family.Unix);
        sender.Blocking = false;
        while (sender.Send(new byte[1], address) is not null)
        {
        }

        sender.Blocking = true;
        WaitingCall call = new(token => send(sender, address, token), () =>
        {
            while (receiver.Receive(new byte[1]) is not null)
            {
            }

            send(sender, address, default);
        })
        { Socket = sender };
        call.open.Add(receiver);
        return call;
    }

    private static WaitingCall Selection(SocketEnvironment environment)
    {
        Socket socket = Open(environment, SocketType.Datagram);
        socket.Bind(AnyLoopbackPort);
        var selection = new Selection(environment);
        int[] ready = new int[2];
        selection.Replace([new SelectEntry(socket, Readiness.Read)], [1]);
        selection.Select(ready, 0);
        selection.Select(ready, 0); // from now on in the kernel
        WaitingCall call = new(token => selection.Select(ready, -1, token), () =>
        {
            socket.Send("x"u8, socket.GetSocketName());
            selection.Select(ready, -1);
        })
        { Socket = socket };
        call.open.Add(new Closing(selection.Close));
        return call;
    }

    private static WaitingCall PollerWait(SocketEnvironment environment)
    {
        var poller = new Poller(environment);
        Socket socket = Open(environment, SocketType.Datagram);
        socket.Bind(AnyLoopbackPort);
        poller.Add(socket, Readiness.Read, 1);
        WaitingCall call = new(token => poller.Wait(new PollerEvent[1], cancellation: token), () =>
        {
            socket.Send("x"u8, socket.GetSocketName());
            poller.Wait(new PollerEvent[1]);
        })
        { Poller = poller };
        call.open.Add(socket);
        return call;
    }

    private sealed class Closing(Action close) : IDisposable
    {
        public void Dispose() => close();
    }
}
