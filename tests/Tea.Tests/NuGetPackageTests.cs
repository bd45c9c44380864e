using System.Buffers.Binary;
using System.IO.Compression;
using System.Xml.Linq;
using Xunit;

namespace Tea.Tests;

/// <summary>The packages for C# programs, as they are published: what is in them, and that an empty project runs with them.</summary>
public sealed class NuGetPackageTests(NuGetPackages packages) : IClassFixture<NuGetPackages>
{
    [Theory]
    [InlineData("TeaSocket")]
    [InlineData("TeaSocket.Script")]
    [InlineData("TeaSocket.V8")]
    public void APackageHasAReadmeAnIconTheLicenceTheDocumentationAndSymbols(string id)
    {
        using ZipArchive package = packages.Open(id);
        XElement metadata = XElement.Parse(PackageFeed.Text(package, $"{id}.nuspec")).Elements().First();
        string Value(string name) => metadata.Elements().Single(element => element.Name.LocalName == name).Value;
        Assert.Equal(("README.md", "icon.png", "BSD-3-Clause"), (Value("readme"), Value("icon"), Value("license")));
        Assert.Contains("socket", Value("tags").Split(' '));
        Assert.Contains("Socket", Value("description"), StringComparison.OrdinalIgnoreCase);

        Assert.StartsWith($"# {id}\n", PackageFeed.Text(package, "README.md"), StringComparison.Ordinal);
        Assert.Equal(File.ReadAllText(Repository.PathOf("LICENSE")), PackageFeed.Text(package, "LICENSE"));
        Assert.Contains("<summary>", PackageFeed.Text(package, $"lib/net10.0/{id}.xml"), StringComparison.Ordinal);
        Assert.Equal((128, 128), SizeOfPng(package.GetEntry("icon.png")!));
        using ZipArchive symbols = packages.Open(id, "snupkg");
        Assert.NotNull(symbols.GetEntry($"lib/net10.0/{id}.pdb"));
    }

    [Fact]
    public void AReferenceToTheCoreAndItsExampleRun()
    {
        string project = packages.NewProgram("TeaSocket", "core");
        Assert.Equal("hello, me\n", packages.Dotnet(project, "run").Success);
    }

    [Fact]
    public void AReferenceAndTwoLinesGiveAnEngineSockets()
    {
        string project = packages.NewProgram("TeaSocket.V8", "embedding");
        Assert.Equal("hello, me\n", packages.Dotnet(project, "run").Success);
    }

    [Fact]
    public void ABuildForAPlatformWithoutV8SaysWhatToAdd()
    {
        // V8 is there for the platform that this runs on, and for Windows on ARM only where the packages were made there.
        string project = packages.NewProgram("TeaSocket.V8", "elsewhere");
        string output = packages.Dotnet(project, "build", "--runtime", "win-arm64", "--no-self-contained", "-p:UseAppHost=false").Success;
        Assert.Contains("dotnet add package Microsoft.ClearScript.V8.Native.win-arm64", output, StringComparison.Ordinal);
        Assert.DoesNotContain("TEASOCKET001", packages.Dotnet(project, "build").Success, StringComparison.Ordinal);
    }

    /// <summary>All of them cannot be packed where a source of packages lacks V8 for some.</summary>
    [Fact]
    public void AReleaseBringsV8ForAllPlatforms()
    {
        string platforms = packages.Dotnet(
            packages.Root, "msbuild", Repository.PathOf("src/TeaSocket.V8"), "-getProperty:PackedPlatforms", "-p:V8Platforms=all").Success;
        Assert.Equal("linux-arm64;linux-x64;osx-arm64;osx-x64;win-arm64;win-x64;win-x86", platforms.Trim());
    }

    /// <summary>The width and height, which the first chunk of a PNG has.</summary>
    private static (int Width, int Height) SizeOfPng(ZipArchiveEntry png)
    {
        byte[] head = new byte[24];
        using Stream stream = png.Open();
        stream.ReadExactly(head);
        return (BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(20)));
    }
}
