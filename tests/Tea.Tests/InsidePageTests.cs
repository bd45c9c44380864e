using System.Diagnostics;
using Xunit;

namespace Tea.Tests;

/// <summary>docs/inside.md tells of the code as it is: its excerpts, and the picture of the projects.</summary>
public sealed class InsidePageTests
{
    [Fact]
    public void ExcerptsAndThePictureAreUpToDate()
    {
        var start = new ProcessStartInfo(Require.Tool("node"), [Repository.PathOf("docs/site/inside.mjs")]);
        start.Environment.Remove("TEASOCKET_WRITE"); // with which it would write them
        using var program = RunningProgram.Start(start);
        Assert.Equal("", program.WaitForExit().Success);
    }
}
