using System.Globalization;
using System.Text;
using Spectre.Console;

namespace Benchmarks;

/// <summary>Results as tables: on the console and in Markdown.</summary>
internal static class Report
{
    public static void Print(WorkResult result)
    {
        var table = new Table { Title = new TableTitle(Markup.Escape(result.Work.Title)) };
        table.AddColumns([.. Head(result.Work).Select(Markup.Escape)]);
        foreach (RowResult row in result.Rows)
        {
            table.AddRow([.. Cells(result.Work, row).Select(Markup.Escape)]);
        }

        AnsiConsole.Profile.Width = Math.Max(AnsiConsole.Profile.Width, 100); // in a file too
        AnsiConsole.Write(table);
        foreach (RowResult row in result.Rows.Where(row => row.Failure is not null))
        {
            Console.Error.WriteLine($"{row.Row.Label}: {row.Failure}");
        }
    }

    public static void Write(string path, IEnumerable<WorkResult> results, IReadOnlyList<string> machine, int rounds, bool quick)
    {
        var text = new StringBuilder();
        text.AppendLine("# Benchmarks");
        text.AppendLine();
        string options = $"--rounds {rounds}{(quick ? " --quick" : "")}";
        text.AppendLine(CultureInfo.InvariantCulture, $"Written by `dotnet run -c Release --project benchmarks -- {options}`, on:");
        text.AppendLine();
        foreach (string line in machine)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"- {line}");
        }

        text.AppendLine();
        text.AppendLine("""
            Each round runs every subject once, C first. The ratio is the time that a subject took in relation to C in the same round: 1.00 is
            the limit. Shown are the medians over the rounds, and the least and the greatest ratio. Where two processes talk over TCP, both
            have the same core: on two, the time in which an idle core wakes up would drown everything else. Of an HTTP server only its own
            processor time counts, since wrk, which asks, takes as much. The programs are in `benchmarks/works`.

            Not all do the same. The HTTP servers on sockets (C, TeaSocket) look for the end of a request and do not parse it, which
            node:http, Bun.serve and Deno.serve do. Lua receives streams in whole pieces, since its `receive` waits for all of them. Deno has no
            connected UDP sockets. PHP and Lua refuse to select among descriptors over 1,023, and so does Python's select.select.

            `--help` shows the options. What is not installed is left out and named: Debian has gcc, python3, php-cli, perl, lua5.4 with
            lua-socket, nodejs and wrk; `npm install --prefix tests/hosts --no-package-lock --ignore-scripts` brings Bun and Deno.
            """);
        foreach (WorkResult result in results)
        {
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"## {result.Work.Title}").AppendLine();
            string[] head = [.. Head(result.Work)];
            AppendRow(text, head);
            AppendRow(text, head.Select((_, column) => column == 0 ? "---" : "---:"));
            foreach (RowResult row in result.Rows)
            {
                AppendRow(text, Cells(result.Work, row));
            }

            foreach (RowResult row in result.Rows.Where(row => row.Failure is not null))
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"\n{row.Row.Label} failed:\n\n```\n{row.Failure}\n```");
            }
        }

        File.WriteAllText(path, text.ToString());
    }

    private static IEnumerable<string> Head(Work work) =>
        work.HasRatio ? ["", work.Unit.Name, $"ratio to {work.Limit}", "least–greatest"] : ["", work.Unit.Name, "least–greatest"];

    private static IEnumerable<string> Cells(Work work, RowResult row)
    {
        string[] figures = row.Missing is { } program ? [$"{Path.GetFileName(program)} is not installed"]
            : !row.HasFigures ? ["failed"]
            : work.HasRatio ? [Shown(row.Figure), Text(row.Ratio), $"{Text(row.Ratios.Min())}–{Text(row.Ratios.Max())}"]
            : [Shown(row.Figure), $"{Shown(row.Figures.Min())}–{Shown(row.Figures.Max())}"];
        return [row.Row.Label, .. figures, .. Enumerable.Repeat("", Head(work).Count() - 1 - figures.Length)];

        string Shown(double figure) => Text(work.Unit.Scale(figure));
    }

    private static void AppendRow(StringBuilder text, IEnumerable<string> cells) =>
        text.AppendLine(CultureInfo.InvariantCulture, $"| {string.Join(" | ", cells)} |");

    private static string Text(double value) =>
        value.ToString(Math.Abs(value) < 10 ? "0.00" : Math.Abs(value) < 100 ? "0.0" : "#,##0", CultureInfo.InvariantCulture);
}
