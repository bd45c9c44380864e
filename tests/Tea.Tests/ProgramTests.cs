using Xunit;

namespace Tea.Tests;

/// <summary>The scripts under tests/programs/: programs in the shapes that were written for the original.</summary>
public sealed class ProgramTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void TheDocumentationsServerAndClientTalk()
    {
        using RunningProgram server = Start("documentation-server.js", "0", "2");
        string port = $"{server.WaitForPort()}";
        Assert.Equal("hello světe\n", Run("documentation-client.js", "127.0.0.1", port, "světe"));
        Assert.Equal("hello 2\n", Run("documentation-client.js", "127.0.0.1", port, "2"));
        Assert.Equal($"listening on {port}\nserved 127.0.0.1\nserved 127.0.0.1\n", server.WaitForExit().Success);
    }

    [Fact]
    public void ALibraryForRedisSpeaksToItsServer()
    {
        using var redis = RedisServer.Start(directory.FullName);
        Assert.Equal(
            """
            set=OK
            get=Žluťoučký kůň 🍵
            strlen=24
            missing=null
            incr=1
            incr=2
            lpush=3
            lrange=č,b,a
            bigset=OK
            bigget=204800 same
            error=WRONGTYPE
            del=4

            """,
            Run("redis-client.js", "127.0.0.1", $"{redis.Port}"));
    }

    [Fact]
    public void AnEventLoopOnSelectRunsItsTimersAndItsServerWithClients() =>
        Assert.Equal(
            """
            timer 10
            timer 20
            timer 30
            client 0: 1 bytes, same
            client 1: 1000001 bytes, same
            client 2: 2000001 bytes, same
            client 3: 3000001 bytes, same
            client 4: 4000001 bytes, same
            done

            """,
            Run("event-loop.js"));

    [Fact]
    public void AWebSocketServerSatisfiesTheClientOfThePackageWs()
    {
        var client = new WebSocketClient(directory.FullName);
        using RunningProgram server = Start("websocket-server.js");
        Assert.Equal("websocket ok\n", client.Check(server.WaitForPort()).Success);
    }

    [Fact]
    public void AWebSocketServerRefusesAnOrdinaryRequest()
    {
        using RunningProgram server = Start("websocket-server.js");
        using var peer = TcpPeer.Connect(server.WaitForPort());
        peer.Send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 400 Bad Request\r\n", peer.ReceiveToEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")] // where that is ::1 too, nobody listens there
    public void AnHttpClientFetchesAPageOverIPv4(string host)
    {
        using PythonHttpServer server = Serve("127.0.0.1", "čaj\r\n\r\nžluť");
        Assert.Equal(
            "status: HTTP/1.0 200 OK\ncontent-type: text/plain\nlength: 14\nbody: čaj\r\n\r\nžluť\n",
            Run("http-client.js", $"http://{host}:{server.Port}/page.txt"));
    }

    [Fact]
    public void AnHttpClientFetchesALargePageOverIPv6()
    {
        Require.IPv6Loopback();
        string page = new('x', 500_000);
        using PythonHttpServer server = Serve("::1", page);
        Assert.Equal(
            $"status: HTTP/1.0 200 OK\ncontent-type: text/plain\nlength: 500000\nbody: {page}\n",
            Run("http-client.js", $"http://[::1]:{server.Port}/page.txt"));
    }

    [Fact]
    public void AnHttpClientReportsThatThereIsNoSuchPage()
    {
        using PythonHttpServer server = Serve("127.0.0.1", "");
        Assert.StartsWith(
            "status: HTTP/1.0 404 ", Run("http-client.js", $"http://127.0.0.1:{server.Port}/other"), StringComparison.Ordinal);
    }

    [Fact]
    public void AnHttpClientMayJoinWhatItReceivesAsText()
    {
        string page = "tea\r\n\r\n" + new string('y', 5000);
        using PythonHttpServer server = Serve("127.0.0.1", page);
        Assert.Equal($"HTTP/1.0 200 OK\n{page}\n", Run("http-client-text.js", "127.0.0.1", $"{server.Port}", "/page.txt"));
    }

    private static RunningProgram Start(string name, params IEnumerable<string> arguments) =>
        RunningProgram.Script($"tests/programs/{name}", arguments);

    private static string Run(string name, params IEnumerable<string> arguments)
    {
        using RunningProgram program = Start(name, arguments);
        return program.WaitForExit().Success;
    }

    private PythonHttpServer Serve(string address, string page)
    {
        File.WriteAllText(Path.Combine(directory.FullName, "page.txt"), page);
        return new PythonHttpServer(directory.FullName, address);
    }
}
