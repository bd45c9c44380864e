"use strict";

// The timers of the module eventloop. Where times matter, the case moves the clock itself.

const loop = require("eventloop");
const { test, equal, ok, deepEqual } = require("../conformance/harness.js");
const {
  timeout, interval, onRead, onWrite, run, runOnce, stopClock, readableSocket, idleSocket,
} = require("./shared/schedule.js");

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

require("../conformance/harness.js").done();
