// A 64-byte datagram to oneself, sent and received by node:dgram: COUNT times.
"use strict";

const dgram = require("node:dgram");
const { measureAsync, words: [count] } = require("../shared/measure");

const socket = dgram.createSocket("udp4");
const data = Buffer.alloc(64, 0x78);
let left, done;

socket.on("message", () => {
  if (--left > 0) socket.send(data); else done();
});

const run = (pairs) => new Promise((resolve) => {
  left = pairs;
  done = resolve;
  socket.send(data);
});

socket.bind(0, "127.0.0.1", () => {
  socket.connect(socket.address().port, "127.0.0.1", () => measureAsync(Number(count), run).then(() => socket.close()));
});
