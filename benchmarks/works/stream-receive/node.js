// COUNT times 64 KiB from the server at PORT by node:net, which reads into one buffer of 64 KiB (onread).
"use strict";

const net = require("node:net");
const { measureAsync, words: [port, count] } = require("../shared/measure");

let left = 0, done;

const receive = (length) => {
  left -= length;
  if (left <= 0) done?.();
  return true;
};

const run = (pieces) => new Promise((resolve) => {
  left = pieces * 65536;
  done = resolve;
});

const socket = net.connect(
  { host: "127.0.0.1", port, onread: { buffer: Buffer.alloc(65536), callback: receive } },
  () => measureAsync(Number(count), run).then(() => socket.destroy()));
