// A packet sniffer: prints the ARP, ICMP, UDP and TCP packets of an interface as `tcpdump -n -t` does. Linux; needs root, or CAP_NET_RAW.
//
//   tea examples/sniffer.js [INTERFACE=lo] [COUNT]
//   node examples/sniffer.js [INTERFACE=lo] [COUNT]
//
// Ends after COUNT packets of those protocols; without COUNT it goes on for ever.
"use strict";

// What differs between the two programs: the module's name, the arguments' place and the way to end.
const inNode = typeof process !== "undefined";
const { Socket, SocketError } = require(inNode ? "teasocket" : "socket");
const args = inNode ? process.argv.slice(2) : system.args.slice(1);
const end = inNode ? process.exit : exit;

const { ETH_P_ALL, ETH_P_ARP, ETH_P_IP, IPPROTO_ICMP, IPPROTO_TCP, IPPROTO_UDP } = Socket;

const word = (bytes, at) => bytes[at] * 256 + bytes[at + 1];
const long = (bytes, at) => word(bytes, at) * 65536 + word(bytes, at + 2);
const ipv4 = (bytes, at) => `${bytes[at]}.${bytes[at + 1]}.${bytes[at + 2]}.${bytes[at + 3]}`;
const hardware = (bytes, at) => [0, 1, 2, 3, 4, 5].map((i) => bytes[at + i].toString(16).padStart(2, "0")).join(":");

/** RFC 826: who has an address, and where it is. */
function arp(packet) {
  const [sender, target] = [ipv4(packet, 14), ipv4(packet, 24)];
  if (word(packet, 6) !== 1) return `ARP, Reply ${sender} is-at ${hardware(packet, 8)}, length ${packet.length}`;
  const asked = hardware(packet, 18);
  return `ARP, Request who-has ${target}${asked === "00:00:00:00:00:00" ? "" : ` (${asked})`} tell ${sender}, length ${packet.length}`;
}

/** RFC 792: echoes, and what could not be delivered. */
function icmp(packet) {
  const [type, code] = packet;
  const echo = { 0: "reply", 8: "request" }[type];
  if (echo !== undefined) return `ICMP echo ${echo}, id ${word(packet, 4)}, seq ${word(packet, 6)}, length ${packet.length}`;
  if (type !== 3 || code !== 3) return `ICMP type-#${type}, length ${packet.length}`;
  const lost = packet.subarray(8); // the packet that it is about
  const name = { [IPPROTO_UDP]: "udp", [IPPROTO_TCP]: "tcp" }[lost[9]] ?? `protocol ${lost[9]}`;
  return `ICMP ${ipv4(lost, 16)} ${name} port ${word(lost, (lost[0] & 15) * 4 + 2)} unreachable, length ${packet.length}`;
}

/** The options of a TCP header (RFC 9293, RFC 7323). */
function tcpOptions(bytes) {
  const shown = [];
  for (let at = 0; at < bytes.length;) {
    const [kind, length] = [bytes[at], bytes[at] <= 1 ? 1 : Math.max(bytes[at + 1], 2)];
    switch (kind) {
      case 0: shown.push("eol"); break;
      case 1: shown.push("nop"); break;
      case 2: shown.push(`mss ${word(bytes, at + 2)}`); break;
      case 3: shown.push(`wscale ${bytes[at + 2]}`); break;
      case 4: shown.push("sackOK"); break;
      case 8: shown.push(`TS val ${long(bytes, at + 2)} ecr ${long(bytes, at + 6)}`); break;
      default: shown.push(`unknown-${kind}`);
    }
    if (kind === 0) break;
    at += length;
  }
  return shown.join(",");
}

/** Where the numbers of each connection began: they are shown counted from there, once both sides have said it. */
const connections = new Map();

function relative(from, to, seq, ack, isSyn) {
  const isReversed = !connections.has(`${from} ${to}`) && connections.has(`${to} ${from}`);
  const key = isReversed ? `${to} ${from}` : `${from} ${to}`;
  const begin = connections.get(key);
  if (begin === undefined || isSyn) {
    connections.set(key, isReversed ? { seq: ack - 1, ack: seq } : { seq, ack: ack - 1 });
    return [seq, ack];
  }
  const [own, other] = isReversed ? [begin.ack, begin.seq] : [begin.seq, begin.ack];
  return [seq - own >>> 0, ack - other >>> 0];
}

function tcp(packet, from, to) {
  const [header, flags] = [(packet[12] >> 4) * 4, packet[13]];
  const length = packet.length - header;
  let [seq, ack] = [long(packet, 4), long(packet, 8)];
  if (flags & 0x10) [seq, ack] = relative(from, to, seq, ack, (flags & 0x02) !== 0);
  const letters = [..."FSRP.UEW"].filter((_, bit) => flags & (1 << bit)).join("") || "none";
  const hasSeq = length > 0 || flags & 0x07;
  const options = tcpOptions(packet.subarray(20, header));
  return `Flags [${letters}]${hasSeq ? `, seq ${seq}${length > 0 ? `:${seq + length}` : ""}` : ""}${flags & 0x10 ? `, ack ${ack}` : ""}`
    + `, win ${word(packet, 14)}${options === "" ? "" : `, options [${options}]`}, length ${length}`;
}

/** RFC 791. Undefined for a protocol that is not shown here. */
function ip(packet) {
  const header = (packet[0] & 15) * 4;
  const payload = packet.subarray(header, word(packet, 2)); // a short Ethernet frame is filled up behind it
  const [from, to] = [ipv4(packet, 12), ipv4(packet, 16)];
  if (packet[9] === IPPROTO_ICMP) return `IP ${from} > ${to}: ${icmp(payload)}`;
  const [source, target] = [`${from}.${word(payload, 0)}`, `${to}.${word(payload, 2)}`];
  if (packet[9] === IPPROTO_UDP) return `IP ${source} > ${target}: UDP, length ${word(payload, 4) - 8}`;
  return packet[9] === IPPROTO_TCP ? `IP ${source} > ${target}: ${tcp(payload, source, target)}` : undefined;
}

/** The line for a packet, of which the system has taken the header of the link off. */
const lineOf = (protocol, packet) => protocol === ETH_P_ARP ? arp(packet) : protocol === ETH_P_IP ? ip(packet) : undefined;

const [name = "lo", count = "Infinity", ...rest] = args;
if (rest.length > 0 || !/^([1-9]\d{0,8}|Infinity)$/.test(count)) {
  console.error(`usage: ${inNode ? "node" : "tea"} sniffer.js [INTERFACE=lo] [COUNT]`);
  end(2);
}

try {
  const socket = new Socket(Socket.PF_PACKET, Socket.SOCK_DGRAM).bind(name, ETH_P_ALL);
  console.error(`listening on ${name}`);
  for (let shown = 0; shown < Number(count);) {
    const { data, port: protocol } = socket.receiveFrom();
    const line = lineOf(protocol, data);
    if (line === undefined) continue;
    console.log(line);
    shown += 1;
  }
  socket.close();
} catch (error) {
  if (!(error instanceof SocketError) && error.code !== "ERR_INVALID_ARG_TYPE") throw error;
  const forbidden = error.code === "EPERM" || error.code === "EACCES";
  console.error(`sniffer: ${error.message}${forbidden ? " (packet sockets need root or CAP_NET_RAW)" : ""}`);
  end(1);
}
