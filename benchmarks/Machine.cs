using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Benchmarks;

/// <summary>Where figures come from: they mean nothing without it.</summary>
internal static partial class Machine
{
    /// <summary>How many processes wanted to run, on average over the last 1, 5 and 15 minutes: others disturb a measurement.</summary>
    public static string Load() => string.Join(", ", File.ReadAllText("/proc/loadavg").Split(' ')[..3]);

    public static IReadOnlyList<string> Describe(Workshop workshop, IEnumerable<Host> hosts, string loadBefore) =>
    [
        $"{Processor()}, {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, Linux {Environment.OSVersion.Version}",
        $"load average of the last 1, 5 and 15 minutes before: {loadBefore}",
        string.Join(
            "; ",
            from host in hosts.DistinctBy(host => host.Command[0])
            where Workshop.Find(host.Command[0]) is not null
            select Version(workshop, host)),
    ];

    private static string Processor() => File.ReadLines("/proc/cpuinfo")
        .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim()
        ?? RuntimeInformation.OSArchitecture.ToString();

    private static string Version(Workshop workshop, Host host)
    {
        using var program = new Child([Workshop.Find(host.Command[0])!, .. host.VersionCommand], workshop.Environment);
        string version = Parenthesis().Replace(program.ReadToEnd().Split('\n')[0], "").Trim().Replace('\t', ' ');
        string name = host.Name.Replace("TeaSocket in ", "", StringComparison.Ordinal);
        return version.Contains(name, StringComparison.OrdinalIgnoreCase) ? version : $"{name} {version}";
    }

    [GeneratedRegex(@"\s*\([^)]*\)")]
    private static partial Regex Parenthesis();
}
