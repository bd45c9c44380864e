"use strict";

const { Socket } = require("socket");
const { test, skip, done, ok, equal, deepEqual, throws, rejects } = require("./harness.js");
const { smallStreamPair, streamPair, datagramSocket, datagramPair, receiveAllAsync, pattern, fullPair, isSettled, turn } = require("./sockets.js");

function needStreams() {
  if (typeof ReadableStream !== "function" || typeof WritableStream !== "function") skip("the host has no web streams");
}

test("toWeb gives a readable and a writable stream of the web", async () => {
  needStreams();
  const [client, server] = streamPair();
  const { readable, writable } = server.toWeb();
  ok(readable instanceof ReadableStream && writable instanceof WritableStream);
  const writer = writable.getWriter();
  await writer.write("from ");
  await writer.write(Buffer.from("the web"));
  let all = "";
  while (all.length < 12) all += await client.receiveAsync();
  equal(all, "from the web");
  client.send("to the web");
  const { value, done: isDone } = await readable.getReader().read();
  deepEqual([value.toString(), isDone], ["to the web", false]);
  ok(value instanceof Uint8Array);
});

test("the readable stream ends with the connection's, and the socket stays open for writing", async () => {
  needStreams();
  const [client, server] = streamPair();
  const { readable, writable } = server.toWeb();
  client.send("last words");
  client.shutdown();
  let all = "";
  for await (const chunk of readable) all += Buffer.from(chunk).toString();
  equal(all, "last words");
  const writer = writable.getWriter();
  await writer.write("an answer");
  equal(client.receive().toString(), "an answer");
  ok(server.fd >= 0);
  await writer.close();
  equal(client.receive().length, 0);
  equal(server.fd, -1);
});

test("closing the writable stream ends sending, and receiving goes on", async () => {
  needStreams();
  const [client, server] = streamPair();
  const { readable, writable } = server.toWeb();
  const writer = writable.getWriter();
  writer.write("a question");
  await writer.close();
  equal(client.receive().toString(), "a question");
  equal(client.receive().length, 0);
  client.send("an answer");
  const reader = readable.getReader();
  equal(Buffer.from((await reader.read()).value).toString(), "an answer");
  ok(server.fd >= 0, "open while there may come more");
  client.close();
  equal((await reader.read()).done, true);
  await reader.closed;
  equal(server.fd, -1);
});

test("a slow reader holds the peer up, and no more is received than was asked for", async () => {
  needStreams();
  const [client, server] = smallStreamPair();
  const { readable } = server.toWeb();
  const data = pattern(8 << 20);
  const sending = client.sendAsync(data).then(() => client.close());
  const reader = readable.getReader();
  const all = new Uint8Array(data.length);
  let { value } = await reader.read();
  all.set(value, 0);
  let length = value.length;
  for (let i = 0; i < 10; i += 1) await turn();
  equal(await isSettled(sending), false, "the peer has sent all while nobody read");
  while (!({ value } = await reader.read()).done && value !== undefined) {
    ok(value.length <= 65536, `a chunk of ${value.length} bytes`);
    all.set(value, length);
    length += value.length;
  }
  deepEqual(all, data);
  await sending;
});

test("nothing is received before it is asked for", async () => {
  needStreams();
  const [one, other] = datagramPair();
  other.toWeb();
  one.send("x");
  await turn();
  equal(other.receive().toString(), "x");
});

test("a slow peer holds the writer up", async () => {
  needStreams();
  const [client, server] = smallStreamPair();
  const { writable } = server.toWeb();
  const writer = writable.getWriter();
  const chunk = pattern(1 << 20);
  const writes = [writer.write(chunk), writer.write(chunk), writer.write(chunk)];
  ok(writer.desiredSize < 0, `desiredSize is ${writer.desiredSize}`);
  equal(await isSettled(Promise.all(writes)), false);
  const closing = writer.close();
  const received = await receiveAllAsync(client, 3 << 20);
  deepEqual(received.subarray(2 << 20), chunk);
  await Promise.all([...writes, closing]);
});

test("streams of two connections are piped into each other", async () => {
  needStreams();
  const [source, relayIn] = smallStreamPair();
  const [relayOut, target] = smallStreamPair();
  const data = pattern(2 << 20);
  const piping = relayIn.toWeb().readable.pipeTo(relayOut.toWeb().writable);
  const sending = source.sendAsync(data).then(() => source.close());
  deepEqual(await receiveAllAsync(target, data.length), data);
  await Promise.all([piping, sending]);
});

test("a stream goes through a transformation of the web's", async () => {
  needStreams();
  if (typeof TextDecoderStream !== "function") skip("the host has no TextDecoderStream");
  const [client, server] = streamPair();
  client.send("gr\u00fc\u00dfe");
  client.close();
  let text = "";
  for await (const part of server.toWeb().readable.pipeThrough(new TextDecoderStream())) text += part;
  equal(text, "gr\u00fc\u00dfe");
});

test("canceling the readable stream closes the socket, also while it waits", async () => {
  needStreams();
  for (const waits of [true, false]) {
    const [client, server] = streamPair();
    const reader = server.toWeb().readable.getReader();
    const reading = waits ? reader.read() : undefined;
    await turn();
    await reader.cancel("enough");
    equal(server.fd, -1);
    if (waits) equal((await reading).done, true);
    equal((await client.receiveAsync()).length, 0);
  }
});

test("aborting the writable stream closes the socket, also while it waits", async () => {
  needStreams();
  const [, idle] = streamPair();
  await idle.toWeb().writable.abort("enough");
  equal(idle.fd, -1);
  const [full] = fullPair();
  const writer = full.toWeb().writable.getWriter();
  const writing = writer.write("waits");
  equal(await isSettled(writing), false);
  const aborting = writer.abort("enough");
  await rejects(() => writing);
  await aborting;
  equal(full.fd, -1);
});

test("an error of receiving is that of both streams, and closes the socket", async () => {
  needStreams();
  const [client, server] = streamPair();
  const { readable, writable } = server.toWeb();
  client.setOption("SO_LINGER", 0).close();
  await rejects(() => readable.getReader().read(), { name: "SocketError", code: "ECONNRESET" });
  await rejects(() => writable.getWriter().write("x"), { name: "SocketError", code: "ECONNRESET" });
  equal(server.fd, -1);
});

test("an error of sending is that of both streams, and closes the socket", async () => {
  needStreams();
  const [, server] = streamPair();
  const { readable, writable } = server.toWeb();
  const reading = readable.getReader().read();
  server.shutdown();
  await rejects(() => writable.getWriter().write("x"), { name: "SocketError", code: "EPIPE" });
  await rejects(() => reading, { name: "SocketError", code: "EPIPE" });
  equal(server.fd, -1);
});

test("a chunk that cannot be sent rejects with a TypeError", async () => {
  needStreams();
  const [, server] = streamPair();
  await rejects(() => server.toWeb().writable.getWriter().write(5), { name: "TypeError", code: "ERR_INVALID_ARG_TYPE" });
});

test("closing the socket ends the readable stream", async () => {
  needStreams();
  const [, server] = streamPair();
  const reading = server.toWeb().readable.getReader().read();
  await turn();
  server.close();
  equal((await reading).done, true);
});

test("toWeb of a datagram socket gives { data, address, port }, and takes them", async () => {
  needStreams();
  const from = datagramSocket();
  const to = datagramSocket();
  const [address, port] = to.getSockName();
  const writer = from.toWeb().writable.getWriter();
  const reader = to.toWeb().readable.getReader();
  await writer.write({ data: "by an object", address, port });
  await writer.write({ data: Buffer.from("by an array"), address: [address, port] });
  await writer.write({ data: "", address, port });
  for (const expected of ["by an object", "by an array", ""]) {
    const { value } = await reader.read();
    deepEqual([value.data.toString(), value.address, value.port], [expected, ...from.getSockName()]);
  }
});

test("toWeb of a connected datagram socket takes what send takes", async () => {
  needStreams();
  const [one, other] = datagramPair();
  const writer = one.toWeb().writable.getWriter();
  for (const chunk of ["text", Buffer.from("buffer"), new Uint8Array([65]), new Uint8Array([66]).buffer]) await writer.write(chunk);
  deepEqual([1, 2, 3, 4].map(() => other.receive().toString()), ["text", "buffer", "A", "B"]);
  await writer.close();
});

test("toWeb on a closed socket throws EBADF, on a wrong this a TypeError", () => {
  const closed = datagramSocket();
  closed.close();
  throws(() => closed.toWeb(), { name: "SocketError", code: "EBADF", syscall: "toWeb" });
  throws(() => Socket.prototype.toWeb.call({}), { name: "TypeError" });
});

done();
