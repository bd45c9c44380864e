// 64 bytes to the echo server at PORT and back by Deno.connect: COUNT times.
"use strict";

const { measureAsync, words: [port, count] } = require("../shared/measure");

const data = new Uint8Array(64).fill(0x78);
const buffer = new Uint8Array(65536);

async function main() {
  const socket = await Deno.connect({ hostname: "127.0.0.1", port: Number(port) });
  socket.setNoDelay(true);
  await measureAsync(Number(count), async (trips) => {
    for (let i = 0; i < trips; i++) {
      await socket.write(data);
      for (let got = 0; got < 64;) got += await socket.read(buffer);
    }
  });
  socket.close();
}

main();
