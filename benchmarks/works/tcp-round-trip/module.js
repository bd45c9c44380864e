// 64 bytes to the echo server at PORT and back: COUNT times, by METHOD receive, receiveInto or promises.
"use strict";

const { Socket } = require("socket");
const { measure, measureAsync, words: [port, count, method] } = require("../shared/measure");

const socket = new Socket(Socket.PF_INET, Socket.SOCK_STREAM);
socket.connect("127.0.0.1", port);
socket.setOption(Socket.TCP_NODELAY, true);
const data = Buffer.alloc(64, 0x78);
const buffer = Buffer.alloc(65536);

const ways = {
  receive(trips) {
    for (let i = 0; i < trips; i++) {
      socket.send(data);
      for (let got = 0; got < 64;) got += socket.receive().length;
    }
  },
  receiveInto(trips) {
    for (let i = 0; i < trips; i++) {
      socket.send(data);
      for (let got = 0; got < 64;) got += socket.receiveInto(buffer);
    }
  },
};

async function promises(trips) {
  for (let i = 0; i < trips; i++) {
    await socket.sendAsync(data);
    for (let got = 0; got < 64;) got += (await socket.receiveAsync()).length;
  }
}

if (method === "promises") {
  measureAsync(Number(count), promises).then(() => socket.close());
} else {
  measure(Number(count), ways[method]);
  socket.close();
}
