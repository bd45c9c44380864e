using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace Tea.Tests;

/// <summary>examples/node/startup-config.js.</summary>
public sealed class StartupConfigExampleTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void AProgramHasTheConfigurationWhenRequireReturns()
    {
        const string code = "const { port, name } = require('./startup-config'); console.log(port, name);";
        using PythonHttpServer server = Serve("""{ "name": "kůň", "port": 81 }""");
        Assert.Equal("81 kůň\n", Run($"http://localhost:{server.Port}/config.json", "-e", code).Success);
    }

    [Fact]
    public void AsAProgramItPrintsAValue()
    {
        using PythonHttpServer server = Serve("""{ "name": "kůň", "port": 81 }""");
        string url = $"http://127.0.0.1:{server.Port}/config.json?version=1";
        Assert.Equal("kůň\n", Run(url, "startup-config.js", "name").Success);
        Assert.Equal("{ name: 'kůň', port: 81 }\n", Run(url, "startup-config.js").Success);
    }

    [Fact]
    public void WhatIsNotAConfigurationIsReported()
    {
        using PythonHttpServer server = Serve("{");
        Assert.StartsWith("startup-config: HTTP/1.0 404 ", Failure($"http://127.0.0.1:{server.Port}/other"), StringComparison.Ordinal);
        Assert.Contains("JSON", Failure($"http://127.0.0.1:{server.Port}/config.json"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("https://localhost/")]
    public void WithoutAUrlThatItCanFetchItSaysWhatIsMissing(string? url) =>
        Assert.Equal("startup-config: CONFIG_URL must be the http:// URL of a JSON file\n", Failure(url));

    [Fact]
    public void AServerThatIsNotThereIsReported()
    {
        using var closed = ClosedPort.Tcp();
        Assert.StartsWith(
            $"startup-config: connect ECONNREFUSED 127.0.0.1:{closed.Number}",
            Failure($"http://127.0.0.1:{closed.Number}/"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void AServerThatSaysNothingIsGivenUp()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        Assert.Equal(
            "startup-config: no answer within 2000 ms\n", Failure($"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/"));
    }

    private static string Failure(string? url) => Run(url, "startup-config.js").Failure;

    private static ProgramResult Run(string? url, params IEnumerable<string> arguments)
    {
        ProcessStartInfo start = Example.InNode(arguments);
        start.Environment["CONFIG_URL"] = url;
        using var program = RunningProgram.Start(start);
        return program.WaitForExit();
    }

    private PythonHttpServer Serve(string configuration)
    {
        File.WriteAllText(Path.Combine(directory.FullName, "config.json"), configuration);
        return new PythonHttpServer(directory.FullName, "127.0.0.1");
    }
}
