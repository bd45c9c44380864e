using Xunit;

namespace Tea.Tests;

/// <summary>examples/hello.js, the README's first lines.</summary>
public sealed class HelloExampleTests : IDisposable
{
    private readonly ScriptDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Theory]
    [MemberData(nameof(NetworkScript.Hosts), MemberType = typeof(NetworkScript))]
    public void TheFirstLinesRunAsTheyStandInEveryHost(string host)
    {
        using RunningProgram program = NetworkScript.Example(directory, host, [], "hello.js", []);
        Assert.Equal("hello, me\n", program.WaitForExit().Success);
    }

    [Fact]
    public void TheReadmeShowsThem()
    {
        string lines = File.ReadAllText(Repository.PathOf("examples/hello.js"));
        Assert.Contains($"```js\n{lines}```", File.ReadAllText(Repository.PathOf("README.md")), StringComparison.Ordinal);
    }
}
