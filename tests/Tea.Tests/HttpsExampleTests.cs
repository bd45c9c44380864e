using Xunit;

namespace Tea.Tests;

/// <summary>examples/https-server.js and https-client.js, with curl and openssl at the other end and with each other.</summary>
public sealed class HttpsExampleTests : IDisposable
{
    private const string Title = "<h1>Hello from tea, in secret</h1>";

    private readonly TlsDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Theory]
    [InlineData("1.2")]
    [InlineData("1.3")]
    public void CurlGetsThePageFromTheServer(string version)
    {
        using RunningProgram server = Server();
        int port = server.WaitForPort();
        string answer = Curl(port, "--cacert", "ca.pem", $"--tlsv{version}", "--tls-max", version, "-i").Success;
        Assert.StartsWith("HTTP/1.1 200 OK", answer, StringComparison.Ordinal);
        Assert.EndsWith(Title + "\n", answer, StringComparison.Ordinal);
        Assert.Equal(60, Curl(port, "--capath", "none").ExitCode); // it does not know the authority
        Assert.Contains("404 Not Found", Curl(port, "--cacert", "ca.pem", "-i", "--request-target", "/other").Success, StringComparison.Ordinal);
    }

    [Fact]
    public void TheClientGetsThePageFromTheServer()
    {
        using RunningProgram server = Server();
        string address = $"https://localhost:{server.WaitForPort()}";
        Assert.Contains(Title, Client($"{address}/").Success, StringComparison.Ordinal);
        Assert.Contains("HTTP/1.1 404 Not Found", Client($"{address}/other").Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void TheClientGetsAPageFromOpenSslAndTrustsNobodyElse()
    {
        directory.Certificates.Server("lonely", issuer: null);
        directory.Certificates.Server("other", directory.Certificates.TrustedAuthority, host: "example.com");
        using RunningProgram server = OpenSslServer.Start(directory, "server", "-www");
        Assert.Contains("Secure Renegotiation", Client($"https://localhost:{OpenSslServer.PortOf(server)}/").Success, StringComparison.Ordinal);
        using RunningProgram lonely = OpenSslServer.Start(directory, "lonely", "-www");
        Assert.Contains("self-signed (18)", Client($"https://localhost:{OpenSslServer.PortOf(lonely)}/").Failure, StringComparison.Ordinal);
        using RunningProgram other = OpenSslServer.Start(directory, "other", "-www");
        Assert.Contains("for another name (62)", Client($"https://localhost:{OpenSslServer.PortOf(other)}/").Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void ClientsThatSayNothingOrNonsenseHoldUpNobody()
    {
        using RunningProgram server = Server();
        int port = server.WaitForPort();
        TcpPeer[] silent = [.. Enumerable.Range(0, 20).Select(_ => TcpPeer.Connect(port))];
        foreach (TcpPeer peer in silent[10..])
        {
            peer.Send("GET / HTTP/1.0\r\n\r\n");
        }

        silent[0].Reset();
        silent[19].Reset();
        Assert.Contains(Title, Client($"https://localhost:{port}/").Success, StringComparison.Ordinal);
    }

    [Fact]
    public void AServerWithAWrongKeyDoesNotStart()
    {
        directory.Certificates.Server("other", directory.Certificates.TrustedAuthority);
        using RunningProgram other = Server(key: "other.key");
        Assert.Contains("the private key does not belong to the certificate", other.WaitForExit().Failure, StringComparison.Ordinal);
        using RunningProgram nowhere = Server("nowhere.pem");
        Assert.Contains("ENOENT", nowhere.WaitForExit().Failure, StringComparison.Ordinal);
    }

    private RunningProgram Server(string certificate = "server.pem", string key = "server.key") =>
        directory.Start(Repository.Tea, [Repository.PathOf("examples/https-server.js"), certificate, key, "0"]);

    private ProgramResult Client(string url)
    {
        using RunningProgram client = directory.Start(Repository.Tea, [Repository.PathOf("examples/https-client.js"), url]);
        return client.WaitForExit();
    }

    private ProgramResult Curl(int port, params IEnumerable<string> options)
    {
        using RunningProgram curl = directory.Start(Require.Tool("curl"), ["-q", "-sS", "--noproxy", "*", .. options, $"https://localhost:{port}/"]);
        return curl.WaitForExit();
    }
}
