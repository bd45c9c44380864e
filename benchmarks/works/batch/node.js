// Batches of 64 datagrams of 64 bytes to oneself, sent, then received, by node:dgram: COUNT datagrams.
"use strict";

const dgram = require("node:dgram");
const { measureAsync, words: [count] } = require("../shared/measure");

const batch = 64;
const socket = dgram.createSocket("udp4");
const data = Buffer.alloc(64, 0x78);
let left, done;

const send = () => {
  for (let i = 0; i < batch; i++) socket.send(data);
};

socket.on("message", () => {
  if (--left % batch === 0) {
    if (left > 0) send(); else done();
  }
});

const run = (datagrams) => new Promise((resolve) => {
  left = datagrams;
  done = resolve;
  send();
});

socket.bind(0, "127.0.0.1", () => {
  socket.connect(socket.address().port, "127.0.0.1", () => measureAsync(Number(count), run).then(() => socket.close()));
});
