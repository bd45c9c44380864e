using System.Globalization;
using System.IO.Pipes;
using System.Text;

namespace Tea.Watching;

/// <summary>
/// The files that a script consists of. Where the runner is watched by another, it tells that of each before it is read: a change that comes
/// before the other looks is seen by the state that is told.
/// </summary>
internal static class LoadedFiles
{
    /// <summary>Has the number of the pipe to tell it by.</summary>
    public const string PipeVariable = "TEA_WATCHED_BY";

    private static StreamWriter? report;

    /// <summary>The text of a file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be read.</exception>
    public static string Read(string path)
    {
        Tell(path);
        return File.ReadAllText(path);
    }

    /// <summary>Begins to tell, if somebody watches.</summary>
    public static void Begin()
    {
        if (Environment.GetEnvironmentVariable(PipeVariable) is { } handle)
        {
            Environment.SetEnvironmentVariable(PipeVariable, null); // it is neither the script's nor that of its children
            report = new StreamWriter(new AnonymousPipeClientStream(PipeDirection.Out, handle)) { AutoFlush = true };
        }
    }

    /// <summary>A line that tells of a file.</summary>
    public static string Line(string path)
    {
        (long written, long length) = FileState.Of(path);
        return string.Create(CultureInfo.InvariantCulture, $"{written} {length} {Convert.ToHexString(Encoding.UTF8.GetBytes(path))}");
    }

    /// <summary>What a line tells.</summary>
    public static (string Path, FileState State) Parse(string line)
    {
        string[] parts = line.Split(' ');
        return (
            Encoding.UTF8.GetString(Convert.FromHexString(parts[2])),
            new(long.Parse(parts[0], CultureInfo.InvariantCulture), long.Parse(parts[1], CultureInfo.InvariantCulture)));
    }

    private static void Tell(string path)
    {
        try
        {
            report?.WriteLine(Line(path));
        }
        catch (IOException)
        {
            report = null; // who has watched is gone
        }
    }
}
