using System.Net;
using CsCheck;
using Xunit;

namespace TeaSocket.Tests;

/// <summary>Addresses and names.</summary>
public sealed class AddressTests
{
    private static readonly bool isLinux = OperatingSystem.IsLinux();

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
        int room = Platform.SystemCalls.Current.Constants.SunPathSize - 1;
        string longest = "/" + new string('ž', (room - 1) / 2);
        Assert.Equal(longest, SocketAddress.Decode(SocketAddress.Parse(Family.Unix, longest).Encoded).Host);
        Assert.Throws<ArgumentOutOfRangeException>(() => SocketAddress.Parse(Family.Unix, longest + "ž"));
        Assert.Throws<ArgumentException>(() => SocketAddress.Parse(Family.Unix, "/a\0b"));
        Assert.Throws<ArgumentException>(() => SocketAddress.Parse(Family.Unix, ""));
        Assert.Throws<ArgumentException>(() => SocketAddress.Parse(Family.Unix, "/\ud800"));
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
}
