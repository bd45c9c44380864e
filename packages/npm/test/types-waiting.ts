// select, pollers and promises in use, see types.ts.

import {
  AddrInfo, Address, AnySocket, AwaitOptions, Connection, DatagramSocket, Iterated, Listener, NameInfo, Poller, PollerEntry, PollerEvents,
  PollerOptions, Selectable, Socket, WebStreams,
} from "teasocket";
import { client, firstOf, firsts, messages, Named, named, names, nonblocking, numbers, outgoing, path, resolving, room, server } from "./types.js";

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

export { waits, loops, streams, ready };
