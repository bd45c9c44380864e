// COUNT pieces of 64 KiB to the server at PORT by Deno.connect.
"use strict";

const { measureAsync, words: [port, count] } = require("../shared/measure");

const piece = new Uint8Array(65536);

async function main() {
  const socket = await Deno.connect({ hostname: "127.0.0.1", port: Number(port) });
  await measureAsync(Number(count), async (pieces) => {
    for (let i = 0; i < pieces; i++) {
      let sent = await socket.write(piece);
      while (sent < piece.length) sent += await socket.write(piece.subarray(sent));
    }
  });
  socket.close();
}

main();
