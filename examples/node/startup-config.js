// Fetches a program's configuration while the program loads: require() returns when it is there, and nothing has to be
// asynchronous because of it.
//
//   CONFIG_URL=http://127.0.0.1:8000/config.json node examples/node/startup-config.js [NAME]
//
// prints the configuration, or one value of it. In a program:
//
//   const { port } = require("./startup-config");
//
// HTTP/1.0 without TLS: enough for a configuration service on the same machine or network.
"use strict";

const { Socket, SocketError } = require("teasocket");

const patience = 2000; // milliseconds to wait for each next part of the response

/** A configuration that cannot be had, and why. */
class ConfigError extends Error {}

/** Everything that a server sends until it has finished. */
function receiveAll(socket) {
  const parts = [];
  for (;;) {
    if (Socket.select([socket], null, null, patience) === 0) throw new ConfigError(`no answer within ${patience} ms`);
    const part = socket.receive();
    if (part.length === 0) return Buffer.concat(parts);
    parts.push(part);
  }
}

/** The body that a URL has, fetched with GET. */
function get({ hostname, host, port, pathname, search }) {
  const socket = new Socket(Socket.PF_INET, Socket.SOCK_STREAM);
  try {
    socket.connect(Socket.getAddrInfo(hostname), port || 80);
    socket.send(`GET ${pathname}${search} HTTP/1.0\r\nHost: ${host}\r\nAccept: application/json\r\n\r\n`);
    const response = receiveAll(socket);
    const end = response.indexOf("\r\n\r\n");
    const [statusLine] = response.subarray(0, Math.max(0, end)).toString("latin1").split("\r\n");
    if (!/^HTTP\/1\.[01] 200\b/.test(statusLine)) throw new ConfigError(statusLine || "not an HTTP response");
    return response.subarray(end + 4);
  } finally {
    socket.close();
  }
}

function parse(bytes) {
  try {
    return JSON.parse(bytes);
  } catch (error) {
    throw new ConfigError(error.message, { cause: error });
  }
}

function load(text) {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== "http:") throw new ConfigError("CONFIG_URL must be the http:// URL of a JSON file");
  return parse(get(url));
}

if (require.main === module && process.argv.length > 3) {
  console.error("usage: node startup-config.js [NAME], with the environment variable CONFIG_URL set");
  process.exit(2);
}

try {
  module.exports = load(process.env.CONFIG_URL);
} catch (error) {
  if (require.main !== module || !(error instanceof SocketError || error instanceof ConfigError)) throw error;
  console.error(`startup-config: ${error.message}`);
  process.exit(1);
}
if (require.main === module) {
  const [, , name] = process.argv;
  console.log(name === undefined ? module.exports : module.exports[name]);
}
