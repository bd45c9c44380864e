namespace TeaSocket.Options;

/// <summary>
/// Linux's options whose bytes say where in memory the system is to read or write, beside the filters of the table. What sets them has to answer for
/// that memory: a C# program can, a script cannot.
/// </summary>
internal static class PointerOptions
{
    /// <summary>All that are known, with the header that has their numbers.</summary>
    public static IReadOnlyList<PointerOption> Rows { get; } =
    [
        new("SOL_IP", 0, "IPT_SO_SET_REPLACE", 64, "linux/netfilter_ipv4/ip_tables.h"),
        new("SOL_IP", 0, "ARPT_SO_SET_REPLACE", 96, "linux/netfilter_arp/arp_tables.h"),
        new("SOL_IP", 0, "EBT_SO_SET_ENTRIES", 128, "linux/netfilter_bridge/ebtables.h"),
        new("SOL_IP", 0, "EBT_SO_SET_COUNTERS", 129, "linux/netfilter_bridge/ebtables.h"),
        new("SOL_IPV6", 41, "IP6T_SO_SET_REPLACE", 64, "linux/netfilter_ipv6/ip6_tables.h"),
        new("SOL_RDS", 276, "RDS_GET_MR", 2, "linux/rds.h"),
        new("SOL_RDS", 276, "RDS_GET_MR_FOR_DEST", 7, "linux/rds.h"),
        new("SOL_XDP", 283, "XDP_UMEM_REG", 4, "linux/if_xdp.h"),
    ];
}

/// <summary>Such an option.</summary>
/// <param name="LevelName">Its level's constant.</param>
/// <param name="Level">Its level.</param>
/// <param name="Name">Its constant.</param>
/// <param name="Number">Its number.</param>
/// <param name="Header">Where that stands.</param>
internal sealed record PointerOption(string LevelName, int Level, string Name, int Number, string Header);
