"use strict";

// The module eventloop of the runner. Where times matter, the case moves the clock itself.

const { Socket } = require("socket");
const loop = require("eventloop");
const { test, cleanup, equal, ok, throws, deepEqual } = require("../conformance/harness.js");
const { DEADLINE_MS, keep, open, streamPair } = require("../conformance/sockets.js");

// What a case schedules ends with the case, so that a failed one leaves nothing to the next.

function timeout(callback, delay, ...args) {
  const id = loop.setTimeout(callback, delay, ...args);
  cleanup(() => loop.clearTimeout(id));
  return id;
}

function interval(callback, period, ...args) {
  const id = loop.setInterval(callback, period, ...args);
  cleanup(() => loop.clearInterval(id));
  return id;
}

function onRead(callback, socket) {
  const id = loop.readSocket(callback, socket);
  cleanup(() => loop.clearSocket(id));
  return id;
}

function onWrite(callback, socket) {
  const id = loop.writeSocket(callback, socket);
  cleanup(() => loop.clearSocket(id));
  return id;
}

/** Runs the loop, and fails the case if it does not end by itself. */
function run() {
  const start = Date.now();
  const result = loop.run(DEADLINE_MS);
  ok(Date.now() - start < DEADLINE_MS, "the loop must end by itself");
  return result;
}

/** One round that does not wait. */
const runOnce = () => loop.run(0);

/** Stops the clock for the running case; returns a function that moves it on by so many milliseconds. */
function stopClock() {
  const { now } = Date;
  let time = now();
  Date.now = () => time;
  cleanup(() => {
    Date.now = now;
  });
  return (ms) => {
    time += ms;
  };
}

/** A socket that has something to receive. */
function readableSocket() {
  const [client, server] = streamPair();
  client.send("x");
  equal(Socket.select([server], null, null, DEADLINE_MS), 1);
  return server;
}

/** A socket that has nothing to receive, but can be sent to. */
const idleSocket = () => streamPair()[0];

// ---- timers ----

test("run returns false when nothing is scheduled", function () {
  equal(loop.run(), false);
});

test("run without a limit calls a timeout once, ends and returns true", function () {
  let calls = 0;
  timeout(() => calls += 1, 1);
  equal(loop.run(), true);
  equal(calls, 1);
  equal(loop.run(), false);
});

test("a timeout is called when its time has come, not before", function () {
  const advance = stopClock();
  let calls = 0;
  timeout(() => calls += 1, 20);
  advance(19);
  runOnce();
  equal(calls, 0);
  advance(1);
  runOnce();
  equal(calls, 1);
});

test("callbacks of timers get the further arguments", function () {
  const got = [];
  timeout((...args) => got.push(args), 0, "a", 2);
  const id = interval((...args) => {
    got.push(args);
    loop.clearInterval(id);
  }, 0, "b");
  run();
  deepEqual(got, [["a", 2], ["b"]]);
});

test("timers of one round are called in the order of their times", function () {
  const advance = stopClock();
  const order = [];
  timeout(() => order.push("third"), 30);
  timeout(() => order.push("first"), 9);
  interval(() => order.push("second"), 20);
  advance(30);
  runOnce();
  deepEqual(order, ["first", "second", "third"]);
});

test("timers of the same time are called in the order of their creation", function () {
  const advance = stopClock();
  const order = [];
  const expected = Array.from({ length: 20 }, (_, i) => i);
  expected.forEach((i) => timeout(() => order.push(i), 5));
  advance(5);
  runOnce();
  deepEqual(order, expected);
});

test("a delay that is left out, null or negative is 0, and a numeric string is a number", function () {
  const advance = stopClock();
  const order = [];
  timeout(() => order.push("undefined"));
  timeout(() => order.push("null"), null);
  timeout(() => order.push("negative"), -5);
  timeout(() => order.push("string"), "2");
  runOnce();
  deepEqual(order, ["undefined", "null", "negative"]);
  advance(2);
  runOnce();
  equal(order[3], "string");
});

test("an interval is called until it is cleared", function () {
  let calls = 0;
  const id = interval(() => {
    calls += 1;
    if (calls === 3) loop.clearInterval(id);
  }, 1);
  equal(run(), true);
  equal(calls, 3);
});

test("an interval keeps to its period when a call comes late", function () {
  const advance = stopClock();
  let calls = 0;
  interval(() => calls += 1, 10);
  advance(14);
  runOnce();
  advance(5);
  runOnce();
  equal(calls, 1, "19 ms");
  advance(1);
  runOnce();
  equal(calls, 2, "20 ms");
});

test("an interval does not make up for the periods that it has missed", function () {
  const advance = stopClock();
  let calls = 0;
  interval(() => calls += 1, 10);
  advance(1000);
  for (let round = 0; round < 5; round += 1) {
    runOnce();
  }
  equal(calls, 2, "the late call, and one for the moment of that call");
});

test("an interval is called once in a round, however long its callback takes", function () {
  const advance = stopClock();
  const order = [];
  interval(() => {
    order.push("long");
    advance(50);
  }, 10);
  interval(() => order.push("other"), 10);
  advance(10);
  runOnce();
  runOnce();
  deepEqual(order, ["long", "other", "long", "other"]);
});

test("a timeout made by a callback waits for the next round", function () {
  const order = [];
  timeout(() => {
    order.push("outer");
    timeout(() => order.push("inner"), 0);
  }, 0);
  timeout(() => order.push("sibling"), 0);
  runOnce();
  deepEqual(order, ["outer", "sibling"]);
  runOnce();
  equal(order[2], "inner");
});

test("a timer that renews itself does not keep sockets waiting", function () {
  let rounds = 0;
  timeout(function renew() {
    rounds += 1;
    if (rounds < 1000) timeout(renew, 0);
  }, 0);
  let roundOfRead = 0;
  onRead((socket) => {
    roundOfRead = rounds;
    loop.clearSocket(socket);
  }, readableSocket());
  run();
  equal(roundOfRead, 1);
});

test("a cleared timeout is not called, and leaves nothing to run for", function () {
  loop.clearTimeout(timeout(() => ok(false, "must not be called"), 0));
  equal(loop.run(), false);
});

test("a due timer that another due timer clears is not called", function () {
  const advance = stopClock();
  let calls = 0;
  timeout(() => {
    loop.clearTimeout(victims[0]);
    loop.clearInterval(victims[1]);
  }, 0);
  const victims = [timeout(() => calls += 1, 1), interval(() => calls += 1, 1)];
  advance(1);
  equal(runOnce(), true);
  equal(calls, 0);
});

test("clearTimeout does nothing for what is no timer", function () {
  const id = timeout(() => {}, 0);
  for (const other of [undefined, null, id + 1, "x", {}]) {
    equal(loop.clearTimeout(other), undefined);
  }
  equal(loop.run(), true, "the timer is still there");
  equal(loop.clearTimeout(id), undefined);
});

test("ids are numbers, different for all timers and listeners", function () {
  const socket = idleSocket();
  const ids = [timeout(() => {}, 0), interval(() => {}, 0), onRead(() => {}, socket), onWrite(() => {}, socket)];
  ok(ids.every((id) => typeof id === "number"));
  equal(new Set(ids).size, 4);
});

// ---- sockets ----

test("a listener for reading is called with its socket, as long as there is something to receive", function () {
  const [client, server] = streamPair();
  const got = [];
  onRead((socket) => {
    equal(socket, server);
    got.push(String(socket.receive(1)));
    if (got.length === 3) loop.clearSocket(socket);
  }, server);
  client.send("abc");
  equal(run(), true);
  deepEqual(got, ["a", "b", "c"]);
});

test("a listener for writing is called with its socket until it is cleared", function () {
  const client = idleSocket();
  let calls = 0;
  onWrite((socket) => {
    equal(socket, client);
    calls += 1;
    if (calls === 3) loop.clearSocket(socket);
  }, client);
  equal(run(), true);
  equal(calls, 3);
});

test("only the listeners of sockets that are ready are called", function () {
  const ready = readableSocket();
  const called = [];
  const sockets = [idleSocket(), ready, idleSocket()];
  sockets.forEach((socket) => onRead((it) => called.push(it), socket));
  runOnce();
  deepEqual(called, [ready]);
});

test("listeners of the same socket are all called, in the order of their creation", function () {
  const socket = readableSocket();
  const order = [];
  onRead(() => order.push("first"), socket);
  onRead(() => order.push("second"), socket);
  onWrite(() => order.push("write"), socket);
  runOnce();
  deepEqual(order.filter((name) => name !== "write"), ["first", "second"]);
  ok(order.includes("write"));
});

test("a socket listener is served while a timer is far away", function () {
  const far = timeout(() => {}, 1e9);
  onRead((socket) => {
    loop.clearSocket(socket);
    loop.clearTimeout(far);
  }, readableSocket());
  equal(run(), true);
});

test("a timer is served while a socket has nothing", function () {
  const id = onRead(() => ok(false, "must not be called"), idleSocket());
  timeout(() => loop.clearSocket(id), 1);
  equal(run(), true);
});

test("clearSocket with an id ends that listener only", function () {
  const socket = readableSocket();
  const called = [];
  const first = onRead(() => called.push("first"), socket);
  onRead(() => called.push("second"), socket);
  equal(loop.clearSocket(first), undefined);
  runOnce();
  deepEqual(called, ["second"]);
});

test("clearSocket with a socket ends all its listeners and no others", function () {
  const socket = readableSocket();
  const called = [];
  onRead(() => called.push("read"), socket);
  onWrite(() => called.push("write"), socket);
  onRead(() => called.push("other"), readableSocket());
  loop.clearSocket(socket);
  runOnce();
  deepEqual(called, ["other"]);
});

test("a listener that another one clears in the same round is not called", function () {
  const sockets = [readableSocket(), readableSocket()];
  let calls = 0;
  for (const [i, socket] of sockets.entries()) {
    onRead(() => {
      calls += 1;
      loop.clearSocket(sockets[1 - i]);
    }, socket);
  }
  onWrite(() => ok(false, "must not be called"), sockets[1]);
  runOnce();
  equal(calls, 1);
});

test("a listener that a due timer clears is not called", function () {
  const socket = readableSocket();
  onRead(() => ok(false, "must not be called"), socket);
  timeout(() => loop.clearSocket(socket), 0);
  equal(run(), true);
});

test("a socket can be closed by its listener once that is cleared", function () {
  const server = readableSocket();
  onRead((socket) => {
    loop.clearSocket(socket);
    socket.close();
  }, server);
  equal(run(), true);
  equal(server.fd, -1);
});

test("a listener made by a callback waits for the next round", function () {
  const [first, second] = [readableSocket(), readableSocket()];
  const order = [];
  onRead(() => {
    loop.clearSocket(first);
    order.push("first");
    onRead(() => order.push("second"), second);
  }, first);
  runOnce();
  deepEqual(order, ["first"]);
  runOnce();
  deepEqual(order, ["first", "second"]);
});

test("an object with getSocket stands for its socket, and is what the callback gets", function () {
  const socket = readableSocket();
  const wrapper = { getSocket: () => socket };
  let got;
  onRead((it) => {
    got = it;
    loop.clearSocket(wrapper);
  }, wrapper);
  equal(run(), true);
  equal(got, wrapper);
});

test("a server in the loop accepts and answers a client in the same loop", function () {
  const listener = open(Socket.PF_INET).bind("127.0.0.1").listen();
  const client = open(Socket.PF_INET);
  let answer = "";
  onRead(() => {
    const served = keep(listener.accept());
    onRead(() => {
      const data = served.receive();
      if (data.length > 0) {
        served.send(data);
      } else {
        loop.clearSocket(served);
        loop.clearSocket(listener);
        served.close();
      }
    }, served);
  }, listener);
  client.connect(...listener.getSockName());
  onWrite(() => {
    client.send("ping");
    client.shutdown();
    loop.clearSocket(client);
    onRead(() => {
      const data = client.receive();
      answer += data;
      if (data.length === 0) loop.clearSocket(client);
    }, client);
  }, client);
  equal(run(), true);
  equal(answer, "ping");
});

// ---- run and abort ----

test("abort ends the loop, and what is scheduled stays for the next run", function () {
  const advance = stopClock();
  const order = [];
  timeout(() => {
    order.push("aborts");
    loop.abort();
  }, 0);
  timeout(() => order.push("timer"), 1);
  onRead((socket) => {
    order.push("socket");
    loop.clearSocket(socket);
  }, readableSocket());
  advance(1);
  equal(run(), true);
  deepEqual(order, ["aborts"]);
  equal(run(), true);
  deepEqual(order, ["aborts", "timer", "socket"]);
});

test("abort outside of the loop does not affect the next run", function () {
  let calls = 0;
  timeout(() => calls += 1, 0);
  equal(loop.abort(), undefined);
  equal(run(), true);
  equal(calls, 1);
});

test("run ends after maxMs, though a listener is left", function () {
  const guard = timeout(loop.abort, DEADLINE_MS);
  onRead(() => ok(false, "must not be called"), idleSocket());
  const start = Date.now();
  equal(loop.run(1), true);
  ok(Date.now() - start < DEADLINE_MS, "the loop must end before the guard ends it");
  loop.clearTimeout(guard);
});

test("timers later than maxMs are not called", function () {
  let calls = 0;
  timeout(() => calls += 1, 1e9);
  equal(loop.run(1), true);
  equal(calls, 0);
});

test("maxMs does not keep the loop alive and leaves no timer behind", function () {
  timeout(() => {}, 0);
  equal(run(), true);
  equal(loop.run(), false);
});

test("run(0) makes one round without waiting", function () {
  let calls = 0;
  interval(() => calls += 1, 0);
  onRead(() => ok(false, "must not be called"), idleSocket());
  equal(loop.run(0), true);
  equal(calls, 1);
});

test("run throws while the loop is running, which goes on", function () {
  let error;
  let later = false;
  timeout(() => {
    error = throws(() => loop.run(), { name: "Error", message: /already running/ });
    timeout(() => later = true, 0);
  }, 0);
  run();
  ok(error);
  ok(later);
});

test("an error of a timer's callback leaves the loop, which can run again", function () {
  const order = [];
  timeout(() => {
    throw new Error("mine");
  }, 0);
  timeout(() => order.push("later"), 0);
  throws(run, { name: "Error", message: "mine" });
  deepEqual(order, []);
  equal(run(), true);
  deepEqual(order, ["later"]);
});

test("an interval stays scheduled when its callback throws", function () {
  let calls = 0;
  const id = interval(() => {
    calls += 1;
    if (calls === 1) throw new Error("mine");
    loop.clearInterval(id);
  }, 0);
  throws(run, { message: "mine" });
  equal(run(), true);
  equal(calls, 2);
});

test("an error of a socket's callback leaves the loop, and the listener stays", function () {
  const socket = readableSocket();
  let calls = 0;
  onRead(() => {
    calls += 1;
    if (calls === 1) throw new Error("mine");
    loop.clearSocket(socket);
  }, socket);
  throws(run, { message: "mine" });
  equal(run(), true);
  equal(calls, 2);
});

test("an error of select leaves the loop, which can run again", function () {
  const socket = idleSocket();
  onRead(() => {}, socket);
  socket.close();
  throws(run, { name: "SocketError", code: "EBADF" });
  loop.clearSocket(socket);
  timeout(() => {}, 0);
  equal(run(), true);
});

// ---- arguments ----

test("a callback that is no function throws a TypeError", function () {
  const socket = idleSocket();
  const expected = { name: "TypeError", code: "ERR_INVALID_ARG_TYPE", message: /"callback"/ };
  for (const callback of [undefined, null, "code", {}]) {
    throws(() => loop.setTimeout(callback, 0), expected);
    throws(() => loop.setInterval(callback, 0), expected);
    throws(() => loop.readSocket(callback, socket), expected);
    throws(() => loop.writeSocket(callback, socket), expected);
  }
  equal(loop.run(), false, "nothing must have been scheduled");
});

test("what is no socket throws a TypeError", function () {
  const expected = { name: "TypeError", code: "ERR_INVALID_ARG_TYPE", message: /"socket"/ };
  for (const socket of [undefined, null, 3, "socket", {}]) {
    throws(() => loop.readSocket(() => {}, socket), expected);
    throws(() => loop.writeSocket(() => {}, socket), expected);
  }
  equal(loop.run(), false, "nothing must have been scheduled");
});

test("delays and limits that are no numbers throw", function () {
  throws(() => loop.setTimeout(() => {}, NaN), { name: "RangeError", code: "ERR_OUT_OF_RANGE" });
  throws(() => loop.setInterval(() => {}, NaN), { name: "RangeError", code: "ERR_OUT_OF_RANGE" });
  throws(() => loop.setTimeout(() => {}, "soon"), { name: "TypeError", code: "ERR_INVALID_ARG_TYPE" });
  throws(() => loop.setTimeout(() => {}, {}), { name: "TypeError", code: "ERR_INVALID_ARG_TYPE" });
  throws(() => loop.run(NaN), { name: "RangeError", code: "ERR_OUT_OF_RANGE" });
  throws(() => loop.run(-1), { name: "RangeError", code: "ERR_OUT_OF_RANGE" });
  throws(() => loop.run("long"), { name: "TypeError", code: "ERR_INVALID_ARG_TYPE" });
  equal(loop.run(), false, "nothing must have been scheduled");
});

require("../conformance/harness.js").done();
