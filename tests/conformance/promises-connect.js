"use strict";

const { Socket } = require("socket");
const { test, done, ok, equal, deepEqual, throws, rejects, temporaryPath } = require("./harness.js");
const {
  open, keep, listener, datagramSocket, refusingAddress, silentAddress, streamPair, needIPv6, needUnix, needLinux, expectBlocking,
  expectNoLeak, nextDescriptor, isSettled, turn,
} = require("./sockets.js");

// connectAsync: "Same arguments, then an optional { signal, timeout }."

test("connectAsync resolves to true once the socket is connected", async () => {
  const server = listener();
  const client = open();
  const promise = client.connectAsync(...server.getSockName());
  ok(promise instanceof Promise, "a promise of the host's");
  equal(await promise, true);
  const accepted = keep(server.accept());
  deepEqual(client.getPeerName(), server.getSockName());
  client.send("hello");
  equal(accepted.receive().toString(), "hello");
});

test("connectAsync takes an address and a port, or both in an array, and the options behind them", async () => {
  const server = listener();
  const [address, port] = server.getSockName();
  const { signal } = new AbortController();
  const all = [
    [address, port], [address, String(port)], [[address, port]], [address, port, {}], [address, port, { timeout: 60000 }], [address, port, undefined],
    [[address, port], {}], [[address, port], { signal, timeout: null }], [[address, port], undefined, { signal }], [[address, port], null, { timeout: 1e9 }],
  ];
  for (const args of all) {
    const client = open();
    equal(await client.connectAsync(...args), true);
    deepEqual(client.getPeerName(), [address, port]);
  }
});

test("connectAsync takes the path of a Unix socket, and the options behind it", async () => {
  needUnix();
  const server = listener(Socket.PF_UNIX);
  const [path] = server.getSockName();
  for (const args of [[path], [path, { timeout: 60000 }], [path, undefined, { timeout: 60000 }], [Buffer.from(path)], [[path], { timeout: 60000 }]]) {
    equal(await open(Socket.PF_UNIX).connectAsync(...args), true);
  }
});

test("connectAsync waits in both blocking modes, and leaves the socket in its own", async () => {
  for (const blocks of [true, false]) {
    const server = listener();
    const client = open().setBlocking(blocks);
    equal(await client.connectAsync(...server.getSockName()), true);
    expectBlocking(client, blocks);
  }
});

test("connectAsync of a datagram socket is done at once", () => {
  const peer = datagramSocket();
  const socket = open(Socket.PF_INET, Socket.SOCK_DGRAM);
  socket.connectAsync(...peer.getSockName());
  deepEqual(socket.getPeerName(), peer.getSockName());
});

test("connectAsync goes on with what a non-blocking connect has begun", async () => {
  const server = listener();
  const client = open().setBlocking(false);
  client.connect(...server.getSockName());
  equal(await client.connectAsync(...server.getSockName()), true);
  deepEqual(client.getPeerName(), server.getSockName());
});

test("connectAsync waits for room in the backlog of a Unix socket", async () => {
  needUnix();
  needLinux("elsewhere a full backlog refuses connections");
  const server = open(Socket.PF_UNIX).bind(temporaryPath("full")).listen(0);
  const [path] = server.getSockName();
  const waiting = Array.from({ length: 4 }, () => open(Socket.PF_UNIX).connectAsync(path));
  ok(!await isSettled(Promise.all(waiting)), "the backlog is full");
  for (let i = 0; i < waiting.length; i += 1) keep(await server.acceptAsync());
  deepEqual(await Promise.all(waiting), [true, true, true, true]);
});

// "every failure rejects": with what connect() throws.

/** Fails unless connect() throws and connectAsync() rejects with the same. */
async function expectSame(family, ...args) {
  const thrown = throws(() => open(family).connect(...args));
  const { name, code, errno, syscall, address, port, message } = thrown;
  return rejects(() => open(family).connectAsync(...args), { name, code, errno, syscall, address, port, message });
}

test("a refused connectAsync rejects with the error that connect throws", async () => {
  const [address, port] = refusingAddress();
  const error = await expectSame(Socket.PF_INET, address, port);
  equal(error.code, "ECONNREFUSED");
  equal(error.syscall, "connect");
  deepEqual([error.address, error.port], [address, port]);
});

test("a refused connectAsync over IPv6 rejects with the error that connect throws", async () => {
  needIPv6();
  equal((await expectSame(Socket.PF_INET6, ...refusingAddress("::1"))).code, "ECONNREFUSED");
});

test("connectAsync to a path that does not exist rejects with the error that connect throws", async () => {
  needUnix();
  equal((await expectSame(Socket.PF_UNIX, temporaryPath("nobody"))).code, "ENOENT");
});

test("connectAsync rejects wrong arguments as connect throws them", async () => {
  for (const args of [[], [undefined], [5, 80], ["127.0.0.1", 65536], ["127.0.0.1", 1.5], ["127.0.0.1", "http"], ["localhost", 80], ["::1", 80], [["127.0.0.1", 80], 80]]) {
    const { name, code } = await expectSame(Socket.PF_INET, ...args);
    ok(name === "TypeError" || name === "RangeError", name);
    ok(code.startsWith("ERR_"), code);
  }
  await rejects(() => open().connectAsync("localhost", 80), { message: /getAddrInfo/ });
});

test("connectAsync with wrong arguments leaves the socket open and able to connect", async () => {
  const server = listener();
  const client = open();
  await rejects(() => client.connectAsync("localhost", 80), { name: "TypeError" });
  await rejects(() => client.connectAsync("127.0.0.1", -1), { name: "RangeError" });
  await rejects(() => client.connectAsync("127.0.0.1", 80, { timeout: -1 }), { name: "RangeError" });
  await rejects(() => client.connectAsync("127.0.0.1", 80, { signal: 5 }), { name: "TypeError" });
  equal(await client.connectAsync(server.getSockName()), true);
});

// "`connectAsync` of a failed or timed-out attempt leaves the socket closed to use but not leaked."

test("a socket whose connectAsync has failed is closed", async () => {
  const client = open();
  await rejects(() => client.connectAsync(...refusingAddress()), { code: "ECONNREFUSED" });
  equal(client.fd, -1);
  throws(() => client.send("x"), { name: "SocketError", code: "EBADF" });
  await rejects(() => client.connectAsync("127.0.0.1", 80), { name: "SocketError", code: "EBADF" });
});

test("a connectAsync that takes longer than its timeout rejects with ETIMEDOUT and closes the socket", async () => {
  const client = open();
  await rejects(() => client.connectAsync(silentAddress(), { timeout: 1 }), { name: "SocketError", code: "ETIMEDOUT", syscall: "connect" });
  equal(client.fd, -1);
});

test("a connectAsync that is aborted rejects with the signal's reason and closes the socket", async () => {
  const client = open();
  const controller = new AbortController();
  const promise = client.connectAsync(silentAddress(), { signal: controller.signal });
  const reason = new Error("enough");
  controller.abort(reason);
  equal(await rejects(() => promise), reason);
  equal(client.fd, -1);
});

test("connectAsync with a signal that is aborted already attempts nothing and leaves the socket open", async () => {
  const server = listener();
  const client = open();
  equal(await rejects(() => client.connectAsync(server.getSockName(), { signal: AbortSignal.abort("no") })), "no");
  equal(server.setBlocking(false).accept(), false);
  equal(client.connect(server.getSockName()), true);
});

test("failed connectAsync calls leave no descriptor behind", async () => {
  const name = refusingAddress();
  const before = nextDescriptor();
  for (let i = 0; i < 50; i += 1) {
    await rejects(() => new Socket(Socket.PF_INET, Socket.SOCK_STREAM).connectAsync(name), { code: "ECONNREFUSED" });
  }
  ok(nextDescriptor() < before + 25, "descriptors are given back");
  expectNoLeak(() => {});
});

test("connectAsync of a connected socket rejects with EISCONN and leaves it connected", async () => {
  const [client, server] = streamPair();
  await rejects(() => client.connectAsync(client.getPeerName()), { name: "SocketError", code: "EISCONN", syscall: "connect" });
  client.send("still here");
  equal(server.receive().toString(), "still here");
});

test("a connectAsync behind another that times out leaves the socket to the other", async () => {
  const client = open();
  const controller = new AbortController();
  const first = client.connectAsync(silentAddress(), { signal: controller.signal });
  await rejects(() => client.connectAsync("127.0.0.1", 80, { timeout: 1 }), { code: "ETIMEDOUT" });
  ok(client.fd >= 0, "still open");
  controller.abort("over");
  equal(await rejects(() => first), "over");
});

// Beside other calls.

test("sendAsync behind connectAsync sends once the socket is connected", async () => {
  const server = listener();
  const client = open();
  const connected = client.connectAsync(...server.getSockName());
  const sent = client.sendAsync("early");
  equal(await connected, true);
  equal(await sent, true);
  equal(keep(server.accept()).receive().toString(), "early");
});

test("what waits behind a connectAsync that fails is rejected with ECANCELED", async () => {
  const client = open();
  const connected = client.connectAsync(silentAddress(), { timeout: 1 });
  const sent = client.sendAsync("never");
  await rejects(() => sent, { name: "SocketError", code: "ECANCELED", syscall: "send" });
  await rejects(() => connected, { code: "ETIMEDOUT" });
});

test("while connectAsync is pending, connect and send throw EBUSY, and other calls do not", async () => {
  const client = open();
  const controller = new AbortController();
  const name = silentAddress();
  const promise = client.connectAsync(name, { signal: controller.signal });
  throws(() => client.connect(...name), { name: "SocketError", code: "EBUSY", syscall: "connect" });
  throws(() => client.send("x"), { name: "SocketError", code: "EBUSY", syscall: "send" });
  equal(client.getSockName().length, 2);
  controller.abort();
  await rejects(() => promise, { name: "AbortError" });
});

test("close rejects a pending connectAsync with ECANCELED", async () => {
  const client = open();
  const promise = client.connectAsync(silentAddress());
  client.close();
  await rejects(() => promise, { name: "SocketError", code: "ECANCELED", syscall: "connect" });
  await turn();
});

done();
