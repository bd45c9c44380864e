// COUNT pieces of 64 KiB of FILE to the server at PORT by a stream of node:fs into one of node:net.
"use strict";

const fs = require("node:fs");
const net = require("node:net");
const { measureAsync, words: [port, count, file] } = require("../shared/measure");

async function run(pieces) {
  for (let left = Math.ceil(pieces); left > 0; left -= 1000) {
    const part = fs.createReadStream(file, { end: Math.min(left, 1000) * 65536 - 1, highWaterMark: 65536 });
    part.pipe(socket, { end: false });
    await new Promise((resolve) => part.once("end", resolve));
  }
}

const socket = net.connect(port, "127.0.0.1", () => measureAsync(Number(count), run).then(() => socket.end()));
