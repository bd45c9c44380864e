using Xunit;

namespace Tea.Tests;

/// <summary>examples/http-server.js. One server for all tests: none may harm the others.</summary>
public sealed class HttpServerExampleTests(HttpServerExampleTests.Server server) : IClassFixture<HttpServerExampleTests.Server>
{
    private const string host = "Host: localhost\r\n\r\n";

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n" + host, "200 OK")]
    [InlineData("GET /?a=1 HTTP/1.1\r\n" + host, "200 OK")]
    [InlineData("GET http://localhost/ HTTP/1.1\r\n" + host, "200 OK")]
    [InlineData("GET / HTTP/1.0\r\n\r\n", "200 OK")]
    [InlineData("GET /other HTTP/1.1\r\n" + host, "404 Not Found")]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: 3\r\n" + host + "abc", "405 Method Not Allowed")]
    [InlineData("GET / HTTP/1.1\r\n\r\n", "400 Bad Request")]
    [InlineData("\0ÿjunk\r\n\r\n", "400 Bad Request")]
    public void ARequestIsAnswered(string request, string status)
    {
        string response = Request(request);
        Assert.StartsWith($"HTTP/1.1 {status}\r\n", response, StringComparison.Ordinal);
        Assert.Contains("\r\nConnection: close\r\n", response, StringComparison.Ordinal);
    }

    [Fact]
    public void AHeadOfMoreThan16KiBIsRefusedBeforeItsEnd() =>
        Assert.StartsWith(
            "HTTP/1.1 431 ", Request("GET / HTTP/1.1\r\nCookie: " + new string('x', 20_000)), StringComparison.Ordinal);

    [Fact]
    public void HeadIsAnsweredAsGetWithoutTheBody()
    {
        string get = Request("GET / HTTP/1.1\r\n" + host);
        string head = get[..(get.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)];
        Assert.NotEqual(get, head);
        Assert.Equal(head, Request("HEAD / HTTP/1.1\r\n" + host));
    }

    [Fact]
    public void AWrongMethodIsToldTheRightOnes() =>
        Assert.Contains("\r\nAllow: GET, HEAD\r\n", Request("PUT / HTTP/1.1\r\n" + host), StringComparison.Ordinal);

    [Fact]
    public void ARequestMayComeByteByByte()
    {
        using var peer = TcpPeer.Connect(server.Port);
        foreach (char c in "GET / HTTP/1.1\r\n" + host)
        {
            peer.Send($"{c}");
        }

        Assert.StartsWith("HTTP/1.1 200 OK\r\n", peer.ReceiveToEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void CurlGetsThePage()
    {
        using var curl = RunningProgram.Start(
            Require.Tool("curl"), ["-q", "-sS", "-i", "--noproxy", "*", $"http://127.0.0.1:{server.Port}/"]);
        string response = curl.WaitForExit().Success;
        Assert.StartsWith("HTTP/1.1 200 OK", response, StringComparison.Ordinal);
        Assert.EndsWith("<h1>Hello from tea</h1>\n", response, StringComparison.Ordinal);
    }

    [Fact]
    public void HalfARequestFromManyClientsHoldsUpNobodyAndTheirResetsNeither()
    {
        TcpPeer[] clients = [.. Enumerable.Range(0, 150).Select(_ => TcpPeer.Connect(server.Port))];
        foreach (TcpPeer client in clients)
        {
            client.Send("GET /");
        }

        Assert.StartsWith("HTTP/1.1 200 OK\r\n", Request("GET / HTTP/1.0\r\n\r\n"), StringComparison.Ordinal);
        foreach (TcpPeer client in clients)
        {
            client.Reset();
        }

        Assert.StartsWith("HTTP/1.1 200 OK\r\n", Request("GET / HTTP/1.0\r\n\r\n"), StringComparison.Ordinal);
    }

    private string Request(string text)
    {
        using var peer = TcpPeer.Connect(server.Port);
        peer.Send(text);
        return peer.ReceiveToEnd();
    }

    public sealed class Server : IDisposable
    {
        private readonly RunningProgram program = Example.Start("http-server.js", "0");
        private readonly Lazy<int> port;

        public Server() => port = new Lazy<int>(program.WaitForPort);

        internal int Port => port.Value;

        public void Dispose() => program.Dispose();
    }
}
