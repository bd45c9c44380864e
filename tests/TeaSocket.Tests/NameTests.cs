using TeaSocket.Addresses;
using Xunit;

namespace TeaSocket.Tests;

/// <summary>Names of hosts, services and protocols. What the resolver's files decide is tested where a test has files of its own.</summary>
public sealed class NameTests
{
    /// <summary>Names and their ASCII forms: those of section 7.1 of RFC 3492, in lower case, and some that are in use.</summary>
    public static TheoryData<string, string> AsciiForms => new()
    {
        { "ليهمابتكلموشعربي؟", "xn--egbpdaj6bu4bxfgehfvwxn" },
        { "他们为什么不说中文", "xn--ihqwcrb4cv8a8dqg056pqjye" },
        { "pročprostěnemluvíčesky", "xn--proprostnemluvesky-uyb24dma41a" },
        { "למההםפשוטלאמדבריםעברית", "xn--4dbcagdahymbxekheh6e0a7fei0b" },
        { "यहलोगहिन्दीक्योंनहींबोलसकतेहैं", "xn--i1baa7eci9glrd9b2ae1bj0hfcgg6iyaf8o0a1dig0cd" },
        { "なぜみんな日本語を話してくれないのか", "xn--n8jok5ay5dzabd5bym9f0cm5685rrjetr6pdxa" },
        { "почемужеонинеговорятпорусски", "xn--b1abfaaepdrnnbgefbadotcwatmq2g4l" },
        { "porquénopuedensimplementehablarenespañol", "xn--porqunopuedensimplementehablarenespaol-fmd56a" },
        { "3年b組金八先生", "xn--3b-ww4c5e180e575a65lsy2b" },
        { "bücher.example", "xn--bcher-kva.example" },
        { "BÜCHER.Example", "xn--bcher-kva.example" },
        { "a。ü．b｡ö", "a.xn--tda.b.xn--nda" },
        { "faß.de", "xn--fa-hia.de" },
        { "💩.la", "xn--ls8h.la" },
        { "plain.Example", "plain.Example" },
        { "fe80::1%ö0", "fe80::1%ö0" },
        { "", "" },
    };

    [Theory]
    [MemberData(nameof(AsciiForms))]
    public void NamesOutsideOfAsciiHaveAnAsciiForm(string name, string ascii) => Assert.Equal(ascii, AsciiName.Of(name));

    [Fact]
    public void ALongNameTakesNoTime()
    {
        string name = new([.. Enumerable.Range(0, 1_000_000).Select(i => (char)(0x4E00 + (i % 20_000)))]);
        Assert.Equal(name, AsciiName.Of(name));
    }

    [Fact]
    public void OnlyWellFormedNamesAreNames()
    {
        Assert.True(AsciiName.IsWellFormed("a💩b"));
        Assert.False(AsciiName.IsWellFormed("a\ud800"));
        Assert.False(AsciiName.IsWellFormed("\ud800\ud800\udc00"));
        Assert.False(AsciiName.IsWellFormed("\udc00x"));
        Assert.Throws<ArgumentException>(() => Names.GetAddressInfo("\udc00x", Family.Inet));
    }

    [Fact]
    public void AllAddressesComeOnceWithThePortOfTheService()
    {
        IReadOnlyList<SocketAddress> all = Names.GetAllAddressInfo("127.0.0.1", service: "domain");
        Assert.Equal(["127.0.0.1:53"], all.Select(address => address.ToString()));
        Assert.Equal("::1", Names.GetAllAddressInfo("::1")[0].Host);
        Assert.Equal(8080, Names.GetAllAddressInfo("::1", Family.Inet6, "8080", SocketType.Stream)[0].Port);
        Assert.Equal("ENOTFOUND", Assert.Throws<SocketException>(() => Names.GetAllAddressInfo("::1", Family.Inet)).Code);
        Assert.Throws<ArgumentOutOfRangeException>(() => Names.GetAllAddressInfo("::1", Family.Unix));
        Assert.Throws<ArgumentOutOfRangeException>(() => Names.GetAllAddressInfo("::1", service: "65536"));
        Assert.Throws<ArgumentException>(() => Names.GetAllAddressInfo("::1", service: ""));
    }

    [Fact]
    public void AnUnknownServiceIsTold()
    {
        SocketException error = Assert.Throws<SocketException>(() => Names.GetAllAddressInfo("127.0.0.1", service: "no-such-service"));
        Assert.Equal(("ENOTFOUND", "getaddrinfo", "127.0.0.1"), (error.Code, error.SystemCall, error.HostName));
        Assert.Equal("getaddrinfo ENOTFOUND 127.0.0.1: 'no-such-service': there is no such service", error.Message);
        error = Assert.Throws<SocketException>(() => Names.GetServiceByName("no-such-service", "tcp"));
        Assert.Equal("getservbyname ENOTFOUND no-such-service/tcp: there is no such service", error.Message);
        Assert.True(error.ErrorNumber < 0);
    }

    [Fact]
    public void ServicesAndProtocolsHaveNamesAndNumbers()
    {
        Assert.Equal(80, Names.GetServiceByName("http"));
        Assert.Equal("https", Names.GetServiceByPort(443, "tcp"));
        Assert.Equal("tcp", Names.GetProtocolByNumber(6));
        Assert.Equal(("203.0.113.77", "http"), Names.GetNameInfo("203.0.113.77", null, 80));
        Assert.Throws<ArgumentOutOfRangeException>(() => Names.GetServiceByPort(65536));
        Assert.Throws<ArgumentOutOfRangeException>(() => Names.GetNameInfo("203.0.113.77", null, -1));
        Assert.Equal("EPROTONOSUPPORT", Assert.Throws<SocketException>(() => Names.GetProtocolByNumber(-1)).Code);
    }

    [Fact]
    public async Task ManyThreadsLookServicesUpAtOnce()
    {
        (string Name, int Port)[] services = [("http", 80), ("ssh", 22), ("domain", 53), ("https", 443)];
        await Task.WhenAll(services.Select(service => Task.Run(() =>
        {
            for (int i = 0; i < 500; i++)
            {
                Assert.Equal(service.Port, Names.GetServiceByName(service.Name));
                Assert.Equal(service.Name, Names.GetServiceByPort(service.Port));
                Assert.Equal("udp", Names.GetProtocolByNumber(17));
            }
        })));
    }

    [Fact]
    public void AddressesAreBytesAndText()
    {
        Assert.Equal([127, 0, 0, 1], Names.InetPton(Family.Inet, "127.0.0.1"));
        Assert.Equal("::1", Names.InetNtop(Family.Inet6, Names.InetPton(Family.Inet6, "0:0::1")));
        Assert.Throws<NotAnAddressException>(() => Names.InetPton(Family.Inet, "localhost"));
        Assert.Throws<NotAnAddressException>(() => Names.InetPton(Family.Inet, "127.0.0.1\0"));
        Assert.Throws<ArgumentOutOfRangeException>(() => Names.InetNtop(Family.Inet, new byte[16]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Names.InetPton(Family.Unix, "127.0.0.1"));
    }
}
