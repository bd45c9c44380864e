using System.Diagnostics;
using System.Text.RegularExpressions;
using Xunit;

namespace Tea.Tests;

/// <summary>
/// The npm packages' own tests: packed, installed and run, their types, and the drop-ins in real dependents. The run of the conformance
/// suite is left out, as <see cref="ConformanceTests"/> has it.
/// </summary>
public sealed partial class NpmPackageTests
{
    public static IEnumerable<TheoryDataRow<string>> Files() =>
        from package in Directory.EnumerateDirectories(Repository.PathOf("packages")).Order()
        let tests = Path.Combine(package, "test")
        where Directory.Exists(tests)
        from path in Directory.EnumerateFiles(tests, "*.test.mjs").Order()
        let file = Path.GetRelativePath(Repository.Root, path)
        where !file.EndsWith("conformance.test.mjs", StringComparison.Ordinal)
        select new TheoryDataRow<string>(file) { TestDisplayName = file, Label = "" };

    [Theory]
    [MemberData(nameof(Files))]
    public void Passes(string file)
    {
        string node = Require.Tool("node");
        _ = Require.Tool("npm");
        _ = Require.Installed("packages/npm/node_modules/typescript/package.json");
        _ = Require.NodeModule();
        _ = Repository.ArmModule;

        using var program = RunningProgram.Start(
            new ProcessStartInfo(node, ["--test-reporter=tap", file]) { WorkingDirectory = Repository.Root });
        string output = program.WaitForExit().Success;
        Assert.Matches(Passed(), output);
        Require.Nothing(Skipped().Matches(output).Select(skipped => skipped.Value));
    }

    /// <summary>The count at the end, so that a file that runs no test fails.</summary>
    [GeneratedRegex("^# pass [1-9]", RegexOptions.Multiline)]
    private static partial Regex Passed();

    [GeneratedRegex("^ *ok .* # SKIP .*$", RegexOptions.Multiline)]
    private static partial Regex Skipped();
}
