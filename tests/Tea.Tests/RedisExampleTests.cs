using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Xunit;

namespace Tea.Tests;

/// <summary>examples/node/redis.js.</summary>
public sealed class RedisExampleTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void EachKindOfReplyIsPrinted()
    {
        using var redis = RedisServer.Start(directory.FullName);
        Assert.Equal("OK\n", Run(redis, "SET", "name", "žluť"));
        Assert.Equal("žluť\n", Run(redis, "GET", "name"));
        Assert.Equal("(nil)\n", Run(redis, "GET", "other"));
        Assert.Equal("3\n", Run(redis, "RPUSH", "list", "a", "", "c d"));
        Assert.Equal("a\n\nc d\n", Run(redis, "LRANGE", "list", "0", "-1"));
    }

    [Fact]
    public void AnErrorOfTheServerIsItsReplyAndTheStatusIs1()
    {
        using var redis = RedisServer.Start(directory.FullName);
        Assert.Equal("1\n", Run(redis, "LPUSH", "list", "a"));
        ProgramResult result = Example.Run("node/redis.js", "127.0.0.1", $"{redis.Port}", "INCR", "list");
        Assert.Equal((1, ""), (result.ExitCode, result.Errors));
        Assert.StartsWith("(error) WRONGTYPE ", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void AnyBytesGoToTheServerAndComeBack()
    {
        byte[] bytes = RandomNumberGenerator.GetBytes(1_000_000);
        using var redis = RedisServer.Start(directory.FullName);
        using (RunningProgram set = Start(redis, "SET", "key", "--stdin"))
        {
            set.Input.BaseStream.Write(bytes);
            Assert.Equal("OK\n", set.WaitForExit().Success);
        }

        string sum = Convert.ToHexStringLower(SHA256.HashData(bytes));
        const string code = """
            const { Redis } = require("./redis");
            const redis = new Redis("localhost", process.argv[1]);
            const bytes = redis.command("GET", "key");
            console.log(bytes.length, require("node:crypto").createHash("sha256").update(bytes).digest("hex"));
            """;
        Assert.Equal($"1000000 {sum}\n", RunCode(code, redis));
    }

    [Fact]
    public void ThousandsOfCommandsGoInOnePipeline()
    {
        using var redis = RedisServer.Start(directory.FullName);
        using RunningProgram program = Start(redis);
        program.Input.Write(string.Concat(Enumerable.Repeat("INCR count\n", 20_000)) + "GET count\n");
        string[] replies = program.WaitForExit().Success.Split('\n');
        Assert.Equal([.. Enumerable.Range(1, 20_000).Select(i => $"{i}"), "20000", ""], replies);
    }

    [Fact]
    public void AFailedCommandOfAPipelineDoesNotTakeTheOthersReplies()
    {
        const string code = """
            const { Redis, RedisError } = require("./redis");
            const redis = new Redis("127.0.0.1", process.argv[1]);
            const show = (reply) => (reply instanceof RedisError ? reply.message.split(" ")[0] : reply);
            const bytes = Buffer.from([0, 13, 10, 255]);
            console.log(redis.pipeline([["SET", "a", bytes], ["LPOP", "a"], ["STRLEN", "a"], ["GET", "a"]]).map(show));
            try { redis.command("LPOP", "a"); } catch (error) { console.log("thrown", show(error)); }
            """;
        using var redis = RedisServer.Start(directory.FullName);
        Assert.Equal("[ 'OK', 'WRONGTYPE', 4, <Buffer 00 0d 0a ff> ]\nthrown WRONGTYPE\n", RunCode(code, redis));
    }

    [Fact]
    public void AReplyMayComeByteByByte()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "waits for the state in /proc");
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        using RunningProgram client = Example.Start("node/redis.js", "127.0.0.1", $"{port}", "X");
        using Socket server = listener.AcceptSocket();
        foreach (byte b in "*3\r\n$2\r\n\r\n\r\n:-1\r\n$-1\r\n"u8.ToArray())
        {
            client.WaitUntilAsleep(); // it has received the last byte, and waits for more
            server.Send([b]);
        }

        Assert.Equal("\r\n\n-1\n(nil)\n", client.WaitForExit().Success);
    }

    [Fact]
    public void AServerThatGoesAwayIsReported()
    {
        using var redis = RedisServer.Start(directory.FullName);
        Assert.Equal(
            "redis: the server has closed the connection\n",
            Example.Failure("node/redis.js", "127.0.0.1", $"{redis.Port}", "SHUTDOWN", "NOSAVE"));
    }

    [Fact]
    public void AServerThatIsNotThereIsReported()
    {
        using var closed = ClosedPort.Tcp();
        Assert.StartsWith(
            $"redis: connect ECONNREFUSED 127.0.0.1:{closed.Number}",
            Example.Failure("node/redis.js", "127.0.0.1", $"{closed.Number}", "PING"),
            StringComparison.Ordinal);
    }

    private static RunningProgram Start(RedisServer redis, params IEnumerable<string> words) =>
        Example.Start("node/redis.js", ["127.0.0.1", $"{redis.Port}", .. words]);

    private static string Run(RedisServer redis, params IEnumerable<string> words)
    {
        using RunningProgram program = Start(redis, words);
        return program.WaitForExit().Success;
    }

    private static string RunCode(string code, RedisServer redis)
    {
        using var program = RunningProgram.Start(Example.InNode("-e", code, $"{redis.Port}"));
        return program.WaitForExit().Success;
    }
}
