// Accepts, reads a request, answers with 64 bytes and closes by Deno.listen: COUNT times, after as many for the warm-up.
"use strict";

const { words: [count] } = require("../shared/measure");

const data = new Uint8Array(64).fill(0x78);
const buffer = new Uint8Array(65536);

async function main() {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  console.log(listener.addr.port);
  for (let i = 0; i < count * 2; i++) {
    const socket = await listener.accept();
    await socket.read(buffer);
    await socket.write(data);
    socket.close();
  }
}

main();
