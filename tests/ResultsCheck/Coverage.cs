using System.Text.RegularExpressions;

namespace ResultsCheck;

/// <summary>What has to be among the results, as the files of the tests tell.</summary>
internal static partial class Coverage
{
    // Each method that runs the suite in a host, with the folders whose cases it runs.
    private static readonly (string Class, string Method, string[] Folders)[] hosts =
    [
        ("ConformanceTests", "Runner", ["conformance", "runner"]),
        ("ConformanceTests", "PublishedRunner", ["conformance", "runner"]),
        ("ConformanceTests", "Node", ["conformance"]),
        ("ConformanceTests", "Bun", ["conformance"]),
        ("ConformanceTests", "Deno", ["conformance"]),
        ("ArmConformanceTests", "Node", ["conformance"]),
        ("ArmConformanceTests", "Bun", ["conformance"]),
        ("ArmConformanceTests", "Deno", ["conformance"]),
    ];

    /// <summary>The classes of the test projects of which no test ran: a file is named as its class.</summary>
    public static IEnumerable<string> ClassesThatDidNotRun(string tests, IEnumerable<TestResult> results) =>
        Directory.EnumerateDirectories(tests, "*.Tests")
            .SelectMany(project => Directory.EnumerateFiles(project, "*Tests.cs"))
            .Select(Path.GetFileNameWithoutExtension)
            .Except(results.Where(result => result.Skipped is null).Select(result => result.Class))
            .Order()!;

    /// <summary>A line for each host that has fewer results than the scripts have cases.</summary>
    public static IEnumerable<string> HostsWithoutAllCases(string tests, IReadOnlyCollection<TestResult> results) =>
        from host in hosts
        from folder in host.Folders
        let cases = Directory.EnumerateFiles(Path.Combine(tests, folder), "*.js").Sum(CountCases)
        let found = results.Count(result => result.Class == host.Class && result.Method == host.Method
            && result.Case.StartsWith($"tests/{folder}/", StringComparison.Ordinal))
        where found < cases
        select $"{host.Class}.{host.Method}: results of {found} of the {cases} cases in tests/{folder}";

    private static int CountCases(string script) => CaseStart().Count(File.ReadAllText(script));

    [GeneratedRegex(@"^test\w*\(""", RegexOptions.Multiline)]
    private static partial Regex CaseStart();
}
