"use strict";

// What the cases of several files need. All sockets are closed when the case ends.

const { randomBytes, randomInt } = require("node:crypto");
const os = require("node:os");
const raw = require("@teasocket/raw-socket");
const { cleanup, skip } = require("./harness.js");

const PROTOCOL = 143 + randomInt(110); // one that is nobody's
const token = randomBytes(8); // what other processes send to it is not ours

/** A new socket, with a list of the names of what it emits. Raw sockets need root or CAP_NET_RAW. */
function open(options) {
  let socket;
  try {
    socket = raw.createSocket({ protocol: PROTOCOL, ...options });
  } catch (error) {
    if (error.code === "EPERM" || error.code === "EACCES") skip("raw sockets need root or CAP_NET_RAW");
    if (error.code === "EAFNOSUPPORT") skip("the machine has no IPv6");
    throw error;
  }
  cleanup(() => socket.close());
  socket.emitted = [];
  for (const name of ["message", "error", "close"]) socket.on(name, () => socket.emitted.push(name));
  return socket;
}

/** The same for IPv6, where the machine has an address of it to send to. */
function open6(options) {
  if (!Object.values(os.networkInterfaces()).flat().some(({ address }) => address === "::1")) skip("the machine has no ::1");
  return open({ addressFamily: raw.AddressFamily.IPv6, ...options });
}

/** A text as it is sent. */
const packet = (text) => Buffer.concat([token, Buffer.from(text)]);

/** The text of a message that is ours; undefined for others'. */
function textOf(message, headerLength = (message[0] & 15) * 4) {
  const payload = message.subarray(headerLength);
  return payload.subarray(0, token.length).equals(token) ? payload.subarray(token.length).toString() : undefined;
}

/** Sends a text to this machine, and waits for the callback. @returns its arguments */
function send(socket, text, address = "127.0.0.1") {
  const bytes = packet(text);
  return new Promise((resolve) => socket.send(bytes, 0, bytes.length, address, (...args) => resolve(args)));
}

/** The texts that come to a socket from now on, as long as nobody has taken them. */
function arrivals(socket, headerLength) {
  const texts = [];
  const waiting = [];
  socket.on("message", (message, source) => {
    const text = textOf(message, headerLength);
    if (text === undefined) return;
    const arrival = { text, message, source };
    if (waiting.length > 0) waiting.shift()(arrival);
    else texts.push(arrival);
  });
  return {
    texts,
    next: () => (texts.length > 0 ? Promise.resolve(texts.shift()) : new Promise((resolve) => waiting.push(resolve))),
  };
}

/** A turn of the host's loop. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

module.exports = { PROTOCOL, arrivals, open, open6, packet, raw, send, textOf, turn };
