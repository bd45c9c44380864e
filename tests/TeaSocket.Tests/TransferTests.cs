using CsCheck;
using Xunit;
using static TeaSocket.Tests.SocketPairs;

namespace TeaSocket.Tests;

/// <summary>Sending and receiving.</summary>
public sealed class TransferTests
{
    [Fact]
    public void BytesArriveAsTheyWereSent()
    {
        var (client, server) = Tcp();
        using (client)
        using (server)
        {
            Gen.Byte.Array[0, 2000].Sample(
                data =>
                {
                    Assert.Equal(data.Length, client.Send(data));
                    byte[] received = new byte[data.Length];
                    for (int at = 0; at < received.Length; at += server.Receive(received.AsSpan(at))!.Value)
                    {
                    }

                    Assert.Equal(data, received);
                },
                iter: 200,
                threads: 1);
        }
    }

    [Fact]
    public async Task ABlockingSendGoesOnUntilAllIsTaken()
    {
        var (client, server) = Tcp();
        using (client)
        using (server)
        {
            byte[] data = new byte[20_000_000];
            Task<long> drained = Task.Run(() => Drain(server));
            Assert.Equal(data.Length, client.Send(data));
            client.Shutdown(Direction.Send);
            Assert.Equal(data.Length, await drained);
        }
    }

    [Fact]
    public void ANonBlockingStreamTakesAPartAndThenNothing()
    {
        var (client, server) = Tcp();
        using (client)
        using (server)
        {
            client.Blocking = false;
            byte[] data = new byte[1_000_000];
            long taken = 0;
            bool sawPart = false;
            while (client.Send(data) is { } sent)
            {
                sawPart |= sent < data.Length;
                taken += sent;
            }

            Assert.True(sawPart);
            client.Shutdown(Direction.Send);
            Assert.Equal(taken, Drain(server));
        }
    }

    [Fact]
    public void ADatagramIsWholeCutOrEmpty()
    {
        using Socket receiver = Udp();
        using Socket sender = Udp();
        SocketAddress to = receiver.GetSocketName();
        byte[] buffer = new byte[4];
        Assert.Equal(6, sender.Send("longer"u8, to));
        Assert.Equal(0, sender.Send([], to));
        Assert.Equal(2, sender.Send("ok"u8, to));
        Assert.Equal(4, receiver.Receive(buffer));
        Assert.Equal("long"u8, buffer);
        Assert.Equal(0, receiver.Receive(buffer));
        Assert.Equal(2, receiver.Receive(buffer));
    }

    [Fact]
    public void ADatagramThatIsTooLargeThrowsEmsgsize()
    {
        using Socket socket = Udp();
        var error = Assert.Throws<SocketException>(() => socket.Send(new byte[65_600], socket.GetSocketName()));
        Assert.Equal("EMSGSIZE", error.Code);
        Assert.Equal(0, error.BytesSent);
    }

    [Fact]
    public void AFailedBlockingSendSaysHowMuchWasTaken()
    {
        var (client, server) = Tcp();
        using (client)
        using (server)
        {
            // SO_SNDTIMEO of 50 ms: the system takes what fits, then gives up.
            byte[] timeout = new byte[16];
            BitConverter.TryWriteBytes(timeout.AsSpan(8), 50_000L);
            client.SetOption(Platform.SystemCalls.Current.Constants.SO_SNDTIMEO, timeout);
            var error = Assert.Throws<SocketException>(() => client.Send(new byte[50_000_000]));
            Assert.Equal("ETIMEDOUT", error.Code);
            client.Shutdown(Direction.Send);
            Assert.Equal(error.BytesSent, Drain(server));
        }
    }

    [Fact]
    public void SendingToAClosedPeerThrowsAndTheProcessLives()
    {
        var (client, server) = Tcp();
        using (client)
        {
            server.Dispose();
            SocketException? error = null;
            for (int i = 0; i < 1000 && error is null; i++)
            {
                error = Record.Exception(() => client.Send(new byte[1000])) as SocketException;
            }

            Assert.True(error?.Code is "EPIPE" or "ECONNRESET", error?.Code);
        }
    }

    [Fact]
    public void ReceiveIsNullWhenItWouldBlockAndZeroAtTheEnd()
    {
        var (client, server) = Tcp();
        using (server)
        {
            server.Blocking = false;
            Assert.Null(server.Receive(new byte[1]));
            client.Dispose();
            Socket.Select([new SelectEntry(server, Readiness.Read)]);
            Assert.Equal(0, server.Receive(new byte[1]));
        }
    }

    [Fact]
    public void ReceivingWithATimeoutOfTheSystemThrowsAndIsNotWouldBlock()
    {
        using Socket socket = Udp();
        byte[] timeout = new byte[16];
        BitConverter.TryWriteBytes(timeout.AsSpan(8), 1_000L);
        socket.SetOption(Platform.SystemCalls.Current.Constants.SO_RCVTIMEO, timeout);
        Assert.Equal("ETIMEDOUT", Assert.Throws<SocketException>(() => socket.Receive(new byte[1])).Code);
    }

    [Fact]
    public void PendingTellsWhatReceiveCouldReturnAndTakesNothing()
    {
        var (client, server) = Tcp();
        using Socket udp = Udp();
        using (client)
        using (server)
        {
            client.Send(new byte[70_000]);
            while (server.Pending() < 70_000)
            {
            }

            client.Dispose();
            Assert.Equal(70_000, Drain(server));
            Assert.Equal(0, server.Pending());
            udp.Send(new byte[3000], udp.GetSocketName());
            udp.Send(new byte[5], udp.GetSocketName());
            Assert.Equal(3000, udp.Pending());
            Assert.Equal(3000, udp.Receive(new byte[9000]));
            Assert.Equal(5, udp.Pending());
            udp.Receive(new byte[9]);
            udp.Blocking = false;
            Assert.Null(udp.Pending());
        }
    }

    [Fact]
    public void UnixDatagramsWithoutANameHaveAnUnnamedSender()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no Unix datagram sockets");
        DirectoryInfo directory = Directory.CreateTempSubdirectory("tea");
        try
        {
            SocketAddress path = SocketAddress.Parse(Family.Unix, Path.Combine(directory.FullName, "s"));
            using var receiver = new Socket(Family.Unix, SocketType.Datagram);
            using var sender = new Socket(Family.Unix, SocketType.Datagram);
            receiver.Bind(path);
            Assert.Equal(2, sender.Send("hi"u8, path));
            Assert.Equal(2, receiver.Receive(new byte[9]));
            Assert.Equal("", receiver.GetPeerName().Host);
            Assert.Equal(path.Host, receiver.GetSocketName().Host);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static long Drain(Socket socket)
    {
        byte[] buffer = new byte[65_536];
        long total = 0;
        while (socket.Receive(buffer) is > 0 and int received)
        {
            total += received;
        }

        return total;
    }
}
