namespace TeaSocket.WindowsCheck;

/// <summary>Waiting for several sockets.</summary>
internal static class SelectChecks
{
    public static void Run(Tap tap)
    {
        tap.Check("select finds the ready one among 200 sockets", AmongMany);
        tap.Check("select with a timeout returns 0 when nothing gets ready", TimesOut);
        tap.Check("select with timeout 0 returns at once", Polls);
        tap.Check("select with nothing to wait for sleeps", Sleeps);
        tap.Check("select without a timeout waits until another thread has sent", WaitsForOther);
        tap.Check("select counts a socket that is ready for two things twice", CountsTwice);
        tap.Check("select finds a listener with a connection ready for reading", Listener);
        tap.Check("select does not call a hang-up ready for writing while the buffers are full", HangUp);
        tap.Check("select on a closed socket fails with EBADF", Closed);
    }

    private static void AmongMany()
    {
        Socket[] sockets = [.. Enumerable.Range(0, 200).Select(_ => Loopback.Datagram())];
        try
        {
            SelectEntry[] entries = [.. sockets.Select(socket => new SelectEntry(socket, Readiness.Read))];
            sockets[0].Send(Loopback.Bytes("x"), sockets[177].GetSocketName());
            Expect.Equal(1, Socket.Select(entries));
            Expect.Equal(177, Array.FindIndex(entries, entry => entry.Ready != Readiness.None));
            Expect.Equal(Readiness.Read, entries[177].Ready);
        }
        finally
        {
            Array.ForEach(sockets, socket => socket.Dispose());
        }
    }

    private static void TimesOut()
    {
        using Socket idle = Loopback.Datagram();
        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        Expect.Equal(0, Socket.Select([new SelectEntry(idle, Readiness.Read)], TimeSpan.FromMilliseconds(20)));
        Expect.True(System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalMilliseconds >= 20, "it has waited");
    }

    private static void Polls()
    {
        using Socket idle = Loopback.Datagram();
        Expect.Equal(0, Socket.Select([new SelectEntry(idle, Readiness.Read | Readiness.Except)], TimeSpan.Zero));
    }

    private static void Sleeps()
    {
        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        Expect.Equal(0, Socket.Select([], TimeSpan.FromMilliseconds(20)));
        Expect.True(System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalMilliseconds >= 20, "it has slept");
    }

    private static void WaitsForOther()
    {
        using Socket receiver = Loopback.Datagram();
        SocketAddress address = receiver.GetSocketName();
        var other = new Thread(() =>
        {
            using Socket sender = Loopback.Datagram();
            sender.Send(Loopback.Bytes("now"), address);
        });
        other.Start();
        Expect.Equal(Readiness.Read, Loopback.Wait(receiver, Readiness.Read));
        other.Join();
    }

    private static void CountsTwice()
    {
        var (client, accepted) = Loopback.Pair();
        using (client)
        using (accepted)
        {
            client.Send(Loopback.Bytes("x"));
            Loopback.Wait(accepted, Readiness.Read);
            SelectEntry[] entries = [new(accepted, Readiness.Read | Readiness.Write | Readiness.Except)];
            Expect.Equal(2, Socket.Select(entries));
            Expect.Equal(Readiness.Read | Readiness.Write, entries[0].Ready);
        }
    }

    private static void Listener()
    {
        using Socket listener = Loopback.Listener();
        Expect.Equal(0, Socket.Select([new SelectEntry(listener, Readiness.Read)], TimeSpan.Zero));
        using Socket client = Loopback.Stream();
        client.Connect(listener.GetSocketName());
        Expect.Equal(Readiness.Read, Loopback.Wait(listener, Readiness.Read));
    }

    private static void HangUp()
    {
        var (client, accepted) = Loopback.Pair();
        using (client)
        using (accepted)
        {
            client.Blocking = false;
            accepted.Shutdown(Direction.Send);
            Loopback.Wait(client, Readiness.Read);

            // What is on its way to the peer makes room for some time.
            byte[] chunk = new byte[1 << 20];
            int sends = 0;
            do
            {
                client.Send(chunk);
                sends++;
                Expect.True(sends < 1000, "a socket whose buffers are full is not ready for writing");
            }
            while (Socket.Select([new SelectEntry(client, Readiness.Write)], TimeSpan.FromMilliseconds(20)) != 0);
        }
    }

    private static void Closed()
    {
        Socket socket = Loopback.Datagram();
        socket.Dispose();
        Expect.Error("EBADF", () => Socket.Select([new SelectEntry(socket, Readiness.Read)], TimeSpan.Zero));
    }
}
