using TeaSocket.Messages;
using Xunit;
using static TeaSocket.Tests.SocketPairs;

namespace TeaSocket.Tests;

/// <summary>Messages with control data. What each kind means is in the conformance suite, which scripts run.</summary>
public sealed class MessageTests
{
    private static Platform.MessageNumbers Numbers => Platform.SystemCalls.Current.Constants.Messages;

    [Fact]
    public void BytesAreGatheredAndScattered()
    {
        (Socket client, Socket server) = Tcp();
        using (client)
        using (server)
        {
            byte[] all = [.. Enumerable.Range(0, 200).Select(i => (byte)i)];
            Assert.Equal(200, client.SendMessage([all.AsMemory(0, 50), Memory<byte>.Empty, all.AsMemory(50)], new OutgoingMessage()));
            byte[] first = new byte[20], second = new byte[300];
            using ReceivedMessage message = server.ReceiveMessage([first, second])!;
            Assert.Equal((200, false, false, null), (message.Length, message.IsTruncated, message.IsControlTruncated, message.From));
            byte[] got = [.. first, .. second[..180]];
            Assert.Equal(all, got);
        }
    }

    [Fact]
    public async Task ABlockingStreamGoesOnUntilAllRangesAreSent()
    {
        (Socket client, Socket server) = Tcp();
        using (client)
        using (server)
        {
            byte[] part = new byte[3_000_001];
            Random.Shared.NextBytes(part);
            Task<int?> sending = Task.Run(() => client.SendMessage([part, part, part], new OutgoingMessage()));
            byte[] got = new byte[3 * part.Length];
            for (int length = 0; length < got.Length;)
            {
                length += server.ReceiveMessage(got.AsSpan(length))!.Length;
            }

            Assert.Equal(got.Length, await sending);
            Assert.Equal<byte>([.. part, .. part, .. part], got);
        }
    }

    [Fact]
    public void WhatIsReceivedOfAnInternetSocketHasItsNames()
    {
        using Socket socket = Udp();
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the options' numbers are Linux's");
        foreach (int option in new[] { Numbers.IP_RECVTTL, Numbers.IP_RECVTOS, Numbers.IP_PKTINFO })
        {
            socket.SetOption(option, 1, Numbers.IPPROTO_IP);
        }

        socket.SetOption(Numbers.SCM_TIMESTAMPNS, 1);
        var sent = new OutgoingMessage { To = socket.GetSocketName(), TimeToLive = 7, TypeOfService = 16, PacketInfo = new PacketInfo("lo", "127.0.0.9") };
        Assert.Equal(1, socket.SendMessage([42], sent));
        ReceivedMessage received = socket.ReceiveMessage(new byte[10])!;
        Assert.Equal((7, 16, "127.0.0.9"), (received.TimeToLive, received.TypeOfService, received.From!.Host));
        Assert.Equal(new PacketInfo("lo", "127.0.0.1", "127.0.0.1"), received.PacketInfo);
        Assert.InRange(DateTime.UtcNow - DateTime.UnixEpoch.AddTicks(received.Timestamp!.Value / 100), TimeSpan.FromMinutes(-1), TimeSpan.FromMinutes(1));
        Assert.Empty(received.Others);
    }

    [Fact]
    public void ControlDataWithoutANameGoBothWays()
    {
        byte[] encoded = ControlData.Encode(new OutgoingMessage { Others = { new ControlMessage(9, 8, [1, 2, 3]), new ControlMessage(1, 99, []) } }, Family.Inet);
        Assert.Equal(24 + 16, encoded.Length);
        var message = new ReceivedMessage(0, 0, null);
        ControlData.Decode(encoded, message);
        Assert.Equal([1, 2, 3], message.Others[0].Data);
        Assert.Equal((9, 8, 1, 99, 0), (message.Others[0].Level, message.Others[0].Type, message.Others[1].Level, message.Others[1].Type, message.Others[1].Data.Length));
    }

    [Fact]
    public void ControlDataThatAreCutAreTakenAsFarAsTheyGo()
    {
        byte[] encoded = ControlData.Encode(new OutgoingMessage { Others = { new ControlMessage(1, 1, new byte[12]) } }, Family.Unix);
        for (int length = 0; length <= encoded.Length; length++)
        {
            var message = new ReceivedMessage(0, 0, null);
            ControlData.Decode(encoded.AsSpan(0, length), message);
            Assert.Equal(Math.Clamp((length - 16) / 4, 0, 3), message.Arrived.Count);
        }
    }

    [Fact]
    public void DescriptorsBecomeSocketsOrDescriptors()
    {
        using Passage passage = new();
        using Socket udp = Udp();
        udp.Blocking = false;
        using FileStream file = File.OpenRead("/dev/null");
        var sent = new OutgoingMessage();
        sent.Add(udp);
        sent.Add((int)file.SafeFileHandle.DangerousGetHandle());
        passage.From.SendMessage([1], sent);
        using ReceivedMessage received = passage.To.ReceiveMessage(new byte[1])!;
        var socket = Assert.IsType<Socket>(received.Descriptors[0]);
        var descriptor = Assert.IsType<Descriptor>(received.Descriptors[1]);
        Assert.NotEqual(udp.Descriptor, socket.Descriptor);
        Assert.Equal((udp.GetSocketName().Port, false), (socket.GetSocketName().Port, socket.Blocking));
        received.Dispose();
        Assert.Equal((-1, -1), (socket.Descriptor, descriptor.Number));
        Assert.Equal("EBADF", Assert.Throws<SocketException>(() => descriptor.Detach()).Code);
    }

    [Fact]
    public void AClosedDescriptorIsNotSentNorAnotherInItsPlace()
    {
        using Passage passage = new();
        Socket udp = Udp();
        var sent = new OutgoingMessage();
        sent.Add(udp);
        udp.Dispose();
        using Socket successor = Udp();
        Assert.Equal("EBADF", Assert.Throws<SocketException>(() => passage.From.SendMessage([1], sent)).Code);
    }

    [Fact]
    public void DescriptorsThatComeToAnEndedEnvironmentAreClosed()
    {
        (Socket first, Socket firstPeer) = Tcp();
        (Socket second, Socket secondPeer) = Tcp();
        var message = new ReceivedMessage(0, 0, null);
        message.Arrived.AddRange([(int)first.Detach(), (int)second.Detach()]);
        var environment = new SocketEnvironment();
        environment.Dispose();
        Assert.Equal("ECANCELED", Assert.Throws<SocketException>(() => message.Adopt(environment)).Code);
        Assert.Empty(message.Descriptors);
        Assert.Equal(0, firstPeer.Receive(new byte[1]));
        Assert.Equal(0, secondPeer.Receive(new byte[1]));
        firstPeer.Dispose();
        secondPeer.Dispose();
    }

    [Fact]
    public void ForgottenDescriptorsAreClosed()
    {
        using Passage passage = new();
        using Socket udp = Udp();
        string[] before = Directory.GetFileSystemEntries("/proc/self/fd");
        for (int i = 0; i < 100; i++)
        {
            var sent = new OutgoingMessage();
            sent.Add(udp);
            sent.Add(0);
            passage.From.SendMessage([1], sent);
            passage.To.ReceiveMessage(new byte[1]);
        }

        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.InRange(Directory.GetFileSystemEntries("/proc/self/fd").Length, 0, before.Length + 50);
    }

    [Fact]
    public void AStreamNeedsAByteForControlData()
    {
        using Passage passage = new(SocketType.Stream);
        var sent = new OutgoingMessage();
        sent.Add(0);
        Assert.Equal("message.data", Assert.Throws<ArgumentException>(() => passage.From.SendMessage(ReadOnlySpan<byte>.Empty, sent)).ParamName);
        Assert.Equal("message.ttl", Assert.Throws<ArgumentException>(() => passage.From.SendMessage([1], new OutgoingMessage { TimeToLive = 1 })).ParamName);
    }

    [Fact]
    public void TheErrorQueueNeverWaits()
    {
        using Socket socket = Udp();
        Assert.SkipUnless(OperatingSystem.IsLinux(), "there is no error queue");
        Assert.Null(socket.ReceiveMessage(new byte[1], Numbers.MSG_ERRQUEUE));
        Assert.Null(socket.ReceiveMessage(new byte[1], Numbers.MSG_DONTWAIT));
    }

    [Fact]
    public void AnErrorIsReadFromTheQueue()
    {
        using Socket socket = Udp();
        Assert.SkipUnless(OperatingSystem.IsLinux(), "there is no error queue");
        socket.SetOption(Numbers.IP_RECVERR, 1, Numbers.IPPROTO_IP);
        Socket gone = Udp();
        SocketAddress address = gone.GetSocketName();
        gone.Dispose();
        socket.Send([1, 2, 3], address);
        ReceivedMessage message;
        byte[] data = new byte[10];
        while ((message = socket.ReceiveMessage(data, Numbers.MSG_ERRQUEUE)!) is null)
        {
            Socket.Select([new SelectEntry(socket, Readiness.Read)]);
        }

        Assert.Equal(new QueuedError("ECONNREFUSED", -111, Numbers.SO_EE_ORIGIN_ICMP, 3, 3, "127.0.0.1"), message.Error);
        Assert.Equal((3, address.Port), (message.Length, message.From!.Port));
        Assert.NotEqual(0, message.Flags & Numbers.MSG_ERRQUEUE);
    }

    /// <summary>Two connected Unix sockets.</summary>
    private sealed class Passage : IDisposable
    {
        private readonly string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

        public Passage(SocketType? type = null)
        {
            type ??= SocketType.SequencedPacket;
            Assert.SkipUnless(OperatingSystem.IsLinux(), "macOS has no such type");
            using var listener = new Socket(Family.Unix, type.Value);
            listener.Bind(SocketAddress.Parse(Family.Unix, path));
            listener.Listen();
            From = new Socket(Family.Unix, type.Value);
            From.Connect(listener.GetSocketName());
            To = listener.Accept()!;
        }

        public Socket From { get; }

        public Socket To { get; }

        public void Dispose()
        {
            From.Dispose();
            To.Dispose();
            File.Delete(path);
        }
    }
}
