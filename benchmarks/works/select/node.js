// A byte to oneself, which node:dgram's event loop finds among IDLE other sockets: COUNT times.
"use strict";

const dgram = require("node:dgram");
const { once } = require("node:events");
const { measureAsync, words: [count, idle] } = require("../shared/measure");

const byte = Buffer.from("x");
let left, done;

async function datagram(onMessage) {
  const socket = dgram.createSocket("udp4", onMessage);
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  return socket;
}

async function main() {
  const sockets = [];
  for (let i = 0; i < idle; i++) sockets.push(await datagram(() => {}));
  const own = await datagram(() => {
    if (--left > 0) own.send(byte); else done();
  });
  own.connect(own.address().port, "127.0.0.1");
  await once(own, "connect");

  await measureAsync(Number(count), (rounds) => new Promise((resolve) => {
    left = rounds;
    done = resolve;
    own.send(byte);
  }));
  process.exit(); // closing the sockets one by one takes long
}

main();
