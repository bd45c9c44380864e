// Every member of index.d.ts in use, as CommonJS, with types-waiting.ts and types-services.ts. It is compiled, never run.

import * as net from "node:net";
import teasocket = require("teasocket");
import {
  ActivatedSocket, AddrInfo, AddrInfoOptions, Address, AddressParts, AnySocket, AnySocketName, BlockingMode, BytesName, Credentials, Data,
  Descriptor, FilterInstruction, GroupMembership, IfNonBlocking, InMode, InterfaceAddress, Message, MessageControl, NameInfo, NetlinkName,
  NetworkInterface, Numeric, Option, OptionDescription, OptionKind, OutgoingMessage, PacketName, PresentOption, QueuedError,
  ReadableOption, ReceiveOptions, ReceivedDatagram, ReceivedMessage, Room, Socket, SocketError, SocketName, SocketOptions, TcpInfo,
  VsockName, WritableOption,
} from "teasocket";

const constants: number[] = [
  Socket.PF_INET, Socket.PF_INET6, Socket.PF_UNIX, Socket.SOCK_STREAM, Socket.SOCK_DGRAM, Socket.SOCK_RAW,
  Socket.IPPROTO_TCP, Socket.IPPROTO_UDP, Socket.IPPROTO_ICMP, Socket.IPPROTO_ICMPV6,
  Socket.SO_REUSEADDR, Socket.SO_BROADCAST, Socket.SO_KEEPALIVE, Socket.SO_ERROR, Socket.SO_LINGER, Socket.SO_RCVBUF,
  Socket.SO_SNDBUF, Socket.SO_RCVTIMEO, Socket.SO_SNDTIMEO, Socket.TCP_NODELAY, Socket.SOMAXCONN,
  Socket.PF_NETLINK, Socket.PF_PACKET, Socket.PF_VSOCK, Socket.SOCK_RDM, Socket.SOCK_SEQPACKET, Socket.SOCK_NONBLOCK,
  Socket.SOCK_CLOEXEC, Socket.IPPROTO_IGMP, Socket.IPPROTO_RAW, Socket.IPPROTO_SCTP, Socket.IPPROTO_UDPLITE,
  Socket.IPPROTO_MPTCP, Socket.NETLINK_ROUTE, Socket.NETLINK_USERSOCK, Socket.NETLINK_SOCK_DIAG, Socket.NETLINK_NFLOG,
  Socket.NETLINK_XFRM, Socket.NETLINK_SELINUX, Socket.NETLINK_ISCSI, Socket.NETLINK_AUDIT, Socket.NETLINK_FIB_LOOKUP,
  Socket.NETLINK_CONNECTOR, Socket.NETLINK_NETFILTER, Socket.NETLINK_KOBJECT_UEVENT, Socket.NETLINK_GENERIC,
  Socket.NETLINK_SCSITRANSPORT, Socket.NETLINK_ECRYPTFS, Socket.NETLINK_RDMA, Socket.NETLINK_CRYPTO, Socket.NETLINK_SMC,
  Socket.ETH_P_ALL, Socket.ETH_P_LOOP, Socket.ETH_P_IP, Socket.ETH_P_ARP, Socket.ETH_P_RARP, Socket.ETH_P_8021Q,
  Socket.ETH_P_IPV6, Socket.ETH_P_PPP_SES, Socket.ETH_P_MPLS_UC, Socket.ETH_P_8021AD, Socket.ETH_P_PAE, Socket.ETH_P_LLDP,
  Socket.ETH_P_1588, Socket.PACKET_HOST, Socket.PACKET_BROADCAST, Socket.PACKET_MULTICAST, Socket.PACKET_OTHERHOST,
  Socket.PACKET_OUTGOING, Socket.PACKET_LOOPBACK, Socket.VMADDR_CID_ANY, Socket.VMADDR_CID_HYPERVISOR, Socket.VMADDR_CID_LOCAL,
  Socket.VMADDR_CID_HOST, Socket.VMADDR_PORT_ANY,
  Socket.MSG_OOB, Socket.MSG_PEEK, Socket.MSG_DONTROUTE, Socket.MSG_CTRUNC, Socket.MSG_TRUNC, Socket.MSG_DONTWAIT, Socket.MSG_EOR,
  Socket.MSG_WAITALL, Socket.MSG_CONFIRM, Socket.MSG_ERRQUEUE, Socket.MSG_NOSIGNAL, Socket.MSG_MORE, Socket.MSG_FASTOPEN,
  Socket.MSG_CMSG_CLOEXEC, Socket.SO_EE_ORIGIN_NONE, Socket.SO_EE_ORIGIN_LOCAL, Socket.SO_EE_ORIGIN_ICMP, Socket.SO_EE_ORIGIN_ICMP6,
  Socket.SO_EE_ORIGIN_TIMESTAMPING, Socket.SO_EE_ORIGIN_ZEROCOPY,
];
// @ts-expect-error: constants are read-only
Socket.PF_INET = 3;

// Statics

const interruptible: boolean = Socket.interruptible;
Socket.interruptible = true;
const proto: number = Socket.getProtoByName("tcp");
const address: string = Socket.getAddrInfo("localhost");
const address6: string = Socket.getAddrInfo("localhost", Socket.PF_INET6);
const anyAddress: string = Socket.getAddrInfo("localhost", { family: 0, service: "http", type: Socket.SOCK_STREAM });
const resolving: AddrInfoOptions = { family: null, service: 80 };
const all: AddrInfo[] = Socket.getAddrInfo("localhost", { ...resolving, all: true });
for (const { address, family, port } of all) console.log(address.length, family.toFixed(), port.toFixed());
// @ts-expect-error: no such option
Socket.getAddrInfo("localhost", { hints: 1 });
const { host: hostOf, service }: NameInfo = Socket.getNameInfo("127.0.0.1", null, "80");
const plain: string = Socket.getNameInfo("127.0.0.1", Socket.PF_INET, null);
const ports: number[] = [Socket.getServByName("http"), Socket.getServByName("domain", "udp")];
const known: string[] = [Socket.getServByPort(80), Socket.getServByPort("53", "udp"), Socket.getProtoByNumber(6), anyAddress, hostOf, service, plain];
const bytesOf: Buffer = Socket.inetPton(Socket.PF_INET, "127.0.0.1");
known.push(Socket.inetNtop(Socket.PF_INET, bytesOf), Socket.inetNtop(Socket.PF_INET6, new ArrayBuffer(16)));
// @ts-expect-error: a string is no memory
Socket.inetNtop(Socket.PF_INET, "text");
const interfaces: NetworkInterface[] = Socket.getInterfaces();
for (const { name, index, addresses, hardwareAddress, mtu, up, loopback, multicast } of interfaces) {
  const first: InterfaceAddress | undefined = addresses[0];
  console.log(name.length, index.toFixed(), hardwareAddress?.length, mtu.toFixed(), [up, loopback, multicast].every((flag: boolean) => flag));
  if (first !== undefined) console.log(first.address.length, first.family.toFixed(), first.netmask.length, first.broadcast?.length);
}
const names: string[] = [Socket.getNameInfo(address), Socket.getNameInfo(address6, null), Socket.getHostName()];

// Constructor and properties

const server: Socket = new teasocket.Socket(Socket.PF_INET, Socket.SOCK_STREAM);
const client = new Socket(Socket.PF_INET, Socket.SOCK_STREAM, proto);
const numbers: number[] = [client.family, client.type, client.proto, client.fd];
// @ts-expect-error: properties are read-only
client.fd = 1;
// @ts-expect-error: the type is needed
new Socket(Socket.PF_INET);

// Options by name: the value's type is the option's own

const alive: boolean = client.getOption("SO_KEEPALIVE");
const idle: number = client.setOption("SO_KEEPALIVE", true).setOption("TCP_KEEPIDLE", 30).getOption("TCP_KEEPIDLE");
const linger: number | null = client.setOption("SO_LINGER", null).setOption("SO_LINGER", "5").getOption("SO_LINGER");
const wait: number = client.setOption("SO_RCVTIMEO", null).getOption("SO_RCVTIMEO");
const device: string = client.setOption("IPV6_MULTICAST_IF", 1).setOption("IPV6_MULTICAST_IF", "lo").getOption("IPV6_MULTICAST_IF");
const congestion: string = client.setOption("TCP_CONGESTION", "reno").getOption("TCP_CONGESTION");
const credentials: Credentials = client.getOption("SO_PEERCRED");
const groups: number[] = client.getOption("SO_PEERGROUPS");
const info: TcpInfo = client.getOption("TCP_INFO");
const trip: number = info.rtt + info.bytesAcked;
const filter: readonly FilterInstruction[] = [[6, 0, 0, 100]];
const attached: FilterInstruction[] = client.setOption("SO_ATTACH_FILTER", filter).getOption("SO_ATTACH_FILTER");
const group: GroupMembership = { group: "239.1.2.3", interface: "lo" };
client.setOption("IP_ADD_MEMBERSHIP", group).setOption("IP_OPTIONS", new Uint8Array(4)).setOption("IP_TTL", 5);
const level: number = client.setOption(Socket.TCP_KEEPIDLE, 30, Socket.IPPROTO_TCP).getOption(Socket.TCP_KEEPIDLE, null, Socket.IPPROTO_TCP);
const levelBytes: Buffer = client.getOption(Socket.TCP_KEEPIDLE, 4, Socket.IPPROTO_TCP);
const table: OptionDescription[] = Socket.options();
const present: PresentOption[] = Socket.options(client);
const described: [keyof SocketOptions, number | null, number | null, OptionKind, number[] | null, number[] | null, boolean, boolean, unknown] = [
  table[0].name, table[0].level, table[0].number, table[0].kind, table[0].families, table[0].types, table[0].readable,
  table[0].writable, present[0].value,
];
const readable: ReadableOption = "SO_ERROR";
const writable: WritableOption = "IP_ADD_MEMBERSHIP";
const numberOption: Option<number, Numeric> = { read: 1, write: "2" };
// @ts-expect-error: no such option
client.getOption("SO_KEEPALIV");
// @ts-expect-error: of another kind
client.setOption("SO_KEEPALIVE", 1);
// @ts-expect-error: it can only be read
client.setOption("SO_ERROR", 0);
// @ts-expect-error: it can only be set
client.getOption("IP_ADD_MEMBERSHIP");
// @ts-expect-error: a name has its own level
client.setOption("TCP_KEEPIDLE", 30, Socket.IPPROTO_TCP);

// Methods that return the socket chain, and keep a subclass

class Named extends Socket {
  label = "";
  /** @returns what is there, without waiting for it */
  poll(): Buffer | false {
    const part = this.setBlocking(false).receive();
    this.setBlocking(true);
    return part;
  }
}
const named: Named = new Named(Socket.PF_INET, Socket.SOCK_STREAM)
  .setOption(Socket.SO_REUSEADDR, true).bind("127.0.0.1").bind("127.0.0.1", "8080").listen().listen(5).shutdown().shutdown("both");
const renamed: string = named.setBlocking(false).setBlocking(1).setBlocking(true).bind("127.0.0.1").label;
// @ts-expect-error: no such direction
client.shutdown("up");

// The mode: only what may not wait returns false

const nonblocking: Socket<"nonblocking"> = client.setBlocking(false).setBlocking(0).bind("127.0.0.1");
const blocking: Socket = nonblocking.setBlocking(true).setBlocking(1);
const either: AnySocket = client.setBlocking(Math.random() < 0.5);
const modes: BlockingMode[] = ["blocking", "nonblocking"];
const never: IfNonBlocking<"blocking", false>[] = [];
const perhaps: IfNonBlocking<"nonblocking", false> = false;
const namedAndQuick: InMode<Named, "nonblocking"> = named.setBlocking(false);
const label: string = namedAndQuick.label;
// @ts-expect-error: what takes a blocking socket takes no other
const wrong: Socket = nonblocking;
// @ts-expect-error: nor one that waits where none should
const waiting: Socket<"nonblocking"> = blocking;
// @ts-expect-error: no such mode
type Wrong = Socket<"async">;

function firstOf(socket: AnySocket): number {
  const part = socket.receive();
  // @ts-expect-error: it may be false
  part.length;
  return part === false ? -1 : part.length;
}
function same<Mode extends BlockingMode>(socket: Socket<Mode>): Socket<Mode> {
  return socket.receive() === false ? socket : socket.bind("127.0.0.1");
}
const firsts: number[] = [blocking, nonblocking, either, named, namedAndQuick].map(firstOf);
firsts.push(same(blocking).receive().length);
// @ts-expect-error: it may be false
same(nonblocking).receive().length;

class Quick extends Socket<"nonblocking"> {}
const quick: Buffer | false = new Quick(Socket.PF_INET, Socket.SOCK_DGRAM).receive();

// Groups

const member: Named = named.addMembership("239.1.2.3").addMembership("239.1.2.4", "lo").dropMembership("239.1.2.3", 1).dropMembership("239.1.2.4", null)
  .addSourceSpecificMembership("127.0.0.1", "232.1.2.3", "127.0.0.1").dropSourceSpecificMembership("127.0.0.1", "232.1.2.3");
// @ts-expect-error: the group is needed
named.addSourceSpecificMembership("127.0.0.1");

// Names

const name: SocketName = server.getSockName();
const connected: true = client.connect(...name);
const ported: Numeric = "8080";
client.connect("127.0.0.1", ported);
const connectedAgain: true = client.connect(server.getSockName());
const bound: Named = named.bind(client.getPeerName()).bind(["/run/path"]).bind(["::1", 80] as const);
client.send("text", client.getPeerName());
// @ts-expect-error: the array has the port
client.connect(server.getSockName(), 80);
// @ts-expect-error: the address is needed
client.bind([]);
client.connect("/run/path");
const [host, port = 0]: [string, number?] = client.getPeerName();
names.push(host);
numbers.push(port);
// @ts-expect-error: a port is no arbitrary string
client.connect("127.0.0.1", "http");

// Other families

const netlink = new Socket(Socket.PF_NETLINK, Socket.SOCK_RAW, Socket.NETLINK_ROUTE).bind(0, 0);
const [pid, bits] = netlink.getSockName<NetlinkName>();
netlink.send("request", [0, 0]);
const packets = new Socket(Socket.PF_PACKET, Socket.SOCK_DGRAM).bind("lo", Socket.ETH_P_ALL);
const [interfaceName, protocol, packetType, hardwareAddress] = packets.getPeerName<PacketName>();
packets.send("frame", [interfaceName, protocol, packetType, hardwareAddress]);
packets.sendMany([["frame", "lo", 3, 0, Buffer.alloc(6)], ["frame", ["lo", 3]]]);
const [cid, wide]: VsockName = new Socket(Socket.PF_VSOCK, Socket.SOCK_STREAM).bind(Socket.VMADDR_CID_ANY, Socket.VMADDR_PORT_ANY).getSockName<VsockName>();
numbers.push(pid, bits, cid, wide);
const [path] = new Socket(Socket.PF_UNIX, Socket.SOCK_DGRAM).bind(Buffer.from("/run/path")).getSockName<BytesName>();
const anywhere: Address[] = ["127.0.0.1", 5, path, new ArrayBuffer(16)];
const parts: AddressParts = ["127.0.0.1", "80"];
const anyName: AnySocketName = server.getSockName();
client.connect(parts);
client.connect(anyName);
for (const one of anywhere) client.connect(one);
// @ts-expect-error: an object is no address
client.connect({});

// Other ways to open

const pair: [Socket, Socket] = Socket.pair();
Socket.pair(Socket.PF_UNIX, Socket.SOCK_SEQPACKET | Socket.SOCK_NONBLOCK, 0);
const copy: Socket = pair[0].duplicate();
const copyInMode: Socket<"nonblocking"> = nonblocking.duplicate();
const adopted: AnySocket = Socket.fromDescriptor(copy.detach());
const adoptedBlocking: Socket = Socket.fromDescriptor<"blocking">("5");
const activated: ActivatedSocket[] = Socket.activated();
names.push(...activated.map((one) => one.name));

// Other ways to receive

const datagram: ReceivedDatagram = server.setBlocking(true).receiveFrom();
client.send(datagram.data, datagram.address, datagram.port);
const fromKernel: ReceivedDatagram<number> = netlink.receiveFrom<number>(100);
numbers.push(fromKernel.address, datagram.packetType ?? 0, datagram.hardwareAddress?.length ?? 0, server.available(), server.setBlocking(true).peek(5).length);
// @ts-expect-error: it may be false
nonblocking.receiveFrom().data;
// @ts-expect-error: flags cannot be chosen
client.peek(5, 2);

// accept, send, receive

function serve(): number {
  using peer = server.accept();
  return peer.receive().length;
}
const accepted: Socket | false = server.setBlocking(false).accept();
// @ts-expect-error: it may be false
accepted.close();
if (accepted !== false) accepted.receive().length;

const everything: Data[] = ["text", Buffer.from("b"), new Uint8Array(1), new DataView(new ArrayBuffer(1)), new ArrayBuffer(1)];
const sent: true[] = everything.map((data) => client.send(data));
client.send("text", "127.0.0.1", 9);
client.send("text", "/run/path");
client.send("text", null, null);
// @ts-expect-error: a port without an address
client.send("text", null, 9);
// @ts-expect-error: a number is no data
client.send(5);
const partly: (number | boolean)[] = [nonblocking.send("text"), nonblocking.send("text", "/run/path"), nonblocking.connect("::1")];
// @ts-expect-error: it may be false, or a number
const wholly: true = nonblocking.send("text");

const received: Buffer = client.receive();
received.toString("utf8");
client.receive(100).length;
const receivedAtOnce: Buffer | false = nonblocking.receive();
// @ts-expect-error: it may be false
receivedAtOnce.length;

const into: number = client.receiveInto(new Uint8Array(10));
client.receiveInto(new DataView(new ArrayBuffer(1)), 0, null);
client.receiveInto(new ArrayBuffer(1), "1", 0);
const intoAtOnce: number | false = nonblocking.receiveInto(new Uint8Array(10));
// @ts-expect-error: it may be false
intoAtOnce.toFixed();
// @ts-expect-error: a string is no memory
client.receiveInto("text");

const fileSent: number = client.sendFile("/etc/hosts") + client.sendFile(5, null, "10") + client.sendFile("/etc/hosts", 5);
const fileAtOnce: number | false = nonblocking.sendFile("/etc/hosts");
// @ts-expect-error: it may be false
fileAtOnce.toFixed();
// @ts-expect-error: bytes are no path
client.sendFile(new Uint8Array(1));

// Messages with control data

const control: MessageControl = { ttl: 1, tos: 2, segmentSize: 64, credentials: { pid: 1, uid: 2, gid: 3 }, control: [{ level: 0, type: 2, data: new Uint8Array(4) }] };
const outgoing: OutgoingMessage = {
  ...control, data: ["text", new Uint8Array(1)], address: ["127.0.0.1", 9], flags: Socket.MSG_MORE, descriptors: [client, nonblocking, 3],
  packetInfo: { interface: "lo", address: "127.0.0.1" },
};
const sentMessage: true = client.sendMessage(outgoing);
const sentPerhaps: boolean | number = nonblocking.sendMessage({ data: "text", address: "127.0.0.1", port: "9" });
// @ts-expect-error: no such control data
client.sendMessage({ data: "text", hops: 3 });
const whole: Buffer = client.receiveMessage().data;
const wholeToo: Buffer = client.receiveMessage({ size: 100 }).data;
// @ts-expect-error: it may be false
nonblocking.receiveMessage().data;
const receiving: ReceiveOptions = { size: "5", flags: Socket.MSG_PEEK, into: null };
const queued: ReceivedMessage | false = client.receiveMessage({ flags: Socket.MSG_ERRQUEUE });
const room: Room[] = [new Uint8Array(1), new ArrayBuffer(1)];
const scattered = client.receiveMessage({ into: room });
if (scattered !== false) numbers.push(scattered.bytes, scattered.flags, scattered.ttl ?? 0, scattered.dropped ?? 0);
if (queued !== false) {
  const { error, timestamp, descriptors = [], packetInfo, truncated, controlTruncated }: ReceivedMessage = queued;
  const told: QueuedError | undefined = error;
  const when: bigint | undefined = timestamp;
  const cut: boolean[] = [truncated, controlTruncated];
  names.push(told?.code ?? "", told?.offender ?? "", packetInfo?.interface ?? "", packetInfo?.address ?? "", `${when} ${cut} ${receiving.size} ${sentMessage} ${sentPerhaps}`);
  for (const came of descriptors) {
    if (came instanceof Descriptor) numbers.push(came.fd, came.detach());
    came.close();
  }
}
{
  using disposed: Descriptor | undefined = undefined;
}
// @ts-expect-error: it is only received
new Descriptor();
numbers.push(whole.length, wholeToo.length);

// Many datagrams

const messages: Message[] = ["text", new Uint8Array(1), ["text"], ["text", "/run/path"], ["text", "127.0.0.1", 9]];
const handed: number = client.sendMany(messages);
const senders: SocketName[] = [];
const datagrams: Buffer[] = client.receiveMany(64, 2048, senders);
client.receiveMany("1", 10).length;
const manyAtOnce: (number | false)[] = [nonblocking.sendMany(messages)];
// @ts-expect-error: it may be false
nonblocking.receiveMany(1, 1).length;
// @ts-expect-error: it may be false
nonblocking.sendMany(messages).toFixed();
// @ts-expect-error: the size is needed
client.receiveMany(1);

// Options

const option: number = client.getOption(Socket.SO_ERROR);
const raw: Buffer = client.getOption(Socket.SO_LINGER, 8);
client.setOption(Socket.SO_LINGER, raw).setOption(Socket.SO_RCVBUF, 4096).setOption(Socket.SO_SNDBUF, "4096");
// @ts-expect-error: a number is no Buffer
client.getOption(Socket.SO_ERROR).byteLength;

// The end

const handedOver = new net.Socket({ fd: client.detach() });
const nothing: void = server.close();
function disposed(): void {
  using socket = new Socket(Socket.PF_INET, Socket.SOCK_DGRAM);
  socket[Symbol.dispose]();
}

// Errors

function explain(error: unknown): string {
  if (!(error instanceof SocketError)) return "";
  const { name, message, code, errno, syscall, address = "", port = 0, hostname = "", path = "", bytesSent = 0, messagesSent = 0 } = error;
  const strings: string[] = [name, message, code, syscall, address, hostname, path];
  return strings.join() + (errno + port + bytesSent + messagesSent).toFixed();
}
// @ts-expect-error: only sockets make them
new SocketError({});

export {
  accepted, all, bound, client, connected, connectedAgain, constants, datagrams, disposed, explain, fileSent, firstOf, firsts, handed,
  handedOver, interruptible, into, known, label, manyAtOnce, member, messages, modes, Named, named, names, never, nonblocking, nothing,
  numbers, option, outgoing, partly, path, perhaps, ports, quick, renamed, resolving, room, sent, serve, server, waiting, wholly, wrong,
};
export type { Wrong };
