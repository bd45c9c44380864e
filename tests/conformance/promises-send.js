"use strict";

const { Socket } = require("socket");
const { test, skip, done, ok, equal, deepEqual, throws, rejects } = require("./harness.js");
const {
  open, keep, pair, streamPair, smallStreamPair, datagramSocket, datagramPair, receiveExactly, receiveAllAsync, expectNothingMore, pattern,
  needUnix, needLinux, isEmulated, fullPair, isSettled, turn, takeAway,
} = require("./sockets.js");

test("sendAsync resolves to true", async () => {
  const [client, server] = streamPair();
  const promise = client.sendAsync("hello");
  ok(promise instanceof Promise, "a promise of the host's");
  equal(await promise, true);
  equal(server.receive().toString(), "hello");
});

test("what sendAsync can send at once is with the peer before the promise is awaited", async () => {
  const [client, server] = streamPair();
  const promise = client.sendAsync("at once");
  equal(server.receive().toString(), "at once");
  equal(await promise, true);
});

test("sendAsync takes strings, Buffers, views and ArrayBuffers, of views their own bytes only", async () => {
  const memory = Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8]).buffer;
  const all = [
    ["héllo", Buffer.from("héllo")], [Buffer.from("buffer"), Buffer.from("buffer")], [new Uint8Array(memory, 2, 3), Uint8Array.of(3, 4, 5)],
    [new DataView(memory, 6), Uint8Array.of(7, 8)], [new Uint16Array(memory, 2, 1), Uint8Array.of(3, 4)], [memory, new Uint8Array(memory)],
  ];
  for (const options of [[], [undefined, undefined, { timeout: 60000 }], [{ timeout: 60000 }]]) {
    const [client, server] = streamPair();
    for (const [data, expected] of all) {
      equal(await client.sendAsync(data, ...options), true);
      deepEqual(receiveExactly(server, expected.length), Uint8Array.from(expected));
    }
  }
});

test("sendAsync takes an address and a port, or both in an array, and the options behind them", async () => {
  const to = datagramSocket();
  const [address, port] = to.getSockName();
  const { signal } = new AbortController();
  const all = [
    [address, port], [address, String(port)], [[address, port]], [[address, port], undefined], [address, port, {}], [address, port, { signal }],
    [[address, port], { timeout: 60000 }], [[address, port], null, { timeout: 60000, signal }], [address, port, undefined],
  ];
  for (const args of all) {
    const from = datagramSocket();
    equal(await from.sendAsync("to you", ...args), true);
    deepEqual({ ...to.receiveFrom() }, { data: Buffer.from("to you"), address: "127.0.0.1", port: from.getSockName()[1] });
  }
});

test("a Buffer or an array as the last argument is no options object", async () => {
  needUnix(Socket.SOCK_DGRAM);
  const to = datagramSocket(Socket.PF_UNIX);
  const [path] = to.getSockName();
  const from = open(Socket.PF_UNIX, Socket.SOCK_DGRAM);
  equal(await from.sendAsync("by a Buffer", Buffer.from(path)), true);
  equal(await from.sendAsync("by an array", [path]), true);
  equal(to.receive().toString(), "by a Buffer");
  equal(to.receive().toString(), "by an array");
  const [client, server] = streamPair();
  equal(await client.sendAsync(Buffer.alloc(0)), true);
  equal(await client.sendAsync(Buffer.from("data")), true);
  equal(server.receive().toString(), "data");
});

test("sendAsync sends an empty datagram, and nothing of an empty string on a stream", async () => {
  const [one, other] = datagramPair();
  equal(await one.sendAsync(""), true);
  equal(await one.sendAsync(new Uint8Array(0)), true);
  equal(other.receive().length, 0);
  equal(other.receive().length, 0);
  const [client, server] = streamPair();
  equal(await client.sendAsync(""), true);
  expectNothingMore(server);
});

test("sendAsync of megabytes resolves when all of it was handed over, in both blocking modes", async () => {
  for (const blocks of [true, false]) {
    const [client, server] = smallStreamPair();
    client.setBlocking(blocks);
    const data = pattern(4 << 20);
    const promise = client.sendAsync(data).then((result) => {
      client.close();
      return result;
    });
    equal(await isSettled(promise), false, "is over before the peer has received anything");
    deepEqual(await receiveAllAsync(server, data.length), data);
    equal(await promise, true);
  }
});

test("sendAsync of a long string resolves when all of it was handed over", async () => {
  const [client, server] = smallStreamPair();
  const text = "ä€𝄞x".repeat(1 << 17);
  const promise = client.sendAsync(text).then(() => client.close());
  const received = await receiveAllAsync(server, Buffer.byteLength(text));
  equal(Buffer.from(received).toString() === text, true, "the same text");
  await promise;
});

test("two sendAsync of megabytes never interleave", async () => {
  const [client, server] = smallStreamPair();
  const size = 2 << 20;
  const sends = [1, 2, 3].map((byte) => client.sendAsync(new Uint8Array(size).fill(byte)));
  const closing = Promise.all(sends).then(() => client.close());
  const received = await receiveAllAsync(server, 3 * size);
  for (let i = 0; i < received.length; i += 1) {
    if (received[i] !== 1 + Math.floor(i / size)) throw new Error(`byte ${i} is ${received[i]}`);
  }
  deepEqual(await Promise.all(sends), [true, true, true]);
  await closing;
});

test("the bytes that sendAsync has not sent yet are read when they are", async () => {
  const [client, server] = smallStreamPair();
  const data = new Uint8Array(4 << 20);
  const promise = client.sendAsync(data).then(() => client.close());
  data.fill(7, data.length - 1);
  equal((await receiveAllAsync(server, data.length))[data.length - 1], 7);
  await promise;
});

test("sendAsync of a datagram waits until there is room for it", async () => {
  needUnix(Socket.SOCK_DGRAM);
  needLinux("elsewhere the buffers are others");
  const [one, other] = pair(Socket.PF_UNIX, Socket.SOCK_DGRAM);
  one.setBlocking(false);
  let count = 0;
  while (one.send("x") === true) count += 1;
  const promise = one.sendAsync("waits");
  equal(await isSettled(promise), false);
  for (let i = 0; i < count; i += 1) other.receive();
  equal(await promise, true);
  equal(other.receive().toString(), "waits");
});

test("sendAsync, sendMessageAsync and sendManyAsync to an address wait until there is room at the peer", async () => {
  needUnix(Socket.SOCK_DGRAM);
  needLinux("elsewhere the buffers are others");
  const to = datagramSocket(Socket.PF_UNIX);
  const name = to.getSockName();
  for (const send of [
    (from) => from.sendAsync("waits", name), (from) => from.sendMessageAsync({ data: "waits", address: name }), (from) => from.sendManyAsync([["waits", name]]),
  ]) {
    const from = open(Socket.PF_UNIX, Socket.SOCK_DGRAM).setBlocking(false);
    let count = 0;
    while (from.send("x", name) === true) count += 1;
    const promise = send(from);
    equal(await isSettled(promise), false);
    for (let i = 0; i < count; i += 1) to.receive();
    equal((await to.receiveAsync()).toString(), "waits");
    ok(await promise);
  }
});

// "every failure rejects": with what send() throws.

/** Fails unless send() throws and sendAsync() rejects with the same. */
async function expectSame(makeSocket, ...args) {
  const thrown = throws(() => makeSocket().send(...args));
  const { name, code, errno, syscall, address, port, message } = thrown;
  return rejects(() => makeSocket().sendAsync(...args), { name, code, errno, syscall, address, port, message });
}

test("sendAsync rejects wrong arguments as send throws them", async () => {
  const name = ["127.0.0.1", 1];
  for (const args of [[], [undefined], [null], [5], [{}], [["x"]], ["x", "localhost", 1], ["x", "127.0.0.1", 65536], ["x", "::1", 1], ["x", name, 1]]) {
    const { name: kind, code } = await expectSame(() => datagramSocket(), ...args);
    ok(kind === "TypeError" || kind === "RangeError", kind);
    ok(code.startsWith("ERR_"), code);
  }
});

test("sendAsync of a datagram that is too large rejects with EMSGSIZE", async () => {
  const peer = datagramSocket();
  const error = await expectSame(() => datagramSocket(), new Uint8Array(70000), ...peer.getSockName());
  equal(error.code, "EMSGSIZE");
});

test("sendAsync on a socket that is not connected rejects as send throws", async () => {
  await expectSame(() => open(), "x");
});

test("sendAsync to a closed peer rejects with EPIPE", async () => {
  needUnix();
  await expectSame(() => {
    const [client, server] = streamPair(Socket.PF_UNIX);
    server.close();
    return client;
  }, "lost");
});

test("an error after a part was sent has bytesSent", async () => {
  needUnix();
  const [client, server] = smallStreamPair(Socket.PF_UNIX);
  const promise = client.sendAsync(new Uint8Array(4 << 20));
  await turn();
  const received = receiveExactly(server, 1000).length;
  server.close();
  const error = await rejects(() => promise, { name: "SocketError", code: /^(EPIPE|ECONNRESET)$/, syscall: "send" });
  ok(error.bytesSent >= received && error.bytesSent < 4 << 20, `bytesSent is ${error.bytesSent}`);
});

test("a timeout after a part was sent has bytesSent, which is what the peer receives", async () => {
  const [client, server] = smallStreamPair();
  const data = pattern(4 << 20);
  const error = await rejects(() => client.sendAsync(data, { timeout: 1 }), { name: "SocketError", code: "ETIMEDOUT", syscall: "send" });
  ok(error.bytesSent > 0 && error.bytesSent < data.length, `bytesSent is ${error.bytesSent}`);
  client.close();
  deepEqual(await receiveAllAsync(server, error.bytesSent), data.subarray(0, error.bytesSent));
});

test("a timeout before anything was sent has no bytesSent", async () => {
  const [client] = fullPair();
  const error = await rejects(() => client.sendAsync("x", { timeout: 1 }), { code: "ETIMEDOUT", syscall: "send" });
  equal("bytesSent" in error, false);
});

test("sendAsync rejects when the memory of what is not sent yet is taken away", async () => {
  const [client, server] = smallStreamPair();
  const data = new Uint8Array(4 << 20);
  const promise = client.sendAsync(data);
  takeAway(data.buffer);
  const receiving = server.receiveAsync();
  server.setBlocking(false);
  await receiving;
  while (!await isSettled(promise)) {
    while (await server.receiveAsync(1 << 20, { timeout: 0 }).catch(() => false));
  }
  await rejects(() => promise, { name: "TypeError", code: "ERR_INVALID_ARG_TYPE" });
});

// sendMessageAsync

test("sendMessageAsync sends what sendMessage sends, and resolves to true", async () => {
  const [one, other] = datagramPair();
  equal(await one.sendMessageAsync({ data: ["gath", Buffer.from("ered")] }), true);
  equal(other.receive().toString(), "gathered");
  const to = datagramSocket();
  const from = datagramSocket();
  const [address, port] = to.getSockName();
  equal(await from.sendMessageAsync({ data: "addressed", address, port }, { timeout: 60000 }), true);
  deepEqual(to.receiveFrom().port, from.getSockName()[1]);
});

test("sendMessageAsync of megabytes in parts sends all of them, and their descriptors once", async () => {
  needUnix();
  const [client, server] = smallStreamPair(Socket.PF_UNIX);
  const parts = [pattern(1 << 20), "text", new DataView(pattern(1 << 20).buffer)];
  const given = datagramSocket();
  const promise = client.sendMessageAsync({ data: parts, descriptors: [given] }).then((result) => {
    client.close();
    return result;
  });
  const first = await server.receiveMessageAsync();
  equal(first.descriptors.length, 1);
  deepEqual(keep(first.descriptors[0]).getSockName(), given.getSockName());
  const rest = await receiveAllAsync(server, (2 << 20) + 4 - first.data.length);
  const expected = new Uint8Array((2 << 20) + 4);
  expected.set(parts[0], 0);
  expected.set(Buffer.from("text"), 1 << 20);
  expected.set(parts[0], (1 << 20) + 4);
  deepEqual(first.data, Buffer.from(expected.subarray(0, first.data.length)));
  deepEqual(rest, expected.subarray(first.data.length));
  equal(await promise, true);
});

test("sendMessageAsync rejects wrong arguments as sendMessage throws them", async () => {
  const socket = datagramSocket();
  for (const args of [[], [undefined], ["x"], [{ date: "x" }], [{ data: 5 }], [{ data: "x", flags: "y" }], [{ data: "x", descriptors: [{}] }]]) {
    const { name, code, message } = throws(() => socket.sendMessage(...args), { name: "TypeError" });
    await rejects(() => socket.sendMessageAsync(...args), { name, code, message });
  }
});

// sendManyAsync

test("sendManyAsync sends all datagrams and resolves to how many there were", async () => {
  const [one, other] = datagramPair();
  equal(await one.sendManyAsync(["a", Buffer.from("bc"), new Uint8Array(0)]), 3);
  deepEqual([other.receive(), other.receive(), other.receive()].map(String), ["a", "bc", ""]);
  equal(await one.sendManyAsync([]), 0);
  const to = datagramSocket();
  equal(await datagramSocket().sendManyAsync([["x", ...to.getSockName()], ["y", to.getSockName()]], { timeout: 60000 }), 2);
  deepEqual([to.receive(), to.receive()].map(String), ["x", "y"]);
});

test("sendManyAsync waits for room until all have been sent, in order", async () => {
  needUnix(Socket.SOCK_DGRAM);
  needLinux("elsewhere the buffers are others");
  const [one, other] = pair(Socket.PF_UNIX, Socket.SOCK_DGRAM);
  const count = 3000; // of which a few hundred fit
  const promise = one.sendManyAsync(Array.from({ length: count }, (_, i) => `number ${i}`));
  for (let i = 0; i < count; i += 1) equal((await other.receiveAsync()).toString(), `number ${i}`);
  equal(await promise, count);
});

test("a timeout of sendManyAsync has messagesSent", async () => {
  needUnix(Socket.SOCK_DGRAM);
  needLinux("elsewhere the buffers are others");
  const [one, other] = pair(Socket.PF_UNIX, Socket.SOCK_DGRAM);
  const messages = Array.from({ length: 3000 }, (_, i) => `number ${i}`);
  const error = await rejects(() => one.sendManyAsync(messages, { timeout: 1 }), { code: "ETIMEDOUT", syscall: "sendmmsg" });
  ok(error.messagesSent > 0 && error.messagesSent < 3000, `messagesSent is ${error.messagesSent}`);
  equal("bytesSent" in error, false);
  for (let i = 0; i < error.messagesSent; i += 1) equal(other.receive().toString(), `number ${i}`);
  expectNothingMore(other);
});

test("sendManyAsync rejects wrong arguments as sendMany throws them", async () => {
  const socket = datagramSocket();
  for (const args of [[], ["x"], [[5]], [[["x", "localhost", 1]]], [["x", ["y", "127.0.0.1", 70000]]]]) {
    const { name, code, message } = throws(() => socket.sendMany(...args));
    ok(name === "TypeError" || name === "RangeError", name);
    await rejects(() => socket.sendManyAsync(...args), { name, code, message });
  }
});

test("sendManyAsync sends no message that was shortened while it waited", async () => {
  needUnix(Socket.SOCK_DGRAM);
  needLinux("elsewhere the buffers are others");
  if (typeof ArrayBuffer.prototype.resize !== "function") skip("the engine has no resizable memory");
  if (globalThis.Bun !== undefined && isEmulated()) skip("under the emulator the engine cannot give back a part of its memory");
  const [one, other] = pair(Socket.PF_UNIX, Socket.SOCK_DGRAM);
  const memory = new ArrayBuffer(100, { maxByteLength: 100 });
  const messages = [...Array.from({ length: 2000 }, () => "secret".repeat(20)), new Uint8Array(memory)];
  const promise = one.sendManyAsync(messages);
  memory.resize(10);
  const receiving = (async () => { while (await other.receiveAsync({ timeout: 1 }).catch(() => false)); })();
  await rejects(() => promise, { name: "TypeError", code: "ERR_INVALID_ARG_TYPE" });
  await receiving;
});

done();
