/// <reference types="node" />

/** A number, or a string of decimal digits that counts as its number: scripts take ports from regular expressions. */
export type Numeric = number | `${number}`;

/** What can be sent. A string is sent as UTF-8; of a Buffer, another typed array or a DataView, its own bytes only. */
export type Data = string | ArrayBufferView | ArrayBuffer;

/** `[address, port]` of an IPv4 or IPv6 socket, or `[path]` of a Unix socket: `""` when it has no name. */
export type SocketName = [address: string, port?: number];

/** A datagram of many: its data, or what {@link Socket.send} takes, `[data, address, port]`. */
export type Message = Data | [data: Data, address?: string | null, port?: Numeric | null];

/** Memory to receive into: of a Buffer, another typed array or a DataView, its own bytes only. */
export type Room = ArrayBufferView | ArrayBuffer;

/** Control data that go both ways with a message, see {@link https://man7.org/linux/man-pages/man3/cmsg.3.html | cmsg(3)}. */
export interface MessageControl {
  /**
   * Who sends, of a Unix socket, see {@link https://man7.org/linux/man-pages/man7/unix.7.html | unix(7)}; received once SO_PASSCRED
   * is on. Only with a privilege may one claim to be another.
   */
  credentials?: { pid: number; uid: number; gid: number };
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

  /** Type: a connection that carries a stream of bytes, as TCP. */
  static readonly SOCK_STREAM: number;
  /** Type: datagrams, as UDP. */
  static readonly SOCK_DGRAM: number;
  /** Type: packets of a protocol below UDP and TCP, as ICMP. Needs a privilege. */
  static readonly SOCK_RAW: number;

  /** Protocol: TCP, 6. */
  static readonly IPPROTO_TCP: number;
  /** Protocol: UDP, 17. */
  static readonly IPPROTO_UDP: number;
  /** Protocol: ICMP, 1. */
  static readonly IPPROTO_ICMP: number;
  /** Protocol: ICMP for IPv6, 58. */
  static readonly IPPROTO_ICMPV6: number;

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
   * Resolves a name, see {@link https://man7.org/linux/man-pages/man3/getaddrinfo.3.html | getaddrinfo(3)}. Waits for it.
   *
   * @param name - a host's name, or an address
   * @param family - `Socket.PF_INET` (when left out) or `Socket.PF_INET6`
   * @returns the first address
   * @throws {@link SocketError} ENOTFOUND: the name has no address of that family
   */
  static getAddrInfo(name: string, family?: Numeric | null): string;

  /**
   * The name of an address, see {@link https://man7.org/linux/man-pages/man3/getnameinfo.3.html | getnameinfo(3)}. Waits
   * for it.
   *
   * @param addr - an IPv4 or IPv6 address
   * @param family - `Socket.PF_INET` or `Socket.PF_INET6`; read off the address when left out
   * @returns the name, or the address itself where it has none
   */
  static getNameInfo(addr: string, family?: Numeric | null): string;

  /** This machine's name, see {@link https://man7.org/linux/man-pages/man2/gethostname.2.html | gethostname(2)}. */
  static getHostName(): string;

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
   * Opens a socket, see {@link https://man7.org/linux/man-pages/man2/socket.2.html | socket(2)}.
   *
   * @param family - `Socket.PF_INET`, `PF_INET6` or `PF_UNIX`
   * @param type - `Socket.SOCK_STREAM`, `SOCK_DGRAM` or `SOCK_RAW`
   * @param proto - a protocol's number, >= 0; left out, 0: the usual one for the type
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
   * @param address - an IPv4 or IPv6 address, no name; or the path of a Unix socket
   * @param port - 0–65535, 0 when left out
   * @returns true once connected; false while a non-blocking connect is under way: its result is then read by select for
   *   writing and `getOption(Socket.SO_ERROR)`, or by calling connect again
   * @throws TypeError: a name, or an address of another family; RangeError: a port out of range, a path that is too long
   * @throws {@link SocketError} ECONNREFUSED, ETIMEDOUT, ENOENT, EISCONN…
   */
  connect(address: string, port?: Numeric | null): true | IfNonBlocking<Mode, false>;

  /**
   * Connects to an address in one piece: `client.connect(server.getSockName())`.
   *
   * @param name - the address and port as {@link Socket.getSockName} and {@link Socket.getPeerName} return them
   * @returns as for an address and a port; so are the errors
   */
  connect(name: Readonly<SocketName>): true | IfNonBlocking<Mode, false>;

  /**
   * Gives the socket its own address, see {@link https://man7.org/linux/man-pages/man2/bind.2.html | bind(2)}.
   *
   * @param address - an address of this machine, `"0.0.0.0"` or `"::"` for all; or the path of a Unix socket
   * @param port - 0–65535; with 0, or left out, the system chooses one, which {@link Socket.getSockName} tells
   * @returns this socket
   * @throws TypeError, RangeError: as connect does
   * @throws {@link SocketError} EADDRINUSE (a path that a dead server left behind is in use, too), EACCES, EADDRNOTAVAIL…
   */
  bind(address: string, port?: Numeric | null): this;

  /**
   * Gives the socket its own address, in one piece.
   *
   * @param name - the address and port as {@link Socket.getSockName} returns them
   * @returns this socket; the errors are those for an address and a port
   */
  bind(name: Readonly<SocketName>): this;

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
   * @param address - an IPv4 or IPv6 address, no name; or the path of a Unix socket
   * @param port - 0–65535, 0 when left out
   * @returns true once it was handed to the system; false if a non-blocking socket could not take it
   * @throws TypeError, RangeError: as connect does
   * @throws {@link SocketError} EMSGSIZE (a datagram that is too large), ECONNREFUSED, ENETUNREACH, EISCONN…
   */
  send(data: Data, address: string, port?: Numeric | null): true | IfNonBlocking<Mode, false | number>;

  /**
   * Sends to an address in one piece: `socket.send("answer", socket.getPeerName())` answers the last datagram received.
   *
   * @param data - the bytes, or a string to be sent as UTF-8
   * @param name - the address and port as {@link Socket.getPeerName} and {@link Socket.getSockName} return them
   * @returns as for an address and a port; so are the errors
   */
  send(data: Data, name: Readonly<SocketName>): true | IfNonBlocking<Mode, false | number>;

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
   * The peer's address, see {@link https://man7.org/linux/man-pages/man2/getpeername.2.html | getpeername(2)}. For a
   * datagram socket that is not connected: the sender of the last datagram received.
   *
   * @throws {@link SocketError} ENOTCONN: there is no peer
   */
  getPeerName(): SocketName;

  /**
   * The socket's own address, see {@link https://man7.org/linux/man-pages/man2/getsockname.2.html | getsockname(2)}: after
   * bind to port 0, the port that the system chose.
   */
  getSockName(): SocketName;

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
   * Ends one or both directions of a connection, see
   * {@link https://man7.org/linux/man-pages/man2/shutdown.2.html | shutdown(2)}.
   *
   * @param how - `"write"` when left out: the peer sees the end of the stream, and can still answer
   * @returns this socket
   * @throws {@link SocketError} ENOTCONN: there is no peer
   */
  shutdown(how?: "read" | "write" | "both" | null): this;

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
 * kqueue(2) on macOS. Level-triggered, as {@link Socket.select} is: what is still ready is told again by the next wait.
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
   * @param events - `"r"`: data, connections or the end of a stream; `"w"`: sending will not block, or a connect has ended
   * @param tag - what {@link Poller.wait} tells beside the socket. To be left out only where `Tag` can be undefined
   * @returns this poller
   * @throws {@link SocketError} EEXIST: it is there already; EBADF: it is closed
   */
  add(socket: S, events: PollerEvents, ...tag: undefined extends Tag ? [tag?: Tag] : [tag: Tag]): this;

  /**
   * Waits for other events of a socket.
   *
   * @param socket - the socket
   * @param events - as for {@link Poller.add}
   * @param tag - the new tag; left out, the old one stays
   * @returns this poller
   * @throws {@link SocketError} ENOENT: it is not there; EBADF: it is closed
   */
  modify(socket: S, events: PollerEvents, ...tag: [] | [tag: Tag]): this;

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

/** What a {@link Poller} waits for: reading, writing or both. */
export type PollerEvents = "r" | "w" | "rw";

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
  /** The address or path that the call was given, where it was given one. */
  address?: string;
  /** The port of that address. */
  port?: number;
  /** The name that did not resolve. */
  hostname?: string;
  /** How many bytes a blocking send had handed over before it failed. */
  bytesSent?: number;
  /** How many datagrams sendMany had handed over before one failed. */
  messagesSent?: number;
}
