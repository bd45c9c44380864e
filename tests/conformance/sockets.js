"use strict";

// What the cases of several files need: opened sockets, connected pairs, and what the platform can do. All sockets
// opened here are closed when the case ends.

const { Socket } = require("socket");
const { DEADLINE_MS, cleanup, equal, ok, rejects, skip, temporaryPath, throws } = require("./harness.js");

const isLinux = Socket.SO_REUSEADDR === 2 && Socket.PF_INET6 === 10;
const isWindows = Socket.SO_REUSEADDR === 4 && Socket.PF_INET6 === 23;

/** Numbers of options that are not among the module's constants. */
const SO_SNDBUF = isLinux ? 7 : 0x1001;
const SO_RCVBUF = isLinux ? 8 : 0x1002;

/** All methods of a socket, close too. */
function methodNames() {
  return Object.getOwnPropertyNames(Socket.prototype).filter((name) => {
    const { value } = Object.getOwnPropertyDescriptor(Socket.prototype, name);
    return typeof value === "function" && name !== "constructor";
  });
}

/** The names of those that return promises. */
function asyncMethodNames() {
  return methodNames().filter((name) => name.endsWith("Async") || name === "readable" || name === "writable");
}

/** Fails unless a call throws, or where its method returns promises rejects, with such an error. Returns a promise for that. */
async function refuses(name, call, expected) {
  return asyncMethodNames().includes(name) ? rejects(call, expected) : throws(call, expected);
}

/** Has a socket closed at the end of the case. */
function keep(socket) {
  cleanup(() => socket.close());
  return socket;
}

/** A new socket. */
function open(family = Socket.PF_INET, type = Socket.SOCK_STREAM, proto = undefined) {
  return keep(new Socket(family, type, proto));
}

/** Skips the case where the system has no IPv6 loopback. */
function needIPv6() {
  try {
    open(Socket.PF_INET6, Socket.SOCK_DGRAM).bind("::1");
  } catch (error) {
    skip(`no IPv6 loopback here: ${error.message}`);
  }
}

/** Skips the case where the system has no Unix sockets of that type, as Windows has no datagrams. */
function needUnix(type = Socket.SOCK_STREAM) {
  try {
    open(Socket.PF_UNIX, type);
  } catch (error) {
    skip(`no such Unix sockets here: ${error.message}`);
  }
}

/** A new socket of a family, a type or a protocol that not every system has, or lets everybody have: the case is skipped without it. */
function openIfPossible(family, type, proto) {
  if (family === undefined || type === undefined) {
    skip("no such sockets here");
  }
  try {
    return open(family, type, proto);
  } catch (error) {
    if (error.name !== "SocketError") throw error;
    return skip(`no such sockets here: ${error.message}`);
  }
}

/** Two connected sockets, as Socket.pair opens them. */
function pair(...args) {
  try {
    return Socket.pair(...args).map(keep);
  } catch (error) {
    if (!isWindows || error.code !== "EOPNOTSUPP") throw error;
    return skip("no pairs of sockets on Windows");
  }
}

/** Skips the case on every system but Linux. */
function needLinux(reason) {
  if (!isLinux) {
    skip(`only on Linux: ${reason}`);
  }
}

/** Whether an emulator stands in front of the system, and passes on only a part of what it is asked. */
const isEmulated = () => isLinux && open().getOption(Socket.SO_MAX_PACING_RATE, 8).length < 8;

/** Skips the case there. */
function needKernel() {
  if (isEmulated()) skip("the emulator passes on only some options, and those as four bytes");
}

/** A listening socket on a free port of the loopback, or on a temporary path. */
function listener(family = Socket.PF_INET) {
  return open(family).bind(loopback(family)).listen();
}

/** The family's loopback address; for PF_UNIX a path that does not exist yet. */
function loopback(family) {
  return family === Socket.PF_UNIX ? temporaryPath("socket") : family === Socket.PF_INET6 ? "::1" : "127.0.0.1";
}

/** Two connected stream sockets: [the connecting one, the accepted one]. */
function streamPair(family = Socket.PF_INET, prepare = () => {}) {
  const server = open(family);
  const client = open(family);
  prepare(server);
  prepare(client);
  server.bind(loopback(family)).listen();
  equal(client.connect(...server.getSockName()), true, "connect");
  const accepted = keep(server.accept());
  server.close();
  return [client, accepted];
}

/** A stream pair whose buffers hold far less than a mebibyte. */
function smallStreamPair(family) {
  return streamPair(family, (socket) => socket.setOption(SO_SNDBUF, 32768).setOption(SO_RCVBUF, 32768));
}

/** A datagram socket on a free port of the loopback, or on a temporary path. */
function datagramSocket(family = Socket.PF_INET) {
  return open(family, Socket.SOCK_DGRAM).bind(loopback(family));
}

/** Two datagram sockets, each connected to the other. */
function datagramPair(family = Socket.PF_INET) {
  const pair = [datagramSocket(family), datagramSocket(family)];
  pair[0].connect(...pair[1].getSockName());
  pair[1].connect(...pair[0].getSockName());
  return pair;
}

/** [address, port] where nothing listens, and nothing else can during the case. */
function refusingAddress(address = "127.0.0.1") {
  return open(address.includes(":") ? Socket.PF_INET6 : Socket.PF_INET).bind(address).getSockName();
}

/** Waits until something can be received or accepted. */
function waitReadable(socket) {
  equal(Socket.select([socket], null, null, DEADLINE_MS), 1, "must become readable");
  return socket;
}

/** Waits until something can be sent, or a connect has ended. */
function waitWritable(socket) {
  equal(Socket.select(null, [socket], null, DEADLINE_MS), 1, "must become writable");
  return socket;
}

/** A datagram socket with something to receive. */
function readySocket() {
  const socket = datagramSocket();
  datagramSocket().send("ready", ...socket.getSockName());
  return waitReadable(socket);
}

/** Receives that many bytes of a stream, however they are cut, as a Uint8Array. */
function receiveExactly(socket, count) {
  const all = new Uint8Array(count);
  let length = 0;
  while (length < count) {
    waitReadable(socket);
    const part = socket.receive(count - length);
    ok(part.length > 0, `the stream ended after ${length} of ${count} bytes`);
    all.set(part, length);
    length += part.length;
  }
  return all;
}

/** Fails unless a stream has nothing more to receive; it is non-blocking from then on. */
function expectNothingMore(socket) {
  equal(socket.setBlocking(false).receive(), false, "must have nothing more to receive");
}

/** Bytes that show when some are lost, doubled or swapped. */
function pattern(length) {
  const bytes = new Uint8Array(length);
  const period = Math.min(length, 65536);
  for (let i = 0; i < period; i += 1) bytes[i] = i * 31 + (i >> 8);
  for (let done = period; done < length; done *= 2) bytes.copyWithin(done, 0, Math.min(done, length - done));
  return bytes;
}

/**
 * Repeats an action that must leave no descriptor behind. POSIX systems hand out the lowest free one, so a leak shows
 * in the next socket's number; other threads of the host may hold a few for a moment.
 */
function expectNoLeak(action) {
  if (isWindows) {
    skip("Windows does not hand out the lowest free descriptor");
  }
  const rounds = 50;
  const before = nextDescriptor();
  for (let i = 0; i < rounds; i += 1) {
    action();
  }
  const after = nextDescriptor();
  ok(after < before + rounds / 2, `the next descriptor was ${before}, after ${rounds} rounds it is ${after}`);
}

function nextDescriptor() {
  const probe = new Socket(Socket.PF_INET, Socket.SOCK_DGRAM);
  const number = probe.fd;
  probe.close();
  return number;
}

/** A bound datagram socket that has got the descriptor which a closed socket had. */
function successorOf(number) {
  for (let i = 0; i < 100; i += 1) {
    const socket = datagramSocket();
    if (socket.fd === number) {
      return socket;
    }
  }
  return skip(`the system does not give descriptor ${number} again`);
}

// ---- for cases with promises ----

/** Waits for a turn of the host's loop, in which it has told of all that had happened before. */
async function turn() {
  const [one, other] = datagramPair();
  const received = other.receiveAsync();
  one.send("turn");
  await received;
  one.close();
  other.close();
}

/** Whether a promise is settled when the host's loop has turned. */
async function isSettled(promise) {
  let settled = false;
  promise.then(() => { settled = true; }, () => { settled = true; });
  await turn();
  return settled;
}

/** Fails unless a socket that has nothing to receive is in that mode. */
function expectBlocking(socket, blocks, call = () => socket.receive()) {
  socket.setOption("SO_RCVTIMEO", 1);
  let result;
  try {
    result = call();
  } catch (error) {
    result = error.code;
  }
  equal(result, blocks ? "ETIMEDOUT" : false, "what a call does that would block");
  socket.setOption("SO_RCVTIMEO", 0);
}

/** Reads a stream to its end, which has to come after that many bytes, by promises. */
async function receiveAllAsync(socket, count) {
  const all = new Uint8Array(count);
  let length = 0;
  for (let part; (part = await socket.receiveAsync()).length > 0;) {
    ok(length + part.length <= count, "more came than was sent");
    all.set(part, length);
    length += part.length;
  }
  equal(length, count, "bytes before the end of the stream");
  return all;
}

/** Takes the memory of an ArrayBuffer away, as transferring it to somebody else does. */
function takeAway(memory) {
  if (typeof memory.transfer === "function") memory.transfer();
  else structuredClone(memory, { transfer: [memory] });
}

/**
 * A pair of which the one has no room to send: [that, the other, how many bytes it has sent]. Of Unix sockets, as TCP goes on moving what it
 * has taken.
 */
function fullPair() {
  needUnix();
  const [client, server] = smallStreamPair(Socket.PF_UNIX);
  const data = new Uint8Array(65536);
  client.setBlocking(false);
  let sent = 0;
  for (let taken = 0; taken !== false; taken = client.send(data)) sent += taken === true ? data.length : taken;
  client.setBlocking(true);
  return [client, server, sent];
}

/** [address, port] of a listener that answers no connection: connecting to it does not end. */
function silentAddress() {
  needLinux("elsewhere a full backlog refuses connections, or takes more");
  const server = open().bind("127.0.0.1").listen(0);
  const name = server.getSockName();
  for (let i = 0; i < 10; i += 1) {
    const client = open().setBlocking(false);
    client.connect(name);
    if (Socket.select(null, [client], null, 0) === 0 && i > 1) return name;
  }
  return skip("the backlog has no end");
}

module.exports = {
  DEADLINE_MS, SO_RCVBUF, SO_SNDBUF, isLinux, isWindows, methodNames, asyncMethodNames, refuses, keep, open, openIfPossible, pair, needIPv6, needUnix,
  needLinux, needKernel, isEmulated, listener, loopback, streamPair, smallStreamPair, datagramSocket, datagramPair, refusingAddress, waitReadable,
  waitWritable, readySocket, receiveExactly, expectNothingMore, pattern, expectNoLeak, nextDescriptor, successorOf, turn, isSettled,
  expectBlocking, receiveAllAsync, takeAway, fullPair, silentAddress,
};
