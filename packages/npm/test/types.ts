// Every member of index.d.ts in use, as CommonJS. It is compiled, never run.

import * as net from "node:net";
import teasocket = require("teasocket");
import {
  AnySocket, BlockingMode, Data, Descriptor, IfNonBlocking, InMode, Message, MessageControl, Numeric, OutgoingMessage, Poller, PollerEntry,
  QueuedError, ReceivedMessage, ReceiveOptions, Room, Selectable, Socket, SocketError, SocketName,
} from "teasocket";

const constants: number[] = [
  Socket.PF_INET, Socket.PF_INET6, Socket.PF_UNIX, Socket.SOCK_STREAM, Socket.SOCK_DGRAM, Socket.SOCK_RAW,
  Socket.IPPROTO_TCP, Socket.IPPROTO_UDP, Socket.IPPROTO_ICMP, Socket.IPPROTO_ICMPV6,
  Socket.SO_REUSEADDR, Socket.SO_BROADCAST, Socket.SO_KEEPALIVE, Socket.SO_ERROR, Socket.SO_LINGER, Socket.SO_RCVBUF,
  Socket.SO_SNDBUF, Socket.SO_RCVTIMEO, Socket.SO_SNDTIMEO, Socket.TCP_NODELAY, Socket.SOMAXCONN,
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
const names: string[] = [Socket.getNameInfo(address), Socket.getNameInfo(address6, null), Socket.getHostName()];

// Constructor and properties

const server: Socket = new teasocket.Socket(Socket.PF_INET, Socket.SOCK_STREAM);
const client = new Socket(Socket.PF_INET, Socket.SOCK_STREAM, proto);
const numbers: number[] = [client.family, client.type, client.proto, client.fd];
// @ts-expect-error: properties are read-only
client.fd = 1;
// @ts-expect-error: the type is needed
new Socket(Socket.PF_INET);

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
const options: ReceiveOptions = { size: "5", flags: Socket.MSG_PEEK, into: null };
const queued: ReceivedMessage | false = client.receiveMessage({ flags: Socket.MSG_ERRQUEUE });
const room: Room[] = [new Uint8Array(1), new ArrayBuffer(1)];
const scattered = client.receiveMessage({ into: room });
if (scattered !== false) numbers.push(scattered.bytes, scattered.flags, scattered.ttl ?? 0, scattered.dropped ?? 0);
if (queued !== false) {
  const { error, timestamp, descriptors = [], packetInfo, truncated, controlTruncated }: ReceivedMessage = queued;
  const told: QueuedError | undefined = error;
  const when: bigint | undefined = timestamp;
  const cut: boolean[] = [truncated, controlTruncated];
  names.push(told?.code ?? "", told?.offender ?? "", packetInfo?.interface ?? "", packetInfo?.address ?? "", `${when} ${cut} ${options.size} ${sentMessage} ${sentPerhaps}`);
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
  const { name, message, code, errno, syscall, address = "", port = 0, hostname = "", bytesSent = 0, messagesSent = 0 } = error;
  const strings: string[] = [name, message, code, syscall, address, hostname];
  return strings.join() + (errno + port + bytesSent + messagesSent).toFixed();
}
// @ts-expect-error: only sockets make them
new SocketError({});

export {
  constants, renamed, modes, never, perhaps, label, wrong, waiting, quick, partly, wholly, manyAtOnce, into, handed, datagrams, names,
  interruptible, connectedAgain, bound, connected, sent, serve, option, ready, handedOver, nothing, disposed, explain,
};
export type { Wrong };
