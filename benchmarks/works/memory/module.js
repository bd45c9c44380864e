// Accepts COUNT connections and a quarter for the warm-up, sends a byte to each, and waits until the first has been closed.
"use strict";

const { Socket } = require("socket");
const { words: [count] } = require("../shared/measure");

const listener = new Socket(Socket.PF_INET, Socket.SOCK_STREAM).bind("127.0.0.1", 0).listen();
console.log(listener.getSockName()[1]);

const sockets = [];
while (sockets.length < count * 1.25) {
  const socket = listener.accept();
  socket.send("x");
  sockets.push(socket);
}
Socket.select([sockets[0]]);
