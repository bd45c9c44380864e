using System.Text.RegularExpressions;
using System.Xml.Linq;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace Benchmarks;

/// <summary>The telling works as bars, one panel for each: how many times C's time each subject takes, by its quickest way.</summary>
internal static partial class Chart
{
    private const int Columns = 2;
    private const int PanelWidth = 440;
    private const int BarHeight = 20;
    private const int PanelMargins = 50; // for the title above the bars, and below them

    // Without a background and in colours that are read on white as on black: where it is shown has a light and a dark theme.
    private static readonly OxyColor ink = OxyColor.Parse("#7d8590");
    private static readonly OxyColor ours = OxyColor.Parse("#2f81f7");
    private static readonly OxyColor theirs = OxyColor.Parse("#9a9da3");

    private static readonly Host[] subjects =
        [Host.Tea, Host.TeaInNode, Host.Node, Host.TeaInBun, Host.OwnBun, Host.TeaInDeno, Host.OwnDeno, Host.Python];

    public static void Write(string path, IEnumerable<WorkResult> results)
    {
        WorkResult[] shown = [.. results.Where(result => result.Work.ChartName is not null)];
        string names = string.Join(", ", shown.Select(result => result.Work.ChartName));
        XNamespace svg = "http://www.w3.org/2000/svg";
        var chart = new XElement(
            svg + "svg",
            new XAttribute("role", "img"),
            new XElement(svg + "title", $"Time in relation to a C program that makes the same calls: {names}"));
        int top = 0;
        foreach (WorkResult[] line in shown.Chunk(Columns))
        {
            int height = line.Max(result => Bars(result).Length) * BarHeight + PanelMargins;
            for (int column = 0; column < line.Length; column++)
            {
                XElement panel = Export(Panel(line[column]), height, $"panel-{column}-{top}-");
                panel.SetAttributeValue("x", column * PanelWidth);
                panel.SetAttributeValue("y", top);
                chart.Add(panel);
            }

            top += height;
        }

        chart.SetAttributeValue("viewBox", $"0 0 {Columns * PanelWidth} {top}");
        File.WriteAllText(path, chart + "\n");
    }

    /// <summary>A panel as a part of a document, in which each has ids of its own.</summary>
    private static XElement Export(PlotModel panel, int height, string prefix)
    {
        var exporter = new SvgExporter { Width = PanelWidth, Height = height, UseVerticalTextAlignmentWorkaround = true };
        return XDocument.Parse(ClipId().Replace(exporter.ExportToString(panel), $"{prefix}$0")).Root!;
    }

    private static (string Label, bool IsOurs, double Ratio)[] Bars(WorkResult result) =>
    [
        ..
        from host in subjects
        let rows = result.Rows.Where(row => row.Row.Host == host && row.HasFigures)
        where rows.Any()
        select (host.Name, Host.Module.Contains(host), rows.Min(row => row.Ratio)),
    ];

    private static PlotModel Panel(WorkResult result)
    {
        var bars = Bars(result);
        var model = new PlotModel
        {
            Title = result.Work.ChartName + ": time, C = 1",
            TitleFontSize = 13,
            TitleColor = ink,
            TextColor = ink,
            DefaultFont = "Helvetica, Arial, sans-serif",
            DefaultFontSize = 12,
            Background = OxyColors.Transparent,
            PlotAreaBorderThickness = new OxyThickness(0),
            // Fixed, because the exporter does not know how wide the reader's font is.
            PlotMargins = new OxyThickness(125, PanelMargins - 35, 50, 5),
        };
        var names = new CategoryAxis
        {
            Position = AxisPosition.Left,
            StartPosition = 1, // the first on top
            EndPosition = 0,
            GapWidth = 0.25,
            TickStyle = TickStyle.None,
            AxislineStyle = LineStyle.None,
        };
        names.Labels.AddRange(bars.Select(bar => bar.Label));
        model.Axes.Add(names);
        model.Axes.Add(new LinearAxis { Position = AxisPosition.Bottom, Minimum = 0, MaximumPadding = 0.2, IsAxisVisible = false });
        var series = new BarSeries
        {
            LabelFormatString = "{0:0.00}",
            LabelPlacement = LabelPlacement.Outside,
            LabelMargin = 6,
            TextColor = ink,
            StrokeThickness = 0,
        };
        series.Items.AddRange(bars.Select(bar => new BarItem(bar.Ratio) { Color = bar.IsOurs ? ours : theirs }));
        model.Series.Add(series);
        model.Annotations.Add(new LineAnnotation { Type = LineAnnotationType.Vertical, X = 1, Color = ink, LineStyle = LineStyle.Solid });
        return model;
    }

    [GeneratedRegex(@"clipPath(?=\d)")]
    private static partial Regex ClipId();
}
