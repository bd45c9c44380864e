using System.Diagnostics;

namespace Tea.Tests;

/// <summary>An empty directory, which is deleted with all that is in it. Its path is short, for Unix sockets to fit.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("tea");

    public string FullName => directory.FullName;

    public DirectoryInfo CreateSubdirectory(string path) => directory.CreateSubdirectory(path);

    public void Dispose()
    {
        if (OperatingSystem.IsWindows())
        {
            directory.Delete(recursive: true);
            return;
        }

        // .NET does not find files whose names are no UTF-8, as some sockets' are.
        using Process remove = Process.Start("rm", ["-rf", directory.FullName]);
        remove.WaitForExit();
    }
}
