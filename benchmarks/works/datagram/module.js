// A 64-byte datagram to oneself, sent and received: COUNT times, by METHOD receive, receiveInto or promises.
"use strict";

const { Socket } = require("socket");
const { measure, measureAsync, words: [count, method] } = require("../shared/measure");

const socket = new Socket(Socket.PF_INET, Socket.SOCK_DGRAM);
socket.bind("127.0.0.1", 0);
socket.connect(...socket.getSockName());
const data = Buffer.alloc(64, 0x78);
const buffer = Buffer.alloc(65536);

const ways = {
  receive(pairs) {
    for (let i = 0; i < pairs; i++) {
      socket.send(data);
      if (socket.receive().length !== 64) throw new Error("lost");
    }
  },
  receiveInto(pairs) {
    for (let i = 0; i < pairs; i++) {
      socket.send(data);
      if (socket.receiveInto(buffer) !== 64) throw new Error("lost");
    }
  },
};

async function promises(pairs) {
  for (let i = 0; i < pairs; i++) {
    await socket.sendAsync(data);
    if ((await socket.receiveAsync()).length !== 64) throw new Error("lost");
  }
}

if (method === "promises") measureAsync(Number(count), promises);
else measure(Number(count), ways[method]);
