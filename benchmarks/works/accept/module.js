// Accepts, reads a request, answers with 64 bytes and closes: COUNT times, after as many for the warm-up; METHOD promises, or left out.
"use strict";

const { Socket } = require("socket");
const { words: [count, method] } = require("../shared/measure");

const listener = new Socket(Socket.PF_INET, Socket.SOCK_STREAM).bind("127.0.0.1", 0).listen();
const data = Buffer.alloc(64, 0x78);
console.log(listener.getSockName()[1]);

function serve() {
  for (let i = 0; i < count * 2; i++) {
    const socket = listener.accept();
    socket.receive();
    socket.send(data);
    socket.close();
  }
}

async function serveByPromises() {
  for (let i = 0; i < count * 2; i++) {
    const socket = await listener.acceptAsync();
    await socket.receiveAsync();
    await socket.sendAsync(data);
    socket.close();
  }
}

if (method === "promises") serveByPromises();
else serve();
