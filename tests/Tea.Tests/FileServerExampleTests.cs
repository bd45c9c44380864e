using System.Diagnostics;
using Xunit;

namespace Tea.Tests;

/// <summary>examples/node/file-server.js, asked by curl.</summary>
public sealed class FileServerExampleTests : IDisposable
{
    private readonly ScriptDirectory directory = new();
    private readonly RunningProgram server;
    private readonly string address;

    public FileServerExampleTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "links are made as there");
        _ = Require.Tool("curl");
        directory.Write("root/index.html", "<h1>root</h1>\n");
        directory.Write("root/text.txt", "0123456789");
        directory.Write("root/empty", "");
        directory.Write("root/sub/index.html", "sub");
        directory.Write("root/a b%c.js", "odd");
        directory.Write("root-secret/text.txt", "secret");
        directory.Write("secret.txt", "secret");
        File.WriteAllBytes(Path.Combine(directory.Path, "root/large.bin"), Large());
        Directory.CreateDirectory(Path.Combine(directory.Path, "root/none"));
        File.CreateSymbolicLink(Path.Combine(directory.Path, "root/link-out"), Path.Combine(directory.Path, "secret.txt"));
        File.CreateSymbolicLink(Path.Combine(directory.Path, "root/link-in"), "text.txt");
        Directory.CreateSymbolicLink(Path.Combine(directory.Path, "root/directory-out"), directory.Path);
        Process.Start("mkfifo", [Path.Combine(directory.Path, "root/pipe")]).WaitForExit();
        server = Example.Start("node/file-server.js", Path.Combine(directory.Path, "root"), "0");
        address = $"http://127.0.0.1:{server.WaitForPort()}";
    }

    public void Dispose()
    {
        server.Dispose();
        directory.Dispose();
    }

    [Fact]
    public void FilesComeWithTheirTypesAndLengths()
    {
        Assert.Equal("200 text/html; charset=utf-8 14 <h1>root</h1>\n", Get("/"));
        Assert.Equal("200 text/plain; charset=utf-8 10 0123456789", Get("/text.txt?query"));
        Assert.Equal("200 text/javascript; charset=utf-8 3 odd", Get("/a%20b%25c.js"));
        Assert.Equal("200 application/octet-stream 0 ", Get("/empty"));
        Assert.Equal("200 text/plain; charset=utf-8 10 0123456789", Get("/link-in"));
        Assert.Equal("200 text/html; charset=utf-8 3 sub", Get("/sub/"));
        Assert.Contains("Location: /sub/\r\n", Curl("-i", address + "/sub"), StringComparison.Ordinal);
    }

    [Fact]
    public void HeadTellsTheSameWithoutTheFile()
    {
        string head = Curl("-I", address + "/text.txt");
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", head, StringComparison.Ordinal);
        Assert.Contains("Content-Length: 10\r\n", head, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", head, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2-4", "206 bytes 2-4/10 234")]
    [InlineData("7-", "206 bytes 7-9/10 789")]
    [InlineData("-3", "206 bytes 7-9/10 789")]
    [InlineData("-99", "206 bytes 0-9/10 0123456789")]
    [InlineData("8-99", "206 bytes 8-9/10 89")]
    [InlineData("10-", "416 bytes */10 ")]
    [InlineData("-0", "416 bytes */10 ")]
    [InlineData("4-2", "200  0123456789")]
    [InlineData("0-1,3-4", "200  0123456789")]
    public void APartIsSentWhereOneIsAskedFor(string range, string expected)
    {
        string result = Curl("-H", $"Range: bytes={range}", "-w", "\n%{http_code} %header{content-range}", address + "/text.txt");
        string[] lines = result.Split('\n');
        Assert.Equal(expected, $"{lines[^1]} {(lines[^1].StartsWith("416", StringComparison.Ordinal) ? "" : lines[0])}");
    }

    [Theory]
    [InlineData("/../secret.txt")]
    [InlineData("/sub/../../secret.txt")]
    [InlineData("/%2e%2e/secret.txt")]
    [InlineData("/..%2fsecret.txt")]
    [InlineData("/%2e%2e%2fsecret.txt")]
    [InlineData("/../root-secret/text.txt")]
    [InlineData("/..%5csecret.txt")]
    [InlineData("//secret.txt")]
    [InlineData("/link-out")]
    [InlineData("/directory-out/secret.txt")]
    [InlineData("/directory-out/root-secret/text.txt")]
    [InlineData("/text.txt%00.html")]
    [InlineData("/text.txt/")]
    [InlineData("/pipe")]
    [InlineData("/none/")]
    [InlineData("/missing")]
    public void NothingElseIsSent(string path)
    {
        string answer = Curl("--path-as-is", "-w", "\n%{http_code}", address + path);
        Assert.Equal("Not Found\n\n404", answer);
    }

    [Fact]
    public void AnUnfoldedRequestIsRefused()
    {
        Assert.Equal("400", Curl("-o", "/dev/null", "-w", "%{http_code}", address + "/%zz"));
        Assert.Equal("405", Curl("-X", "DELETE", "-o", "/dev/null", "-w", "%{http_code}", address + "/text.txt"));
        Assert.Equal("501", Curl("-d", "body", "-o", "/dev/null", "-w", "%{http_code}", address + "/text.txt"));
        Assert.Equal("431", Curl("-H", "X: " + new string('x', 20_000), "-o", "/dev/null", "-w", "%{http_code}", address + "/text.txt"));
    }

    [Fact]
    public void OneConnectionCarriesManyRequestsAndManyConnectionsAreServedAtOnce()
    {
        string[] urls = [.. Enumerable.Repeat(address + "/text.txt", 5)];
        Assert.Equal("0123456789" + "0123456789".PadLeft(10), Curl(address + "/text.txt", address + "/text.txt"));
        Assert.Equal("1\n0\n0\n0\n0\n", Curl([.. urls.SelectMany(url => (string[])["-o", "/dev/null", url]), "-w", "%{num_connects}\n"]));
        string output = Path.Combine(directory.Path, "received-#1");
        _ = Curl("-Z", "--parallel-immediate", "-o", output, address + "/large.bin?[1-8]");
        foreach (int i in Enumerable.Range(1, 8))
        {
            Assert.True(File.ReadAllBytes(output.Replace("#1", $"{i}", StringComparison.Ordinal)).AsSpan().SequenceEqual(Large()));
        }
    }

    [Fact]
    public void AClientThatGoesInTheMiddleEndsNothing()
    {
        using var curl = RunningProgram.Start("bash", "-c", $"curl -s {address}/large.bin | head -c 100 | wc -c");
        Assert.Equal("100\n", curl.WaitForExit().Success);
        Assert.Equal("200 text/plain; charset=utf-8 10 0123456789", Get("/text.txt"));
        Assert.DoesNotContain(
            Directory.GetFiles($"/proc/{server.Id}/fd"), each => File.ResolveLinkTarget(each, false)?.Name == "text.txt");
    }

    private static byte[] Large()
    {
        byte[] bytes = new byte[7_000_001];
        new Random(7).NextBytes(bytes);
        return bytes;
    }

    private string Get(string path)
    {
        string result = Curl("-w", "\n%{http_code} %{content_type} %header{content-length}", address + path);
        int end = result.LastIndexOf('\n');
        return $"{result[(end + 1)..]} {result[..end]}";
    }

    private static string Curl(params string[] arguments)
    {
        using var curl = RunningProgram.Start("curl", ["-s", "-S", "--max-time", "60", .. arguments]);
        return curl.WaitForExit().Success;
    }
}
