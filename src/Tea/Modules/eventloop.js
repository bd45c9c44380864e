// The event loop of v8cgi: timers and socket listeners around one call of Socket.select.
//
// Nothing happens by itself: listeners are called while run() is running, in rounds. A round waits until something is
// due or ready, calls the timers that are due, then the listeners of the sockets that are ready. What a callback adds is
// looked at in the next round, so that a timer which renews itself cannot keep sockets waiting.
"use strict";

const { Socket } = require("socket");

/** By id, in the order of their creation: { callback, args, due, period }, the times in milliseconds. */
const timers = new Map();
/** By id, in the order of their creation: { callback, socket }. */
const readers = new Map();
const writers = new Map();

let lastId = 0;
let running = false;
let aborted = false;

function callbackArgument(value) {
  if (typeof value === "function") return value;
  const error = new TypeError(`The "callback" argument must be a function. Received ${typeof value}`);
  throw Object.assign(error, { code: "ERR_INVALID_ARG_TYPE" });
}

function socketArgument(value) {
  if (value instanceof Socket || typeof value?.getSocket === "function") return value;
  const error = new TypeError(`The "socket" argument must be a Socket or have a getSocket method. Received ${typeof value}`);
  throw Object.assign(error, { code: "ERR_INVALID_ARG_TYPE" });
}

/** A number of milliseconds; undefined and null mean the default. */
function millisecondsArgument(name, value, byDefault) {
  const milliseconds = Number(value ?? byDefault);
  if (!Number.isNaN(milliseconds)) return milliseconds;
  const error = new RangeError(`The "${name}" argument must be a number of milliseconds. Received ${value}`);
  throw Object.assign(error, { code: "ERR_OUT_OF_RANGE" });
}

function add(listeners, listener) {
  lastId += 1;
  listeners.set(lastId, listener);
  return lastId;
}
