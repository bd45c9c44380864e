using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Benchmarks;

/// <summary>What one subject took in each round, and in relation to C in the same round; or why it failed.</summary>
internal sealed record RowResult(Row Row)
{
    public List<double> Figures { get; } = [];

    public List<double> Ratios { get; } = [];

    /// <summary>The program that is not installed.</summary>
    public string? Missing { get; init; }

    public string? Failure { get; set; }

    public bool HasFigures => Figures.Count > 0;

    public double Figure => Median(Figures);

    public double Ratio => Median(Ratios);

    private static double Median(List<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}

internal sealed record WorkResult(Work Work, IReadOnlyList<RowResult> Rows);

/// <summary>Runs the subjects of a work in interleaved rounds.</summary>
internal static partial class Runner
{
    private static int LastCore => Environment.ProcessorCount - 1;

    public static WorkResult Run(Workshop workshop, Work work, Row[] rows, int rounds, bool quick)
    {
        RowResult[] results = [.. rows.Select(row => new RowResult(row) { Missing = Workshop.MissingFor(work, row) })];
        for (int round = 1; round <= rounds; round++)
        {
            Console.WriteLine($"{work.Group}: {work.Title}, round {round} of {rounds}");
            double? limit = null;
            foreach (RowResult result in results.Where(result => result.Failure is null && result.Missing is null))
            {
                try
                {
                    double figure = Measure(workshop, work, result.Row, quick);
                    limit ??= figure; // the first is what the others are compared with
                    result.Figures.Add(figure);
                    result.Ratios.Add(figure / limit.Value);
                }
                catch (ChildException exception)
                {
                    // What it has done before is not worth much then.
                    result.Failure = exception.Message;
                    result.Figures.Clear();
                    if (result == results[0])
                    {
                        return new WorkResult(work, [result]); // without it there is nothing to compare with
                    }
                }
            }
        }

        return new WorkResult(work, results);
    }

    private static double Measure(Workshop workshop, Work work, Row row, bool quick)
    {
        string[] command = workshop.CommandOf(work, row);
        string count = $"{(quick ? Math.Max(1, work.Count / 10) : work.Count)}";
        string[] arguments = [count, .. work.Arguments, .. row.Arguments];
        return work.Shape switch
        {
            Shape.Alone => MeasureAlone(workshop, [.. command, .. arguments]),
            Shape.Client => MeasureClient(workshop, work, command, arguments),
            Shape.Server => MeasureServer(workshop, work, [.. command, .. arguments], count),
            Shape.HttpServer => MeasureHttpServer(workshop, [.. command, .. row.Arguments], seconds: quick ? 1 : 2),
            Shape.HttpLatency => MeasureHttpLatency(workshop, [.. command, .. row.Arguments], seconds: quick ? 1 : 2),
            Shape.Start => MeasureStart(workshop, command),
            _ => throw new UnreachableException(),
        };
    }

    private static double MeasureAlone(Workshop workshop, string[] command)
    {
        using var program = new Child(command, workshop.Environment);
        return program.ReadFigure();
    }

    /// <summary>
    /// Both ends on one core: on two, what is measured is how long an idle core takes to wake up, which is many times the work
    /// and changes from run to run.
    /// </summary>
    private static double MeasureClient(Workshop workshop, Work work, string[] command, string[] arguments)
    {
        using var server = new Child([workshop.PeerOf(work)], workshop.Environment, LastCore);
        using var client = new Child([.. command, server.ReadPort(), .. arguments], workshop.Environment, LastCore);
        return client.ReadFigure();
    }

    private static double MeasureServer(Workshop workshop, Work work, string[] command, string count)
    {
        using var server = new Child(command, workshop.Environment, LastCore);
        using var client = new Child([workshop.PeerOf(work), server.ReadPort(), count, $"{server.Id}"], workshop.Environment, LastCore);
        return AskingFor(server, client.ReadFigure);
    }

    /// <summary>
    /// The server's own processor time for each request: wrk costs as much as the quickest servers, so that requests per second would
    /// tell of wrk. Both on one core, so that all servers find as many requests waiting. The first second is the warm-up.
    /// </summary>
    private static double MeasureHttpServer(Workshop workshop, string[] command, int seconds)
    {
        using var server = new Child(command, workshop.Environment, LastCore);
        string port = server.ReadPort();
        _ = Load(1);
        TimeSpan before = server.ProcessorTime;
        double requests = Load(seconds);
        return (server.ProcessorTime - before).TotalNanoseconds / requests;

        double Load(int duration) => double.Parse(Ask(workshop, server, port, "-c64", duration, Requests()), CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// How long a request takes that no other waits behind. The median: the slowest hundredth takes milliseconds by itself, where a machine
    /// has two cores and others.
    /// </summary>
    private static double MeasureHttpLatency(Workshop workshop, string[] command, int seconds)
    {
        using var server = new Child(command, workshop.Environment, LastCore);
        string port = server.ReadPort();
        _ = Load(1);
        return Load(seconds);

        double Load(int duration)
        {
            string median = Ask(workshop, server, port, "-c1", duration, Median());
            double unit = median.EndsWith("us", StringComparison.Ordinal) ? 1e3 : 1e6; // nanoseconds
            return double.Parse(median[..^2], CultureInfo.InvariantCulture) * unit;
        }
    }

    /// <summary>Has wrk ask an HTTP server, and returns what the pattern finds in what wrk tells.</summary>
    private static string Ask(Workshop workshop, Child server, string port, string connections, int seconds, Regex pattern)
    {
        string[] wrk = ["wrk", "-t1", connections, $"-d{seconds}s", "--latency", $"http://127.0.0.1:{port}/"];
        using var client = new Child(wrk, workshop.Environment, LastCore);
        string output = AskingFor(server, client.ReadToEnd);
        Match found = pattern.Match(output);
        return found.Success && !output.Contains("Socket errors") && !output.Contains("Non-2xx")
            ? found.Groups[1].Value
            : throw server.Failure($"wrk says: {output}");
    }

    private static double MeasureStart(Workshop workshop, string[] command)
    {
        const int Times = 4;
        long ticks = 0;
        for (int i = 0; i < Times; i++)
        {
            long from = Stopwatch.GetTimestamp();
            using var program = new Child(command, workshop.Environment);
            _ = program.ReadToEnd();
            ticks += Stopwatch.GetTimestamp() - from;
        }

        return ticks * 1e9 / Stopwatch.Frequency / Times;
    }

    /// <summary>When the client of a server fails, the server knows why.</summary>
    private static T AskingFor<T>(Child server, Func<T> figure)
    {
        try
        {
            return figure();
        }
        catch (ChildException exception)
        {
            throw server.Failure($"its client: {exception.Message}");
        }
    }

    [GeneratedRegex(@"(\d+) requests in")]
    private static partial Regex Requests();

    [GeneratedRegex(@"50%\s+([\d.]+[um]s)")]
    private static partial Regex Median();
}
