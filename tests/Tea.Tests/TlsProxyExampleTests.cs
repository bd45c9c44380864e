using System.Security.Cryptography;
using Xunit;

namespace Tea.Tests;

/// <summary>examples/tls-proxy.js, between curl or openssl and a web server of Python's.</summary>
public sealed class TlsProxyExampleTests : IDisposable
{
    private readonly TlsDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void MegabytesComeAsTheyAreToManyClientsAtOnce()
    {
        const int Clients = 12;
        byte[] content = RandomNumberGenerator.GetBytes(3_000_000);
        using PythonHttpServer web = Serve(content);
        using RunningProgram proxy = Proxy(web.Port);
        int port = proxy.WaitForPort();
        RunningProgram[] clients = [.. Enumerable.Range(0, Clients).Select(i => Curl(port, "-o", $"got-{i}"))];
        foreach (RunningProgram client in clients)
        {
            _ = client.WaitForExit().Success;
            client.Dispose();
        }

        Assert.All(Enumerable.Range(0, Clients), i => Assert.Equal(content, File.ReadAllBytes(directory.PathOf($"got-{i}"))));
    }

    [Fact]
    public void WhoTalksNonsenseOrLeavesDisturbsNobodyAndLeavesNoDescriptor()
    {
        using PythonHttpServer web = Serve("content"u8.ToArray());
        using RunningProgram proxy = Proxy(web.Port);
        int port = proxy.WaitForPort();
        using (RunningProgram first = Curl(port))
        {
            Assert.Equal("content", first.WaitForExit().Success);
        }

        int before = CountDescriptors(proxy);
        for (int i = 0; i < 20; i++)
        {
            using var peer = TcpPeer.Connect(port);
            peer.Send("GET / HTTP/1.0\r\n\r\n");
        }

        int most = int.MaxValue;
        for (int clients = 0; clients < 20 && most > before; clients++)
        {
            using RunningProgram next = Curl(port);
            Assert.Equal("content", next.WaitForExit().Success);
            most = CountDescriptors(proxy); // those of the last client may still be on their way out
        }

        Assert.InRange(most, 0, before);
    }

    [Fact]
    public void AServerThatIsNotThereEndsTheConnection()
    {
        using RunningProgram proxy = Proxy(1);
        using RunningProgram client = Curl(proxy.WaitForPort());
        Assert.NotEqual(0, client.WaitForExit().ExitCode);
        proxy.Signal("TERM");
        Assert.Contains("tls-proxy: connect ECONNREFUSED", proxy.WaitForExit().Errors, StringComparison.Ordinal);
    }

    private PythonHttpServer Serve(byte[] content)
    {
        DirectoryInfo web = Directory.CreateDirectory(directory.PathOf("web"));
        File.WriteAllBytes(directory.PathOf("web/large"), content);
        return new PythonHttpServer(web.FullName, "127.0.0.1");
    }

    private static int CountDescriptors(RunningProgram program) => Directory.GetFileSystemEntries($"/proc/{program.Id}/fd").Length;

    private RunningProgram Proxy(int port) => directory.Start(
        Repository.Tea, [Repository.PathOf("examples/tls-proxy.js"), "server.pem", "server.key", "0", "127.0.0.1", $"{port}"]);

    private RunningProgram Curl(int port, params IEnumerable<string> options) => directory.Start(
        Require.Tool("curl"), ["-q", "-sS", "--noproxy", "*", "--cacert", "ca.pem", .. options, $"https://localhost:{port}/large"]);
}
