using Xunit;

namespace Tea.Tests;

/// <summary>The runner in surroundings that lack something: descriptors, a directory, a reader.</summary>
public sealed class DescriptorTests : IDisposable
{
    private readonly ScriptDirectory directory = new();

    public DescriptorTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "descriptors are POSIX's");

    public void Dispose() => directory.Dispose();

    [Theory]
    [InlineData("console.log")]
    [InlineData("system.stdout")]
    [InlineData("(text) => system.stdout.write(Buffer.from(text + '\\n'))")]
    public void AClosedPipeEndsTheProgramWithTheStatusOfSigpipe(string write)
    {
        string loop = $"onexit(() => system.stderr('cleaned')); const write = {write}; for (;;) write('line');";
        ProgramResult result = directory.Shell("\"$0\" -e \"$1\" | head -c 1 > /dev/null; exit ${PIPESTATUS[0]}", loop);
        Assert.Equal((141, "cleaned"), (result.ExitCode, result.Errors));
    }

    [Fact]
    public void AClosedPipeOfTheErrorsIsNoReasonToEnd() =>
        Assert.Equal("done\n", directory.Shell("\"$0\" -e \"$1\" 2> >(exec true)", """
            for (let i = 0; i < 20000; i++) console.error("error");
            console.log("done");
            """).Success);

    [Fact]
    public void AClosedInputIsEmpty() =>
        Assert.Equal("0 ''\n", directory.Shell("\"$0\" -e \"$1\" <&-", "console.log('%d %j', system.stdin.read().length, '')").Success.Replace("\"\"", "''", StringComparison.Ordinal));

    [Fact]
    public void AClosedOutputAndClosedErrorsChangeNothing()
    {
        Assert.Equal("out\n", directory.Shell("\"$0\" -e \"$1\" 2>&-", "console.error('error'); console.log('out')").Success);
        Assert.Equal(3, directory.Shell("\"$0\" -e \"$1\" 2>&- >&- <&-", "console.error('error'); console.log('out'); exit(3)").ExitCode);
        Assert.Equal(1, directory.Shell("\"$0\" -e \"$1\" 2>&-", "throw new Error('unseen')").ExitCode);
    }

    [Fact]
    public void ASocketNeverGetsTheNumberOfAStandardStream() =>
        Assert.Equal("true\n", directory.Shell("\"$0\" -e \"$1\" <&-", """
            const { Socket } = require("socket");
            console.log(new Socket(Socket.PF_INET, Socket.SOCK_DGRAM).fd > 2);
            """).Success);

    [Fact]
    public void ItStartsInADeletedDirectory()
    {
        directory.Write("deleted/x", "");
        string script = directory.Write("script.js", "console.log(require('./module')); try { system.getcwd(); } catch (e) { console.log(e instanceof Error); }");
        directory.Write("module.js", "module.exports = 'found'");
        Assert.Equal("found\ntrue\n", directory.Shell("cd deleted && rm -r ../deleted && exec \"$0\" \"$1\"", script).Success);
    }

    [Theory]
    [InlineData("%41")]
    [InlineData("a b#c?d%25")]
    [InlineData("žluť")]
    public void ADirectorysNameIsTakenAsItIs(string name)
    {
        directory.Write($"{name}/b.mjs", "export const value = 'b';");
        directory.Write($"{name}/c.js", "module.exports = __filename;");
        string script = directory.Write($"{name}/a.mjs", "import { value } from './b.mjs'; console.log(value, (await import('./b.mjs')).value); throw new Error('x');");
        ProgramResult result = directory.Run(script);
        Assert.Equal("b b\n", result.Output);
        Assert.Contains($"{script}:1:", result.Errors, StringComparison.Ordinal);
        Assert.Equal(Path.Combine(directory.Path, name, "c.js") + "\n", directory.Run(directory.Write($"{name}/d.js", "console.log(require('./c'))")).Success);
    }

    [Fact]
    public void ALinkedScriptFindsWhatIsBesideTheRealFile()
    {
        directory.Write("real/module.js", "module.exports = 'beside the real file'; global.count = (global.count ?? 0) + 1;");
        string real = directory.Write("real/script.js", "console.log(require('./module'), __filename);");
        string link = Path.Combine(directory.Path, "link.js");
        File.CreateSymbolicLink(link, "real/script.js");
        Directory.CreateSymbolicLink(Path.Combine(directory.Path, "again"), "real");
        Assert.Equal($"beside the real file {real}\n", directory.Run(link).Success);
        Assert.Equal("1 true\n", directory.Run("-e", "console.log((require('./real/module'), require('./again/module'), count), require.resolve('./again/module') === require.resolve('./real/module'))").Success);
    }
}
