// COUNT times 64 KiB from the server at PORT by Bun.connect.
"use strict";

const { measureAsync, words: [port, count] } = require("../shared/measure");

let left = 0, done;

const run = (pieces) => new Promise((resolve) => {
  left = pieces * 65536;
  done = resolve;
});

async function main() {
  const socket = await Bun.connect({
    hostname: "127.0.0.1",
    port: Number(port),
    socket: {
      data(self, chunk) {
        left -= chunk.length;
        if (left <= 0) done?.();
      },
    },
  });
  await measureAsync(Number(count), run);
  socket.terminate();
}

main();
