using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using TeaSocket.Options;
using Xunit;
using static TeaSocket.Tests.SystemHeaderTests;

namespace TeaSocket.Tests;

/// <summary>
/// Proves the table of options with the system's own headers: its numbers and the layouts of its structures, on x64 and for arm64, and that
/// every option that the headers know stands in the table, or is left out with a reason.
/// </summary>
public sealed partial class OptionHeaderTests
{
    /// <summary>The kernel's headers, with those of the C library that go with them.</summary>
    private static readonly string[] kernelHeaders =
    [
        "stddef.h", "sys/socket.h", "linux/in.h", "linux/in6.h", "linux/tcp.h", "linux/udp.h",
        "linux/icmp.h", "linux/icmpv6.h", "linux/filter.h", "linux/if_packet.h", "linux/netlink.h", "linux/vm_sockets.h", "linux/net_tstamp.h",
        "linux/sock_diag.h",
    ];

    /// <summary>The files in which options are, where there is one: those of the C library say the same, or less.</summary>
    private static readonly string[] optionHeaders =
    [
        "asm-generic/socket.h", "bits/in.h", "bits/socket.h", "bits/socket-constants.h", "linux/icmp.h", "linux/icmpv6.h", "linux/if_packet.h",
        "linux/in.h", "linux/in6.h", "linux/ipv6.h", "linux/mptcp.h", "linux/netlink.h", "linux/tcp.h", "linux/udp.h", "linux/un.h",
        "linux/vm_sockets.h", "netinet/icmp6.h", "netinet/in.h", "netinet/tcp.h", "netinet/udp.h", "netpacket/packet.h",
    ];

    /// <summary>Options, or other names of them, that only the C library's headers have, or those that include them.</summary>
    private static readonly string[] inLibrary = ["ICMP6_FILTER", "IPV6_JOIN_GROUP", "IPV6_LEAVE_GROUP", "MPTCP_INFO"];

    /// <summary>Options that no header has: udplite(7) tells their numbers.</summary>
    private static readonly string[] inNoHeader = ["UDPLITE_RECV_CSCOV", "UDPLITE_SEND_CSCOV"];

    /// <summary>Options that the headers of a cross compiler may be too old for.</summary>
    private static readonly string[] newest = ["IP_LOCAL_PORT_RANGE", "IP_PROTOCOL"];

    /// <summary>Names that look like options and are none, by what they begin with.</summary>
    private static readonly (string Prefix, string What)[] noOptions =
    [
        ("ICMP6_FILTER_", "macros for the value of ICMPV6_FILTER"),
        ("ICMPV6_FILTER_", "macros for the value of ICMPV6_FILTER"),
        ("IPV6_FLOWINFO_", "parts of an address's flow information"),
        ("IPV6_FL_", "parts of a request for a flow label"),
        ("IPV6_MIN_MTU", "a size"),
        ("IPV6_OPT_", "values in an option of a packet"),
        ("IPV6_PRIORITY_", "parts of a packet's header"),
        ("IPV6_RTHDR_", "types of routing headers"),
        ("IPV6_SRCRT_", "types of routing headers"),
        ("IPV6_TLV_", "options of packets"),
        ("IP_DEFAULT_MULTICAST_", "what options are at first"),
        ("IP_MAX_MEMBERSHIPS", "a number that is not kept to"),
        ("IP_MSFILTER_SIZE", "a macro"),
        ("MCAST_EXCLUDE", "a part of the value of IP_MSFILTER"),
        ("MCAST_INCLUDE", "a part of the value of IP_MSFILTER"),
        ("MPTCP_ATTR_", "attributes of netlink's messages"),
        ("MPTCP_EVENT_", "netlink's messages"),
        ("MPTCP_INFO_FLAG_", "bits in MPTCP_INFO"),
        ("MPTCP_PM_", "netlink's messages, attributes and names"),
        ("MPTCP_RST_", "reasons in packets"),
        ("MPTCP_SUBFLOW_ATTR_", "attributes of netlink's messages"),
        ("MPTCP_SUBFLOW_FLAG_", "bits in netlink's messages"),
        ("NETLINK_AUDIT", "a protocol"),
        ("NETLINK_CONNECTED", "a state in the kernel"),
        ("NETLINK_CONNECTOR", "a protocol"),
        ("NETLINK_CRYPTO", "a protocol"),
        ("NETLINK_DNRTMSG", "a protocol"),
        ("NETLINK_ECRYPTFS", "a protocol"),
        ("NETLINK_FIB_LOOKUP", "a protocol"),
        ("NETLINK_FIREWALL", "a protocol"),
        ("NETLINK_GENERIC", "a protocol"),
        ("NETLINK_INET_DIAG", "a protocol"),
        ("NETLINK_IP6_FW", "a protocol"),
        ("NETLINK_ISCSI", "a protocol"),
        ("NETLINK_KOBJECT_UEVENT", "a protocol"),
        ("NETLINK_NETFILTER", "a protocol"),
        ("NETLINK_NFLOG", "a protocol"),
        ("NETLINK_RDMA", "a protocol"),
        ("NETLINK_ROUTE", "a protocol"),
        ("NETLINK_SCSITRANSPORT", "a protocol"),
        ("NETLINK_SELINUX", "a protocol"),
        ("NETLINK_SMC", "a protocol"),
        ("NETLINK_SOCK_DIAG", "a protocol"),
        ("NETLINK_UNCONNECTED", "a state in the kernel"),
        ("NETLINK_UNUSED", "a protocol"),
        ("NETLINK_USERSOCK", "a protocol"),
        ("NETLINK_XFRM", "a protocol"),
        ("PACKET_FASTROUTE", "a kind of packet that never comes"),
        ("PACKET_KERNEL", "a kind of packet that never comes"),
        ("PACKET_USER", "a kind of packet that never comes"),
        ("TCP_CA_", "states in TCP_INFO, as numbers"),
        ("TCP_COOKIE_", "parts of the value of TCP_COOKIE_TRANSACTIONS, which there is no more"),
        ("TCP_DATA_OFFSET", "a part of a packet's header"),
        ("TCP_ENCAP_", "a number inside of the kernel"),
        ("TCP_FLAG_", "parts of a packet's header"),
        ("TCP_MAXWIN", "a size"),
        ("TCP_MAX_WINSHIFT", "a size"),
        ("TCP_MD5SIG_", "parts of the value of TCP_MD5SIG"),
        ("TCP_MSS", "a size"),
        ("TCP_NLA_", "attributes of a control message"),
        ("TCP_QUEUES_NR", "a number of queues"),
        ("TCP_RECEIVE_ZEROCOPY_", "parts of the value of TCP_ZEROCOPY_RECEIVE"),
        ("TCP_REPAIR_OFF", "a value of TCP_REPAIR: 0, or -1 without a probe of the window"),
        ("TCP_REPAIR_ON", "a value of TCP_REPAIR: 1"),
        ("TCP_RESERVED_BITS", "a part of a packet's header"),
        ("TCP_S_DATA_", "parts of the value of TCP_COOKIE_TRANSACTIONS, which there is no more"),
        ("VMADDR_", "addresses of PF_VSOCK"),
    ];

    [Theory]
    [MemberData(nameof(Compilers), MemberType = typeof(SystemHeaderTests))]
    public void LinuxNumbersOfOptionsAndTheirValuesAreThoseOfTheSystemsHeaders(string compiler, Architecture machine)
    {
        IEnumerable<string> options =
            from option in SocketOptions.All
            where option.Numbers.Linux is not null && !inNoHeader.Contains(option.Name) && !inLibrary.Contains(option.Name)
            select OfOption(option);
        IEnumerable<string> levels =
            from level in OptionLevels.All
            where level.Name != "SOL_MPTCP"
            select Equal(level.Name, level.Numbers.Linux!.Value);
        IEnumerable<string> values =
            from value in OptionValues.Rows
            where value.Name != "SOL_MPTCP" && !IsState(value)
            select Equal(value.Name, value.Numbers.Linux!.Value);
        Assert.Equal("", Compile(compiler, [IsFor(machine), .. options, .. levels, .. values], kernelHeaders));
        IEnumerable<string> states = OptionValues.Rows.Where(IsState).Select(value => Equal(value.Name, value.Numbers.Linux!.Value));
        IEnumerable<string> others = inLibrary.Select(name => OfOption(SocketOptions.Get(name)));
        Assert.Equal("", Compile(compiler, [.. states, .. others], ["stddef.h", "sys/socket.h", "netinet/in.h", "netinet/tcp.h", "netinet/icmp6.h", "linux/mptcp.h"]));
        Assert.Equal(11, states.Count());
    }

    [Theory]
    [MemberData(nameof(Compilers), MemberType = typeof(SystemHeaderTests))]
    public void LayoutsOfOptionsAreThoseOfTheSystemsHeaders(string compiler, Architecture machine)
    {
        OptionLayout[] layouts = [.. SocketOptions.All.Select(option => option.Layout).OfType<OptionLayout>().Distinct()];
        Assert.True(layouts.Length > 10);
        IEnumerable<string> asserts = layouts.Where(layout => layout.Structure.Length > 0).SelectMany(Asserts);
        IEnumerable<string> memory = OptionLayouts.SocketMemory.Fields.Select(field => Equal($"{field.CName} * 4", field.Offset));
        IEnumerable<string> filter =
        [
            Equal("sizeof(struct sock_filter)", Marshal.SizeOf<FilterInstruction>()),
            Equal("sizeof(struct sock_fprog)", Marshal.SizeOf<FilterCodec.Program>()),
            Equal("offsetof(struct sock_fprog, filter)", (int)Marshal.OffsetOf<FilterCodec.Program>(nameof(FilterCodec.Program.Instructions))),
            Equal("offsetof(struct sock_filter, jt)", 2), Equal("offsetof(struct sock_filter, jf)", 3), Equal("offsetof(struct sock_filter, k)", 4),
            Equal("sizeof(struct linger)", 8), Equal("sizeof(((struct linger *)0)->l_onoff)", 4), Equal("offsetof(struct linger, l_linger)", 4),
        ];
        Assert.Equal("", Compile(compiler, [IsFor(machine), .. asserts, .. memory, .. filter], ["netinet/in.h", .. kernelHeaders, "linux/mptcp.h"]));
    }

    [Theory]
    [MemberData(nameof(Compilers), MemberType = typeof(SystemHeaderTests))]
    public void OptionsThatPointToMemoryHaveTheNumbersOfTheSystemsHeaders(string compiler, Architecture machine)
    {
        foreach (PointerOption option in PointerOptions.Rows)
        {
            string[] asserts = [IsFor(machine), Equal(option.LevelName, option.Level), Equal(option.Name, option.Number)];
            Assert.Equal("", Compile(compiler, asserts, ["stddef.h", "limits.h", "sys/socket.h", "netinet/in.h", "linux/types.h", option.Header]));
        }
    }

    [Fact]
    public void EveryOptionOfTheSystemsHeadersIsInTheTableOrLeftOutWithAReason()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the headers are Linux's");
        string[] found = [.. optionHeaders.SelectMany(NamesIn).Distinct()];
        Assert.True(found.Length > 300, $"{found.Length} names were found");
        Assert.Equal([], found.Where(IsUnknown));
    }

    [Fact]
    public void AnOptionThatNobodyKnowsIsFound()
    {
        // The test above must be able to fail.
        Assert.Equal(["SO_NEW_ONE", "TCP_IN_AN_ENUM"], NamesOf("#define SO_NEW_ONE 99\nenum {\n  TCP_IN_AN_ENUM = 5,\n  TCP_NODELAY,\n};\n# define SO_DEBUG 1").Where(IsUnknown));
    }

    [Fact]
    public void NothingIsLeftOutThatTheHeadersDoNotHave()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the headers are Linux's");
        HashSet<string> found = [.. optionHeaders.SelectMany(NamesIn)];
        Assert.Equal([], SocketOptions.LeftOut.Select(option => option.Name).Except(found));
        Assert.Empty(noOptions.Select(rule => rule.Prefix).Where(prefix => !found.Any(name => name.StartsWith(prefix, StringComparison.Ordinal)))
            .Except(["NETLINK_CONNECTED", "NETLINK_UNCONNECTED"])); // of some versions only
    }

    private static string OfOption(SocketOption option)
    {
        string assert = Equal(option.Name, option.Numbers.Linux!.Value);
        return newest.Contains(option.Name) ? $"#ifdef {option.Name}\n{assert}\n#endif" : assert;
    }

    private static bool IsState(OptionValue value) => value.Meaning.StartsWith("State", StringComparison.Ordinal);

    private static bool IsUnknown(string name) =>
        SocketOptions.Find(name) is null
        && SocketOptions.LeftOut.All(option => option.Name != name)
        && OptionValues.Rows.All(value => value.Name != name)
        && noOptions.All(rule => !name.StartsWith(rule.Prefix, StringComparison.Ordinal));

    private static IEnumerable<string> NamesIn(string header)
    {
        string[] places = ["/usr/include", $"/usr/include/{(RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "aarch64" : "x86_64")}-linux-gnu"];
        return places.Select(place => Path.Combine(place, header)).Where(File.Exists).SelectMany(path => NamesOf(File.ReadAllText(path)));
    }

    /// <summary>The names that are defined, by the preprocessor or as enumerators, and look like options.</summary>
    private static IEnumerable<string> NamesOf(string header) =>
        Definition().Matches(header).Select(match => match.Groups["name"].Value).Where(name => !name.StartsWith("SO_EE_", StringComparison.Ordinal));

    private static IEnumerable<string> Asserts(OptionLayout layout)
    {
        yield return Equal($"sizeof({layout.Structure})", layout.Size);
        foreach (OptionField field in layout.Fields.Where(field => field.Type.Bits == 0))
        {
            yield return Equal($"offsetof({layout.Structure}, {field.CName})", field.Offset);
            yield return Equal(string.Create(CultureInfo.InvariantCulture, $"sizeof((({layout.Structure} *)0)->{field.CName})"), field.Type.Size);
        }
    }

    [GeneratedRegex(@"^\s*(?:#\s*define\s+)?(?<name>(?:SO|IP|IPV6|TCP|UDP|UDPLITE|PACKET|NETLINK|MPTCP|MCAST|VMADDR)_[A-Za-z0-9_]+|ICMP(?:V?6)?_FILTER\w*)(?=\s|=|,|\(|$)", RegexOptions.Multiline)]
    private static partial Regex Definition();
}
