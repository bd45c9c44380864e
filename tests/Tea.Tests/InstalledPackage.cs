using System.Runtime.InteropServices;
using System.Text.Json;

namespace Tea.Tests;

/// <summary>The npm packages as npm installs them, in directories of tests.</summary>
internal static class InstalledPackage
{
    /// <summary>Installs <c>teasocket</c> and those that need nothing else: a script there finds them by their names, in each host.</summary>
    public static void InstallInto(ScriptDirectory directory)
    {
        string binary = JsonSerializer.Serialize(Require.NodeModule());
        string machine = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x64";
        directory.Write("package.json", """{ "private": true }""");
        directory.Write($"node_modules/@teasocket/linux-{machine}/index.js", $"process.dlopen(module, {binary});");
        foreach (string package in Directory.EnumerateDirectories(Repository.PathOf("packages")))
        {
            string folder = Path.GetFileName(package) == "npm" ? "teasocket" : $"@teasocket/{Path.GetFileName(package)}";
            foreach (string file in Directory.EnumerateFiles(package, "*.js").Append(Path.Combine(package, "package.json")))
            {
                directory.Write($"node_modules/{folder}/{Path.GetFileName(file)}", File.ReadAllText(file));
            }
        }
    }
}
