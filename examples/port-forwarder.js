// Forwards a port: each connection to it is passed on to another server, both directions at once.
//
//   tea examples/port-forwarder.js LISTEN_PORT HOST PORT      # or node, bun, deno run -A
//
// LISTEN_PORT 0 takes a free one; the first line says which. HOST is an address or a name, which is resolved for each connection, beside what
// else is going on. When one side has finished, the other is told and may go on sending; when one breaks, so does the other.
// Runs until it is stopped (Ctrl+C).
"use strict";

const { Socket, SocketError } = require("teasocket");
const { args, fail, isPort, usage } = require("./shared/command-line.js").commandLine("port-forwarder.js LISTEN_PORT HOST PORT");

const connectionLimit = 400; // two descriptors each; further clients wait in the listen queue
const patience = 10_000; // milliseconds for an address of the host to answer

/** A connection to the first address of the host that takes one. */
async function connect(host, port) {
  let refusal;
  for (const { address, family } of await Socket.getAddrInfoAsync(host, { all: true, type: Socket.SOCK_STREAM })) {
    const socket = new Socket(family, Socket.SOCK_STREAM);
    try {
      await socket.connectAsync(address, port, { timeout: patience });
      return socket;
    } catch (error) {
      refusal = error; // the socket is closed: after a failed attempt there is no second one
    }
  }
  throw refusal;
}

/** Passes on what comes from one side, and its end. A side that takes nothing holds up the one that sends, and nobody else. */
async function pass(from, to) {
  for await (const data of from) await to.sendAsync(data);
  to.shutdown("write");
}

/** Has a socket's close() tell its peer that something went wrong, by a reset in place of an orderly end. */
const makeAbortive = (socket) => socket.setOption("SO_LINGER", 0);

async function forward(client, host, port) {
  const sockets = [client];
  try {
    client.setOption("TCP_NODELAY", true);
    const server = await connect(host, port);
    sockets.push(server.setOption("TCP_NODELAY", true));
    await Promise.all([pass(client, server), pass(server, client)]);
  } catch (error) {
    if (!(error instanceof SocketError)) throw error;
    console.error(`port-forwarder: ${error.message}`);
    sockets.forEach(makeAbortive);
  }
  for (const socket of sockets) socket.close(); // which also ends the direction that is left, after an error in the other
}

async function serve(listener, host, port) {
  const connections = new Set();
  for await (const client of listener) {
    const connection = forward(client, host, port).then(() => connections.delete(connection));
    connections.add(connection);
    if (connections.size >= connectionLimit) await Promise.race(connections);
  }
}

const [listenPort, host, port, ...rest] = args;
if (port === undefined || rest.length > 0 || !isPort(listenPort) || !isPort(port)) usage();

try {
  const listener = new Socket(Socket.PF_INET, Socket.SOCK_STREAM)
    .setOption("SO_REUSEADDR", true) // else the port stays taken for a while after a restart
    .bind("127.0.0.1", listenPort)
    .listen();
  console.log(`listening on ${listener.getSockName().join(":")}`);
  serve(listener, host, port).catch(fail);
} catch (error) {
  fail(error);
}
