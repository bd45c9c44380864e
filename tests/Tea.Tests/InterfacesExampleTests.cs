using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Tea.Tests;

/// <summary>examples/interfaces.js, against what ip(8) says.</summary>
public sealed class InterfacesExampleTests
{
    [Theory]
    [InlineData("tea")]
    [InlineData("node")]
    public void ItTellsWhatIpTells(string host)
    {
        using var link = VirtualLink.Create();
        foreach (string[] change in (string[][])
        [
            ["addr", "add", "10.8.0.1/32", "dev", "lo"],
            ["route", "add", "10.7.0.0/16", "via", "10.9.0.2"],
            ["route", "add", "default", "via", "10.9.0.2", "src", "10.9.0.1"],
            ["route", "add", "10.6.0.1", "dev", "va"],
            ["link", "add", "unused", "type", "veth"],
        ])
        {
            _ = Run(new ProcessStartInfo("ip", ["-n", link.Here, .. change]));
        }

        string script = Repository.PathOf("examples/interfaces.js");
        ProcessStartInfo command = host == "node" ? Example.InNode(script) : new ProcessStartInfo(Repository.Tea, [script]);
        string expected = Interfaces(Json(link, "addr")) + Routes(Json(link, "route"));
        Assert.Contains("default via 10.9.0.2", expected, StringComparison.Ordinal);
        Assert.Equal(expected, Run(VirtualLink.Command(link.Here, command)));
    }

    [Fact]
    public void ItTellsIPv6AddressesInTheirShortForm()
    {
        Require.IPv6Loopback();
        Assert.Contains("    ::1/128\n", Example.Run("interfaces.js").Success, StringComparison.Ordinal);
    }

    private static JsonElement Json(VirtualLink link, string what) =>
        JsonDocument.Parse(Run(new ProcessStartInfo("ip", ["-n", link.Here, "-j", what]))).RootElement;

    private static string Interfaces(JsonElement all)
    {
        var text = new StringBuilder();
        foreach (JsonElement one in all.EnumerateArray().Where(one => one.TryGetProperty("ifindex", out _)))
        {
            string state = one.GetProperty("flags").EnumerateArray().Any(flag => flag.GetString() == "UP") ? "up" : "down";
            text.Append(one.GetProperty("ifindex")).Append(": ").Append(one.GetProperty("ifname")).Append(' ').Append(state)
                .Append(" mtu ").Append(one.GetProperty("mtu")).Append(' ').Append(one.GetProperty("address")).Append('\n');
            foreach (JsonElement address in one.GetProperty("addr_info").EnumerateArray())
            {
                text.Append("    ").Append(address.GetProperty("local")).Append('/').Append(address.GetProperty("prefixlen")).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Routes(JsonElement all)
    {
        var text = new StringBuilder();
        foreach (JsonElement route in all.EnumerateArray())
        {
            text.Append(route.GetProperty("dst"));
            foreach ((string word, string property) in ((string, string)[])[(" via ", "gateway"), (" dev ", "dev"), (" src ", "prefsrc")])
            {
                text.Append(route.TryGetProperty(property, out JsonElement value) ? $"{word}{value}" : "");
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static string Run(ProcessStartInfo start)
    {
        using var program = RunningProgram.Start(start);
        return program.WaitForExit().Success;
    }
}
