"use strict";

// What the cases of several files need. Whatever is opened here is closed when the case ends.

const fs = require("node:fs");
const { once } = require("node:events");
const { Socket } = require("teasocket");
const { UServer, USocket } = require("@teasocket/usocket");
const { cleanup, temporaryPath } = require("./harness.js");

/** Has a USocket destroyed at the end of the case. */
function keep(socket) {
  cleanup(() => socket.destroy());
  return socket;
}

/** Two connected USockets: [one over a path, the one that its server has accepted]. */
async function connection(options = {}) {
  const server = new UServer();
  cleanup(() => server.close());
  const path = temporaryPath("socket");
  server.listen(path);
  const accepted = once(server, "connection");
  const client = keep(new USocket({ path, ...options }));
  await once(client, "connected");
  const [peer] = await accepted;
  return [client, keep(peer)];
}

/** A Socket of teasocket, by which a case does to a USocket whatever it wants, and the USocket. */
function withPeer(options = {}) {
  const [peer, other] = Socket.pair();
  cleanup(() => peer.close());
  return [peer, keep(new USocket({ fd: other, ...options }))];
}

/** A new file with its own name for text, open: { fd, path }. */
function file(text) {
  const path = temporaryPath("file");
  fs.writeFileSync(path, text);
  const fd = fs.openSync(path, "r");
  cleanup(() => {
    try { fs.closeSync(fd); } catch { /* by the case */ }
  });
  return { fd, path };
}

/** The file that a descriptor is for. */
const fileOf = (fd) => fs.readlinkSync(`/proc/self/fd/${fd}`);

/** One that tells when its last copy has been closed: { fd, close() for the case's own, closed() a promise }. */
function watched() {
  const [one, other] = Socket.pair();
  cleanup(() => { one.close(); other.close(); });
  return {
    fd: one.fd,
    close: () => one.close(),
    isOpen: () => { other.setBlocking(false); return other.receive() === false; },
    closed: async () => { if ((await other.receiveAsync()).length > 0) throw new Error("it was written to"); },
  };
}

/** Closes a number that a case was given for a socket. */
const closeSocket = (fd) => Socket.fromDescriptor(fd).close();

/** Lets all turns pass that something takes which is under way. */
const turn = () => new Promise((resolve) => { setImmediate(resolve); });

/** Waits until something is the case; that it becomes so is the end of the wait, and the deadline of the harness if it does not. */
async function until(condition) {
  while (!condition()) await turn();
}

/** All that a stream still gives, to its end. */
async function all(stream) {
  const parts = [];
  stream.on("data", (part) => parts.push(part));
  await once(stream, "end");
  return Buffer.concat(parts);
}

/** read(length, count) as soon as it gives something. */
async function reading(socket, length, count) {
  for (;;) {
    const message = socket.read(length, count);
    if (message !== null) return message;
    await once(socket, "readable");
  }
}

module.exports = { all, closeSocket, connection, file, fileOf, keep, once, reading, turn, until, watched, withPeer };
