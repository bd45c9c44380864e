using System.Text.RegularExpressions;
using Xunit;

namespace Tea.Tests;

/// <summary>
/// The library for Linux on ARM, built by this machine's cross compiler: the conformance suite in Node, Bun and Deno for that
/// machine, which QEMU emulates.
/// </summary>
public sealed partial class ArmConformanceTests
{
    // What the npm package's README says.
    private static readonly Version oldestLibC = new(2, 34);

    [Fact]
    public void TheLibraryIsForArmAndNeedsNoNewerLibCThanItSays()
    {
        string read = ReadElf(Require.ArmModule());
        Assert.Matches("Machine: +AArch64\n", read);
        Assert.Matches(@"FUNC +GLOBAL .* napi_register_module_v1\b", read);
        Assert.Equal(oldestLibC, LibCVersion().Matches(read).Max(match => Version.Parse(match.Groups[1].Value)));
    }

    [Theory]
    [MemberData(nameof(ConformanceSuite.Contract), MemberType = typeof(ConformanceSuite))]
    public void Node(string script, string name) => ConformanceSuite.Judge(ScriptHost.ArmNode, script, name);

    [Theory]
    [MemberData(nameof(ConformanceSuite.Contract), MemberType = typeof(ConformanceSuite))]
    public void Bun(string script, string name) => ConformanceSuite.Judge(ScriptHost.ArmBun, script, name);

    [Theory]
    [MemberData(nameof(ConformanceSuite.Contract), MemberType = typeof(ConformanceSuite))]
    public void Deno(string script, string name) => ConformanceSuite.Judge(ScriptHost.ArmDeno, script, name);

    private static string ReadElf(string library)
    {
        using var program = RunningProgram.Start(
            Require.Tool("readelf"), "--wide", "--file-header", "--dyn-syms", "--version-info", library);
        return program.WaitForExit().Success;
    }

    [GeneratedRegex(@"GLIBC_(\d+\.\d+)")]
    private static partial Regex LibCVersion();
}
