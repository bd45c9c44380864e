using TeaSocket.Waiting;

namespace TeaSocket.WindowsCheck;

/// <summary>Calls that wait, and what ends them. The thread is seen on its way into the call before, each time a little further.</summary>
internal static class WaitChecks
{
    private const int Rounds = 10;

    private static readonly List<Socket> unread = [];

    public static void Run(Tap tap)
    {
        tap.Check("disposing ends accept", () => Ends(listener => listener.Accept(), Listener));
        tap.Check("disposing ends receive", () => Ends(socket => socket.Receive(new byte[1]), Loopback.Datagram));
        tap.Check("disposing ends pending", () => Ends(socket => socket.Pending(), Loopback.Datagram));
        tap.Check("disposing ends select", () => Ends(socket => Loopback.Wait(socket, Readiness.Read), Loopback.Datagram));
        tap.Check("disposing ends send", () => Ends(socket => socket.Send(new byte[200_000_000]), Unread));
        tap.Check("a token ends accept", () => Cancels((listener, token) => listener.Accept(token), Listener));
        tap.Check("a token ends receive, and nothing is lost", ReceivesAfterwards);
        tap.Check("a token ends select", () => Cancels((socket, token) => Socket.Select([new(socket, Readiness.Read)], cancellation: token), Loopback.Datagram));
        tap.Check("disposing ends a poller's wait, waking returns it", WakesPoller);
        tap.Check("disposing an environment ends its waits", EndsEnvironment);
        tap.Check("a wait is ended when its environment says so", Asks);
        tap.Check("a timeout of the socket passes with ETIMEDOUT", TimesOut);
    }

    private static Socket Unread()
    {
        (Socket client, Socket accepted) = Loopback.Pair();
        unread.Add(accepted);
        return client;
    }

    private static Socket Listener() => Loopback.Listener();

    private static void Ends(Action<Socket> call, Func<Socket> open)
    {
        var codes = new HashSet<string>();
        for (int round = 0; round < Rounds; round++)
        {
            Socket socket = open();
            Task waiting = InThread(() => call(socket));
            Follow(round);
            socket.Dispose();
            codes.Add(Expect.Failure<SocketException>(waiting).Code);
        }

        codes.Remove("EBADF"); // of a thread that has not looked yet whether the socket is closed
        Expect.Equal("ECANCELED", string.Join(", ", codes));
    }

    private static void Cancels(Action<Socket, CancellationToken> call, Func<Socket> open)
    {
        for (int round = 0; round < Rounds; round++)
        {
            using Socket socket = open();
            using var source = new CancellationTokenSource();
            Task waiting = InThread(() => call(socket, source.Token));
            Follow(round);
            source.Cancel();
            Expect.Equal(source.Token, Expect.Failure<OperationCanceledException>(waiting).CancellationToken);
        }
    }

    private static void ReceivesAfterwards()
    {
        using Socket socket = Loopback.Datagram();
        Cancels((_, token) => socket.Receive(new byte[1], token), Loopback.Datagram);
        socket.Send(Loopback.Bytes("x"), socket.GetSocketName());
        Expect.Equal("x", Loopback.ReceiveText(socket));
    }

    private static void WakesPoller()
    {
        var poller = new Poller();
        using Socket idle = Loopback.Datagram();
        poller.Add(idle, Readiness.Read, 1);
        Task waiting = InThread(() => poller.Wait(new PollerEvent[1]));
        Follow();
        poller.Wake();
        waiting.GetAwaiter().GetResult();
        waiting = InThread(() => poller.Wait(new PollerEvent[1]));
        Follow();
        poller.Dispose();
        Expect.Equal("ECANCELED", Expect.Failure<SocketException>(waiting).Code);
    }

    private static void EndsEnvironment()
    {
        var environment = new SocketEnvironment();
        using var socket = new Socket(Family.Inet, SocketType.Datagram, environment: environment);
        socket.Bind(Loopback.Any);
        Task waiting = InThread(() => socket.Receive(new byte[1]));
        Follow();
        environment.Dispose();
        Expect.Equal("ECANCELED", Expect.Failure<SocketException>(waiting).Code);
    }

    private static void Asks()
    {
        int asked = 0;
        using var environment = new SocketEnvironment { ShouldEnd = () => ++asked == 2 };
        using var socket = new Socket(Family.Inet, SocketType.Datagram, environment: environment);
        socket.Bind(Loopback.Any);
        Expect.Error("ECANCELED", () => socket.Receive(new byte[1]));
        Expect.Equal(2, asked);
    }

    private static void TimesOut()
    {
        using Socket socket = Loopback.Datagram();
        socket.SetOption(Loopback.Constants.SO_RCVTIMEO, 200);
        Expect.Error("ETIMEDOUT", () => socket.Receive(new byte[1]));
    }

    /// <summary>Looks on until a thread is inside a call, and for a moment longer.</summary>
    private static void Follow(int round = Rounds)
    {
        while (!IsAnyInside())
        {
            Thread.Yield();
        }

        Thread.SpinWait(round * 1_000);
    }

    private static bool IsAnyInside()
    {
        foreach (CallingThread thread in CallingThreads.All)
        {
            if (thread.Inside is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static Task InThread(Action action) => Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
