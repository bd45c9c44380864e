// Accepts, reads a request, answers with 64 bytes and closes by Bun.listen: COUNT times, after as many for the warm-up.
"use strict";

const { words: [count] } = require("../shared/measure");

const data = Buffer.alloc(64, 0x78);
let left = count * 2;

const server = Bun.listen({
  hostname: "127.0.0.1",
  port: 0,
  socket: {
    data(socket) { socket.end(data); },
    close() { if (--left === 0) server.stop(); },
  },
});
console.log(server.port);
