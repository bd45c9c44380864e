using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace Benchmarks;

/// <summary>
/// What is built before anything is measured: the runner, the module for Node, Bun and Deno, and the C programs. All programs are
/// copied to where <c>require("socket")</c> finds the module.
/// </summary>
internal sealed class Workshop
{
    private static readonly string root = typeof(Workshop).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "Repository").Value!;

    private readonly string programs = PathOf("artifacts/benchmarks/programs");

    private Workshop()
    {
        string shared = Path.Combine(programs, "works", "shared");
        Environment = new Dictionary<string, string>
        {
            ["NO_COLOR"] = "1", // errors are shown in tables
            ["PYTHONPATH"] = shared,
            ["PERL5LIB"] = shared,
            ["LUA_PATH"] = Path.Combine(shared, "?.lua") + ";;",
        };
    }

    /// <summary>A file of 1,000 pieces of 64 KiB.</summary>
    public static string LargeFile => PathOf("artifacts/benchmarks/large-file");

    /// <summary>The variables that the programs are run with.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    public static string PathOf(string relative) => Path.Combine(root, relative);

    public static Workshop Prepare()
    {
        var workshop = new Workshop();
        Publish("src/Tea", "artifacts/tea");
        Publish("src/TeaSocket.NodeApi", "artifacts/node");
        workshop.CopyPrograms();
        File.WriteAllBytes(LargeFile, new byte[1_000 * 65_536]);
        workshop.CompilePrograms();
        return workshop;
    }

    /// <summary>The program that a subject lacks; null if it can run.</summary>
    public static string? MissingFor(Work work, Row row) =>
        Find(row.Host.Command[0]) is null ? row.Host.Command[0]
        : work.Shape is Shape.HttpServer or Shape.HttpLatency && Find("wrk") is null ? "wrk"
        : null;

    /// <summary>The path of a program; null if it is not installed.</summary>
    public static string? Find(string program)
    {
        if (program.Contains('/'))
        {
            return File.Exists(PathOf(program)) ? PathOf(program) : null;
        }

        // The system's own first: version managers put scripts in PATH that cost more than what they start.
        string[] folders = ["/usr/bin", .. (System.Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)];
        return folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
    }

    /// <summary>The words that run a row's program, without arguments.</summary>
    public string[] CommandOf(Work work, Row row) =>
        row.Host == Host.C
            ? [Compiled(work.Folder, row.File)]
            : [Find(row.Host.Command[0])!, .. row.Host.Command[1..], Path.Combine(programs, "works", work.Folder, row.File)];

    /// <summary>The C program at the other end.</summary>
    public string PeerOf(Work work) => Compiled(work.Folder, "peer.c");

    private string Compiled(string folder, string file) =>
        Path.Combine(programs, "bin", $"{folder}-{Path.GetFileNameWithoutExtension(file)}");

    private static void Publish(string project, string folder) =>
        RunTool("dotnet", "publish", PathOf(project), "-c", "Release", "-o", PathOf(folder), "-p:RunAnalyzers=false");

    private void CopyPrograms()
    {
        string source = PathOf("benchmarks/works");
        foreach (string file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(programs, "works", Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }

        string package = Directory.CreateDirectory(Path.Combine(programs, "node_modules", "socket")).FullName;
        File.WriteAllText(Path.Combine(package, "package.json"), """{ "name": "socket", "version": "0.0.0", "main": "index.js" }""");
        string library = JsonSerializer.Serialize(PathOf("artifacts/node/socket.node"));
        File.WriteAllText(Path.Combine(package, "index.js"), $"process.dlopen(module, {library});\n");
    }

    private void CompilePrograms()
    {
        Directory.CreateDirectory(Path.Combine(programs, "bin"));
        foreach (string file in Directory.EnumerateFiles(PathOf("benchmarks/works"), "*.c", SearchOption.AllDirectories))
        {
            RunTool("cc", "-O2", "-Wall", "-o", Compiled(Path.GetFileName(Path.GetDirectoryName(file)!), file), file);
        }
    }

    private static void RunTool(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{output}");
        }
    }
}
