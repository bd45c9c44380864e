// Answers each request with "hello" and keeps connections open. METHOD, select or Poller, is what watches them.
"use strict";

const { Socket, SocketError, Poller } = require("socket");
const { words: [method] } = require("../shared/measure");

const answer = Buffer.from("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 6\r\n\r\nhello\n");
const emptyLine = 0x0d0a0d0a;
const listener = new Socket(Socket.PF_INET, Socket.SOCK_STREAM).bind("127.0.0.1", 0).listen();
console.log(listener.getSockName()[1]);

/** Serves what has come on a connection. @returns {boolean} whether it goes on */
function serve(socket) {
  try {
    const request = socket.receive(16384);
    if (request.length === 0) return false;
    const end = request.length - 4;
    if (end >= 0 && new DataView(request.buffer, request.byteOffset).getUint32(end) === emptyLine) socket.send(answer);
    return true;
  } catch (error) {
    if (!(error instanceof SocketError)) throw error;
    return false;
  }
}

const ways = {
  select() {
    const connections = new Set([listener]);
    for (;;) {
      const ready = [...connections];
      Socket.select(ready);
      ready.forEach((socket) => {
        if (socket === listener) {
          connections.add(socket.accept());
        } else if (!serve(socket)) {
          connections.delete(socket);
          socket.close();
        }
      });
    }
  },
  Poller() {
    const poller = new Poller();
    poller.add(listener, "r");
    for (;;) {
      for (const { socket } of poller.wait()) {
        if (socket === listener) {
          poller.add(socket.accept(), "r");
        } else if (!serve(socket)) {
          poller.remove(socket);
          socket.close();
        }
      }
    }
  },
};

ways[method]();
