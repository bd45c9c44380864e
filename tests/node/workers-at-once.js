"use strict";

// Ten workers use the module at once, and each sees its own sockets and its own errors only.

const assert = require("node:assert");
const { Worker, isMainThread, parentPort, workerData } = require("node:worker_threads");
const { Socket, datagramSocket, exchange } = require("./sockets.js");

if (isMainThread) {
  const names = Array.from({ length: 10 }, (_, i) => `worker ${i}`);
  Promise.all(names.map((name) => new Promise((resolve, reject) => {
    const worker = new Worker(__filename, { workerData: name });
    worker.on("message", resolve);
    worker.on("error", reject);
  }))).then((done) => {
    assert.deepStrictEqual(done, names);
    exchange("main");
    console.log("all of them");
  });
} else {
  for (let i = 0; i < 100; i += 1) {
    exchange(`${workerData}, round ${i}`);
    useOwnState();
  }
  parentPort.postMessage(workerData);
}

/** The first sockets of each worker have the same ids; what was sent to one must not come out of another's. */
function useOwnState() {
  const sockets = Array.from({ length: 5 }, datagramSocket);
  sockets.forEach((socket, i) => socket.send(`${workerData} ${i}`, ...socket.getSockName()));
  const path = `/no such directory/${workerData}`;
  const unix = new Socket(Socket.PF_UNIX, Socket.SOCK_STREAM);
  assert.throws(() => unix.connect(path), { code: "ENOENT", address: path });
  sockets.forEach((socket, i) => assert.strictEqual(socket.receive().toString(), `${workerData} ${i}`));
  for (const socket of [...sockets, unix]) socket.close();
}
