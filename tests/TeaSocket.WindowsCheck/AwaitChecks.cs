namespace TeaSocket.WindowsCheck;

/// <summary>Calls that are awaited, where the loop polls, and where only the blocking mode keeps a call from waiting.</summary>
internal static class AwaitChecks
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(50);

    public static void Run(Tap tap)
    {
        Both(tap, "connecting, accepting, sending and receiving are awaited", (environment, run) => run(() => Talk(environment)));
        Both(tap, "a large send goes on until all is sent, on a blocking socket, too", (environment, run) => run(() => SendMuch(environment)));
        Both(tap, "datagrams are awaited with their senders, one by one and many", (environment, run) => run(() => Datagrams(environment)));
        Both(tap, "a refused connect fails, and closes the socket", (environment, run) => run(() => Refused(environment)));
        Both(tap, "while calls are awaited others fail with EBUSY", (environment, run) => run(() => Busy(environment)));
        Both(tap, "tokens and closing end what is awaited", (environment, run) => run(() => Ends(environment)));
        Both(tap, "a poller is awaited", (environment, run) => run(() => PollerWaits(environment)));
        Both(tap, "many sockets are awaited at once", (environment, run) => run(() => Many(environment)));
        Both(tap, "a forgotten socket of which nothing is awaited is collected", Forgets);
        tap.Check("disposing an environment ends what is awaited in it, and its loop's thread", DisposesEnvironment);
    }

    /// <summary>Checks something in a loop that is driven, and in one with a thread.</summary>
    private static void Both(Tap tap, string name, Action<SocketEnvironment, Action<Func<Task>>> check)
    {
        tap.Check(name + ", in a loop that is driven", () =>
        {
            using var loop = new SocketLoop();
            using var environment = new SocketEnvironment { Loop = loop };
            Expect.Equal((nint)(-1), loop.Descriptor);
            check(environment, body => Drive(loop, body()));
        });
        tap.Check(name + ", in a loop with a thread", () =>
        {
            using var environment = new SocketEnvironment();
            check(environment, body => body().GetAwaiter().GetResult());
        });
    }

    private static void Drive(SocketLoop loop, Task task)
    {
        _ = task.ContinueWith(_ => loop.Wake(), TaskScheduler.Default);
        while (!task.IsCompleted)
        {
            loop.RunOnce(patience);
        }

        task.GetAwaiter().GetResult();
    }

    private static async Task Talk(SocketEnvironment environment)
    {
        using Socket listener = Listener(environment);
        ValueTask<Socket> accepting = listener.AcceptAsync();
        Expect.True(!accepting.IsCompleted, "nobody connects yet");
        foreach (bool blocks in new[] { true, false })
        {
            using Socket client = Stream(environment);
            client.Blocking = blocks;
            await client.ConnectAsync(listener.GetSocketName());
            using Socket server = await (blocks ? accepting : listener.AcceptAsync());
            byte[] buffer = new byte[10];
            ValueTask<int> receiving = server.ReceiveAsync(buffer);
            Expect.True(!receiving.IsCompleted, "nothing is sent yet");
            Expect.Equal(5, await client.SendAsync(Loopback.Bytes("hello")));
            Expect.Equal(5, await receiving);
            ValueTask readable = client.ReadableAsync();
            Expect.Equal(2, await server.SendAsync(Loopback.Bytes("ok")));
            await readable;
            await client.WritableAsync();
            Expect.Equal(2, await client.ReceiveAsync(buffer));
            client.Shutdown(Direction.Send);
            Expect.Equal(0, await server.ReceiveAsync(buffer));
            Expect.Equal(blocks, client.Blocking);
        }
    }

    private static async Task SendMuch(SocketEnvironment environment)
    {
        (Socket client, Socket server) = Connected(environment);
        byte[] data = new byte[30_000_000];
        new Random(1).NextBytes(data);
        ValueTask<int> sending = client.SendAsync(data);
        ValueTask<int> behind = client.SendAsync(Loopback.Bytes("!"));
        byte[] got = new byte[data.Length + 1];
        for (int received = 0; received < got.Length;)
        {
            received += await server.ReceiveAsync(got.AsMemory(received));
        }

        Expect.Equal(data.Length, await sending);
        Expect.Equal(1, await behind);
        Expect.True(got.AsSpan(0, data.Length).SequenceEqual(data) && got[^1] == '!', "what was sent has come");
    }

    private static async Task Datagrams(SocketEnvironment environment)
    {
        using Socket sender = Datagram(environment);
        using Socket receiver = Datagram(environment);
        ValueTask<(int Received, SocketAddress? From)> receiving = receiver.ReceiveFromAsync(new byte[10]);
        Expect.True(!receiving.IsCompleted, "nothing is sent yet");
        Expect.Equal(1, await sender.SendAsync(Loopback.Bytes("x"), receiver.GetSocketName()));
        (int received, SocketAddress? from) = await receiving;
        Expect.Equal((1, sender.GetSocketName().ToString()), (received, from!.ToString()));
        int[] lengths = new int[3];
        ValueTask<int> many = receiver.ReceiveManyAsync(new byte[30], lengths);
        Expect.Equal(3, await sender.SendManyAsync(Loopback.Bytes("onetwo3"), new[] { 3, 3, 1 }, receiver.GetSocketName()));
        int count = await many;
        while (count < 3)
        {
            count += await receiver.ReceiveManyAsync(new byte[30], lengths.AsMemory(count));
        }

        Expect.Equal("3,3,1", string.Join(',', lengths));
    }

    private static async Task Refused(SocketEnvironment environment)
    {
        using Socket refusing = Loopback.Refusing();
        Socket client = Stream(environment);
        Expect.Equal("ECONNREFUSED", await CodeOf(client.ConnectAsync(refusing.GetSocketName())));
        Expect.Equal((nint)(-1), client.Descriptor);
    }

    private static async Task Busy(SocketEnvironment environment)
    {
        using Socket socket = Datagram(environment);
        ValueTask<int> receiving = socket.ReceiveAsync(new byte[1]);
        Expect.Error("EBUSY", () => socket.Receive(new byte[1]));
        socket.Send(Loopback.Bytes("x"), socket.GetSocketName());
        Expect.Equal(1, await receiving);
        socket.Send(Loopback.Bytes("y"), socket.GetSocketName());
        Expect.Equal("y", Loopback.ReceiveText(socket));
    }

    private static async Task Ends(SocketEnvironment environment)
    {
        Socket socket = Datagram(environment);
        using var source = new CancellationTokenSource();
        ValueTask<int> receiving = socket.ReceiveAsync(new byte[1], source.Token);
        await source.CancelAsync();
        Expect.Equal("canceled", await CodeOf(receiving));
        receiving = socket.ReceiveAsync(new byte[1]);
        socket.Dispose();
        Expect.Equal("ECANCELED", await CodeOf(receiving));
    }

    private static async Task PollerWaits(SocketEnvironment environment)
    {
        using var poller = new Poller(environment);
        using Socket socket = Datagram(environment);
        poller.Add(socket, Readiness.Read, 7);
        var events = new PollerEvent[2];
        ValueTask<int> waiting = poller.WaitAsync(events);
        Expect.True(!waiting.IsCompleted, "nothing is there yet");
        socket.Send(Loopback.Bytes("x"), socket.GetSocketName());
        Expect.Equal(1, await waiting);
        Expect.Equal(new PollerEvent(7, Readiness.Read), events[0]);
        Loopback.ReceiveText(socket);
        waiting = poller.WaitAsync(events);
        poller.Wake();
        Expect.Equal(0, await waiting);
    }

    private static async Task Many(SocketEnvironment environment)
    {
        Socket[] sockets = [.. Enumerable.Range(0, 40).Select(_ => Datagram(environment))];
        for (int round = 0; round < 3; round++)
        {
            Task<int>[] receiving = [.. sockets.Select(socket => socket.ReceiveAsync(new byte[1]).AsTask())];
            Array.ForEach(sockets, socket => socket.Send(Loopback.Bytes("x"), socket.GetSocketName()));
            foreach (Task<int> task in receiving)
            {
                Expect.Equal(1, await task);
            }
        }
    }

    private static void Forgets(SocketEnvironment environment, Action<Func<Task>> run)
    {
        WeakReference forgotten = null!;
        run(async () =>
        {
            forgotten = await AwaitOnce(environment);
            await Talk(environment); // the loop waits for others meanwhile
        });
        while (forgotten.IsAlive)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    private static async Task<WeakReference> AwaitOnce(SocketEnvironment environment)
    {
        Socket socket = Datagram(environment);
        ValueTask<int> receiving = socket.ReceiveAsync(new byte[1]);
        socket.Send(Loopback.Bytes("x"), socket.GetSocketName());
        Expect.Equal(1, await receiving);
        return new WeakReference(socket.Handle);
    }

    private static void DisposesEnvironment()
    {
        var environment = new SocketEnvironment();
        ValueTask<int> receiving = Datagram(environment).ReceiveAsync(new byte[1]);
        environment.Dispose();
        Expect.Equal("ECANCELED", Expect.Failure<SocketException>(receiving.AsTask()).Code);
    }

    private static async Task<string> CodeOf(ValueTask call)
    {
        try
        {
            await call;
            return "none";
        }
        catch (SocketException e)
        {
            return e.Code;
        }
    }

    private static async Task<string> CodeOf(ValueTask<int> call)
    {
        try
        {
            return $"{await call}";
        }
        catch (SocketException e)
        {
            return e.Code;
        }
        catch (OperationCanceledException)
        {
            return "canceled";
        }
    }

    private static Socket Stream(SocketEnvironment environment) => new(Family.Inet, SocketType.Stream, environment: environment);

    private static Socket Listener(SocketEnvironment environment)
    {
        Socket listener = Stream(environment);
        listener.Bind(Loopback.Any);
        listener.Listen();
        return listener;
    }

    private static Socket Datagram(SocketEnvironment environment)
    {
        var socket = new Socket(Family.Inet, SocketType.Datagram, environment: environment);
        socket.Bind(Loopback.Any);
        return socket;
    }

    private static (Socket Client, Socket Server) Connected(SocketEnvironment environment)
    {
        using Socket listener = Listener(environment);
        Socket client = Stream(environment);
        client.Connect(listener.GetSocketName());
        return (client, listener.Accept()!);
    }
}
