// Hands connections over to Node: accepted and set up by blocking calls, then served by Node's event loop.
//
//   node examples/node/handover.js [PORT=7003] [CLIENTS=1]
//
// Waits for that many clients, one after the other; then each gets back what it sends, all of them at once. Ends when
// the last client has gone. Port 0 takes a free one; the first line says which.
"use strict";

const net = require("node:net");
const { Socket, SocketError } = require("teasocket");

function listen(port) {
  return new Socket(Socket.PF_INET, Socket.SOCK_STREAM)
    .setOption(Socket.SO_REUSEADDR, true)
    .bind("127.0.0.1", port)
    .listen();
}

/** Waits for a client and sets its connection up, before Node sees it. */
function accept(listener) {
  return listener.accept()
    .setOption(Socket.SO_KEEPALIVE, true)
    .setOption(Socket.TCP_NODELAY, true);
}

/**
 * Makes the connection Node's own, which also makes it non-blocking. detach() gives the descriptor up, so that one side
 * alone closes it; `socket.fd` is the same number, but leaves it with the Socket: to look at, not to hand over.
 */
function handOver(socket) {
  return new net.Socket({ fd: socket.detach(), readable: true, writable: true });
}

/** Returns to a client what it sends, as with any other connection of Node's. */
function echo(connection, name) {
  connection.on("end", () => console.log(`${name}: end`));
  connection.on("error", (error) => console.error(`handover: ${name}: ${error.message}`));
  connection.on("close", () => console.log(`${name}: close`));
  connection.pipe(connection);
}

const isPort = (text) => /^\d{1,5}$/.test(text) && Number(text) <= 65535;

const [port = "7003", clients = "1", ...rest] = process.argv.slice(2);
if (rest.length > 0 || !isPort(port) || !/^[1-9]\d{0,3}$/.test(clients)) {
  console.error("usage: node handover.js [PORT=7003] [CLIENTS=1]");
  process.exit(2);
}

try {
  const listener = listen(port);
  console.log(`listening on ${listener.getSockName().join(":")}`);
  for (let i = 1; i <= clients; i++) {
    const socket = accept(listener);
    console.log(`client ${i}: accepted from ${socket.getPeerName().join(":")}`);
    echo(handOver(socket), `client ${i}`); // nothing happens yet: Node's turn comes when this script has ended
  }
  listener.close();
} catch (error) {
  if (!(error instanceof SocketError)) throw error;
  console.error(`handover: ${error.message}`);
  process.exit(1);
}
