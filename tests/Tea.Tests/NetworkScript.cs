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
        foreach (string path in Directory.EnumerateFiles(Repository.PathOf("tests/network")))
        {
            directory.Write(Path.GetFileName(path), File.ReadAllText(path));
        }

        string setUp = $"set -e; {preparation}\nexec \"$@\"";
        return Start(directory, host, [unshare, "--net", "--mount", "bash", "-c", setUp, "bash"], script, arguments);
    }

    /// <summary>Starts an example in any host, without a machine of its own.</summary>
    public static RunningProgram Example(ScriptDirectory directory, string host, string name, params string[] arguments) =>
        Example(directory, host, [], name, arguments);

    /// <summary>The same, through a command that runs what follows it.</summary>
    public static RunningProgram Example(ScriptDirectory directory, string host, string[] before, string name, params string[] arguments)
    {
        string[] files = [name, "shared/command-line.js", "package.json"]; // Deno takes scripts for modules without the last
        foreach (string file in files)
        {
            directory.Write(file, File.ReadAllText(Repository.PathOf($"examples/{file}")));
        }

        return Start(directory, host, before, name, arguments);
    }

    private static RunningProgram Start(ScriptDirectory directory, string host, string[] before, string script, string[] arguments)
    {
        string[] command = host == Tea ? [Repository.Tea] : ScriptHost.Command(host);
        foreach (string module in host == Tea ? [] : (string[])["socket", "teasocket"])
        {
            string library = System.Text.Json.JsonSerializer.Serialize(Require.NodeModule());
            directory.Write($"node_modules/{module}/index.js", $"process.dlopen(module, {library});");
        }

        string[] words = [.. before, .. command, Path.Combine(directory.Path, script), .. arguments];
        var start = new ProcessStartInfo(words[0], words[1..]);
        start.Environment["DIR"] = directory.Path;
        start.Environment["NO_COLOR"] = "1";
        return RunningProgram.Start(start);
    }
}
