using System.CommandLine;

namespace Benchmarks;

/// <summary>
/// Measures the module against a C program that makes the same calls, and against what a user would pick instead. Each round runs
/// every subject of a work once, C first; what counts is the ratio within a round.
/// </summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        var rounds = new Option<int>("--rounds") { Description = "How often each subject runs.", DefaultValueFactory = _ => 5 };
        var quick = new Option<bool>("--quick") { Description = "A tenth of the work in each run: for a first look." };
        var works = new Option<string?>("--works")
        {
            Description = $"Only these, separated by commas: {string.Join(", ", Work.Groups)}.",
            HelpName = "a,b",
        };
        var subjects = new Option<string?>("--subjects")
        {
            Description = $"Only these beside C: {string.Join(", ", Host.Ids)}.",
            HelpName = "x,y",
        };
        var output = new Option<string>("--output")
        {
            Description = "Where benchmarks.md and benchmarks.svg are written.",
            HelpName = "DIR",
            DefaultValueFactory = _ => Workshop.PathOf("artifacts/benchmarks"),
        };
        works.Validators.Add(result => RejectUnknown(result.GetValueOrDefault<string?>(), Work.Groups, result.AddError));
        subjects.Validators.Add(result => RejectUnknown(result.GetValueOrDefault<string?>(), Host.Ids, result.AddError));

        var command = new RootCommand("Measures TeaSocket against C and against other ways to use sockets.")
        {
            rounds, quick, works, subjects, output,
        };
        command.SetAction(parsed =>
        {
            string[] chosenWorks = Names(parsed.GetValue(works)) ?? Work.Groups;
            string[] chosenSubjects = [Host.C.Id, .. Names(parsed.GetValue(subjects)) ?? Host.Ids];
            return Run(chosenWorks, chosenSubjects, parsed.GetValue(rounds), parsed.GetValue(quick), parsed.GetValue(output)!);
        });
        return command.Parse(arguments).Invoke();
    }

    /// <returns>The status that the program ends with: 1 if a subject has failed.</returns>
    private static int Run(string[] works, string[] subjects, int rounds, bool quick, string output)
    {
        string load = Machine.Load();
        var workshop = Workshop.Prepare();
        var results = new List<WorkResult>();
        foreach (Work work in Work.All.Where(work => works.Contains(work.Group)))
        {
            WorkResult result = Runner.Run(workshop, work, [.. work.Rows.Where((row, i) => i == 0 || subjects.Contains(row.Host.Id))], rounds, quick);
            Report.Print(result);
            results.Add(result);
        }

        Host[] hosts = [.. results.SelectMany(result => result.Rows).Select(row => row.Row.Host).Distinct()];
        Directory.CreateDirectory(output);
        Report.Write(Path.Combine(output, "benchmarks.md"), results, Machine.Describe(workshop, hosts, load), rounds, quick);
        Chart.Write(Path.Combine(output, "benchmarks.svg"), results);
        Console.WriteLine($"benchmarks.md and benchmarks.svg are in {Path.GetFullPath(output)}");
        return results.Any(result => result.Rows.Any(row => row.Failure is not null)) ? 1 : 0;
    }

    private static string[]? Names(string? list) =>
        list?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static void RejectUnknown(string? list, string[] known, Action<string> reject)
    {
        foreach (string name in (Names(list) ?? []).Except(known))
        {
            reject($"There is no {name}; there are {string.Join(", ", known)}.");
        }
    }
}
