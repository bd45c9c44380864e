using Xunit;

namespace Tea.Tests;

/// <summary>What all examples have in common.</summary>
public sealed class ExampleTests
{
    private static readonly (string Example, string[] Arguments)[] wrong =
    [
        ("chat-server.js", ["1", "2"]),
        ("connect-timeout.js", ["127.0.0.1"]),
        ("connect-timeout.js", ["127.0.0.1", "80", "soon"]),
        ("http-server.js", ["http"]),
        ("ping.js", ["127.0.0.1", "0"]),
        ("scan-ports.js", ["127.0.0.1", "9-1"]),
        ("scan-ports.js", ["127.0.0.1", "1-65536"]),
        ("tcp-client.js", []),
        ("tcp-client.js", ["127.0.0.1", "echo"]),
        ("tcp-server.js", ["65536"]),
        ("udp-client.js", ["127.0.0.1", "80"]),
        ("udp-server.js", ["-1"]),
        ("unix-client.js", []),
        ("unix-server.js", ["@"]),
    ];

    public static IEnumerable<TheoryDataRow<string, string[]>> WrongArguments() =>
        from it in wrong
        select new TheoryDataRow<string, string[]>(it.Example, it.Arguments);

    [Theory]
    [MemberData(nameof(WrongArguments))]
    public void WrongArgumentsPrintTheUsageAndExit2(string example, string[] arguments)
    {
        ProgramResult result = Example.Run(example, arguments);
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"usage: tea {example} ", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryExampleIsGivenWrongArguments() =>
        Assert.Equal(
            Directory.EnumerateFiles(Repository.PathOf("examples"), "*.js").Select(Path.GetFileName).Order(),
            wrong.Select(it => it.Example).Distinct());
}
