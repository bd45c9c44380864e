using System.Globalization;
using System.Text.RegularExpressions;

namespace Tea.Tests;

/// <summary>Python's own web server for the files of a directory.</summary>
internal sealed partial class PythonHttpServer : IDisposable
{
    private readonly RunningProgram program;

    public PythonHttpServer(string directory, string address)
    {
        program = RunningProgram.Start(
            Require.Tool("python3"), ["-u", "-m", "http.server", "0", "--bind", address, "--directory", directory]);
        try
        {
            Match match = PortInLine().Match(program.WaitForLine("Serving HTTP on "));
            Port = int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
        }
        catch
        {
            program.Dispose();
            throw;
        }
    }

    public int Port { get; }

    public void Dispose() => program.Dispose();

    [GeneratedRegex(@" port (\d+) ")]
    private static partial Regex PortInLine();
}
