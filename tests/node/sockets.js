"use strict";

// Loads the library under test and uses it. Each environment, the main thread or a worker, that requires this file loads
// the library for itself.

const assert = require("node:assert");
const fs = require("node:fs");

process.dlopen(module, process.env.TEASOCKET_MODULE);
const { Poller, Socket, SocketError } = module.exports;

/** A datagram socket on a free port of the loopback. */
function datagramSocket() {
  return new Socket(Socket.PF_INET, Socket.SOCK_DGRAM).bind("127.0.0.1");
}

/** A socket that listens on a free port of the loopback. */
function listener() {
  return new Socket(Socket.PF_INET, Socket.SOCK_STREAM).bind("127.0.0.1").listen();
}

/** A new connection to a listener: [the connecting socket, the accepted one]. */
function connection(server) {
  const client = new Socket(Socket.PF_INET, Socket.SOCK_STREAM);
  client.connect(...server.getSockName());
  return [client, server.accept()];
}

/** Sends and receives, by datagrams and over a stream, and fails unless everything arrives. Leaves nothing open. */
function exchange(text = "text") {
  const own = datagramSocket();
  own.send(text, ...own.getSockName());
  assert.strictEqual(Socket.select([own], null, null, 20000), 1);
  assert.strictEqual(own.receive().toString(), text);

  const server = listener();
  const [client, accepted] = connection(server);
  client.send(text);
  client.close();
  let received = "";
  for (let part; (part = accepted.receive()).length > 0;) received += part;
  assert.strictEqual(received, text);
  for (const socket of [own, server, accepted]) socket.close();
}

/** How many of the process's descriptors are sockets, the host's own among them. */
function openSockets() {
  return fs.readdirSync("/proc/self/fd").filter((descriptor) => {
    try {
      return fs.readlinkSync(`/proc/self/fd/${descriptor}`).startsWith("socket:");
    } catch {
      return false; // the descriptor that the directory was read through
    }
  }).length;
}

/** Lets the event loop turn. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

module.exports = { Poller, Socket, SocketError, datagramSocket, listener, connection, exchange, openSockets, turn };
