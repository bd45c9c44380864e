using System.Diagnostics;
using Xunit;

namespace Tea.Tests;

/// <summary>A script of tests/hostile that runs, in a directory of its own where <c>require("socket")</c> finds the module.</summary>
internal sealed class HostileScript : IDisposable
{
    /// <summary>The runner, beside those of <see cref="ScriptHost"/>.</summary>
    public const string Tea = "tea";

    // Where the scripts may ask for collections.
    private static readonly Dictionary<string, string[]> options = new()
    {
        [Tea] = [],
        [ScriptHost.Node] = ["--expose-gc"],
        [ScriptHost.Bun] = [],
        [ScriptHost.Deno] = ["--v8-flags=--expose-gc"],
    };

    private readonly TemporaryDirectory directory;

    /// <summary>Starts it.</summary>
    /// <param name="host">Where it runs.</param>
    /// <param name="descriptors">How many descriptors it may have: a low limit lets the runner collect garbage, which it does before they run out.</param>
    /// <param name="script">Its file's name.</param>
    /// <param name="arguments">What it is told.</param>
    public HostileScript(string host, int descriptors, string script, params string[] arguments)
        : this(host, [.. Command(host), .. options[host]], descriptors, script, arguments)
    {
    }

    /// <summary>Starts it with a command.</summary>
    public HostileScript(string host, string[] command, int descriptors, string script, params string[] arguments)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the scripts look into /proc and use abstract names");
        string? module = host == Tea ? null : Require.NodeModule();
        directory = new TemporaryDirectory();
        Lay(module);
        string path = Path.Combine(directory.FullName, "hostile", script);
        var start = new ProcessStartInfo("bash", ["-c", $"ulimit -n {descriptors} && exec \"$@\"", "bash", .. command, path, .. arguments])
        {
            WorkingDirectory = directory.CreateSubdirectory("tmp").FullName, // where sockets with odd names leave their files
        };
        start.Environment["TEASOCKET_TMP"] = start.WorkingDirectory;
        start.Environment["NO_COLOR"] = "1";
        Program = RunningProgram.Start(start);
    }

    /// <summary>All hosts.</summary>
    public static TheoryData<string> Hosts => [Tea, ScriptHost.Node, ScriptHost.Bun, ScriptHost.Deno];

    public RunningProgram Program { get; }

    /// <summary>The command that a host is started with.</summary>
    public static string[] Command(string host) => host == Tea ? [Repository.Tea] : ScriptHost.Command(host);

    public void Dispose()
    {
        Program.Dispose();
        directory.Dispose();
    }

    /// <summary>Copies the scripts, and those that they share with the suite.</summary>
    private void Lay(string? module)
    {
        foreach (string folder in new[] { "hostile", "conformance" })
        {
            DirectoryInfo copy = directory.CreateSubdirectory(folder);
            foreach (string file in Directory.EnumerateFiles(Repository.PathOf($"tests/{folder}")))
            {
                File.Copy(file, Path.Combine(copy.FullName, Path.GetFileName(file)));
            }
        }

        if (module is not null)
        {
            DirectoryInfo package = directory.CreateSubdirectory("node_modules/socket");
            File.WriteAllText(
                Path.Combine(package.FullName, "index.js"), $"process.dlopen(module, {System.Text.Json.JsonSerializer.Serialize(module)});\n");
        }
    }
}
