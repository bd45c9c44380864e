"use strict";

// Poller is ours: select for those who think in epoll.

const { Poller, Socket } = require("socket");
const { test, skip, cleanup, done, ok, equal, deepEqual, throws } = require("./harness.js");
const {
  DEADLINE_MS, open, listener, datagramPair, datagramSocket, readySocket, refusingAddress, streamPair, waitReadable, expectNoLeak, successorOf,
} = require("./sockets.js");

/** A poller that is closed at the end of the case. */
function poller() {
  const opened = new Poller();
  cleanup(() => opened.close());
  return opened;
}

/** What is ready now, as texts of tag and events in the tags' order. */
const readyNow = (polled) => polled.wait(0).map(({ tag, events }) => `${tag} ${events}`).sort();

test("wait tells the ready sockets, with their events and tags", () => {
  const [idle, ready] = [datagramSocket(), readySocket()];
  const tag = { any: "value" };
  const entries = poller().add(idle, "r", "idle").add(ready, "r", tag).wait(DEADLINE_MS);
  equal(entries.length, 1);
  equal(entries[0].socket, ready);
  equal(entries[0].events, "r");
  equal(entries[0].tag, tag);
});

test("a tag that is left out is undefined", () => {
  const [{ tag, socket }] = poller().add(readySocket(), "r").wait(DEADLINE_MS);
  equal(tag, undefined);
  ok(socket instanceof Socket);
});

test("it is level-triggered: what is still ready is told again", () => {
  const socket = readySocket();
  const polled = poller().add(socket, "r", "a");
  deepEqual(readyNow(polled), ["a r"]);
  deepEqual(readyNow(polled), ["a r"]);
  socket.receive();
  deepEqual(readyNow(polled), []);
});

test("reading, writing and both", () => {
  const [a, b] = streamPair();
  const polled = poller().add(a, "rw", "a").add(b, "w", "b");
  deepEqual(readyNow(polled), ["a w", "b w"]);
  b.send("x");
  waitReadable(a);
  deepEqual(readyNow(polled), ["a rw", "b w"]);
});

test("modify waits for other events, with the old tag or a new one", () => {
  const [a, b] = streamPair();
  b.send("x");
  waitReadable(a);
  const polled = poller().add(a, "r", "old");
  equal(polled.modify(a, "w"), polled);
  deepEqual(readyNow(polled), ["old w"]);
  polled.modify(a, "rw", "new");
  deepEqual(readyNow(polled), ["new rw"]);
  polled.modify(a, "r", undefined);
  deepEqual(readyNow(polled), ["undefined r"]);
});

test("remove waits for a socket no more, and it can be added again", () => {
  const socket = readySocket();
  const polled = poller().add(socket, "r", "a");
  equal(polled.remove(socket), polled);
  deepEqual(readyNow(polled), []);
  polled.add(socket, "r", "b");
  deepEqual(readyNow(polled), ["b r"]);
});

test("one socket in two pollers", () => {
  const socket = readySocket();
  const [first, second] = [poller().add(socket, "r", 1), poller().add(socket, "rw", 2)];
  deepEqual(readyNow(first), ["1 r"]);
  deepEqual(readyNow(second), ["2 rw"]);
  first.remove(socket);
  deepEqual(readyNow(second), ["2 rw"]);
});

test("an object with getSocket() stands for its socket", () => {
  const socket = readySocket();
  const wrapped = { getSocket: () => socket };
  const polled = poller().add(wrapped, "r", "a");
  equal(polled.wait(DEADLINE_MS)[0].socket, wrapped);
  deepEqual(readyNow(polled.modify(wrapped, "w")), ["a w"]);
  deepEqual(readyNow(polled.remove(wrapped)), []);
});

test("a connection that waits to be accepted, and the end of a stream, are to be read", () => {
  const server = listener();
  const client = open();
  client.connect(...server.getSockName());
  const polled = poller().add(server, "r", "server");
  equal(polled.wait(DEADLINE_MS)[0].tag, "server");
  const accepted = server.accept();
  polled.remove(server).add(accepted, "r", "accepted");
  deepEqual(readyNow(polled), []);
  client.close();
  equal(polled.wait(DEADLINE_MS)[0].tag, "accepted");
  equal(accepted.receive().length, 0);
  accepted.close();
});

test("a connect that failed is told to who waits for writing", () => {
  const socket = open().setBlocking(false);
  try {
    if (socket.connect(...refusingAddress()) === false) {
      equal(poller().add(socket, "w", "failed").wait(DEADLINE_MS)[0].tag, "failed");
      ok(socket.getOption(Socket.SO_ERROR) > 0);
    }
  } catch (error) {
    equal(error.code, "ECONNREFUSED"); // told at once
  }
});

test("a hang-up that nobody waits for does not end the wait, and is there when somebody does", () => {
  const [a, b] = streamPair();
  const fill = Buffer.alloc(1 << 20);
  a.setBlocking(false);
  while (a.send(fill) !== false);
  const polled = poller().add(a, "w", "a");
  equal(polled.wait(0).length, 0);
  b.shutdown("both");
  equal(polled.wait(1).filter(({ events }) => events !== "w").length, 0);
  polled.modify(a, "r");
  equal(polled.wait(DEADLINE_MS)[0].events, "r");
});

test("wait tells at most max, the others next time", () => {
  const polled = poller();
  const tags = [1, 2, 3, 4, 5];
  for (const tag of tags) polled.add(readySocket(), "r", tag);
  const first = polled.wait(0, 2);
  equal(first.length, 2);
  const seen = new Set(first.map(({ tag }) => tag));
  for (let round = 0; round < 5; round += 1) {
    for (const { tag } of polled.wait(0, 2)) seen.add(tag);
  }
  deepEqual([...seen].sort(), tags);
  equal(polled.wait(0).length, 5);
});

test("wait returns an empty array when the time has passed", () => {
  const polled = poller().add(datagramSocket(), "r");
  for (const timeout of [0, 1, 0.25, "1"]) deepEqual(polled.wait(timeout), []);
  deepEqual(poller().wait(1), []);
});

test("a closed socket leaves the poller, and so does a detached one", () => {
  const [closed, detached, stays] = [readySocket(), readySocket(), readySocket()];
  const polled = poller().add(closed, "r", "closed").add(detached, "r", "detached").add(stays, "r", "stays");
  deepEqual(readyNow(polled), ["closed r", "detached r", "stays r"]);
  closed.close();
  detached.detach();
  deepEqual(readyNow(polled), ["stays r"]);
  throws(() => polled.remove(closed), { name: "SocketError", code: "EBADF" });
});

test("a socket that has got the descriptor of a closed one is not in its poller", () => {
  const first = readySocket();
  const number = first.fd;
  const polled = poller().add(first, "r", "first");
  first.close();
  const second = successorOf(number);
  second.send("x", ...second.getSockName());
  waitReadable(second);
  deepEqual(readyNow(polled), []);
  deepEqual(readyNow(polled.add(second, "r", "second")), ["second r"]);
});

test("what is added twice, or is not there, throws, and changes nothing", () => {
  const socket = readySocket();
  const polled = poller();
  throws(() => polled.modify(socket, "r"), { name: "SocketError", code: "ENOENT" });
  throws(() => polled.remove(socket), { name: "SocketError", code: "ENOENT" });
  polled.add(socket, "r", "a");
  throws(() => polled.add(socket, "w", "b"), { name: "SocketError", code: "EEXIST" });
  deepEqual(readyNow(polled), ["a r"]);
});

test("a closed socket throws EBADF", () => {
  const socket = open();
  const polled = poller();
  socket.close();
  for (const call of [() => polled.add(socket, "r"), () => polled.modify(socket, "r"), () => polled.remove(socket)]) {
    throws(call, { name: "SocketError", code: "EBADF" });
  }
});

test("wrong arguments throw", () => {
  const polled = poller();
  const socket = readySocket();
  for (const wrong of [undefined, null, {}, 5, "socket", { getSocket: () => 1 }]) {
    throws(() => polled.add(wrong, "r"), { name: "TypeError", code: "ERR_INVALID_ARG_TYPE", message: /"socket"/ });
  }
  for (const wrong of [undefined, null, "", "x", "wr", "R", 1, ["r"]]) {
    throws(() => polled.add(socket, wrong), { name: "TypeError", code: "ERR_INVALID_ARG_TYPE", message: /"events"/ });
  }
  for (const wrong of [-1, NaN, -Infinity]) {
    throws(() => polled.wait(wrong), { name: "RangeError", code: "ERR_OUT_OF_RANGE", message: /"timeout"/ });
  }
  for (const wrong of [0, -1, 1025, 0.5]) {
    throws(() => polled.wait(0, wrong), { name: "RangeError", code: "ERR_OUT_OF_RANGE", message: /"max"/ });
  }
  throws(() => Poller(), { name: "TypeError" });
  throws(() => Poller.prototype.wait.call({}, 0), { name: "TypeError" });
  deepEqual(polled.wait(0), []);
});

test("a closed poller throws EBADF, closing it again does nothing, and its sockets stay open", () => {
  const socket = readySocket();
  const polled = poller().add(socket, "r");
  equal(polled.close(), undefined);
  equal(polled.close(), undefined);
  for (const call of [() => polled.add(socket, "r"), () => polled.modify(socket, "r"), () => polled.remove(socket), () => polled.wait(0)]) {
    throws(call, { name: "SocketError", code: "EBADF" });
  }
  equal(socket.receive().toString(), "ready");
});

test("Symbol.dispose closes a poller", () => {
  if (typeof Symbol.dispose !== "symbol") skip("the engine has no Symbol.dispose");
  const polled = new Poller();
  equal(polled[Symbol.dispose](), undefined);
  throws(() => polled.wait(0), { code: "EBADF" });
});

test("pollers leave no descriptor behind", () => {
  const socket = readySocket();
  expectNoLeak(() => {
    const polled = new Poller().add(socket, "r");
    equal(polled.wait(0).length, 1);
    polled.close();
  });
});

test("wake lets the next wait return at once, once", () => {
  const polled = poller();
  polled.add(datagramSocket(), "r");
  polled.wake();
  polled.wake();
  deepEqual(polled.wait(), []);
  deepEqual(polled.wait(0), []);
});

test("a wait that was woken tells what is ready all the same", () => {
  const polled = poller();
  const [a, b] = datagramPair();
  a.send("x");
  polled.add(waitReadable(b), "r", "tag");
  polled.wake();
  const told = [...polled.wait(), ...polled.wait(0)];
  ok(told.length > 0 && told.every(({ socket, tag }) => socket === b && tag === "tag"));
});

test("wake of a closed poller throws EBADF", () => {
  const closed = new Poller();
  closed.close();
  throws(() => closed.wake(), { name: "SocketError", code: "EBADF" });
});

done();
