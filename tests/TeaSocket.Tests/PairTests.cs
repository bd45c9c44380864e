using Xunit;

namespace TeaSocket.Tests;

/// <summary>Pairs, duplicates, adopted descriptors, and looking at what could be received.</summary>
public sealed class PairTests
{
    public PairTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pairs");

    [Fact]
    public void APairIsConnected()
    {
        (Socket first, Socket second) = Socket.Pair();
        using (first)
        using (second)
        {
            first.Send("hello"u8);
            byte[] buffer = new byte[10];
            Assert.Equal(5, second.GetAvailable());
            Assert.Equal(5, second.Peek(buffer));
            Assert.Equal(5, second.Receive(buffer));
            Assert.Equal("hello"u8, buffer.AsSpan(0, 5));
        }
    }

    [Fact]
    public void WhatComesInNoPairsThrows() =>
        Assert.Equal("EOPNOTSUPP", Assert.Throws<SocketException>(() => Socket.Pair(Family.Inet)).Code);

    [Fact]
    public void InAnEnvironmentThatHasEndedNothingStaysOpen()
    {
        var environment = new SocketEnvironment();
        environment.Dispose();
        int before = OpenDescriptors();
        for (int i = 0; i < 100; i++)
        {
            Assert.Equal("ECANCELED", Assert.Throws<SocketException>(() => Socket.Pair(environment: environment)).Code);
        }

        Assert.InRange(OpenDescriptors(), 0, before + 50);
    }

    [Fact]
    public void ADuplicateSharesTheModeAndTheTimeouts()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "struct timeval and the numbers are Linux's");
        (Socket first, Socket second) = Socket.Pair();
        using Socket copy = second.Duplicate();
        using (first)
        using (second)
        {
            copy.Blocking = false;
            Assert.False(second.Blocking);
            Assert.Null(second.Receive(new byte[1]));
            second.Blocking = true;
            Assert.True(copy.Blocking);
            byte[] timeout = new byte[16];
            timeout[8] = 200; // microseconds
            copy.SetOption(20, timeout); // SO_RCVTIMEO
            Assert.Equal("ETIMEDOUT", Assert.Throws<SocketException>(() => second.Receive(new byte[1])).Code);
        }
    }

    [Fact]
    public void WhatOneIsToldAllDuplicatesKnow()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "UDP_GRO is Linux's");
        using Socket socket = new(Family.Inet, SocketType.Datagram);
        using Socket copy = socket.Duplicate();
        using Socket another = copy.Duplicate();
        Socket[] all = [socket, copy, another];
        foreach (Socket one in all)
        {
            one.SetOption(SocketOptions.UdpGro, true);
            one.SetOption(SocketOptions.ReceiveTimeout, TimeSpan.FromSeconds(4));
            one.SetOption(SocketOptions.SendTimeout, TimeSpan.FromSeconds(8));
            using Socket later = one.Duplicate();
            Assert.All([.. all, later], each => Assert.Equal(
                (true, 4_000_000, 8_000_000), (each.Coalesces, each.Handle.ReceiveTimeout, each.Handle.SendTimeout)));
            one.SetOption(SocketOptions.UdpGro, false);
            one.SetOption(SocketOptions.ReceiveTimeout, TimeSpan.Zero);
            one.SetOption(SocketOptions.SendTimeout, TimeSpan.Zero);
            Assert.All([.. all, later], each => Assert.Equal((false, 0, 0), (each.Coalesces, each.Handle.ReceiveTimeout, each.Handle.SendTimeout)));
        }
    }

    [Fact]
    public void ADuplicateThatWasForgottenIsNotTold()
    {
        using Socket socket = new(Family.Inet, SocketType.Datagram);
        for (int i = 0; i < 1000; i++)
        {
            socket.Duplicate().Dispose();
        }

        socket.Blocking = false;
        Assert.False(socket.Blocking);
    }

    [Fact]
    public void ADisposedSocketHasNoDuplicates()
    {
        var socket = new Socket(Family.Inet, SocketType.Datagram);
        socket.Dispose();
        Assert.Equal("EBADF", Assert.Throws<SocketException>(socket.Duplicate).Code);
        Assert.Equal("EBADF", Assert.Throws<SocketException>(() => socket.GetAvailable()).Code);
        Assert.Equal("EBADF", Assert.Throws<SocketException>(() => socket.Peek(new byte[1])).Code);
    }

    [Fact]
    public void ADescriptorHasOneOwner()
    {
        using Socket socket = new(Family.Inet, SocketType.Datagram);
        Assert.Equal("EBUSY", Assert.Throws<SocketException>(() => Socket.FromDescriptor(socket.Descriptor)).Code);
        using var elsewhere = new SocketEnvironment();
        Assert.Equal("EBUSY", Assert.Throws<SocketException>(() => Socket.FromDescriptor(socket.Descriptor, elsewhere)).Code);
        nint descriptor = socket.Detach();
        using var adopted = Socket.FromDescriptor(descriptor, elsewhere);
        Assert.Equal(descriptor, adopted.Descriptor);
    }

    [Fact]
    public void RecordsEndTheirBatchWhenTheConnectionEnds()
    {
        (Socket first, Socket second) = Socket.Pair(type: SocketType.SequencedPacket);
        using (second)
        {
            first.Send("one"u8);
            first.Send("two"u8);
            first.Dispose();
            int[] lengths = new int[10];
            Assert.Equal(3, second.ReceiveMany(new byte[100], lengths));
            Assert.Equal([3, 3, 0], lengths[..3]);
            Assert.Equal(1, second.ReceiveMany(new byte[100], lengths));
        }
    }

    private static int OpenDescriptors() => Directory.Exists("/proc/self/fd") ? Directory.GetFiles("/proc/self/fd").Length : 0;
}
