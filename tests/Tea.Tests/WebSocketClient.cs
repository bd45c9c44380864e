using System.Diagnostics;

namespace Tea.Tests;

/// <summary>The client tests/programs/websocket-client.mjs, with the npm package that it needs beside it.</summary>
internal sealed class WebSocketClient
{
    private static readonly string[] files = ["package.json", "package-lock.json", "websocket-client.mjs"];

    private readonly string directory;

    /// <summary>Installs it into an empty directory.</summary>
    public WebSocketClient(string directory)
    {
        this.directory = directory;
        foreach (string file in files)
        {
            File.Copy(Repository.PathOf($"tests/programs/{file}"), Path.Combine(directory, file));
        }

        _ = Run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund").Success;
    }

    /// <summary>Runs all of the client's checks against a server.</summary>
    public ProgramResult Check(int port) => Run("node", "websocket-client.mjs", $"{port}");

    private ProgramResult Run(string tool, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Require.Tool(tool), arguments) { WorkingDirectory = directory };
        using var program = RunningProgram.Start(start);
        return program.WaitForExit();
    }
}
