using System.Diagnostics;
using Xunit;

namespace Tea.Tests;

/// <summary>
/// The scripts of tests/network, each unchanged in every host, on a machine of their own: namespaces in which a shell's commands have
/// made the interfaces and files that the script is to find. Nothing of them is seen outside, or left behind.
/// </summary>
internal static class NetworkScript
{
    private const string Tea = "tea";

    /// <summary>The hosts that run JavaScript.</summary>
    public static TheoryData<string> Hosts => [Tea, ScriptHost.Node, ScriptHost.Bun, ScriptHost.Deno];

    /// <summary>Runs a script to its end, and returns its output.</summary>
    /// <param name="host">Where it runs.</param>
    /// <param name="script">Its file's name.</param>
    /// <param name="preparation">What bash does before, in the same namespaces; $DIR is a directory of theirs.</param>
    /// <param name="arguments">What the script is told.</param>
    public static string Run(string host, string script, string preparation, params string[] arguments) =>
        Try(host, script, preparation, arguments).Success;

    /// <summary>The same, of a script that may fail.</summary>
    public static ProgramResult Try(string host, string script, string preparation, params string[] arguments)
    {
        using var directory = new ScriptDirectory();
        using RunningProgram program = Start(directory, host, script, preparation, arguments);
        return program.WaitForExit();
    }

    /// <summary>Starts a script; the directory has to last as long as it runs.</summary>
    public static RunningProgram Start(ScriptDirectory directory, string host, string script, string preparation, params string[] arguments)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "namespaces are Linux's");
        string unshare = Require.Tool("unshare");
        _ = Require.Tool("ip");
        string[] command = host == Tea ? [Repository.Tea] : ScriptHost.Command(host);
        if (host != Tea)
        {
            directory.Write("node_modules/socket/index.js", $"process.dlopen(module, {System.Text.Json.JsonSerializer.Serialize(Require.NodeModule())});");
        }

        foreach (string path in Directory.EnumerateFiles(Repository.PathOf("tests/network")))
        {
            directory.Write(Path.GetFileName(path), File.ReadAllText(path));
        }

        string setUp = $"set -e; {preparation}\nexec \"$@\"";
        var start = new ProcessStartInfo(
            unshare, ["--net", "--mount", "bash", "-c", setUp, "bash", .. command, Path.Combine(directory.Path, script), .. arguments]);
        start.Environment["DIR"] = directory.Path;
        start.Environment["NO_COLOR"] = "1";
        return RunningProgram.Start(start);
    }
}
