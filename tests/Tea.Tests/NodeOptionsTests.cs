using Xunit;

namespace Tea.Tests;

/// <summary>Options of the sockets that belong to a host's own modules, as far as the host tells their descriptors.</summary>
public sealed class NodeOptionsTests : IDisposable
{
    private const string NotOpen = "ERR_TEASOCKET_NOT_OPEN";
    private const string NotTold = "ERR_TEASOCKET_NO_DESCRIPTOR";

    private readonly TemporaryDirectory directory = new();

    /// <summary>What comes of it: of TCP and UDP, of UDP before it is bound, and of a server's connection of HTTP.</summary>
    public static TheoryData<string, string, string, string> Hosts => new()
    {
        { ScriptHost.Node, "set", NotOpen, "set" },
        { ScriptHost.Bun, "set", NotOpen, NotOpen },
        { ScriptHost.Deno, NotTold, NotTold, NotTold },
    };

    public void Dispose() => directory.Dispose();

    [Theory]
    [MemberData(nameof(Hosts))]
    public void AHostsOwnSocketsAreSetWithoutBeingOwned(string host, string outcome, string unbound, string http) => Assert.Equal(
        $"""
        {Connections("tcp", outcome)}
        {Connections("unix", "set")}
        udp before binding: {unbound}
        udp: {outcome}
        to myself
        udp when closed: {NotOpen}
        http: {http}

        """,
        ScriptHost.Run(host, "options-beside.js", [directory.FullName]).Success);

    private static string Connections(string label, string outcome) =>
        $"""
        {label} server before listening: {NotOpen}
        {label} server: {outcome}
        {label} client before connecting: {NotOpen}
        {label} client: {outcome}, accepted: {outcome}
        {label} descriptors left: 0
        still {label}
        {label} client when closed: {NotOpen}
        """;
}
