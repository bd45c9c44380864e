"use strict";

// Options, groups and names, for the fuzzer.

const { Socket } = require("socket");
const { disguise } = require("./disguises.js");
const { anything, number, optionalNumber, listed, named } = require("./values.js");

// Those that change nothing else: SO_LINGER would have closing wait, SO_RCVLOWAT would hide what is there.
const tameOptions = [Socket.SO_REUSEADDR, Socket.SO_KEEPALIVE, Socket.SO_BROADCAST, Socket.SO_ERROR, Socket.TCP_NODELAY, 3, 7, 12, 17, 999999];

const tameNames = [
  "SO_KEEPALIVE", "SO_BROADCAST", "TCP_NODELAY", "TCP_INFO", "SO_MEMINFO", "SO_PEERCRED", "SO_PEERGROUPS", "SO_BINDTODEVICE", "IP_MULTICAST_IF",
  "SO_TXTIME", "TCP_CONGESTION", "SO_PRIORITY", "no such", "__proto__",
];

function namedOption(trial) {
  const { random, pool } = trial;
  const { socket } = pool.pick(random);
  if (random.oneIn(10)) {
    trial.attempt(() => Socket.options(random.oneIn(2) ? socket : anything(trial)));
    return;
  }
  const name = random.pick(tameNames);
  if (random.oneIn(2)) {
    trial.attempt(() => socket.getOption(name));
    return;
  }
  const parts = [["clock", 1], ["flags", 0], ["group", "239.1.1.1"]].map(([key, value]) => [key, random.oneIn(2) ? value : anything(trial)]);
  const value = random.pick([anything(trial), Object.fromEntries(parts), [anything(trial)], disguise(trial, trial.memory().view)]);
  trial.attempt(() => socket.setOption(name, value));
}

function option(trial) {
  if (trial.random.oneIn(3)) return namedOption(trial);
  const { random, pool } = trial;
  const { socket } = pool.pick(random);
  const name = random.oneIn(6) ? random.pick([-1, NaN, 0.5, "x", {}, null, undefined, 2 ** 31, 2 ** 40, Symbol("name"), 5n]) : random.pick(tameOptions);
  if (random.oneIn(2)) {
    trial.attempt(() => socket.getOption(...listed(trial, random.oneIn(2) ? [name] : [name, optionalNumber(trial)])));
    return;
  }
  const value = random.oneIn(2) ? disguise(trial, trial.memory().view) : anything(trial);
  trial.attempt(() => socket.setOption(...listed(trial, [name, value])));
}

/** Joins and leaves groups, as nobody else is in them. */
function groups(trial) {
  const { random, pool } = trial;
  const { socket } = pool.pick(random, "datagram", "fresh", "closed", "stream");
  const text = (...right) => random.oneIn(6) ? anything(trial) : random.pick(right);
  const iface = random.oneIn(4) ? anything(trial) : random.pick(["127.0.0.1", "lo", 1, "1", "nothing0", undefined, null]);
  const group = text("239.255.77.1", "239.255.77.2", "ff15::1", "127.0.0.1");
  const [kind, args] = random.oneIn(2) ? ["Membership", [group, iface]] : ["SourceSpecificMembership", [text("127.0.0.1", "::1"), group, iface]];
  const result = trial.attempt(() => socket[`${random.pick(["add", "drop"])}${kind}`](...listed(trial, args)));
  if (result !== undefined && result !== socket) trial.report("a membership returned something else than the socket");
}

function resolve(trial) {
  const { random } = trial;
  const notText = () => random.pick([5, null, undefined, {}, [], Symbol("name"), 5n, true, new String("tcp")]);
  const service = () => random.pick(["http", "domain", 80, "80", "", "no-such\0", notText()]);
  const proto = () => random.pick(["tcp", "udp", undefined, null, "x", notText()]);
  switch (random.below(13)) {
    case 12: {
      const found = trial.attempt(() => Socket.getInterfaces(anything(trial)));
      if (found !== undefined && !found.some(({ loopback }) => loopback)) trial.report("getInterfaces has not told of the loopback");
      break;
    }
    case 6: {
      const options = named(trial, { all: random.oneIn(2), family: random.pick([0, Socket.PF_INET]), service: service(), type: optionalNumber(trial, [1, 2]) });
      const found = trial.attempt(() => Socket.getAddrInfo(random.pick(["127.0.0.1", "::1", "1。2.3.4", "\ud800", notText()]), options));
      if (Array.isArray(found)) for (const { address } of found) if (typeof address !== "string") trial.report("getAddrInfo told no address");
      break;
    }
    case 7: trial.attempt(() => Socket.getServByName(service(), proto())); break;
    case 8: trial.attempt(() => Socket.getServByPort(number(trial, [80, "53", 65536]), proto())); break;
    case 9: trial.attempt(() => Socket.getProtoByNumber(number(trial, [0, 6, "17", 300]))); break;
    case 10: trial.attempt(() => Socket.inetPton(number(trial, [Socket.PF_INET, Socket.PF_INET6]), random.pick(["127.0.0.1", "::1", notText()]))); break;
    case 11: {
      const text = trial.attempt(() => Socket.inetNtop(number(trial, [Socket.PF_INET, Socket.PF_INET6]), disguise(trial, trial.memory().view)));
      if (text !== undefined && typeof text !== "string") trial.report("inetNtop told no text");
      break;
    }
    case 0: trial.attempt(() => Socket.getAddrInfo(random.pick(["127.0.0.1", "::1", notText()]), optionalNumber(trial, [Socket.PF_INET]))); break;
    case 1: trial.attempt(() => Socket.getNameInfo(notText(), anything(trial))); break;
    case 2: trial.attempt(() => Socket.getHostName(anything(trial))); break;
    default: trial.attempt(() => Socket.getProtoByName(random.oneIn(2) ? "tcp" : anything(trial)));
  }
}

module.exports = { option, groups, resolve };
