"use strict";

// Run where a process may have few descriptors: prints what becomes of those for which there is no room.

const { closeSync, openSync } = require("node:fs");
const { Socket } = require("teasocket");
const { USocket } = require("@teasocket/usocket");

const once = (socket, name) => new Promise((resolve) => { socket.once(name, resolve); });

/** Opens all descriptors but some. The host does that: the library leaves a few for itself. */
function leave(count) {
  const files = [];
  try {
    for (;;) files.push(openSync("/dev/null"));
  } catch (error) {
    if (error.code !== "EMFILE") throw error;
  }
  for (const fd of files.splice(0, count)) closeSync(fd);
  return () => files.forEach(closeOne);
}

const closeOne = (fd) => closeSync(fd);

async function main() {
  const [passed, watch] = Socket.pair();
  const [peer, other] = Socket.pair();
  const receiver = new USocket({ fd: other });
  const failed = once(receiver, "error");
  receiver.on("fds", () => console.log("told")).on("data", () => console.log("data"));
  await passed.writable(); // what the library opens with the first promise
  let giveBack = leave(1);
  peer.sendMessage({ data: "x", descriptors: [passed, passed, passed] });
  const { code, message } = await failed;
  giveBack();
  console.log(`received: ${code}, ${message}`);
  passed.close();
  console.log(`all closed: ${(await watch.receiveAsync()).length === 0}`);

  const [held, seen] = Socket.pair();
  const [, full] = Socket.pair();
  const sender = new USocket({ fd: full });
  while (sender.write(Buffer.alloc(1 << 20))) { /* until it is full */ }
  const lost = once(sender, "error");
  giveBack = leave(0);
  let told;
  sender.write({ data: "x", fds: [held.fd], callback: (_, error) => { told = error; } });
  console.log(`to be sent: ${(await lost).code}`);
  giveBack();
  held.close();
  console.log(`callback: ${told.code}, all closed: ${(await seen.receiveAsync()).length === 0}`);
}

main();
