// Accepts connections by node:net, sends a byte to each, and ends when the first has been closed.
"use strict";

const net = require("node:net");

const sockets = [];
const server = net.createServer((socket) => {
  sockets.push(socket);
  socket.on("data", () => {});
  socket.on("close", () => process.exit());
  socket.write("x");
});
server.listen(0, "127.0.0.1", 511, () => console.log(server.address().port));
