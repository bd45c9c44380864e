// Writes a line to the system's log, through the datagram socket of the syslog daemon (RFC 3164, as syslog(3) writes it).
//
//   node examples/node/syslog.js [--socket=/dev/log] [--priority=user.notice] [--tag=syslog.js] MESSAGE
//
// When the call returns, the daemon's socket has the message: it is not lost if the process ends or crashes next.
"use strict";

const { parseArgs } = require("node:util");
const { SocketError } = require("teasocket");
const { Syslog } = require("teasocket/syslog");

const reasons = {
  ENOENT: "there is no such path: is a syslog daemon running?",
  ECONNREFUSED: "nothing listens there: the syslog daemon has gone, and left its path behind",
};

/** What writes to the daemon, and the name of the priority's severity. */
function open(path, priority, appName) {
  const [facility, severity, ...rest] = priority.split(".");
  if (rest.length > 0 || !Syslog.severities.includes(severity)) usage();
  try {
    return [new Syslog({ path, facility, appName }), severity];
  } catch {
    return usage();
  }
}

function usage() {
  console.error("usage: node syslog.js [--socket=/dev/log] [--priority=user.notice] [--tag=syslog.js] MESSAGE");
  process.exit(2);
}

function parse() {
  const options = {
    socket: { type: "string", default: "/dev/log" },
    priority: { type: "string", default: "user.notice" },
    tag: { type: "string", default: "syslog.js" },
  };
  try {
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    return { ...values, positionals };
  } catch {
    return usage();
  }
}

const { socket, priority, tag, positionals } = parse();
if (positionals.length !== 1) usage();
const [log, severity] = open(socket, priority, tag);

try {
  log.write(severity, positionals[0]);
  log.close();
} catch (error) {
  if (!(error instanceof SocketError || error instanceof RangeError)) throw error; // RangeError: the path is too long
  console.error(`syslog: ${socket}: ${reasons[error.code] ?? error.message}`);
  process.exit(1);
}
