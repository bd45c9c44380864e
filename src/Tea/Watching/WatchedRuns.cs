using System.Diagnostics;
using System.IO.Pipes;
using System.Runtime.InteropServices;

namespace Tea.Watching;

/// <summary>
/// Runs a script in a process of its own, and again whenever one of its files has changed: also a script that waits in a call, or turns in
/// an endless loop, ends then.
/// </summary>
internal static class WatchedRuns
{
    private const int Unwatched = 2;
    private const int Interrupted = 130; // as a shell reports the signals
    private const int Killed = 137;
    private const int Terminated = 143;

    /// <summary>Runs the script until the process is ended by a signal.</summary>
    /// <param name="script">The script.</param>
    /// <param name="arguments">The runner's arguments.</param>
    /// <returns>The exit status.</returns>
    public static int Run(Script script, string[] arguments)
    {
        using var end = new CancellationTokenSource();
        int status = 0;
        void End(PosixSignalContext context)
        {
            context.Cancel = true;
            status = context.Signal == PosixSignal.SIGINT ? Interrupted : Terminated;
            end.Cancel();
        }

        // At the terminal the script gets the signal, too.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        string path = Path.GetFullPath(script.Name);
        while (true)
        {
            using var files = new WatchedFiles();
            if (!TryWatch(files, path, FileState.Of(path)))
            {
                return Unwatched;
            }

            using var pipe = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.Inheritable);
            using Process run = Start(arguments, pipe);
            Task reading = Task.Run(() => Note(pipe, files));
            Task telling = Task.Run(() => TellOfEnd(run));
            try
            {
                string changed = files.WaitForChange(end.Token);
                StandardStreams.Write(2, $"tea: {changed} has changed: running again\n");
            }
            catch (OperationCanceledException)
            {
                return status;
            }
            finally
            {
                run.Kill();
                run.WaitForExit();
                Task.WaitAll([reading, telling], CancellationToken.None);
            }
        }
    }

    private static Process Start(string[] arguments, AnonymousPipeServerStream pipe)
    {
        string program = Environment.ProcessPath!;
        bool isHosted = Path.GetFileNameWithoutExtension(program) == "dotnet";
        var start = new ProcessStartInfo(program, isHosted ? [Environment.GetCommandLineArgs()[0], .. arguments] : arguments);
        start.Environment[LoadedFiles.PipeVariable] = pipe.GetClientHandleAsString();
        Process run = Process.Start(start)!;
        pipe.DisposeLocalCopyOfClientHandle();
        return run;
    }

    private static void Note(AnonymousPipeServerStream pipe, WatchedFiles files)
    {
        using var reader = new StreamReader(pipe);
        while (reader.ReadLine() is { } line)
        {
            (string path, FileState state) = LoadedFiles.Parse(line);
            _ = TryWatch(files, path, state);
        }
    }

    /// <summary>Watches a file, or says why not.</summary>
    private static bool TryWatch(WatchedFiles files, string path, FileState state)
    {
        try
        {
            files.Add(path, state);
            return true;
        }
        catch (IOException e)
        {
            StandardStreams.Write(2, $"tea: {path} cannot be watched: {e.Message}\n");
            return false;
        }
    }

    private static void TellOfEnd(Process run)
    {
        run.WaitForExit();
        if (run.ExitCode != Killed)
        {
            StandardStreams.Write(2, $"tea: ended with status {run.ExitCode}; waiting for changes\n");
        }
    }
}
