"use strict";

// worker.terminate() and process.exit() end a worker that is inside a call which would wait for ever. The argument names the call; "exit"
// before it has the process exit instead.

const { readFileSync, readlinkSync } = require("node:fs");
const { Worker, isMainThread, parentPort, workerData } = require("node:worker_threads");
const { Poller, Socket, connection, datagramSocket, exchange, listener, openSockets, turn } = require("./sockets.js");

const CALLS = {
  accept: () => listener().accept(),
  receive: () => datagramSocket().receive(),
  receiveInto: () => datagramSocket().receiveInto(new Uint8Array(10)),
  receiveMany: () => datagramSocket().receiveMany(10, 10),
  select: () => Socket.select([datagramSocket()], null, null),
  sendFile: () => {
    const [socket] = connection(listener());
    for (;;) socket.sendFile(process.execPath);
  },
  poller: () => new Poller().add(datagramSocket(), "r").wait(),
};

/** Resolves once the worker blocks. */
async function blocked(worker) {
  const thread = await new Promise((resolve) => worker.once("message", resolve));
  for (let asleep = 0; asleep < 3; await turn()) {
    const stat = readFileSync(`/proc/self/task/${thread}/stat`, "utf8");
    asleep = stat.slice(stat.lastIndexOf(")") + 2).startsWith("S") ? asleep + 1 : 0;
  }
}

async function main(call, exits) {
  const sockets = openSockets();
  const worker = new Worker(__filename, { workerData: call });
  await blocked(worker);
  if (exits) {
    console.log("exits");
    process.exit(7);
  }
  console.log("terminated", await worker.terminate());
  while (openSockets() > sockets) await turn();
  exchange();
  console.log("nothing is left");
}

if (isMainThread) {
  const [first, second] = process.argv.slice(2);
  main(second ?? first, second !== undefined);
} else {
  parentPort.postMessage(readlinkSync("/proc/thread-self").split("/").pop());
  CALLS[workerData]();
  require("node:fs").writeSync(2, "went on\n"); throw new Error("went on");
}
