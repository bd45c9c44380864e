using System.Diagnostics;

namespace Tea.Tests;

/// <summary>
/// The scripts under examples/, run as their users run them: those under examples/node/ in Node, the others in the runner.
/// </summary>
internal static class Example
{
    private const string nodeFolder = "node/";

    private static readonly Lazy<string> install = new(InstallPackage);

    public static RunningProgram Start(string name, params IEnumerable<string> arguments) =>
        name.StartsWith(nodeFolder, StringComparison.Ordinal)
            ? RunningProgram.Start(InNode([Repository.PathOf($"examples/{name}"), .. arguments]))
            : RunningProgram.Script($"examples/{name}", arguments);

    public static ProgramResult Run(string name, params IEnumerable<string> arguments)
    {
        using RunningProgram program = Start(name, arguments);
        return program.WaitForExit();
    }

    /// <summary>Runs an example that fails, and returns what it says of the reason.</summary>
    public static string Failure(string name, params IEnumerable<string> arguments) => Run(name, arguments).Failure;

    /// <summary>A call of Node that stands beside its examples, so that they and the module can be required by it.</summary>
    public static ProcessStartInfo InNode(params IEnumerable<string> arguments)
    {
        string node = Require.Tool("node");
        _ = Require.Tool("npm");
        _ = Require.NodeModule();
        _ = install.Value; // last, as what is thrown inside, a skip too, is thrown for all time
        return new ProcessStartInfo(node, arguments) { WorkingDirectory = Repository.PathOf("examples/node") };
    }

    /// <summary>The commands of examples/node/README.md, held to what is in the repository.</summary>
    private static string InstallPackage()
    {
        using var package = RunningProgram.Start("npm", ["--prefix", Repository.PathOf("packages/npm"), "run", "package"]);
        _ = package.WaitForExit().Success;
        string[] tarballs = Directory.GetFiles(Repository.PathOf("artifacts/npm"), "*.tgz");
        using var install = RunningProgram.Start(
            "npm", ["install", "--prefix", Repository.PathOf("examples"), "--no-save", "--offline", .. tarballs]);
        return install.WaitForExit().Success;
    }
}
