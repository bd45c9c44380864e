// Measures the module against a C program that makes the same system calls, in interleaved rounds: what counts is the ratio
// within a round. Run it with: dotnet run -c Release --project benchmarks [rounds]
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using Spectre.Console;

string root = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(m => m.Key == "Repository").Value!;
string works = Path.Combine(root, "benchmarks", "works");
string built = Path.Combine(root, "artifacts", "benchmarks");
int rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 9;

Directory.CreateDirectory(built);
string tea = Path.Combine(root, "artifacts", "tea", "tea");
Run("dotnet", "publish", Path.Combine(root, "src", "Tea"), "-c", "Release", "-o", Path.GetDirectoryName(tea)!);
string limit = Path.Combine(built, "datagram");
Run(Environment.GetEnvironmentVariable("CC") ?? "cc", "-O2", "-o", limit, Path.Combine(works, "datagram.c"));

var times = new List<(double Limit, double Runner)>();
for (int i = 0; i < rounds; i++)
{
    times.Add((Measure(limit), Measure(tea, Path.Combine(works, "datagram.js"))));
}

double[] ratios = [.. times.Select(time => time.Runner / time.Limit).Order()];
Table table = new Table()
    .AddColumns("work", "C, µs", "runner, µs", "ratio, median", "ratio, least–greatest")
    .AddRow(
        "64-byte datagram to oneself",
        Text(Median(times.Select(time => time.Limit)) / 1000),
        Text(Median(times.Select(time => time.Runner)) / 1000),
        Text(Median(ratios)),
        $"{Text(ratios[0])}–{Text(ratios[^1])}");
AnsiConsole.Write(table);
AnsiConsole.WriteLine($"{rounds} interleaved rounds on {RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}, {Environment.ProcessorCount} processors");

static double Measure(string program, params string[] arguments) => double.Parse(Run(program, arguments), CultureInfo.InvariantCulture);

static double Median(IEnumerable<double> values)
{
    double[] sorted = [.. values.Order()];
    return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
}

static string Text(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

static string Run(string program, params string[] arguments)
{
    using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
    string output = process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} ended with {process.ExitCode}:\n{output}");
}
