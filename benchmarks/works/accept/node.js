// Accepts, reads a request, answers with 64 bytes and closes by node:net: COUNT times, after as many for the warm-up.
"use strict";

const net = require("node:net");
const { words: [count] } = require("../shared/measure");

const data = Buffer.alloc(64, 0x78);
let left = count * 2;

const server = net.createServer((socket) => {
  socket.once("data", () => socket.end(data));
  if (--left === 0) server.close();
});
server.listen(0, "127.0.0.1", 511, () => console.log(server.address().port));
