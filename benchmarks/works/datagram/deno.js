// A 64-byte datagram to oneself, sent and received by Deno.listenDatagram, which cannot be connected: COUNT times.
"use strict";

const { measureAsync, words: [count] } = require("../shared/measure");

const socket = Deno.listenDatagram({ transport: "udp", hostname: "127.0.0.1", port: 0 });
const data = new Uint8Array(64).fill(0x78);
const buffer = new Uint8Array(65536);

async function run(pairs) {
  for (let i = 0; i < pairs; i++) {
    await socket.send(data, socket.addr);
    await socket.receive(buffer);
  }
}

measureAsync(Number(count), run).then(() => socket.close());
