"use strict";

// "`readable()`, `writable()`"

const { Socket } = require("socket");
const { test, done, equal, rejects } = require("./harness.js");
const { open, keep, streamPair, fullPair, isSettled } = require("./sockets.js");

test("readable resolves to true when there is data, and takes nothing", async () => {
  const [client, server] = streamPair();
  const promise = server.readable();
  equal(await isSettled(promise), false);
  client.send("x");
  equal(await promise, true);
  equal(await server.readable({ timeout: 0 }), true);
  equal(server.receive().toString(), "x");
});

test("readable resolves to true at the end of a stream, and when a connection comes", async () => {
  const [client, server] = streamPair();
  const ended = server.readable();
  client.close();
  equal(await ended, true);
  const listening = open().bind("127.0.0.1").listen();
  const coming = listening.readable({ timeout: 60000 });
  open().connect(...listening.getSockName());
  equal(await coming, true);
  keep(listening.accept());
});

test("writable resolves to true at once while there is room, and when there is again", async () => {
  equal(await streamPair()[0].writable(), true);
  const [client, server, count] = fullPair();
  const promise = client.writable({ timeout: 60000 });
  equal(await isSettled(promise), false);
  const emptying = (async () => { for (let left = count; left > 0;) left -= (await server.receiveAsync()).length; })();
  equal(await promise, true);
  await emptying;
});

test("writable tells when a non-blocking connect is over", async () => {
  const server = open().bind("127.0.0.1").listen();
  const client = open().setBlocking(false);
  client.connect(...server.getSockName());
  equal(await client.writable(), true);
  equal(client.getOption(Socket.SO_ERROR), 0);
  equal(client.connect(...server.getSockName()), true);
});

test("readable and writable take { signal, timeout }", async () => {
  const [client] = fullPair();
  for (const method of ["readable", "writable"]) {
    await rejects(() => client[method]({ timeout: 1 }), { name: "SocketError", code: "ETIMEDOUT", syscall: "poll" });
    await rejects(() => client[method]({ signal: AbortSignal.abort() }), { name: "AbortError" });
    await rejects(() => client[method]({ signal: "no" }), { name: "TypeError" });
    const controller = new AbortController();
    const promise = client[method]({ signal: controller.signal });
    controller.abort("enough");
    equal(await rejects(() => promise), "enough");
  }
});

done();
