"use strict";

const { Socket } = require("socket");
const { test, done, ok, equal, deepEqual, throws, rejects } = require("./harness.js");
const { open, keep, listener, loopback, datagramSocket, needUnix, expectBlocking, isSettled, turn } = require("./sockets.js");

/** A client that is connected to a listener. */
function connectTo(server) {
  const client = open(server.family);
  client.connect(...server.getSockName());
  return client;
}

test("acceptAsync resolves to a connection that comes later", async () => {
  const server = listener();
  const promise = server.acceptAsync();
  ok(promise instanceof Promise, "a promise of the host's");
  const client = connectTo(server);
  const accepted = keep(await promise);
  ok(accepted instanceof Socket);
  deepEqual([accepted.family, accepted.type, accepted.proto], [server.family, server.type, server.proto]);
  deepEqual(accepted.getPeerName(), client.getSockName());
});

test("acceptAsync takes a connection that is there in the call itself", async () => {
  const server = listener().setBlocking(false);
  connectTo(server);
  const promise = server.acceptAsync();
  equal(server.accept(), false, "there is none any more");
  keep(await promise);
});

test("acceptAsync takes the options alone", async () => {
  const { signal } = new AbortController();
  for (const args of [[], [undefined], [{}], [{ timeout: 60000 }], [{ signal }], [{ signal, timeout: null }], [{ timeout: Infinity }]]) {
    const server = listener();
    const promise = server.acceptAsync(...args);
    connectTo(server);
    keep(await promise);
  }
});

test("acceptAsync waits in both blocking modes, leaves the listener in its own, and gives a blocking socket", async () => {
  for (const blocks of [true, false]) {
    const server = listener().setBlocking(blocks);
    const promise = server.acceptAsync();
    await turn();
    connectTo(server);
    const accepted = keep(await promise);
    expectBlocking(server, blocks, () => server.accept());
    expectBlocking(accepted, true);
  }
});

test("acceptAsync of a Unix listener", async () => {
  needUnix();
  const server = open(Socket.PF_UNIX).bind(loopback(Socket.PF_UNIX)).listen();
  const promise = server.acceptAsync();
  connectTo(server).send("hello");
  equal((await keep(await promise).receiveAsync()).toString(), "hello");
});

test("several acceptAsync get the connections in the order of the calls", async () => {
  const server = listener();
  const promises = [server.acceptAsync(), server.acceptAsync(), server.acceptAsync()];
  const names = promises.map(() => connectTo(server).getSockName());
  const accepted = (await Promise.all(promises)).map(keep);
  deepEqual(accepted.map((socket) => socket.getPeerName()), names);
});

test("acceptAsync of what does not listen rejects as accept throws", async () => {
  for (const socket of [open(), datagramSocket()]) {
    const { name, code, syscall, message } = throws(() => socket.accept());
    equal(name, "SocketError");
    await rejects(() => socket.acceptAsync(), { name, code, syscall, message });
  }
});

test("acceptAsync that times out or is aborted loses no connection", async () => {
  const server = listener();
  await rejects(() => server.acceptAsync({ timeout: 1 }), { name: "SocketError", code: "ETIMEDOUT", syscall: "accept" });
  const controller = new AbortController();
  const promise = server.acceptAsync({ signal: controller.signal });
  const client = connectTo(server); // and the loop has not told of it
  controller.abort("enough");
  equal(await rejects(() => promise), "enough");
  deepEqual(keep(server.accept()).getPeerName(), client.getSockName());
});

test("accept beside a pending acceptAsync throws EBUSY, until that is over", async () => {
  const server = listener();
  const controller = new AbortController();
  const promise = server.acceptAsync({ signal: controller.signal });
  throws(() => server.accept(), { name: "SocketError", code: "EBUSY", syscall: "accept" });
  controller.abort();
  await rejects(() => promise, { name: "AbortError" });
  connectTo(server);
  keep(server.accept());
});

test("close and detach reject a pending acceptAsync with ECANCELED", async () => {
  const closed = listener();
  const first = closed.acceptAsync();
  closed.close();
  await rejects(() => first, { name: "SocketError", code: "ECANCELED", syscall: "accept" });
  const detached = listener();
  const second = detached.acceptAsync();
  const descriptor = detached.detach();
  await rejects(() => second, { name: "SocketError", code: "ECANCELED", syscall: "accept" });
  const server = keep(Socket.fromDescriptor(descriptor));
  const promise = server.acceptAsync();
  connectTo(server);
  keep(await promise);
});

test("acceptAsync is pending while nobody connects", async () => {
  const server = listener();
  const promise = server.acceptAsync();
  equal(await isSettled(promise), false);
  connectTo(server);
  keep(await promise);
});

test("a hundred connections are accepted and answered by promises at once", async () => {
  const server = listener();
  const count = 100;
  async function serve() {
    for (let i = 0; i < count; i += 1) answer(keep(await server.acceptAsync()));
  }
  async function answer(connection) {
    await connection.sendAsync(`${await connection.receiveAsync()}!`);
  }
  async function ask(i) {
    const client = open();
    await client.connectAsync(server.getSockName());
    await client.sendAsync(`number ${i}`);
    return (await client.receiveAsync()).toString();
  }
  const serving = serve();
  const answers = await Promise.all(Array.from({ length: count }, (_, i) => ask(i)));
  await serving;
  deepEqual(answers, Array.from({ length: count }, (_, i) => `number ${i}!`));
});

done();
