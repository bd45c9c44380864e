"use strict";

// Sockets that the script has forgotten are closed when the event loop turns after a collection; those that it still
// knows are not. Run with a way to ask for a collection.

const assert = require("node:assert");
const { Socket, connection, datagramSocket, listener, openSockets, turn } = require("./sockets.js");

const collect = typeof Bun === "object" ? () => Bun.gc(true) : globalThis.gc;

async function main() {
  const sockets = openSockets();
  const server = listener();
  const kept = datagramSocket();
  await forget(server);
  while (openSockets() > sockets + 2) {
    collect();
    await turn();
  }
  kept.send("still here", ...kept.getSockName());
  assert.strictEqual(kept.receive().toString(), "still here");
  assert.strictEqual(server.fd >= 0, true);
  console.log("only the forgotten ones");
}

/** Opens sockets of all origins, and returns when none of them is on the stack any more. */
async function forget(server) {
  for (let i = 0; i < 50; i += 1) {
    connection(server);
    new Socket(Socket.PF_INET, Socket.SOCK_DGRAM);
    datagramSocket().close();
    Socket.pair();
    server.duplicate();
    Socket.fromDescriptor(datagramSocket().detach());
  }
  assert.ok(openSockets() >= 150);
  await turn();
}

main();
