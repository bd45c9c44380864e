// Pings many hosts at once through one socket: ICMP echo requests (RFC 792), each with a promise for its reply.
//
//   tea examples/ping-many.js HOST...      # or node, bun, deno run -A
//
// Prints a line for each host as soon as there is something to say, and ends with status 0 when all have replied, otherwise 1.
// Needs no privilege for the groups that net.ipv4.ping_group_range names (Linux, see icmp(7)), elsewhere root or CAP_NET_RAW.
"use strict";

const { Socket, SocketError } = require("teasocket");
const { args, end, fail, usage } = require("./shared/command-line.js").commandLine("ping-many.js HOST...");

const patience = 2000; // milliseconds to wait for a reply
const hostLimit = 0x10000; // as many sequence numbers as there are
const headerLength = 8; // type, code, checksum (2 bytes), identifier (2), sequence number (2)
const request = 8;
const reply = 0;

/** The Internet checksum of an even number of bytes (RFC 1071). */
function checksum(bytes) {
  let sum = 0;
  for (let i = 0; i < bytes.length; i += 2) sum += bytes[i] * 256 + bytes[i + 1];
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}

function echoRequest(id, sequence) {
  const packet = new Uint8Array(headerLength);
  const view = new DataView(packet.buffer);
  view.setUint8(0, request);
  view.setUint16(4, id);
  view.setUint16(6, sequence);
  view.setUint16(2, checksum(packet));
  return packet;
}

class Pinger {
  constructor() {
    this.waiting = new Map(); // by sequence number: who waits for its reply
    this.sequence = 0;
    try {
      this.socket = new Socket(Socket.PF_INET, Socket.SOCK_DGRAM, Socket.IPPROTO_ICMP).bind("0.0.0.0");
      this.isRaw = false;
      this.id = this.socket.getSockName()[1]; // the system's choice, by which it finds this socket's replies
    } catch (error) {
      if (error.code !== "EACCES" && error.code !== "EPROTONOSUPPORT") throw error;
      this.socket = new Socket(Socket.PF_INET, Socket.SOCK_RAW, Socket.IPPROTO_ICMP);
      this.isRaw = true;
      this.id = Math.floor(Math.random() * 0x10000);
    }
  }

  /** Gives the replies to those who wait for them, until the socket is closed. */
  async receive() {
    for await (const { data } of this.socket) {
      const header = this.isRaw ? (data[0] & 0x0f) * 4 : 0; // a raw socket receives the IP header, too
      if (data.length < header + headerLength || data[header] !== reply) continue; // to the loopback interface our own requests, for instance
      const word = (offset) => data[header + offset] * 256 + data[header + offset + 1];
      if (word(4) === this.id) this.waiting.get(word(6))?.();
    }
  }

  /** @returns {Promise<number>} after how many milliseconds the reply has come; undefined when none has in time */
  async ping(address) {
    const sequence = this.sequence;
    this.sequence = (sequence + 1) % hostLimit;
    const start = performance.now();
    let timer;
    const time = new Promise((resolve) => {
      this.waiting.set(sequence, () => resolve(performance.now() - start));
      timer = setTimeout(resolve, patience);
    });
    try {
      await this.socket.sendAsync(echoRequest(this.id, sequence), address);
      return await time;
    } finally {
      clearTimeout(timer);
      this.waiting.delete(sequence);
    }
  }

  close() {
    this.socket.close();
  }
}

/** Pings a host, and tells how it went; true when it has replied. */
async function report(pinger, host) {
  try {
    const address = await Socket.getAddrInfoAsync(host);
    const time = await pinger.ping(address);
    console.log(time === undefined ? `${host}: no reply` : `${host}: reply from ${address} in ${time.toFixed(2)} ms`);
    return time !== undefined;
  } catch (error) {
    if (!(error instanceof SocketError)) throw error;
    console.log(`${host}: ${error.message}`);
    return false;
  }
}

async function pingAll(hosts) {
  const pinger = new Pinger();
  pinger.receive().catch(fail);
  const results = await Promise.all(hosts.map((host) => report(pinger, host)));
  pinger.close();
  const replied = results.filter((hasReplied) => hasReplied).length;
  console.log(`${replied} of ${hosts.length} hosts have replied`);
  end(replied === hosts.length ? 0 : 1);
}

if (args.length < 1 || args.length > hostLimit) usage();
pingAll(args).catch((error) => {
  if (error.code === "EPERM" || error.code === "EACCES") error.message += " (needs root, CAP_NET_RAW, or a group of net.ipv4.ping_group_range)";
  fail(error);
});
