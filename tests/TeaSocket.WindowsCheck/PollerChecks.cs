namespace TeaSocket.WindowsCheck;

/// <summary>Waiting for many sockets again and again, and many datagrams at once: what Windows has no call for.</summary>
internal static class PollerChecks
{
    public static void Run(Tap tap)
    {
        tap.Check("a poller tells what is ready by its tag, again and again", Tells);
        tap.Check("a closed socket leaves its poller", Leaves);
        tap.Check("adding twice fails with EEXIST, what is not there with ENOENT", Mistakes);
        tap.Check("many datagrams are sent and received, with their senders", Batches);
        tap.Check("receiving many returns null when nothing is there", NothingThere);
    }

    private static void Tells()
    {
        using var poller = new Poller();
        using Socket idle = Loopback.Datagram();
        using Socket ready = Loopback.Datagram();
        ready.Send(Loopback.Bytes("x"), ready.GetSocketName());
        poller.Add(idle, Readiness.Read, 1);
        poller.Add(ready, Readiness.Read | Readiness.Write, 2);
        var events = new PollerEvent[3];
        for (int round = 0; round < 2; round++)
        {
            Expect.Equal(1, poller.Wait(events));
            Expect.Equal(new PollerEvent(2, Readiness.Read | Readiness.Write), events[0]);
        }

        poller.Modify(idle, Readiness.Write, 3);
        Expect.Equal(2, poller.Wait(events));
        poller.Remove(ready);
        Expect.Equal(1, poller.Wait(events));
        Expect.Equal(3L, events[0].Tag);
    }

    private static void Leaves()
    {
        using var poller = new Poller();
        Socket closed = Loopback.Datagram();
        poller.Add(closed, Readiness.Write, 1);
        closed.Dispose();
        Expect.Equal(0, poller.Count);
        Expect.Equal(0, poller.Wait(new PollerEvent[1], TimeSpan.Zero));
    }

    private static void Mistakes()
    {
        using var poller = new Poller();
        using Socket socket = Loopback.Datagram();
        Expect.Error("ENOENT", () => poller.Remove(socket));
        poller.Add(socket, Readiness.Read, 1);
        Expect.Error("EEXIST", () => poller.Add(socket, Readiness.Read, 1));
    }

    private static void Batches()
    {
        using Socket sender = Loopback.Datagram();
        using Socket receiver = Loopback.Datagram();
        Expect.Equal(3, sender.SendMany(Loopback.Bytes("onetwo3"), [3, 3, 1], receiver.GetSocketName()));
        int[] lengths = new int[5];
        var senders = new SocketAddress[5];
        int received = 0;
        while (received < 3)
        {
            received += receiver.ReceiveMany(new byte[50], lengths.AsSpan(received), senders.AsSpan(received))!.Value;
        }

        Expect.Equal("3,3,1", string.Join(',', lengths[..3]));
        Expect.Equal(sender.GetSocketName().ToString(), senders[2].ToString());
    }

    private static void NothingThere()
    {
        using Socket socket = Loopback.Datagram();
        socket.Blocking = false;
        Expect.True(socket.ReceiveMany(new byte[10], new int[1]) is null, "nothing is there");
    }
}
