// A UDP server: answers each datagram with its text in capitals.
//
//   tea examples/udp-server.js [PORT=7002]
//
// Port 0 takes a free one; the first line says which. Runs until it is stopped (Ctrl+C).
// UDP has no connections: getPeerName() of an unconnected datagram socket is the sender of the datagram
// received last, and the answer goes there.
"use strict";

const { Socket, SocketError } = require("socket");

/** Answers one datagram. Anybody can send anything: a failed answer must not end the server. */
function answer(socket) {
  try {
    const request = socket.receive();
    const [address, port] = socket.getPeerName();
    socket.send(request.toString("utf-8").toUpperCase(), address, port);
  } catch (error) {
    if (!(error instanceof SocketError)) throw error;
    system.stderr.writeLine(`udp-server: ${error.message}`);
  }
}

const isPort = (text) => /^\d{1,5}$/.test(text) && Number(text) <= 65535;

const [, port = "7002"] = system.args;
if (system.args.length > 2 || !isPort(port)) {
  system.stderr.writeLine("usage: tea udp-server.js [PORT=7002]");
  exit(2);
}

const socket = new Socket(Socket.PF_INET, Socket.SOCK_DGRAM, Socket.IPPROTO_UDP);
try {
  socket.bind("127.0.0.1", port);
} catch (error) {
  if (!(error instanceof SocketError)) throw error;
  system.stderr.writeLine(`udp-server: ${error.message}`);
  exit(1);
}
system.stdout.writeLine(`listening on ${socket.getSockName().join(":")}`);
system.stdout.flush();
for (;;) {
  answer(socket);
}
