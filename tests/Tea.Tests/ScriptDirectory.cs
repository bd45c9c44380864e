using System.Diagnostics;

namespace Tea.Tests;

/// <summary>A directory of its own for the scripts of one test.</summary>
internal sealed class ScriptDirectory : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public string Path => directory.FullName;

    public void Dispose() => directory.Dispose();

    /// <summary>Writes a file, with the directories above it; returns its path.</summary>
    public string Write(string name, string content)
    {
        string path = System.IO.Path.Combine(directory.FullName, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    /// <summary>Runs the runner there to its end, with an empty input.</summary>
    public ProgramResult Run(params IEnumerable<string> arguments)
    {
        using var program = RunningProgram.Start(new ProcessStartInfo(Repository.Tea, arguments) { WorkingDirectory = directory.FullName });
        return program.WaitForExit();
    }

    /// <summary>Runs a shell's command there, in which $0 is the runner.</summary>
    public ProgramResult Shell(string command, params IEnumerable<string> arguments)
    {
        using var program = RunningProgram.Start(
            new ProcessStartInfo("bash", ["-c", command, Repository.Tea, .. arguments]) { WorkingDirectory = directory.FullName });
        return program.WaitForExit();
    }
}
