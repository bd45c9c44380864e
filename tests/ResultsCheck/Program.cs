// Tests cannot pass by not running: reads the reports of a whole test run, in xUnit.net's XML, and fails when a test was skipped that
// tests/expected-skips.txt does not name, when that names a test that is not there, when no test of a class ran, or when a host was
// not asked for each case of the conformance suite. The tests that failed are told once more, so that they stand at the end, together.
// Run it with: dotnet run --project tests/ResultsCheck -- <the repository> <the directory of the reports>

using ResultsCheck;

string tests = Path.Combine(args[0], "tests");
List<TestResult> results = [.. Directory.EnumerateFiles(args[1], "*.xml").SelectMany(TestResult.Read)];
List<ExpectedSkip> expected = [.. ExpectedSkip.Read(Path.Combine(tests, "expected-skips.txt"))];

List<string> problems =
[
    .. from result in results
       where result.Failure is not null
       select $"failed: {result.Name}\n    {result.Failure!.ReplaceLineEndings("\n    ")}",
    .. from result in results
       where result.Skipped is not null && !expected.Exists(skip => skip.Allows(result))
       select $"skipped, though not expected: {result.Name} | {result.Skipped}",
    .. from skip in expected
       where !results.Exists(skip.Names)
       select $"expected to be skipped, but there is no such test: {skip.Test}",
    .. Coverage.ClassesThatDidNotRun(tests, results).Select(name => $"no test of {name} ran"),
    .. Coverage.HostsWithoutAllCases(tests, results),
];

foreach (string problem in problems)
{
    Console.Error.WriteLine(problem);
}

return problems.Count == 0 ? 0 : 1;
