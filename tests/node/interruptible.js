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
  const [one, other] = Socket.pair();
  const pending = other.receiveAsync(); // promises do not end with a signal
  const full = new Socket(Socket.PF_UNIX, Socket.SOCK_DGRAM).bind(`\0teasocket-${process.pid}`);
  const sender = new Socket(Socket.PF_UNIX, Socket.SOCK_DGRAM).setBlocking(false);
  while (sender.send("x", ...full.getSockName()));
  sender.setBlocking(true);
  await interrupted("accept", () => server.accept());
  await interrupted("receive", () => socket.receive());
  await interrupted("receiveInto", () => socket.receiveInto(new Uint8Array(10)));
  await interrupted("receiveMany", () => socket.receiveMany(10, 10));
  await interrupted("select", () => Socket.select([socket], null, null));
  await interrupted("poller", () => new Poller().add(socket, "r").wait());
  await interrupted("send", () => sender.send("x", ...full.getSockName()));
  await interrupted("sendMany", () => sender.sendMany([["x", ...full.getSockName()]]));
  one.send("pending");
  console.log(String(await pending));
  socket.send("still there", socket.getSockName());
  console.log(socket.receive().toString());
  process.exit();
}

setImmediate(main);
