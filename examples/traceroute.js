// Traceroute without root: UDP datagrams whose time to live ends on the way, and what the routers say of it, which the system keeps in the
// socket's queue of errors (IP_RECVERR in ip(7), Linux only).
//
//   tea examples/traceroute.js [HOST=127.0.0.1] [HOPS=30]
//   node examples/traceroute.js [HOST=127.0.0.1] [HOPS=30]
//
// Prints each hop, and ends with status 0 when the host has been reached, otherwise 1.
"use strict";

// What differs between the two programs: the module's name, the arguments' place and the way to end.
const inNode = typeof process !== "undefined";
const { Socket, SocketError } = require(inNode ? "teasocket" : "socket");
const args = inNode ? process.argv.slice(2) : system.args.slice(1);
const end = inNode ? process.exit : exit;

const patience = 1000; // milliseconds to wait for an answer
const tries = 3; // for each hop, as routers answer only so often
const firstPort = 33434; // where nobody listens: the host then says that the port is unreachable
const clock = globalThis.performance ?? Date; // Date.now() knows whole milliseconds only

// What ICMP and ICMPv6 say, and with which option it is kept.
const versions = {
  [Socket.PF_INET]: { option: "IP_RECVERR", exceeded: 11, unreachable: 3, portCode: 3 },
  [Socket.PF_INET6]: { option: "IPV6_RECVERR", exceeded: 3, unreachable: 1, portCode: 4 },
};

/** Waits for what is said of the datagrams to a port; undefined when nothing comes. */
function answer(socket, port) {
  const deadline = clock.now() + patience;
  for (let left = patience; left > 0; left = deadline - clock.now()) {
    if (Socket.select([socket], null, null, left) === 0) return undefined;
    const message = socket.receiveMessage({ flags: Socket.MSG_ERRQUEUE });
    if (message === false) return undefined; // it was no error that came
    if (message.port === port && message.error.origin !== Socket.SO_EE_ORIGIN_LOCAL) return message.error;
  }
  return undefined;
}

/** What is said of a datagram that may pass so many routers; { error, time }, or undefined. */
function probe(socket, host, ttl) {
  for (let i = 0; i < tries; i += 1) {
    const port = firstPort + (ttl - 1) * tries + i;
    const begin = clock.now();
    socket.getOption(Socket.SO_ERROR); // what was said of earlier datagrams is kept there, too, and would end the next call
    socket.sendMessage({ data: `hop ${ttl}`, address: host, port, ttl });
    const error = answer(socket, port);
    if (error !== undefined) return { error, time: clock.now() - begin };
  }
  return undefined;
}

/** Prints the hops; true when the host is reached. */
function trace(host, most) {
  const family = host.includes(":") ? Socket.PF_INET6 : Socket.PF_INET;
  const version = versions[family];
  const socket = new Socket(family, Socket.SOCK_DGRAM).setOption(version.option, true);
  for (let ttl = 1; ttl <= most; ttl += 1) {
    const found = probe(socket, host, ttl);
    if (found === undefined) {
      console.log(`${ttl}  *`);
      continue;
    }
    const { error: { code, offender, icmpType, icmpCode }, time } = found;
    const passes = icmpType === version.exceeded;
    const isReached = icmpType === version.unreachable && icmpCode === version.portCode;
    console.log(`${ttl}  ${offender}  ${time.toFixed(2)} ms${passes || isReached ? "" : `  ${code}`}`);
    if (isReached) return true;
    if (!passes) return false;
  }
  return false;
}

const [name = "127.0.0.1", hops = "30"] = args;
if (!(Number(hops) >= 1 && Number(hops) <= 255)) {
  console.error(`usage: ${inNode ? "node" : "tea"} traceroute.js [HOST] [HOPS=1–255]`);
  end(2);
}
try {
  const host = name.includes(":") ? name : Socket.getAddrInfo(name);
  console.log(`traceroute to ${name} (${host}), ${hops} hops max`);
  end(trace(host, Number(hops)) ? 0 : 1);
} catch (error) {
  if (!(error instanceof SocketError)) throw error;
  console.error(`traceroute: ${error.message}`);
  end(1);
}
