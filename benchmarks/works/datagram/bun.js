// A 64-byte datagram to oneself, sent and received by Bun.udpSocket: COUNT times.
"use strict";

const { measureAsync, words: [count] } = require("../shared/measure");

const data = Buffer.alloc(64, 0x78);
let left, done;

const run = (pairs) => new Promise((resolve) => {
  left = pairs;
  done = resolve;
  socket.send(data);
});

let socket;
async function main() {
  // It connects only as it is made, so its own port has to be known before.
  const free = await Bun.udpSocket({ hostname: "127.0.0.1" });
  const port = free.port;
  free.close();
  socket = await Bun.udpSocket({
    hostname: "127.0.0.1",
    port,
    connect: { hostname: "127.0.0.1", port },
    socket: {
      data(self) {
        if (--left > 0) self.send(data); else done();
      },
    },
  });
  await measureAsync(Number(count), run);
  socket.close();
}

main();
