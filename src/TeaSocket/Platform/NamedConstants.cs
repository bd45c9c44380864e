namespace TeaSocket.Platform;

/// <summary>
/// The numbers that scripts know by the names of the C headers, options left out, on this system. Linux's are proved by the test that
/// proves <see cref="SystemConstants"/>.
/// </summary>
internal static class NamedConstants
{
    /// <summary>All that this system has.</summary>
    public static IReadOnlyList<NamedConstant> All { get; } = [.. Rows(SystemCalls.Current.Constants)];

    private static IEnumerable<NamedConstant> Rows(SystemConstants c) =>
    [
        // Families.
        new("PF_INET", c.AF_INET), new("PF_INET6", c.AF_INET6), new("PF_UNIX", c.AF_UNIX),

        // Types.
        new("SOCK_STREAM", c.SOCK_STREAM), new("SOCK_DGRAM", c.SOCK_DGRAM), new("SOCK_RAW", c.SOCK_RAW),
        new("SOCK_RDM", c.SOCK_RDM), new("SOCK_SEQPACKET", c.SOCK_SEQPACKET),

        // Protocols.
        new("IPPROTO_TCP", c.IPPROTO_TCP), new("IPPROTO_UDP", c.IPPROTO_UDP),
        new("IPPROTO_ICMP", c.IPPROTO_ICMP), new("IPPROTO_ICMPV6", c.IPPROTO_ICMPV6),
        new("IPPROTO_IGMP", 2), new("IPPROTO_RAW", 255),

        new("SOMAXCONN", c.SOMAXCONN),

        .. c.ForScripts,
    ];
}

/// <summary>A number and its name.</summary>
/// <param name="Name">As the C header has it.</param>
/// <param name="Value">On this system.</param>
internal readonly record struct NamedConstant(string Name, long Value);
