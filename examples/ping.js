// Ping: ICMP echo requests on a raw socket (RFC 792, for IPv6 RFC 4443). Needs root, or CAP_NET_RAW.
//
//   tea examples/ping.js [HOST=127.0.0.1] [COUNT=3]
//   node examples/ping.js [HOST=127.0.0.1] [COUNT=3]
//
// Ends with status 0 when at least one reply has come, otherwise 1.
"use strict";

// What differs between the two programs: the module's name, the arguments' place and the way to end.
const inNode = typeof process !== "undefined";
const { Socket, SocketError } = require(inNode ? "teasocket" : "socket");
const args = inNode ? process.argv.slice(2) : system.args.slice(1);
const end = inNode ? process.exit : exit;

const patience = 1000; // milliseconds to wait for a reply
const pause = 200; // milliseconds between two requests
const clock = globalThis.performance ?? Date; // Date.now() knows whole milliseconds only
const headerLength = 8; // type, code, checksum (2 bytes), identifier (2), sequence number (2)

/** What differs between the two protocols. A raw IPv4 socket receives the IP header too, an IPv6 one does not. */
const versions = {
  [Socket.PF_INET]: {
    protocol: "icmp",
    request: 8,
    reply: 0,
    needsChecksum: true,
    payload: (packet) => packet.subarray((packet[0] & 0x0f) * 4),
  },
  [Socket.PF_INET6]: {
    protocol: "ipv6-icmp",
    request: 128,
    reply: 129,
    needsChecksum: false, // it covers the IPv6 addresses, so the system fills it in
    payload: (packet) => packet,
  },
};

/** The Internet checksum of an even number of bytes (RFC 1071). */
function checksum(bytes) {
  let sum = 0;
  for (let i = 0; i < bytes.length; i += 2) {
    sum += bytes[i] * 256 + bytes[i + 1];
  }
  while (sum > 0xffff) {
    sum = (sum & 0xffff) + (sum >>> 16);
  }
  return ~sum & 0xffff;
}

function echoRequest(version, id, sequence) {
  const packet = Buffer.alloc(headerLength);
  const putWord = (offset, value) => {
    packet[offset] = value >>> 8;
    packet[offset + 1] = value & 0xff;
  };
  packet[0] = version.request;
  putWord(4, id);
  putWord(6, sequence);
  if (version.needsChecksum) putWord(2, checksum(packet));
  return packet;
}

/**
 * Waits for the reply to one request. A raw socket receives every ICMP packet that comes from its peer: replies
 * to other programs, and on the loopback interface our own requests; those are passed over.
 * @returns {?number} the reply's length in bytes, or null when none has come in time
 */
function waitForReply(socket, version, id, sequence) {
  const deadline = Date.now() + patience;
  for (let left = patience; left > 0; left = deadline - Date.now()) {
    if (Socket.select([socket], null, null, left) === 0) continue;
    const reply = version.payload(socket.receive());
    if (reply.length < headerLength || reply[0] !== version.reply) continue;
    if (reply[4] * 256 + reply[5] === id && reply[6] * 256 + reply[7] === sequence) return reply.length;
  }
  return null;
}

/** Sends the requests, prints a line for each, and returns the number of replies. */
function ping(socket, version, address, count) {
  const id = Math.floor(Math.random() * 0x10000);
  let received = 0;
  for (let sequence = 1; sequence <= count; sequence++) {
    if (sequence > 1) Socket.select(null, null, null, pause); // nothing to wait for: this sleeps
    const start = clock.now();
    socket.send(echoRequest(version, id, sequence));
    const length = waitForReply(socket, version, id, sequence);
    if (length === null) {
      console.log(`no answer from ${address}: icmp_seq=${sequence}`);
    } else {
      const time = Math.round((clock.now() - start) * 100) / 100;
      console.log(`${length} bytes from ${address}: icmp_seq=${sequence} time=${time} ms`);
      received++;
    }
  }
  return received;
}

/** The family and address of a host: IPv4 where it has one, otherwise IPv6. */
function resolve(host) {
  try {
    return [Socket.PF_INET, Socket.getAddrInfo(host, Socket.PF_INET)];
  } catch (error) {
    if (error.code !== "ENOTFOUND") throw error;
    return [Socket.PF_INET6, Socket.getAddrInfo(host, Socket.PF_INET6)];
  }
}

const [host = "127.0.0.1", count = "3", ...rest] = args;
if (rest.length > 0 || !/^[1-9]\d{0,3}$/.test(count)) {
  console.error(`usage: ${inNode ? "node" : "tea"} ping.js [HOST=127.0.0.1] [COUNT=3]`);
  end(2);
}

let received;
try {
  const [family, address] = resolve(host);
  const version = versions[family];
  const socket = new Socket(family, Socket.SOCK_RAW, Socket.getProtoByName(version.protocol));
  socket.connect(address); // from now on only this host's packets arrive
  received = ping(socket, version, address, Number(count));
  socket.close();
} catch (error) {
  if (!(error instanceof SocketError)) throw error;
  const forbidden = error.code === "EPERM" || error.code === "EACCES";
  console.error(`ping: ${error.message}${forbidden ? " (raw sockets need root or CAP_NET_RAW)" : ""}`);
  end(1);
}
const lost = Math.round(100 * (1 - received / count));
console.log(`${count} packets transmitted, ${received} received, ${lost}% packet loss`);
end(received > 0 ? 0 : 1);
