// COUNT times 64 KiB from the server at PORT by Deno.connect, at most 64 KiB at once.
"use strict";

const { measureAsync, words: [port, count] } = require("../shared/measure");

const piece = new Uint8Array(65536);

async function main() {
  const socket = await Deno.connect({ hostname: "127.0.0.1", port: Number(port) });
  await measureAsync(Number(count), async (pieces) => {
    for (let left = pieces * 65536; left > 0;) left -= await socket.read(piece);
  });
  socket.close();
}

main();
