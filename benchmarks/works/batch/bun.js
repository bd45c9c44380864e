// Batches of 64 datagrams of 64 bytes to oneself by Bun.udpSocket's sendMany, then received: COUNT datagrams.
"use strict";

const { measureAsync, words: [count] } = require("../shared/measure");

const messages = Array(64).fill(Buffer.alloc(64, 0x78));
let socket, left, done;

const send = () => {
  if (socket.sendMany(messages) !== messages.length) throw new Error("not all sent");
};

const run = (datagrams) => new Promise((resolve) => {
  left = datagrams;
  done = resolve;
  send();
});

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
      data() {
        if (--left % messages.length === 0) {
          if (left > 0) send(); else done();
        }
      },
    },
  });
  await measureAsync(Number(count), run);
  socket.close();
}

main();
