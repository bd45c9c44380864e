namespace TeaSocket.Tests;

/// <summary>Programs that a test needs beside the project.</summary>
internal static class Tool
{
    /// <summary>Whether the search path has a program of that name.</summary>
    public static bool Exists(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(directory => File.Exists(Path.Combine(directory, name)));
}
