// A byte to oneself, the ready one found among IDLE other sockets, read: COUNT times. METHOD is select or Poller.
"use strict";

const { Socket, Poller } = require("socket");
const { measure, words: [count, idle, method] } = require("../shared/measure");

const datagram = () => new Socket(Socket.PF_INET, Socket.SOCK_DGRAM);
const sockets = Array.from({ length: Number(idle) }, datagram);
const own = datagram().bind("127.0.0.1", 0);
own.connect(...own.getSockName());
sockets.push(own);
const byte = Buffer.from("x");

const read = (socket) => {
  if (socket !== own) throw new Error("not the socket that was written to");
  socket.receive(64);
};

const ways = {
  select: () => (rounds) => {
    for (let i = 0; i < rounds; i++) {
      own.send(byte);
      const ready = sockets.slice();
      Socket.select(ready);
      ready.forEach(read); // passes over what is not ready
    }
  },
  Poller() {
    const poller = new Poller();
    for (const socket of sockets) poller.add(socket, "r");
    return (rounds) => {
      for (let i = 0; i < rounds; i++) {
        own.send(byte);
        for (const { socket } of poller.wait()) read(socket);
      }
    };
  },
};

measure(Number(count), ways[method]());
