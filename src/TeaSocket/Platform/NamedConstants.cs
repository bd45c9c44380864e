namespace TeaSocket.Platform;

/// <summary>
/// The numbers that scripts know by the names of the C headers, options left out, on this system. Linux's are proved by the test that
/// proves <see cref="SystemConstants"/>.
/// </summary>
internal static class NamedConstants
{
    /// <summary>All that this system has.</summary>
    public static IReadOnlyList<NamedConstant> All { get; } = [.. Rows(SystemCalls.Current.Constants), .. Messages(SystemCalls.Current.Constants.Messages)];

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

    /// <summary>Flags of messages, and what the error queue tells; those that the system has.</summary>
    private static IEnumerable<NamedConstant> Messages(MessageNumbers n) => new NamedConstant[]
    {
        new("MSG_OOB", n.MSG_OOB), new("MSG_PEEK", n.MSG_PEEK), new("MSG_DONTROUTE", n.MSG_DONTROUTE), new("MSG_CTRUNC", n.MSG_CTRUNC),
        new("MSG_TRUNC", n.MSG_TRUNC), new("MSG_DONTWAIT", n.MSG_DONTWAIT), new("MSG_EOR", n.MSG_EOR), new("MSG_WAITALL", n.MSG_WAITALL),
        new("MSG_CONFIRM", n.MSG_CONFIRM), new("MSG_ERRQUEUE", n.MSG_ERRQUEUE), new("MSG_NOSIGNAL", n.MSG_NOSIGNAL), new("MSG_MORE", n.MSG_MORE),
        new("MSG_FASTOPEN", n.MSG_FASTOPEN), new("MSG_CMSG_CLOEXEC", n.MSG_CMSG_CLOEXEC),
        new("SO_EE_ORIGIN_NONE", n.SO_EE_ORIGIN_NONE), new("SO_EE_ORIGIN_LOCAL", n.SO_EE_ORIGIN_LOCAL),
        new("SO_EE_ORIGIN_ICMP", n.SO_EE_ORIGIN_ICMP), new("SO_EE_ORIGIN_ICMP6", n.SO_EE_ORIGIN_ICMP6),
        new("SO_EE_ORIGIN_TIMESTAMPING", n.SO_EE_ORIGIN_TIMESTAMPING), new("SO_EE_ORIGIN_ZEROCOPY", n.SO_EE_ORIGIN_ZEROCOPY),
    }.Where(constant => constant.Value >= 0);
}

/// <summary>A number and its name.</summary>
/// <param name="Name">As the C header has it.</param>
/// <param name="Value">On this system.</param>
internal readonly record struct NamedConstant(string Name, long Value);
