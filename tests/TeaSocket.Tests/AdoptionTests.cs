using Xunit;
using static TeaSocket.Tests.SocketPairs;

namespace TeaSocket.Tests;

/// <summary>Descriptors that come from elsewhere.</summary>
public sealed class AdoptionTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ASocketIsMadeOfADescriptor(bool blocking)
    {
        Socket original = Udp();
        original.Blocking = blocking;
        SocketAddress name = original.GetSocketName();
        nint descriptor = original.Detach();
        using var adopted = Socket.FromDescriptor(descriptor);
        Assert.Equal(descriptor, adopted.Descriptor);
        Assert.Equal((Family.Inet, SocketType.Datagram, Protocol.Udp, blocking), (adopted.Family, adopted.Type, adopted.Protocol, adopted.Blocking));
        Assert.Equal(name.Port, adopted.GetSocketName().Port);
        adopted.Send([1, 2, 3], name);
        Assert.Equal(3, adopted.Receive(new byte[16]));
        Assert.Equal(name.Port, adopted.GetPeerName().Port); // it knows that it is not connected
    }

    [Fact]
    public void ATimeoutOfTheDescriptorIsKept()
    {
        Socket original = Udp();
        original.SetOption(Platform.SystemCalls.Current.Constants.SO_RCVTIMEO, [0, 0, 0, 0, 0, 0, 0, 0, 0x10, 0x27, 0, 0, 0, 0, 0, 0]);
        using var adopted = Socket.FromDescriptor(original.Detach());
        Assert.Equal("ETIMEDOUT", Assert.Throws<SocketException>(() => adopted.Receive(new byte[16])).Code);
    }

    [Fact]
    public void ADuplicateLeavesTheDescriptorWithItsOwner()
    {
        using Socket owner = Udp();
        using (var borrowed = Socket.FromDuplicate(owner.Descriptor))
        {
            Assert.NotEqual(owner.Descriptor, borrowed.Descriptor);
            Assert.Equal((Family.Inet, SocketType.Datagram, owner.GetSocketName().Port), (borrowed.Family, borrowed.Type, borrowed.GetSocketName().Port));
            borrowed.SetOption(SocketOptions.Broadcast, true);
        }

        Assert.True(owner.GetOption(SocketOptions.Broadcast));
        owner.Send([1, 2, 3], owner.GetSocketName());
        Assert.Equal(3, owner.Receive(new byte[16]));
        Assert.Equal("EBADF", Assert.Throws<SocketException>(() => Socket.FromDuplicate(1_000_000)).Code);
        var ended = new SocketEnvironment();
        ended.Dispose();
        Assert.Equal("ECANCELED", Assert.Throws<SocketException>(() => Socket.FromDuplicate(owner.Descriptor, ended)).Code);
    }

    [Fact]
    public void WhatIsNoSocketStaysItsOwners()
    {
        using FileStream file = File.OpenRead("/dev/null");
        nint descriptor = file.SafeFileHandle.DangerousGetHandle();
        Assert.Equal("ENOTSOCK", Assert.Throws<SocketException>(() => Socket.FromDescriptor(descriptor)).Code);
        Assert.Equal(0, file.Read(new byte[1])); // still open
        Assert.Equal("EBADF", Assert.Throws<SocketException>(() => Socket.FromDescriptor(-1)).Code);
        Assert.Equal("EBADF", Assert.Throws<SocketException>(() => Socket.FromDescriptor(nint.MaxValue)).Code);
    }

    [Fact]
    public void InAnEnvironmentThatHasEndedItStaysItsOwners()
    {
        var environment = new SocketEnvironment();
        environment.Dispose();
        nint descriptor = Udp().Detach();
        Assert.Equal("ECANCELED", Assert.Throws<SocketException>(() => Socket.FromDescriptor(descriptor, environment)).Code);
        Socket.FromDescriptor(descriptor).Dispose();
    }
}
