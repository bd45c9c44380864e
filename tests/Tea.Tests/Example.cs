using Xunit;

namespace Tea.Tests;

/// <summary>The scripts under examples/, run as their users run them.</summary>
internal static class Example
{
    public static RunningProgram Start(string name, params IEnumerable<string> arguments) =>
        RunningProgram.Script($"examples/{name}", arguments);

    public static ProgramResult Run(string name, params IEnumerable<string> arguments)
    {
        using RunningProgram program = Start(name, arguments);
        return program.WaitForExit();
    }

    /// <summary>Runs an example that ends with status 1 and prints no result, and returns what it says of the reason.</summary>
    public static string Failure(string name, params IEnumerable<string> arguments)
    {
        ProgramResult result = Run(name, arguments);
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        return result.Errors;
    }
}
