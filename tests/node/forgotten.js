"use strict";

// A program that forgets its sockets goes on for as long as its event loop turns, with few descriptors and nobody who
// asks for a collection.

const { connection, datagramSocket, listener, turn } = require("./sockets.js");

async function main() {
  const server = listener();
  for (let i = 0; i < 500; i += 1) {
    for (let j = 0; j < 10; j += 1) datagramSocket();
    connection(server);
    await turn();
  }
  console.log("6000 sockets");
}

main();
