using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Tea.Tests;

/// <summary>
/// C# of a page, as the only file of a console program that refers to the project's packages. There is such a program, with all that one needs beside
/// it: the example that embeds the module. The page's takes its place there.
/// </summary>
internal static class CSharpBlock
{
    /// <summary>What a new console program imports by itself.</summary>
    private const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Net.Http;
        global using System.Threading; global using System.Threading.Tasks;
        """;

    private static readonly string example = Path.GetDirectoryName(Repository.Embedding)!;

    private static readonly string name = Path.GetFileNameWithoutExtension(Repository.Embedding);

    private static readonly Lazy<MetadataReference[]> references = new(() =>
    [
        .. from path in Directory.EnumerateFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "*.dll").Where(IsManaged)
               .Concat(Directory.EnumerateFiles(example, "*.dll"))
           where Path.GetFileNameWithoutExtension(path) != name
           select MetadataReference.CreateFromFile(path),
    ]);

    /// <summary>Compiles it into a directory without a warning, and returns the command that runs it.</summary>
    public static string[] Compile(string code, ScriptDirectory directory)
    {
        foreach (string path in Directory.EnumerateFileSystemEntries(example))
        {
            File.CreateSymbolicLink(Path.Combine(directory.Path, Path.GetFileName(path)), path);
        }

        var compilation = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(ImplicitUsings), CSharpSyntaxTree.ParseText(code)],
            references.Value,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        string program = Path.Combine(directory.Path, $"{name}.dll");
        File.Delete(program); // the link
        string problems = string.Join('\n',
            from diagnostic in compilation.Emit(program).Diagnostics
            where diagnostic.Severity >= DiagnosticSeverity.Warning
            select diagnostic.ToString());
        Assert.Equal("", problems);
        return ["dotnet", program];
    }

    /// <summary>Whether it is one of the framework's assemblies, which Windows has among its native libraries.</summary>
    private static bool IsManaged(string path) => Path.GetFileName(path) is var file
        && (file.StartsWith("System.", StringComparison.Ordinal) || file is "mscorlib.dll" or "netstandard.dll" or "Microsoft.CSharp.dll")
        && !file.Contains(".Native.", StringComparison.Ordinal);
}
