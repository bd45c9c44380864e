using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Xml.Linq;
using Xunit;

namespace Tea.Tests;

/// <summary>The runner as a .NET tool: what is in its packages, and that it runs as it is installed.</summary>
public sealed class ToolPackageTests(ToolPackages packages) : IClassFixture<ToolPackages>
{
    private const string Awaiting = "import { Socket } from 'socket'; console.log(await new Promise((r) => setTimeout(r, 1, typeof Socket)));";

    private static readonly string platform = RuntimeInformation.RuntimeIdentifier;

    private static readonly string hello = Repository.PathOf("examples/hello.js");

    [Fact]
    public void ThePackageNamesThoseOfThePlatformsAndHasAReadmeAnIconAndTheLicence()
    {
        using ZipArchive package = packages.Open(ToolPackages.Id);
        XElement metadata = XElement.Parse(PackageFeed.Text(package, $"{ToolPackages.Id}.nuspec")).Elements().First();
        string Value(string name) => metadata.Elements().Single(element => element.Name.LocalName == name).Value;
        Assert.Equal(("README.md", "icon.png", "BSD-3-Clause"), (Value("readme"), Value("icon"), Value("license")));
        Assert.Contains("v8cgi", Value("tags").Split(' '));
        Assert.StartsWith($"# {ToolPackages.Id}\n", PackageFeed.Text(package, "README.md"), StringComparison.Ordinal);
        Assert.Equal(File.ReadAllText(Repository.PathOf("LICENSE")), PackageFeed.Text(package, "LICENSE"));

        using var settings = new StringReader(PackageFeed.Text(package, "tools/any/any/DotnetToolSettings.xml"));
        IEnumerable<XElement> named = XDocument.Load(settings).Descendants("RuntimeIdentifierPackage");
        Assert.Equal([$"{ToolPackages.Id}.{platform}"], named.Select(element => element.Attribute("Id")!.Value));
    }

    [Fact]
    public void APlatformsPackageHasV8ForItOnceAndNoMoreThanTheProgramNeeds()
    {
        using ZipArchive package = packages.Open($"{ToolPackages.Id}.{platform}");
        string[] files = [.. package.Entries.Select(entry => entry.FullName).Where(name => name.StartsWith("tools/", StringComparison.Ordinal))];
        Assert.All(files, file => Assert.StartsWith($"tools/net10.0/{platform}/", file, StringComparison.Ordinal));
        Assert.Single(files, file => Path.GetFileNameWithoutExtension(file) == $"ClearScriptV8.{platform}");
        Assert.DoesNotContain(files, file => Path.GetFileName(file) is "System.Private.CoreLib.dll" || file.EndsWith(".xml", StringComparison.Ordinal)
            && Path.GetFileName(file) != "DotnetToolSettings.xml");
    }

    [Theory]
    [InlineData("Acornima", "nuspec.txt", "BSD-3-Clause")]
    [InlineData("Microsoft.ClearScript.V8", "ClearScript/License.txt", "Microsoft")]
    [InlineData("Microsoft.ClearScript.V8", "V8/LICENSE.v8", "V8 project authors")]
    [InlineData("Newtonsoft.Json", "LICENSE.md", "James Newton-King")]
    [InlineData("System.CommandLine", "nuspec.txt", "MIT")]
    public void TheLicencesOfWhatIsInItGoAlong(string library, string file, string said)
    {
        using ZipArchive package = packages.Open($"{ToolPackages.Id}.{platform}");
        string folder = $"tools/net10.0/{platform}/licences/{library}/";
        ZipArchiveEntry entry = Assert.Single(package.Entries, entry =>
            entry.FullName.StartsWith(folder, StringComparison.Ordinal) && entry.FullName.EndsWith("/" + file, StringComparison.Ordinal));
        Assert.Contains(said, PackageFeed.Text(package, entry.FullName), StringComparison.Ordinal);
    }

    [Fact]
    public void InstalledItRunsAndUninstalledItIsGone()
    {
        string tools = packages.NewDirectory("tools");
        string tea = ToolPackages.CommandIn(tools);
        string module = Path.Combine(tools, "awaiting.mjs");
        File.WriteAllText(module, Awaiting);
        _ = packages.Dotnet(tools, ["tool", "install", ToolPackages.Id, "--tool-path", tools, .. packages.Source]).Success;

        Assert.Equal("hello, me\n", Run(tea, hello).Success);
        Assert.Equal("3 one,two\n", Run(tea, "-e", "console.log(1 + 2, system.args.slice(1).join())", "one", "two").Success);
        Assert.Equal("1.234,5\n", Run(tea, "-p", "new Intl.NumberFormat('de').format(1234.5)").Success);
        Assert.Contains("Usage:", Run(tea, "-h").Success, StringComparison.Ordinal);
        Assert.Equal("function\n", Run(tea, module).Success);
        Assert.Equal(1, Run(tea, "-e", "throw new Error('seen')").ExitCode);

        _ = packages.Dotnet(tools, "tool", "uninstall", ToolPackages.Id, "--tool-path", tools).Success;
        Assert.False(File.Exists(tea));
    }

    [Fact]
    public void InstalledForTheUserItIsAmongTheUsersTools()
    {
        string directory = packages.NewDirectory("anywhere");
        _ = packages.Dotnet(directory, ["tool", "install", "--global", ToolPackages.Id, .. packages.Source]).Success;
        string tools = Path.Combine(packages.Root, "home", ".dotnet", "tools");
        Assert.Equal("hello, me\n", Run(ToolPackages.CommandIn(tools), hello).Success);
        _ = packages.Dotnet(directory, "tool", "uninstall", "--global", ToolPackages.Id).Success;
        Assert.False(File.Exists(ToolPackages.CommandIn(tools)));
    }

    [Fact]
    public void AsAToolOfADirectoryItRunsBehindDotnet()
    {
        string project = packages.NewDirectory("project");
        _ = packages.Dotnet(project, "new", "tool-manifest").Success;
        _ = packages.Dotnet(project, ["tool", "install", ToolPackages.Id, .. packages.Source]).Success;
        Assert.Equal("hello, me\n", packages.Dotnet(project, "tea", hello).Success);
        Assert.Equal("2\n", packages.Dotnet(project, "tea", "-p", "1 + 1").Success);
    }

    [Fact]
    public void ItRunsAScriptAgainThatHasChanged()
    {
        string tools = packages.NewDirectory("watching");
        _ = packages.Dotnet(tools, ["tool", "install", ToolPackages.Id, "--tool-path", tools, .. packages.Source]).Success;
        string script = Path.Combine(tools, "script.js");
        File.WriteAllText(script, "console.log('one'); for (;;);");
        using var program = RunningProgram.Start(ToolPackages.CommandIn(tools), "--watch", script);
        program.WaitForLine("one");
        File.WriteAllText(script, "console.log('second')");
        program.WaitForLine("second");
    }

    private static ProgramResult Run(string program, params IEnumerable<string> arguments)
    {
        using var running = RunningProgram.Start(program, arguments);
        return running.WaitForExit();
    }
}
