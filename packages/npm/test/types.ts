// Every member of index.d.ts in use, as CommonJS. It is compiled, never run.

import * as net from "node:net";
import teasocket = require("teasocket");
import { Data, Message, Numeric, Poller, PollerEntry, Selectable, Socket, SocketError, SocketName } from "teasocket";

const constants: number[] = [
  Socket.PF_INET, Socket.PF_INET6, Socket.PF_UNIX, Socket.SOCK_STREAM, Socket.SOCK_DGRAM, Socket.SOCK_RAW,
  Socket.IPPROTO_TCP, Socket.IPPROTO_UDP, Socket.IPPROTO_ICMP, Socket.IPPROTO_ICMPV6,
  Socket.SO_REUSEADDR, Socket.SO_BROADCAST, Socket.SO_KEEPALIVE, Socket.SO_ERROR, Socket.SO_LINGER, Socket.SO_RCVBUF,
  Socket.SO_SNDBUF, Socket.SO_RCVTIMEO, Socket.SO_SNDTIMEO, Socket.TCP_NODELAY, Socket.SOMAXCONN,
];
// @ts-expect-error: constants are read-only
Socket.PF_INET = 3;

// Statics

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
}
const named: Named = new Named(Socket.PF_INET, Socket.SOCK_STREAM)
  .setBlocking(false).setBlocking(1).setOption(Socket.SO_REUSEADDR, true).bind("127.0.0.1").bind("127.0.0.1", "8080")
  .listen().listen(5).shutdown().shutdown("both");
// @ts-expect-error: no such direction
client.shutdown("up");

// Names

const name: SocketName = server.getSockName();
const connected: boolean = client.connect(...name);
const ported: Numeric = "8080";
client.connect("127.0.0.1", ported);
client.connect("/run/path");
const [host, port = 0]: [string, number?] = client.getPeerName();
names.push(host);
numbers.push(port);
// @ts-expect-error: a port is no arbitrary string
client.connect("127.0.0.1", "http");

// accept, send, receive: false must be told apart

const accepted: Socket | false = server.accept();
// @ts-expect-error: it may be false
accepted.close();
if (accepted !== false) accepted.close();

const everything: Data[] = ["text", Buffer.from("b"), new Uint8Array(1), new DataView(new ArrayBuffer(1)), new ArrayBuffer(1)];
const sent: (boolean | number)[] = everything.map((data) => client.send(data));
client.send("text", "127.0.0.1", 9);
client.send("text", "/run/path");
client.send("text", null, null);
// @ts-expect-error: a port without an address
client.send("text", null, 9);
// @ts-expect-error: a number is no data
client.send(5);

const received: Buffer | false = client.receive();
if (client.receive(100) !== false && received !== false) console.log(received.toString("utf8"));

const into: number | false = client.receiveInto(new Uint8Array(10));
client.receiveInto(new DataView(new ArrayBuffer(1)), 0, null);
client.receiveInto(new ArrayBuffer(1), "1", 0);
// @ts-expect-error: a string is no memory
client.receiveInto("text");

// Many datagrams

const messages: Message[] = ["text", new Uint8Array(1), ["text"], ["text", "/run/path"], ["text", "127.0.0.1", 9]];
const handed: number | false = client.sendMany(messages);
const senders: SocketName[] = [];
const datagrams: Buffer[] | false = client.receiveMany(64, 2048, senders);
client.receiveMany("1", 10);
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
const mixed: Selectable[] = [client, wrapped];
const ready: number = Socket.select([client], null, mixed, 1.5);
Socket.select();
Socket.select([named], [wrapped]);
Socket.select(null, null, undefined, Infinity);
// @ts-expect-error: the arrays are edited
Socket.select([client] as readonly Socket[]);
// @ts-expect-error: what looks like a socket is none
Socket.select([{ fd: 1 }]);

// Poller

const poller: Poller<{ name: string }> = new Poller<{ name: string }>()
  .add(client, "r", { name: "client" }).add(wrapped, "rw").modify(client, "w").remove(wrapped);
const entries: PollerEntry<{ name: string }>[] = poller.wait();
for (const { socket, events, tag } of [...entries, ...poller.wait(0.5, 10)]) console.log(socket, events, tag?.name);
new Poller().add(client, "r", 5).close();
poller[Symbol.dispose]();
// @ts-expect-error: no such events
poller.add(client, "x");
// @ts-expect-error: another type of tag
poller.add(client, "r", 5);

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

export { constants, into, handed, datagrams, names, connected, sent, option, ready, handedOver, nothing, disposed, explain };
