"use strict";

// With Socket.interruptible a signal ends a waiting call with EINTR, so that its handler runs in the next turn; nothing is lost.

const { Poller, Socket, datagramSocket, listener, turn } = require("./sockets.js");

let handled = 0;
process.on("SIGUSR2", () => { handled += 1; });
setInterval(() => {}, 1000); // the handler has an event loop to run in

/** Makes a call that waits until it is interrupted; then the handler's turn comes. */
async function interrupted(name, call) {
  const before = handled;
  console.log("waits in", name);
  try {
    call();
    console.log("not interrupted");
  } catch (error) {
    console.log(error.name, error.code, handled - before);
  }
  while (handled === before) await turn();
}

async function main() {
  const server = listener();
  console.log("listening on", server.getSockName()[1], Socket.interruptible);
  Socket.interruptible = true;
  await turn();
  const socket = datagramSocket();
  await interrupted("accept", () => server.accept());
  await interrupted("receive", () => socket.receive());
  await interrupted("receiveInto", () => socket.receiveInto(new Uint8Array(10)));
  await interrupted("receiveMany", () => socket.receiveMany(10, 10));
  await interrupted("select", () => Socket.select([socket], null, null));
  await interrupted("poller", () => new Poller().add(socket, "r").wait());
  socket.send("still there", socket.getSockName());
  console.log(socket.receive().toString());
  process.exit();
}

setImmediate(main);
