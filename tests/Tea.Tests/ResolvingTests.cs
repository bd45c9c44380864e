using System.Text.Json;
using Xunit;

namespace Tea.Tests;

/// <summary>Names of hosts and services, with the resolver's files that a test has written.</summary>
public sealed class ResolvingTests
{
    private const string Hosts = """
        printf '%s\n' '192.0.2.1 many.test' '192.0.2.2 many.test' '2001:db8::1 many.test' '192.0.2.1 many.test' \
          '192.0.2.10 xn--bcher-kva.test' '192.0.2.11 xn--r8jz45g.xn--zckzah' '192.0.2.12 xn--fa-hia.test' '192.0.2.13 plain.test' \
          '192.0.2.14 xn--fsqu00a.test' > "$DIR/hosts"
        printf 'hosts: files\nservices: files\nprotocols: files\n' > "$DIR/nsswitch.conf"
        mount --bind "$DIR/hosts" /etc/hosts
        mount --bind "$DIR/nsswitch.conf" /etc/nsswitch.conf
        """;

    public static TheoryData<string> Programs => NetworkScript.Hosts;

    [Theory]
    [MemberData(nameof(Programs))]
    public void AllTellsEachAddressOnceInTheResolversOrder(string host)
    {
        string[] expected = [.. ResolversOrder("many.test").Distinct()];
        Assert.Equal(3, expected.Length);
        JsonElement all = Resolve(host, "many.test", """{ "all": true, "family": 0, "service": "http" }""");
        Assert.Equal(expected, all.EnumerateArray().Select(each => each.GetProperty("address").GetString()));
        Assert.All(all.EnumerateArray(), each => Assert.Equal(80, each.GetProperty("port").GetInt32()));
        Assert.Equal(expected.Select(address => address!.Contains(':', StringComparison.Ordinal) ? 10 : 2),
            all.EnumerateArray().Select(each => each.GetProperty("family").GetInt32()));
        Assert.Equal(all.ToString(), Resolve(host, "many.test", """{ "all": true, "service": 80 }""").ToString());
        Assert.Equal(expected[0], Resolve(host, "many.test", """{ "family": 0 }""").GetString());
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void AFamilyKeepsTheOthersOut(string host)
    {
        JsonElement all = Resolve(host, "many.test", """{ "all": true, "family": 10 }""");
        Assert.Equal("""[{"address":"2001:db8::1","family":10,"port":0}]""", all.ToString());
        Assert.Equal("2001:db8::1", Resolve(host, "many.test", "10").GetString());
        Assert.Equal("ENOTFOUND", Resolve(host, "plain.test", """{ "all": true, "family": 10 }""").GetProperty("code").GetString());
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void NamesOutsideOfAsciiAreKnownByTheirAsciiForm(string host)
    {
        (string Name, string Address)[] names =
        [
            ("bücher.test", "192.0.2.10"), ("BÜCHER.test", "192.0.2.10"), ("bu\u0308cher.TEST", "192.0.2.10"), ("Bücher．test", "192.0.2.10"),
            ("例え。テスト", "192.0.2.11"), ("faß.test", "192.0.2.12"), ("例子.test", "192.0.2.14"), ("PLAIN.test", "192.0.2.13"),
        ];
        string[] found = [.. names.Select(it => Resolve(host, it.Name).ToString())];
        Assert.Equal(names.Select(it => it.Address), found);
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void WithoutAListOfServicesTheUsualOnesAreKnown(string host)
    {
        const string without = Hosts + "\nmount --bind /dev/null /etc/services\nmount --bind /dev/null /etc/protocols";
        Assert.Equal(443, Resolve(host, "plain.test", """{ "all": true, "service": "https" }""", without)[0].GetProperty("port").GetInt32());
        Assert.Equal(69, Resolve(host, "plain.test", """{ "all": true, "service": "tftp", "type": 2 }""", without)[0].GetProperty("port").GetInt32());
        JsonElement wrong = Resolve(host, "plain.test", """{ "all": true, "service": "tftp", "type": 1 }""", without);
        Assert.Equal(("ENOTFOUND", "plain.test"), (wrong.GetProperty("code").GetString(), wrong.GetProperty("hostname").GetString()));
        JsonElement services = JsonSerializer.Deserialize<JsonElement>(NetworkScript.Run(host, "services.js", without));
        Assert.Equal("""{"http":80,"domain":53,"name":"ssh","six":"tcp","info":{"host":"192.0.2.13","service":"https"}}""", services.ToString()
            .Replace("plain.test", "192.0.2.13", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void TheSystemsOwnListOfServicesComesFirst(string host)
    {
        const string own = Hosts + """

            printf 'http 8080/tcp\nteasocket 4711/udp tea\n' > "$DIR/services"
            mount --bind "$DIR/services" /etc/services
            """;
        Assert.Equal(8080, Resolve(host, "plain.test", """{ "all": true, "service": "http" }""", own)[0].GetProperty("port").GetInt32());
        Assert.Equal(4711, Resolve(host, "plain.test", """{ "all": true, "service": "tea" }""", own)[0].GetProperty("port").GetInt32());
    }

    private static JsonElement Resolve(string host, string name, string options = "null", string preparation = Hosts) =>
        JsonSerializer.Deserialize<JsonElement>(NetworkScript.Run(host, "resolve.js", preparation, name, options));

    /// <summary>What another program, which asks the same resolver, is told.</summary>
    private static string[] ResolversOrder(string name)
    {
        using var directory = new ScriptDirectory();
        ProgramResult result = directory.Shell(
            $$"""
            export DIR="$PWD"; exec unshare --net --mount bash -c 'set -e; {{Hosts.Replace("'", "'\\''", StringComparison.Ordinal)}}
            exec python3 -c "import socket
            for each in socket.getaddrinfo(\"{{name}}\", 80): print(each[4][0])"'
            """);
        _ = Require.Tool("python3");
        return result.Success.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
