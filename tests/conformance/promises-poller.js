"use strict";

const { Poller, Socket } = require("socket");
const { test, cleanup, done, ok, equal, deepEqual, throws, rejects } = require("./harness.js");
const { open, keep, listener, streamPair, datagramSocket, datagramPair, readySocket, needLinux, fullPair, isSettled, turn } = require("./sockets.js");

/** A poller that is closed at the end of the case. */
function poller() {
  const made = new Poller();
  cleanup(() => made.close());
  return made;
}

test("waitAsync resolves to what is ready, as wait returns it", async () => {
  const ready = readySocket();
  const polled = poller().add(datagramSocket(), "r", "idle").add(ready, "r", "tag");
  const promise = polled.waitAsync();
  ok(promise instanceof Promise, "a promise of the host's");
  deepEqual(await promise, [{ socket: ready, events: "r", tag: "tag" }]);
});

test("waitAsync waits until a socket is ready", async () => {
  const [one, other] = datagramPair();
  const polled = poller().add(other, "r", 1);
  const promise = polled.waitAsync();
  equal(await isSettled(promise), false);
  one.send("x");
  deepEqual(await promise, [{ socket: other, events: "r", tag: 1 }]);
});

test("waitAsync learns of sockets that are added, changed and removed while it waits", async () => {
  const [one, other] = datagramPair();
  const polled = poller();
  const first = polled.waitAsync();
  one.send("x");
  equal(await isSettled(first), false);
  polled.add(other, "r", "added");
  deepEqual((await first).map(({ tag }) => tag), ["added"]);
  other.receive();
  const second = polled.waitAsync();
  equal(await isSettled(second), false);
  polled.modify(other, "w", "changed");
  deepEqual((await second).map(({ tag, events }) => [tag, events]), [["changed", "w"]]);
  polled.remove(other);
  const third = polled.waitAsync({ timeout: 1 });
  await rejects(() => third, { code: "ETIMEDOUT" });
});

test("waitAsync takes a timeout, a maximum and the options, each left out or not", async () => {
  const polled = poller().add(readySocket(), "r").add(readySocket(), "r");
  const { signal } = new AbortController();
  for (const [args, count] of [
    [[], 2], [[undefined], 2], [[null, 1], 1], [[60000, 1], 1], [[60000, "1"], 1], [[{}], 2], [[{ signal }], 2], [[60000, { signal }], 2], [[60000, 1, { signal }], 1],
    [[undefined, undefined, { timeout: 60000 }], 2], [[0], 2], [[Infinity, 1024], 2],
  ]) {
    equal((await polled.waitAsync(...args)).length, count);
  }
  for (const args of [[-1], [NaN], ["x"], [0, 0], [0, 1025], [0, 1.5], [[]]]) {
    const { name, code, message } = throws(() => polled.wait(...args));
    await rejects(() => polled.waitAsync(...args), { name, code, message });
  }
});

test("waitAsync resolves to nothing when its own time has passed, and rejects when that of its options has", async () => {
  const polled = poller().add(datagramSocket(), "r");
  for (const timeout of [0, 0.5, 1]) deepEqual(await polled.waitAsync(timeout), []);
  await rejects(() => polled.waitAsync({ timeout: 1 }), { name: "SocketError", code: "ETIMEDOUT", syscall: "epoll_wait" });
  deepEqual(await polled.waitAsync(1, { timeout: 60000 }), []);
});

test("waitAsync rejects with the reason of its signal, and loses nothing", async () => {
  const [one, other] = datagramPair();
  const polled = poller().add(other, "r", { tag: "t", edge: false });
  const controller = new AbortController();
  const promise = polled.waitAsync({ signal: controller.signal });
  one.send("x");
  controller.abort("enough");
  equal(await rejects(() => promise), "enough");
  equal(await rejects(() => polled.waitAsync({ signal: AbortSignal.abort("before") })), "before");
  deepEqual((await polled.waitAsync()).map(({ tag }) => tag), ["t"]);
});

test("waitAsync waits for writing and for exceptional conditions", async () => {
  const [full, peer, count] = fullPair();
  const polled = poller().add(full, "w", "room");
  const first = polled.waitAsync();
  equal(await isSettled(first), false);
  for (let left = count; left > 0;) left -= peer.receive().length;
  deepEqual((await first).map(({ tag }) => tag), ["room"]);
  polled.remove(full);
  const [client, server] = streamPair();
  polled.add(server, "e", "urgent");
  const second = polled.waitAsync();
  equal(await isSettled(second), false);
  client.sendMessage({ data: "!", flags: Socket.MSG_OOB });
  deepEqual((await second).map(({ tag, events }) => [tag, events]), [["urgent", "e"]]);
});

test("waitAsync tells of edges once, and of once until it is armed anew", async () => {
  needLinux("elsewhere there may be no edges");
  const [one, other] = datagramPair();
  const polled = poller().add(other, "r", { edge: true });
  one.send("1");
  equal((await polled.waitAsync()).length, 1);
  const edge = polled.waitAsync();
  equal(await isSettled(edge), false);
  one.send("2");
  equal((await edge).length, 1);
  polled.remove(other).add(other, "r", { once: true });
  equal((await polled.waitAsync()).length, 1);
  const once = polled.waitAsync();
  one.send("3");
  equal(await isSettled(once), false);
  polled.modify(other, "r");
  equal((await once).length, 1);
});

test("what is still ready is told again", async () => {
  const polled = poller().add(readySocket(), "r");
  for (let i = 0; i < 5; i += 1) equal((await polled.waitAsync()).length, 1);
});

test("wake ends a waitAsync, or the next one, with what is ready, perhaps nothing", async () => {
  const [one, other] = datagramPair();
  const polled = poller().add(other, "r");
  const first = polled.waitAsync();
  equal(await isSettled(first), false);
  polled.wake();
  deepEqual(await first, []);
  polled.wake();
  deepEqual(await polled.waitAsync(), []);
  const pending = polled.waitAsync();
  equal(await isSettled(pending), false);
  one.send("x");
  equal((await pending).length, 1);
  polled.wake();
  equal((await polled.waitAsync()).length, 1);
  other.receive();
  const after = polled.waitAsync();
  equal(await isSettled(after), false);
  polled.wake();
  deepEqual(await after, []);
});

test("several waitAsync of one poller get their turns one after the other", async () => {
  const [one, other] = datagramPair();
  const polled = poller().add(other, "r");
  const promises = [polled.waitAsync(), polled.waitAsync()];
  one.send("x");
  deepEqual((await Promise.all(promises)).map((entries) => entries.length), [1, 1]);
});

test("several pollers wait at once, one socket in two of them", async () => {
  const [one, other] = datagramPair();
  const pollers = [poller().add(other, "r", "first"), poller().add(other, "r", "second")];
  const promises = pollers.map((polled) => polled.waitAsync());
  equal(await isSettled(Promise.race(promises)), false);
  one.send("x");
  deepEqual((await Promise.all(promises)).map(([{ tag }]) => tag), ["first", "second"]);
});

test("a socket that is closed leaves the poller that waits", async () => {
  const [, other] = datagramPair();
  const [still, there] = datagramPair();
  const polled = poller().add(other, "r", "closed").add(there, "r", "open");
  const promise = polled.waitAsync();
  await turn();
  other.close();
  equal(await isSettled(promise), false);
  still.send("x");
  deepEqual((await promise).map(({ tag }) => tag), ["open"]);
});

test("a server waits for its sockets by waitAsync", async () => {
  const server = listener().setBlocking(false);
  const polled = poller().add(server, "r", "server");
  const clients = [1, 2, 3].map(() => open());
  for (const client of clients) client.connect(...server.getSockName());
  for (const client of clients) client.send("ask");
  let answered = 0;
  while (answered < 3) {
    for (const { socket, tag } of await polled.waitAsync()) {
      if (tag === "server") {
        polled.add(keep(socket.accept()), "r", "client");
      } else {
        socket.send(`${socket.receive()}!`);
        polled.remove(socket);
        answered += 1;
      }
    }
  }
  for (const client of clients) equal(client.receive().toString(), "ask!");
});

test("waitAsync on a wrong this and on a closed poller rejects", async () => {
  for (const wrong of [undefined, null, {}, Poller.prototype, datagramSocket()]) {
    await rejects(() => Poller.prototype.waitAsync.call(wrong), { name: "TypeError" });
  }
  const closed = new Poller();
  closed.close();
  await rejects(() => closed.waitAsync(), { name: "SocketError", code: "EBADF" });
});

done();
