namespace TeaSocket.WindowsCheck;

/// <summary>Connects that fail, and connects that do not wait.</summary>
internal static class ConnectChecks
{
    public static void Run(Tap tap)
    {
        tap.Check("a refused connect fails with ECONNREFUSED and the address", Refused);
        tap.Check("a non-blocking connect gets ready for writing with SO_ERROR 0, and asked again it is connected", NonBlocking);
        tap.Check("a refused non-blocking connect gets ready for writing, and SO_ERROR says ECONNREFUSED", NonBlockingRefused);
        tap.Check("a refused non-blocking connect is found among sockets that are always ready", RefusedAmongReady);
        tap.Check("connecting a connected stream fails with EISCONN", Connected);
        tap.Check("a stream that is not connected has no peer: ENOTCONN", NotConnected);
    }

    private static void Refused()
    {
        using Socket refusing = Loopback.Refusing();
        using Socket client = Loopback.Stream();
        SocketAddress address = refusing.GetSocketName();
        SocketException error = Expect.Error("ECONNREFUSED", () => client.Connect(address));
        Expect.Equal(address, error.Address);
        Expect.True(error.ErrorNumber < 0, "the error's number is negated");
    }

    private static void NonBlocking()
    {
        using Socket listener = Loopback.Listener();
        using Socket client = Loopback.Stream();
        client.Blocking = false;
        client.Connect(listener.GetSocketName());
        Expect.Equal(Readiness.Write, Loopback.Wait(client, Readiness.Write));
        Expect.Equal(0, client.GetOption(Loopback.Constants.SO_ERROR));
        Expect.True(client.Connect(listener.GetSocketName()), "it is connected");
    }

    private static void NonBlockingRefused()
    {
        using Socket refusing = Loopback.Refusing();
        using Socket client = Loopback.Stream();
        client.Blocking = false;
        Expect.Equal(false, client.Connect(refusing.GetSocketName()));
        Expect.Equal(Readiness.Write, Loopback.Wait(client, Readiness.Write));
        Expect.Equal("ECONNREFUSED", Loopback.NameOf(client.GetOption(Loopback.Constants.SO_ERROR)));
    }

    private static void RefusedAmongReady()
    {
        using Socket refusing = Loopback.Refusing();
        using Socket ready = Loopback.Datagram();
        using Socket client = Loopback.Stream();
        client.Blocking = false;
        client.Connect(refusing.GetSocketName());
        SelectEntry[] entries = [new(ready, Readiness.Write), new(client, Readiness.Write)];
        while (entries[1].Ready == Readiness.None)
        {
            Expect.True(Socket.Select(entries) > 0, "one of them is ready");
        }

        Expect.Equal("ECONNREFUSED", Loopback.NameOf(client.GetOption(Loopback.Constants.SO_ERROR)));
    }

    private static void Connected()
    {
        using Socket listener = Loopback.Listener();
        using Socket client = Loopback.Stream();
        client.Connect(listener.GetSocketName());
        Expect.Error("EISCONN", () => client.Connect(listener.GetSocketName()));
    }

    private static void NotConnected()
    {
        using Socket client = Loopback.Stream();
        Expect.Error("ENOTCONN", () => client.GetPeerName());
        Expect.Error("ENOTCONN", () => client.Shutdown(Direction.Send));
    }
}
