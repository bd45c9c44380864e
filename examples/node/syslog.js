// Writes a line to the system's log, through the datagram socket of the syslog daemon (RFC 3164, as syslog(3) writes it).
//
//   node examples/node/syslog.js [--socket=/dev/log] [--priority=user.notice] [--tag=syslog.js] MESSAGE
//
// When the call returns, the daemon's socket has the message: it is not lost if the process ends or crashes next.
"use strict";

const { parseArgs } = require("node:util");
const { Socket, SocketError } = require("teasocket");

const severities = ["emerg", "alert", "crit", "err", "warning", "notice", "info", "debug"]; // 0–7
const facilities = [ // 0–23
  "kern", "user", "mail", "daemon", "auth", "syslog", "lpr", "news", "uucp", "cron", "authpriv", "ftp",
  "ntp", "security", "console", "solaris-cron", "local0", "local1", "local2", "local3", "local4", "local5", "local6", "local7",
];

const reasons = {
  ENOENT: "there is no such path: is a syslog daemon running?",
  ECONNREFUSED: "nothing listens there: the syslog daemon has gone, and left its path behind",
};

/** The number of a priority such as "mail.err", or -1. */
function toNumber(priority) {
  const [facility, severity, ...rest] = priority.split(".").map((name, i) => [facilities, severities][i]?.indexOf(name));
  return rest.length === 0 && facility >= 0 && severity >= 0 ? facility * 8 + severity : -1;
}

/** "Mmm dd hh:mm:ss" in local time, the day padded with a space. */
function timestamp(date) {
  const [, month, day, , time] = date.toString().split(" "); // Thu Jan 01 1970 00:00:00 …
  return `${month} ${day.replace(/^0/, " ")} ${time}`;
}

/** Sends one message to the daemon. */
function log(path, priority, tag, message) {
  const socket = new Socket(Socket.PF_UNIX, Socket.SOCK_DGRAM);
  try {
    socket.connect(path);
    socket.send(`<${priority}>${timestamp(new Date())} ${tag}[${process.pid}]: ${message}`);
  } finally {
    socket.close();
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
    return { ...values, priority: toNumber(values.priority), positionals };
  } catch {
    return usage();
  }
}

const { socket, priority, tag, positionals } = parse();
if (priority < 0 || positionals.length !== 1) usage();

try {
  log(socket, priority, tag, positionals[0]);
} catch (error) {
  if (!(error instanceof SocketError || error instanceof RangeError)) throw error; // RangeError: the path is too long
  console.error(`syslog: ${socket}: ${reasons[error.code] ?? error.message}`);
  process.exit(1);
}
