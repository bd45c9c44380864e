using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using TeaSocket.Addresses;
using TeaSocket.Messages;
using TeaSocket.Platform;
using TeaSocket.Platform.Unix;
using Xunit;

namespace TeaSocket.Tests;

/// <summary>
/// Proves Linux's numbers and layouts with the system's own headers: a C program of static assertions must compile, on x64 for
/// arm64 too.
/// </summary>
public sealed class SystemHeaderTests
{
    private static readonly string[] headers =
    [
        "stddef.h", "sys/socket.h", "sys/un.h", "sys/ioctl.h", "netinet/in.h", "netinet/tcp.h", "arpa/inet.h", "net/if.h", "netdb.h",
        "poll.h", "sys/epoll.h", "sys/resource.h", "sys/syscall.h", "signal.h", "time.h", "errno.h",
        "linux/netlink.h", "linux/if_ether.h", "linux/if_packet.h", "linux/netdevice.h", "linux/vm_sockets.h", "fcntl.h",
        "ifaddrs.h", "netinet/udp.h", "linux/errqueue.h",
    ];

    // Of Linux 6.5, unknown to older systems' headers: descriptors.js in the conformance suite asks the kernel instead.
    private static readonly string[] tooNew = ["SCM_PIDFD"];

    /// <summary>Each compiler, and the machine that it compiles for.</summary>
    public static TheoryData<string, Architecture> Compilers => new()
    {
        { Environment.GetEnvironmentVariable("CC") ?? "cc", RuntimeInformation.ProcessArchitecture },
        { "aarch64-linux-gnu-gcc", Architecture.Arm64 },
    };

    [Theory]
    [MemberData(nameof(Compilers))]
    public void LinuxNumbersAndLayoutsAreThoseOfTheSystemsHeaders(string compiler, Architecture machine) =>
        Assert.Equal("", Compile(compiler, [.. NumberAsserts(), .. LayoutAsserts(machine)]));

    [Theory]
    [MemberData(nameof(Compilers))]
    public void LinuxErrorNamesAreThoseOfTheSystemsHeaders(string compiler, Architecture machine)
    {
        IEnumerable<string> asserts = LinuxConstants.ErrorNames.Select(error => Equal(error.Value, error.Key));
        Assert.Equal("", Compile(compiler, [IsFor(machine), .. asserts]));
        Assert.Equal(131, LinuxConstants.ErrorNames.Count);
    }

    [Theory]
    [MemberData(nameof(Compilers))]
    public void AWrongNumberIsFound(string compiler, Architecture machine)
    {
        // The proof above must be able to fail.
        Assert.Contains("AF_INET6", Compile(compiler, [IsFor(machine), Equal("AF_INET6", 11)]), StringComparison.Ordinal);
    }

    private static IEnumerable<string> NumberAsserts()
    {
        foreach (PropertyInfo property in typeof(SystemConstants).GetProperties())
        {
            object value = property.GetValue(LinuxConstants.Values)!;
            if (value is int number && property.Name.All(c => !char.IsLower(c)))
            {
                yield return Equal(property.Name, number);
            }
        }

        foreach (PropertyInfo property in typeof(MessageNumbers).GetProperties()
            .Where(property => property.Name.All(c => !char.IsLower(c)) && !tooNew.Contains(property.Name)))
        {
            yield return Equal(property.Name, (int)property.GetValue(LinuxConstants.Values.Messages)!);
        }

        foreach (NamedConstant constant in NamedConstants.All)
        {
            yield return Equal(constant.Name, constant.Value);
        }

        foreach (FieldInfo field in typeof(LinuxConstants).GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            if (field.IsLiteral && field.Name.All(c => !char.IsLower(c)))
            {
                yield return Equal(field.Name, Convert.ToInt64(field.GetRawConstantValue(), CultureInfo.InvariantCulture));
            }
        }

        foreach (FieldInfo field in typeof(UnixCalls).GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            if (field.IsLiteral && (field.Name.StartsWith("POLL", StringComparison.Ordinal) || field.Name.StartsWith("IFF_", StringComparison.Ordinal)))
            {
                yield return Equal(field.Name, Convert.ToInt64(field.GetRawConstantValue(), CultureInfo.InvariantCulture));
            }
        }
    }

    private static IEnumerable<string> LayoutAsserts(Architecture machine) =>
    [
        IsFor(machine),
        Equal("offsetof(struct sockaddr_un, sun_path)", LinuxConstants.Values.SunPathOffset),
        Equal("sizeof(((struct sockaddr_un *)0)->sun_path)", LinuxConstants.Values.SunPathSize),
        Equal("sizeof(struct sockaddr_storage)", SocketAddress.MaxSize),
        Equal("sizeof(struct sockaddr_in)", SocketAddress.Parse(Family.Inet, "127.0.0.1").Encoded.Length),
        Equal("sizeof(struct sockaddr_in6)", SocketAddress.Parse(Family.Inet6, "::1").Encoded.Length),
        Equal("offsetof(struct sockaddr_in, sin_port)", 2),
        Equal("offsetof(struct sockaddr_in, sin_addr)", 4),
        Equal("offsetof(struct sockaddr_in6, sin6_port)", 2),
        Equal("offsetof(struct sockaddr_in6, sin6_addr)", 8),
        Equal("offsetof(struct sockaddr_in6, sin6_scope_id)", 24),
        Equal("sizeof(struct sockaddr_nl)", NetlinkCodec.Size),
        Equal("offsetof(struct sockaddr_nl, nl_pid)", NetlinkCodec.PidOffset),
        Equal("offsetof(struct sockaddr_nl, nl_groups)", NetlinkCodec.GroupsOffset),
        Equal("sizeof(struct sockaddr_ll)", PacketCodec.Size),
        Equal("offsetof(struct sockaddr_ll, sll_protocol)", PacketCodec.ProtocolOffset),
        Equal("offsetof(struct sockaddr_ll, sll_ifindex)", PacketCodec.IndexOffset),
        Equal("offsetof(struct sockaddr_ll, sll_pkttype)", PacketCodec.PacketTypeOffset),
        Equal("offsetof(struct sockaddr_ll, sll_halen)", PacketCodec.HardwareLengthOffset),
        Equal("offsetof(struct sockaddr_ll, sll_addr)", PacketCodec.HardwareOffset),
        Equal("MAX_ADDR_LEN", PacketCodec.MostHardware),
        Equal("sizeof(struct sockaddr_vm)", VsockCodec.Size),
        Equal("offsetof(struct sockaddr_vm, svm_port)", VsockCodec.PortOffset),
        Equal("offsetof(struct sockaddr_vm, svm_cid)", VsockCodec.CidOffset),
        Equal("IPPROTO_UDPLITE", Protocol.UdpLite.Value),
        Equal("IPPROTO_MPTCP", Protocol.MultipathTcp.Value),
        Equal("sizeof(sa_family_t)", 2),
        Equal("sizeof(socklen_t)", sizeof(uint)),
        Equal("sizeof(struct addrinfo)", Marshal.SizeOf<LibC.AddrInfo>()),
        Equal("offsetof(struct addrinfo, ai_family)", Offset<LibC.AddrInfo>(nameof(LibC.AddrInfo.Family))),
        Equal("offsetof(struct addrinfo, ai_socktype)", Offset<LibC.AddrInfo>(nameof(LibC.AddrInfo.SocketType))),
        Equal("offsetof(struct addrinfo, ai_addrlen)", Offset<LibC.AddrInfo>(nameof(LibC.AddrInfo.AddressLength))),
        Equal("offsetof(struct addrinfo, ai_addr)", LinuxConstants.AddrInfoAddressOffset),
        Equal("sizeof(struct pollfd)", Marshal.SizeOf<LibC.PollFd>()),
        Equal("offsetof(struct pollfd, events)", Offset<LibC.PollFd>(nameof(LibC.PollFd.Events))),
        Equal("offsetof(struct pollfd, revents)", Offset<LibC.PollFd>(nameof(LibC.PollFd.Returned))),
        Equal("sizeof(struct epoll_event)", LinuxLibC.EpollEvent.DataOffsetOn(machine) + sizeof(long)),
        Equal("offsetof(struct epoll_event, events)", 0),
        Equal("offsetof(struct epoll_event, data)", LinuxLibC.EpollEvent.DataOffsetOn(machine)),
        Equal("sizeof(struct iovec)", Marshal.SizeOf<MemoryRange>()),
        Equal("offsetof(struct iovec, iov_len)", Offset<MemoryRange>(nameof(MemoryRange.Length))),
        Equal("sizeof(struct mmsghdr)", Marshal.SizeOf<LinuxLibC.BatchEntry>()),
        Equal("sizeof(struct msghdr)", Marshal.SizeOf<LinuxLibC.MessageHeader>()),
        Equal("offsetof(struct msghdr, msg_namelen)", Offset<LinuxLibC.MessageHeader>(nameof(LinuxLibC.MessageHeader.NameLength))),
        Equal("offsetof(struct msghdr, msg_iov)", Offset<LinuxLibC.MessageHeader>(nameof(LinuxLibC.MessageHeader.Vectors))),
        Equal("offsetof(struct msghdr, msg_iovlen)", Offset<LinuxLibC.MessageHeader>(nameof(LinuxLibC.MessageHeader.VectorCount))),
        Equal("offsetof(struct msghdr, msg_flags)", Offset<LinuxLibC.MessageHeader>(nameof(LinuxLibC.MessageHeader.Flags))),
        Equal("offsetof(struct mmsghdr, msg_len)", Offset<LinuxLibC.BatchEntry>(nameof(LinuxLibC.BatchEntry.Length))),
        Equal("offsetof(struct msghdr, msg_control)", Offset<LinuxLibC.MessageHeader>(nameof(LinuxLibC.MessageHeader.Control))),
        Equal("offsetof(struct msghdr, msg_controllen)", Offset<LinuxLibC.MessageHeader>(nameof(LinuxLibC.MessageHeader.ControlLength))),
        .. ControlAsserts(),
        Equal("EPOLLIN", UnixCalls.POLLIN),
        Equal("EPOLLPRI", UnixCalls.POLLPRI),
        Equal("EPOLLOUT", UnixCalls.POLLOUT),
        Equal("EPOLLERR", UnixCalls.POLLERR),
        Equal("EPOLLHUP", UnixCalls.POLLHUP),
        Equal("SYS_gettid", LinuxConstants.GettidOn(machine)),
        Equal("SYS_tgkill", LinuxConstants.TgkillOn(machine)),
        Equal("sizeof(struct sigaction)", Marshal.SizeOf<LinuxLibC.SignalAction>()),
        Equal("offsetof(struct sigaction, sa_mask)", Offset<LinuxLibC.SignalAction>(nameof(LinuxLibC.SignalAction.Mask))),
        Equal("offsetof(struct sigaction, sa_flags)", Offset<LinuxLibC.SignalAction>(nameof(LinuxLibC.SignalAction.Flags))),
        Equal("sizeof(struct timeval)", Marshal.SizeOf<LibC.TimeVal>()),
        Equal("offsetof(struct timeval, tv_usec)", Offset<LibC.TimeVal>(nameof(LibC.TimeVal.Microseconds))),
        Equal("sizeof(struct timespec)", Marshal.SizeOf<LibC.TimeSpec>()),
        Equal("offsetof(struct timespec, tv_nsec)", Offset<LibC.TimeSpec>(nameof(LibC.TimeSpec.Nanoseconds))),
        Equal("sizeof(struct rlimit)", Marshal.SizeOf<LibC.ResourceLimit>()),
        Equal("offsetof(struct protoent, p_proto)", Offset<LibC.ProtoEnt>(nameof(LibC.ProtoEnt.Protocol))),
        Equal("F_GETFL", UnixCalls.F_GETFL),
        Equal("O_NONBLOCK", LinuxConstants.Values.SOCK_NONBLOCK),
        Equal("offsetof(struct addrinfo, ai_next)", Offset<LibC.AddrInfo>(nameof(LibC.AddrInfo.Next))),
        Equal("sizeof(struct servent)", Marshal.SizeOf<LibC.ServEnt>()),
        Equal("offsetof(struct servent, s_port)", Offset<LibC.ServEnt>(nameof(LibC.ServEnt.Port))),
        Equal("sizeof(struct ifaddrs)", Marshal.SizeOf<LibC.InterfaceAddress>()),
        Equal("offsetof(struct ifaddrs, ifa_name)", Offset<LibC.InterfaceAddress>(nameof(LibC.InterfaceAddress.Name))),
        Equal("offsetof(struct ifaddrs, ifa_flags)", Offset<LibC.InterfaceAddress>(nameof(LibC.InterfaceAddress.Flags))),
        Equal("offsetof(struct ifaddrs, ifa_addr)", Offset<LibC.InterfaceAddress>(nameof(LibC.InterfaceAddress.Address))),
        Equal("offsetof(struct ifaddrs, ifa_netmask)", Offset<LibC.InterfaceAddress>(nameof(LibC.InterfaceAddress.Netmask))),
        Equal("offsetof(struct ifaddrs, ifa_broadaddr)", Offset<LibC.InterfaceAddress>(nameof(LibC.InterfaceAddress.Broadcast))),
        Equal("sizeof(struct ifreq)", UnixCalls.RequestSize),
        Equal("offsetof(struct ifreq, ifr_mtu)", UnixCalls.RequestNameSize),
        Equal("offsetof(struct sockaddr_ll, sll_ifindex)", LinuxConstants.LinkIndexOffset),
        Equal("offsetof(struct sockaddr_ll, sll_halen)", LinuxConstants.LinkAddressLengthOffset),
        Equal("offsetof(struct sockaddr_ll, sll_addr)", LinuxConstants.LinkAddressOffset),
        Equal("sizeof(struct group_req)", LinuxConstants.Values.GroupOffset + SocketAddress.MaxSize),
        Equal("offsetof(struct group_req, gr_group)", LinuxConstants.Values.GroupOffset),
        Equal("sizeof(struct group_source_req)", LinuxConstants.Values.GroupOffset + (2 * SocketAddress.MaxSize)),
        Equal("offsetof(struct group_source_req, gsr_group)", LinuxConstants.Values.GroupOffset),
        Equal("offsetof(struct group_source_req, gsr_source)", LinuxConstants.Values.GroupOffset + SocketAddress.MaxSize),
        Equal("SHUT_RD", (int)Direction.Receive),
        Equal("SHUT_WR", (int)Direction.Send),
        Equal("SHUT_RDWR", (int)Direction.Both),
    ];

    private static IEnumerable<string> ControlAsserts() =>
    [
        Equal("sizeof(struct cmsghdr)", LinuxConstants.Values.Messages.ControlHeaderSize),
        Equal("offsetof(struct cmsghdr, cmsg_level)", LinuxConstants.Values.Messages.ControlAlignment),
        Equal("offsetof(struct cmsghdr, cmsg_type)", LinuxConstants.Values.Messages.ControlAlignment + sizeof(int)),
        Equal("CMSG_ALIGN(1)", LinuxConstants.Values.Messages.ControlAlignment),
        Equal("CMSG_LEN(0)", LinuxConstants.Values.Messages.ControlHeaderSize),
        Equal("sizeof(struct in_pktinfo)", PacketInfoCodec.Size),
        Equal("offsetof(struct in_pktinfo, ipi_ifindex)", 0),
        Equal("offsetof(struct in_pktinfo, ipi_spec_dst)", PacketInfoCodec.OwnOffset),
        Equal("offsetof(struct in_pktinfo, ipi_addr)", PacketInfoCodec.DestinationOffset),
        Equal("sizeof(struct in6_pktinfo)", PacketInfoCodec.Size6),
        Equal("offsetof(struct in6_pktinfo, ipi6_addr)", 0),
        Equal("offsetof(struct in6_pktinfo, ipi6_ifindex)", PacketInfoCodec.IndexOffset6),
        Equal("sizeof(struct ucred)", CredentialsCodec.Layout.Size),
        Equal("offsetof(struct ucred, pid)", Offset<CredentialsCodec.Layout>(nameof(CredentialsCodec.Layout.Process))),
        Equal("offsetof(struct ucred, uid)", Offset<CredentialsCodec.Layout>(nameof(CredentialsCodec.Layout.User))),
        Equal("offsetof(struct ucred, gid)", Offset<CredentialsCodec.Layout>(nameof(CredentialsCodec.Layout.Group))),
        Equal("sizeof(struct sock_extended_err)", QueuedErrorCodec.Layout.Size),
        Equal("offsetof(struct sock_extended_err, ee_errno)", Offset<QueuedErrorCodec.Layout>(nameof(QueuedErrorCodec.Layout.Error))),
        Equal("offsetof(struct sock_extended_err, ee_origin)", Offset<QueuedErrorCodec.Layout>(nameof(QueuedErrorCodec.Layout.Origin))),
        Equal("offsetof(struct sock_extended_err, ee_type)", Offset<QueuedErrorCodec.Layout>(nameof(QueuedErrorCodec.Layout.Type))),
        Equal("offsetof(struct sock_extended_err, ee_code)", Offset<QueuedErrorCodec.Layout>(nameof(QueuedErrorCodec.Layout.Code))),
        Equal("sizeof(struct scm_timestamping)", 3 * Marshal.SizeOf<LibC.TimeSpec>()),
    ];

    private static int Offset<T>(string field) => (int)Marshal.OffsetOf<T>(field);

    internal static string IsFor(Architecture machine) =>
        $"_Static_assert({(machine == Architecture.Arm64 ? "__aarch64__" : "__x86_64__")}, \"the compiler is for another machine\");";

    internal static string Equal(string expression, long value) =>
        $"_Static_assert(({expression}) == {value}, \"{expression} is not {value}\");";

    /// <summary>Compiles the assertions; returns what the compiler complained about.</summary>
    internal static string Compile(string compiler, IReadOnlyCollection<string> asserts, string[]? otherHeaders = null)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the numbers are Linux's");
        Assert.SkipUnless(Tool.Exists(compiler), $"there is no C compiler ({compiler})");

        var source = new StringBuilder("#define _GNU_SOURCE\n");
        foreach (string header in otherHeaders ?? headers)
        {
            source.Append("#include <").Append(header).Append(">\n");
        }

        source.AppendJoin('\n', asserts).Append("\nint main(void) { return 0; }\n");
        var start = new ProcessStartInfo(compiler, ["-x", "c", "-std=c11", "-fsyntax-only", "-"])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        process.StandardInput.Write(source);
        process.StandardInput.Close();
        string complaints = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? "" : complaints;
    }
}
