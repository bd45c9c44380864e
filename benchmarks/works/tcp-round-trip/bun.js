// 64 bytes to the echo server at PORT and back by Bun.connect: COUNT times.
"use strict";

const { measureAsync, words: [port, count] } = require("../shared/measure");

const data = Buffer.alloc(64, 0x78);
let left, got = 0, done;

async function main() {
  const socket = await Bun.connect({
    hostname: "127.0.0.1",
    port: Number(port),
    socket: {
      data(self, chunk) {
        got += chunk.length;
        if (got < 64) return;
        got = 0;
        if (--left > 0) self.write(data); else done();
      },
    },
  });
  socket.setNoDelay(true);
  const run = (trips) => new Promise((resolve) => {
    left = trips;
    done = resolve;
    socket.write(data);
  });
  await measureAsync(Number(count), run);
  socket.end();
}

main();
