"use strict";

// The sockets that the fuzzer plays with. None of them blocks. What was closed or spoilt in a step is replaced after it.

const { Socket, Poller } = require("socket");
const { datagramProblem, streamProblem } = require("./payloads.js");

const { PF_INET, PF_INET6, PF_UNIX, SOCK_STREAM, SOCK_DGRAM } = Socket;

let names = 0;

/** An abstract name that nobody else has. */
const uniqueName = () => `\0teasocket-${Math.random().toString(36).slice(2)}-${names++}`;

const loopback = (family) => family === PF_INET ? "127.0.0.1" : family === PF_INET6 ? "::1" : uniqueName();

/** A socket of the pool, and what is known of it. */
class Member {
  /** @param {string} kind "datagram", "stream", "listener", "fresh" or "closed" */
  constructor(kind, socket) {
    this.kind = kind;
    this.socket = socket;
    this.isSpoilt = false; // to be replaced after the step
    this.peer = undefined;
    this.sent = 0; // bytes of a stream
    this.received = 0;
  }
}

function datagrams(family) {
  const pair = [1, 2].map(() => new Member("datagram", new Socket(family, SOCK_DGRAM).bind(loopback(family)).setBlocking(false)));
  pair[0].socket.connect(...pair[1].socket.getSockName());
  if (family !== PF_UNIX) pair[1].socket.connect(...pair[0].socket.getSockName());
  [pair[0].peer, pair[1].peer] = [pair[1], pair[0]];
  return pair;
}

function streams(family) {
  const listener = new Socket(family, SOCK_STREAM).bind(loopback(family)).listen();
  const client = new Socket(family, SOCK_STREAM);
  client.connect(...listener.getSockName());
  const pair = [client, listener.accept()].map((socket) => new Member("stream", socket.setBlocking(false)));
  listener.close();
  [pair[0].peer, pair[1].peer] = [pair[1], pair[0]];
  return pair;
}

function listeners(family) {
  return [new Member("listener", new Socket(family, SOCK_STREAM).bind(loopback(family)).listen(8).setBlocking(false))];
}

function fresh(family, type) {
  return [new Member("fresh", new Socket(family, type).setBlocking(false))];
}

function closed(family, type) {
  const member = new Member("closed", new Socket(family, type));
  member.socket.close();
  return [member];
}

const groups = [
  () => datagrams(PF_INET), () => datagrams(PF_INET), () => datagrams(PF_UNIX), () => datagrams(PF_INET6),
  () => streams(PF_INET), () => streams(PF_UNIX), () => listeners(PF_INET), () => listeners(PF_UNIX),
  () => fresh(PF_INET, SOCK_DGRAM), () => fresh(PF_INET, SOCK_STREAM), () => fresh(PF_UNIX, SOCK_STREAM),
  () => closed(PF_INET, SOCK_DGRAM), () => closed(PF_UNIX, SOCK_STREAM),
];

/** The systems that have no IPv6 go without it. */
const possible = groups.filter((make) => {
  try {
    for (const { socket } of make()) socket.close();
    return true;
  } catch {
    return false;
  }
});

class Pool {
  #groups = possible.map((make) => make());
  #extras = []; // accepted or made in a step
  poller = new Poller();
  isPollerSpoilt = false;

  /** A socket that can always be sent through, so that no wait for it is long. */
  idle = new Socket(PF_INET, SOCK_DGRAM);

  get members() {
    return this.#groups.flat();
  }

  pick(random, ...kinds) {
    const fitting = kinds.length === 0 ? this.members : this.members.filter(({ kind }) => kinds.includes(kind));
    return random.pick(fitting);
  }

  /** Where a socket of the pool can be reached. */
  address(random) {
    const { socket } = this.pick(random, "datagram", "listener");
    return socket.fd < 0 ? ["127.0.0.1", 9] : socket.getSockName();
  }

  /** Keeps a socket that a step has made, for some steps. */
  keep(socket) {
    this.#extras.push(socket);
    if (this.#extras.length > 8) this.#extras.shift().close();
  }

  /** Replaces what cannot be used any more. */
  mend() {
    for (let i = 0; i < possible.length; i += 1) {
      const group = this.#groups[i];
      if (!group.some((member) => member.isSpoilt || member.kind !== "closed" && member.socket.fd < 0)) continue;
      for (const { socket } of group) socket.close();
      this.#groups[i] = possible[i]();
    }
    if (!this.isPollerSpoilt) return;
    this.isPollerSpoilt = false;
    this.poller.close();
    this.poller = new Poller();
  }

  /** Takes what there is, and returns why something of it is not what was sent. */
  drain(member) {
    for (let i = 0; i < 1000; i += 1) {
      const data = member.socket.receive();
      if (data === false) return undefined;
      const problem = this.arrived(member, data, 0, data.length);
      if (problem !== undefined) return problem;
      if (data.length === 0 && member.kind === "stream") return undefined;
    }
    return undefined;
  }

  /** Why bytes that a member has received are not those that were sent; undefined where they are. */
  arrived(member, bytes, start, length) {
    if (member.kind === "datagram") return datagramProblem(bytes, start, length);
    if (member.kind !== "stream") return undefined;
    const place = member.received;
    member.received += length;
    return streamProblem(bytes, start, length, place);
  }

  close() {
    for (const { socket } of this.members) socket.close();
    for (const socket of this.#extras) socket.close();
    this.poller.close();
    this.idle.close();
  }
}

module.exports = { Pool, uniqueName };
