// Batches of 64 datagrams of 64 bytes to oneself, sent, then received: COUNT datagrams. METHOD is single calls, sendMany (with
// receiveMany), gro (the same, where the system puts datagrams together), or message (a piece that the system cuts, received whole).
"use strict";

const { Socket } = require("socket");
const { measure, words: [count, method] } = require("../shared/measure");

const batch = 64;
const socket = new Socket(Socket.PF_INET, Socket.SOCK_DGRAM);
socket.bind("127.0.0.1", 0);
socket.connect(...socket.getSockName());
const data = Buffer.alloc(64, 0x78);
const messages = Array(batch).fill(data);
const piece = Buffer.concat(messages);
const into = Buffer.alloc(65535);
if (method === "gro" || method === "message") socket.setOption("UDP_GRO", true);

const ways = {
  single(datagrams) {
    for (let i = 0; i < datagrams; i += batch) {
      for (let j = 0; j < batch; j++) socket.send(data);
      for (let j = 0; j < batch; j++) socket.receive(64);
    }
  },
  sendMany(datagrams) {
    for (let i = 0; i < datagrams; i += batch) {
      for (let sent = 0; sent < batch;) sent += socket.sendMany(sent ? messages.slice(sent) : messages);
      for (let got = 0; got < batch;) got += socket.receiveMany(batch - got, 64).length;
    }
  },
  gro(datagrams) {
    for (let i = 0; i < datagrams; i += batch) {
      for (let sent = 0; sent < batch;) sent += socket.sendMany(sent ? messages.slice(sent) : messages);
      for (let got = 0; got < batch;) got += socket.receiveMany(batch, 64).length;
    }
  },
  message(datagrams) {
    for (let i = 0; i < datagrams; i += batch) {
      socket.sendMessage({ data: piece, segmentSize: 64 });
      for (let got = 0; got < piece.length;) got += socket.receiveMessage({ into }).bytes;
    }
  },
};

measure(Number(count), ways[method]);
