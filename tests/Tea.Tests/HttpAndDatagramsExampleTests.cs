using System.Net;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace Tea.Tests;

/// <summary>examples/node/http-and-datagrams.js, with the service beside it, and with one of the test's own.</summary>
public sealed class HttpAndDatagramsExampleTests : IDisposable
{
    private readonly ScriptDirectory directory = new();
    private readonly HttpClient browser = new() { Timeout = TimeSpan.FromMinutes(2) };
    private readonly string path;

    public HttpAndDatagramsExampleTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the example has an abstract name");
        path = Path.Combine(directory.Path, "service");
    }

    public void Dispose()
    {
        browser.Dispose();
        directory.Dispose();
    }

    [Theory]
    [MemberData(nameof(ScriptHost.All), MemberType = typeof(ScriptHost))]
    public async Task ARequestIsAnsweredWithWhatTheServiceSays(string host)
    {
        using RunningProgram service = NetworkScript.Example(directory, host, "node/stock-service.js", path, "plums=7", "pears=0");
        service.WaitForLine($"listening on {path}");
        using RunningProgram server = Start(host, out int port);
        Assert.Equal((HttpStatusCode.OK, "7\n"), await Get(port, "/stock/plums"));
        Assert.Equal((HttpStatusCode.OK, "0\n"), await Get(port, "/stock/pears"));
        Assert.Equal((HttpStatusCode.NotFound, "there is no article apples\n"), await Get(port, "/stock/apples"));
        Assert.Equal((HttpStatusCode.NotFound, "ask for /stock/ARTICLE\n"), await Get(port, "/"));
        (HttpStatusCode, string)[] many = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Get(port, "/stock/plums")));
        Assert.All(many, answer => Assert.Equal((HttpStatusCode.OK, "7\n"), answer));
    }

    [Theory]
    [MemberData(nameof(ScriptHost.All), MemberType = typeof(ScriptHost))]
    public async Task RequestsWaitSideBySideAndEachGetsItsOwnAnswer(string host)
    {
        using Socket service = Bind();
        using RunningProgram server = Start(host, out int port);
        Task<(HttpStatusCode, string)>[] requests = [.. Enumerable.Range(0, 5).Select(i => Get(port, $"/stock/article-{i}"))];
        (string Id, string Article, EndPoint From)[] questions = [.. Enumerable.Range(0, 5).Select(_ => Receive(service))];
        Assert.Equal(5, questions.DistinctBy(question => question.Id).Count());
        Assert.Equal((HttpStatusCode.NotFound, "ask for /stock/ARTICLE\n"), await Get(port, "/other")); // while the five wait
        foreach ((string id, string article, EndPoint from) in questions.Reverse())
        {
            service.SendTo(Encoding.UTF8.GetBytes($"{id} {article[^1]}00"), from);
        }

        (HttpStatusCode, string)[] answers = await Task.WhenAll(requests);
        Assert.Equal(Enumerable.Range(0, 5).Select(i => (HttpStatusCode.OK, $"{i}00\n")), answers);
    }

    [Theory]
    [MemberData(nameof(ScriptHost.All), MemberType = typeof(ScriptHost))]
    public async Task AnAnswerThatComesTooLateIsNoOnesElse(string host)
    {
        using Socket service = Bind();
        using RunningProgram server = Start(host, out int port);
        Assert.Equal((HttpStatusCode.GatewayTimeout, "the service does not answer\n"), await Get(port, "/stock/plums"));
        Task<(HttpStatusCode, string)> second = Get(port, "/stock/pears");
        (string Id, string Article, EndPoint From) late = Receive(service);
        (string Id, string Article, EndPoint From) question = Receive(service);
        Assert.Equal(("plums", "pears"), (late.Article, question.Article));
        service.SendTo(Encoding.UTF8.GetBytes($"{late.Id} 1"), late.From);
        service.SendTo("nonsense"u8, late.From);
        service.SendTo(Encoding.UTF8.GetBytes($"{question.Id} 2"), question.From);
        Assert.Equal((HttpStatusCode.OK, "2\n"), await second);
    }

    [Theory]
    [MemberData(nameof(ScriptHost.All), MemberType = typeof(ScriptHost))]
    public async Task WithoutTheServiceARequestFailsAndTheNextFindsIt(string host)
    {
        using RunningProgram server = Start(host, out int port);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "the service cannot be asked\n"), await Get(port, "/stock/plums"));
        using (RunningProgram service = NetworkScript.Example(directory, host, "node/stock-service.js", path))
        {
            service.WaitForLine($"listening on {path}");
            Assert.Equal((HttpStatusCode.OK, "12\n"), await Get(port, "/stock/apples"));
        }

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "the service cannot be asked\n"), await Get(port, "/stock/apples"));
        File.Delete(path);
        using RunningProgram next = NetworkScript.Example(directory, host, "node/stock-service.js", path, "apples=3");
        next.WaitForLine($"listening on {path}");
        Assert.Equal((HttpStatusCode.OK, "3\n"), await Get(port, "/stock/apples"));
    }

    [Fact]
    public void APathThatIsTooLongIsReported() => Assert.StartsWith(
        "stock-service: The \"address\" argument ", Example.Failure("node/stock-service.js", "/" + new string('p', 200)), StringComparison.Ordinal);

    [Fact]
    public void APortThatIsTakenIsReported()
    {
        using RunningProgram server = Start(ScriptHost.Node, out int port);
        Assert.StartsWith(
            "http-and-datagrams: listen EADDRINUSE", Example.Failure("node/http-and-datagrams.js", $"{port}", path), StringComparison.Ordinal);
    }

    private RunningProgram Start(string host, out int port)
    {
        RunningProgram server = NetworkScript.Example(directory, host, "node/http-and-datagrams.js", "0", path);
        port = server.WaitForPort();
        return server;
    }

    private async Task<(HttpStatusCode Status, string Body)> Get(int port, string what)
    {
        using HttpResponseMessage response = await browser.GetAsync(new Uri($"http://127.0.0.1:{port}{what}"));
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private Socket Bind()
    {
        var service = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = 120_000 };
        service.Bind(new UnixDomainSocketEndPoint(path));
        return service;
    }

    private static (string Id, string Article, EndPoint From) Receive(Socket service)
    {
        byte[] bytes = new byte[100];
        EndPoint from = new UnixDomainSocketEndPoint("/any");
        int length = service.ReceiveFrom(bytes, ref from);
        string[] words = Encoding.UTF8.GetString(bytes, 0, length).Split(' ');
        return (words[0], words[1], from);
    }
}
