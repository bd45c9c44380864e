"use strict";

// process.exit() in a worker, out of code that the module calls, ends the worker only.

const { Worker, isMainThread } = require("node:worker_threads");
const { Socket, datagramSocket, exchange } = require("./sockets.js");

if (isMainThread) {
  new Worker(__filename).on("exit", (code) => {
    exchange();
    console.log("worker ended with", code);
  });
} else {
  const own = datagramSocket();
  Socket.select([{ getSocket() { process.exit(3); return own; } }], null, null, 0);
}
