// COUNT pieces of 64 KiB to the server at PORT by node:net.
"use strict";

const net = require("node:net");
const { measureAsync, words: [port, count] } = require("../shared/measure");

const piece = Buffer.alloc(65536);

const run = (pieces) => new Promise((resolve) => {
  let left = pieces;
  const write = () => {
    while (left > 0) {
      left--;
      if (!socket.write(piece)) return;
    }
    socket.off("drain", write);
    resolve();
  };
  socket.on("drain", write);
  write();
});

const socket = net.connect(port, "127.0.0.1", () => measureAsync(Number(count), run).then(() => socket.end()));
