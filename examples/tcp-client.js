// A TCP client: sends one message, or all of standard input, and prints the answer.
//
//   tea examples/tcp-client.js HOST PORT MESSAGE
//   echo hello | tea examples/tcp-client.js HOST PORT
//
// HOST is an address or a name. After the last byte the client finishes its side of the connection
// (shutdown), so that the server sees the end of the request, and reads until the server finishes too.
"use strict";

const { Socket, SocketError } = require("socket");
const { Buffer } = require("binary");

/** The family and address of a host: IPv4 where it has one, otherwise IPv6. */
function resolve(host) {
  try {
    return [Socket.PF_INET, Socket.getAddrInfo(host, Socket.PF_INET)];
  } catch (error) {
    if (error.code !== "ENOTFOUND") throw error;
    return [Socket.PF_INET6, Socket.getAddrInfo(host, Socket.PF_INET6)];
  }
}

function connect(host, port) {
  const [family, address] = resolve(host);
  const socket = new Socket(family, Socket.SOCK_STREAM, Socket.IPPROTO_TCP);
  socket.connect(address, port);
  return socket;
}

/** All of standard input. */
function readInput() {
  const parts = [];
  for (;;) {
    const part = system.stdin.read(65536);
    if (part.length === 0) return Buffer.concat(parts);
    parts.push(part);
  }
}

/**
 * Sends the request and prints the answer as it comes. Both go on at once: a server that answers while it
 * is still being sent to, as an echo server does, would block for ever if nobody read its answer.
 */
function exchange(socket, request) {
  socket.setBlocking(false);
  let unsent = request;
  for (;;) {
    const readable = [socket];
    const writable = unsent ? [socket] : [];
    Socket.select(readable, writable, null);

    if (writable.includes(socket)) {
      const sent = socket.send(unsent); // true, false, or the number of bytes that were taken
      if (sent === true) {
        unsent = null;
        socket.shutdown("write");
      } else if (sent !== false) {
        unsent = unsent.range(sent);
      }
    }
    if (readable.includes(socket)) {
      const part = socket.receive();
      if (part === false) continue;
      if (part.length === 0) return;
      system.stdout.write(part);
      system.stdout.flush();
    }
  }
}

const isPort = (text) => /^\d{1,5}$/.test(text) && Number(text) <= 65535;

const [, host, port, message] = system.args;
if (system.args.length < 3 || system.args.length > 4 || !isPort(port)) {
  system.stderr.writeLine("usage: tea tcp-client.js HOST PORT [MESSAGE]");
  exit(2);
}

try {
  const socket = connect(host, port);
  exchange(socket, message === undefined ? readInput() : Buffer.from(message + "\n", "utf-8"));
  socket.close();
} catch (error) {
  if (!(error instanceof SocketError)) throw error;
  system.stderr.writeLine(`tcp-client: ${error.message}`);
  exit(1);
}
