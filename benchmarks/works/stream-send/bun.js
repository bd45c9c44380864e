// COUNT pieces of 64 KiB to the server at PORT by Bun.connect.
"use strict";

const { measureAsync, words: [port, count] } = require("../shared/measure");

const piece = Buffer.alloc(65536);
let left = 0, offset = 0, done;

function write(socket) {
  while (left > 0) {
    offset += socket.write(offset === 0 ? piece : piece.subarray(offset));
    if (offset < piece.length) return; // goes on in drain
    offset = 0;
    left--;
  }
  done();
}

async function main() {
  const socket = await Bun.connect({
    hostname: "127.0.0.1",
    port: Number(port),
    socket: { data() {}, drain(self) { if (left > 0) write(self); } },
  });
  const run = (pieces) => new Promise((resolve) => {
    left = pieces;
    done = resolve;
    write(socket);
  });
  await measureAsync(Number(count), run);
  socket.end();
}

main();
