"use strict";

const { Socket } = require("socket");
const { test, done, ok, equal, deepEqual, throws, rejects } = require("./harness.js");
const {
  streamPair, smallStreamPair, datagramSocket, datagramPair, waitReadable, receiveAllAsync, pattern, fullPair, isSettled, needLinux, pair, needUnix, takeAway,
} = require("./sockets.js");

// "what can be done at once is done in the call; else operations of one direction are carried out in the order of the calls"

test("several receiveAsync get what comes in the order of the calls", async () => {
  const [client, server] = streamPair();
  const promises = [server.receiveAsync(2), server.receiveAsync(3), server.receiveAsync(1)];
  client.send("aabbbc");
  deepEqual((await Promise.all(promises)).map(String), ["aa", "bbb", "c"]);
});

test("different calls that receive get what comes in the order of the calls", async () => {
  const [one, other] = datagramPair();
  const into = Buffer.alloc(1);
  const promises = [
    other.receiveAsync().then(String), other.receiveFromAsync().then(({ data }) => String(data)), other.receiveIntoAsync(into).then(() => String(into)),
    other.receiveMessageAsync().then(({ data }) => String(data)), other.readable(), other.receiveManyAsync(1, 10).then(String), other.receiveAsync().then(String),
  ];
  for (const data of "123456") one.send(data);
  deepEqual(await Promise.all(promises), ["1", "2", "3", "4", true, "5", "6"]);
});

test("different calls that send send in the order of the calls", async () => {
  const [client, server, count] = fullPair();
  const promises = [client.sendAsync("1"), client.sendMessageAsync({ data: "2" }), client.writable(), client.sendAsync("3"), client.sendMessageAsync({ data: ["4", "5"] })];
  equal(await isSettled(Promise.race(promises)), false);
  const closing = Promise.all(promises).then(() => client.close());
  const received = await receiveAllAsync(server, count + 5);
  equal(Buffer.from(received.subarray(count)).toString(), "12345");
  deepEqual(await Promise.all(promises), [true, true, true, true, true]);
  await closing;
});

test("what comes goes to the first of those that wait, though a later call could take it at once", async () => {
  const [one, other] = datagramPair();
  for (const receive of [() => other.receiveAsync(), () => other.receiveAsync(10), () => other.receiveAsync({ timeout: 60000 })]) {
    const first = receive();
    one.send("1");
    waitReadable(other);
    const second = receive();
    one.send("2");
    deepEqual((await Promise.all([first, second])).map(String), ["1", "2"]);
  }
});

test("what is to be sent goes behind what waits, though there is room meanwhile", async () => {
  for (const send of [(socket, data) => socket.sendAsync(data), (socket, data) => socket.sendAsync(data, { timeout: 60000 })]) {
    const [client, server, count] = fullPair();
    const first = send(client, "1");
    for (let left = count; left > 0;) left -= server.receive().length;
    const second = send(client, "2");
    deepEqual([await first, await second], [true, true]);
    client.close();
    equal(Buffer.from(await receiveAllAsync(server, 2)).toString(), "12");
  }
});

test("promises settle in the order of the calls", async () => {
  const [client, server] = streamPair();
  const order = [];
  const promises = [1, 2, 3].map((i) => server.receiveAsync(1).then(() => order.push(i)));
  client.send("abc");
  await Promise.all(promises);
  deepEqual(order, [1, 2, 3]);
});

test("the two directions do not wait for each other", async () => {
  const [client, server] = smallStreamPair();
  const received = client.receiveAsync();
  const data = pattern(2 << 20);
  const sent = client.sendAsync(data);
  server.send("while you send");
  equal((await received).toString(), "while you send");
  equal(await isSettled(sent), false);
  const again = client.receiveAsync();
  const all = new Uint8Array(data.length);
  for (let length = 0; length < all.length;) length += await server.receiveIntoAsync(all, length);
  deepEqual(all, data);
  equal(await sent, true);
  server.send("after");
  equal((await again).toString(), "after");
});

test("an operation is attempted when the one before it fails", async () => {
  const [client, server] = streamPair();
  const buffer = new Uint8Array(10);
  const first = server.receiveManyAsync(1, 1); // which a stream has not
  const second = server.receiveIntoAsync(buffer);
  const third = server.receiveAsync();
  await rejects(() => first, { code: "EOPNOTSUPP" });
  client.send("0123456789");
  equal(await second, 10);
  client.send("rest");
  equal((await third).toString(), "rest");
});

test("an operation is attempted when the one before it is aborted that waited for something else", async () => {
  needUnix(Socket.SOCK_DGRAM);
  needLinux("elsewhere the buffers are others");
  const [from, full, free] = [datagramSocket(Socket.PF_UNIX), datagramSocket(Socket.PF_UNIX), datagramSocket(Socket.PF_UNIX)];
  from.setBlocking(false);
  while (from.send("x", full.getSockName()) === true);
  const controller = new AbortController();
  const first = rejects(() => from.sendAsync("never", full.getSockName(), { signal: controller.signal }), { name: "AbortError" });
  const second = from.sendAsync("behind", free.getSockName());
  equal(await isSettled(second), false);
  controller.abort();
  equal(free.receive().toString(), "behind");
  equal(await second, true);
  await first;
});

// "two sendAsync never interleave" is in promises-send.js.

// "A synchronous call in a direction where promises are pending throws EBUSY: bytes are never torn."

const receiving = {
  receive: (socket) => socket.receive(),
  receiveInto: (socket) => socket.receiveInto(Buffer.alloc(10)),
  receiveFrom: (socket) => socket.receiveFrom(),
  receiveMany: (socket) => socket.receiveMany(1, 10),
  receiveMessage: (socket) => socket.receiveMessage(),
  peek: (socket) => socket.peek(),
};

const sending = {
  send: (socket) => socket.send("x"),
  sendMany: (socket) => socket.sendMany(["x"]),
  sendMessage: (socket) => socket.sendMessage({ data: "x" }),
};

test("calls that receive throw EBUSY while receiving is awaited, in both blocking modes", async () => {
  for (const blocks of [true, false]) {
    const [one, other] = datagramPair();
    other.setBlocking(blocks);
    const promise = other.receiveAsync();
    for (const [name, call] of Object.entries(receiving)) {
      const error = throws(() => call(other), { name: "SocketError", code: "EBUSY" });
      ok(error.message.startsWith(`${error.syscall} EBUSY`), `${name}: ${error.message}`);
    }
    one.send("awaited");
    waitReadable(other);
    throws(() => other.receive(), { code: "EBUSY" });
    equal((await promise).toString(), "awaited");
  }
});

test("calls that send throw EBUSY while sending is awaited, in both blocking modes", async () => {
  for (const blocks of [true, false]) {
    const [client] = fullPair();
    client.setBlocking(blocks);
    const controller = new AbortController();
    const promise = client.sendAsync("awaited", undefined, undefined, { signal: controller.signal });
    throws(() => client.send("x"), { name: "SocketError", code: "EBUSY", syscall: "send" });
    throws(() => client.send(Buffer.from("x")), { name: "SocketError", code: "EBUSY", syscall: "send" });
    throws(() => client.sendMessage({ data: "x" }), { name: "SocketError", code: "EBUSY", syscall: "sendmsg" });
    controller.abort();
    await rejects(() => promise, { name: "AbortError" });
  }
});

test("each call that sends datagrams throws EBUSY while sending is awaited", async () => {
  needUnix(Socket.SOCK_DGRAM);
  needLinux("elsewhere the buffers are others");
  const [one, other] = pair(Socket.PF_UNIX, Socket.SOCK_DGRAM);
  one.setBlocking(false);
  while (one.send("x") === true);
  const promise = one.sendAsync("awaited");
  for (const call of Object.values(sending)) throws(() => call(one), { name: "SocketError", code: "EBUSY" });
  while (!await isSettled(promise)) other.receive();
  for (const call of Object.values(sending)) ok(call(one) !== undefined);
});

test("the other direction is free while one is awaited", async () => {
  const [client, server] = streamPair();
  const received = client.receiveAsync();
  equal(client.send("free"), true);
  equal(server.receive().toString(), "free");
  server.send("over");
  await received;
  const [full, peer] = fullPair();
  const controller = new AbortController();
  const sent = rejects(() => full.sendAsync("awaited", undefined, undefined, { signal: controller.signal }), { name: "AbortError" });
  peer.send("back");
  equal(full.receive().toString(), "back");
  controller.abort();
  await sent;
});

test("a direction is free again after success", async () => {
  const [one, other] = datagramPair();
  const promises = [other.receiveAsync(), other.receiveAsync()];
  one.send("1");
  await promises[0];
  throws(() => other.receive(), { code: "EBUSY" });
  one.send("2");
  await promises[1];
  one.send("3");
  equal(other.receive().toString(), "3");
});

test("a direction is free again after a failure, a timeout and an abort", async () => {
  const [one, other] = datagramPair();
  const controller = new AbortController();
  const memory = new Uint8Array(10);
  const promises = [
    rejects(() => other.receiveAsync({ timeout: 1 }), { code: "ETIMEDOUT" }),
    rejects(() => other.receiveAsync({ signal: controller.signal }), { name: "AbortError" }),
  ];
  throws(() => other.receive(), { code: "EBUSY" });
  await promises[0];
  throws(() => other.receive(), { code: "EBUSY" });
  controller.abort();
  one.send("free");
  equal(other.receive().toString(), "free");
  await promises[1];
  const failing = other.receiveIntoAsync(memory);
  takeAway(memory.buffer);
  one.send("x");
  await rejects(() => failing, { name: "TypeError" });
  equal(other.receive().toString(), "x");
});

test("a call that is rejected at once leaves its direction free", async () => {
  const [one, other] = datagramPair();
  await rejects(() => other.receiveAsync("x"), { name: "TypeError" });
  await rejects(() => other.receiveAsync({ signal: AbortSignal.abort() }), { name: "AbortError" });
  await rejects(() => one.sendAsync(new Uint8Array(70000)), { code: "EMSGSIZE" });
  one.send("free");
  equal(other.receive().toString(), "free");
});

test("what was done at once leaves its direction free in the same turn", async () => {
  const [one, other] = datagramPair();
  const sent = one.sendAsync("1");
  equal(one.send("2"), true);
  waitReadable(other);
  const received = other.receiveAsync();
  equal(waitReadable(other).receive().toString(), "2");
  equal((await received).toString(), "1");
  equal(await sent, true);
});

test("other calls do not mind what is awaited", async () => {
  const socket = datagramSocket();
  const promise = socket.receiveAsync();
  equal(socket.getSockName().length, 2);
  equal(typeof socket.getOption(Socket.SO_REUSEADDR), "number");
  equal(socket.setBlocking(false).setBlocking(true), socket);
  equal(socket.available(), 0);
  equal(Socket.select([socket], [socket], null, 0), 1);
  const peer = datagramSocket();
  peer.send("x", ...socket.getSockName());
  equal((await promise).toString(), "x");
});

// "Callbacks never run inside a synchronous call."

test("nothing goes on inside of a synchronous call", async () => {
  const [one, other] = datagramPair();
  let isOver = false;
  const promise = other.receiveAsync().then(() => { isOver = true; });
  one.send("x");
  waitReadable(other);
  const [waits] = datagramPair();
  waits.setOption("SO_RCVTIMEO", 1);
  throws(() => waits.receive(), { code: "ETIMEDOUT" });
  Socket.select([waits], null, null, 1);
  equal(isOver, false);
  await promise;
  equal(isOver, true);
});

done();
