"use strict";

// The module eventloop of the runner: running and aborting, errors of callbacks, arguments.

const loop = require("eventloop");
const { test, equal, ok, throws, deepEqual } = require("../conformance/harness.js");
const { DEADLINE_MS } = require("../conformance/sockets.js");
const { timeout, interval, onRead, run, stopClock, readableSocket, idleSocket } = require("./shared/schedule.js");

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
