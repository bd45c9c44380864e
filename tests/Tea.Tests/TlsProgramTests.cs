using Xunit;

namespace Tea.Tests;

/// <summary>The module tls with openssl and curl at the other end, and sockets that wait.</summary>
public sealed class TlsProgramTests : IDisposable
{
    private const string Server = """
        const listener = new Socket(Socket.PF_INET, Socket.SOCK_STREAM).bind("127.0.0.1").listen();
        system.stdout(`listening on ${listener.getSockName()[1]}\n`);
        const socket = listener.accept();
        const tls = new TLS(socket).useCertificate("server.pem").usePrivateKey("server.key");

        """;

    private const string Conversation = """
        tls.accept();
        let text = "";
        let how = "end";
        try {
          for (let part; (part = tls.receive()).length > 0;) {
            text += part.toString().replace("\n", ",");
            tls.send("more\n");
          }
        } catch ({ code }) {
          how = code;
        }
        console.log(text.slice(0, -1), how);
        """;

    private const string Client = """
        const socket = new Socket(Socket.PF_INET, Socket.SOCK_STREAM);
        socket.connect("127.0.0.1", system.args[1]);
        const tls = new TLS(socket);

        """;

    private readonly TlsDirectory directory = new();

    public static TheoryData<string> Versions => ["-tls1_2", "-tls1_3"];

    public void Dispose() => directory.Dispose();

    [Theory]
    [MemberData(nameof(Versions))]
    public void AClientTalksToOpenSsl(string version)
    {
        using RunningProgram server = OpenSslServer.Start(directory, "server", version, "-rev");
        using RunningProgram client = directory.StartScript(Client + """
            tls.connect("localhost").send("drawer\n");
            console.log(tls.verifyCertificate(), tls.receive().toString());
            tls.close();
            """, [$"{OpenSslServer.PortOf(server)}"]);
        Assert.Equal("0 reward\n\n", client.WaitForExit().Success);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void AServerTalksToOpenSsl(string version)
    {
        using RunningProgram server = directory.StartScript(Server + """
            tls.accept().send("hello from tea\n");
            const answer = tls.receive();
            console.log(answer.toString().trim(), tls.receive().length);
            tls.close();
            """);
        using RunningProgram client = OpenSslClient(server.WaitForPort(), version, "-quiet", "-no_ign_eof", "-verify_return_error");
        client.WaitForLine("hello from tea");
        client.Input.Write("hello from openssl\n");
        client.Input.Flush();
        Assert.Equal(0, client.WaitForExit().ExitCode);
        Assert.Contains("hello from openssl 0", server.WaitForExit().Success, StringComparison.Ordinal);
    }

    [Fact]
    public void TheNameThatAClientConnectsToIsToldToTheServer()
    {
        using RunningProgram server = OpenSslServer.Start(directory, "server", "-servername", "localhost", "-cert2", "server.pem", "-key2", "server.key");
        using RunningProgram client = directory.StartScript(Client + """
            tls.connect("localhost");
            tls.close();
            """, [$"{OpenSslServer.PortOf(server)}"]);
        Assert.Equal("", client.WaitForExit().Success);
        Assert.Contains("\"localhost\"", server.WaitForLine("Hostname in TLS extension"), StringComparison.Ordinal);
    }

    [Fact]
    public void AClientShowsItsOwnCertificateToAServerThatWantsOne()
    {
        using RunningProgram server = OpenSslServer.Start(directory, "server", "-Verify", "1", "-CAfile", "ca.pem", "-rev", "-verify_return_error");
        int port = OpenSslServer.PortOf(server);
        using RunningProgram refused = directory.StartScript(Client + """
            console.log(failure(() => { tls.connect("localhost").send("drawer\n"); tls.receive(); }));
            """, [$"{port}"]);
        Assert.Equal("SocketError EPROTO tlsReceive\n", refused.WaitForExit().Success);
        directory.Certificates.Server("client", directory.Certificates.TrustedAuthority, change: _ => { });
        using RunningProgram client = directory.StartScript(Client + """
            tls.useCertificate("client.pem").usePrivateKey("client.key").connect("localhost").send("drawer\n");
            console.log(tls.receive().toString());
            """, [$"{port}"]);
        Assert.Equal("reward\n\n", client.WaitForExit().Success);
    }

    [Theory]
    [InlineData("-tls1_1")]
    [InlineData("-ssl3")]
    public void AVersionThatIsTooOldIsRefused(string version)
    {
        using RunningProgram server = directory.StartScript(Server + "console.log(failure(() => tls.accept()));");
        using RunningProgram client = OpenSslClient(server.WaitForPort(), version, "-cipher", "ALL:@SECLEVEL=0");
        Assert.NotEqual(0, client.WaitForExit().ExitCode);
        if (version == "-tls1_1")
        {
            Assert.Contains("SocketError EPROTO tlsAccept", server.WaitForExit().Success, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void AClientThatRefusesTheCertificateIsAnErrorWithItsReason()
    {
        directory.Certificates.Server("lonely", issuer: null);
        using RunningProgram server = directory.StartScript(Server + """
            try {
              new TLS(socket).useCertificate("lonely.pem").usePrivateKey("lonely.key").accept().receive();
            } catch ({ code, message }) {
              console.log(code, message);
            }
            """);
        using RunningProgram client = OpenSslClient(server.WaitForPort(), "-verify_return_error");
        Assert.NotEqual(0, client.WaitForExit().ExitCode);
        Assert.Matches("EPROTO tls(Accept|Receive) EPROTO: .*alert", server.WaitForLine("EPROTO"));
    }

    [Fact]
    public void NewKeysAreTakenInTheMiddle()
    {
        using RunningProgram server = directory.StartScript(Server + Conversation);
        using RunningProgram client = OpenSslClient(server.WaitForPort(), "-tls1_3", "-msg");
        Say(client, "first");
        client.WaitForLine("more");
        Say(client, "K"); // for both directions; what stands behind a command in the same read is lost
        client.WaitForLine("KeyUpdate");
        Say(client, "second");
        client.WaitForLine("more");
        Say(client, "Q");
        Assert.Equal("first,second end", server.WaitForLine("first"));
    }

    [Fact]
    public void ANewHandshakeInTheMiddleIsRefused()
    {
        using RunningProgram server = directory.StartScript(Server + Conversation);
        using RunningProgram client = OpenSslClient(server.WaitForPort(), "-tls1_2");
        Say(client, "first");
        client.WaitForLine("more");
        Say(client, "R");
        Assert.Equal("first EPROTO", server.WaitForLine("first"));
        Assert.NotEqual(0, client.WaitForExit().ExitCode);
    }

    [Theory]
    [InlineData("--tlsv1.2", "--tls-max", "1.2")]
    [InlineData("--tlsv1.3", "--tls-max", "1.3")]
    public void CurlGetsWhatAServerSendsAndItsGoodbye(params string[] versions)
    {
        using RunningProgram server = directory.StartScript(Server + """
            let head = "";
            for (tls.accept(); !head.includes("\r\n\r\n");) head += tls.receive(100);
            tls.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n").send("x".repeat(5e6)).close();
            socket.shutdown();
            """);
        using RunningProgram curl = directory.Start(
            Require.Tool("curl"), ["-q", "-sS", "--noproxy", "*", "--cacert", "ca.pem", .. versions, $"https://localhost:{server.WaitForPort()}/"]);
        Assert.Equal(5_000_000, curl.WaitForExit().Success.Length);
        Assert.Equal(0, server.WaitForExit().ExitCode);
    }

    private static void Say(RunningProgram client, string line)
    {
        client.Input.Write(line + "\n");
        client.Input.Flush();
    }

    private RunningProgram OpenSslClient(int port, params IEnumerable<string> options) => directory.Start(
        Require.Tool("openssl"), ["s_client", "-connect", $"127.0.0.1:{port}", "-servername", "localhost", "-CAfile", "ca.pem", .. options]);
}
