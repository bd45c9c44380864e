/// <reference types="node" />

/** A number, or a string of decimal digits that counts as its number: scripts take ports from regular expressions. */
export type Numeric = number | `${number}`;

/** What can be sent. A string is sent as UTF-8; of a Buffer, another typed array or a DataView, its own bytes only. */
export type Data = string | ArrayBufferView | ArrayBuffer;

/** `[address, port]` of an IPv4 or IPv6 socket, or `[path]` of a Unix socket: `""` when it has no name. */
export type SocketName = [address: string, port?: number];

/**
 * The name of a `PF_NETLINK` socket, see {@link https://man7.org/linux/man-pages/man7/netlink.7.html | netlink(7)}: both numbers have 32 bits. Pid 0 is the kernel; groups are a set of bits.
 */
export type NetlinkName = [pid: number, groups: number];

/**
 * The name of a `PF_PACKET` socket, see {@link https://man7.org/linux/man-pages/man7/packet.7.html | packet(7)}: the interface's name (`""` for all of them, its index where it has gone) and one of
 * `Socket.ETH_P_*`, in the order of the host. Where it tells who sent, one of `Socket.PACKET_*` and the hardware address follow.
 */
export type PacketName = [interfaceName: string, protocol: number, packetType?: number, hardwareAddress?: Buffer];

/** The name of a `PF_VSOCK` socket, see {@link https://man7.org/linux/man-pages/man7/vsock.7.html | vsock(7)}: both numbers have 32 bits. */
export type VsockName = [cid: number, port: number];

/** A Unix socket's path that is no UTF-8; or of any other family the system's own `struct sockaddr`. */
export type BytesName = [bytes: Buffer];

/** What {@link Socket.getSockName} and {@link Socket.getPeerName} return, whatever the family. */
export type AnySocketName = SocketName | NetlinkName | PacketName | VsockName | BytesName;

/**
 * An address, beside which a port may stand: an IPv4 or IPv6 address, no name; the path of a Unix socket, as text or bytes; a netlink pid; the
 * name or index of a network interface; a cid of PF_VSOCK; or of any other family the system's own `struct sockaddr`, as bytes.
 */
export type Address = string | number | ArrayBufferView | ArrayBuffer;

/** An address and its port in one, in the form in which they are told. */
export type AddressParts = readonly [
  address: Address, port?: Numeric | null, packetType?: Numeric | null, hardwareAddress?: ArrayBufferView | ArrayBuffer | null,
];

/** A datagram of many: its data, or what {@link Socket.send} takes, `[data, address, port]`; the address may have more parts. */
export type Message = Data | readonly [data: Data, address?: Address | AddressParts | null, ...more: (Numeric | ArrayBufferView | ArrayBuffer | null | undefined)[]];

/** A datagram and who sent it, see {@link Socket.receiveFrom}. */
export interface ReceivedDatagram<From extends string | number | Buffer = string> {
  /** The bytes. */
  data: Buffer;
  /** The sender's address, as {@link Socket.getPeerName} tells it; `""` for a Unix socket without a name. Undefined when a stream was read. */
  address: From;
  /** The sender's port, or what its family has in its place; undefined on PF_UNIX. */
  port: number | undefined;
  /** Of PF_PACKET: one of `Socket.PACKET_*`. */
  packetType?: number;
  /** Of PF_PACKET: the sender's hardware address. */
  hardwareAddress?: Buffer;
}

/** A socket that systemd has passed, see {@link Socket.activated}. */
export interface ActivatedSocket {
  /** The socket. */
  socket: AnySocket;
  /** `FileDescriptorName=` of its unit; `"unknown"` where nobody has told. */
  name: string;
}

/** Whether the calls of a socket wait, see {@link Socket.setBlocking}. */
export type BlockingMode = "blocking" | "nonblocking";

/**
 * A socket of either mode, for what takes any: `Socket` by itself is a blocking one, and `Socket<"nonblocking">` is one whose
 * calls may return false.
 */
export type AnySocket = Socket<BlockingMode>;

/** What a non-blocking socket may return beside what a blocking one returns. */
export type IfNonBlocking<Mode extends BlockingMode, T> = Mode extends "nonblocking" ? T : never;

/** A socket after its mode was changed, still with what its subclass adds. */
export type InMode<S extends AnySocket, Mode extends BlockingMode> =
  keyof S extends keyof AnySocket ? Socket<Mode> : Socket<Mode> & Omit<S, keyof AnySocket>;

/** What {@link Socket.select} and {@link Poller} take as a socket. */
export type Selectable = AnySocket | {
  /** The socket that is waited for; select asks once in each call. */
  getSocket(): AnySocket;
};

/**
 * A BSD socket. Each method is one system call, and waits until it is done.
 *
 * - `false` means one thing: a non-blocking socket would have had to wait. Every other failure throws.
 * - A failed system call throws a {@link SocketError}.
 * - A wrong argument throws before any system call: a `TypeError` with `code` `"ERR_INVALID_ARG_TYPE"`, or a
 *   `RangeError` with `code` `"ERR_OUT_OF_RANGE"` for NaN, fractions and numbers out of range.
 * - Once closed, every method but `close` throws a SocketError with `code` `"EBADF"`.
 * - A socket that is no longer reachable is closed by the garbage collector. No child process inherits a socket.
 *
 * @typeParam Mode - whether its calls wait. They do until {@link Socket.setBlocking} returns it as one that does not, and what
 *   a blocking socket returns is never false: `socket.receive().length` compiles for a `Socket`, and not for a
 *   `Socket<"nonblocking">`. A function that takes sockets of both modes takes an {@link AnySocket}
 */
export class Socket<out Mode extends BlockingMode = "blocking"> {
  #private;

  /** Family: Internet, IPv4. */
  static readonly PF_INET: number;
  /** Family: Internet, IPv6. */
  static readonly PF_INET6: number;
  /** Family: Unix, addressed by a path. */
  static readonly PF_UNIX: number;
  /** Family: the kernel, see {@link https://man7.org/linux/man-pages/man7/netlink.7.html | netlink(7)}. Linux. */
  static readonly PF_NETLINK: number;
  /** Family: network interfaces, see {@link https://man7.org/linux/man-pages/man7/packet.7.html | packet(7)}. Linux; needs a privilege. */
  static readonly PF_PACKET: number;
  /** Family: virtual machines and their host, see {@link https://man7.org/linux/man-pages/man7/vsock.7.html | vsock(7)}. Linux. */
  static readonly PF_VSOCK: number;

  /** Type: a connection that carries a stream of bytes, as TCP. */
  static readonly SOCK_STREAM: number;
  /** Type: datagrams, as UDP. */
  static readonly SOCK_DGRAM: number;
  /** Type: packets of a protocol below UDP and TCP, as ICMP. Needs a privilege. */
  static readonly SOCK_RAW: number;

  /** Type: datagrams that are not lost, in any order. Few families have it. */
  static readonly SOCK_RDM: number;
  /** Type: a connection that carries records, whole and in order; its end is an empty Buffer. `PF_UNIX` has it. */
  static readonly SOCK_SEQPACKET: number;
  /** To be added to a type: the socket starts as a non-blocking one. Linux. */
  static readonly SOCK_NONBLOCK: number;
  /** To be added to a type, and changes nothing: every socket is close-on-exec. Linux. */
  static readonly SOCK_CLOEXEC: number;

  /** Protocol: TCP, 6. */
  static readonly IPPROTO_TCP: number;
  /** Protocol: UDP, 17. */
  static readonly IPPROTO_UDP: number;
  /** Protocol: ICMP, 1. */
  static readonly IPPROTO_ICMP: number;
  /** Protocol: ICMP for IPv6, 58. */
  static readonly IPPROTO_ICMPV6: number;
  /** Protocol: IGMP, 2. */
  static readonly IPPROTO_IGMP: number;
  /** Protocol: packets that begin with their IP header, 255. */
  static readonly IPPROTO_RAW: number;
  /** Protocol: SCTP, 132. Linux. */
  static readonly IPPROTO_SCTP: number;
  /** Protocol: UDP-Lite, 136, see {@link https://man7.org/linux/man-pages/man7/udplite.7.html | udplite(7)}. Linux. */
  static readonly IPPROTO_UDPLITE: number;
  /** Protocol: TCP over several paths, 262. Linux. */
  static readonly IPPROTO_MPTCP: number;

  /** Protocol of PF_NETLINK: interfaces, addresses and routes, see {@link https://man7.org/linux/man-pages/man7/rtnetlink.7.html | rtnetlink(7)}. Linux. */
  static readonly NETLINK_ROUTE: number;
  /** Protocol of PF_NETLINK: between programs. Linux. */
  static readonly NETLINK_USERSOCK: number;
  /** Protocol of PF_NETLINK: sockets, see {@link https://man7.org/linux/man-pages/man7/sock_diag.7.html | sock_diag(7)}. Linux. */
  static readonly NETLINK_SOCK_DIAG: number;
  /** Protocol of PF_NETLINK: packets that the firewall logs. Linux. */
  static readonly NETLINK_NFLOG: number;
  /** Protocol of PF_NETLINK: IPsec. Linux. */
  static readonly NETLINK_XFRM: number;
  /** Protocol of PF_NETLINK: events of SELinux. Linux. */
  static readonly NETLINK_SELINUX: number;
  /** Protocol of PF_NETLINK: iSCSI. Linux. */
  static readonly NETLINK_ISCSI: number;
  /** Protocol of PF_NETLINK: auditing. Linux. */
  static readonly NETLINK_AUDIT: number;
  /** Protocol of PF_NETLINK: look-ups of routes. Linux. */
  static readonly NETLINK_FIB_LOOKUP: number;
  /** Protocol of PF_NETLINK: the kernel's connector. Linux. */
  static readonly NETLINK_CONNECTOR: number;
  /** Protocol of PF_NETLINK: the firewall. Linux. */
  static readonly NETLINK_NETFILTER: number;
  /** Protocol of PF_NETLINK: events of devices. Linux. */
  static readonly NETLINK_KOBJECT_UEVENT: number;
  /** Protocol of PF_NETLINK: generic netlink. Linux. */
  static readonly NETLINK_GENERIC: number;
  /** Protocol of PF_NETLINK: SCSI transports. Linux. */
  static readonly NETLINK_SCSITRANSPORT: number;
  /** Protocol of PF_NETLINK: eCryptfs. Linux. */
  static readonly NETLINK_ECRYPTFS: number;
  /** Protocol of PF_NETLINK: RDMA. Linux. */
  static readonly NETLINK_RDMA: number;
  /** Protocol of PF_NETLINK: the kernel's cryptography. Linux. */
  static readonly NETLINK_CRYPTO: number;
  /** Protocol of PF_NETLINK: SMC sockets. Linux. */
  static readonly NETLINK_SMC: number;

  /** Protocol of PF_PACKET, in the order of the host: all of them, in both directions. Linux. */
  static readonly ETH_P_ALL: number;
  /** Protocol of PF_PACKET, in the order of the host: Ethernet loopback. Linux. */
  static readonly ETH_P_LOOP: number;
  /** Protocol of PF_PACKET, in the order of the host: IPv4. Linux. */
  static readonly ETH_P_IP: number;
  /** Protocol of PF_PACKET, in the order of the host: ARP. Linux. */
  static readonly ETH_P_ARP: number;
  /** Protocol of PF_PACKET, in the order of the host: reverse ARP. Linux. */
  static readonly ETH_P_RARP: number;
  /** Protocol of PF_PACKET, in the order of the host: VLAN tags. Linux. */
  static readonly ETH_P_8021Q: number;
  /** Protocol of PF_PACKET, in the order of the host: IPv6. Linux. */
  static readonly ETH_P_IPV6: number;
  /** Protocol of PF_PACKET, in the order of the host: PPPoE sessions. Linux. */
  static readonly ETH_P_PPP_SES: number;
  /** Protocol of PF_PACKET, in the order of the host: MPLS. Linux. */
  static readonly ETH_P_MPLS_UC: number;
  /** Protocol of PF_PACKET, in the order of the host: VLAN service tags. Linux. */
  static readonly ETH_P_8021AD: number;
  /** Protocol of PF_PACKET, in the order of the host: port authentication, 802.1X. Linux. */
  static readonly ETH_P_PAE: number;
  /** Protocol of PF_PACKET, in the order of the host: LLDP. Linux. */
  static readonly ETH_P_LLDP: number;
  /** Protocol of PF_PACKET, in the order of the host: precision time. Linux. */
  static readonly ETH_P_1588: number;

  /** A packet's kind: to this machine. Linux. */
  static readonly PACKET_HOST: number;
  /** A packet's kind: to all. Linux. */
  static readonly PACKET_BROADCAST: number;
  /** A packet's kind: to a group. Linux. */
  static readonly PACKET_MULTICAST: number;
  /** A packet's kind: to another machine, heard by chance. Linux. */
  static readonly PACKET_OTHERHOST: number;
  /** A packet's kind: sent by this machine. Linux. */
  static readonly PACKET_OUTGOING: number;
  /** A packet's kind: looped back. Linux. */
  static readonly PACKET_LOOPBACK: number;

  /** Machine of PF_VSOCK: any, to bind. Linux. */
  static readonly VMADDR_CID_ANY: number;
  /** Machine of PF_VSOCK: the hypervisor. Linux. */
  static readonly VMADDR_CID_HYPERVISOR: number;
  /** Machine of PF_VSOCK: this one. Linux. */
  static readonly VMADDR_CID_LOCAL: number;
  /** Machine of PF_VSOCK: the host. Linux. */
  static readonly VMADDR_CID_HOST: number;
  /** Port of PF_VSOCK: the system chooses, to bind. Linux. */
  static readonly VMADDR_PORT_ANY: number;

  /** Option, 0 or 1: {@link Socket.bind} takes a port whose last connections are not forgotten yet. */
  static readonly SO_REUSEADDR: number;
  /** Option, 0 or 1: datagrams may be sent to a broadcast address. */
  static readonly SO_BROADCAST: number;
  /** Option, 0 or 1: an idle connection is probed. */
  static readonly SO_KEEPALIVE: number;
  /** Option, to read only: the errno of what failed last, 0 for nothing; reading clears it. */
  static readonly SO_ERROR: number;
  /** Option, the bytes of a `struct linger`: how long closing waits for what is not sent yet. */
  static readonly SO_LINGER: number;
  /** Option: the size of the receive buffer, in bytes. Linux doubles what is set. */
  static readonly SO_RCVBUF: number;
  /** Option: the size of the send buffer, in bytes. Linux doubles what is set. */
  static readonly SO_SNDBUF: number;
  /** Option, the bytes of a `struct timeval` (on Windows milliseconds): how long receiving waits. */
  static readonly SO_RCVTIMEO: number;
  /** Option, the bytes of a `struct timeval` (on Windows milliseconds): how long sending waits. */
  static readonly SO_SNDTIMEO: number;
  /** Option of TCP, 0 or 1: small parts are sent at once, not gathered. */
  static readonly TCP_NODELAY: number;
  /** The longest backlog of {@link Socket.listen} by the system's headers, and what it uses when left out. */
  static readonly SOMAXCONN: number;

  /**
   * Whether a signal ends a waiting call of this environment (this program, or this worker): false at first. When true, the
   * call throws a {@link SocketError} with `code` `"EINTR"` and nothing is lost, so that the host's own handlers can run in the
   * next turn of its event loop; when false the call goes on, and they wait for it.
   */
  static interruptible: boolean;

  /**
   * The number of a protocol, see {@link https://man7.org/linux/man-pages/man3/getprotobyname.3.html | getprotobyname(3)}.
   *
   * @param name - `"tcp"`, `"udp"`, `"icmp"`, `"ipv6-icmp"`…
   * @throws {@link SocketError} EPROTONOSUPPORT: no such protocol is known
   */
  static getProtoByName(name: string): number;

  /**
   * The name of a protocol, see {@link https://man7.org/linux/man-pages/man3/getprotoent.3.html | getprotobynumber(3)}.
   *
   * @param number - 6 is `"tcp"`
   * @throws {@link SocketError} EPROTONOSUPPORT: no such protocol is known
   */
  static getProtoByNumber(number: Numeric): string;

  /**
   * The port of a service, see {@link https://man7.org/linux/man-pages/man3/getservent.3.html | getservbyname(3)}. Where the system has no
   * list of services, the most usual ones are known nevertheless.
   *
   * @param name - `"http"`, `"domain"`…; large and small letters differ
   * @param proto - `"tcp"` or `"udp"`; left out, whichever is found first
   * @returns the port, 0–65535
   * @throws {@link SocketError} ENOTFOUND: no such service is known
   */
  static getServByName(name: string, proto?: string | null): number;

  /**
   * The name of the service on a port, see {@link https://man7.org/linux/man-pages/man3/getservent.3.html | getservbyport(3)}.
   *
   * @param port - 0–65535
   * @param proto - `"tcp"` or `"udp"`; left out, whichever is found first
   * @throws {@link SocketError} ENOTFOUND: no such service is known
   */
  static getServByPort(port: Numeric, proto?: string | null): string;

  /**
   * Resolves a name, see {@link https://man7.org/linux/man-pages/man3/getaddrinfo.3.html | getaddrinfo(3)}. Waits for it.
   *
   * @param name - a host's name, or an address. Outside of ASCII it is taken to its ASCII form: lower case, composed (NFC), in Punycode
   *   (IDNA, RFC 5891)
   * @param family - `Socket.PF_INET` (when left out) or `Socket.PF_INET6`
   * @returns the first address
   * @throws {@link SocketError} ENOTFOUND: the name has no address of that family
   */
  static getAddrInfo(name: string, family?: Numeric | null): string;

  /**
   * Resolves a name to all of its addresses. Waits for it.
   *
   * @param name - a host's name, or an address
   * @param options - with `all`; `family` is then 0, for any, when left out
   * @returns each address once, in the resolver's order: at least one
   * @throws {@link SocketError} ENOTFOUND: the name has no address of that family, or there is no such service
   */
  static getAddrInfo(name: string, options: AddrInfoOptions & { all: true | 1 }): AddrInfo[];

  /**
   * Resolves a name to its first address. Waits for it.
   *
   * @param name - a host's name, or an address
   * @param options - at least one of them; `family` is `Socket.PF_INET` when left out
   * @returns the first address
   * @throws {@link SocketError} ENOTFOUND: the name has no address of that family, or there is no such service
   */
  static getAddrInfo(name: string, options: AddrInfoOptions & { all?: false | 0 }): string;

  /**
   * The name of an address, see {@link https://man7.org/linux/man-pages/man3/getnameinfo.3.html | getnameinfo(3)}. Waits
   * for it.
   *
   * @param addr - an IPv4 or IPv6 address
   * @param family - `Socket.PF_INET` or `Socket.PF_INET6`; read off the address when left out
   * @returns the name, or the address itself where it has none
   */
  static getNameInfo(addr: string, family?: Numeric | null, port?: null): string;

  /**
   * The name of an address and of the TCP service on its port, see
   * {@link https://man7.org/linux/man-pages/man3/getnameinfo.3.html | getnameinfo(3)}. Waits for it.
   *
   * @param addr - an IPv4 or IPv6 address
   * @param family - `Socket.PF_INET` or `Socket.PF_INET6`; read off the address when null
   * @param port - 0–65535
   * @returns the names; the address or the port itself, where it has none
   */
  static getNameInfo(addr: string, family: Numeric | null | undefined, port: Numeric): NameInfo;

  /** This machine's name, see {@link https://man7.org/linux/man-pages/man2/gethostname.2.html | gethostname(2)}. */
  static getHostName(): string;

  /**
   * The network interfaces of this machine, also those without addresses, in the system's order; see
   * {@link https://man7.org/linux/man-pages/man3/getifaddrs.3.html | getifaddrs(3)}.
   *
   * @throws {@link SocketError} EMFILE…
   */
  static getInterfaces(): NetworkInterface[];

  /**
   * The bytes of an address, see {@link https://man7.org/linux/man-pages/man3/inet_pton.3.html | inet_pton(3)}.
   *
   * @param family - `Socket.PF_INET` or `Socket.PF_INET6`
   * @param text - an address of that family, without a scope
   * @returns 4 or 16 bytes, in the network's order
   * @throws TypeError: it is no such address
   */
  static inetPton(family: Numeric, text: string): Buffer;

  /**
   * The text of an address, see {@link https://man7.org/linux/man-pages/man3/inet_ntop.3.html | inet_ntop(3)}.
   *
   * @param family - `Socket.PF_INET` or `Socket.PF_INET6`
   * @param bytes - 4 or 16 bytes, in the network's order; of a view, its own bytes only
   * @returns the address in its shortest form
   * @throws RangeError: another number of bytes
   */
  static inetNtop(family: Numeric, bytes: ArrayBufferView | ArrayBuffer): string;

  /**
   * Waits until at least one socket is ready, with the meaning of
   * {@link https://man7.org/linux/man-pages/man2/select.2.html | select(2)} but for any descriptor number.
   *
   * Edits each array in place: what is not ready is deleted and leaves a hole, the rest keeps its index, the length
   * stays. Holes are skipped, so an edited array can be passed again.
   *
   * @param read - what to wait for data, connections or the end of a stream on; null or left out for none
   * @param write - what to wait on until sending will not block, or a connect has ended
   * @param except - what to wait for out-of-band data on
   * @param timeout - milliseconds, >= 0, fractions allowed; null, Infinity or left out waits for ever, 0 polls
   * @returns how many sockets are ready, 0 after the timeout; one that is ready for two things counts twice
   * @throws TypeError: an element is neither a Socket nor has a `getSocket()` that returns one, or an array is frozen
   * @throws RangeError: a negative timeout, or NaN
   * @throws {@link SocketError} EBADF: a socket is closed. Whatever it throws, no array has changed
   */
  static select(
    read?: Selectable[] | null,
    write?: Selectable[] | null,
    except?: Selectable[] | null,
    timeout?: Numeric | null,
  ): number;

  /**
   * Opens two sockets that are connected to each other, see {@link https://man7.org/linux/man-pages/man2/socketpair.2.html | socketpair(2)}.
   *
   * @param family - `Socket.PF_UNIX` when left out; hardly any other comes in pairs
   * @param type - `Socket.SOCK_STREAM` when left out; with `| Socket.SOCK_NONBLOCK` neither blocks
   * @param proto - left out, 0: the usual one for the type
   * @throws {@link SocketError} EOPNOTSUPP (on Windows always), EAFNOSUPPORT, EPROTONOSUPPORT, EMFILE…
   */
  static pair(family?: Numeric | null, type?: Numeric | null, proto?: Numeric | null): [Socket, Socket];

  /**
   * Makes a socket of a descriptor that was opened elsewhere. Its family, type, proto and blocking mode are asked of the system; it is
   * close-on-exec from then on.
   *
   * @param fd - the descriptor (on Windows the SOCKET), which belongs to the socket from then on. If this throws, it stays the caller's
   * @returns the socket, in the mode in which the descriptor is
   * @throws {@link SocketError} ENOTSOCK: it is no socket; EBADF: nothing is open under that number; EBUSY: it belongs to another Socket of
   *   this process, see {@link Socket.detach} and {@link Socket.duplicate}
   */
  static fromDescriptor<Mode extends BlockingMode = BlockingMode>(fd: Numeric): Socket<Mode>;

  /**
   * The sockets that systemd has passed to this process, see
   * {@link https://man7.org/linux/man-pages/man3/sd_listen_fds.3.html | sd_listen_fds(3)}: LISTEN_PID, LISTEN_FDS and LISTEN_FDNAMES say which.
   * What was passed and is no socket stays where it is.
   *
   * @returns all of them once in a process: who asks again, be it in another worker, gets none; nor does a process that was passed nothing
   */
  static activated(): ActivatedSocket[];

  /**
   * Opens a socket, see {@link https://man7.org/linux/man-pages/man2/socket.2.html | socket(2)}.
   *
   * @param family - `Socket.PF_INET`, `PF_INET6`, `PF_UNIX`, or another of the system's
   * @param type - `Socket.SOCK_STREAM`, `SOCK_DGRAM`, `SOCK_SEQPACKET`, `SOCK_RAW` or `SOCK_RDM`; with `| Socket.SOCK_NONBLOCK` the socket
   *   does not block
   * @param proto - a protocol's number, >= 0; left out, 0: the usual one for the type. For PF_PACKET one of `Socket.ETH_P_*`, in the order of
   *   the host (C's `htons(ETH_P_ALL)` is understood, too); left out, nothing is received before bind
   * @throws {@link SocketError} EAFNOSUPPORT, EPROTONOSUPPORT, EMFILE…; EPERM or EACCES for SOCK_RAW without the privilege
   */
  constructor(family: Numeric, type: Numeric, proto?: Numeric | null);

  /** The family that the socket was opened with. */
  get family(): number;

  /** The type that the socket was opened with. */
  get type(): number;

  /** The protocol that the socket was opened with. */
  get proto(): number;

  /** The descriptor (on Windows the SOCKET), -1 once closed. The socket goes on owning it: {@link Socket.detach}. */
  get fd(): number;

  /**
   * Lets no call wait: one that would have to returns false instead. Sets O_NONBLOCK, see
   * {@link https://man7.org/linux/man-pages/man2/fcntl.2.html | fcntl(2)}. Every socket starts as a blocking one.
   *
   * The types follow what is returned, not the variable that it was called on:
   * `const socket = new Socket(Socket.PF_INET, Socket.SOCK_DGRAM).setBlocking(false)`.
   *
   * @param flag - false
   * @returns this socket, as a non-blocking one
   */
  setBlocking(flag: false | 0): InMode<this, "nonblocking">;

  /**
   * Lets calls wait again.
   *
   * @param flag - true
   * @returns this socket, as a blocking one
   */
  setBlocking(flag: true | 1): InMode<this, "blocking">;

  /**
   * Changes the blocking mode to one that only the running program knows.
   *
   * @param flag - whether calls wait
   * @returns this socket, as one that may be non-blocking
   */
  setBlocking(flag: boolean | 0 | 1): InMode<this, BlockingMode>;

  /**
   * Connects, see {@link https://man7.org/linux/man-pages/man2/connect.2.html | connect(2)}.
   *
   * @param address - an IPv4 or IPv6 address, no name; the path of a Unix socket; or what another family has, see {@link Address}
   * @param port - 0–65535, 0 when left out; of PF_VSOCK, and for the groups of PF_NETLINK, 32 bits
   * @returns true once connected; false while a non-blocking connect is under way: its result is then read by select for
   *   writing and `getOption(Socket.SO_ERROR)`, or by calling connect again
   * @throws TypeError: a name, or an address of another family; RangeError: a port out of range, a path that is too long
   * @throws {@link SocketError} ECONNREFUSED, ETIMEDOUT, ENOENT, EISCONN…
   */
  connect(address: Address, port?: Numeric | null): true | IfNonBlocking<Mode, false>;

  /**
   * Connects to an address in one piece: `client.connect(server.getSockName())`.
   *
   * @param name - the address and port as {@link Socket.getSockName} and {@link Socket.getPeerName} return them
   * @returns as for an address and a port; so are the errors
   */
  connect(name: AddressParts): true | IfNonBlocking<Mode, false>;

  /**
   * Gives the socket its own address, see {@link https://man7.org/linux/man-pages/man2/bind.2.html | bind(2)}.
   *
   * @param address - an address of this machine, `"0.0.0.0"` or `"::"` for all; the path of a Unix socket; a network interface…, see
   *   {@link Address}
   * @param port - 0–65535; with 0, or left out, the system chooses one, which {@link Socket.getSockName} tells
   * @returns this socket
   * @throws TypeError, RangeError: as connect does
   * @throws {@link SocketError} EADDRINUSE (a path that a dead server left behind is in use, too), EACCES, EADDRNOTAVAIL…
   */
  bind(address: Address, port?: Numeric | null): this;

  /**
   * Gives the socket its own address, in one piece.
   *
   * @param name - the address and port as {@link Socket.getSockName} returns them
   * @returns this socket; the errors are those for an address and a port
   */
  bind(name: AddressParts): this;

  /**
   * Lets others connect, see {@link https://man7.org/linux/man-pages/man2/listen.2.html | listen(2)}.
   *
   * @param backlog - how many connections may wait to be accepted, >= 0; `Socket.SOMAXCONN` when left out
   * @returns this socket
   * @throws {@link SocketError} EADDRINUSE, EOPNOTSUPP…
   */
  listen(backlog?: Numeric | null): this;

  /**
   * Accepts a connection, see {@link https://man7.org/linux/man-pages/man2/accept.2.html | accept(2)}.
   *
   * @returns a blocking socket of the same family, type and proto; false when a non-blocking socket would have to wait
   * @throws {@link SocketError} EINVAL: the socket does not listen; EMFILE…
   */
  accept(): Socket | IfNonBlocking<Mode, false>;

  /**
   * Sends to the connected peer, see {@link https://man7.org/linux/man-pages/man2/send.2.html | send(2)}. A datagram goes
   * whole or not at all.
   *
   * @param data - the bytes, or a string to be sent as UTF-8
   * @returns true once all of it was handed to the system, for which a blocking socket waits; false if a non-blocking
   *   socket could take nothing; the number of bytes if a non-blocking stream took only a part
   * @throws {@link SocketError} EPIPE, ECONNRESET, ENOTCONN, EDESTADDRREQ, EMSGSIZE (a datagram that is too large)…
   */
  send(data: Data, address?: null, port?: null): true | IfNonBlocking<Mode, false | number>;

  /**
   * Sends to an address, see {@link https://man7.org/linux/man-pages/man2/send.2.html | sendto(2)}. A datagram goes whole
   * or not at all.
   *
   * @param data - the bytes, or a string to be sent as UTF-8
   * @param address - an IPv4 or IPv6 address, no name; the path of a Unix socket; or what another family has, see {@link Address}
   * @param port - as for connect
   * @returns true once it was handed to the system; false if a non-blocking socket could not take it
   * @throws TypeError, RangeError: as connect does
   * @throws {@link SocketError} EMSGSIZE (a datagram that is too large), ECONNREFUSED, ENETUNREACH, EISCONN…
   */
  send(data: Data, address: Address, port?: Numeric | null): true | IfNonBlocking<Mode, false | number>;

  /**
   * Sends to an address in one piece: `socket.send("answer", socket.getPeerName())` answers the last datagram received.
   *
   * @param data - the bytes, or a string to be sent as UTF-8
   * @param name - the address and port as {@link Socket.getPeerName} and {@link Socket.getSockName} return them
   * @returns as for an address and a port; so are the errors
   */
  send(data: Data, name: AddressParts): true | IfNonBlocking<Mode, false | number>;

  /**
   * Receives what is there, and waits until something is, see
   * {@link https://man7.org/linux/man-pages/man2/recv.2.html | recv(2)}.
   *
   * @param num - how many bytes at most, >= 0; 65,536 when left out. Costs memory for what arrives, not for num
   * @returns the bytes: an empty Buffer is the end of a stream, or an empty datagram; a datagram that is longer than num
   *   is cut. False when a non-blocking socket would have to wait
   * @throws {@link SocketError} ECONNRESET, ENOTCONN, ECONNREFUSED…
   */
  receive(num?: Numeric | null): Buffer | IfNonBlocking<Mode, false>;

  /**
   * Receives a datagram and tells who sent it, whatever the socket is connected to, see
   * {@link https://man7.org/linux/man-pages/man2/recv.2.html | recvfrom(2)}.
   *
   * @param num - how many bytes at most, >= 0; 65,536 when left out. Costs memory for what arrives, not for num
   * @returns the datagram with its sender; what a stream has, without one. False when a non-blocking socket would have to wait
   * @throws {@link SocketError} as receive does
   * @throws TypeError: surplus arguments
   * @typeParam From - what an address is in the socket's family: a string when left out, a number of PF_NETLINK and PF_VSOCK
   */
  receiveFrom<From extends string | number | Buffer = string>(num?: Numeric | null): ReceivedDatagram<From> | IfNonBlocking<Mode, false>;

  /**
   * Receives as {@link Socket.receive} does and takes nothing: the next call receives the same. See MSG_PEEK in
   * {@link https://man7.org/linux/man-pages/man2/recv.2.html | recv(2)}.
   *
   * @param num - how many bytes at most, >= 0; 65,536 when left out
   * @returns the bytes; an empty Buffer is the end of a stream, or an empty datagram. False when a non-blocking socket would have to wait
   * @throws {@link SocketError} as receive does
   * @throws TypeError: surplus arguments
   */
  peek(num?: Numeric | null): Buffer | IfNonBlocking<Mode, false>;

  /**
   * How many bytes receiving could return at once: all that a stream has queued, or the size of the next datagram. 0 when there is nothing.
   * Never waits. See FIONREAD in {@link https://man7.org/linux/man-pages/man2/ioctl.2.html | ioctl(2)}.
   *
   * @throws {@link SocketError} EINVAL: the socket listens…
   * @throws TypeError: surplus arguments
   */
  available(): number;

  /**
   * Receives into memory of the caller's, see {@link https://man7.org/linux/man-pages/man2/recv.2.html | recv(2)}: nothing is
   * allocated.
   *
   * @param buffer - where to; of a view, its own bytes only
   * @param offset - the byte of the buffer at which to begin, 0 when left out
   * @param length - how many bytes at most; as many as there is room for when left out
   * @returns how many bytes came: 0 is the end of a stream, an empty datagram, or no room; a datagram that is longer is cut.
   *   False when a non-blocking socket would have to wait
   * @throws RangeError: an offset or length outside of the buffer
   * @throws {@link SocketError} as receive does
   */
  receiveInto(
    buffer: ArrayBufferView | ArrayBuffer,
    offset?: Numeric | null,
    length?: Numeric | null,
  ): number | IfNonBlocking<Mode, false>;

  /**
   * Sends a file, or a part of it, without a copy of it in this process, see
   * {@link https://man7.org/linux/man-pages/man2/sendfile.2.html | sendfile(2)}.
   *
   * @param pathOrDescriptor - the file's path; or the descriptor of an open file, which stays open (on Windows a HANDLE)
   * @param offset - the byte to begin with, >= 0. Left out: 0; of a descriptor, where reading it has come to, and that place moves on
   *   then. With an offset it stays
   * @param count - how many bytes at most, >= 0; up to the file's end when left out
   * @returns how many bytes were sent: all of them by a blocking socket. A non-blocking one may send a part, and returns false if it could
   *   take nothing
   * @throws {@link SocketError} ENOENT, EACCES, EISDIR… with `path`; EBADF: no such descriptor; EINVAL or ESPIPE: it is no file but a pipe or
   *   a terminal; and what send throws, with `bytesSent`
   */
  sendFile(pathOrDescriptor: string | number, offset?: Numeric | null, count?: Numeric | null): number | IfNonBlocking<Mode, false>;

  /**
   * Sends datagrams, up to 1,024 of them by one system call where the system has one for it, see
   * {@link https://man7.org/linux/man-pages/man2/sendmmsg.2.html | sendmmsg(2)}.
   *
   * @param messages - each is what {@link Socket.send} takes as data, or an array of its arguments
   * @returns how many were handed to the system: all of them by a blocking socket. False if a non-blocking socket could take
   *   none
   * @throws TypeError, RangeError: as send does, before anything is sent
   * @throws {@link SocketError} as send does, with `messagesSent`; EOPNOTSUPP on a stream
   */
  sendMany(messages: Message[]): number | IfNonBlocking<Mode, false>;

  /**
   * Receives the datagrams that are there, waiting until there is one, see
   * {@link https://man7.org/linux/man-pages/man2/recvmmsg.2.html | recvmmsg(2)}.
   *
   * @param count - how many at most, 1–1,024; fewer if they could be more than 4 MiB together
   * @param size - how many bytes of each at most, up to 1,048,576: a longer datagram is cut
   * @param senders - is filled with their senders, each as {@link Socket.getPeerName} tells it; `[]` where there is none
   * @returns the datagrams, at least one; false when a non-blocking socket would have to wait
   * @throws {@link SocketError} as receive does; EOPNOTSUPP on a stream
   */
  receiveMany(count: Numeric, size: Numeric, senders?: unknown[] | null): Buffer[] | IfNonBlocking<Mode, false>;

  /**
   * The peer's address, see {@link https://man7.org/linux/man-pages/man2/getpeername.2.html | getpeername(2)}. For a
   * datagram socket that is not connected: the sender of the last datagram received.
   *
   * @throws {@link SocketError} ENOTCONN: there is no peer
   * @typeParam Name - what a name is in the socket's family; left out, that of an Internet or Unix socket
   */
  getPeerName<Name extends AnySocketName = SocketName>(): Name;

  /**
   * The socket's own address, see {@link https://man7.org/linux/man-pages/man2/getsockname.2.html | getsockname(2)}: after
   * bind to port 0, the port that the system chose.
   *
   * @typeParam Name - as for {@link Socket.getPeerName}
   */
  getSockName<Name extends AnySocketName = SocketName>(): Name;

  /**
   * Reads an option as a number, see {@link https://man7.org/linux/man-pages/man2/getsockopt.2.html | getsockopt(2)} and
   * {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}.
   *
   * @param name - `Socket.TCP_NODELAY`, one of `Socket.SO_*`, or the platform's number of another option
   * @param length - null or left out for a number
   * @throws {@link SocketError} ENOPROTOOPT: no such option
   */
  getOption(name: Numeric, length?: null): number;

  /**
   * Reads an option as raw bytes: a struct, in the platform's layout and byte order.
   *
   * @param name - as for a number
   * @param length - how many bytes at most, >= 0
   * @throws {@link SocketError} ENOPROTOOPT: no such option
   */
  getOption(name: Numeric, length: Numeric): Buffer;

  /**
   * Sets an option, see {@link https://man7.org/linux/man-pages/man2/setsockopt.2.html | setsockopt(2)} and
   * {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}.
   *
   * @param name - `Socket.TCP_NODELAY`, one of `Socket.SO_*`, or the platform's number of another option
   * @param value - a 32-bit integer, a boolean, or the raw bytes of a struct
   * @returns this socket
   * @throws {@link SocketError} ENOPROTOOPT: no such option; EINVAL, EDOM: no such value
   */
  setOption(name: Numeric, value: Numeric | boolean | ArrayBufferView | ArrayBuffer): this;

  /**
   * Receives what is sent to a group, see {@link https://man7.org/linux/man-pages/man7/ip.7.html | ip(7)}.
   *
   * @param group - an IPv4 or IPv6 address of a group
   * @param networkInterface - an address of it, its name or its number; left out, or `"0.0.0.0"` or `"::"`, the system chooses one
   * @returns this socket
   * @throws {@link SocketError} EINVAL: not a group; EADDRINUSE: it is a member already; ENODEV: there is no such interface, or no route
   *   to the group; EOPNOTSUPP: a socket of another family
   */
  addMembership(group: string, networkInterface?: string | number | null): this;

  /**
   * Receives no more what is sent to a group. A socket that is closed leaves its groups by itself.
   *
   * @param group - the group
   * @param networkInterface - as for {@link Socket.addMembership}
   * @returns this socket
   * @throws {@link SocketError} EADDRNOTAVAIL: it is no member
   */
  dropMembership(group: string, networkInterface?: string | number | null): this;

  /**
   * Receives what one source sends to a group; more sources can be added one by one.
   *
   * @param source - the address of who sends
   * @param group - an IPv4 or IPv6 address of a group
   * @param networkInterface - as for {@link Socket.addMembership}
   * @returns this socket
   * @throws {@link SocketError} EADDRNOTAVAIL: the source is there already
   */
  addSourceSpecificMembership(source: string, group: string, networkInterface?: string | number | null): this;

  /**
   * Receives no more what one source sends to a group.
   *
   * @param source - the address of who sends
   * @param group - the group
   * @param networkInterface - as for {@link Socket.addMembership}
   * @returns this socket
   * @throws {@link SocketError} EADDRNOTAVAIL: the source is not there
   */
  dropSourceSpecificMembership(source: string, group: string, networkInterface?: string | number | null): this;

  /**
   * Ends one or both directions of a connection, see
   * {@link https://man7.org/linux/man-pages/man2/shutdown.2.html | shutdown(2)}.
   *
   * @param how - `"write"` when left out: the peer sees the end of the stream, and can still answer
   * @returns this socket
   * @throws {@link SocketError} ENOTCONN: there is no peer
   */
  shutdown(how?: "read" | "write" | "both" | null): this;

  /**
   * A second socket on what this one is, with a descriptor of its own, see F_DUPFD_CLOEXEC in
   * {@link https://man7.org/linux/man-pages/man2/fcntl.2.html | fcntl(2)}. What one receives, the other does not. Both have the same options and the same blocking
   * mode, whichever of them sets it. A connection ends when both are closed, or one has shut it down.
   *
   * @throws {@link SocketError} EMFILE; EOPNOTSUPP on Windows
   */
  duplicate(): Socket<Mode>;

  /**
   * Hands the descriptor over, open as it is, for instance to `new net.Socket({ fd })`. This socket is closed then.
   *
   * @returns the descriptor (on Windows the SOCKET), which is now the caller's to close
   * @throws {@link SocketError} EBADF: the socket is closed
   */
  detach(): number;

  /**
   * Closes the socket, see {@link https://man7.org/linux/man-pages/man2/close.2.html | close(2)}. Closing again does
   * nothing.
   */
  close(): void;

  /** Closes the socket at the end of `using socket = …`. Only where the runtime has `Symbol.dispose`: Node 18.18 and later. */
  [Symbol.dispose](): void;
}

/**
 * Waits for many sockets again and again, at the cost of those that are ready, however many there are: epoll(7) on Linux,
 * kqueue(2) on macOS. Level-triggered, as {@link Socket.select} is, unless {@link PollerOptions} say otherwise: what is still
 * ready is told again by the next wait.
 *
 * A socket leaves the poller by itself when it is closed or detached. Once closed, every method of a poller but `close`
 * throws a SocketError with `code` `"EBADF"`.
 *
 * What {@link Poller.wait} tells has the type of what was added: `new Poller<Socket, string>()` waits for blocking sockets
 * with a string each, `new Poller<Socket<"nonblocking"> | Client>()` for non-blocking ones and for objects of a class that has
 * `getSocket()`.
 *
 * @typeParam S - what is waited for: sockets, or objects that have one. Blocking sockets when left out
 * @typeParam Tag - what is told beside each. When left out, anything or nothing
 */
export class Poller<S extends Selectable = Socket, Tag = unknown> {
  #private;

  /**
   * Opens a poller, see {@link https://man7.org/linux/man-pages/man2/epoll_create.2.html | epoll_create(2)}.
   *
   * @throws {@link SocketError} EMFILE
   */
  constructor();

  /**
   * Begins to wait for a socket.
   *
   * @param socket - the socket, or an object that has one
   * @param events - `"r"`: data, connections or the end of a stream; `"w"`: sending will not block, or a connect has ended; `"e"`:
   *   exceptional conditions, as out-of-band data; and these together
   * @param tag - what {@link Poller.wait} tells beside the socket. To be left out only where `Tag` can be undefined. An object that
   *   has nothing but `tag`, `edge` and `once` is no tag: it is the options
   * @returns this poller
   * @throws {@link SocketError} EEXIST: it is there already; EBADF: it is closed
   */
  add(socket: S, events: PollerEvents, ...tag: undefined extends Tag ? [tag?: Tag] : [tag: Tag]): this;

  /**
   * Begins to wait for a socket, and says how it is told of, see
   * {@link https://man7.org/linux/man-pages/man2/epoll_ctl.2.html | epoll_ctl(2)}.
   *
   * @param socket - the socket, or an object that has one
   * @param events - as above
   * @param options - the tag, and how the socket is told of
   * @returns this poller
   * @throws {@link SocketError} EEXIST: it is there already; EBADF: it is closed; EOPNOTSUPP: this system, as Windows, has no `edge` or `once`
   */
  add(socket: S, events: PollerEvents, options: PollerOptions<Tag>): this;

  /**
   * Waits for other events of a socket. What is told `once`, or by `edge`, is armed anew: it is told of what is there.
   *
   * @param socket - the socket
   * @param events - as for {@link Poller.add}
   * @param tag - the new tag, or options; what is left out stays as it was
   * @returns this poller
   * @throws {@link SocketError} ENOENT: it is not there; EBADF: it is closed
   */
  modify(socket: S, events: PollerEvents, ...tag: [] | [tag: Tag | Partial<PollerOptions<Tag>>]): this;

  /**
   * Waits for a socket no more.
   *
   * @returns this poller
   * @throws {@link SocketError} ENOENT: it is not there; EBADF: it is closed
   */
  remove(socket: S): this;

  /**
   * Waits until a socket is ready, see {@link https://man7.org/linux/man-pages/man2/epoll_wait.2.html | epoll_wait(2)}.
   *
   * @param timeout - milliseconds, >= 0, fractions allowed; null, Infinity or left out waits for ever, 0 polls
   * @param max - how many to tell at most, 1–1,024; 1,024 when left out. The others come first next time
   * @returns those that are ready; none when the time has passed
   */
  wait(timeout?: Numeric | null, max?: Numeric | null): PollerEntry<S, Tag>[];

  /**
   * Ends a wait: the one that is going on, or else the next, returns with what is ready, perhaps nothing. It may be called from
   * wherever the poller can be reached.
   */
  wake(): void;

  /** Closes the poller. The sockets stay open. Closing again does nothing. */
  close(): void;

  /** Closes the poller at the end of `using poller = …`. Only where the runtime has `Symbol.dispose`: Node 18.18 and later. */
  [Symbol.dispose](): void;
}

/** What {@link Socket.getAddrInfo} takes beside a name. */
export interface AddrInfoOptions {
  /** Whether all addresses are asked for, or the first. */
  all?: boolean | 0 | 1;
  /** `Socket.PF_INET`, `Socket.PF_INET6`, or 0 for any: which it is when left out with `all`, while without it is `Socket.PF_INET`. */
  family?: Numeric | null;
  /** The name of a service, or its port: that of the addresses. 0 when left out. */
  service?: string | number | null;
  /** The type of socket that the service is for, `Socket.SOCK_STREAM`…; any when left out. */
  type?: Numeric | null;
}

/** One of the addresses that {@link Socket.getAddrInfo} tells. */
export interface AddrInfo {
  /** `"127.0.0.1"`, `"::1"`, `"fe80::1%eth0"`. */
  address: string;
  /** `Socket.PF_INET` or `Socket.PF_INET6`. */
  family: number;
  /** The port of the service that was asked for, 0 where none was. */
  port: number;
}

/** What {@link Socket.getNameInfo} tells of an address with a port. */
export interface NameInfo {
  /** The name, or the address itself where it has none. */
  host: string;
  /** The service, or the port itself in decimal digits where it has none. */
  service: string;
}

/** A network interface, as {@link Socket.getInterfaces} tells it. */
export interface NetworkInterface {
  /** `"eth0"`. */
  name: string;
  /** Its number, from 1 on. */
  index: number;
  /** Its IPv4 and IPv6 addresses; none for an interface that is not in use. */
  addresses: InterfaceAddress[];
  /** `"00:16:3e:1b:2c:3d"`, or null where it has none. That of the loopback is all zeros. */
  hardwareAddress: string | null;
  /** How many bytes a packet may have. */
  mtu: number;
  /** Whether it is switched on (IFF_UP), be there a cable or not. */
  up: boolean;
  /** Whether what is sent there comes back to this machine (IFF_LOOPBACK). */
  loopback: boolean;
  /** Whether packets to groups may be sent there (IFF_MULTICAST). */
  multicast: boolean;
}

/** An address of a {@link NetworkInterface}. */
export interface InterfaceAddress {
  /** `"192.0.2.1"`, `"2001:db8::1"`, `"fe80::1%eth0"`. */
  address: string;
  /** `Socket.PF_INET` or `Socket.PF_INET6`. */
  family: number;
  /** `"255.255.255.0"`, `"ffff:ffff:ffff:ffff::"`. */
  netmask: string;
  /** Where all of the network are reached, or null where there is no such address, as with IPv6. */
  broadcast: string | null;
}

/** What a {@link Poller} waits for: reading, writing, exceptional conditions, and these together. */
export type PollerEvents = "r" | "w" | "rw" | "e" | "re" | "we" | "rwe";

/** How a {@link Poller} tells of a socket. An object with any other property is a tag instead. */
export type PollerOptions<Tag = unknown> = {
  /** True: when it becomes ready, and not again while it stays so (EPOLLET). Whoever is told goes on until a call returns false. */
  edge?: boolean | 0 | 1;
  /** True: once, and not again until {@link Poller.modify} arms it anew (EPOLLONESHOT). */
  once?: boolean | 0 | 1;
} & (undefined extends Tag ? {
  /** What {@link Poller.wait} tells beside the socket. */
  tag?: Tag;
} : {
  /** What {@link Poller.wait} tells beside the socket. */
  tag: Tag;
});

/** A socket that a {@link Poller} has found ready. */
export interface PollerEntry<S extends Selectable = Socket, Tag = unknown> {
  /** What was added: the socket, or the object that has it. */
  socket: S;
  /** Those of the events waited for that are there. */
  events: PollerEvents;
  /** The tag that it was added with; undefined when there was none. */
  tag: Tag;
}

/**
 * A system call failed. Shaped like Node's system errors; the message reads like
 * `connect ECONNREFUSED 127.0.0.1:81: Connection refused`. See
 * {@link https://man7.org/linux/man-pages/man3/errno.3.html | errno(3)}. Only sockets make them.
 */
export class SocketError extends Error {
  private constructor(details: never);

  /** `"SocketError"` */
  name: string;
  /** The error's name, `"ECONNREFUSED"`; `"ENOTFOUND"` for a name that does not resolve. */
  code: string;
  /** The system's error number, negative as in Node. */
  errno: number;
  /** The failed call, `"connect"`. */
  syscall: string;
  /** The address or path that the call was given, where it was given one; a pid, cid or interface as text. */
  address?: string;
  /** The port of that address, or what its family has in its place. */
  port?: number;
  /** The name that did not resolve. */
  hostname?: string;
  /** The path of the file that was to be sent. */
  path?: string;
  /** How many bytes a blocking send or sendFile had handed over before it failed. */
  bytesSent?: number;
  /** How many datagrams sendMany had handed over before one failed. */
  messagesSent?: number;
}
