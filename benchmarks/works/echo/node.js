// Sends back what comes on each connection, by node:net.
"use strict";

const net = require("node:net");

const server = net.createServer((socket) => {
  socket.on("error", () => {});
  socket.on("data", (data) => socket.write(data));
});
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
