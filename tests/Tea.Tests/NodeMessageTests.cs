using Xunit;

namespace Tea.Tests;

/// <summary>Descriptors that are passed by messages, where the garbage collector and other processes have to do with it.</summary>
public sealed class NodeMessageTests
{
    /// <summary>Who sends, and who receives.</summary>
    public static TheoryData<string, string> Pairs => new()
    {
        { ScriptHost.Node, ScriptHost.Bun },
        { ScriptHost.Bun, ScriptHost.Deno },
        { ScriptHost.Deno, ScriptHost.Node },
    };

    [Theory]
    [MemberData(nameof(ScriptHost.All), MemberType = typeof(ScriptHost))]
    public void NothingThatWasPassedStaysOpen(string host) => Assert.Equal(
        "forgotten: 6000 descriptors\ntruncated: true\nclosed\n", ScriptHost.Run(host, "passages.js", limit: "-n 256").Success);

    [Theory]
    [MemberData(nameof(Pairs))]
    public void ASocketAndAFileGoFromOneHostToAnother(string from, string to)
    {
        using var directory = new TemporaryDirectory();
        string path = Path.Combine(directory.FullName, "passage");
        using RunningProgram sender = ScriptHost.Start(from, "passed-on.js", ["send", path]);
        sender.WaitForLine("listening on");
        Assert.Equal("", ScriptHost.Run(to, "passed-on.js", ["receive", path]).Success);
        Assert.EndsWith("here: Socket and Descriptor \"use strict\", blocking: false\n", sender.WaitForExit().Success, StringComparison.Ordinal);
    }
}
