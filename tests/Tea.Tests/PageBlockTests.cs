using System.Text.Json;
using Xunit;

namespace Tea.Tests;

/// <summary>The blocks of code of the site's pages, each run as what it is, so that none says what does not hold.</summary>
public sealed class PageBlockTests
{
    private const string Unrun = "tests/unrun-blocks.txt";

    public static IEnumerable<TheoryDataRow<string, int, string>> Blocks() =>
        from block in PageBlock.All
        where block.IsRun
        from host in block.Language is "js" or "ts" ? block.Hosts : [""]
        select new TheoryDataRow<string, int, string>(block.Page, block.Line, host)
        {
            TestDisplayName = $"{block.Page}:{block.Line} ({block.Language}{(host == "" ? "" : $" in {host}")})",
            Label = "",
        };

    [Theory]
    [MemberData(nameof(Blocks))]
    public void DoesWhatItSays(string page, int line, string host)
    {
        PageBlock block = PageBlock.All.Single(one => one.Page == page && one.Line == line);
        switch (block.Language)
        {
            case "js" or "ts" or "csharp":
                string output = PageProgram.Run(block, host);
                Assert.Equal(block.Output ?? output, output);
                break;
            case "json":
                JsonDocument.Parse(block.Code).Dispose();
                break;
            default:
                Assert.Fail($"nobody runs a block of {(block.Language == "" ? "no language" : block.Language)}. A block of text needs no "
                    + "running, and <!-- not run: REASON --> says why another one is not run");
                break;
        }
    }

    /// <summary>Nothing stops being run unseen.</summary>
    [Fact]
    public void WhatIsNotRunIsListed()
    {
        IEnumerable<string> listed = File.ReadLines(Repository.PathOf(Unrun)).Where(line => line.Length > 0 && !line.StartsWith('#'));
        IEnumerable<string> found = from block in PageBlock.All where block.Unrun is not null select $"{block.Page}: {block.Unrun}";
        Assert.Equal(listed.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }
}
