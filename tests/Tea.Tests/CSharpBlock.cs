using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Tea.Tests;

/// <summary>C# of a page, compiled as the only file of a console program that refers to the project's packages.</summary>
internal static class CSharpBlock
{
    /// <summary>What a new console program imports by itself.</summary>
    private const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Net.Http;
        global using System.Threading; global using System.Threading.Tasks;
        """;

    /// <summary>What the compiler says against it, warnings too; "" for nothing.</summary>
    public static string Problems(string code)
    {
        IEnumerable<MetadataReference> references =
            from path in ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            where Path.GetFileNameWithoutExtension(path) is not ("Tea.Tests" or "tea")
            select MetadataReference.CreateFromFile(path);
        var compilation = CSharpCompilation.Create(
            "Page",
            [CSharpSyntaxTree.ParseText(ImplicitUsings), CSharpSyntaxTree.ParseText(code)],
            references,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        return string.Join('\n',
            from diagnostic in compilation.GetDiagnostics()
            where diagnostic.Severity >= DiagnosticSeverity.Warning
            select diagnostic.ToString());
    }
}
