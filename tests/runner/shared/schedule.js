"use strict";

// What the scripts about the module eventloop share.

const { Socket } = require("socket");
const loop = require("eventloop");
const { cleanup, equal, ok } = require("../../conformance/harness.js");
const { DEADLINE_MS, streamPair } = require("../../conformance/sockets.js");

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
  const { now } = performance;
  let time = now();
  performance.now = () => time;
  cleanup(() => {
    performance.now = now;
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

module.exports = { timeout, interval, onRead, onWrite, run, runOnce, stopClock, readableSocket, idleSocket };
