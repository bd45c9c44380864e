// A 64-byte datagram to oneself, sent and received. Prints nanoseconds per pair of calls.
"use strict";

const { Socket } = require("socket");

const words = typeof system === "object" ? system.args.slice(1) : process.argv.slice(2);
const count = Number(words[0] ?? 200000);
const socket = new Socket(Socket.PF_INET, Socket.SOCK_DGRAM);
socket.bind("127.0.0.1", 0);
socket.connect(...socket.getSockName());
const data = Buffer.alloc(64, 0x78);

function round(pairs) {
  const from = performance.now();
  for (let i = 0; i < pairs; i++) {
    if (socket.send(data) !== true || socket.receive(65536).length !== 64) throw new Error("lost");
  }
  return (performance.now() - from) * 1e6 / pairs;
}

round(count / 4); // until the engine has compiled it
console.log(round(count).toFixed(1));
