using TeaSocket.Addresses;
using Xunit;

namespace TeaSocket.Tests;

/// <summary>Addresses of the families that only Linux has, as C# has them.</summary>
public sealed class FamilyTests
{
    public FamilyTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "the families are Linux's");

    [Fact]
    public void NetlinkAddressesHavePidAndGroups()
    {
        SocketAddress address = SocketAddress.Netlink(4_000_000_000, 0x8000_0001);
        Assert.True(address.TryGetNetlink(out uint pid, out uint groups));
        Assert.Equal((4_000_000_000, 0x8000_0001), (pid, groups));
        Assert.Equal("4000000000:2147483649", address.ToString());
        Assert.Equal(address.ToBytes(), SocketAddress.FromBytes(Family.Netlink, address.ToBytes()).ToBytes());
        Assert.Equal("PF_NETLINK", address.Family.ToString());
        Assert.False(address.HasPort);
        Assert.False(address.TryGetVsock(out _, out _));
    }

    [Fact]
    public void PacketAddressesHaveAnInterfaceAndAProtocol()
    {
        SocketAddress address = SocketAddress.Packet("lo", 0x0800, [1, 2, 3, 4, 5, 6]);
        Assert.True(address.TryGetPacket(out int index, out int protocol, out int packetType, out ReadOnlySpan<byte> hardware));
        Assert.Equal((1, 0x0800, 0), (index, protocol, packetType));
        Assert.Equal([1, 2, 3, 4, 5, 6], hardware.ToArray());
        Assert.Equal("lo", address.Host);
        Assert.Throws<ArgumentException>(() => SocketAddress.Packet("nosuchinterface", 3));
        Assert.Throws<ArgumentException>(() => SocketAddress.Packet("1\0", 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => SocketAddress.Packet("lo", 3, new byte[33]));
    }

    [Fact]
    public void VsockAddressesHavePortsOf32Bits()
    {
        SocketAddress address = SocketAddress.Vsock(3, 0xFFFF_FFF0);
        Assert.True(address.TryGetVsock(out uint cid, out uint port));
        Assert.Equal((3u, 0xFFFF_FFF0), (cid, port));
        Assert.Equal("3:4294967280", address.ToString());
        Assert.Equal(0, address.Port);
    }

    [Fact]
    public void AnInterfaceThatHasGoneIsShownByItsIndex()
    {
        byte[] sockaddr = PacketCodec.Encode(2_000_000, 3, 0, [], "");
        Assert.Equal("2000000", SocketAddress.FromBytes(Family.Packet, sockaddr).Host);
        Assert.Equal("", SocketAddress.FromBytes(Family.Packet, PacketCodec.Encode(0, 3, 0, [], "")).Host);
    }

    [Fact]
    public void ASockaddrWhoseHardwareAddressClaimsMoreThanThereIsIsReadAsFarAsItGoes()
    {
        byte[] sockaddr = PacketCodec.Encode(1, 3, 0, [9], "");
        sockaddr[PacketCodec.HardwareLengthOffset] = 255;
        Assert.True(SocketAddress.FromBytes(Family.Packet, sockaddr).TryGetPacket(out _, out _, out _, out ReadOnlySpan<byte> hardware));
        Assert.Equal(8, hardware.Length);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(11)]
    public void ASockaddrThatIsTooShortIsItsBytes(int length)
    {
        foreach (byte family in (byte[])[16, 17, 40])
        {
            byte[] sockaddr = new byte[length];
            sockaddr[0] = family;
            var address = SocketAddress.Decode(sockaddr);
            Assert.Equal(Convert.ToHexStringLower(sockaddr), address.Host);
            Assert.Equal(sockaddr, Assert.Single(address.ToParts()));
        }
    }

    [Theory]
    [InlineData(3, 0x0300)]
    [InlineData(0x0800, 8)]
    [InlineData(0x86DD, 0xDD86)]
    [InlineData(0x0300, 0x0300)]
    [InlineData(0, 0)]
    [InlineData(0x10000, 0x10000)]
    public void TheProtocolOfAPacketSocketIsInTheOrderOfTheHost(int given, int passed) => Assert.Equal(passed, PacketCodec.ForSocket(given));

    [Fact]
    public void TheKernelAnswersOverNetlink()
    {
        using var socket = new Socket(Family.Netlink, SocketType.Raw);
        socket.Bind(SocketAddress.Netlink(0));
        byte[] request = [20, 0, 0, 0, 18, 0, 1, 3, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]; // RTM_GETLINK, NLM_F_REQUEST | NLM_F_DUMP
        Assert.Equal(request.Length, socket.Send(request, SocketAddress.Netlink(0)));
        byte[] answer = new byte[65536];
        Assert.True(socket.ReceiveFrom(answer, out SocketAddress? from) > 16);
        Assert.True(from!.TryGetNetlink(out uint pid, out _));
        Assert.Equal(0u, pid);
        Assert.Equal(16, answer[4]); // RTM_NEWLINK
    }
}
