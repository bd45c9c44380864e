"use strict";

// What the cases of several files need. All sockets are closed when the case ends.

const { createSocket } = require("@teasocket/unix-dgram");
const { cleanup, skip, temporaryPath } = require("./harness.js");

/** A new socket, with a list of the names of what it emits. */
function open(listener) {
  const socket = createSocket("unix_dgram", listener);
  cleanup(() => socket.close());
  socket.emitted = [];
  for (const name of ["listening", "connect", "congestion", "writable", "message", "close"]) socket.on(name, () => socket.emitted.push(name));
  return socket;
}

/** A socket that is bound to a path, which it has as `path`. */
function server(listener, path = temporaryPath("server")) {
  const socket = open(listener);
  socket.bind(path);
  return Object.assign(socket, { path });
}

/** A socket that is connected to another. */
function clientOf({ path }) {
  const socket = open();
  socket.connect(path);
  return socket;
}

/** A promise of an event's arguments. */
function event(socket, name) {
  return new Promise((resolve) => socket.once(name, (...args) => resolve(args)));
}

/** A turn of the host's loop. */
function turn() {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Sends until there is no more room. @returns how many were sent */
function fill(socket, data = Buffer.from("x")) {
  const most = 100000;
  for (let count = 0; count < most; count += 1) {
    let problem;
    socket.send(data, (error) => { problem = error; });
    if (problem) return count;
  }
  throw new Error("there is always room");
}

/** An abstract name that nothing else uses. */
function abstractName() {
  if (process.platform !== "linux") skip("only Linux has abstract names");
  return `teasocket-${process.pid}-${Math.random().toString(36).slice(2)}`;
}

/** The number of an error, as errors have it. */
const numberOf = (name) => -require("node:os").constants.errno[name];

module.exports = { abstractName, clientOf, createSocket, event, fill, numberOf, open, server, turn };
