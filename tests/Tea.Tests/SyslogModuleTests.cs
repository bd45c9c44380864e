using Xunit;

namespace Tea.Tests;

/// <summary>teasocket/syslog, with a real syslog daemon. What does not take one is in packages/npm/test/syslog.test.mjs.</summary>
public sealed class SyslogModuleTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void TheDaemonUnderstandsLinesOfSyslog3()
    {
        using var daemon = SyslogDaemon.Start(directory.FullName);
        Write($$"""{ path: "{{daemon.Path}}", facility: "mail", appName: "post", procId: 7 }""", """["err", "lost a žluť"], ["debug", "first\nsecond"]""");
        Assert.Equal("mail.err post 7: lost a žluť", daemon.WaitForMessage("lost a"));
        Assert.Equal("mail.debug post 7: first#012second", daemon.WaitForMessage("first")); // which is how it writes a line's end
    }

    [Theory]
    [InlineData("unix")]
    [InlineData("udp")]
    [InlineData("tcp")]
    public void TheDaemonUnderstandsRfc5424(string transport)
    {
        using var daemon = SyslogDaemon.Start(directory.FullName);
        string to = transport switch
        {
            "unix" => $"""path: "{daemon.Rfc5424Path}", format: "rfc5424" """,
            "udp" => $"""address: "127.0.0.1", port: {daemon.UdpPort}""",
            _ => $"""address: "localhost", port: {daemon.TcpPort}""",
        };
        Write(
            $$"""{ {{to}}, transport: "{{transport}}", facility: "local3", appName: "post", procId: 7, hostname: "here" }""",
            """
            ["err", "lost a žluť", { id: "LOST", data: { "ex@1": { quoted: 'a "b" \\ [c]', many: [1, true, "ž"] }, empty: {} } }],
            ["info", "first\nsecond"],
            ["info", "third", { data: {} }]
            """);
        Assert.Equal(
            """local3.err here post 7 LOST [ex@1 quoted="a \"b\" \\ [c\]" many="1" many="true" many="ž"][empty]:lost a žluť""", daemon.WaitForMessage("lost a"));
        Assert.Equal("local3.info here post 7 - -:first#012second", daemon.WaitForMessage("first"));
        Assert.Equal("local3.info here post 7 - -:third", daemon.WaitForMessage("third"));
    }

    /// <summary>Writes messages in Node, each in both ways.</summary>
    private static void Write(string options, string messages)
    {
        string script = $$"""
            const { Syslog } = require("teasocket/syslog");
            const log = new Syslog({{options}});
            (async () => {
              for (const message of [{{messages}}]) {
                log.write(...message);
                await log.writeAsync(...message);
              }
              log.close();
            })();
            """;
        using var program = RunningProgram.Start(Example.InNode("-e", script));
        Assert.Equal("", program.WaitForExit().Success);
    }
}
