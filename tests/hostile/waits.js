"use strict";

// Calls that wait for several sockets, for the fuzzer.

const { Socket } = require("socket");
const { anything, number, optionalNumber, array, listed, named } = require("./values.js");

/** Members' sockets, and perhaps something else among them. */
function sockets(trial) {
  const { random, pool } = trial;
  const elements = [];
  for (let i = random.below(6); i > 0; i -= 1) {
    const { socket } = pool.pick(random);
    elements.push(random.weighted([
      [12, socket],
      [1, { getSocket: () => trial.mischief(socket) }],
      [1, new Proxy(socket, {})],
      [1, Object.create(socket)],
      [1, anything(trial)],
    ]));
  }
  return elements;
}

const briefTimeouts = [0, 0, 0, 0.5, "0", -1, NaN, "abc", {}, true, 10n, [], Symbol("timeout")];

function select(trial) {
  const { random, pool } = trial;
  const mayWait = random.oneIn(3);
  const read = random.oneIn(4) ? null : array(trial, sockets(trial));
  const write = mayWait ? [pool.idle] : array(trial, sockets(trial));
  const except = random.oneIn(3) ? array(trial, sockets(trial)) : undefined;
  const timeout = mayWait ? number(trial) : random.pick(briefTimeouts);
  const args = [read, write, except, timeout];
  const ready = trial.attempt(() => Socket.select(...args));
  if (ready === undefined) return;
  if (!Number.isInteger(ready) || ready < 0) trial.report(`select returned ${String(ready)}`);
  if (mayWait && (ready === 0 || write[0] !== pool.idle)) trial.report("select has not found the socket that is always ready");
}

function poll(trial) {
  const { random, pool } = trial;
  const { poller } = pool;
  const socket = random.oneIn(8) ? anything(trial) : pool.pick(random).socket;
  const events = random.oneIn(8) ? anything(trial) : random.pick(["r", "w", "rw", "e", "re", "we", "rwe"]);
  const tag = random.oneIn(3) ? named(trial, { edge: random.oneIn(2), once: random.oneIn(2), tag: anything(trial) }) : anything(trial);
  switch (random.below(6)) {
    case 0: case 1: trial.attempt(() => poller.add(...listed(trial, [socket, events, tag]))); break;
    case 2: trial.attempt(() => poller.modify(...listed(trial, [socket, events, tag]))); break;
    case 3: trial.attempt(() => poller.remove(socket)); break;
    default: {
      const entries = trial.attempt(() => poller.wait(random.pick(briefTimeouts), optionalNumber(trial)));
      if (entries === undefined) break;
      for (const entry of entries) if (!(entry.socket instanceof Socket)) trial.report("wait told of what is no socket");
    }
  }
  if (!random.oneIn(200)) return;
  poller.close();
  pool.isPollerSpoilt = true;
}

module.exports = { select, poll };
