// 64 bytes to the echo server at PORT and back by node:net: COUNT times.
"use strict";

const net = require("node:net");
const { measureAsync, words: [port, count] } = require("../shared/measure");

const data = Buffer.alloc(64, 0x78);
let left, got = 0, done;

const receive = (length) => {
  got += length;
  if (got < 64) return true;
  got = 0;
  if (--left > 0) socket.write(data); else done();
  return true;
};

const run = (trips) => new Promise((resolve) => {
  left = trips;
  done = resolve;
  socket.write(data);
});

const socket = net.connect(
  { host: "127.0.0.1", port, noDelay: true, onread: { buffer: Buffer.alloc(65536), callback: receive } },
  () => measureAsync(Number(count), run).then(() => socket.destroy()));
