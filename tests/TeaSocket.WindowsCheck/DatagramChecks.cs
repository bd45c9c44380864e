namespace TeaSocket.WindowsCheck;

/// <summary>Datagrams over UDP.</summary>
internal static class DatagramChecks
{
    public static void Run(Tap tap)
    {
        tap.Check("a datagram tells its sender's address", SendersAddress);
        tap.Check("a connected datagram socket sends without an address", Connected);
        tap.Check("a datagram that is too long for the buffer is cut, and tells its sender too", Cut);
        tap.Check("an empty buffer takes a datagram", EmptyBuffer);
        tap.Check("an empty datagram arrives", EmptyDatagram);
        tap.Check("pending is at least a datagram's size, and takes nothing", Pending);
        tap.Check("a datagram that is too large fails with EMSGSIZE", TooLarge);
        tap.Check("a datagram that nobody took does not make the next receive fail", NobodyThere);
        tap.Check("a non-blocking receive and pending return null when nothing is there", WouldBlock);
    }

    private static void SendersAddress()
    {
        using Socket sender = Loopback.Datagram();
        using Socket receiver = Loopback.Datagram();
        Expect.Equal(5, sender.Send(Loopback.Bytes("hello"), receiver.GetSocketName()));
        Expect.Equal("hello", Loopback.ReceiveText(receiver));
        Expect.Equal(sender.GetSocketName().ToString(), receiver.GetPeerName().ToString());
    }

    private static void Connected()
    {
        using Socket sender = Loopback.Datagram();
        using Socket receiver = Loopback.Datagram();
        Expect.True(sender.Connect(receiver.GetSocketName()), "it connects at once");
        sender.Send(Loopback.Bytes("to the peer"));
        Expect.Equal("to the peer", Loopback.ReceiveText(receiver));
    }

    private static void Cut()
    {
        using Socket sender = Loopback.Datagram();
        using Socket receiver = Loopback.Datagram();
        sender.Send(Loopback.Bytes("too long"), receiver.GetSocketName());
        sender.Send(Loopback.Bytes("next"), receiver.GetSocketName());
        Expect.Equal("too", Loopback.ReceiveText(receiver, 3));
        Expect.Equal(sender.GetSocketName().ToString(), receiver.GetPeerName().ToString());
        Expect.Equal("next", Loopback.ReceiveText(receiver));
    }

    private static void EmptyBuffer()
    {
        using Socket sender = Loopback.Datagram();
        using Socket receiver = Loopback.Datagram();
        sender.Send(Loopback.Bytes("dropped"), receiver.GetSocketName());
        sender.Send(Loopback.Bytes("next"), receiver.GetSocketName());
        Expect.Equal(0, receiver.Receive([]));
        Expect.Equal("next", Loopback.ReceiveText(receiver));
    }

    private static void EmptyDatagram()
    {
        using Socket sender = Loopback.Datagram();
        using Socket receiver = Loopback.Datagram();
        Expect.Equal(0, sender.Send([], receiver.GetSocketName()));
        Expect.Equal("", Loopback.ReceiveText(receiver));
        Expect.Equal(sender.GetSocketName().ToString(), receiver.GetPeerName().ToString());
    }

    private static void Pending()
    {
        using Socket sender = Loopback.Datagram();
        using Socket receiver = Loopback.Datagram();
        sender.Send(new byte[1000], receiver.GetSocketName());
        Expect.True(receiver.Pending() >= 1000, "a buffer of that size holds it");
        Expect.Equal(1000, receiver.Receive(new byte[2000]));
    }

    private static void TooLarge()
    {
        using Socket sender = Loopback.Datagram();
        using Socket receiver = Loopback.Datagram();
        Expect.Error("EMSGSIZE", () => sender.Send(new byte[70_000], receiver.GetSocketName()));
    }

    private static void NobodyThere()
    {
        using Socket receiver = Loopback.Datagram();
        SocketAddress gone;
        using (Socket closed = Loopback.Datagram())
        {
            gone = closed.GetSocketName();
        }

        receiver.Send(Loopback.Bytes("into the void"), gone);
        using Socket sender = Loopback.Datagram();
        sender.Send(Loopback.Bytes("hello"), receiver.GetSocketName());
        Expect.Equal("hello", Loopback.ReceiveText(receiver));
    }

    private static void WouldBlock()
    {
        using Socket receiver = Loopback.Datagram();
        receiver.Blocking = false;
        Expect.Equal(null, receiver.Receive(new byte[10]));
        Expect.Equal(null, receiver.Pending());
    }
}
