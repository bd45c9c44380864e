"use strict";

// Numbers by their names, and names by their numbers where raw-socket has them.

const { Socket } = require("teasocket");

/** An object with each name's number and each number's name. */
function bothWays(numbers) {
  const names = Object.entries(numbers).map(([name, number]) => [number, name]);
  return { ...Object.fromEntries(names), ...numbers };
}

exports.AddressFamily = bothWays({ IPv4: 1, IPv6: 2 });
exports.Protocol = bothWays({ None: 0, ICMP: 1, TCP: 6, UDP: 17, ICMPv6: 58 });

/** The platform's numbers of those that it has. */
const numbersOf = (names) => Object.fromEntries(names.map((name) => [name, Socket[name]]).filter(([, number]) => number !== undefined));

exports.SocketLevel = numbersOf(["SOL_SOCKET", "IPPROTO_IP", "IPPROTO_IPV6"]);
exports.SocketOption = {
  ...numbersOf([
    "SO_BROADCAST", "SO_RCVBUF", "SO_RCVTIMEO", "SO_SNDBUF", "SO_SNDTIMEO", ...(process.platform === "linux" ? ["SO_BINDTODEVICE"] : []),
    "IP_HDRINCL", "IP_OPTIONS", "IP_TOS", "IP_TTL", ...(process.platform === "win32" ? ["IPV6_HDRINCL"] : []),
    "IPV6_UNICAST_HOPS", "IPV6_V6ONLY",
  ]),
  IPV6_TTL: Socket.IPV6_UNICAST_HOPS,
};
