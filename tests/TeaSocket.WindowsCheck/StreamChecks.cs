namespace TeaSocket.WindowsCheck;

/// <summary>Streams: connecting, accepting, sending, receiving.</summary>
internal static class StreamChecks
{
    public static void Run(Tap tap)
    {
        tap.Check("a connection carries bytes both ways", BothWays);
        tap.Check("a connection's ends name each other", EndsNameEachOther);
        tap.Check("receive returns what is queued, then 0 at the end of the stream", EndOfStream);
        tap.Check("receive returns 0 after shutting down reception", EndAfterShutdown);
        tap.Check("send fails with EPIPE after shutting down sending", PipeAfterShutdown);
        tap.Check("sending to a peer that has closed fails sooner or later", PeerGone);
        tap.Check("pending tells what a stream has queued and takes nothing", Pending);
        tap.Check("binding to port 0 takes a free port", FreePort);
        tap.Check("binding to a port in use fails with EADDRINUSE", PortInUse);
        tap.Check("a socket that is not bound has the unspecified address", UnspecifiedAddress);
        tap.Check("listening on a socket that is not bound takes a free port", ListenUnbound);
        tap.Check("a non-blocking accept returns null when nobody waits", AcceptWouldBlock);
        tap.Check("a non-blocking receive and pending return null when nothing is there", ReceiveWouldBlock);
        tap.Check("a non-blocking send takes a part or returns null when the peer does not receive", SendWouldBlock);
        tap.Check("a socket accepted by a non-blocking listener blocks: 16 MiB are sent whole", AcceptedSocketBlocks);
        tap.Check("IPv6: a connection carries bytes", Inet6);
        tap.Check("PF_UNIX: a connection carries bytes", Unix);
    }

    private static void BothWays()
    {
        var (client, accepted) = Loopback.Pair();
        using (client)
        using (accepted)
        {
            Echo(client, accepted);
        }
    }

    private static void Echo(Socket client, Socket accepted)
    {
        Expect.Equal(5, client.Send(Loopback.Bytes("there")));
        Expect.Equal("there", Loopback.ReceiveText(accepted));
        Expect.Equal(4, accepted.Send(Loopback.Bytes("back")));
        Expect.Equal("back", Loopback.ReceiveText(client));
    }

    private static void EndsNameEachOther()
    {
        var (client, accepted) = Loopback.Pair();
        using (client)
        using (accepted)
        {
            Expect.Equal(client.GetSocketName().ToString(), accepted.GetPeerName().ToString());
            Expect.Equal(accepted.GetSocketName().ToString(), client.GetPeerName().ToString());
            Expect.Equal("127.0.0.1", client.GetSocketName().Host);
        }
    }

    private static void EndOfStream()
    {
        var (client, accepted) = Loopback.Pair();
        using (accepted)
        {
            client.Send(Loopback.Bytes("last words"));
            client.Dispose();
            Expect.Equal("last words", Loopback.ReceiveText(accepted));
            Expect.Equal(0, accepted.Pending());
            Expect.Equal(0, accepted.Receive(new byte[10]));
            Expect.Equal(Readiness.Read, Loopback.Wait(accepted, Readiness.Read));
        }
    }

    private static void EndAfterShutdown()
    {
        var (client, accepted) = Loopback.Pair();
        using (client)
        using (accepted)
        {
            client.Shutdown(Direction.Receive);
            Expect.Equal(0, client.Receive(new byte[10]));
        }
    }

    private static void PipeAfterShutdown()
    {
        var (client, accepted) = Loopback.Pair();
        using (client)
        using (accepted)
        {
            client.Shutdown(Direction.Send);
            Expect.Error("EPIPE", () => client.Send([1]));
        }
    }

    private static void PeerGone()
    {
        var (client, accepted) = Loopback.Pair();
        using (client)
        {
            accepted.Dispose();
            int sends = 0;
            try
            {
                while (sends < 1_000_000)
                {
                    client.Send([1]);
                    sends++;
                }
            }
            catch (SocketException error)
            {
                Expect.True(error.Code is "EPIPE" or "ECONNRESET" or "ECONNABORTED", $"'{error.Code}' says that the peer has gone");
                return;
            }

            throw new FailedException("nothing failed");
        }
    }

    private static void Pending()
    {
        var (client, accepted) = Loopback.Pair();
        using (client)
        using (accepted)
        {
            client.Send(Loopback.Bytes("waiting"));
            Expect.Equal(7, accepted.Pending());
            Expect.Equal("waiting", Loopback.ReceiveText(accepted));
        }
    }

    private static void FreePort()
    {
        using Socket first = Loopback.Listener();
        using Socket second = Loopback.Listener();
        Expect.True(first.GetSocketName().Port > 0, "there is a port");
        Expect.True(first.GetSocketName().Port != second.GetSocketName().Port, "the ports differ");
    }

    private static void PortInUse()
    {
        using Socket first = Loopback.Listener();
        using Socket second = Loopback.Stream();
        SocketAddress taken = first.GetSocketName();
        SocketException error = Expect.Error("EADDRINUSE", () => second.Bind(taken));
        Expect.Equal(taken, error.Address);
        Expect.Equal("bind", error.SystemCall);
    }

    private static void UnspecifiedAddress()
    {
        using Socket socket = Loopback.Stream();
        Expect.Equal("0.0.0.0:0", socket.GetSocketName().ToString());
    }

    private static void ListenUnbound()
    {
        using Socket listener = Loopback.Stream();
        listener.Listen();
        using Socket client = Loopback.Stream();
        client.Connect(SocketAddress.Parse(Family.Inet, "127.0.0.1", listener.GetSocketName().Port));
        using Socket accepted = listener.Accept()!;
        Echo(client, accepted);
    }

    private static void AcceptWouldBlock()
    {
        using Socket listener = Loopback.Listener();
        listener.Blocking = false;
        Expect.Equal(null, listener.Accept());
    }

    private static void ReceiveWouldBlock()
    {
        var (client, accepted) = Loopback.Pair();
        using (client)
        using (accepted)
        {
            client.Blocking = false;
            Expect.Equal(null, client.Receive(new byte[10]));
            Expect.Equal(null, client.Pending());
        }
    }

    private static void SendWouldBlock()
    {
        var (client, accepted) = Loopback.Pair();
        using (client)
        using (accepted)
        {
            client.Blocking = false;
            byte[] chunk = new byte[1 << 20];
            int sends = 0;
            while (client.Send(chunk) is not null)
            {
                sends++;
                Expect.True(sends < 1000, "no system queues a gigabyte");
            }

            Expect.True(sends > 0, "the buffers take something");
        }
    }

    private static void AcceptedSocketBlocks()
    {
        const int size = 16 << 20;
        using Socket listener = Loopback.Listener();
        listener.Blocking = false;
        using Socket client = Loopback.Stream();
        client.Connect(listener.GetSocketName());
        Loopback.Wait(listener, Readiness.Read);
        using Socket accepted = listener.Accept()!;

        // One that did not block would find the buffers full sooner or later, and fail.
        Task<long> received = Task.Run(() => Drain(client));
        byte[] chunk = new byte[1 << 16];
        for (int sent = 0; sent < size; sent += chunk.Length)
        {
            Expect.Equal(chunk.Length, accepted.Send(chunk));
        }

        accepted.Shutdown(Direction.Send);
        Expect.Equal(size, received.Result);
    }

    private static long Drain(Socket socket)
    {
        byte[] buffer = new byte[1 << 16];
        long total = 0;
        while (socket.Receive(buffer) is > 0 and int received)
        {
            total += received;
        }

        return total;
    }

    private static void Inet6()
    {
        (Socket Client, Socket Accepted) pair;
        try
        {
            pair = Loopback.Pair(Loopback.Any6);
        }
        catch (SocketException error)
        {
            throw new SkippedException($"no IPv6 loopback here: {error.Message}");
        }

        using (pair.Client)
        using (pair.Accepted)
        {
            Echo(pair.Client, pair.Accepted);
            Expect.Equal("::1", pair.Client.GetPeerName().Host);
            Expect.Equal(pair.Client.GetSocketName().ToString(), pair.Accepted.GetPeerName().ToString());
        }
    }

    private static void Unix()
    {
        try
        {
            new Socket(Family.Unix, SocketType.Stream).Dispose();
        }
        catch (SocketException error)
        {
            throw new SkippedException($"no Unix sockets here: {error.Message}");
        }

        DirectoryInfo directory = Directory.CreateTempSubdirectory("teasocket");
        try
        {
            SocketAddress path = SocketAddress.Parse(Family.Unix, Path.Combine(directory.FullName, "s"));
            var (client, accepted) = Loopback.Pair(path);
            using (client)
            using (accepted)
            {
                Echo(client, accepted);
                Expect.Equal(path.Host, client.GetPeerName().Host);
                Expect.Equal("", accepted.GetPeerName().Host);
            }
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
