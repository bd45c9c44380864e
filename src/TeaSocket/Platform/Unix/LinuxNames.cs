namespace TeaSocket.Platform.Unix;

/// <summary>Numbers of Linux's that only scripts need: families, protocols and what stands in addresses. Each is proved by its header.</summary>
internal static class LinuxNames
{
    public static IReadOnlyList<NamedConstant> All { get; } =
    [
        // <sys/socket.h>
        new("PF_NETLINK", 16), new("PF_PACKET", 17), new("PF_VSOCK", 40),
        new("SOCK_NONBLOCK", 0x800), new("SOCK_CLOEXEC", 0x80000),

        // <netinet/in.h>, whose IPPROTO_MPTCP older headers do not have yet
        new("IPPROTO_SCTP", 132), new("IPPROTO_UDPLITE", 136), new("IPPROTO_MPTCP", 262),

        // <linux/netlink.h>: the protocols of PF_NETLINK
        new("NETLINK_ROUTE", 0), new("NETLINK_USERSOCK", 2), new("NETLINK_SOCK_DIAG", 4), new("NETLINK_NFLOG", 5), new("NETLINK_XFRM", 6),
        new("NETLINK_SELINUX", 7), new("NETLINK_ISCSI", 8), new("NETLINK_AUDIT", 9), new("NETLINK_FIB_LOOKUP", 10), new("NETLINK_CONNECTOR", 11),
        new("NETLINK_NETFILTER", 12), new("NETLINK_KOBJECT_UEVENT", 15), new("NETLINK_GENERIC", 16), new("NETLINK_SCSITRANSPORT", 18),
        new("NETLINK_ECRYPTFS", 19), new("NETLINK_RDMA", 20), new("NETLINK_CRYPTO", 21), new("NETLINK_SMC", 22),

        // <linux/if_ether.h>: the protocols of PF_PACKET, in the order of the host
        new("ETH_P_ALL", 0x0003), new("ETH_P_LOOP", 0x0060), new("ETH_P_IP", 0x0800), new("ETH_P_ARP", 0x0806), new("ETH_P_RARP", 0x8035),
        new("ETH_P_8021Q", 0x8100), new("ETH_P_IPV6", 0x86DD), new("ETH_P_PPP_SES", 0x8864), new("ETH_P_MPLS_UC", 0x8847), new("ETH_P_8021AD", 0x88A8),
        new("ETH_P_PAE", 0x888E), new("ETH_P_LLDP", 0x88CC), new("ETH_P_1588", 0x88F7),

        // <linux/vm_sockets.h>
        new("VMADDR_CID_ANY", 0xFFFFFFFF), new("VMADDR_CID_HYPERVISOR", 0), new("VMADDR_CID_LOCAL", 1), new("VMADDR_CID_HOST", 2),
        new("VMADDR_PORT_ANY", 0xFFFFFFFF),
    ];
}
