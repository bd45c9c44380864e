using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Benchmarks;

/// <summary>A program that failed, with what it said.</summary>
internal sealed class ChildException(string message) : Exception(message);

/// <summary>A program being measured, or its peer. It ends with the harness, and after a time limit.</summary>
internal sealed class Child : IDisposable
{
    /// <summary>More than what any work opens; runtimes ask for more than the usual 1,024 themselves, the others do not.</summary>
    private const int Descriptors = 20_000;

    private static readonly TimeSpan limit = TimeSpan.FromMinutes(2);

    private readonly Process process;
    private readonly StringBuilder errors = new();
    private readonly Timer timer;
    private bool timedOut;

    /// <param name="command">The program and its arguments.</param>
    /// <param name="environment">Variables beside the inherited ones.</param>
    /// <param name="core">The one processor core it may use; null for any.</param>
    public Child(IEnumerable<string> command, IReadOnlyDictionary<string, string> environment, int? core = null)
    {
        // Each of these becomes the next, so that the process is in the end the program itself.
        string[] pinned = core is null ? [] : ["taskset", "-c", $"{core}"];
        var start = new ProcessStartInfo("setpriv", ["--pdeathsig", "KILL", "prlimit", $"--nofile={Descriptors}", .. pinned, .. command])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        process = Process.Start(start)!;
        process.ErrorDataReceived += (_, line) => errors.AppendLine(line.Data);
        process.BeginErrorReadLine();
        timer = new Timer(_ => StopLate(), null, limit, Timeout.InfiniteTimeSpan);
    }

    public int Id => process.Id;

    /// <summary>What all its threads have used so far, in the kernel too.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>The port that a server prints once it listens.</summary>
    public string ReadPort() =>
        process.StandardOutput.ReadLine() is { Length: > 0 } port ? port : throw Failure("it has not printed its port");

    /// <summary>Waits for the end of the program. <returns>What it printed.</returns></summary>
    public string ReadToEnd()
    {
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 && !timedOut ? output : throw Failure($"it ended with {process.ExitCode}");
    }

    /// <summary>Waits for the end of the program. <returns>The one number that it printed.</returns></summary>
    public double ReadFigure()
    {
        string output = ReadToEnd();
        return double.TryParse(output, CultureInfo.InvariantCulture, out double figure)
            ? figure
            : throw Failure($"it printed no number but: {output}");
    }

    /// <summary>What to say of a program that did not do its work: stops it, and tells what it wrote to its standard error.</summary>
    public ChildException Failure(string problem)
    {
        Stop();
        string reason = timedOut ? $"it took more than {limit.TotalMinutes} minutes" : problem;
        return new ChildException($"{reason}\n{errors}".Trim());
    }

    public void Dispose()
    {
        timer.Dispose();
        Stop();
        process.Dispose();
    }

    private void StopLate()
    {
        timedOut = true;
        process.Kill();
    }

    private void Stop()
    {
        process.Kill();
        process.WaitForExit();
    }
}
