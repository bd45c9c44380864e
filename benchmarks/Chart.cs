using OxyPlot;

namespace Benchmarks;

internal static class Chart
{
    public static void Write(string path, IReadOnlyList<WorkResult> results)
    {
        _ = (path, results, typeof(PlotModel));
    }
}
