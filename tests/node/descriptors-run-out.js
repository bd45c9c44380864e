"use strict";

// Without descriptors, opening throws; the program goes on, and opens sockets again once it has let go of some.

const assert = require("node:assert");
const { Socket, connection, exchange, listener, turn } = require("./sockets.js");

function openAll(open) {
  const opened = [];
  try {
    for (;;) opened.push(open());
  } catch (error) {
    console.log(error.name, error.code, error.syscall, opened.length > 50);
  }
  return opened;
}

async function main() {
  const datagram = () => new Socket(Socket.PF_INET, Socket.SOCK_DGRAM);
  for (const socket of openAll(datagram)) socket.close();
  exchange();

  const server = listener();
  const connections = openAll(() => connection(server));
  connections.flat().forEach((socket) => socket.close());
  exchange();

  openAll(() => Socket.pair()).flat().forEach((socket) => socket.close());
  exchange();

  const original = datagram();
  openAll(() => original.duplicate()).forEach((socket) => socket.close());
  original.close();
  exchange();

  openAll(datagram); // and forgets them
  for (let turns = 1; !opens(datagram); turns += 1) {
    assert.ok(turns < 10, `not closed after ${turns} turns`);
    await turn();
  }
  exchange();
  console.log("still working");
}

/** Whether opening succeeds; if not, that has made the engine look for forgotten sockets. */
function opens(open) {
  try {
    open().close();
    return true;
  } catch {
    return false;
  }
}

main();
