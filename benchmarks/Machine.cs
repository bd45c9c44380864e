using System.Runtime.InteropServices;

namespace Benchmarks;

/// <summary>Where figures come from: they mean nothing without it.</summary>
internal static class Machine
{
    public static IReadOnlyList<string> Describe(Workshop workshop, IEnumerable<Host> hosts) =>
    [
        $"{Processor()}, {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}",
        string.Join("; ", hosts.Where(host => Workshop.Find(host) is not null).DistinctBy(host => host.Command[0]).Select(host => Version(workshop, host))),
    ];

    private static string Processor() => File.ReadLines("/proc/cpuinfo")
        .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? RuntimeInformation.OSArchitecture.ToString();

    private static string Version(Workshop workshop, Host host)
    {
        using var program = new Child([Workshop.Find(host)!, .. host.VersionCommand], workshop.Environment);
        string version = program.ReadToEnd().Split('\n')[0].Trim().Replace('\t', ' ');
        string name = host.Name.Replace("TeaSocket in ", "", StringComparison.Ordinal);
        return version.Contains(name, StringComparison.OrdinalIgnoreCase) ? version : $"{name} {version}";
    }
}
