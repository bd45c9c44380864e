"use strict";

// Calls that open sockets, connect, look at and close them, for the fuzzer; and methods of closed ones, and of what is none.

const { Socket } = require("socket");
const { anything, number, optionalNumber, address, destination, listed } = require("./values.js");

/** Sockets that open otherwise. Never of a descriptor that may be the host's own. */
function adopt(trial) {
  const { random, pool } = trial;
  const { socket } = pool.pick(random);
  switch (random.below(4)) {
    case 0: {
      const pair = trial.attempt(() => Socket.pair(...listed(trial, [number(trial, [1, null]), number(trial, [1, 2, 5]), optionalNumber(trial, [0])])));
      if (pair !== undefined) for (const one of pair) pool.keep(one.setBlocking(false));
      break;
    }
    case 1: {
      const copy = trial.attempt(() => socket.duplicate(anything(trial)));
      if (copy !== undefined) copy.close();
      break;
    }
    case 2: {
      const fd = socket.fd;
      if (fd < 0) break;
      const second = trial.attempt(() => Socket.fromDescriptor(fd, anything(trial)));
      if (second !== undefined) trial.report("a descriptor has two owners");
      break;
    }
    default: {
      const [one, other] = Socket.pair();
      const adopted = trial.attempt(() => Socket.fromDescriptor(one.detach()));
      if (adopted === undefined) trial.report("a descriptor was not adopted");
      else pool.keep(adopted.setBlocking(false));
      other.close();
      const nothing = trial.attempt(() => Socket.fromDescriptor(random.pick([-1, NaN, {}, undefined, "x", 2 ** 31, 1e6])));
      if (nothing !== undefined) trial.report("a socket was made of nothing");
    }
  }
}

function construct(trial) {
  const { random, pool } = trial;
  const family = number(trial, [Socket.PF_INET, Socket.PF_INET6, Socket.PF_UNIX, 0, 3, 16, 17, 45]);
  const type = number(trial, [Socket.SOCK_STREAM, Socket.SOCK_DGRAM, Socket.SOCK_RAW, 4, 5, 6]);
  const socket = trial.attempt(() => new Socket(...listed(trial, [family, type, optionalNumber(trial, [0, 6, 17, 1])])));
  if (socket === undefined) return;
  trial.attempt(() => socket.getSockName());
  trial.attempt(() => socket.setBlocking(false).receiveMany(1, 10, []));
  pool.keep(socket);
}

function connect(trial) {
  const member = trial.pool.pick(trial.random, "fresh", "datagram", "closed", "stream");
  const connected = trial.attempt(() => member.socket.connect(...listed(trial, destination(trial))));
  if (connected !== undefined || trial.isDisturbed) member.isSpoilt = true;
}

function bind(trial) {
  const member = trial.pool.pick(trial.random, "fresh", "closed", "datagram");
  const args = trial.random.oneIn(2) ? ["127.0.0.1", number(trial, [0, "0"])] : [address(trial), optionalNumber(trial, [0])];
  trial.attempt(() => member.socket.bind(...listed(trial, args)));
  member.isSpoilt = true;
}

function listen(trial) {
  const member = trial.pool.pick(trial.random, "fresh", "listener", "closed", "datagram");
  trial.attempt(() => member.socket.listen(...listed(trial, [optionalNumber(trial, [0, 1, 8, 128])])));
  if (member.kind === "fresh") member.isSpoilt = true;
}

function accept(trial) {
  const { random, pool } = trial;
  const accepted = trial.attempt(() => pool.pick(random, "listener", "listener", "fresh", "closed", "stream").socket.accept(anything(trial)));
  if (accepted instanceof Socket) pool.keep(accepted.setBlocking(false));
  else if (accepted !== undefined && accepted !== false) trial.report(`accept returned ${String(accepted)}`);
}

function setBlocking(trial) {
  const { socket } = trial.pool.pick(trial.random);
  trial.attempt(() => socket.setBlocking(...listed(trial, [trial.random.oneIn(2) ? anything(trial) : true])));
  trial.attempt(() => socket.setBlocking(false));
}

const names = Object.getOwnPropertyNames(Socket.prototype).filter((name) => name !== "constructor");
const namesOfMethods = names.filter((name) => typeof Object.getOwnPropertyDescriptor(Socket.prototype, name).value === "function");

function look(trial) {
  const { random, pool } = trial;
  const { socket } = pool.pick(random);
  trial.attempt(() => socket.getSockName(anything(trial)));
  trial.attempt(() => socket.getPeerName());
  const { fd, family, type, proto } = socket;
  for (const value of [fd, family, type, proto]) if (!Number.isInteger(value)) trial.report(`a property is ${String(value)}`);
}

/** A closed socket knows only how to close. */
function closedOne(trial) {
  const { socket } = trial.pool.pick(trial.random, "closed");
  const name = trial.random.pick(namesOfMethods);
  if (name === "close") return socket.close();
  const right = { connect: ["127.0.0.1", 9], bind: ["127.0.0.1"], send: ["x"], receiveInto: [new Uint8Array(9)], sendMany: [["x"]],
    receiveMany: [1, 9], sendMessage: [{ data: "x" }], receiveFrom: [], peek: [], available: [], duplicate: [], sendFile: ["/dev/null"], addMembership: ["239.1.2.3"], dropMembership: ["239.1.2.3"],
    addSourceSpecificMembership: ["127.0.0.1", "239.1.2.3"], dropSourceSpecificMembership: ["127.0.0.1", "239.1.2.3"], getOption: [Socket.SO_ERROR], setOption: [Socket.SO_KEEPALIVE, 1], setBlocking: [false] }[name.replace("Async", "")] ?? [];
  if (isAwaited(name)) return rejects(socket[name](...right), (error) => error.code === "EBADF");
  try {
    socket[name](...right);
    trial.report(`${name} of a closed socket returned`);
  } catch (error) {
    if (error.code !== "EBADF") trial.report(`${name} of a closed socket threw ${String(error.code ?? error)}`);
  }
}

const isAwaited = (name) => name.endsWith("Async") || name === "readable" || name === "writable";

/** What is awaited rejects where other methods throw. All else is a rejection that nobody handles, which ends the program. */
function rejects(promise, isRight) {
  promise.then(() => { throw new Error("what had to be rejected was resolved"); }, (error) => { if (!isRight(error)) throw error; });
}

/** A method on what is no socket: a TypeError, with whatever code. */
function wrongThis(trial) {
  const name = trial.random.pick(names);
  const descriptor = Object.getOwnPropertyDescriptor(Socket.prototype, name);
  const self = trial.random.oneIn(2) ? new Proxy(trial.pool.pick(trial.random).socket, {}) : anything(trial);
  trial.attempt(() => {
    try {
      const result = Reflect.apply(descriptor.value ?? descriptor.get, self, [anything(trial)]);
      if (isAwaited(name)) return rejects(result, (error) => error instanceof TypeError || trial.allows(error));
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      return;
    }
    trial.report("a method on what is no socket returned");
  });
}

function shutDown(trial) {
  const member = trial.pool.pick(trial.random, "stream", "datagram", "closed", "listener");
  trial.attempt(() => member.socket.shutdown(trial.random.oneIn(2) ? anything(trial) : trial.random.pick(["read", "write", "both", undefined])));
  member.isSpoilt = true;
}

function close(trial) {
  const { socket } = trial.pool.pick(trial.random);
  trial.attempt(() => socket.close(anything(trial)));
  trial.attempt(() => socket.send("x"));
  if (socket.fd !== -1) trial.report(`a closed socket has the descriptor ${socket.fd}`);
}

module.exports = { adopt, construct, connect, bind, listen, accept, setBlocking, look, closedOne, wrongThis, shutDown, close };
