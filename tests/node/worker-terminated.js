"use strict";

// worker.terminate() while a call blocks: the call ends first, at its timeout or when something comes, then the worker does.

const { readFileSync, readlinkSync } = require("node:fs");
const { Worker, isMainThread, parentPort, workerData } = require("node:worker_threads");
const { Socket, datagramSocket, exchange, openSockets, turn } = require("./sockets.js");

/** Resolves to the worker's address, once it blocks. */
async function blocked(worker) {
  const { thread, address } = await new Promise((resolve) => worker.once("message", resolve));
  for (let asleep = 0; asleep < 3; await turn()) {
    const stat = readFileSync(`/proc/self/task/${thread}/stat`, "utf8");
    asleep = stat.slice(stat.lastIndexOf(")") + 2).startsWith("S") ? asleep + 1 : 0;
  }
  return address;
}

async function main() {
  const own = datagramSocket();
  const sockets = openSockets();

  const timed = new Worker(__filename, { workerData: 300 });
  await blocked(timed);
  console.log("with a timeout", await timed.terminate());

  const untimed = new Worker(__filename, { workerData: null });
  const address = await blocked(untimed);
  const ended = untimed.terminate();
  own.send("wake up", ...address);
  console.log("until a datagram comes", await ended);

  while (openSockets() > sockets) await turn(); // Deno does not wait for the thread
  exchange();
  console.log("nothing is left");
}

if (isMainThread) {
  main();
} else {
  const socket = datagramSocket();
  parentPort.postMessage({ thread: readlinkSync("/proc/thread-self").split("/").pop(), address: socket.getSockName() });
  Socket.select([socket], null, null, workerData);
  setInterval(() => socket.fd, 1000); // does not end by itself
}
