using System.Diagnostics;
using System.Text;

namespace Tea.Tests;

/// <summary>The runner on a real terminal, which python3's pty makes: what is typed there, and what comes back with all escape sequences.</summary>
internal sealed class Terminal : IDisposable
{
    /// <summary>What a prompt ends with that waits for a line, where nothing is typed yet.</summary>
    public const string Prompt = "> \r\e[2C";

    // Only so that a runner that says nothing fails its test.
    private static readonly TimeSpan limit = TimeSpan.FromMinutes(2);

    private readonly Process process;
    private readonly CollectedText output;
    private int seen;

    /// <summary>Starts it.</summary>
    /// <param name="directory">Where it runs, and keeps its state.</param>
    /// <param name="tea">The runner; the built one when left out.</param>
    /// <param name="terminal">The kind of terminal.</param>
    /// <param name="columns">How wide it is.</param>
    /// <param name="rows">How high it is.</param>
    /// <param name="variables">More of the environment.</param>
    public Terminal(
        string directory, string? tea = null, string terminal = "xterm-256color", int columns = 100, int rows = 30,
        params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(
            Require.Tool("python3"), [Repository.PathOf("tests/programs/terminal.py"), $"{columns}", $"{rows}", tea ?? Repository.Tea])
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment["TERM"] = terminal;
        start.Environment["XDG_STATE_HOME"] = directory;
        start.Environment["TMPDIR"] = directory;
        start.Environment.Remove("NO_COLOR");
        foreach ((string name, string value) in variables)
        {
            start.Environment[name] = value;
        }

        process = Process.Start(start)!;
        output = new CollectedText(process.StandardOutput);
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        process.Dispose();
    }

    /// <summary>Presses keys.</summary>
    public void Type(string keys)
    {
        process.StandardInput.Write(keys);
        process.StandardInput.Flush();
    }

    /// <summary>Waits until a text has come that has not been waited for; returns what came with it and before it.</summary>
    public string WaitFor(string text)
    {
        int End(string all) => all.IndexOf(text, seen, StringComparison.Ordinal) is >= 0 and int at ? at + text.Length : -1;
        string whole = output.WaitUntil((all, _) => End(all) >= 0, limit);
        int end = End(whole);
        string came = whole[seen..end];
        seen = end;
        return came;
    }

    /// <summary>Waits for a prompt that a line can be typed at; returns what came before it.</summary>
    public string WaitForPrompt() => WaitFor(Prompt);

    /// <summary>Types a line, and returns what is printed for it.</summary>
    public string Enter(string line)
    {
        Type(line + "\r");
        WaitFor("\e[?2004l\r\r\n");
        string printed = WaitFor("\e[?2004h");
        WaitForPrompt();
        return printed[..^"\e[?2004h".Length].Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\n');
    }

    /// <summary>Waits for the end; returns the status.</summary>
    public int WaitForExit()
    {
        output.WaitUntil((_, isEnded) => isEnded, limit);
        process.WaitForExit();
        return process.ExitCode;
    }
}
