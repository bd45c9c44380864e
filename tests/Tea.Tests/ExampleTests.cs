using Xunit;

namespace Tea.Tests;

/// <summary>What all examples have in common.</summary>
public sealed class ExampleTests
{
    private static readonly (string Example, string[] Arguments)[] wrong =
    [
        ("chat-server-async.js", ["http"]),
        ("chat-server-async.js", ["1", "2"]),
        ("chat-server.js", ["1", "2"]),
        ("connect-timeout.js", ["127.0.0.1"]),
        ("connect-timeout.js", ["127.0.0.1", "80", "soon"]),
        ("discovery.js", []),
        ("discovery.js", ["announce", "printer"]),
        ("discovery.js", ["announce", "a b", "9100"]),
        ("discovery.js", ["find", "printer", "many"]),
        ("dns.js", []),
        ("dns.js", ["example.com"]),
        ("dns.js", ["example..com", "@127.0.0.1"]),
        ("dns.js", ["example.com", "SRV", "@127.0.0.1"]),
        ("dns.js", ["example.com", "A", "@127.0.0.1:65536"]),
        ("echo-10000.js", ["65536"]),
        ("http-server.js", ["http"]),
        ("https-client.js", []),
        ("https-client.js", ["http://localhost/"]),
        ("https-client.js", ["https://localhost:65536/"]),
        ("https-server.js", ["cert.pem"]),
        ("https-server.js", ["cert.pem", "key.pem", "https"]),
        ("interfaces.js", ["lo"]),
        ("node/activated-server.js", ["0"]),
        ("node/file-server.js", []),
        ("node/file-server.js", ["/nowhere"]),
        ("node/file-server.js", ["/", "http"]),
        ("node/handover.js", ["65536"]),
        ("node/handover.js", ["0", "0"]),
        ("node/http-and-datagrams.js", ["http"]),
        ("node/http-and-datagrams.js", ["0", "@"]),
        ("node/redis.js", ["127.0.0.1"]),
        ("node/redis.js", ["127.0.0.1", "redis", "PING"]),
        ("node/sd-notify.js", ["http"]),
        ("node/socket-options.js", ["127.0.0.1", "80"]),
        ("node/socket-options.js", ["localhost", "80", "hello"]),
        ("node/startup-config.js", ["1", "2"]),
        ("node/stock-service.js", ["@"]),
        ("node/stock-service.js", ["@stock", "plums"]),
        ("node/syslog.js", []),
        ("node/syslog.js", ["two", "messages"]),
        ("node/syslog.js", ["--priority=user", "hello"]),
        ("node/syslog.js", ["--priority=user.loud", "hello"]),
        ("node/syslog.js", ["--colour=red", "hello"]),
        ("ping-many.js", []),
        ("ping.js", ["127.0.0.1", "0"]),
        ("port-forwarder.js", ["0", "127.0.0.1"]),
        ("port-forwarder.js", ["0", "127.0.0.1", "http"]),
        ("restart.js", []),
        ("restart.js", ["new", "/tmp/restart.sock", "http"]),
        ("scan-ports.js", ["127.0.0.1", "9-1"]),
        ("scan-ports.js", ["127.0.0.1", "1-65536"]),
        ("sniffer.js", ["lo", "0"]),
        ("tcp-client.js", []),
        ("tcp-client.js", ["127.0.0.1", "echo"]),
        ("tcp-server.js", ["65536"]),
        ("tls-proxy.js", ["cert.pem", "key.pem", "0", "127.0.0.1"]),
        ("tls-proxy.js", ["cert.pem", "key.pem", "0", "127.0.0.1", "http"]),
        ("traceroute.js", ["127.0.0.1", "256"]),
        ("udp-any.js", ["65536"]),
        ("udp-client.js", ["127.0.0.1", "80"]),
        ("udp-server.js", ["-1"]),
        ("unix-client.js", []),
        ("unix-server.js", ["@"]),
    ];

    public static IEnumerable<TheoryDataRow<string, string[]>> WrongArguments() =>
        from it in wrong
        select new TheoryDataRow<string, string[]>(it.Example, it.Arguments);

    [Theory]
    [MemberData(nameof(WrongArguments))]
    public void WrongArgumentsPrintTheUsageAndExit2(string example, string[] arguments)
    {
        ProgramResult result = Example.Run(example, arguments);
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        string command = example.Contains('/', StringComparison.Ordinal) ? example.Replace('/', ' ') : $"tea {example}";
        Assert.StartsWith($"usage: {command} ", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryExampleIsGivenWrongArguments() =>
        Assert.Equal(
            ScriptsIn("").Concat(ScriptsIn("node/")).Except(["hello.js"]).Order(StringComparer.Ordinal), // which looks at none
            wrong.Select(it => it.Example).Distinct());

    private static IEnumerable<string> ScriptsIn(string folder) =>
        Directory.EnumerateFiles(Repository.PathOf($"examples/{folder}"), "*.js").Select(path => folder + Path.GetFileName(path));
}
