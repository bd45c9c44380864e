using System.Diagnostics;
using System.Text;

namespace Tea.Tests;

/// <summary>
/// A program under test, with its output as text. Waits on what the program does, never on time; the limit is only there so
/// that a program that hangs fails its test instead of stopping all of them.
/// </summary>
internal sealed class RunningProgram : IDisposable
{
    private static readonly TimeSpan limit = TimeSpan.FromMinutes(5);

    private readonly Process process;
    private readonly CollectedText errors;
    private readonly StringBuilder seen = new();
    private readonly TemporaryDirectory? temporary;

    private RunningProgram(ProcessStartInfo start, bool isBuild = false)
    {
        if (!isBuild)
        {
            // What it leaves there goes with it: .NET programs that are killed leave pipes, and tests that are killed their directories.
            temporary = new TemporaryDirectory();
            start.Environment["TMPDIR"] = temporary.FullName;
        }

        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.StandardInputEncoding = new UTF8Encoding(false);
        start.StandardOutputEncoding = Encoding.UTF8;
        start.StandardErrorEncoding = Encoding.UTF8;
        start.Environment["DENO_NO_UPDATE_CHECK"] = "1"; // for which it asks another machine, and ends where it gets no descriptor
        process = Process.Start(start)!;
        errors = new CollectedText(process.StandardError);
    }

    public int Id => process.Id;

    public StreamWriter Input => process.StandardInput;

    /// <summary>Starts the runner.</summary>
    public static RunningProgram Tea(params IEnumerable<string> arguments) => Start(Repository.Tea, arguments);

    /// <summary>Starts the runner with one of the project's scripts, named from the project's root.</summary>
    public static RunningProgram Script(string script, params IEnumerable<string> arguments) =>
        Tea([Repository.PathOf(script), .. arguments]);

    /// <summary>Starts any program.</summary>
    public static RunningProgram Start(string program, params IEnumerable<string> arguments) =>
        Start(new ProcessStartInfo(program, arguments));

    /// <summary>Starts any program with the environment and directory of the start information.</summary>
    public static RunningProgram Start(ProcessStartInfo start) => new(start);

    /// <summary>Starts a program that builds, which finds the servers that earlier builds have begun in the common directory for temporary files.</summary>
    public static RunningProgram StartBuild(ProcessStartInfo start) => new(start, isBuild: true);

    /// <summary>Reads standard output until a line contains a text, and returns that line: a server says that it is ready.</summary>
    public string WaitForLine(string text)
    {
        while (Within(process.StandardOutput.ReadLineAsync()) is { } line)
        {
            seen.Append(line).Append('\n');
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new InvalidOperationException($"ended without '{text}'. Output:\n{seen}Errors:\n{AllErrors()}");
    }

    /// <summary>Waits until a line of standard error contains a text, and returns that line.</summary>
    public string WaitForErrorLine(string text)
    {
        string? Line(string all) => all.Split('\n')[..^1].FirstOrDefault(line => line.Contains(text, StringComparison.Ordinal));
        return Line(errors.WaitUntil((all, _) => Line(all) is not null, limit))!;
    }

    /// <summary>Waits for the line "listening on …" and returns the port that it ends with.</summary>
    public int WaitForPort()
    {
        string line = WaitForLine("listening on ");
        return int.Parse(line.TrimEnd('/').Split(':', ' ')[^1], System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Waits until the main thread sleeps in the kernel: the script has come to its blocking call.</summary>
    public void WaitUntilAsleep()
    {
        string status = $"/proc/{process.Id}/task/{process.Id}/stat";
        for (int asleep = 0; asleep < 3; Thread.Yield())
        {
            string stat = File.ReadAllText(status);
            asleep = stat[(stat.LastIndexOf(')') + 2)..].StartsWith('S') ? asleep + 1 : 0;
        }
    }

    /// <summary>Sends a signal, "INT".</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-" + name, $"{process.Id}"]);
        kill.WaitForExit();
        if (kill.ExitCode != 0)
        {
            throw new InvalidOperationException($"kill exited with {kill.ExitCode}");
        }
    }

    /// <summary>Closes standard input, waits for the end and returns all of it.</summary>
    /// <param name="most">After how long it has failed, where that is more than usual.</param>
    public ProgramResult WaitForExit(TimeSpan? most = null)
    {
        process.StandardInput.Close();
        seen.Append(Within(process.StandardOutput.ReadToEndAsync(), most));
        string error = AllErrors(most);
        Within(Wait());
        return new ProgramResult(process.ExitCode, seen.ToString(), error);

        async Task<bool> Wait()
        {
            await process.WaitForExitAsync();
            return true;
        }
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        process.Dispose();
        temporary?.Dispose();
    }

    private string AllErrors(TimeSpan? most = null) => errors.WaitUntil((_, isEnded) => isEnded, most ?? limit);

    private T Within<T>(Task<T> task, TimeSpan? most = null) => task.Wait(most ?? limit)
        ? task.Result
        : throw new TimeoutException($"no more output and no end. Output so far:\n{seen}");
}

/// <summary>How a program ended.</summary>
internal sealed record ProgramResult(int ExitCode, string Output, string Errors)
{
    /// <summary>The output, if all went well.</summary>
    public string Success => ExitCode == 0 ? Output
        : throw Unexpected();

    /// <summary>What it says of the reason, if it ended with status 1 and printed no result.</summary>
    public string Failure => (ExitCode, Output) == (1, "") ? Errors
        : throw Unexpected();

    private InvalidOperationException Unexpected() => new($"exit status {ExitCode}. Output:\n{Output}Errors:\n{Errors}");
}
