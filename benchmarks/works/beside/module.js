// Answers each request by node:http while other work is done in the same thread. WORK says which:
//   nothing  none
//   waiting  5,000 connections wait, by promises of TeaSocket, for what does not come
//   chatter  16 pairs of connections that send 64 bytes back and forth without end, by promises of TeaSocket
//   net      the same, by node:net
"use strict";

const http = require("node:http");
const net = require("node:net");
const { words: [work] } = require("../shared/measure");

const WAITING = 5000;
const PAIRS = 16;
const message = new Uint8Array(64);

async function passOn(from, to) {
  for (;;) await to.sendAsync(await from.receiveAsync());
}

const works = {
  nothing() {},

  waiting() {
    const { Socket } = require("socket");
    for (let i = 0; i < WAITING; i += 1) Socket.pair()[0].receiveAsync();
  },

  chatter() {
    const { Socket } = require("socket");
    const listener = new Socket(Socket.PF_INET, Socket.SOCK_STREAM).bind("127.0.0.1", 0).listen();
    const [, port] = listener.getSockName();
    for (let i = 0; i < PAIRS; i += 1) {
      const near = new Socket(Socket.PF_INET, Socket.SOCK_STREAM);
      near.connect("127.0.0.1", port);
      const far = listener.accept();
      passOn(near, near);
      passOn(far, far);
      near.send(message);
    }
  },

  net() {
    const listener = net.createServer((far) => far.on("data", (data) => far.write(data)));
    listener.listen(0, "127.0.0.1", () => {
      for (let i = 0; i < PAIRS; i += 1) {
        const near = net.connect(listener.address().port, "127.0.0.1", () => near.write(message));
        near.on("data", (data) => near.write(data));
      }
    });
  },
};

works[work]();

const server = http.createServer((request, response) => {
  response.writeHead(200, { "Content-Type": "text/plain", "Content-Length": 6 });
  response.end("hello\n");
});
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
