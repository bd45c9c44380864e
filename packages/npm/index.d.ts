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

/** Memory to receive into: of a Buffer, another typed array or a DataView, its own bytes only. */
export type Room = ArrayBufferView | ArrayBuffer;

/** Control data that go both ways with a message, see {@link https://man7.org/linux/man-pages/man3/cmsg.3.html | cmsg(3)}. */
export interface MessageControl {
  /**
   * Who sends, of a Unix socket, see {@link https://man7.org/linux/man-pages/man7/unix.7.html | unix(7)}; received once SO_PASSCRED
   * is on. Only with a privilege may one claim to be another.
   */
  credentials?: Credentials;
  /** The time to live, or hop limit: 1–255; received once IP_RECVTTL or IPV6_RECVHOPLIMIT is on. */
  ttl?: number;
  /** The type of service, or traffic class: 0–255; received once IP_RECVTOS or IPV6_RECVTCLASS is on. */
  tos?: number;
  /**
   * Of how many bytes each datagram is that the data are cut into, or were put together from; the last may be shorter. UDP_SEGMENT and
   * UDP_GRO in {@link https://man7.org/linux/man-pages/man7/udp.7.html | udp(7)}. 1–65,535.
   */
  segmentSize?: number;
  /** What has no name here, in the system's own numbers and layouts. */
  control?: { level: number; type: number; data: Room }[];
}

/** What {@link Socket.sendMessage} sends. */
export interface OutgoingMessage extends MessageControl {
  /** The bytes; in parts, which are gathered, up to 1,024 of them. Left out, none. */
  data?: Data | Data[];
  /** Where to: an address, or one with its port as {@link Socket.getPeerName} returns them; left out, the connected peer. */
  address?: string | Readonly<SocketName> | null;
  /** The port, 0–65535. */
  port?: Numeric | null;
  /** MSG_* flags, 0 when left out. MSG_ZEROCOPY is refused: the system would read memory that may be another's by then. */
  flags?: Numeric | null;
  /**
   * What the peer gets a descriptor of its own for, over a Unix socket: Sockets, Descriptors, or numbers. They stay open here. Up to 253.
   * On a stream they go with at least one byte.
   */
  descriptors?: (AnySocket | Descriptor | number)[] | null;
  /** Where the packet leaves: an interface, by its name or index, and the address to send from. What is left out the system chooses. */
  packetInfo?: { interface?: string | number | null; address?: string | null; destination?: string | null };
}

/** What {@link Socket.receiveMessage} is asked for. */
export interface ReceiveOptions {
  /** How many bytes at most, up to 1,048,576; 65,536 when left out. */
  size?: Numeric | null;
  /** Where to put them, in place of a new Buffer. */
  into?: Room | Room[] | null;
  /** MSG_* flags, 0 when left out. */
  flags?: Numeric | null;
}

/** What {@link Socket.receiveMessage} has received, beside the data. */
export interface ReceivedMessage extends MessageControl {
  /** Who sent it; undefined where the system tells nobody, `""` for a Unix socket without a name. From the queue of errors: where it had been sent to. */
  address?: string;
  /** The port of that address. */
  port?: number;
  /** The datagram was longer, and is cut. */
  truncated: boolean;
  /** Control data are missing, descriptors for which the process had no room, for instance: the system has closed those. */
  controlTruncated: boolean;
  /** The MSG_* flags that the system has set. */
  flags: number;
  /**
   * What came along, with its own blocking mode: a Socket where it is a socket, else a {@link Descriptor}. The collector closes those that
   * are forgotten. No child process inherits them.
   */
  descriptors?: (AnySocket | Descriptor)[];
  /**
   * The sender's process, readable once that has ended, see {@link https://man7.org/linux/man-pages/man2/pidfd_open.2.html | pidfd_open(2)};
   * once SO_PASSPIDFD (76, Linux 6.5) is on.
   */
  pidfd?: Descriptor;
  /**
   * Where the packet came in: the interface, the address of this machine to answer from (null for a group of IPv6), and the one that it was
   * sent to. Received once IP_PKTINFO or IPV6_RECVPKTINFO is on.
   */
  packetInfo?: { interface: string; address: string | null; destination: string };
  /** When it came, in nanoseconds since 1970; once SO_TIMESTAMP, SO_TIMESTAMPNS or SO_TIMESTAMPING is on. */
  timestamp?: bigint;
  /** How many datagrams the socket has dropped so far for want of room; once SO_RXQ_OVFL is on. */
  dropped?: number;
  /** What the queue of errors says, once IP_RECVERR or IPV6_RECVERR is on, see {@link https://man7.org/linux/man-pages/man7/ip.7.html | ip(7)}. */
  error?: QueuedError;
  /** What has no name here, in the system's own numbers and layouts. */
  control?: { level: number; type: number; data: Buffer }[];
}

/** What became of a packet that was sent. */
export interface QueuedError {
  /** The error's name, `"ECONNREFUSED"`. */
  code: string;
  /** The system's error number, negative as in {@link SocketError}. */
  errno: number;
  /** Who says so: one of `Socket.SO_EE_ORIGIN_*`. */
  origin: number;
  /** The type of the ICMP message. */
  icmpType: number;
  /** Its code. */
  icmpCode: number;
  /** The address of the node that it comes from; null where there is none. */
  offender: string | null;
}

/**
 * A descriptor that came with a message and is no socket: a file, a pipe… Closed by the garbage collector when nobody can reach it any
 * more. Only {@link Socket.receiveMessage} makes them.
 */
export class Descriptor {
  #private;

  private constructor(how: never);

  /** The descriptor, -1 once closed. This goes on owning it. */
  get fd(): number;

  /**
   * Hands the descriptor over, open as it is, for instance to `fs.createReadStream("", { fd })`. This is closed then.
   *
   * @returns the descriptor, which is now the caller's to close
   * @throws {@link SocketError} EBADF: it is closed
   */
  detach(): number;

  /** Closes the descriptor, see {@link https://man7.org/linux/man-pages/man2/close.2.html | close(2)}. Closing again does nothing. */
  close(): void;

  /** Closes it at the end of `using descriptor = …`. Only where the runtime has `Symbol.dispose`: Node 18.18 and later. */
  [Symbol.dispose](): void;
}

/** Whether the calls of a socket wait, see {@link Socket.setBlocking}. */
export type BlockingMode = "blocking" | "nonblocking";

/**
 * A socket of either mode, for what takes any: `Socket` by itself is a blocking one, and `Socket<"nonblocking">` is one whose
 * calls may return false.
 */
export type AnySocket = Socket<BlockingMode>;

/** What `for await` over a socket gives: connections, data, or datagrams with their senders; see {@link Listener} and its neighbours. */
export type Iterated = Connection | Buffer | ReceivedDatagram<string | number | Buffer>;

/**
 * A socket that listens: `for await` over it gives connections. It is what {@link Socket.listen} returns.
 *
 * @typeParam Mode - as for {@link Socket}
 */
export type Listener<Mode extends BlockingMode = "blocking"> = Socket<Mode, Connection>;

/**
 * A socket that is connected: `for await` over it gives data. It is what {@link Socket.accept} returns. One that connects by itself is told to be
 * one: `const client: Connection = new Socket(Socket.PF_INET, Socket.SOCK_STREAM)`, or in the loop, `of client as Connection`.
 *
 * @typeParam Mode - as for {@link Socket}
 */
export type Connection<Mode extends BlockingMode = "blocking"> = Socket<Mode, Buffer>;

/**
 * A socket of datagrams: `for await` over it gives them with their senders. As the type of a socket is a number, it is told to be one:
 * `const socket: DatagramSocket = new Socket(Socket.PF_INET, Socket.SOCK_DGRAM)`, or in the loop, `of socket as DatagramSocket`.
 *
 * @typeParam Mode - as for {@link Socket}
 * @typeParam From - as for {@link Socket.receiveFrom}
 */
export type DatagramSocket<Mode extends BlockingMode = "blocking", From extends string | number | Buffer = string> =
  Socket<Mode, ReceivedDatagram<From>>;

/** What may be said behind the arguments of a call that returns a promise; those may be left out, as always. */
export interface AwaitOptions {
  /**
   * Ends the call: the promise is rejected with the signal's reason. What was received is not lost, and what was sent is sent. Of a signal
   * that is aborted already nothing is attempted.
   */
  signal?: AbortSignal | null;
  /**
   * Milliseconds, >= 0, fractions allowed, after which the promise is rejected with ETIMEDOUT; null, Infinity or left out waits for ever, and
   * with 0 only what can be done at once is done.
   */
  timeout?: Numeric | null;
}

/** A socket as two streams of the web, see {@link Socket.toWeb}. */
export interface WebStreams<Chunk> {
  /** What is received. */
  readable: ReadableStream<Chunk>;
  /** What is to be sent: data, or of datagrams also an object of them and where to. */
  writable: WritableStream<Data | {
    /** The bytes, or a string to be sent as UTF-8. */
    data: Data;
    /** Where to. */
    address?: Address | AddressParts | null;
    /** Its port. */
    port?: Numeric | null;
  }>;
}

/** What a non-blocking socket may return beside what a blocking one returns. */
export type IfNonBlocking<Mode extends BlockingMode, T> = Mode extends "nonblocking" ? T : never;

/** A socket after its mode was changed, or what `for await` over it gives, still with what its subclass adds. */
export type InMode<S extends AnySocket, Mode extends BlockingMode, Item extends Iterated = Iterated> =
  keyof S extends keyof AnySocket ? Socket<Mode, Item> : Socket<Mode, Item> & Omit<S, keyof AnySocket>;

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
 * Each call that may wait has a twin that returns a promise, with `Async` behind its name. They take the same arguments, and then perhaps
 * {@link AwaitOptions}.
 *
 * - They wait in both blocking modes, which stay as they are, and are never resolved to false.
 * - They never throw: every failure rejects, with what the call that they are named after throws.
 * - What can be done at once is done in the call. Otherwise the operations of one direction are carried out in the order of the calls, so that
 *   two `sendAsync` never mix their bytes. A synchronous call in a direction in which promises are pending throws EBUSY.
 * - `close` and `detach` reject what is pending with ECANCELED. While a promise is pending, the socket is reachable, and the process stays
 *   alive, unless {@link Socket.unref} was called.
 *
 * @typeParam Mode - whether its calls wait. They do until {@link Socket.setBlocking} returns it as one that does not, and what
 *   a blocking socket returns is never false: `socket.receive().length` compiles for a `Socket`, and not for a
 *   `Socket<"nonblocking">`. A function that takes sockets of both modes takes an {@link AnySocket}
 * @typeParam Item - what `for await` over it gives: of a {@link Listener} connections, of a {@link Connection} data, of a {@link DatagramSocket}
 *   datagrams; when left out, any of these
 */
export class Socket<out Mode extends BlockingMode = "blocking", out Item extends Iterated = Iterated> {
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

  /** Flag of {@link Socket.sendMessage} and {@link Socket.receiveMessage}: out-of-band data. */
  static readonly MSG_OOB: number;
  /** Flag of receiving: the data stay, and come again. */
  static readonly MSG_PEEK: number;
  /** Flag of sending: only to directly connected networks. */
  static readonly MSG_DONTROUTE: number;
  /** Flag that receiving tells: control data are missing. */
  static readonly MSG_CTRUNC: number;
  /** Flag that receiving tells: the datagram was longer. Asked for, the real length is told. */
  static readonly MSG_TRUNC: number;
  /** Flag: this call does not wait. Not on Windows. */
  static readonly MSG_DONTWAIT: number;
  /** Flag: the end of a record, see SOCK_SEQPACKET. Not on Windows. */
  static readonly MSG_EOR: number;
  /** Flag of receiving: waits until all the room is filled. */
  static readonly MSG_WAITALL: number;
  /** Flag of sending: the peer has answered, its address need not be probed. Linux only. */
  static readonly MSG_CONFIRM: number;
  /** Flag of receiving: takes from the queue of errors, see {@link ReceivedMessage.error}, and never waits. Linux only. */
  static readonly MSG_ERRQUEUE: number;
  /** Flag of sending: no SIGPIPE; every send has it. Linux only. */
  static readonly MSG_NOSIGNAL: number;
  /** Flag of sending: more follows, wait for it before a packet is made. Linux only. */
  static readonly MSG_MORE: number;
  /** Flag of sending: connects, with the data in the first packet. Linux only. */
  static readonly MSG_FASTOPEN: number;
  /** Flag of receiving: descriptors are close-on-exec; they always are. Linux only. */
  static readonly MSG_CMSG_CLOEXEC: number;
  /** Origin of a {@link QueuedError}: none. Linux only, as the others. */
  static readonly SO_EE_ORIGIN_NONE: number;
  /** Origin of a {@link QueuedError}: this machine. */
  static readonly SO_EE_ORIGIN_LOCAL: number;
  /** Origin of a {@link QueuedError}: an ICMP message. */
  static readonly SO_EE_ORIGIN_ICMP: number;
  /** Origin of a {@link QueuedError}: an ICMPv6 message. */
  static readonly SO_EE_ORIGIN_ICMP6: number;
  /** Origin of a {@link QueuedError}: no error, but the time at which a packet was sent. */
  static readonly SO_EE_ORIGIN_TIMESTAMPING: number;
  /** Origin of a {@link QueuedError}: no error, but the end of a send without a copy. */
  static readonly SO_EE_ORIGIN_ZEROCOPY: number;
  /** The longest backlog of {@link Socket.listen} by the system's headers, and what it uses when left out. */
  static readonly SOMAXCONN: number;

  // #region options, made from the table in src/TeaSocket/Options: see CONTRIBUTING.md
  /** Option of SOL_SOCKET, a flag: {@link SocketOptions.SO_ACCEPTCONN}. */
  static readonly SO_ACCEPTCONN: number;
  /** Option of SOL_SOCKET, a number: {@link SocketOptions.SO_ATTACH_BPF}. */
  static readonly SO_ATTACH_BPF: number;
  /** Option of SOL_SOCKET, a filter: {@link SocketOptions.SO_ATTACH_FILTER}. */
  static readonly SO_ATTACH_FILTER: number;
  /** Option of SOL_SOCKET, a filter: {@link SocketOptions.SO_ATTACH_REUSEPORT_CBPF}. */
  static readonly SO_ATTACH_REUSEPORT_CBPF: number;
  /** Option of SOL_SOCKET, a number: {@link SocketOptions.SO_ATTACH_REUSEPORT_EBPF}. */
  static readonly SO_ATTACH_REUSEPORT_EBPF: number;
  /** Option of SOL_SOCKET, text: {@link SocketOptions.SO_BINDTODEVICE}. */
  static readonly SO_BINDTODEVICE: number;
  /** Option of SOL_SOCKET, an interface: {@link SocketOptions.SO_BINDTOIFINDEX}. */
  static readonly SO_BINDTOIFINDEX: number;
  /** Option of SOL_SOCKET, a number: {@link SocketOptions.SO_BPF_EXTENSIONS}. */
  static readonly SO_BPF_EXTENSIONS: number;
  /** Option of SOL_SOCKET, a flag: {@link SocketOptions.SO_BROADCAST}. */
  static readonly SO_BROADCAST: number;
  /** Option of SOL_SOCKET, a number: {@link SocketOptions.SO_BUF_LOCK}. */
  static readonly SO_BUF_LOCK: number;
  /** Option of SOL_SOCKET, a number: {@link SocketOptions.SO_BUSY_POLL}. */
  static readonly SO_BUSY_POLL: number;
  /** Option of SOL_SOCKET, a number: {@link SocketOptions.SO_BUSY_POLL_BUDGET}. */
  static readonly SO_BUSY_POLL_BUDGET: number;
  /** Option of SOL_SOCKET, a number: {@link SocketOptions.SO_CNX_ADVICE}. */
  static readonly SO_CNX_ADVICE: number;
  /** Option of SOL_SOCKET, a number: {@link SocketOptions.SO_COOKIE}. */
  static readonly SO_COOKIE: number;
  /** Option of SOL_SOCKET, a flag: {@link SocketOptions.SO_DEBUG}. */
  static readonly SO_DEBUG: number;
  /** Option of SOL_SOCKET, a flag: {@link SocketOptions.SO_DETACH_BPF}. */
  static readonly SO_DETACH_BPF: number;
  /** Option of SOL_SOCKET, a flag: {@link SocketOptions.SO_DETACH_FILTER}. */
  static readonly SO_DETACH_FILTER: number;
  /** Option of SOL_SOCKET, a flag: {@link SocketOptions.SO_DETACH_REUSEPORT_BPF}. */
  static readonly SO_DETACH_REUSEPORT_BPF: number;
  /** Option of SOL_SOCKET, a number: {@link SocketOptions.SO_DOMAIN}. */
  static readonly SO_DOMAIN: number;
  /** Option of SOL_SOCKET, a flag: {@link SocketOptions.SO_DONTROUTE}. */
  static readonly SO_DONTROUTE: number;
  /** Option of SOL_SOCKET, a number: {@link SocketOptions.SO_ERROR}. */
  static readonly SO_ERROR: number;
  /** Option of SOL_SOCKET, a number: {@link SocketOptions.SO_INCOMING_CPU}. */
  static readonly SO_INCOMING_CPU: number;
  /** Option of SOL_SOCKET, a number: {@link SocketOptions.SO_INCOMING_NAPI_ID}. */
  static readonly SO_INCOMING_NAPI_ID: number;
  /** Option of SOL_SOCKET, a flag: {@link SocketOptions.SO_KEEPALIVE}. */
  static readonly SO_KEEPALIVE: number;
  /** Option of SOL_SOCKET, a linger: {@link SocketOptions.SO_LINGER}. */
  static readonly SO_LINGER: number;
  /** Option of SOL_SOCKET, a flag: {@link SocketOptions.SO_LOCK_FILTER}. */
  static readonly SO_LOCK_FILTER: number;
  /** Option of SOL_SOCKET, a number: {@link SocketOptions.SO_MARK}. */
  static readonly SO_MARK: number;
  /** Option of SOL_SOCKET, a number: {@link SocketOptions.SO_MAX_PACING_RATE}. */
  static readonly SO_MAX_PACING_RATE: number;
  /** Option of SOL_SOCKET, a struct: {@link SocketOptions.SO_MEMINFO}. */
  static readonly SO_MEMINFO: number;
  /** Option of SOL_SOCKET, a number: {@link SocketOptions.SO_NETNS_COOKIE}. */
  static readonly SO_NETNS_COOKIE: number;
  /** Option of SOL_SOCKET, a flag: {@link SocketOptions.SO_NOFCS}. */
  static readonly SO_NOFCS: number;
  /** Option of SOL_SOCKET, a flag: {@link SocketOptions.SO_NO_CHECK}. */
  static readonly SO_NO_CHECK: number;
  /** Option of SOL_SOCKET, a flag: {@link SocketOptions.SO_OOBINLINE}. */
  static readonly SO_OOBINLINE: number;
  /** Option of SOL_SOCKET, a flag: {@link SocketOptions.SO_PASSCRED}. */
  static readonly SO_PASSCRED: number;
  /** Option of SOL_SOCKET, a flag: {@link SocketOptions.SO_PASSSEC}. */
  static readonly SO_PASSSEC: number;
  /** Option of SOL_SOCKET, a number: {@link SocketOptions.SO_PEEK_OFF}. */
  static readonly SO_PEEK_OFF: number;
  /** Option of SOL_SOCKET, credentials: {@link SocketOptions.SO_PEERCRED}. */
  static readonly SO_PEERCRED: number;
  /** Option of SOL_SOCKET, groups: {@link SocketOptions.SO_PEERGROUPS}. */
  static readonly SO_PEERGROUPS: number;
  /** Option of SOL_SOCKET, text: {@link SocketOptions.SO_PEERSEC}. */
  static readonly SO_PEERSEC: number;
  /** Option of SOL_SOCKET, a flag: {@link SocketOptions.SO_PREFER_BUSY_POLL}. */
  static readonly SO_PREFER_BUSY_POLL: number;
  /** Option of SOL_SOCKET, a number: {@link SocketOptions.SO_PRIORITY}. */
  static readonly SO_PRIORITY: number;
  /** Option of SOL_SOCKET, a number: {@link SocketOptions.SO_PROTOCOL}. */
  static readonly SO_PROTOCOL: number;
  /** Option of SOL_SOCKET, a number: {@link SocketOptions.SO_RCVBUF}. */
  static readonly SO_RCVBUF: number;
  /** Option of SOL_SOCKET, a number: {@link SocketOptions.SO_RCVBUFFORCE}. */
  static readonly SO_RCVBUFFORCE: number;
  /** Option of SOL_SOCKET, a number: {@link SocketOptions.SO_RCVLOWAT}. */
  static readonly SO_RCVLOWAT: number;
  /** Option of SOL_SOCKET, a flag: {@link SocketOptions.SO_RCVMARK}. */
  static readonly SO_RCVMARK: number;
  /** Option of SOL_SOCKET, milliseconds: {@link SocketOptions.SO_RCVTIMEO}. */
  static readonly SO_RCVTIMEO: number;
  /** Option of SOL_SOCKET, a number: {@link SocketOptions.SO_RESERVE_MEM}. */
  static readonly SO_RESERVE_MEM: number;
  /** Option of SOL_SOCKET, a flag: {@link SocketOptions.SO_REUSEADDR}. */
  static readonly SO_REUSEADDR: number;
  /** Option of SOL_SOCKET, a flag: {@link SocketOptions.SO_REUSEPORT}. */
  static readonly SO_REUSEPORT: number;
  /** Option of SOL_SOCKET, a flag: {@link SocketOptions.SO_RXQ_OVFL}. */
  static readonly SO_RXQ_OVFL: number;
  /** Option of SOL_SOCKET, a flag: {@link SocketOptions.SO_SELECT_ERR_QUEUE}. */
  static readonly SO_SELECT_ERR_QUEUE: number;
  /** Option of SOL_SOCKET, a number: {@link SocketOptions.SO_SNDBUF}. */
  static readonly SO_SNDBUF: number;
  /** Option of SOL_SOCKET, a number: {@link SocketOptions.SO_SNDBUFFORCE}. */
  static readonly SO_SNDBUFFORCE: number;
  /** Option of SOL_SOCKET, a number: {@link SocketOptions.SO_SNDLOWAT}. */
  static readonly SO_SNDLOWAT: number;
  /** Option of SOL_SOCKET, milliseconds: {@link SocketOptions.SO_SNDTIMEO}. */
  static readonly SO_SNDTIMEO: number;
  /** Option of SOL_SOCKET, a flag: {@link SocketOptions.SO_TIMESTAMP}. */
  static readonly SO_TIMESTAMP: number;
  /** Option of SOL_SOCKET, a number: {@link SocketOptions.SO_TIMESTAMPING}. */
  static readonly SO_TIMESTAMPING: number;
  /** Option of SOL_SOCKET, a flag: {@link SocketOptions.SO_TIMESTAMPNS}. */
  static readonly SO_TIMESTAMPNS: number;
  /** Option of SOL_SOCKET, a number: {@link SocketOptions.SO_TXREHASH}. */
  static readonly SO_TXREHASH: number;
  /** Option of SOL_SOCKET, a struct: {@link SocketOptions.SO_TXTIME}. */
  static readonly SO_TXTIME: number;
  /** Option of SOL_SOCKET, a number: {@link SocketOptions.SO_TYPE}. */
  static readonly SO_TYPE: number;
  /** Option of SOL_SOCKET, a flag: {@link SocketOptions.SO_WIFI_STATUS}. */
  static readonly SO_WIFI_STATUS: number;
  /** Option of SOL_SOCKET, a flag: {@link SocketOptions.SO_ZEROCOPY}. */
  static readonly SO_ZEROCOPY: number;
  /** Option of IPPROTO_IP, a struct: {@link SocketOptions.IP_ADD_MEMBERSHIP}. */
  static readonly IP_ADD_MEMBERSHIP: number;
  /** Option of IPPROTO_IP, a struct: {@link SocketOptions.IP_ADD_SOURCE_MEMBERSHIP}. */
  static readonly IP_ADD_SOURCE_MEMBERSHIP: number;
  /** Option of IPPROTO_IP, a flag: {@link SocketOptions.IP_BIND_ADDRESS_NO_PORT}. */
  static readonly IP_BIND_ADDRESS_NO_PORT: number;
  /** Option of IPPROTO_IP, a struct: {@link SocketOptions.IP_BLOCK_SOURCE}. */
  static readonly IP_BLOCK_SOURCE: number;
  /** Option of IPPROTO_IP, a flag: {@link SocketOptions.IP_CHECKSUM}. */
  static readonly IP_CHECKSUM: number;
  /** Option of IPPROTO_IP, a struct: {@link SocketOptions.IP_DROP_MEMBERSHIP}. */
  static readonly IP_DROP_MEMBERSHIP: number;
  /** Option of IPPROTO_IP, a struct: {@link SocketOptions.IP_DROP_SOURCE_MEMBERSHIP}. */
  static readonly IP_DROP_SOURCE_MEMBERSHIP: number;
  /** Option of IPPROTO_IP, a flag: {@link SocketOptions.IP_FREEBIND}. */
  static readonly IP_FREEBIND: number;
  /** Option of IPPROTO_IP, a flag: {@link SocketOptions.IP_HDRINCL}. */
  static readonly IP_HDRINCL: number;
  /** Option of IPPROTO_IP, a struct: {@link SocketOptions.IP_LOCAL_PORT_RANGE}. */
  static readonly IP_LOCAL_PORT_RANGE: number;
  /** Option of IPPROTO_IP, a number: {@link SocketOptions.IP_MINTTL}. */
  static readonly IP_MINTTL: number;
  /** Option of IPPROTO_IP, a number: {@link SocketOptions.IP_MTU}. */
  static readonly IP_MTU: number;
  /** Option of IPPROTO_IP, a number: {@link SocketOptions.IP_MTU_DISCOVER}. */
  static readonly IP_MTU_DISCOVER: number;
  /** Option of IPPROTO_IP, a flag: {@link SocketOptions.IP_MULTICAST_ALL}. */
  static readonly IP_MULTICAST_ALL: number;
  /** Option of IPPROTO_IP, an address: {@link SocketOptions.IP_MULTICAST_IF}. */
  static readonly IP_MULTICAST_IF: number;
  /** Option of IPPROTO_IP, a flag: {@link SocketOptions.IP_MULTICAST_LOOP}. */
  static readonly IP_MULTICAST_LOOP: number;
  /** Option of IPPROTO_IP, a number: {@link SocketOptions.IP_MULTICAST_TTL}. */
  static readonly IP_MULTICAST_TTL: number;
  /** Option of IPPROTO_IP, a flag: {@link SocketOptions.IP_NODEFRAG}. */
  static readonly IP_NODEFRAG: number;
  /** Option of IPPROTO_IP, bytes: {@link SocketOptions.IP_OPTIONS}. */
  static readonly IP_OPTIONS: number;
  /** Option of IPPROTO_IP, a flag: {@link SocketOptions.IP_ORIGDSTADDR}. */
  static readonly IP_ORIGDSTADDR: number;
  /** Option of IPPROTO_IP, a flag: {@link SocketOptions.IP_PASSSEC}. */
  static readonly IP_PASSSEC: number;
  /** Option of IPPROTO_IP, a flag: {@link SocketOptions.IP_PKTINFO}. */
  static readonly IP_PKTINFO: number;
  /** Option of IPPROTO_IP, a number: {@link SocketOptions.IP_PROTOCOL}. */
  static readonly IP_PROTOCOL: number;
  /** Option of IPPROTO_IP, a flag: {@link SocketOptions.IP_RECVERR}. */
  static readonly IP_RECVERR: number;
  /** Option of IPPROTO_IP, a flag: {@link SocketOptions.IP_RECVERR_RFC4884}. */
  static readonly IP_RECVERR_RFC4884: number;
  /** Option of IPPROTO_IP, a flag: {@link SocketOptions.IP_RECVFRAGSIZE}. */
  static readonly IP_RECVFRAGSIZE: number;
  /** Option of IPPROTO_IP, a flag: {@link SocketOptions.IP_RECVOPTS}. */
  static readonly IP_RECVOPTS: number;
  /** Option of IPPROTO_IP, a flag: {@link SocketOptions.IP_RECVORIGDSTADDR}. */
  static readonly IP_RECVORIGDSTADDR: number;
  /** Option of IPPROTO_IP, a flag: {@link SocketOptions.IP_RECVRETOPTS}. */
  static readonly IP_RECVRETOPTS: number;
  /** Option of IPPROTO_IP, a flag: {@link SocketOptions.IP_RECVTOS}. */
  static readonly IP_RECVTOS: number;
  /** Option of IPPROTO_IP, a flag: {@link SocketOptions.IP_RECVTTL}. */
  static readonly IP_RECVTTL: number;
  /** Option of IPPROTO_IP, a flag: {@link SocketOptions.IP_RETOPTS}. */
  static readonly IP_RETOPTS: number;
  /** Option of IPPROTO_IP, a flag: {@link SocketOptions.IP_ROUTER_ALERT}. */
  static readonly IP_ROUTER_ALERT: number;
  /** Option of IPPROTO_IP, a number: {@link SocketOptions.IP_TOS}. */
  static readonly IP_TOS: number;
  /** Option of IPPROTO_IP, a flag: {@link SocketOptions.IP_TRANSPARENT}. */
  static readonly IP_TRANSPARENT: number;
  /** Option of IPPROTO_IP, a number: {@link SocketOptions.IP_TTL}. */
  static readonly IP_TTL: number;
  /** Option of IPPROTO_IP, a struct: {@link SocketOptions.IP_UNBLOCK_SOURCE}. */
  static readonly IP_UNBLOCK_SOURCE: number;
  /** Option of IPPROTO_IP, an interface: {@link SocketOptions.IP_UNICAST_IF}. */
  static readonly IP_UNICAST_IF: number;
  /** Option of IPPROTO_IP, a struct: {@link SocketOptions.MCAST_BLOCK_SOURCE}. */
  static readonly MCAST_BLOCK_SOURCE: number;
  /** Option of IPPROTO_IP, a struct: {@link SocketOptions.MCAST_JOIN_GROUP}. */
  static readonly MCAST_JOIN_GROUP: number;
  /** Option of IPPROTO_IP, a struct: {@link SocketOptions.MCAST_JOIN_SOURCE_GROUP}. */
  static readonly MCAST_JOIN_SOURCE_GROUP: number;
  /** Option of IPPROTO_IP, a struct: {@link SocketOptions.MCAST_LEAVE_GROUP}. */
  static readonly MCAST_LEAVE_GROUP: number;
  /** Option of IPPROTO_IP, a struct: {@link SocketOptions.MCAST_LEAVE_SOURCE_GROUP}. */
  static readonly MCAST_LEAVE_SOURCE_GROUP: number;
  /** Option of IPPROTO_IP, a struct: {@link SocketOptions.MCAST_UNBLOCK_SOURCE}. */
  static readonly MCAST_UNBLOCK_SOURCE: number;
  /** Option of IPPROTO_IPV6, a number: {@link SocketOptions.IPV6_ADDRFORM}. */
  static readonly IPV6_ADDRFORM: number;
  /** Option of IPPROTO_IPV6, a number: {@link SocketOptions.IPV6_ADDR_PREFERENCES}. */
  static readonly IPV6_ADDR_PREFERENCES: number;
  /** Option of IPPROTO_IPV6, a struct: {@link SocketOptions.IPV6_ADD_MEMBERSHIP}. */
  static readonly IPV6_ADD_MEMBERSHIP: number;
  /** Option of IPPROTO_IPV6, a flag: {@link SocketOptions.IPV6_AUTOFLOWLABEL}. */
  static readonly IPV6_AUTOFLOWLABEL: number;
  /** Option of IPPROTO_IPV6, a number: {@link SocketOptions.IPV6_CHECKSUM}. */
  static readonly IPV6_CHECKSUM: number;
  /** Option of IPPROTO_IPV6, a flag: {@link SocketOptions.IPV6_DONTFRAG}. */
  static readonly IPV6_DONTFRAG: number;
  /** Option of IPPROTO_IPV6, a struct: {@link SocketOptions.IPV6_DROP_MEMBERSHIP}. */
  static readonly IPV6_DROP_MEMBERSHIP: number;
  /** Option of IPPROTO_IPV6, bytes: {@link SocketOptions.IPV6_DSTOPTS}. */
  static readonly IPV6_DSTOPTS: number;
  /** Option of IPPROTO_IPV6, a flag: {@link SocketOptions.IPV6_FLOWINFO}. */
  static readonly IPV6_FLOWINFO: number;
  /** Option of IPPROTO_IPV6, a flag: {@link SocketOptions.IPV6_FLOWINFO_SEND}. */
  static readonly IPV6_FLOWINFO_SEND: number;
  /** Option of IPPROTO_IPV6, a flag: {@link SocketOptions.IPV6_FREEBIND}. */
  static readonly IPV6_FREEBIND: number;
  /** Option of IPPROTO_IPV6, a flag: {@link SocketOptions.IPV6_HDRINCL}. */
  static readonly IPV6_HDRINCL: number;
  /** Option of IPPROTO_IPV6, bytes: {@link SocketOptions.IPV6_HOPOPTS}. */
  static readonly IPV6_HOPOPTS: number;
  /** Option of IPPROTO_IPV6, a struct: {@link SocketOptions.IPV6_JOIN_ANYCAST}. */
  static readonly IPV6_JOIN_ANYCAST: number;
  /** Option of IPPROTO_IPV6, a struct: {@link SocketOptions.IPV6_JOIN_GROUP}. */
  static readonly IPV6_JOIN_GROUP: number;
  /** Option of IPPROTO_IPV6, a struct: {@link SocketOptions.IPV6_LEAVE_ANYCAST}. */
  static readonly IPV6_LEAVE_ANYCAST: number;
  /** Option of IPPROTO_IPV6, a struct: {@link SocketOptions.IPV6_LEAVE_GROUP}. */
  static readonly IPV6_LEAVE_GROUP: number;
  /** Option of IPPROTO_IPV6, a number: {@link SocketOptions.IPV6_MINHOPCOUNT}. */
  static readonly IPV6_MINHOPCOUNT: number;
  /** Option of IPPROTO_IPV6, a number: {@link SocketOptions.IPV6_MTU}. */
  static readonly IPV6_MTU: number;
  /** Option of IPPROTO_IPV6, a number: {@link SocketOptions.IPV6_MTU_DISCOVER}. */
  static readonly IPV6_MTU_DISCOVER: number;
  /** Option of IPPROTO_IPV6, a flag: {@link SocketOptions.IPV6_MULTICAST_ALL}. */
  static readonly IPV6_MULTICAST_ALL: number;
  /** Option of IPPROTO_IPV6, a number: {@link SocketOptions.IPV6_MULTICAST_HOPS}. */
  static readonly IPV6_MULTICAST_HOPS: number;
  /** Option of IPPROTO_IPV6, an interface: {@link SocketOptions.IPV6_MULTICAST_IF}. */
  static readonly IPV6_MULTICAST_IF: number;
  /** Option of IPPROTO_IPV6, a flag: {@link SocketOptions.IPV6_MULTICAST_LOOP}. */
  static readonly IPV6_MULTICAST_LOOP: number;
  /** Option of IPPROTO_IPV6, a flag: {@link SocketOptions.IPV6_ORIGDSTADDR}. */
  static readonly IPV6_ORIGDSTADDR: number;
  /** Option of IPPROTO_IPV6, a struct: {@link SocketOptions.IPV6_PATHMTU}. */
  static readonly IPV6_PATHMTU: number;
  /** Option of IPPROTO_IPV6, a struct: {@link SocketOptions.IPV6_PKTINFO}. */
  static readonly IPV6_PKTINFO: number;
  /** Option of IPPROTO_IPV6, a flag: {@link SocketOptions.IPV6_RECVDSTOPTS}. */
  static readonly IPV6_RECVDSTOPTS: number;
  /** Option of IPPROTO_IPV6, a flag: {@link SocketOptions.IPV6_RECVERR}. */
  static readonly IPV6_RECVERR: number;
  /** Option of IPPROTO_IPV6, a flag: {@link SocketOptions.IPV6_RECVERR_RFC4884}. */
  static readonly IPV6_RECVERR_RFC4884: number;
  /** Option of IPPROTO_IPV6, a flag: {@link SocketOptions.IPV6_RECVFRAGSIZE}. */
  static readonly IPV6_RECVFRAGSIZE: number;
  /** Option of IPPROTO_IPV6, a flag: {@link SocketOptions.IPV6_RECVHOPLIMIT}. */
  static readonly IPV6_RECVHOPLIMIT: number;
  /** Option of IPPROTO_IPV6, a flag: {@link SocketOptions.IPV6_RECVHOPOPTS}. */
  static readonly IPV6_RECVHOPOPTS: number;
  /** Option of IPPROTO_IPV6, a flag: {@link SocketOptions.IPV6_RECVORIGDSTADDR}. */
  static readonly IPV6_RECVORIGDSTADDR: number;
  /** Option of IPPROTO_IPV6, a flag: {@link SocketOptions.IPV6_RECVPATHMTU}. */
  static readonly IPV6_RECVPATHMTU: number;
  /** Option of IPPROTO_IPV6, a flag: {@link SocketOptions.IPV6_RECVPKTINFO}. */
  static readonly IPV6_RECVPKTINFO: number;
  /** Option of IPPROTO_IPV6, a flag: {@link SocketOptions.IPV6_RECVRTHDR}. */
  static readonly IPV6_RECVRTHDR: number;
  /** Option of IPPROTO_IPV6, a flag: {@link SocketOptions.IPV6_RECVTCLASS}. */
  static readonly IPV6_RECVTCLASS: number;
  /** Option of IPPROTO_IPV6, a number: {@link SocketOptions.IPV6_ROUTER_ALERT}. */
  static readonly IPV6_ROUTER_ALERT: number;
  /** Option of IPPROTO_IPV6, a flag: {@link SocketOptions.IPV6_ROUTER_ALERT_ISOLATE}. */
  static readonly IPV6_ROUTER_ALERT_ISOLATE: number;
  /** Option of IPPROTO_IPV6, bytes: {@link SocketOptions.IPV6_RTHDR}. */
  static readonly IPV6_RTHDR: number;
  /** Option of IPPROTO_IPV6, bytes: {@link SocketOptions.IPV6_RTHDRDSTOPTS}. */
  static readonly IPV6_RTHDRDSTOPTS: number;
  /** Option of IPPROTO_IPV6, a number: {@link SocketOptions.IPV6_TCLASS}. */
  static readonly IPV6_TCLASS: number;
  /** Option of IPPROTO_IPV6, a flag: {@link SocketOptions.IPV6_TRANSPARENT}. */
  static readonly IPV6_TRANSPARENT: number;
  /** Option of IPPROTO_IPV6, a number: {@link SocketOptions.IPV6_UNICAST_HOPS}. */
  static readonly IPV6_UNICAST_HOPS: number;
  /** Option of IPPROTO_IPV6, an interface: {@link SocketOptions.IPV6_UNICAST_IF}. */
  static readonly IPV6_UNICAST_IF: number;
  /** Option of IPPROTO_IPV6, a flag: {@link SocketOptions.IPV6_V6ONLY}. */
  static readonly IPV6_V6ONLY: number;
  /** Option of IPPROTO_TCP, bytes: {@link SocketOptions.TCP_CC_INFO}. */
  static readonly TCP_CC_INFO: number;
  /** Option of IPPROTO_TCP, text: {@link SocketOptions.TCP_CONGESTION}. */
  static readonly TCP_CONGESTION: number;
  /** Option of IPPROTO_TCP, a flag: {@link SocketOptions.TCP_CORK}. */
  static readonly TCP_CORK: number;
  /** Option of IPPROTO_TCP, a number: {@link SocketOptions.TCP_DEFER_ACCEPT}. */
  static readonly TCP_DEFER_ACCEPT: number;
  /** Option of IPPROTO_TCP, a number: {@link SocketOptions.TCP_FASTOPEN}. */
  static readonly TCP_FASTOPEN: number;
  /** Option of IPPROTO_TCP, a flag: {@link SocketOptions.TCP_FASTOPEN_CONNECT}. */
  static readonly TCP_FASTOPEN_CONNECT: number;
  /** Option of IPPROTO_TCP, bytes: {@link SocketOptions.TCP_FASTOPEN_KEY}. */
  static readonly TCP_FASTOPEN_KEY: number;
  /** Option of IPPROTO_TCP, a flag: {@link SocketOptions.TCP_FASTOPEN_NO_COOKIE}. */
  static readonly TCP_FASTOPEN_NO_COOKIE: number;
  /** Option of IPPROTO_TCP, a struct: {@link SocketOptions.TCP_INFO}. */
  static readonly TCP_INFO: number;
  /** Option of IPPROTO_TCP, a flag: {@link SocketOptions.TCP_INQ}. */
  static readonly TCP_INQ: number;
  /** Option of IPPROTO_TCP, a number: {@link SocketOptions.TCP_KEEPCNT}. */
  static readonly TCP_KEEPCNT: number;
  /** Option of IPPROTO_TCP, a number: {@link SocketOptions.TCP_KEEPIDLE}. */
  static readonly TCP_KEEPIDLE: number;
  /** Option of IPPROTO_TCP, a number: {@link SocketOptions.TCP_KEEPINTVL}. */
  static readonly TCP_KEEPINTVL: number;
  /** Option of IPPROTO_TCP, a number: {@link SocketOptions.TCP_LINGER2}. */
  static readonly TCP_LINGER2: number;
  /** Option of IPPROTO_TCP, a number: {@link SocketOptions.TCP_MAXSEG}. */
  static readonly TCP_MAXSEG: number;
  /** Option of IPPROTO_TCP, bytes: {@link SocketOptions.TCP_MD5SIG}. */
  static readonly TCP_MD5SIG: number;
  /** Option of IPPROTO_TCP, bytes: {@link SocketOptions.TCP_MD5SIG_EXT}. */
  static readonly TCP_MD5SIG_EXT: number;
  /** Option of IPPROTO_TCP, a flag: {@link SocketOptions.TCP_NODELAY}. */
  static readonly TCP_NODELAY: number;
  /** Option of IPPROTO_TCP, a number: {@link SocketOptions.TCP_NOTSENT_LOWAT}. */
  static readonly TCP_NOTSENT_LOWAT: number;
  /** Option of IPPROTO_TCP, a number: {@link SocketOptions.TCP_QUEUE_SEQ}. */
  static readonly TCP_QUEUE_SEQ: number;
  /** Option of IPPROTO_TCP, a flag: {@link SocketOptions.TCP_QUICKACK}. */
  static readonly TCP_QUICKACK: number;
  /** Option of IPPROTO_TCP, a number: {@link SocketOptions.TCP_REPAIR}. */
  static readonly TCP_REPAIR: number;
  /** Option of IPPROTO_TCP, bytes: {@link SocketOptions.TCP_REPAIR_OPTIONS}. */
  static readonly TCP_REPAIR_OPTIONS: number;
  /** Option of IPPROTO_TCP, a number: {@link SocketOptions.TCP_REPAIR_QUEUE}. */
  static readonly TCP_REPAIR_QUEUE: number;
  /** Option of IPPROTO_TCP, a struct: {@link SocketOptions.TCP_REPAIR_WINDOW}. */
  static readonly TCP_REPAIR_WINDOW: number;
  /** Option of IPPROTO_TCP, bytes: {@link SocketOptions.TCP_SAVED_SYN}. */
  static readonly TCP_SAVED_SYN: number;
  /** Option of IPPROTO_TCP, a number: {@link SocketOptions.TCP_SAVE_SYN}. */
  static readonly TCP_SAVE_SYN: number;
  /** Option of IPPROTO_TCP, a number: {@link SocketOptions.TCP_SYNCNT}. */
  static readonly TCP_SYNCNT: number;
  /** Option of IPPROTO_TCP, a flag: {@link SocketOptions.TCP_THIN_LINEAR_TIMEOUTS}. */
  static readonly TCP_THIN_LINEAR_TIMEOUTS: number;
  /** Option of IPPROTO_TCP, a number: {@link SocketOptions.TCP_TIMESTAMP}. */
  static readonly TCP_TIMESTAMP: number;
  /** Option of IPPROTO_TCP, a number: {@link SocketOptions.TCP_TX_DELAY}. */
  static readonly TCP_TX_DELAY: number;
  /** Option of IPPROTO_TCP, text: {@link SocketOptions.TCP_ULP}. */
  static readonly TCP_ULP: number;
  /** Option of IPPROTO_TCP, milliseconds: {@link SocketOptions.TCP_USER_TIMEOUT}. */
  static readonly TCP_USER_TIMEOUT: number;
  /** Option of IPPROTO_TCP, a number: {@link SocketOptions.TCP_WINDOW_CLAMP}. */
  static readonly TCP_WINDOW_CLAMP: number;
  /** Option of SOL_MPTCP, a struct: {@link SocketOptions.MPTCP_INFO}. */
  static readonly MPTCP_INFO: number;
  /** Option of IPPROTO_UDP, a flag: {@link SocketOptions.UDP_CORK}. */
  static readonly UDP_CORK: number;
  /** Option of IPPROTO_UDP, a number: {@link SocketOptions.UDP_ENCAP}. */
  static readonly UDP_ENCAP: number;
  /** Option of IPPROTO_UDP, a flag: {@link SocketOptions.UDP_GRO}. */
  static readonly UDP_GRO: number;
  /** Option of IPPROTO_UDP, a flag: {@link SocketOptions.UDP_NO_CHECK6_RX}. */
  static readonly UDP_NO_CHECK6_RX: number;
  /** Option of IPPROTO_UDP, a flag: {@link SocketOptions.UDP_NO_CHECK6_TX}. */
  static readonly UDP_NO_CHECK6_TX: number;
  /** Option of IPPROTO_UDP, a number: {@link SocketOptions.UDP_SEGMENT}. */
  static readonly UDP_SEGMENT: number;
  /** Option of IPPROTO_UDPLITE, a number: {@link SocketOptions.UDPLITE_RECV_CSCOV}. */
  static readonly UDPLITE_RECV_CSCOV: number;
  /** Option of IPPROTO_UDPLITE, a number: {@link SocketOptions.UDPLITE_SEND_CSCOV}. */
  static readonly UDPLITE_SEND_CSCOV: number;
  /** Option of SOL_RAW, a number: {@link SocketOptions.ICMP_FILTER}. */
  static readonly ICMP_FILTER: number;
  /** Option of IPPROTO_ICMPV6, bytes: {@link SocketOptions.ICMP6_FILTER}. */
  static readonly ICMP6_FILTER: number;
  /** Option of IPPROTO_ICMPV6, bytes: {@link SocketOptions.ICMPV6_FILTER}. */
  static readonly ICMPV6_FILTER: number;
  /** Option of SOL_PACKET, a struct: {@link SocketOptions.PACKET_ADD_MEMBERSHIP}. */
  static readonly PACKET_ADD_MEMBERSHIP: number;
  /** Option of SOL_PACKET, a flag: {@link SocketOptions.PACKET_AUXDATA}. */
  static readonly PACKET_AUXDATA: number;
  /** Option of SOL_PACKET, a number: {@link SocketOptions.PACKET_COPY_THRESH}. */
  static readonly PACKET_COPY_THRESH: number;
  /** Option of SOL_PACKET, a struct: {@link SocketOptions.PACKET_DROP_MEMBERSHIP}. */
  static readonly PACKET_DROP_MEMBERSHIP: number;
  /** Option of SOL_PACKET, a number: {@link SocketOptions.PACKET_FANOUT}. */
  static readonly PACKET_FANOUT: number;
  /** Option of SOL_PACKET, a filter: {@link SocketOptions.PACKET_FANOUT_DATA}. */
  static readonly PACKET_FANOUT_DATA: number;
  /** Option of SOL_PACKET, a flag: {@link SocketOptions.PACKET_IGNORE_OUTGOING}. */
  static readonly PACKET_IGNORE_OUTGOING: number;
  /** Option of SOL_PACKET, a flag: {@link SocketOptions.PACKET_LOSS}. */
  static readonly PACKET_LOSS: number;
  /** Option of SOL_PACKET, a flag: {@link SocketOptions.PACKET_ORIGDEV}. */
  static readonly PACKET_ORIGDEV: number;
  /** Option of SOL_PACKET, a flag: {@link SocketOptions.PACKET_QDISC_BYPASS}. */
  static readonly PACKET_QDISC_BYPASS: number;
  /** Option of SOL_PACKET, a number: {@link SocketOptions.PACKET_RESERVE}. */
  static readonly PACKET_RESERVE: number;
  /** Option of SOL_PACKET, a struct: {@link SocketOptions.PACKET_ROLLOVER_STATS}. */
  static readonly PACKET_ROLLOVER_STATS: number;
  /** Option of SOL_PACKET, a struct: {@link SocketOptions.PACKET_STATISTICS}. */
  static readonly PACKET_STATISTICS: number;
  /** Option of SOL_PACKET, a number: {@link SocketOptions.PACKET_TIMESTAMP}. */
  static readonly PACKET_TIMESTAMP: number;
  /** Option of SOL_PACKET, a flag: {@link SocketOptions.PACKET_TX_HAS_OFF}. */
  static readonly PACKET_TX_HAS_OFF: number;
  /** Option of SOL_PACKET, a number: {@link SocketOptions.PACKET_VERSION}. */
  static readonly PACKET_VERSION: number;
  /** Option of SOL_PACKET, a flag: {@link SocketOptions.PACKET_VNET_HDR}. */
  static readonly PACKET_VNET_HDR: number;
  /** Option of SOL_NETLINK, a number: {@link SocketOptions.NETLINK_ADD_MEMBERSHIP}. */
  static readonly NETLINK_ADD_MEMBERSHIP: number;
  /** Option of SOL_NETLINK, a flag: {@link SocketOptions.NETLINK_BROADCAST_ERROR}. */
  static readonly NETLINK_BROADCAST_ERROR: number;
  /** Option of SOL_NETLINK, a flag: {@link SocketOptions.NETLINK_CAP_ACK}. */
  static readonly NETLINK_CAP_ACK: number;
  /** Option of SOL_NETLINK, a number: {@link SocketOptions.NETLINK_DROP_MEMBERSHIP}. */
  static readonly NETLINK_DROP_MEMBERSHIP: number;
  /** Option of SOL_NETLINK, a flag: {@link SocketOptions.NETLINK_EXT_ACK}. */
  static readonly NETLINK_EXT_ACK: number;
  /** Option of SOL_NETLINK, a flag: {@link SocketOptions.NETLINK_GET_STRICT_CHK}. */
  static readonly NETLINK_GET_STRICT_CHK: number;
  /** Option of SOL_NETLINK, a flag: {@link SocketOptions.NETLINK_LISTEN_ALL_NSID}. */
  static readonly NETLINK_LISTEN_ALL_NSID: number;
  /** Option of SOL_NETLINK, groups: {@link SocketOptions.NETLINK_LIST_MEMBERSHIPS}. */
  static readonly NETLINK_LIST_MEMBERSHIPS: number;
  /** Option of SOL_NETLINK, a flag: {@link SocketOptions.NETLINK_NO_ENOBUFS}. */
  static readonly NETLINK_NO_ENOBUFS: number;
  /** Option of SOL_NETLINK, a flag: {@link SocketOptions.NETLINK_PKTINFO}. */
  static readonly NETLINK_PKTINFO: number;
  /** Option of AF_VSOCK, a number: {@link SocketOptions.SO_VM_SOCKETS_BUFFER_MAX_SIZE}. */
  static readonly SO_VM_SOCKETS_BUFFER_MAX_SIZE: number;
  /** Option of AF_VSOCK, a number: {@link SocketOptions.SO_VM_SOCKETS_BUFFER_MIN_SIZE}. */
  static readonly SO_VM_SOCKETS_BUFFER_MIN_SIZE: number;
  /** Option of AF_VSOCK, a number: {@link SocketOptions.SO_VM_SOCKETS_BUFFER_SIZE}. */
  static readonly SO_VM_SOCKETS_BUFFER_SIZE: number;
  /** Option of AF_VSOCK, milliseconds: {@link SocketOptions.SO_VM_SOCKETS_CONNECT_TIMEOUT}. */
  static readonly SO_VM_SOCKETS_CONNECT_TIMEOUT: number;
  /** Level of options. */
  static readonly SOL_SOCKET: number;
  /** Level of options. */
  static readonly IPPROTO_IP: number;
  /** Level of options. */
  static readonly IPPROTO_IPV6: number;
  /** Level of options. */
  static readonly SOL_MPTCP: number;
  /** Level of options. */
  static readonly SOL_RAW: number;
  /** Level of options. */
  static readonly SOL_PACKET: number;
  /** Level of options. */
  static readonly SOL_NETLINK: number;
  /** Value of IP_MTU_DISCOVER. */
  static readonly IP_PMTUDISC_DONT: number;
  /** Value of IP_MTU_DISCOVER. */
  static readonly IP_PMTUDISC_WANT: number;
  /** Value of IP_MTU_DISCOVER. */
  static readonly IP_PMTUDISC_DO: number;
  /** Value of IP_MTU_DISCOVER. */
  static readonly IP_PMTUDISC_PROBE: number;
  /** Value of IP_MTU_DISCOVER. */
  static readonly IP_PMTUDISC_INTERFACE: number;
  /** Value of IP_MTU_DISCOVER. */
  static readonly IP_PMTUDISC_OMIT: number;
  /** Value of IPV6_MTU_DISCOVER. */
  static readonly IPV6_PMTUDISC_DONT: number;
  /** Value of IPV6_MTU_DISCOVER. */
  static readonly IPV6_PMTUDISC_WANT: number;
  /** Value of IPV6_MTU_DISCOVER. */
  static readonly IPV6_PMTUDISC_DO: number;
  /** Value of IPV6_MTU_DISCOVER. */
  static readonly IPV6_PMTUDISC_PROBE: number;
  /** Value of IPV6_MTU_DISCOVER. */
  static readonly IPV6_PMTUDISC_INTERFACE: number;
  /** Value of IPV6_MTU_DISCOVER. */
  static readonly IPV6_PMTUDISC_OMIT: number;
  /** Part of IPV6_ADDR_PREFERENCES. */
  static readonly IPV6_PREFER_SRC_TMP: number;
  /** Part of IPV6_ADDR_PREFERENCES. */
  static readonly IPV6_PREFER_SRC_PUBLIC: number;
  /** Part of IPV6_ADDR_PREFERENCES. */
  static readonly IPV6_PREFER_SRC_PUBTMP_DEFAULT: number;
  /** Part of IPV6_ADDR_PREFERENCES. */
  static readonly IPV6_PREFER_SRC_COA: number;
  /** Part of IPV6_ADDR_PREFERENCES. */
  static readonly IPV6_PREFER_SRC_HOME: number;
  /** Part of IPV6_ADDR_PREFERENCES. */
  static readonly IPV6_PREFER_SRC_CGA: number;
  /** Part of IPV6_ADDR_PREFERENCES. */
  static readonly IPV6_PREFER_SRC_NONCGA: number;
  /** State in TCP_INFO. */
  static readonly TCP_ESTABLISHED: number;
  /** State in TCP_INFO. */
  static readonly TCP_SYN_SENT: number;
  /** State in TCP_INFO. */
  static readonly TCP_SYN_RECV: number;
  /** State in TCP_INFO. */
  static readonly TCP_FIN_WAIT1: number;
  /** State in TCP_INFO. */
  static readonly TCP_FIN_WAIT2: number;
  /** State in TCP_INFO. */
  static readonly TCP_TIME_WAIT: number;
  /** State in TCP_INFO. */
  static readonly TCP_CLOSE: number;
  /** State in TCP_INFO. */
  static readonly TCP_CLOSE_WAIT: number;
  /** State in TCP_INFO. */
  static readonly TCP_LAST_ACK: number;
  /** State in TCP_INFO. */
  static readonly TCP_LISTEN: number;
  /** State in TCP_INFO. */
  static readonly TCP_CLOSING: number;
  /** Value of TCP_REPAIR_QUEUE. */
  static readonly TCP_NO_QUEUE: number;
  /** Value of TCP_REPAIR_QUEUE. */
  static readonly TCP_RECV_QUEUE: number;
  /** Value of TCP_REPAIR_QUEUE. */
  static readonly TCP_SEND_QUEUE: number;
  /** Value of UDP_ENCAP. */
  static readonly UDP_ENCAP_ESPINUDP_NON_IKE: number;
  /** Value of UDP_ENCAP. */
  static readonly UDP_ENCAP_ESPINUDP: number;
  /** Value of UDP_ENCAP. */
  static readonly UDP_ENCAP_L2TPINUDP: number;
  /** Value of UDP_ENCAP. */
  static readonly UDP_ENCAP_GTP0: number;
  /** Value of UDP_ENCAP. */
  static readonly UDP_ENCAP_GTP1U: number;
  /** Value of UDP_ENCAP. */
  static readonly UDP_ENCAP_RXRPC: number;
  /** Kind of a packet. */
  static readonly PACKET_HOST: number;
  /** Kind of a packet. */
  static readonly PACKET_BROADCAST: number;
  /** Kind of a packet. */
  static readonly PACKET_MULTICAST: number;
  /** Kind of a packet. */
  static readonly PACKET_OTHERHOST: number;
  /** Kind of a packet. */
  static readonly PACKET_OUTGOING: number;
  /** Kind of a packet. */
  static readonly PACKET_LOOPBACK: number;
  /** Part of PACKET_FANOUT. */
  static readonly PACKET_FANOUT_HASH: number;
  /** Part of PACKET_FANOUT. */
  static readonly PACKET_FANOUT_LB: number;
  /** Part of PACKET_FANOUT. */
  static readonly PACKET_FANOUT_CPU: number;
  /** Part of PACKET_FANOUT. */
  static readonly PACKET_FANOUT_ROLLOVER: number;
  /** Part of PACKET_FANOUT. */
  static readonly PACKET_FANOUT_RND: number;
  /** Part of PACKET_FANOUT. */
  static readonly PACKET_FANOUT_QM: number;
  /** Part of PACKET_FANOUT. */
  static readonly PACKET_FANOUT_CBPF: number;
  /** Part of PACKET_FANOUT. */
  static readonly PACKET_FANOUT_EBPF: number;
  /** Part of PACKET_FANOUT. */
  static readonly PACKET_FANOUT_FLAG_ROLLOVER: number;
  /** Part of PACKET_FANOUT. */
  static readonly PACKET_FANOUT_FLAG_UNIQUEID: number;
  /** Part of PACKET_FANOUT. */
  static readonly PACKET_FANOUT_FLAG_DEFRAG: number;
  /** Type of PACKET_ADD_MEMBERSHIP. */
  static readonly PACKET_MR_MULTICAST: number;
  /** Type of PACKET_ADD_MEMBERSHIP. */
  static readonly PACKET_MR_PROMISC: number;
  /** Type of PACKET_ADD_MEMBERSHIP. */
  static readonly PACKET_MR_ALLMULTI: number;
  /** Type of PACKET_ADD_MEMBERSHIP. */
  static readonly PACKET_MR_UNICAST: number;
  /** Part of SO_TIMESTAMPING. */
  static readonly SOF_TIMESTAMPING_TX_HARDWARE: number;
  /** Part of SO_TIMESTAMPING. */
  static readonly SOF_TIMESTAMPING_TX_SOFTWARE: number;
  /** Part of SO_TIMESTAMPING. */
  static readonly SOF_TIMESTAMPING_RX_HARDWARE: number;
  /** Part of SO_TIMESTAMPING. */
  static readonly SOF_TIMESTAMPING_RX_SOFTWARE: number;
  /** Part of SO_TIMESTAMPING. */
  static readonly SOF_TIMESTAMPING_SOFTWARE: number;
  /** Part of SO_TIMESTAMPING. */
  static readonly SOF_TIMESTAMPING_SYS_HARDWARE: number;
  /** Part of SO_TIMESTAMPING. */
  static readonly SOF_TIMESTAMPING_RAW_HARDWARE: number;
  /** Part of SO_TIMESTAMPING. */
  static readonly SOF_TIMESTAMPING_OPT_ID: number;
  /** Part of SO_TIMESTAMPING. */
  static readonly SOF_TIMESTAMPING_TX_SCHED: number;
  /** Part of SO_TIMESTAMPING. */
  static readonly SOF_TIMESTAMPING_TX_ACK: number;
  /** Part of SO_TIMESTAMPING. */
  static readonly SOF_TIMESTAMPING_OPT_CMSG: number;
  /** Part of SO_TIMESTAMPING. */
  static readonly SOF_TIMESTAMPING_OPT_TSONLY: number;
  /** Part of SO_TIMESTAMPING. */
  static readonly SOF_TIMESTAMPING_OPT_STATS: number;
  /** Part of SO_TIMESTAMPING. */
  static readonly SOF_TIMESTAMPING_OPT_PKTINFO: number;
  /** Part of SO_TIMESTAMPING. */
  static readonly SOF_TIMESTAMPING_OPT_TX_SWHW: number;
  /** Part of SO_TIMESTAMPING. */
  static readonly SOF_TIMESTAMPING_BIND_PHC: number;
  // #endregion

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

  /**
   * Resolves a name without blocking, on another thread.
   *
   * @param name - as for {@link Socket.getAddrInfo}
   * @param family - `Socket.PF_INET` (when left out) or `Socket.PF_INET6`
   * @param options - when to give up
   * @returns a promise for the first address; rejected with what getAddrInfo throws
   */
  static getAddrInfoAsync(name: string, family?: Numeric | null, options?: AwaitOptions | null): Promise<string>;

  /**
   * Resolves a name to all of its addresses without blocking.
   *
   * @param name - as for {@link Socket.getAddrInfo}
   * @param wanted - with `all`; `family` is then 0, for any, when left out
   * @param options - when to give up
   * @returns a promise for the addresses; rejected with what getAddrInfo throws
   */
  static getAddrInfoAsync(name: string, wanted: AddrInfoOptions & { all: true | 1 }, options?: AwaitOptions | null): Promise<AddrInfo[]>;

  /**
   * Resolves a name to its first address without blocking.
   *
   * @param name - as for {@link Socket.getAddrInfo}
   * @param wanted - at least one of them; `family` is `Socket.PF_INET` when left out
   * @param options - when to give up
   * @returns a promise for the first address; rejected with what getAddrInfo throws
   */
  static getAddrInfoAsync(name: string, wanted: AddrInfoOptions & { all?: false | 0 }, options?: AwaitOptions | null): Promise<string>;

  /**
   * The same without what is left out.
   *
   * @param name - as for {@link Socket.getAddrInfo}
   * @param options - when to give up
   */
  static getAddrInfoAsync(name: string, options: AwaitOptions): Promise<string>;

  /**
   * The name of an address without blocking, on another thread.
   *
   * @param addr - an IPv4 or IPv6 address
   * @param family - read off the address when left out
   * @param port - left out
   * @param options - when to give up
   * @returns a promise for the name, or the address itself where it has none; rejected with what {@link Socket.getNameInfo} throws
   */
  static getNameInfoAsync(addr: string, family?: Numeric | null, port?: null, options?: AwaitOptions | null): Promise<string>;

  /**
   * The name of an address and of the TCP service on its port without blocking.
   *
   * @param addr - an IPv4 or IPv6 address
   * @param family - read off the address when null
   * @param port - 0–65535
   * @param options - when to give up
   * @returns a promise for the names; the address or the port itself, where it has none
   */
  static getNameInfoAsync(addr: string, family: Numeric | null | undefined, port: Numeric, options?: AwaitOptions | null): Promise<NameInfo>;

  /**
   * The same without what is left out.
   *
   * @param addr - an IPv4 or IPv6 address
   * @param options - when to give up
   */
  static getNameInfoAsync(addr: string, options: AwaitOptions): Promise<string>;

  /**
   * The same without what is left out.
   *
   * @param addr - an IPv4 or IPv6 address
   * @param family - read off the address when null
   * @param options - when to give up
   */
  static getNameInfoAsync(addr: string, family: Numeric | null | undefined, options: AwaitOptions): Promise<string>;

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
   * Waits until at least one socket is ready, as {@link Socket.select} does, without blocking. The arrays are edited when it is over, as they were
   * in the call.
   *
   * @param read - as for select
   * @param write - as for select
   * @param except - as for select
   * @param timeout - milliseconds, as for select: when they have passed, it is over with 0
   * @param options - when to give up
   * @returns a promise for how many sockets are ready. Rejected with what select throws; with ETIMEDOUT when the time of the options has passed;
   *   with ECANCELED when one of the sockets is closed. No array has changed then
   */
  static selectAsync(
    read?: Selectable[] | null,
    write?: Selectable[] | null,
    except?: Selectable[] | null,
    timeout?: Numeric | null,
    options?: AwaitOptions | null,
  ): Promise<number>;

  /**
   * The same without what is left out.
   *
   * @param read - as for select
   * @param options - when to give up
   */
  static selectAsync(read: Selectable[] | null | undefined, options: AwaitOptions): Promise<number>;

  /**
   * The same without what is left out.
   *
   * @param read - as for select
   * @param write - as for select
   * @param options - when to give up
   */
  static selectAsync(read: Selectable[] | null | undefined, write: Selectable[] | null | undefined, options: AwaitOptions): Promise<number>;

  /**
   * The same without what is left out.
   *
   * @param read - as for select
   * @param write - as for select
   * @param except - as for select
   * @param options - when to give up
   */
  static selectAsync(
    read: Selectable[] | null | undefined,
    write: Selectable[] | null | undefined,
    except: Selectable[] | null | undefined,
    options: AwaitOptions,
  ): Promise<number>;

  /** The table of the options that have names, those that this system lacks too. */
  static options(socket?: null): OptionDescription[];

  /**
   * The options that a socket has, as far as they can be read, with their present values. One that reading would change, as
   * SO_ERROR, is left out.
   *
   * @param socket - the socket, or an object that has one
   * @throws {@link SocketError} EBADF: the socket is closed
   */
  static options(socket: Selectable): PresentOption[];

  /**
   * Opens two sockets that are connected to each other, see {@link https://man7.org/linux/man-pages/man2/socketpair.2.html | socketpair(2)}.
   *
   * @param family - `Socket.PF_UNIX` when left out; hardly any other comes in pairs
   * @param type - `Socket.SOCK_STREAM` when left out; with `| Socket.SOCK_NONBLOCK` neither blocks
   * @param proto - left out, 0: the usual one for the type
   * @throws {@link SocketError} EOPNOTSUPP (on Windows always), EAFNOSUPPORT, EPROTONOSUPPORT, EMFILE…
   */
  static pair(family?: Numeric | null, type?: null, proto?: null): [Connection, Connection];

  /**
   * Opens two sockets of any type that are connected to each other.
   *
   * @param family - as above
   * @param type - as above
   * @param proto - as above
   * @throws {@link SocketError} as above
   */
  static pair(family: Numeric | null | undefined, type: Numeric, proto?: Numeric | null): [Socket, Socket];

  /**
   * Makes a socket of a descriptor that was opened elsewhere. Its family, type, proto and blocking mode are asked of the system; it is
   * close-on-exec from then on. Who else has the descriptor, or a duplicate that is not made by {@link Socket.duplicate}, should leave the
   * blocking mode, SO_RCVTIMEO, SO_SNDTIMEO and the options of UDP alone, which all of them share: this socket would not learn of a change.
   *
   * @param fd - the descriptor (on Windows the SOCKET), which belongs to the socket from then on. If this throws, it stays the caller's
   * @returns the socket, in the mode in which the descriptor is
   * @throws {@link SocketError} ENOTSOCK: it is no socket; EBADF: nothing is open under that number; EBUSY: it belongs to another Socket of
   *   this process, see {@link Socket.detach} and {@link Socket.duplicate}
   */
  static fromDescriptor<Mode extends BlockingMode = BlockingMode, Item extends Iterated = Iterated>(fd: Numeric): Socket<Mode, Item>;

  /**
   * The sockets that systemd has passed to this process, see
   * {@link https://man7.org/linux/man-pages/man3/sd_listen_fds.3.html | sd_listen_fds(3)}: LISTEN_PID, LISTEN_FDS and LISTEN_FDNAMES say which.
   * What was passed and is no socket stays where it is: {@link sdListenDescriptors} tells of it.
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
  setBlocking(flag: false | 0): InMode<this, "nonblocking", Item>;

  /**
   * Lets calls wait again.
   *
   * @param flag - true
   * @returns this socket, as a blocking one
   */
  setBlocking(flag: true | 1): InMode<this, "blocking", Item>;

  /**
   * Changes the blocking mode to one that only the running program knows.
   *
   * @param flag - whether calls wait
   * @returns this socket, as one that may be non-blocking
   */
  setBlocking(flag: boolean | 0 | 1): InMode<this, BlockingMode, Item>;

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
   * @returns this socket, as a {@link Listener}
   * @throws {@link SocketError} EADDRINUSE, EOPNOTSUPP…
   */
  listen(backlog?: Numeric | null): InMode<this, Mode, Connection>;

  /**
   * Accepts a connection, see {@link https://man7.org/linux/man-pages/man2/accept.2.html | accept(2)}.
   *
   * @returns a blocking socket of the same family, type and proto; false when a non-blocking socket would have to wait
   * @throws {@link SocketError} EINVAL: the socket does not listen; EMFILE…
   */
  accept(): Connection | IfNonBlocking<Mode, false>;

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
   * {@link https://man7.org/linux/man-pages/man2/sendmmsg.2.html | sendmmsg(2)}. Equally long ones to one address go to the system
   * in pieces where it can cut them, see UDP_SEGMENT in {@link https://man7.org/linux/man-pages/man7/udp.7.html | udp(7)}, which
   * takes a fraction of the time and which no receiver can tell.
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
   * @param count - how many at most, 1–1,024; fewer if they could be more than 4 MiB together. With the option UDP_GRO on, how many
   *   of the system's messages, at most 64: each may be up to 65,535 bytes of datagrams of one sender, which are taken apart again,
   *   so that more Buffers than that may come
   * @param size - how many bytes of each at most, up to 1,048,576: a longer datagram is cut
   * @param senders - is filled with their senders, each as {@link Socket.getPeerName} tells it; `[]` where there is none
   * @returns the datagrams, at least one; false when a non-blocking socket would have to wait
   * @throws {@link SocketError} as receive does; EOPNOTSUPP on a stream
   */
  receiveMany(count: Numeric, size: Numeric, senders?: unknown[] | null): Buffer[] | IfNonBlocking<Mode, false>;

  /**
   * Sends bytes with control data, see {@link https://man7.org/linux/man-pages/man2/sendmsg.2.html | sendmsg(2)} and
   * {@link https://man7.org/linux/man-pages/man3/cmsg.3.html | cmsg(3)}. Data in several parts are gathered without a copy.
   *
   * @param message - what is sent, where to, and what goes along; an unknown property is a TypeError
   * @returns as for {@link Socket.send}
   * @throws TypeError, RangeError: what is wrong names its key, `"message.ttl"`; control data that do not go with the socket's family
   * @throws {@link SocketError} as send does; EINVAL or EPERM: the system refuses some of the control data; EBADF: one of the
   *   descriptors is closed; EOPNOTSUPP: not on Windows
   */
  sendMessage(message: OutgoingMessage): true | IfNonBlocking<Mode, false | number>;

  /**
   * Receives bytes with control data, see {@link https://man7.org/linux/man-pages/man2/recv.2.html | recvmsg(2)}.
   *
   * @param options - how many bytes at most, and flags
   * @returns what came. False when a non-blocking socket, or one asked with MSG_DONTWAIT, would have to wait; with MSG_ERRQUEUE,
   *   when the queue is empty
   * @throws TypeError, RangeError: what is wrong names its key, `"options.size"`
   * @throws {@link SocketError} as receive does; EOPNOTSUPP: not on Windows
   */
  receiveMessage(options?: ReceiveOptions & { into?: null; flags?: 0 | null } | null):
    ReceivedMessage & { data: Buffer } | IfNonBlocking<Mode, false>;

  /**
   * Receives with flags, of which some let a blocking socket return false, too.
   *
   * @param options - how many bytes at most, and flags
   * @returns what came; false as said above
   */
  receiveMessage(options: ReceiveOptions & { into?: null }): ReceivedMessage & { data: Buffer } | false;

  /**
   * Receives into memory of the caller's, which may be in several parts that are filled one after the other without a copy.
   *
   * @param options - where to, and flags
   * @returns what came, with the number of bytes in place of the data; false as said above
   */
  receiveMessage(options: { into: Room | Room[]; flags?: Numeric | null }): ReceivedMessage & { bytes: number } | false;

  /**
   * Connects, as {@link Socket.connect} does. A socket with which that was begun and has failed, be it for want of time, is closed: of it nothing
   * can be made any more.
   *
   * @param address - as for connect
   * @param port - as for connect
   * @param options - when to give up
   * @returns a promise for true. Rejected with what connect throws, with ETIMEDOUT, or with the signal's reason
   */
  connectAsync(address: Address, port?: Numeric | null, options?: AwaitOptions | null): Promise<true>;

  /**
   * Connects to an address in one piece, or to one without a port.
   *
   * @param name - the address and port as {@link Socket.getSockName} and {@link Socket.getPeerName} return them; or a path
   * @param options - when to give up
   * @returns as for an address and a port
   */
  connectAsync(name: AddressParts | Address, options?: AwaitOptions | null): Promise<true>;

  /**
   * Accepts a connection, as {@link Socket.accept} does.
   *
   * @param options - when to give up; a connection that has come meanwhile is there for the next call
   * @returns a promise for a blocking socket of the same family, type and proto; rejected with what accept throws
   */
  acceptAsync(options?: AwaitOptions | null): Promise<Connection>;

  /**
   * Sends all of the data to the connected peer, as {@link Socket.send} of a blocking socket does. They are read when they are sent: leave them as
   * they are until then.
   *
   * @param data - the bytes, or a string to be sent as UTF-8
   * @param options - when to give up
   * @returns a promise for true, resolved once all of it was handed to the system. Rejected with what send throws, with ETIMEDOUT, each with
   *   `bytesSent` where a part was sent; or with the signal's reason
   */
  sendAsync(data: Data, options?: AwaitOptions | null): Promise<true>;

  /**
   * Sends all of the data to an address.
   *
   * @param data - the bytes, or a string to be sent as UTF-8
   * @param address - as for {@link Socket.send}; null for the connected peer
   * @param port - as for send
   * @param options - when to give up
   * @returns as above
   */
  sendAsync(data: Data, address: Address | null | undefined, port?: Numeric | null, options?: AwaitOptions | null): Promise<true>;

  /**
   * Sends all of the data to an address in one piece, or to one without a port.
   *
   * @param data - the bytes, or a string to be sent as UTF-8
   * @param name - the address and port as {@link Socket.getPeerName} and {@link Socket.getSockName} return them; or a path
   * @param options - when to give up
   * @returns as above
   */
  sendAsync(data: Data, name: AddressParts | Address, options?: AwaitOptions | null): Promise<true>;

  /**
   * Receives, as {@link Socket.receive} does.
   *
   * @param num - how many bytes at most, >= 0; 65,536 when left out
   * @param options - when to give up; what has come meanwhile is there for the next call
   * @returns a promise for the bytes: an empty Buffer is the end of a stream, or an empty datagram. Rejected with what receive throws, with
   *   ETIMEDOUT, or with the signal's reason
   */
  receiveAsync(num?: Numeric | null, options?: AwaitOptions | null): Promise<Buffer>;

  /**
   * Receives up to 65,536 bytes.
   *
   * @param options - when to give up
   * @returns as above
   */
  receiveAsync(options: AwaitOptions): Promise<Buffer>;

  /**
   * Receives into memory of the caller's, as {@link Socket.receiveInto} does. It is written to when something comes, and not after the promise
   * is settled.
   *
   * @param buffer - where to; of a view, its own bytes only
   * @param offset - the byte of the buffer at which to begin, 0 when left out
   * @param length - how many bytes at most; as many as there is room for when left out
   * @param options - when to give up
   * @returns a promise for how many bytes came; rejected with what receiveInto throws
   */
  receiveIntoAsync(buffer: Room, offset?: Numeric | null, length?: Numeric | null, options?: AwaitOptions | null): Promise<number>;

  /**
   * The same without what is left out.
   *
   * @param buffer - where to
   * @param options - when to give up
   */
  receiveIntoAsync(buffer: Room, options: AwaitOptions): Promise<number>;

  /**
   * The same without what is left out.
   *
   * @param buffer - where to
   * @param offset - the byte of the buffer at which to begin
   * @param options - when to give up
   */
  receiveIntoAsync(buffer: Room, offset: Numeric | null | undefined, options: AwaitOptions): Promise<number>;

  /**
   * Receives a datagram and tells who sent it, as {@link Socket.receiveFrom} does.
   *
   * @param num - how many bytes at most, >= 0; 65,536 when left out
   * @param options - when to give up
   * @returns a promise for the datagram with its sender; rejected with what receiveFrom throws
   * @typeParam From - as for receiveFrom
   */
  receiveFromAsync<From extends string | number | Buffer = string>(num?: Numeric | null, options?: AwaitOptions | null): Promise<ReceivedDatagram<From>>;

  /**
   * The same without what is left out.
   *
   * @param options - when to give up
   */
  receiveFromAsync<From extends string | number | Buffer = string>(options: AwaitOptions): Promise<ReceivedDatagram<From>>;

  /**
   * Sends a file, or a part of it, as {@link Socket.sendFile} of a blocking socket does. A file that is told by its path is opened in the call.
   *
   * @param pathOrDescriptor - as for sendFile; a descriptor has to stay open until it is over
   * @param offset - as for sendFile
   * @param count - as for sendFile
   * @param options - when to give up
   * @returns a promise for how many bytes were sent; rejected with what sendFile throws, with ETIMEDOUT, each with `bytesSent` where a part was
   *   sent; or with the signal's reason
   */
  sendFileAsync(pathOrDescriptor: string | number, offset?: Numeric | null, count?: Numeric | null, options?: AwaitOptions | null): Promise<number>;

  /**
   * The same without what is left out.
   *
   * @param pathOrDescriptor - as for sendFile
   * @param options - when to give up
   */
  sendFileAsync(pathOrDescriptor: string | number, options: AwaitOptions): Promise<number>;

  /**
   * The same without what is left out.
   *
   * @param pathOrDescriptor - as for sendFile
   * @param offset - as for sendFile
   * @param options - when to give up
   */
  sendFileAsync(pathOrDescriptor: string | number, offset: Numeric | null | undefined, options: AwaitOptions): Promise<number>;

  /**
   * Sends datagrams, all of them, as {@link Socket.sendMany} of a blocking socket does. Leave their memory as it is until then.
   *
   * @param messages - as for sendMany
   * @param options - when to give up
   * @returns a promise for how many there were; rejected with what sendMany throws, with ETIMEDOUT, each with `messagesSent` where a part was
   *   sent; or with the signal's reason
   */
  sendManyAsync(messages: Message[], options?: AwaitOptions | null): Promise<number>;

  /**
   * Receives datagrams, as {@link Socket.receiveMany} does.
   *
   * @param count - as for receiveMany
   * @param size - as for receiveMany
   * @param senders - is filled when it is over
   * @param options - when to give up
   * @returns a promise for the datagrams, at least one; rejected with what receiveMany throws
   */
  receiveManyAsync(count: Numeric, size: Numeric, senders?: unknown[] | null, options?: AwaitOptions | null): Promise<Buffer[]>;

  /**
   * The same without what is left out.
   *
   * @param count - as for receiveMany
   * @param size - as for receiveMany
   * @param options - when to give up
   */
  receiveManyAsync(count: Numeric, size: Numeric, options: AwaitOptions): Promise<Buffer[]>;

  /**
   * Sends bytes with control data, as {@link Socket.sendMessage} of a blocking socket does. The control data go with the first of them.
   *
   * @param message - as for sendMessage
   * @param options - when to give up
   * @returns a promise for true; rejected as that of {@link Socket.sendAsync}, and with what sendMessage throws
   */
  sendMessageAsync(message: OutgoingMessage, options?: AwaitOptions | null): Promise<true>;

  /**
   * Receives bytes with control data, as {@link Socket.receiveMessage} does. What MSG_ERRQUEUE asks for is awaited, too; it neither waits for what
   * else is received nor holds that up.
   *
   * @param message - how many bytes at most, and flags
   * @param options - when to give up
   * @returns a promise for what comes; rejected with what receiveMessage throws
   */
  receiveMessageAsync(message?: ReceiveOptions & { into?: null } | null, options?: AwaitOptions | null): Promise<ReceivedMessage & { data: Buffer }>;

  /**
   * Receives into memory of the caller's, which may be in several parts.
   *
   * @param message - where to, and flags
   * @param options - when to give up
   * @returns a promise for what comes, with the number of bytes in place of the data
   */
  receiveMessageAsync(message: { into: Room | Room[]; flags?: Numeric | null }, options?: AwaitOptions | null): Promise<ReceivedMessage & { bytes: number }>;

  /**
   * The same without what is left out.
   *
   * @param options - when to give up
   */
  receiveMessageAsync(options: AwaitOptions): Promise<ReceivedMessage & { data: Buffer }>;

  /**
   * Waits until receiving or accepting would not block, and takes nothing.
   *
   * @param options - when to give up
   * @returns a promise for true; rejected with ETIMEDOUT, ECANCELED, EBADF, or the signal's reason
   */
  readable(options?: AwaitOptions | null): Promise<true>;

  /**
   * Waits until sending would not block, or a non-blocking connect is over, well or not.
   *
   * @param options - when to give up
   * @returns a promise for true; rejected with ETIMEDOUT, ECANCELED, EBADF, or the signal's reason
   */
  writable(options?: AwaitOptions | null): Promise<true>;

  /**
   * What is pending of this socket keeps the process alive, as it does at first.
   *
   * @returns this socket
   */
  ref(): this;

  /**
   * What is pending of this socket does not keep the process alive.
   *
   * @returns this socket
   */
  unref(): this;

  /**
   * What comes, for `for await`: of a socket that listens its connections, of a connection its data, of any other socket datagrams with their
   * senders. It takes nothing ahead. It ends with the stream, or when the socket is closed; leaving the loop leaves the socket open.
   */
  [Symbol.asyncIterator](): AsyncGenerator<Item, void, void>;

  /**
   * The socket as two streams of the web, each with its backpressure: nothing is received that is not asked for. Closing the writable one
   * ends sending, and when both have ended, the socket is closed. Canceling and aborting close it at once; an error of one is that of both.
   *
   * @returns the streams. Of datagrams, the readable one gives them with their senders
   * @throws Error with `code` `"ERR_FEATURE_UNAVAILABLE_ON_PLATFORM"`: this host has no such streams
   */
  toWeb(): WebStreams<Exclude<Item, AnySocket>>;

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
   * Reads an option by its name, see {@link https://man7.org/linux/man-pages/man2/getsockopt.2.html | getsockopt(2)}.
   *
   * @param name - the name of an option that can be read: a key of {@link SocketOptions}
   * @returns its value, of the option's own kind
   * @throws TypeError: no such option, or one that can only be set
   * @throws {@link SocketError} ENOPROTOOPT: this system, or a socket of this family or type, has no such option
   */
  getOption<Name extends ReadableOption>(name: Name): SocketOptions[Name]["read"];

  /**
   * Reads an option by its number as a number, see
   * {@link https://man7.org/linux/man-pages/man2/getsockopt.2.html | getsockopt(2)}.
   *
   * @param name - `Socket.TCP_NODELAY`, one of `Socket.SO_*`, or another number of the platform's
   * @param length - null or left out for a number
   * @param level - the number of the option's level, `Socket.IPPROTO_TCP`; left out, `Socket.SOL_SOCKET`, and for
   *   `Socket.TCP_NODELAY` the level of TCP
   * @throws {@link SocketError} ENOPROTOOPT: no such option
   */
  getOption(name: Numeric, length?: null, level?: Numeric | null): number;

  /**
   * Reads an option by its number as raw bytes: a struct, in the platform's layout and byte order.
   *
   * @param name - as for a number
   * @param length - how many bytes at most, >= 0
   * @param level - as for a number
   * @throws {@link SocketError} ENOPROTOOPT: no such option
   */
  getOption(name: Numeric, length: Numeric, level?: Numeric | null): Buffer;

  /**
   * Sets an option by its name, see {@link https://man7.org/linux/man-pages/man2/setsockopt.2.html | setsockopt(2)}.
   *
   * @param name - the name of an option that can be set: a key of {@link SocketOptions}
   * @param value - of the option's own kind
   * @returns this socket
   * @throws TypeError: no such option, one that can only be read, or a value of another kind; RangeError: a number out of range
   * @throws {@link SocketError} ENOPROTOOPT: this system, or a socket of this family or type, has no such option; EINVAL, EDOM:
   *   no such value; EPERM: the privilege is missing; ENODEV: no such interface
   */
  setOption<Name extends WritableOption>(name: Name, value: SocketOptions[Name]["write"]): this;

  /**
   * Sets an option by its number, see {@link https://man7.org/linux/man-pages/man2/setsockopt.2.html | setsockopt(2)}.
   *
   * @param name - `Socket.TCP_NODELAY`, one of `Socket.SO_*`, or another number of the platform's
   * @param value - a 32-bit integer, a boolean, or the raw bytes of a struct
   * @param level - the number of the option's level, `Socket.IPPROTO_TCP`; left out, `Socket.SOL_SOCKET`, and for
   *   `Socket.TCP_NODELAY` the level of TCP
   * @returns this socket
   * @throws TypeError: the level in front, as C has it
   * @throws {@link SocketError} ENOPROTOOPT: no such option; EINVAL, EDOM: no such value
   */
  setOption(name: Numeric, value: Numeric | boolean | ArrayBufferView | ArrayBuffer, level?: Numeric | null): this;

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
  duplicate(): Socket<Mode, Item>;

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
 * What an option's value is:
 *
 * - `"flag"`: a boolean
 * - `"number"`: a number; Infinity where all bits of a 64-bit one are set
 * - `"milliseconds"`: a time; 0 for none, to be set as null too
 * - `"linger"`: seconds; null for off
 * - `"address"`: an IPv4 address
 * - `"interface"`: the name of an interface, `""` for none; to be set by its index or as null too
 * - `"text"`: a string
 * - `"credentials"`: {@link Credentials}
 * - `"groups"`: an array of numbers
 * - `"struct"`: an object with an interface of its own; the fields that a system does not know are missing
 * - `"filter"`: an array of {@link FilterInstruction}
 * - `"bytes"`: a Buffer, in the form of the manual page
 */
export type OptionKind =
  | "flag" | "number" | "milliseconds" | "linger" | "address" | "interface" | "text" | "credentials" | "groups" | "struct" | "filter"
  | "bytes";

/** An option as {@link Socket.options} tells it. */
export interface OptionDescription {
  /** The constant's name: a key of {@link SocketOptions}. */
  name: keyof SocketOptions;
  /** The number of its level; null where the system has no such level. */
  level: number | null;
  /** Its number, which is `Socket[name]`; null where the system has no such option. */
  number: number | null;
  /** What its value is. */
  kind: OptionKind;
  /** The families whose sockets have it; null for all. */
  families: number[] | null;
  /** The types whose sockets have it; null for all. */
  types: number[] | null;
  /** Whether {@link Socket.getOption} reads it. */
  readable: boolean;
  /** Whether {@link Socket.setOption} sets it. */
  writable: boolean;
}

/** An option that a socket has, as {@link Socket.options} tells it. */
export interface PresentOption extends OptionDescription {
  /** Its value, which is `socket.getOption(name)`. */
  value: unknown;
}

/**
 * An option of {@link SocketOptions}: the types of its value. There are no such objects.
 *
 * @typeParam Read - what is read; never where it cannot be
 * @typeParam Write - what can be set; never where nothing can be
 */
export interface Option<Read, Write = Read> {
  /** What {@link Socket.getOption} returns. */
  read: Read;
  /** What {@link Socket.setOption} takes. */
  write: Write;
}

/** The names of the options that can be read. */
export type ReadableOption = {
  [Name in keyof SocketOptions]: [SocketOptions[Name]["read"]] extends [never] ? never : Name;
}[keyof SocketOptions];

/** The names of the options that can be set. */
export type WritableOption = {
  [Name in keyof SocketOptions]: [SocketOptions[Name]["write"]] extends [never] ? never : Name;
}[keyof SocketOptions];

/**
 * An instruction of the packet filter, see {@link SocketOptions.SO_ATTACH_FILTER}: what it does, how many instructions are passed
 * over when a comparison holds and when it does not, and a number.
 */
export type FilterInstruction = readonly [code: number, jt: number, jf: number, k: number];

// #region options, made from the table in src/TeaSocket/Options: see CONTRIBUTING.md
/**
 * The options that have names, and what their values are. Systems other than Linux have a part of them, see docs/options.md.
 */
export interface SocketOptions {
  /** Whether the socket listens, see {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}. */
  SO_ACCEPTCONN: Option<boolean, never>;
  /**
   * A filter for what is received: the descriptor of a program that was loaded by
   * {@link https://man7.org/linux/man-pages/man2/bpf.2.html | bpf(2)}, see
   * {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}.
   */
  SO_ATTACH_BPF: Option<never, Numeric>;
  /**
   * A filter for what is received: what it returns 0 for is dropped, of other packets so many bytes are kept. Reading fails
   * with EACCES where the filter was loaded by {@link https://man7.org/linux/man-pages/man2/bpf.2.html | bpf(2)}, and gives
   * none where there is none, see {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}.
   */
  SO_ATTACH_FILTER: Option<FilterInstruction[], readonly FilterInstruction[]>;
  /**
   * Chooses which of the sockets of a port, see SO_REUSEPORT, gets a packet: the program returns its index, see
   * {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}.
   */
  SO_ATTACH_REUSEPORT_CBPF: Option<never, readonly FilterInstruction[]>;
  /**
   * The same by the descriptor of a program that was loaded by
   * {@link https://man7.org/linux/man-pages/man2/bpf.2.html | bpf(2)}, see
   * {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}.
   */
  SO_ATTACH_REUSEPORT_EBPF: Option<never, Numeric>;
  /**
   * The only interface by which is received and sent; "" for any, see
   * {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}.
   */
  SO_BINDTODEVICE: Option<string>;
  /**
   * SO_BINDTODEVICE with the interface's name or index, see
   * {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}.
   */
  SO_BINDTOIFINDEX: Option<string, string | number | null>;
  /**
   * Which extensions of the packet filter the system has, see
   * {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}.
   */
  SO_BPF_EXTENSIONS: Option<number, never>;
  /**
   * Datagrams may be sent to a broadcast address, see {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}.
   */
  SO_BROADCAST: Option<boolean>;
  /**
   * Which sizes of buffers the system leaves as they were set: 1 the send buffer's, 2 the receive buffer's, 3 both, see
   * {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}.
   */
  SO_BUF_LOCK: Option<number, Numeric>;
  /**
   * How many microseconds receiving polls the device before it waits, see
   * {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}.
   */
  SO_BUSY_POLL: Option<number, Numeric>;
  /**
   * How many packets one poll of the device takes at most, see
   * {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}.
   */
  SO_BUSY_POLL_BUDGET: Option<never, Numeric>;
  /**
   * 1: the path does not work, the system may try another one, see
   * {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}.
   */
  SO_CNX_ADVICE: Option<never, Numeric>;
  /**
   * A number that no other socket of this system has or had, see
   * {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}.
   */
  SO_COOKIE: Option<number, never>;
  /**
   * The system takes notes of what the socket does; needs a privilege, see
   * {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}.
   */
  SO_DEBUG: Option<boolean>;
  /** The filter is taken away, see {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}. */
  SO_DETACH_BPF: Option<never, boolean>;
  /**
   * The filter is taken away; the value does not matter, see
   * {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}.
   */
  SO_DETACH_FILTER: Option<never, boolean>;
  /**
   * The program of SO_ATTACH_REUSEPORT_CBPF is taken away, see
   * {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}.
   */
  SO_DETACH_REUSEPORT_BPF: Option<never, boolean>;
  /**
   * The family that the socket was opened with, see {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}.
   */
  SO_DOMAIN: Option<number, never>;
  /**
   * Only hosts of the own networks are sent to, see {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}.
   */
  SO_DONTROUTE: Option<boolean>;
  /**
   * The number of the pending error, 0 for none; reading clears it, see
   * {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}.
   */
  SO_ERROR: Option<number, never>;
  /**
   * The processor that the packets came in on; set, the one whose packets this socket of a port prefers, see
   * {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}.
   */
  SO_INCOMING_CPU: Option<number, Numeric>;
  /**
   * The queue of the device that the packets came in by, 0 for none, see
   * {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}.
   */
  SO_INCOMING_NAPI_ID: Option<number, never>;
  /**
   * An idle connection is probed, so that a vanished peer is noticed, see
   * {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}.
   */
  SO_KEEPALIVE: Option<boolean>;
  /**
   * For how many seconds closing waits for what is not sent yet; null for not at all. With 0 a connection is reset, see
   * {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}.
   */
  SO_LINGER: Option<number | null, Numeric | null>;
  /** The filter can be changed no more, see {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}. */
  SO_LOCK_FILTER: Option<boolean>;
  /**
   * The mark of packets that are sent, for routing and filters; needs a privilege, see
   * {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}.
   */
  SO_MARK: Option<number, Numeric>;
  /**
   * How many bytes per second are sent at most; Infinity for any number, see
   * {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}.
   */
  SO_MAX_PACING_RATE: Option<number, Numeric>;
  /**
   * How much memory the socket takes, and may take, see
   * {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}.
   */
  SO_MEMINFO: Option<SocketMemory, never>;
  /**
   * A number that no other network namespace has, see {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}.
   */
  SO_NETNS_COOKIE: Option<number, never>;
  /**
   * Frames are sent without a checksum of their own, on PF_PACKET sockets, see
   * {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}.
   */
  SO_NOFCS: Option<boolean>;
  /** UDP datagrams are sent without a checksum, see {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}. */
  SO_NO_CHECK: Option<boolean>;
  /** Urgent data stands among the other, see {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}. */
  SO_OOBINLINE: Option<boolean>;
  /**
   * Messages are received with their sender's credentials, see
   * {@link https://man7.org/linux/man-pages/man7/unix.7.html | unix(7)}.
   */
  SO_PASSCRED: Option<boolean>;
  /**
   * Messages are received with their sender's security label, see
   * {@link https://man7.org/linux/man-pages/man7/unix.7.html | unix(7)}.
   */
  SO_PASSSEC: Option<boolean>;
  /**
   * Where peeking begins, in bytes; -1 for at the next byte, see
   * {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}.
   */
  SO_PEEK_OFF: Option<number, Numeric>;
  /** Who the peer was when it connected, see {@link https://man7.org/linux/man-pages/man7/unix.7.html | unix(7)}. */
  SO_PEERCRED: Option<Credentials, never>;
  /**
   * The supplementary groups of the peer when it connected, see
   * {@link https://man7.org/linux/man-pages/man7/unix.7.html | unix(7)}.
   */
  SO_PEERGROUPS: Option<number[], never>;
  /** The peer's security label, see {@link https://man7.org/linux/man-pages/man7/unix.7.html | unix(7)}. */
  SO_PEERSEC: Option<string, never>;
  /**
   * Polling the device has precedence over its interrupts, see
   * {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}.
   */
  SO_PREFER_BUSY_POLL: Option<boolean>;
  /**
   * The priority of packets that are sent: 0 to 6, more with a privilege, see
   * {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}.
   */
  SO_PRIORITY: Option<number, Numeric>;
  /**
   * The protocol that the socket was opened with, see {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}.
   */
  SO_PROTOCOL: Option<number, never>;
  /**
   * The size of the receive buffer in bytes; Linux takes twice what is set, see
   * {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}.
   */
  SO_RCVBUF: Option<number, Numeric>;
  /**
   * SO_RCVBUF without regard to the system's limit; needs a privilege, see
   * {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}.
   */
  SO_RCVBUFFORCE: Option<never, Numeric>;
  /**
   * How many bytes have to be there before receiving, and waiting for it, ends, see
   * {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}.
   */
  SO_RCVLOWAT: Option<number, Numeric>;
  /** Messages are received with their mark, see {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}. */
  SO_RCVMARK: Option<boolean>;
  /**
   * How long receiving and accepting wait before they fail with ETIMEDOUT, in milliseconds; 0 for ever, see
   * {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}.
   */
  SO_RCVTIMEO: Option<number, Numeric | null>;
  /**
   * How much memory the system sets aside for the socket, in bytes, see
   * {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}.
   */
  SO_RESERVE_MEM: Option<number, Numeric>;
  /**
   * A port can be bound to whose last connections are not forgotten yet, see
   * {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}.
   */
  SO_REUSEADDR: Option<boolean>;
  /**
   * Several sockets can bind to one port, and share what comes, see
   * {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}.
   */
  SO_REUSEPORT: Option<boolean>;
  /**
   * Datagrams are received with the number of those that were dropped, see
   * {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}.
   */
  SO_RXQ_OVFL: Option<boolean>;
  /**
   * A message in the queue of errors is an exceptional condition, see
   * {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}.
   */
  SO_SELECT_ERR_QUEUE: Option<boolean>;
  /**
   * The size of the send buffer in bytes; Linux takes twice what is set, see
   * {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}.
   */
  SO_SNDBUF: Option<number, Numeric>;
  /**
   * SO_SNDBUF without regard to the system's limit; needs a privilege, see
   * {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}.
   */
  SO_SNDBUFFORCE: Option<never, Numeric>;
  /**
   * How many bytes of room there have to be before sending goes on, see
   * {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}.
   */
  SO_SNDLOWAT: Option<number, never>;
  /**
   * How long sending and connecting wait before they fail with ETIMEDOUT, in milliseconds; 0 for ever, see
   * {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}.
   */
  SO_SNDTIMEO: Option<number, Numeric | null>;
  /**
   * Messages are received with the time at which they came, see
   * {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}.
   */
  SO_TIMESTAMP: Option<boolean>;
  /**
   * Which times are told of what is received and sent: the sum of some SOF_TIMESTAMPING_*, see
   * {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}.
   */
  SO_TIMESTAMPING: Option<number, Numeric>;
  /**
   * Messages are received with the time at which they came, in nanoseconds, see
   * {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}.
   */
  SO_TIMESTAMPNS: Option<boolean>;
  /**
   * Whether the system tries another path after a timeout: 1 yes, 0 no, 255 as the system likes, see
   * {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}.
   */
  SO_TXREHASH: Option<number, Numeric>;
  /**
   * Messages may be sent with the time at which they are to leave, see
   * {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}.
   */
  SO_TXTIME: Option<TransmitTime>;
  /** The type that the socket was opened with, see {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}. */
  SO_TYPE: Option<number, never>;
  /**
   * Messages tell whether the radio peer has received them, see
   * {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}.
   */
  SO_WIFI_STATUS: Option<boolean>;
  /**
   * Sending may be asked not to copy, see MSG_ZEROCOPY, see
   * {@link https://man7.org/linux/man-pages/man7/socket.7.html | socket(7)}.
   */
  SO_ZEROCOPY: Option<boolean>;
  /**
   * Joins a multicast group, as Socket.addMembership does, see {@link https://man7.org/linux/man-pages/man7/ip.7.html | ip(7)}.
   */
  IP_ADD_MEMBERSHIP: Option<never, GroupMembership>;
  /** Joins a multicast group for what one source sends, see {@link https://man7.org/linux/man-pages/man7/ip.7.html | ip(7)}. */
  IP_ADD_SOURCE_MEMBERSHIP: Option<never, SourceMembership>;
  /**
   * Binding with port 0 leaves the choice of a port to connecting, see
   * {@link https://man7.org/linux/man-pages/man7/ip.7.html | ip(7)}.
   */
  IP_BIND_ADDRESS_NO_PORT: Option<boolean>;
  /**
   * Receives nothing more of one source from a multicast group, see
   * {@link https://man7.org/linux/man-pages/man7/ip.7.html | ip(7)}.
   */
  IP_BLOCK_SOURCE: Option<never, SourceMembership>;
  /** Messages are received with their checksum, see {@link https://man7.org/linux/man-pages/man7/ip.7.html | ip(7)}. */
  IP_CHECKSUM: Option<boolean>;
  /** Leaves a multicast group, see {@link https://man7.org/linux/man-pages/man7/ip.7.html | ip(7)}. */
  IP_DROP_MEMBERSHIP: Option<never, GroupMembership>;
  /**
   * Leaves a multicast group for what one source sends, see {@link https://man7.org/linux/man-pages/man7/ip.7.html | ip(7)}.
   */
  IP_DROP_SOURCE_MEMBERSHIP: Option<never, SourceMembership>;
  /**
   * An address can be bound to that this machine does not have yet, see
   * {@link https://man7.org/linux/man-pages/man7/ip.7.html | ip(7)}.
   */
  IP_FREEBIND: Option<boolean>;
  /** What is sent begins with its own IP header, see {@link https://man7.org/linux/man-pages/man7/ip.7.html | ip(7)}. */
  IP_HDRINCL: Option<boolean>;
  /**
   * From which range the system chooses a port, 0 and 0 for its own one, see
   * {@link https://man7.org/linux/man-pages/man7/ip.7.html | ip(7)}.
   */
  IP_LOCAL_PORT_RANGE: Option<PortRange>;
  /** Packets with fewer hops left are dropped, see {@link https://man7.org/linux/man-pages/man7/ip.7.html | ip(7)}. */
  IP_MINTTL: Option<number, Numeric>;
  /**
   * The known path MTU of a connected socket, in bytes, see {@link https://man7.org/linux/man-pages/man7/ip.7.html | ip(7)}.
   */
  IP_MTU: Option<number, never>;
  /** How the path MTU is found: one of IP_PMTUDISC_*, see {@link https://man7.org/linux/man-pages/man7/ip.7.html | ip(7)}. */
  IP_MTU_DISCOVER: Option<number, Numeric>;
  /**
   * What comes for a group that another socket has joined is received too, see
   * {@link https://man7.org/linux/man-pages/man7/ip.7.html | ip(7)}.
   */
  IP_MULTICAST_ALL: Option<boolean>;
  /**
   * The address of the interface by which multicast is sent; "0.0.0.0" for the system's choice, see
   * {@link https://man7.org/linux/man-pages/man7/ip.7.html | ip(7)}.
   */
  IP_MULTICAST_IF: Option<string>;
  /**
   * What is sent to a group comes back to this machine, see {@link https://man7.org/linux/man-pages/man7/ip.7.html | ip(7)}.
   */
  IP_MULTICAST_LOOP: Option<boolean>;
  /** How many hops multicast goes, 1 by default, see {@link https://man7.org/linux/man-pages/man7/ip.7.html | ip(7)}. */
  IP_MULTICAST_TTL: Option<number, Numeric>;
  /** Fragments are not put together, see {@link https://man7.org/linux/man-pages/man7/ip.7.html | ip(7)}. */
  IP_NODEFRAG: Option<boolean>;
  /** The IP options of what is sent, see {@link https://man7.org/linux/man-pages/man7/ip.7.html | ip(7)}. */
  IP_OPTIONS: Option<Buffer, ArrayBufferView | ArrayBuffer>;
  /** Another name of IP_RECVORIGDSTADDR, see {@link https://man7.org/linux/man-pages/man7/ip.7.html | ip(7)}. */
  IP_ORIGDSTADDR: Option<boolean>;
  /** Datagrams are received with their security label, see {@link https://man7.org/linux/man-pages/man7/ip.7.html | ip(7)}. */
  IP_PASSSEC: Option<boolean>;
  /**
   * Datagrams are received with their destination and interface, see
   * {@link https://man7.org/linux/man-pages/man7/ip.7.html | ip(7)}.
   */
  IP_PKTINFO: Option<boolean>;
  /** The protocol that the socket was opened with, see {@link https://man7.org/linux/man-pages/man7/ip.7.html | ip(7)}. */
  IP_PROTOCOL: Option<number, never>;
  /**
   * Errors are queued with all that is known of them, see MSG_ERRQUEUE, see
   * {@link https://man7.org/linux/man-pages/man7/ip.7.html | ip(7)}.
   */
  IP_RECVERR: Option<boolean>;
  /** Such errors come with their extensions, see {@link https://man7.org/linux/man-pages/man7/ip.7.html | ip(7)}. */
  IP_RECVERR_RFC4884: Option<boolean>;
  /**
   * Datagrams are received with the size of their largest fragment, see
   * {@link https://man7.org/linux/man-pages/man7/ip.7.html | ip(7)}.
   */
  IP_RECVFRAGSIZE: Option<boolean>;
  /** Datagrams are received with their IP options, see {@link https://man7.org/linux/man-pages/man7/ip.7.html | ip(7)}. */
  IP_RECVOPTS: Option<boolean>;
  /**
   * Datagrams are received with the destination that they had before they were redirected, see
   * {@link https://man7.org/linux/man-pages/man7/ip.7.html | ip(7)}.
   */
  IP_RECVORIGDSTADDR: Option<boolean>;
  /**
   * Datagrams are received with their IP options, as they would be answered with, see
   * {@link https://man7.org/linux/man-pages/man7/ip.7.html | ip(7)}.
   */
  IP_RECVRETOPTS: Option<boolean>;
  /** Datagrams are received with their type of service, see {@link https://man7.org/linux/man-pages/man7/ip.7.html | ip(7)}. */
  IP_RECVTOS: Option<boolean>;
  /**
   * Datagrams are received with the number of hops that they had left, see
   * {@link https://man7.org/linux/man-pages/man7/ip.7.html | ip(7)}.
   */
  IP_RECVTTL: Option<boolean>;
  /** Another name of IP_RECVRETOPTS, see {@link https://man7.org/linux/man-pages/man7/ip.7.html | ip(7)}. */
  IP_RETOPTS: Option<boolean>;
  /**
   * What is to be looked at by routers is received, where it is forwarded, see
   * {@link https://man7.org/linux/man-pages/man7/ip.7.html | ip(7)}.
   */
  IP_ROUTER_ALERT: Option<boolean>;
  /** The type of service of what is sent, 0 to 255, see {@link https://man7.org/linux/man-pages/man7/ip.7.html | ip(7)}. */
  IP_TOS: Option<number, Numeric>;
  /**
   * Addresses can be bound to that are not this machine's; needs a privilege, see
   * {@link https://man7.org/linux/man-pages/man7/ip.7.html | ip(7)}.
   */
  IP_TRANSPARENT: Option<boolean>;
  /**
   * How many hops a packet goes, 1 to 255; -1 sets the system's default, see
   * {@link https://man7.org/linux/man-pages/man7/ip.7.html | ip(7)}.
   */
  IP_TTL: Option<number, Numeric>;
  /** Receives again what IP_BLOCK_SOURCE has left out, see {@link https://man7.org/linux/man-pages/man7/ip.7.html | ip(7)}. */
  IP_UNBLOCK_SOURCE: Option<never, SourceMembership>;
  /**
   * The interface by which is sent where no route says another; "" for any, see
   * {@link https://man7.org/linux/man-pages/man7/ip.7.html | ip(7)}.
   */
  IP_UNICAST_IF: Option<string, string | number | null>;
  /**
   * Receives nothing more of one source from a multicast group, see
   * {@link https://man7.org/linux/man-pages/man7/ip.7.html | ip(7)}.
   */
  MCAST_BLOCK_SOURCE: Option<never, GroupSource>;
  /** Joins a multicast group of either family, see {@link https://man7.org/linux/man-pages/man7/ip.7.html | ip(7)}. */
  MCAST_JOIN_GROUP: Option<never, GroupRequest>;
  /** Joins a multicast group for what one source sends, see {@link https://man7.org/linux/man-pages/man7/ip.7.html | ip(7)}. */
  MCAST_JOIN_SOURCE_GROUP: Option<never, GroupSource>;
  /** Leaves a multicast group, see {@link https://man7.org/linux/man-pages/man7/ip.7.html | ip(7)}. */
  MCAST_LEAVE_GROUP: Option<never, GroupRequest>;
  /**
   * Leaves a multicast group for what one source sends, see {@link https://man7.org/linux/man-pages/man7/ip.7.html | ip(7)}.
   */
  MCAST_LEAVE_SOURCE_GROUP: Option<never, GroupSource>;
  /**
   * Receives again what MCAST_BLOCK_SOURCE has left out, see {@link https://man7.org/linux/man-pages/man7/ip.7.html | ip(7)}.
   */
  MCAST_UNBLOCK_SOURCE: Option<never, GroupSource>;
  /** Turns a connected socket into one of PF_INET, where the peer's address allows it, see ipv6(7). */
  IPV6_ADDRFORM: Option<never, Numeric>;
  /** Which source addresses are preferred, the sum of some IPV6_PREFER_SRC_*, see ipv6(7). */
  IPV6_ADDR_PREFERENCES: Option<number, Numeric>;
  /** Joins a multicast group, as Socket.addMembership does, see ipv6(7). */
  IPV6_ADD_MEMBERSHIP: Option<never, GroupMembershipV6>;
  /** Packets get flow labels from what they belong to, see ipv6(7). */
  IPV6_AUTOFLOWLABEL: Option<boolean>;
  /** Where in a packet its checksum stands, an even offset; -1 for nowhere, see ipv6(7). */
  IPV6_CHECKSUM: Option<number, Numeric>;
  /** Packets that are too large are refused, not sent in fragments, see ipv6(7). */
  IPV6_DONTFRAG: Option<boolean>;
  /** Leaves a multicast group, see ipv6(7). */
  IPV6_DROP_MEMBERSHIP: Option<never, GroupMembershipV6>;
  /** The destination options of what is sent, see ipv6(7). */
  IPV6_DSTOPTS: Option<Buffer, ArrayBufferView | ArrayBuffer>;
  /** Datagrams are received with their flow information, see ipv6(7). */
  IPV6_FLOWINFO: Option<boolean>;
  /** The flow information of the address is sent, see ipv6(7). */
  IPV6_FLOWINFO_SEND: Option<boolean>;
  /** An address can be bound to that this machine does not have yet, see ipv6(7). */
  IPV6_FREEBIND: Option<boolean>;
  /** What is sent begins with its own IPv6 header, see ipv6(7). */
  IPV6_HDRINCL: Option<boolean>;
  /** The hop-by-hop options of what is sent; needs a privilege, see ipv6(7). */
  IPV6_HOPOPTS: Option<Buffer, ArrayBufferView | ArrayBuffer>;
  /** Joins an anycast group, see ipv6(7). */
  IPV6_JOIN_ANYCAST: Option<never, GroupMembershipV6>;
  /** Another name of IPV6_ADD_MEMBERSHIP, see ipv6(7). */
  IPV6_JOIN_GROUP: Option<never, GroupMembershipV6>;
  /** Leaves an anycast group, see ipv6(7). */
  IPV6_LEAVE_ANYCAST: Option<never, GroupMembershipV6>;
  /** Another name of IPV6_DROP_MEMBERSHIP, see ipv6(7). */
  IPV6_LEAVE_GROUP: Option<never, GroupMembershipV6>;
  /** Packets with fewer hops left are dropped, see ipv6(7). */
  IPV6_MINHOPCOUNT: Option<number, Numeric>;
  /** The known path MTU of a connected socket; set, the largest packet that is sent whole, at least 1280, see ipv6(7). */
  IPV6_MTU: Option<number, Numeric>;
  /** How the path MTU is found: one of IPV6_PMTUDISC_*, see ipv6(7). */
  IPV6_MTU_DISCOVER: Option<number, Numeric>;
  /** What comes for a group that another socket has joined is received too, see ipv6(7). */
  IPV6_MULTICAST_ALL: Option<boolean>;
  /** How many hops multicast goes; -1 sets the default, 1, see ipv6(7). */
  IPV6_MULTICAST_HOPS: Option<number, Numeric>;
  /** The interface by which multicast is sent; "" for the system's choice, see ipv6(7). */
  IPV6_MULTICAST_IF: Option<string, string | number | null>;
  /** What is sent to a group comes back to this machine, see ipv6(7). */
  IPV6_MULTICAST_LOOP: Option<boolean>;
  /** Another name of IPV6_RECVORIGDSTADDR, see ipv6(7). */
  IPV6_ORIGDSTADDR: Option<boolean>;
  /** The path MTU to a connected peer, see ipv6(7). */
  IPV6_PATHMTU: Option<PathMtu, never>;
  /** The source address and the interface of what is sent, see ipv6(7). */
  IPV6_PKTINFO: Option<never, PacketInfoV6>;
  /** Datagrams are received with their destination options, see ipv6(7). */
  IPV6_RECVDSTOPTS: Option<boolean>;
  /** Errors are queued with all that is known of them, see MSG_ERRQUEUE, see ipv6(7). */
  IPV6_RECVERR: Option<boolean>;
  /** Such errors come with their extensions, see ipv6(7). */
  IPV6_RECVERR_RFC4884: Option<boolean>;
  /** Datagrams are received with the size of their largest fragment, see ipv6(7). */
  IPV6_RECVFRAGSIZE: Option<boolean>;
  /** Datagrams are received with the number of hops that they had left, see ipv6(7). */
  IPV6_RECVHOPLIMIT: Option<boolean>;
  /** Datagrams are received with their hop-by-hop options, see ipv6(7). */
  IPV6_RECVHOPOPTS: Option<boolean>;
  /** Datagrams are received with the destination that they had before they were redirected, see ipv6(7). */
  IPV6_RECVORIGDSTADDR: Option<boolean>;
  /** Changes of the path MTU are received as messages, see ipv6(7). */
  IPV6_RECVPATHMTU: Option<boolean>;
  /** Datagrams are received with their destination and interface, see ipv6(7). */
  IPV6_RECVPKTINFO: Option<boolean>;
  /** Datagrams are received with their routing header, see ipv6(7). */
  IPV6_RECVRTHDR: Option<boolean>;
  /** Datagrams are received with their traffic class, see ipv6(7). */
  IPV6_RECVTCLASS: Option<boolean>;
  /** Which packets that are to be looked at by routers are received: the value of their option; -1 for none, see ipv6(7). */
  IPV6_ROUTER_ALERT: Option<number, Numeric>;
  /** Such packets of other network namespaces are left out, see ipv6(7). */
  IPV6_ROUTER_ALERT_ISOLATE: Option<boolean>;
  /** The routing header of what is sent, see ipv6(7). */
  IPV6_RTHDR: Option<Buffer, ArrayBufferView | ArrayBuffer>;
  /** The destination options in front of that routing header; needs a privilege, see ipv6(7). */
  IPV6_RTHDRDSTOPTS: Option<Buffer, ArrayBufferView | ArrayBuffer>;
  /** The traffic class of what is sent, 0 to 255; -1 sets the default, see ipv6(7). */
  IPV6_TCLASS: Option<number, Numeric>;
  /** Addresses can be bound to that are not this machine's; needs a privilege, see ipv6(7). */
  IPV6_TRANSPARENT: Option<boolean>;
  /** How many hops a packet goes, 0 to 255; -1 sets the system's default, see ipv6(7). */
  IPV6_UNICAST_HOPS: Option<number, Numeric>;
  /** The interface by which is sent where no route says another; "" for any, see ipv6(7). */
  IPV6_UNICAST_IF: Option<string, string | number | null>;
  /** Only IPv6 is spoken: without it an unbound address takes IPv4 too, see ipv6(7). */
  IPV6_V6ONLY: Option<boolean>;
  /**
   * What the congestion control tells of itself, in a structure of its own, see
   * {@link https://man7.org/linux/man-pages/man7/tcp.7.html | tcp(7)}.
   */
  TCP_CC_INFO: Option<Buffer, never>;
  /** The name of the congestion control, see {@link https://man7.org/linux/man-pages/man7/tcp.7.html | tcp(7)}. */
  TCP_CONGESTION: Option<string>;
  /**
   * Nothing is sent but full packets, until it is cleared or 200 ms have passed, see
   * {@link https://man7.org/linux/man-pages/man7/tcp.7.html | tcp(7)}.
   */
  TCP_CORK: Option<boolean>;
  /**
   * For how many seconds a connection waits for data before it can be accepted; 0 for not at all, see
   * {@link https://man7.org/linux/man-pages/man7/tcp.7.html | tcp(7)}.
   */
  TCP_DEFER_ACCEPT: Option<number, Numeric>;
  /**
   * How many connections of a listener may wait that came with data in their first packet, see
   * {@link https://man7.org/linux/man-pages/man7/tcp.7.html | tcp(7)}.
   */
  TCP_FASTOPEN: Option<number, Numeric>;
  /**
   * Connecting waits for the first data, to send them in the first packet, see
   * {@link https://man7.org/linux/man-pages/man7/tcp.7.html | tcp(7)}.
   */
  TCP_FASTOPEN_CONNECT: Option<boolean>;
  /**
   * The key of cookies for such connections, 16 or 32 bytes, see
   * {@link https://man7.org/linux/man-pages/man7/tcp.7.html | tcp(7)}.
   */
  TCP_FASTOPEN_KEY: Option<Buffer, ArrayBufferView | ArrayBuffer>;
  /** Such connections need no cookie, see {@link https://man7.org/linux/man-pages/man7/tcp.7.html | tcp(7)}. */
  TCP_FASTOPEN_NO_COOKIE: Option<boolean>;
  /** What the system knows of the connection, see {@link https://man7.org/linux/man-pages/man7/tcp.7.html | tcp(7)}. */
  TCP_INFO: Option<TcpInfo, never>;
  /**
   * Messages are received with the number of bytes that are still there, see
   * {@link https://man7.org/linux/man-pages/man7/tcp.7.html | tcp(7)}.
   */
  TCP_INQ: Option<boolean>;
  /**
   * After how many probes without an answer a connection is dropped, see
   * {@link https://man7.org/linux/man-pages/man7/tcp.7.html | tcp(7)}.
   */
  TCP_KEEPCNT: Option<number, Numeric>;
  /**
   * After how many seconds of silence the first probe is sent, where SO_KEEPALIVE is set, see
   * {@link https://man7.org/linux/man-pages/man7/tcp.7.html | tcp(7)}.
   */
  TCP_KEEPIDLE: Option<number, Numeric>;
  /** How many seconds pass between two probes, see {@link https://man7.org/linux/man-pages/man7/tcp.7.html | tcp(7)}. */
  TCP_KEEPINTVL: Option<number, Numeric>;
  /**
   * For how many seconds a closed connection waits for the peer to finish; -1 for not at all, see
   * {@link https://man7.org/linux/man-pages/man7/tcp.7.html | tcp(7)}.
   */
  TCP_LINGER2: Option<number, Numeric>;
  /**
   * The size of a segment in bytes; set before connecting, the most that is told to the peer, see
   * {@link https://man7.org/linux/man-pages/man7/tcp.7.html | tcp(7)}.
   */
  TCP_MAXSEG: Option<number, Numeric>;
  /**
   * A peer and the key with which its segments are signed, RFC 2385, see
   * {@link https://man7.org/linux/man-pages/man7/tcp.7.html | tcp(7)}.
   */
  TCP_MD5SIG: Option<never, ArrayBufferView | ArrayBuffer>;
  /** The same for a whole network of peers, see {@link https://man7.org/linux/man-pages/man7/tcp.7.html | tcp(7)}. */
  TCP_MD5SIG_EXT: Option<never, ArrayBufferView | ArrayBuffer>;
  /** Small parts are sent at once, not gathered, see {@link https://man7.org/linux/man-pages/man7/tcp.7.html | tcp(7)}. */
  TCP_NODELAY: Option<boolean>;
  /**
   * How many bytes may wait to be sent before the socket is not writable any more, see
   * {@link https://man7.org/linux/man-pages/man7/tcp.7.html | tcp(7)}.
   */
  TCP_NOTSENT_LOWAT: Option<number, Numeric>;
  /** A sequence number, while TCP_REPAIR is on, see {@link https://man7.org/linux/man-pages/man7/tcp.7.html | tcp(7)}. */
  TCP_QUEUE_SEQ: Option<number, Numeric>;
  /**
   * What comes is acknowledged at once; the system clears it by itself, see
   * {@link https://man7.org/linux/man-pages/man7/tcp.7.html | tcp(7)}.
   */
  TCP_QUICKACK: Option<boolean>;
  /**
   * 1: the state of the connection may be changed by the options that follow; needs a privilege, see
   * {@link https://man7.org/linux/man-pages/man7/tcp.7.html | tcp(7)}.
   */
  TCP_REPAIR: Option<number, Numeric>;
  /**
   * What the peer has agreed to, while TCP_REPAIR is on, see {@link https://man7.org/linux/man-pages/man7/tcp.7.html | tcp(7)}.
   */
  TCP_REPAIR_OPTIONS: Option<never, ArrayBufferView | ArrayBuffer>;
  /**
   * Which queue TCP_QUEUE_SEQ and reading speak of, while TCP_REPAIR is on: one of TCP_NO_QUEUE, TCP_RECV_QUEUE,
   * TCP_SEND_QUEUE, see {@link https://man7.org/linux/man-pages/man7/tcp.7.html | tcp(7)}.
   */
  TCP_REPAIR_QUEUE: Option<number, Numeric>;
  /** The windows, while TCP_REPAIR is on, see {@link https://man7.org/linux/man-pages/man7/tcp.7.html | tcp(7)}. */
  TCP_REPAIR_WINDOW: Option<RepairWindow>;
  /**
   * The headers of the packet that began an accepted connection, where its listener has TCP_SAVE_SYN; reading takes them, see
   * {@link https://man7.org/linux/man-pages/man7/tcp.7.html | tcp(7)}.
   */
  TCP_SAVED_SYN: Option<Buffer, never>;
  /**
   * Whether a listener keeps them: 1 from the IP header on, 2 from the link's header on, see
   * {@link https://man7.org/linux/man-pages/man7/tcp.7.html | tcp(7)}.
   */
  TCP_SAVE_SYN: Option<number, Numeric>;
  /** How many times connecting is tried, 1 to 127, see {@link https://man7.org/linux/man-pages/man7/tcp.7.html | tcp(7)}. */
  TCP_SYNCNT: Option<number, Numeric>;
  /**
   * Timeouts of a connection with little to send do not become longer and longer, see
   * {@link https://man7.org/linux/man-pages/man7/tcp.7.html | tcp(7)}.
   */
  TCP_THIN_LINEAR_TIMEOUTS: Option<boolean>;
  /**
   * The clock that stands in the packets; it can be set while TCP_REPAIR is on, see
   * {@link https://man7.org/linux/man-pages/man7/tcp.7.html | tcp(7)}.
   */
  TCP_TIMESTAMP: Option<number, Numeric>;
  /**
   * How many microseconds packets are held back, for tests, see
   * {@link https://man7.org/linux/man-pages/man7/tcp.7.html | tcp(7)}.
   */
  TCP_TX_DELAY: Option<number, Numeric>;
  /**
   * A protocol that the system carries on top: "tls", "smc"; "" for none, see
   * {@link https://man7.org/linux/man-pages/man7/tcp.7.html | tcp(7)}.
   */
  TCP_ULP: Option<string>;
  /**
   * For how long sent data may go without an acknowledgement before the connection ends, in milliseconds; 0 for the system's
   * default, see {@link https://man7.org/linux/man-pages/man7/tcp.7.html | tcp(7)}.
   */
  TCP_USER_TIMEOUT: Option<number, Numeric | null>;
  /**
   * The largest window that is offered to the peer, in bytes, see
   * {@link https://man7.org/linux/man-pages/man7/tcp.7.html | tcp(7)}.
   */
  TCP_WINDOW_CLAMP: Option<number, Numeric>;
  /**
   * What the system knows of the connection and its paths; ENOPROTOOPT or EOPNOTSUPP once it has fallen back to TCP, see
   * linux/mptcp.h.
   */
  MPTCP_INFO: Option<MptcpInfo, never>;
  /**
   * What is sent is gathered to one datagram, until it is cleared, see
   * {@link https://man7.org/linux/man-pages/man7/udp.7.html | udp(7)}.
   */
  UDP_CORK: Option<boolean>;
  /**
   * What is carried in the datagrams: one of UDP_ENCAP_*, see
   * {@link https://man7.org/linux/man-pages/man7/udp.7.html | udp(7)}.
   */
  UDP_ENCAP: Option<number, Numeric>;
  /**
   * Datagrams of one sender come together, with their size beside them, see
   * {@link https://man7.org/linux/man-pages/man7/udp.7.html | udp(7)}.
   */
  UDP_GRO: Option<boolean>;
  /** IPv6 datagrams without a checksum are received, see {@link https://man7.org/linux/man-pages/man7/udp.7.html | udp(7)}. */
  UDP_NO_CHECK6_RX: Option<boolean>;
  /** IPv6 datagrams are sent without a checksum, see {@link https://man7.org/linux/man-pages/man7/udp.7.html | udp(7)}. */
  UDP_NO_CHECK6_TX: Option<boolean>;
  /**
   * What is sent goes out as datagrams of so many bytes; 0 for one datagram, see
   * {@link https://man7.org/linux/man-pages/man7/udp.7.html | udp(7)}.
   */
  UDP_SEGMENT: Option<number, Numeric>;
  /**
   * Of how many bytes the checksum has to be right that are received; 0 for all, see
   * {@link https://man7.org/linux/man-pages/man7/udplite.7.html | udplite(7)}.
   */
  UDPLITE_RECV_CSCOV: Option<number, Numeric>;
  /**
   * Of how many bytes the checksum is sent; 0 for all, see
   * {@link https://man7.org/linux/man-pages/man7/udplite.7.html | udplite(7)}.
   */
  UDPLITE_SEND_CSCOV: Option<number, Numeric>;
  /**
   * A bit for each type of ICMP that is not received, see {@link https://man7.org/linux/man-pages/man7/raw.7.html | raw(7)}.
   */
  ICMP_FILTER: Option<number, Numeric>;
  /** Another name of ICMPV6_FILTER, see ipv6(7). */
  ICMP6_FILTER: Option<Buffer, ArrayBufferView | ArrayBuffer>;
  /** A bit for each type of ICMPv6 that is not received, 32 bytes, RFC 3542, see ipv6(7). */
  ICMPV6_FILTER: Option<Buffer, ArrayBufferView | ArrayBuffer>;
  /**
   * Receives what the interface would leave out: one of PACKET_MR_*, see
   * {@link https://man7.org/linux/man-pages/man7/packet.7.html | packet(7)}.
   */
  PACKET_ADD_MEMBERSHIP: Option<never, PacketMembership>;
  /**
   * Packets are received with what the system knows of them, see
   * {@link https://man7.org/linux/man-pages/man7/packet.7.html | packet(7)}.
   */
  PACKET_AUXDATA: Option<boolean>;
  /**
   * From which size on a packet is queued beside the ring, in bytes, see
   * {@link https://man7.org/linux/man-pages/man7/packet.7.html | packet(7)}.
   */
  PACKET_COPY_THRESH: Option<number, Numeric>;
  /** Takes PACKET_ADD_MEMBERSHIP back, see {@link https://man7.org/linux/man-pages/man7/packet.7.html | packet(7)}. */
  PACKET_DROP_MEMBERSHIP: Option<never, PacketMembership>;
  /**
   * The group of sockets that share what comes, and how: an id, and 65536 times one of PACKET_FANOUT_*, see
   * {@link https://man7.org/linux/man-pages/man7/packet.7.html | packet(7)}.
   */
  PACKET_FANOUT: Option<number, Numeric>;
  /**
   * The program that chooses the socket for PACKET_FANOUT_CBPF, see
   * {@link https://man7.org/linux/man-pages/man7/packet.7.html | packet(7)}.
   */
  PACKET_FANOUT_DATA: Option<never, readonly FilterInstruction[]>;
  /** What this machine sends is left out, see {@link https://man7.org/linux/man-pages/man7/packet.7.html | packet(7)}. */
  PACKET_IGNORE_OUTGOING: Option<boolean>;
  /**
   * A packet of the ring that cannot be sent is skipped, see
   * {@link https://man7.org/linux/man-pages/man7/packet.7.html | packet(7)}.
   */
  PACKET_LOSS: Option<boolean>;
  /**
   * The interface of a packet is the one that it came in by, not the one above it, see
   * {@link https://man7.org/linux/man-pages/man7/packet.7.html | packet(7)}.
   */
  PACKET_ORIGDEV: Option<boolean>;
  /** Packets go to the device without a queue, see {@link https://man7.org/linux/man-pages/man7/packet.7.html | packet(7)}. */
  PACKET_QDISC_BYPASS: Option<boolean>;
  /**
   * How many bytes of room stay in front of each packet of the ring, see
   * {@link https://man7.org/linux/man-pages/man7/packet.7.html | packet(7)}.
   */
  PACKET_RESERVE: Option<number, Numeric>;
  /**
   * How many packets went to another socket of the group, see
   * {@link https://man7.org/linux/man-pages/man7/packet.7.html | packet(7)}.
   */
  PACKET_ROLLOVER_STATS: Option<RolloverStatistics, never>;
  /**
   * How many packets have come and were dropped since it was read last, see
   * {@link https://man7.org/linux/man-pages/man7/packet.7.html | packet(7)}.
   */
  PACKET_STATISTICS: Option<PacketStatistics, never>;
  /**
   * Where the times of the ring come from: the sum of some SOF_TIMESTAMPING_*, see
   * {@link https://man7.org/linux/man-pages/man7/packet.7.html | packet(7)}.
   */
  PACKET_TIMESTAMP: Option<number, Numeric>;
  /**
   * Packets of the ring tell where in their frame they begin, see
   * {@link https://man7.org/linux/man-pages/man7/packet.7.html | packet(7)}.
   */
  PACKET_TX_HAS_OFF: Option<boolean>;
  /**
   * The form of the ring: 0, 1 or 2 for TPACKET_V1 to V3, see
   * {@link https://man7.org/linux/man-pages/man7/packet.7.html | packet(7)}.
   */
  PACKET_VERSION: Option<number, Numeric>;
  /**
   * Packets have a header of virtio in front of them; on sockets of SOCK_RAW, see
   * {@link https://man7.org/linux/man-pages/man7/packet.7.html | packet(7)}.
   */
  PACKET_VNET_HDR: Option<boolean>;
  /** Joins a group, by its number, see {@link https://man7.org/linux/man-pages/man7/netlink.7.html | netlink(7)}. */
  NETLINK_ADD_MEMBERSHIP: Option<never, Numeric>;
  /**
   * A sender is told of what a broadcast has not reached, see
   * {@link https://man7.org/linux/man-pages/man7/netlink.7.html | netlink(7)}.
   */
  NETLINK_BROADCAST_ERROR: Option<boolean>;
  /**
   * An acknowledgement leaves out what it acknowledges, see
   * {@link https://man7.org/linux/man-pages/man7/netlink.7.html | netlink(7)}.
   */
  NETLINK_CAP_ACK: Option<boolean>;
  /** Leaves a group, by its number, see {@link https://man7.org/linux/man-pages/man7/netlink.7.html | netlink(7)}. */
  NETLINK_DROP_MEMBERSHIP: Option<never, Numeric>;
  /**
   * An acknowledgement says more about an error, see {@link https://man7.org/linux/man-pages/man7/netlink.7.html | netlink(7)}.
   */
  NETLINK_EXT_ACK: Option<boolean>;
  /**
   * Requests are checked strictly, and filter what they ask for, see
   * {@link https://man7.org/linux/man-pages/man7/netlink.7.html | netlink(7)}.
   */
  NETLINK_GET_STRICT_CHK: Option<boolean>;
  /**
   * Messages of all network namespaces that have an id here are received, see
   * {@link https://man7.org/linux/man-pages/man7/netlink.7.html | netlink(7)}.
   */
  NETLINK_LISTEN_ALL_NSID: Option<boolean>;
  /** The groups that were joined, see {@link https://man7.org/linux/man-pages/man7/netlink.7.html | netlink(7)}. */
  NETLINK_LIST_MEMBERSHIPS: Option<number[], never>;
  /** Messages that are lost are no error, see {@link https://man7.org/linux/man-pages/man7/netlink.7.html | netlink(7)}. */
  NETLINK_NO_ENOBUFS: Option<boolean>;
  /**
   * Messages are received with the group that they came for, see
   * {@link https://man7.org/linux/man-pages/man7/netlink.7.html | netlink(7)}.
   */
  NETLINK_PKTINFO: Option<boolean>;
  /** The largest size of the buffer, in bytes, see {@link https://man7.org/linux/man-pages/man7/vsock.7.html | vsock(7)}. */
  SO_VM_SOCKETS_BUFFER_MAX_SIZE: Option<number, Numeric>;
  /** The smallest size of the buffer, in bytes, see {@link https://man7.org/linux/man-pages/man7/vsock.7.html | vsock(7)}. */
  SO_VM_SOCKETS_BUFFER_MIN_SIZE: Option<number, Numeric>;
  /** The size of the buffer, in bytes, see {@link https://man7.org/linux/man-pages/man7/vsock.7.html | vsock(7)}. */
  SO_VM_SOCKETS_BUFFER_SIZE: Option<number, Numeric>;
  /** How long connecting waits, in milliseconds, see {@link https://man7.org/linux/man-pages/man7/vsock.7.html | vsock(7)}. */
  SO_VM_SOCKETS_CONNECT_TIMEOUT: Option<number, Numeric | null>;
}

/** The value of SO_PEERCRED. `struct ucred` in C. */
export interface Credentials {
  /** The process, 0 if it is none that this one can see. */
  pid: number;
  /** The user. */
  uid: number;
  /** The group. */
  gid: number;
}

/** The value of IP_ADD_MEMBERSHIP, IP_DROP_MEMBERSHIP. `struct ip_mreqn` in C. */
export interface GroupMembership {
  /** The group. */
  group?: string;
  /** An address of the interface; left out where that is known by its name. */
  address?: string;
  /** The interface, by its name or index; "" for the system's choice. */
  interface?: string | number | null;
}

/**
 * The value of IPV6_ADD_MEMBERSHIP, IPV6_DROP_MEMBERSHIP, IPV6_JOIN_ANYCAST, IPV6_JOIN_GROUP, IPV6_LEAVE_ANYCAST,
 * IPV6_LEAVE_GROUP. `struct ipv6_mreq` in C.
 */
export interface GroupMembershipV6 {
  /** The group. */
  group?: string;
  /** The interface, by its name or index; "" for the system's choice. */
  interface?: string | number | null;
}

/** The value of MCAST_JOIN_GROUP, MCAST_LEAVE_GROUP. `struct group_req` in C. */
export interface GroupRequest {
  /** The interface, by its name or index; "" for the system's choice. */
  interface?: string | number | null;
  /** The group. */
  group?: string;
}

/**
 * The value of MCAST_BLOCK_SOURCE, MCAST_JOIN_SOURCE_GROUP, MCAST_LEAVE_SOURCE_GROUP, MCAST_UNBLOCK_SOURCE. `struct
 * group_source_req` in C.
 */
export interface GroupSource {
  /** The interface, by its name or index; "" for the system's choice. */
  interface?: string | number | null;
  /** The group. */
  group?: string;
  /** The source. */
  source?: string;
}

/** The value of MPTCP_INFO. `struct mptcp_info` in C. */
export interface MptcpInfo {
  /** How many paths there are beside the first. */
  subflows: number;
  /** How many addresses were announced. */
  addAddrSignal: number;
  /** How many of the peer's addresses were accepted. */
  addAddrAccepted: number;
  /** How many such paths there may be. */
  subflowsMax: number;
  /** How many addresses may be announced. */
  addAddrSignalMax: number;
  /** How many may be accepted. */
  addAddrAcceptedMax: number;
  /** 1 it has fallen back to TCP, 2 the peer's key has come. */
  flags: number;
  /** By which the connection is known here. */
  token: number;
  /** The sequence number of what is written next. */
  writeSeq: number;
  /** The first that is not acknowledged. */
  sndUna: number;
  /** The next that is to come. */
  rcvNxt: number;
  /** How many of the own addresses are used. */
  localAddrUsed: number;
  /** How many may be. */
  localAddrMax: number;
  /** 1 where data has checksums. */
  csumEnabled: number;
}

/** The value of IPV6_PKTINFO. `struct in6_pktinfo` in C. */
export interface PacketInfoV6 {
  /** The address. */
  address?: string;
  /** The interface, by its name or index; "" for the system's choice. */
  interface?: string | number | null;
}

/** The value of PACKET_ADD_MEMBERSHIP, PACKET_DROP_MEMBERSHIP. `struct packet_mreq` in C. */
export interface PacketMembership {
  /** The interface, by its name or index. */
  interface?: string | number | null;
  /** One of PACKET_MR_*. */
  type?: Numeric;
  /** How many bytes the address has, 0 where none is needed. */
  length?: Numeric;
  /** The address, for PACKET_MR_MULTICAST and PACKET_MR_UNICAST. */
  address?: ArrayBufferView | ArrayBuffer;
}

/** The value of PACKET_STATISTICS. `struct tpacket_stats_v3` in C. */
export interface PacketStatistics {
  /** How many packets have come, those that were dropped too. */
  packets: number;
  /** How many were dropped. */
  drops: number;
  /** How often the ring was full; only with TPACKET_V3. */
  freezes: number;
}

/** The value of IPV6_PATHMTU. `struct ip6_mtuinfo` in C. */
export interface PathMtu {
  /** Where to; "" for the peer. */
  address: string;
  /** The path MTU, in bytes. */
  mtu: number;
}

/** The value of IP_LOCAL_PORT_RANGE. */
export interface PortRange {
  /** The lowest port, 0 for the system's own. */
  low: number;
  /** The highest port, 0 for the system's own. */
  high: number;
}

/** The value of TCP_REPAIR_WINDOW. `struct tcp_repair_window` in C. */
export interface RepairWindow {
  /** The sequence number of the last change of the peer's window. */
  sndWl1: number;
  /** The peer's window. */
  sndWnd: number;
  /** The largest that it was. */
  maxWindow: number;
  /** The own window. */
  rcvWnd: number;
  /** The sequence number that it was told with. */
  rcvWup: number;
}

/** The value of PACKET_ROLLOVER_STATS. `struct tpacket_rollover_stats` in C. */
export interface RolloverStatistics {
  /** How many packets went to another socket. */
  all: number;
  /** How many of them because one sender sends most of all. */
  huge: number;
  /** How many found no other socket. */
  failed: number;
}

/** The value of SO_MEMINFO. */
export interface SocketMemory {
  /** Bytes of memory that what was received takes. */
  received: number;
  /** The size of the receive buffer. */
  receiveBuffer: number;
  /** Bytes that what is being sent takes. */
  sent: number;
  /** The size of the send buffer. */
  sendBuffer: number;
  /** Bytes that were set aside. */
  reserved: number;
  /** Bytes of what waits to be sent. */
  queued: number;
  /** Bytes that options take, as filters do. */
  options: number;
  /** Bytes of what has come while the socket was busy. */
  backlog: number;
  /** How many packets were dropped. */
  drops: number;
}

/**
 * The value of IP_ADD_SOURCE_MEMBERSHIP, IP_BLOCK_SOURCE, IP_DROP_SOURCE_MEMBERSHIP, IP_UNBLOCK_SOURCE. `struct ip_mreq_source`
 * in C.
 */
export interface SourceMembership {
  /** The group. */
  group?: string;
  /** An address of the interface; left out for the system's choice. */
  address?: string;
  /** The source. */
  source?: string;
}

/** The value of TCP_INFO. `struct tcp_info` in C. */
export interface TcpInfo {
  /** The connection's state, Socket.TCP_ESTABLISHED and so on. */
  state: number;
  /** The state of the congestion control: 0 open, 1 disorder, 2 window reduced, 3 recovery, 4 loss. */
  caState: number;
  /** How many timeouts there were since the last acknowledgement. */
  retransmits: number;
  /** How many probes went out without an answer. */
  probes: number;
  /** How often the timeout was doubled. */
  backoff: number;
  /** Which options of TCP are used: 1 timestamps, 2 SACK, 4 window scaling, 8 ECN, 32 data in the SYN. */
  options: number;
  /** By how many bits the peer's windows are scaled. */
  sndWscale: number;
  /** By how many bits the own ones are. */
  rcvWscale: number;
  /** 1 where the delivery rate was limited by the program. */
  deliveryRateAppLimited: number;
  /** Why Fast Open has failed: 0 it has not, 1 no cookie, 2 no acknowledgement of the data, 3 no answer. */
  fastopenClientFail: number;
  /** The timeout of a retransmission, in microseconds. */
  rto: number;
  /** The timeout of a delayed acknowledgement, in microseconds. */
  ato: number;
  /** The size of the segments that are sent, in bytes. */
  sndMss: number;
  /** The size of those that come, as far as is known. */
  rcvMss: number;
  /** How many segments wait for an acknowledgement; of a listener how many connections wait to be accepted. */
  unacked: number;
  /** How many segments the peer has out of order; of a listener the backlog. */
  sacked: number;
  /** How many segments are taken for lost. */
  lost: number;
  /** How many of the segments under way were sent again. */
  retrans: number;
  /** 0 on newer systems. */
  fackets: number;
  /** Milliseconds since data was sent. */
  lastDataSent: number;
  /** 0, which nobody keeps. */
  lastAckSent: number;
  /** Milliseconds since data came. */
  lastDataRecv: number;
  /** Milliseconds since an acknowledgement came. */
  lastAckRecv: number;
  /** The path MTU, in bytes. */
  pmtu: number;
  /** The largest window that is offered for now, in bytes. */
  rcvSsthresh: number;
  /** The smoothed round-trip time, in microseconds. */
  rtt: number;
  /** How much it varies, in microseconds. */
  rttvar: number;
  /** Where slow start ends, in segments. */
  sndSsthresh: number;
  /** The congestion window, in segments. */
  sndCwnd: number;
  /** The size of segments that the peer was told, in bytes. */
  advmss: number;
  /** By how many segments the order may differ before one is taken for lost. */
  reordering: number;
  /** The round-trip time as the receiver sees it, in microseconds. */
  rcvRtt: number;
  /** The room that the program reads in one round trip, in bytes. */
  rcvSpace: number;
  /** How many segments were sent again in all. */
  totalRetrans: number;
  /** How many bytes per second are sent at most. */
  pacingRate: number;
  /** SO_MAX_PACING_RATE, Infinity for none. */
  maxPacingRate: number;
  /** How many bytes the peer has acknowledged. */
  bytesAcked: number;
  /** How many bytes have come. */
  bytesReceived: number;
  /** How many segments were sent. */
  segsOut: number;
  /** How many segments have come. */
  segsIn: number;
  /** How many bytes wait to be sent for the first time. */
  notsentBytes: number;
  /** The shortest round-trip time of late, in microseconds. */
  minRtt: number;
  /** How many segments with data have come. */
  dataSegsIn: number;
  /** How many segments with data were sent. */
  dataSegsOut: number;
  /** How many bytes per second arrive at the peer. */
  deliveryRate: number;
  /** For how many microseconds there was something to send. */
  busyTime: number;
  /** For how many of them the peer's window held it up. */
  rwndLimited: number;
  /** For how many of them the send buffer did. */
  sndbufLimited: number;
  /** How many segments have arrived at the peer. */
  delivered: number;
  /** How many of them with a mark of congestion. */
  deliveredCe: number;
  /** How many bytes were sent, those that were sent again too. */
  bytesSent: number;
  /** How many bytes were sent again. */
  bytesRetrans: number;
  /** How many segments the peer has had twice. */
  dsackDups: number;
  /** How often the order has changed on the way. */
  reordSeen: number;
  /** How many segments have come out of order. */
  rcvOoopack: number;
  /** The window that the peer offers, in bytes. */
  sndWnd: number;
}

/** The value of SO_TXTIME. `struct sock_txtime` in C. */
export interface TransmitTime {
  /** The clock: 1 monotonic, 11 TAI. */
  clock: number;
  /** 1 the time is a deadline, 2 errors are reported. */
  flags: number;
}
// #endregion

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
   * Waits without blocking until a socket is ready. Several of these get their turns one after the other.
   *
   * @param timeout - milliseconds, as for {@link Poller.wait}: when they have passed, it is over with nothing
   * @param max - as for wait
   * @param options - when to give up
   * @returns a promise for those that are ready; none when the time has passed, or after {@link Poller.wake}. Rejected with ETIMEDOUT when the
   *   time of the options has passed, with ECANCELED when the poller is closed, or with the signal's reason
   */
  waitAsync(timeout?: Numeric | null, max?: Numeric | null, options?: AwaitOptions | null): Promise<PollerEntry<S, Tag>[]>;

  /**
   * The same without what is left out.
   *
   * @param options - when to give up
   */
  waitAsync(options: AwaitOptions): Promise<PollerEntry<S, Tag>[]>;

  /**
   * The same without what is left out.
   *
   * @param timeout - as for {@link Poller.wait}
   * @param options - when to give up
   */
  waitAsync(timeout: Numeric | null | undefined, options: AwaitOptions): Promise<PollerEntry<S, Tag>[]>;

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
  /** How many bytes a blocking send or sendFile, or its twin, had handed over before it failed. */
  bytesSent?: number;
  /** How many datagrams sendMany, or its twin, had handed over before one failed. */
  messagesSent?: number;
}

/** A socket or server of the runtime's own modules, see {@link setOption}. */
export type HostSocket = import("node:net").Socket | import("node:net").Server | import("node:dgram").Socket;

/** What {@link getOption} and {@link setOption} work on. */
export type OptionHolder = AnySocket | HostSocket | {
  /** The socket, as an object of the runner's module `tls` has it. */
  getSocket(): AnySocket;
};

/**
 * Reads an option by its name, also of a socket or server of `node:net` and `node:dgram`, and what is built on them. It stays the runtime's.
 *
 * Node tells the descriptors of all of them; Bun, too, but of the connections of a server of `node:http`; Deno only those of Unix sockets.
 * On Windows no runtime does.
 *
 * @param socket - it is connected, bound or listening
 * @param name - the option's name, as of {@link Socket.getOption}
 * @returns as {@link Socket.getOption}
 * @throws Error: `ERR_TEASOCKET_NOT_OPEN`: the socket has no descriptor yet, or no more; `ERR_TEASOCKET_NO_DESCRIPTOR`: the runtime tells none
 * @throws {@link SocketError} as {@link Socket.getOption}; EMFILE: it takes a descriptor for a moment
 */
export function getOption<Name extends ReadableOption>(socket: OptionHolder, name: Name): SocketOptions[Name]["read"];

/** The same by number: a number. */
export function getOption(socket: OptionHolder, name: Numeric, length?: null, level?: Numeric | null): number;

/** The same by number: raw bytes. */
export function getOption(socket: OptionHolder, name: Numeric, length: Numeric, level?: Numeric | null): Buffer;

/**
 * Sets an option by its name, also of a socket or server of `node:net` and `node:dgram`; {@link getOption} says which.
 *
 * @param socket - it is connected, bound or listening
 * @param name - the option's name, as of {@link Socket.setOption}
 * @param value - as of {@link Socket.setOption}
 * @returns the socket
 * @throws as {@link getOption} and {@link Socket.setOption} do
 */
export function setOption<Holder extends OptionHolder, Name extends WritableOption>(
  socket: Holder, name: Name, value: SocketOptions[Name]["write"],
): Holder;

/** The same by number. */
export function setOption<Holder extends OptionHolder>(
  socket: Holder, name: Numeric, value: Numeric | boolean | ArrayBufferView | ArrayBuffer, level?: Numeric | null,
): Holder;

/** A descriptor that the service manager has passed, see {@link sdListenDescriptors}. */
export interface ListenDescriptor {
  /** Its number, from 3 on. */
  fd: number;
  /** `FileDescriptorName=` of its unit; `"unknown"` where nobody has told. */
  name: string;
  /** Whether a socket is open under that number at the moment. */
  isSocket: boolean;
}

/**
 * The descriptors that systemd has passed to this process, sockets or not, see
 * {@link https://man7.org/linux/man-pages/man3/sd_listen_fds.3.html | sd_listen_fds(3)}: LISTEN_PID, LISTEN_FDS and LISTEN_FDNAMES say which.
 * This takes none of them and tells them whenever it is asked, in every worker, also those that were closed since.
 * {@link Socket.activated} takes the sockets among them, once; or take one of them by {@link Socket.fromDescriptor}, before. What is no socket is
 * for `fs`.
 *
 * @returns none where nothing was passed
 */
export function sdListenDescriptors(): ListenDescriptor[];

/**
 * Tells systemd something about this service, see {@link https://man7.org/linux/man-pages/man3/sd_notify.3.html | sd_notify(3)}, in one datagram to
 * the socket that NOTIFY_SOCKET names. Waits while that socket's queue is full.
 *
 * @param state - lines of assignments, `"READY=1\nSTATUS=Serving"`, or an object of them
 * @returns true when systemd's socket has it, false where there is none: NOTIFY_SOCKET is not set, or empty. It is the process's own
 *   variable that counts; what a program writes into `process.env` reaches that in Node's main thread and in Deno
 * @throws TypeError: there is no assignment, a value is neither a number nor one line, or there is a NUL
 * @throws {@link SocketError} ENOENT, ECONNREFUSED…: there is nobody; EAFNOSUPPORT, ENAMETOOLONG: NOTIFY_SOCKET is neither a path nor an abstract
 *   name (`@…`); EMSGSIZE
 */
export function sdNotify(state: string | Record<string, string | number | bigint>): boolean;

/**
 * Within which time systemd wants to hear `"WATCHDOG=1"` again and again, see
 * {@link https://man7.org/linux/man-pages/man3/sd_watchdog_enabled.3.html | sd_watchdog_enabled(3)}. A service says it twice in that time.
 *
 * @returns milliseconds; null where systemd does not watch this process
 * @throws {@link SocketError} EINVAL: WATCHDOG_USEC or WATCHDOG_PID is no number
 */
export function sdWatchdogInterval(): number | null;
