using System.Net;
using System.Text;
using CsCheck;
using TeaSocket.Platform;
using Xunit;

namespace TeaSocket.Tests;

/// <summary>Addresses and names.</summary>
public sealed class AddressTests
{
    private static readonly bool isLinux = OperatingSystem.IsLinux();

    // The known ones often enough among all that two bytes can hold.
    private static readonly Gen<int> anyFamily =
        Gen.OneOf(Gen.OneOf(Family.Inet.Value, Family.Inet6.Value, Family.Unix.Value), Gen.Int[0, 64], Gen.Int[0, ushort.MaxValue]);

    private static SystemConstants Constants => SystemCalls.Current.Constants;

    [Fact]
    public void IPv4AddressesAreReadAsTheirFourBytes() =>
        Gen.Select(Gen.Byte.Array[4], Gen.Int[0, 65535]).Sample((bytes, port) =>
        {
            string text = new IPAddress(bytes).ToString();
            var address = SocketAddress.Parse(Family.Inet, text, port);
            var decoded = SocketAddress.Decode(address.Encoded);
            return address.Encoded[4..8].SequenceEqual(bytes)
                && (decoded.Host, decoded.Port, decoded.Family) == (text, port, Family.Inet)
                && decoded.ToString() == $"{text}:{port}";
        });

    [Fact]
    public void IPv6AddressesAreReadAsTheirSixteenBytes() =>
        Gen.Select(Gen.Byte.Array[16], Gen.Int[0, 65535]).Sample((bytes, port) =>
        {
            string text = new IPAddress(bytes).ToString();
            var decoded = SocketAddress.Decode(SocketAddress.Parse(Family.Inet6, text, port).Encoded);
            return IPAddress.Parse(decoded.Host).GetAddressBytes().SequenceEqual(bytes) && decoded.Port == port;
        });

    [Fact]
    public void AScopeIsReadAndWrittenByItsName()
    {
        Assert.SkipUnless(isLinux, "names Linux's loopback interface");
        foreach (string text in new[] { "fe80::1%lo", "fe80::1%1" })
        {
            Assert.Equal("fe80::1%lo", SocketAddress.Decode(SocketAddress.Parse(Family.Inet6, text).Encoded).Host);
        }

        Assert.Throws<ArgumentException>(() => SocketAddress.Parse(Family.Inet6, "fe80::1%nothing"));
        Assert.Throws<ArgumentException>(() => SocketAddress.Parse(Family.Inet6, "fe80::1%"));
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("127.1")]
    [InlineData("127.0.0.1 ")]
    [InlineData("256.0.0.1")]
    [InlineData("127.0.0.1\0x")]
    public void WhatIsNoAddressIsRejected(string text)
    {
        Assert.Throws<NotAnAddressException>(() => SocketAddress.Parse(Family.Inet, text));
        Assert.Throws<NotAnAddressException>(() => SocketAddress.Parse(Family.Inet6, text == "127.0.0.1\0x" ? "::1\0" : text));
    }

    [Fact]
    public void AnAddressOfTheOtherFamilySaysSo()
    {
        Assert.Contains("IPv6", Assert.Throws<ArgumentException>(() => SocketAddress.Parse(Family.Inet, "::1")).Message, StringComparison.Ordinal);
        Assert.Contains("IPv4", Assert.Throws<ArgumentException>(() => SocketAddress.Parse(Family.Inet6, "127.0.0.1")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(65536)]
    public void APortOutOfRangeIsRejected(int port) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SocketAddress.Parse(Family.Inet, "127.0.0.1", port));

    [Fact]
    public void AFamilyWithoutKnownAddressesIsRejected() =>
        Assert.Throws<NotSupportedException>(() => SocketAddress.Parse(new Family(99), "x"));

    [Fact]
    public void APathIsMeasuredInUtf8BytesWithItsTerminator()
    {
        int room = Constants.SunPathSize - 1;
        string longest = "/" + new string('ž', (room - 1) / 2);
        Assert.Equal(longest, SocketAddress.Decode(SocketAddress.Parse(Family.Unix, longest).Encoded).Host);
        Assert.Throws<ArgumentOutOfRangeException>(() => SocketAddress.Parse(Family.Unix, longest + "ž"));
        Assert.Throws<ArgumentException>(() => SocketAddress.Parse(Family.Unix, "/a\0b"));
        Assert.Throws<ArgumentException>(() => SocketAddress.Parse(Family.Unix, ""));
        Assert.Throws<ArgumentException>(() => SocketAddress.Parse(Family.Unix, "/\ud800"));
    }

    [Fact]
    public void AnyPathComesBackAsItsBytesAndAsTextWhereItIsUtf8() =>
        Gen.Byte[1, 255].Array[1, Constants.SunPathSize - 1].Sample(path =>
        {
            var decoded = SocketAddress.Decode(SocketAddress.Unix(path).Encoded);
            bool isUtf8 = Encoding.UTF8.GetBytes(decoded.Host).AsSpan().SequenceEqual(path);
            return decoded.Path.SequenceEqual(path) && !decoded.HasPort
                && decoded.IsText == isUtf8
                && (!isUtf8 || SocketAddress.Parse(Family.Unix, decoded.Host).Path.SequenceEqual(path));
        });

    [Fact]
    public void APathOfBytesIsCheckedAsOneOfTextIs()
    {
        Assert.Throws<ArgumentException>("path", () => SocketAddress.Unix([]));
        Assert.Throws<ArgumentException>("path", () => SocketAddress.Unix("/a\0b"u8));
        Assert.Throws<ArgumentOutOfRangeException>("path", () => SocketAddress.Unix(Enumerable.Repeat((byte)'x', Constants.SunPathSize).ToArray()));
        Assert.Equal("/é", SocketAddress.Unix("/é"u8).Host);
        Assert.True(SocketAddress.Parse(Family.Inet, "127.0.0.1").Path.IsEmpty);
    }

    [Fact]
    public void ASocketOfAPathThatIsNoUtf8IsReachedByItsName()
    {
        Assert.SkipUnless(isLinux, "needs an abstract name, to leave no file behind");
        byte[] path = [0, 0xff, .. Guid.NewGuid().ToByteArray()];
        using var receiver = new Socket(Family.Unix, SocketType.Datagram);
        receiver.Bind(SocketAddress.Unix(path));
        SocketAddress name = receiver.GetSocketName();
        Assert.Equal(path, name.Path.ToArray());
        Assert.False(name.IsText);
        using var sender = new Socket(Family.Unix, SocketType.Datagram);
        Assert.Equal(1, sender.Send("x"u8, name));
    }

    [Fact]
    public void AbstractNamesComeBackExactly()
    {
        Assert.SkipUnless(isLinux, "only Linux has abstract names");
        foreach (string name in new[] { "\0", "\0name", "\0a\0b\0", "\0" + new string('x', 107) })
        {
            var decoded = SocketAddress.Decode(SocketAddress.Parse(Family.Unix, name).Encoded);
            Assert.Equal(name, decoded.Host);
            Assert.DoesNotContain('\0', decoded.ToString());
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => SocketAddress.Parse(Family.Unix, "\0" + new string('x', 108)));
    }

    [Fact]
    public void WhateverTheSystemWritesIsShownHoweverShort() =>
        Gen.Select(anyFamily, Gen.Byte.Array[0, SocketAddress.MaxSize]).Sample(
            (family, bytes) =>
            {
                byte[] sockaddr = WithFamily(family, bytes);
                var address = SocketAddress.Decode(sockaddr);
                _ = (address.ToString(), address.Port, address.IsText, address.Path.Length);
                return address.ToBytes().SequenceEqual(sockaddr) && (address.Host.Length > 0 || address.Family == Family.Unix);
            },
            iter: 20_000);

    [Fact]
    public void WhatIsTooShortForItsFamilyIsToldAsItsBytes()
    {
        foreach (SocketAddress whole in new[] { SocketAddress.Parse(Family.Inet, "127.0.0.1", 80), SocketAddress.Parse(Family.Inet6, "::1", 80) })
        {
            int least = whole.Family == Family.Inet ? 8 : 24; // to the end of the address: what follows need not be there
            Assert.Equal(whole.ToString(), SocketAddress.Decode(whole.Encoded[..least]).ToString());
            var cut = SocketAddress.Decode(whole.Encoded[..(least - 1)]);
            Assert.Equal((Convert.ToHexStringLower(cut.Encoded), false, false), (cut.ToString(), cut.HasPort, cut.IsText));
        }
    }

    [Fact]
    public void AnyFamilysAddressComesBackAsItsBytes() =>
        Gen.Select(anyFamily, Gen.Byte.Array[2, SocketAddress.MaxSize]).Sample((number, bytes) =>
        {
            byte[] sockaddr = WithFamily(number, bytes);
            Family family = SocketAddress.Decode(sockaddr).Family;
            var address = SocketAddress.FromBytes(family, sockaddr);
            return address.Family == family && address.ToBytes().SequenceEqual(sockaddr);
        });

    [Fact]
    public void BytesOfAnotherFamilyOrTooManyAreRejected()
    {
        byte[] inet = SocketAddress.Parse(Family.Inet, "127.0.0.1").ToBytes();
        Assert.Throws<ArgumentException>("sockaddr", () => SocketAddress.FromBytes(Family.Inet6, inet));
        Assert.Throws<ArgumentOutOfRangeException>("sockaddr", () => SocketAddress.FromBytes(Family.Inet, inet.AsSpan(0, 1)));
        Assert.Throws<ArgumentOutOfRangeException>("sockaddr", () => SocketAddress.FromBytes(Family.Inet, new byte[129]));
    }

    [Fact]
    public void AnAddressOfNetlinkIsBoundByItsBytes()
    {
        Assert.SkipUnless(isLinux, "netlink is Linux's");
        Family netlink = new(16);
        using var socket = new Socket(netlink, SocketType.Raw);
        SocketAddress unbound = socket.GetSocketName();
        Assert.Equal((netlink, "0", 0, false), (unbound.Family, unbound.Host, unbound.Port, unbound.IsText));

        socket.Bind(SocketAddress.FromBytes(netlink, unbound.ToBytes())); // as number 0: the system chooses one
        Assert.NotEqual(unbound.ToBytes(), socket.GetSocketName().ToBytes());
        Assert.Equal(12, socket.GetSocketName().ToBytes().Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(6)]
    public unsafe void AnAddressThatTheSystemHasCutIsAsLongAsTheRoomForIt(int room)
    {
        SystemCalls calls = SystemCalls.Current;
        using var socket = new Socket(Family.Inet, SocketType.Datagram);
        socket.Bind(SocketPairs.AnyLoopbackPort);
        socket.Connect(socket.GetSocketName());
        socket.SendMany("ab"u8, [1, 1]);

        byte[] address = new byte[room];
        byte[] data = new byte[1];
        Assert.Equal(0, calls.GetSocketName(socket.Descriptor, address, out int ofSocket));
        Assert.Equal(0, calls.GetPeerName(socket.Descriptor, address, out int ofPeer));
        Assert.Equal(1, calls.ReceiveFrom(socket.Descriptor, data, address, out int ofSender));
        fixed (byte* a = new byte[SocketAddress.MaxSize], d = data)
        {
            Message message = new() { Data = d, Length = 1, Address = a, AddressLength = room };
            Assert.Equal(1, calls.ReceiveMany(socket.Descriptor, new Span<Message>(ref message), coalesced: false));
            Assert.Equal((room, room, room, room), (ofSocket, ofPeer, ofSender, message.AddressLength));
        }
    }

    [Fact]
    public void TheKindsPrintTheirConstantsNames() =>
        Assert.Equal(
            "PF_INET PF_INET6 PF_UNIX 77 SOCK_STREAM SOCK_DGRAM SOCK_RAW 77 IPPROTO_TCP IPPROTO_UDP IPPROTO_ICMP IPPROTO_ICMPV6 0",
            string.Join(
                ' ',
                Family.Inet, Family.Inet6, Family.Unix, new Family(77),
                SocketType.Stream, SocketType.Datagram, SocketType.Raw, new SocketType(77),
                Protocol.Tcp, Protocol.Udp, Protocol.Icmp, Protocol.IcmpV6, Protocol.Default));

    [Theory]
    [InlineData("ip", 0)]
    [InlineData("icmp", 1)]
    [InlineData("igmp", 2)]
    [InlineData("tcp", 6)]
    [InlineData("TCP", 6)]
    [InlineData("udp", 17)]
    [InlineData("ipv6", 41)]
    [InlineData("ipv6-icmp", 58)]
    [InlineData("sctp", 132)]
    public void IanasProtocolsAreKnownWithoutAProtocolsFile(string name, int number) =>
        Assert.Equal(number, Names.GetProtocolByName(name));

    [Theory]
    [InlineData("no-such-protocol")]
    [InlineData("")]
    [InlineData("tcp\0")]
    public void AnUnknownProtocolThrows(string name) =>
        Assert.Equal("EPROTONOSUPPORT", Assert.Throws<SocketException>(() => Names.GetProtocolByName(name)).Code);

    [Fact]
    public void ANameResolvesAndAnAddressResolvesToItself()
    {
        Assert.Equal("127.0.0.1", Names.GetAddressInfo("localhost", Family.Inet).Host);
        Assert.Equal("::1", Names.GetAddressInfo("::1", Family.Inet6).Host);
    }

    [Fact]
    public void ANameWithoutAnAddressThrowsEnotfoundWithTheName()
    {
        var error = Assert.Throws<SocketException>(() => Names.GetAddressInfo("127.0.0.1", Family.Inet6));
        Assert.Equal(("ENOTFOUND", "getaddrinfo", "127.0.0.1"), (error.Code, error.SystemCall, error.HostName));
        Assert.StartsWith("getaddrinfo ENOTFOUND 127.0.0.1: ", error.Message, StringComparison.Ordinal);
        Assert.True(error.ErrorNumber < 0);
    }

    [Fact]
    public void AnAddressWithoutANameIsItsOwn()
    {
        // TEST-NET-3 of RFC 5737: nobody has a name there.
        Assert.Equal("203.0.113.77", Names.GetNameInfo("203.0.113.77"));
        Assert.Throws<NotAnAddressException>(() => Names.GetNameInfo("localhost"));
        Assert.Throws<ArgumentOutOfRangeException>(() => Names.GetNameInfo("/x", Family.Unix));
    }

    [Fact]
    public void TheHostHasAName() => Assert.Equal(Environment.MachineName, Names.GetHostName().Split('.')[0]);

    /// <summary>The bytes as a sockaddr of a family, as far as they reach.</summary>
    private static byte[] WithFamily(int family, byte[] bytes)
    {
        byte[] begin = Constants.SockaddrHasLength
            ? [(byte)bytes.Length, (byte)family]
            : [(byte)family, (byte)(family >> 8)];
        begin.AsSpan(0, Math.Min(begin.Length, bytes.Length)).CopyTo(bytes);
        return bytes;
    }
}
