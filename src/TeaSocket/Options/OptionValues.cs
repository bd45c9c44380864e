using TeaSocket.Platform;

namespace TeaSocket.Options;

/// <summary>
/// The numbers that options take and tell, and those of levels, with the names that scripts have for them.
/// </summary>
internal static class OptionValues
{
    /// <summary>What they are on this system; null for what it lacks.</summary>
    public static IEnumerable<(string Name, int? Value)> All => Rows.Select(row => (row.Name, row.Numbers.Here));

    /// <summary>All of them, with what they belong to.</summary>
    public static IReadOnlyList<OptionValue> Rows { get; } =
    [
        .. OptionLevels.All.Where(level => level.Name.StartsWith("SOL_", StringComparison.Ordinal) || level.Name is "IPPROTO_IP" or "IPPROTO_IPV6")
            .Select(level => new OptionValue(level.Name, level.Numbers, "Level of options")),
        .. Of("Value of IP_MTU_DISCOVER", "IP_PMTUDISC_", 0, "DONT WANT DO PROBE INTERFACE OMIT"),
        .. Of("Value of IPV6_MTU_DISCOVER", "IPV6_PMTUDISC_", 0, "DONT WANT DO PROBE INTERFACE OMIT"),
        .. Bits("Part of IPV6_ADDR_PREFERENCES", "IPV6_PREFER_SRC_", "TMP=1 PUBLIC=2 PUBTMP_DEFAULT=256 COA=4 HOME=1024 CGA=8 NONCGA=2048"),
        .. Of("State in TCP_INFO", "TCP_", 1, "ESTABLISHED SYN_SENT SYN_RECV FIN_WAIT1 FIN_WAIT2 TIME_WAIT CLOSE CLOSE_WAIT LAST_ACK LISTEN CLOSING"),
        .. Of("Value of TCP_REPAIR_QUEUE", "TCP_", 0, "NO_QUEUE RECV_QUEUE SEND_QUEUE"),
        .. Of("Value of UDP_ENCAP", "UDP_ENCAP_", 1, "ESPINUDP_NON_IKE ESPINUDP L2TPINUDP GTP0 GTP1U RXRPC"),
        .. Of("Kind of a packet", "PACKET_", 0, "HOST BROADCAST MULTICAST OTHERHOST OUTGOING LOOPBACK"),
        .. Of("Part of PACKET_FANOUT", "PACKET_FANOUT_", 0, "HASH LB CPU ROLLOVER RND QM CBPF EBPF"),
        .. Bits("Part of PACKET_FANOUT", "PACKET_FANOUT_FLAG_", "ROLLOVER=4096 UNIQUEID=8192 DEFRAG=32768"),
        .. Of("Type of PACKET_ADD_MEMBERSHIP", "PACKET_MR_", 0, "MULTICAST PROMISC ALLMULTI UNICAST"),
        .. Bits(
            "Part of SO_TIMESTAMPING", "SOF_TIMESTAMPING_",
            "TX_HARDWARE=1 TX_SOFTWARE=2 RX_HARDWARE=4 RX_SOFTWARE=8 SOFTWARE=16 SYS_HARDWARE=32 RAW_HARDWARE=64 OPT_ID=128 TX_SCHED=256 "
            + "TX_ACK=512 OPT_CMSG=1024 OPT_TSONLY=2048 OPT_STATS=4096 OPT_PKTINFO=8192 OPT_TX_SWHW=16384 BIND_PHC=32768"),
    ];

    private static IEnumerable<OptionValue> Of(string meaning, string prefix, int first, string names) =>
        names.Split(' ').Select((name, i) => new OptionValue(prefix + name, new SystemNumbers(first + i, null, null), meaning));

    private static IEnumerable<OptionValue> Bits(string meaning, string prefix, string names) =>
        from pair in names.Split(' ')
        let halves = pair.Split('=')
        select new OptionValue(prefix + halves[0], new SystemNumbers(int.Parse(halves[1], System.Globalization.CultureInfo.InvariantCulture), null, null), meaning);
}

/// <summary>A number that an option takes.</summary>
/// <param name="Name">The constant's name.</param>
/// <param name="Numbers">What it is on each system.</param>
/// <param name="Meaning">What it is the value of.</param>
internal sealed record OptionValue(string Name, SystemNumbers Numbers, string Meaning);
