using System.Xml.Linq;

namespace ResultsCheck;

/// <summary>What became of one test.</summary>
/// <param name="Class">Its class, without the namespace.</param>
/// <param name="Method">Its method.</param>
/// <param name="Name">Class and method, and which of a theory's cases it is.</param>
/// <param name="Case">The name under which it is shown.</param>
/// <param name="Skipped">Why it was skipped; null when it ran.</param>
/// <param name="Failure">What it failed with; null when it did not fail.</param>
internal sealed record TestResult(string Class, string Method, string Name, string Case, string? Skipped, string? Failure)
{
    /// <summary>Reads the report of one test project.</summary>
    public static IEnumerable<TestResult> Read(string report) => XDocument.Load(report).Descendants("test").Select(Read);

    private static TestResult Read(XElement test)
    {
        string type = test.Attribute("type")!.Value;
        string method = test.Attribute("method")!.Value;
        string shown = test.Attribute("name")!.Value;
        string name = type[(type.LastIndexOf('.') + 1)..];
        string full = $"{type}.{method}";
        return new TestResult(
            name,
            method,
            shown.StartsWith(full, StringComparison.Ordinal) ? $"{name}.{method}{shown[full.Length..]}" : $"{name}.{method}: {shown}",
            shown,
            test.Attribute("result")!.Value is "Skip" or "NotRun" ? test.Element("reason")?.Value ?? "no reason" : null,
            test.Element("failure")?.Element("message")?.Value);
    }
}
