// Lists the open TCP ports of this machine's loopback interface, with many connection attempts at once.
//
//   tea examples/scan-ports.js [HOST=127.0.0.1] [FIRST-LAST=1-1024]
//
// Scanning other people's machines is rude at best, so addresses other than loopback ones are refused.
"use strict";

const { Socket, SocketError } = require("socket");

const batchSize = 64; // connection attempts at a time
const patience = 1000; // milliseconds for a batch; what has not answered then is reported so

class Probe {
  constructor(family, port) {
    this.port = port;
    this.socket = new Socket(family, Socket.SOCK_STREAM, Socket.IPPROTO_TCP).setBlocking(false);
    this.state = "no answer"; // in the end "open", "closed" or still "no answer"
  }

  getSocket() {
    return this.socket;
  }

  start(address) {
    try {
      if (this.socket.connect(address, this.port)) this.finish(0);
    } catch (error) {
      if (error.code !== "ECONNREFUSED") throw error;
      this.state = "closed";
    }
  }

  /** Takes the result of the attempt: 0, or the errno that it failed with. */
  finish(errno) {
    // When the system picks, for our own end, the very port that we try to reach, the socket connects to
    // itself (TCP's simultaneous open): nobody listens there.
    const connectedToItself = errno === 0 && this.socket.getSockName()[1] === this.port;
    this.state = errno === 0 && !connectedToItself ? "open" : "closed";
  }
}

/** Tries the ports first to last, all at once, and returns the finished probes. */
function scan(family, address, first, last) {
  const probes = [];
  for (let port = first; port <= last; port++) {
    const probe = new Probe(family, port);
    probes.push(probe);
    probe.start(address);
  }

  const deadline = Date.now() + patience;
  let pending = probes.filter((probe) => probe.state === "no answer");
  for (let left = patience; pending.length > 0 && left > 0; left = deadline - Date.now()) {
    const ready = [...pending];
    Socket.select(null, ready, null, left);
    ready.forEach((probe) => probe.finish(probe.socket.getOption(Socket.SO_ERROR)));
    pending = pending.filter((probe) => probe.state === "no answer");
  }

  probes.forEach((probe) => probe.socket.close());
  return probes;
}

function scanAll(family, address, first, last) {
  const counts = { "open": 0, "closed": 0, "no answer": 0 };
  for (let start = first; start <= last; start += batchSize) {
    for (const probe of scan(family, address, start, Math.min(last, start + batchSize - 1))) {
      counts[probe.state]++;
      if (probe.state !== "closed") system.stdout.writeLine(`${probe.port} ${probe.state}`);
    }
    system.stdout.flush();
  }
  system.stdout.writeLine(`${counts.open} open, ${counts.closed} closed, ${counts["no answer"]} without an answer`);
}

function usage() {
  system.stderr.writeLine("usage: tea scan-ports.js [HOST=127.0.0.1] [FIRST-LAST=1-1024]");
  exit(2);
}

const [, host = "127.0.0.1", ports = "1-1024"] = system.args;
const range = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(ports);
if (system.args.length > 3 || !range) usage();
const first = Number(range[1]);
const last = Number(range[2] ?? range[1]);
if (first < 1 || last > 65535 || first > last) usage();

try {
  const family = host.includes(":") ? Socket.PF_INET6 : Socket.PF_INET;
  const address = Socket.getAddrInfo(host, family);
  if (!/^127\./.test(address) && address !== "::1") {
    system.stderr.writeLine(`scan-ports: ${address} is not a loopback address; only 127.0.0.0/8 and ::1 are scanned`);
    exit(1);
  }
  scanAll(family, address, first, last);
} catch (error) {
  if (!(error instanceof SocketError)) throw error;
  system.stderr.writeLine(`scan-ports: ${error.message}`);
  exit(1);
}
