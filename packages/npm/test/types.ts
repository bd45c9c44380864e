// Every member of index.d.ts in use, as CommonJS. It is compiled, never run.

import * as dgram from "node:dgram";
import * as http from "node:http";
import * as net from "node:net";
import teasocket = require("teasocket");
import {
  ActivatedSocket, AddrInfo, AddrInfoOptions, Address, AddressParts, AnySocket, AnySocketName, AwaitOptions, BlockingMode, BytesName, Connection,
  Credentials, Data, DatagramSocket, Descriptor, FilterInstruction, GroupMembership, HostSocket, IfNonBlocking, InMode, InterfaceAddress, Iterated, ListenDescriptor,
  Listener, Message, MessageControl, NameInfo, NetlinkName,
  NetworkInterface, Numeric, Option, OptionDescription, OptionHolder, OptionKind, OutgoingMessage, PacketName, Poller, PollerEntry, PollerEvents,
  PollerOptions, PresentOption, QueuedError, ReadableOption, ReceiveOptions, ReceivedDatagram, ReceivedMessage, Room, Selectable, Socket,
  SocketError, SocketName, SocketOptions, TcpInfo, VsockName, WebStreams, WritableOption, getOption, sdListenDescriptors, sdNotify,
  sdWatchdogInterval, setOption,
} from "teasocket";
import { type Facility, type Severity, Syslog } from "teasocket/syslog";

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

// Services, and sockets of the runtime's own

const isTold: boolean = sdNotify("READY=1") && sdNotify({ STATUS: "serving", MAINPID: 5, READY: 1n });
// @ts-expect-error: true is no value of a variable
sdNotify({ READY: true });
const watchdog: number | null = sdWatchdogInterval();
const listens: ListenDescriptor[] = sdListenDescriptors();
names.push(...listens.filter(({ isSocket }) => !isSocket).map(({ fd, name }) => `${name} ${fd}`));

const native: net.Socket = setOption(new net.Socket(), "TCP_USER_TIMEOUT", 5_000);
const holders: OptionHolder[] = [native, net.createServer(), http.createServer(), dgram.createSocket("udp4"), client, { getSocket: () => client }];
const hostSocket: HostSocket = native;
const lingering: number | null = getOption(holders[0]!, "SO_LINGER");
const numbered: number = getOption(hostSocket, Socket.SO_KEEPALIVE, null, 1);
const rawOption: Buffer = getOption(native, Socket.SO_LINGER, 8);
setOption(client, Socket.SO_KEEPALIVE, true).send("still a Socket");
// @ts-expect-error: a flag is no text
setOption(native, "SO_KEEPALIVE", "yes");
// @ts-expect-error: a port is no socket
getOption(7000, "SO_KEEPALIVE");

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

// Many datagrams

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

// select

const wrapped = { label: "any object with getSocket()", getSocket: () => client };
const mixed: Selectable[] = [client, wrapped, nonblocking, { getSocket: () => nonblocking }];
const ready: number = Socket.select([client], null, mixed, 1.5);
Socket.select();
Socket.select([named], [wrapped]);
const waited = [nonblocking];
Socket.select(waited, null, null, 0);
for (const socket of waited) firsts.push(socket.receive() === false ? 0 : 1);
Socket.select(null, null, undefined, Infinity);
// @ts-expect-error: the arrays are edited
Socket.select([client] as readonly Socket[]);
// @ts-expect-error: what looks like a socket is none
Socket.select([{ fd: 1 }]);

// Poller: what it tells has the types of what was added

const poller: Poller = new Poller().add(client, "r").add(server, "rw", 5).modify(client, "w").modify(client, "w", "tag").remove(client);
for (const { socket, events, tag } of [...poller.wait(), ...poller.wait(0.5, 10)]) console.log(socket.receive().length, events, tag);
poller.wake();
const events: PollerEvents[] = ["r", "w", "rw", "e", "re", "we", "rwe"];
for (const each of events) poller.add(client, each, { tag: 5, edge: true, once: 1 }).modify(client, each, { once: false });
// @ts-expect-error: a mode is no text
new Poller<Socket, string>().add(client, "e", { tag: "text", edge: "yes" });
const how: PollerOptions<string> = { tag: "text", edge: true };
new Poller<Socket, string>().add(client, "e", how).modify(client, "e", { once: true }).modify(client, "e", how);
// @ts-expect-error: each has a tag
new Poller<Socket, string>().add(client, "e", { edge: true });
poller[Symbol.dispose]();
// @ts-expect-error: no such events
poller.add(client, "x");
// @ts-expect-error: it is no blocking socket
poller.add(nonblocking, "r");

const tagged = new Poller<Socket, string>().add(client, "r", "client").modify(client, "w").modify(client, "w", "again");
const entries: PollerEntry<Socket, string>[] = tagged.wait();
for (const { socket, tag } of entries) console.log(socket.receive().length, tag.toUpperCase());
// @ts-expect-error: each has a tag
tagged.add(client, "r");
// @ts-expect-error: another type of tag
tagged.add(client, "r", 5);
// @ts-expect-error: another type of tag
tagged.modify(client, "r", undefined);

const wrapping = new Poller<typeof wrapped | Socket<"nonblocking">, number | undefined>()
  .add(wrapped, "r").add(nonblocking, "w", 5).add(nonblocking, "w", undefined);
for (const { socket, tag = 0 } of wrapping.wait()) {
  console.log(tag.toFixed(), "label" in socket ? socket.label : firstOf(socket));
}
// @ts-expect-error: nothing of the kind was added
tagged.remove(wrapped);
// @ts-expect-error: what looks like a socket is none
new Poller<{ fd: number }>();

// Promises: the arguments of the call, and then perhaps the options; never false, whatever the mode

const patience: AwaitOptions = { signal: new AbortController().signal, timeout: "5.5" };
const impatience: AwaitOptions = { signal: null, timeout: null };
// @ts-expect-error: no such option
client.receiveAsync({ deadline: 5 });

async function waits(): Promise<void> {
  const address: Address = "127.0.0.1";
  const done: true[] = [
    await client.connectAsync(address), await client.connectAsync(address, 80), await client.connectAsync(address, "80", patience),
    await client.connectAsync(address, null, patience), await client.connectAsync(server.getSockName()), await client.connectAsync(server.getSockName(), patience),
    await client.connectAsync("/run/path", impatience), await nonblocking.connectAsync(Buffer.from("/run/path"), { timeout: 5 }),
    await client.sendAsync("text"), await nonblocking.sendAsync(new Uint8Array(1)), await client.sendAsync("text", patience), await client.sendAsync("text", address),
    await client.sendAsync("text", address, 80), await client.sendAsync("text", address, 80, patience), await client.sendAsync("text", null, null, patience),
    await client.sendAsync("text", client.getPeerName()), await client.sendAsync("text", client.getPeerName(), patience), await client.sendAsync("text", path, patience),
    await client.sendMessageAsync(outgoing), await nonblocking.sendMessageAsync({ data: "text" }, patience),
    await client.readable(), await nonblocking.readable(patience), await client.writable(null), await client.writable({ timeout: 0 }),
  ];
  const accepted: Connection[] = [await server.acceptAsync(), await nonblocking.acceptAsync(patience)];
  const received: Buffer[] = [
    await client.receiveAsync(), await nonblocking.receiveAsync(), await client.receiveAsync(10), await client.receiveAsync("10", patience),
    await client.receiveAsync(null, patience), await client.receiveAsync(patience), await client.receiveAsync(10, null),
    ...await client.receiveManyAsync(10, 100), ...await nonblocking.receiveManyAsync("10", 100, []), ...await client.receiveManyAsync(10, 100, patience),
    ...await client.receiveManyAsync(10, 100, null, patience), ...await client.receiveManyAsync(10, 100, [], patience),
    (await client.receiveFromAsync()).data, (await nonblocking.receiveFromAsync(10, patience)).data, (await client.receiveFromAsync(patience)).data,
    (await client.receiveMessageAsync()).data, (await nonblocking.receiveMessageAsync({ size: 10, flags: Socket.MSG_ERRQUEUE })).data,
    (await client.receiveMessageAsync(null, patience)).data, (await client.receiveMessageAsync({ size: 10 }, patience)).data, (await client.receiveMessageAsync(patience)).data,
  ];
  const counts: number[] = [
    await client.receiveIntoAsync(new Uint8Array(1)), await nonblocking.receiveIntoAsync(new ArrayBuffer(1), 0, 1), await client.receiveIntoAsync(new Uint8Array(1), patience),
    await client.receiveIntoAsync(new Uint8Array(1), 0, patience), await client.receiveIntoAsync(new Uint8Array(1), null, 1, patience),
    await client.sendManyAsync(messages), await nonblocking.sendManyAsync(messages, patience), await client.sendFileAsync("file"), await nonblocking.sendFileAsync(3, 0, 10),
    await client.sendFileAsync("file", patience), await client.sendFileAsync("file", 5, patience), await client.sendFileAsync("file", 5, "10", patience),
    (await client.receiveMessageAsync({ into: room })).bytes, (await client.receiveMessageAsync({ into: new Uint8Array(1) }, patience)).bytes,
    await Socket.selectAsync(), await Socket.selectAsync([client], patience), await Socket.selectAsync([client], null, patience), await Socket.selectAsync(null, mixed, null, patience),
    await Socket.selectAsync([client], null, mixed, 1.5), await Socket.selectAsync([client], null, mixed, 1.5, patience), await Socket.selectAsync(waited, [], null, null),
  ];
  const sender: string = (await client.receiveFromAsync()).address;
  const kernel: number = (await client.receiveFromAsync<number>(10, patience)).address;
  const told: string[] = [
    await Socket.getAddrInfoAsync("localhost"), await Socket.getAddrInfoAsync("localhost", Socket.PF_INET), await Socket.getAddrInfoAsync("localhost", null, patience),
    await Socket.getAddrInfoAsync("localhost", patience), await Socket.getAddrInfoAsync("localhost", { family: 0 }), await Socket.getAddrInfoAsync("localhost", { ...resolving, all: false }, patience),
    await Socket.getNameInfoAsync(address), await Socket.getNameInfoAsync(address, Socket.PF_INET), await Socket.getNameInfoAsync(address, null, null, patience),
    await Socket.getNameInfoAsync(address, patience), await Socket.getNameInfoAsync(address, Socket.PF_INET, patience), sender,
  ];
  const resolved: AddrInfo[] = [...await Socket.getAddrInfoAsync("localhost", { all: true }), ...await Socket.getAddrInfoAsync("localhost", { all: 1 }, patience)];
  const { host, service }: NameInfo = await Socket.getNameInfoAsync(address, null, 80, patience);
  // @ts-expect-error: a connection is no address
  await client.connectAsync(client);
  // @ts-expect-error: the address is needed
  await client.connectAsync();
  // @ts-expect-error: the size is needed
  await client.receiveManyAsync(1, patience);
  // @ts-expect-error: it is a promise
  client.receiveAsync().length;
  const entries: PollerEntry<Socket, string>[] = [
    ...await tagged.waitAsync(), ...await tagged.waitAsync(0.5), ...await tagged.waitAsync(null, 10), ...await tagged.waitAsync(5, 10, patience), ...await tagged.waitAsync(patience),
    ...await tagged.waitAsync(5, patience),
  ];
  for (const { socket, tag } of entries) numbers.push((await socket.receiveAsync()).length, tag.length);
  const same: Named = named.ref().unref();
  console.log(done, accepted.length, received.length, counts.length, kernel, told, resolved, host, service, same);
}

// What a loop gives: of a listener connections, of those data; of other sockets what they are told to be

async function loops(): Promise<void> {
  const listening: Listener = new Socket(Socket.PF_INET, Socket.SOCK_STREAM).bind("127.0.0.1").listen();
  for await (const connection of listening) {
    for await (const data of connection) numbers.push(data.length);
    for await (const data of connection.setBlocking(false)) numbers.push(data.length);
  }
  for await (const connection of listening.setBlocking(false).ref().setOption("SO_REUSEADDR", true)) numbers.push(connection.fd);
  for await (const connection of named.listen()) numbers.push(connection.receive().length, named.label.length);
  const peer: Connection = new Socket(Socket.PF_INET, Socket.SOCK_STREAM);
  for await (const data of peer) numbers.push(data.length);
  for await (const data of client as Connection) numbers.push(data.length);
  for (const end of Socket.pair()) for await (const data of end.duplicate()) numbers.push(data.length);
  const socket: DatagramSocket = new Socket(Socket.PF_INET, Socket.SOCK_DGRAM);
  for await (const { data, address, port } of socket) names.push(`${data} ${address.toUpperCase()} ${port?.toFixed()}`);
  for await (const { address } of nonblocking as DatagramSocket<"nonblocking", number>) numbers.push(address);
  const [one] = Socket.pair(null, Socket.SOCK_DGRAM);
  for await (const { data } of one as DatagramSocket) numbers.push(data.length);
  const adopted = Socket.fromDescriptor<"blocking", Buffer>(3);
  for await (const data of adopted) numbers.push(data.length);
  for await (const item of client) {
    const any: Iterated = item;
    if (item instanceof Socket) numbers.push(item.fd);
    else if (Buffer.isBuffer(item)) numbers.push(item.length);
    else numbers.push(item.data.length);
    console.log(any);
  }
  // @ts-expect-error: it may be any of the three
  for await (const item of client) item.length;
  // @ts-expect-error: a listener gives no data
  for await (const data of listening) data.toString("utf8");
  // @ts-expect-error: what reads data does not take what listens
  const reading: Connection = listening;
  const kinds: AnySocket[] = [listening, peer, socket, reading];
  const plainest: Socket[] = [listening, peer, socket];
  console.log(kinds, plainest, Socket.select([listening, peer], [socket]), new Poller<Listener | Connection>().add(listening, "r").add(peer, "w"));
}

// Streams of the web

async function streams(): Promise<void> {
  const { readable, writable }: WebStreams<Buffer> = server.accept().toWeb();
  for await (const data of readable) numbers.push(data.length);
  const writer = writable.getWriter();
  await writer.write("text");
  await writer.write({ data: new Uint8Array(1), address: "127.0.0.1", port: "9" });
  await writer.write({ data: "text", address: client.getPeerName() });
  // @ts-expect-error: a number is no data
  await writer.write(5);
  for await (const { data, address } of (client as DatagramSocket).toWeb().readable) names.push(`${data} ${address}`);
}

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

// Syslog

const log: Syslog = new Syslog({ address: "127.0.0.1", port: 514, transport: "tcp", facility: "local0", appName: "types", procId: null, bom: true });
const cutOff: number = log.write("warning", "text", { id: "ID", data: { "a@1": { text: "x", many: [1, true, "y"] } }, timestamp: new Date() });
const later: Promise<number> = log.writeAsync(3, "text", { signal: AbortSignal.timeout(5), timeout: 5 });
const severity: Severity | undefined = Syslog.severities[0];
const facilities: readonly Facility[] = Syslog.facilities;
log.close();
new Syslog();
new Syslog({ path: "/dev/log", format: "rfc5424" });
// @ts-expect-error: a path or an address
new Syslog({ path: "/dev/log", address: "127.0.0.1" });
// @ts-expect-error: no such severity
log.write("loud", "text");

export {
  cutOff, later, severity, facilities, isTold, watchdog, lingering, numbered, rawOption, constants, member, fileSent, ports, known, renamed, modes, never, perhaps, label, wrong, waiting, quick, partly, wholly, manyAtOnce, into, handed, datagrams, names,
  interruptible, waits, loops, streams, connectedAgain, bound, connected, sent, serve, option, ready, handedOver, nothing, disposed, explain,
};
export type { Wrong };
