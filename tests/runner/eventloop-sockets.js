"use strict";

// The listeners of the module eventloop: sockets that are ready for reading or writing.

const { Socket } = require("socket");
const loop = require("eventloop");
const { test, equal, ok, deepEqual } = require("../conformance/harness.js");
const { keep, open, streamPair } = require("../conformance/sockets.js");
const { timeout, onRead, onWrite, run, runOnce, readableSocket, idleSocket } = require("./shared/schedule.js");

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

require("../conformance/harness.js").done();
