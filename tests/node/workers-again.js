"use strict";

// Workers that load the module, leave sockets open and end, a hundred times. Whatever a worker left behind must go with it.

const assert = require("node:assert");
const { once } = require("node:events");
const { Worker, isMainThread } = require("node:worker_threads");
const { connection, datagramSocket, exchange, listener, openSockets, turn } = require("./sockets.js");

const ROUNDS = 100;
const MIB = 1024 * 1024;

/** What one round may add to the memory, in MiB: the host itself needs some for its threads; a mebibyte kept shows. */
const ALLOWED_PER_ROUND = 0.5;

async function rounds(count) {
  for (let i = 0; i < count; i += 1) assert.deepStrictEqual(await once(new Worker(__filename), "exit"), [0]);
}

async function main() {
  const own = datagramSocket();
  await rounds(20); // after which most of the memory that is taken once is taken
  const sockets = openSockets();
  const memory = process.memoryUsage().rss;

  await rounds(ROUNDS);
  const grown = (process.memoryUsage().rss - memory) / MIB;
  while (openSockets() > sockets) await turn(); // Deno's event comes before the worker has quite ended
  assert.ok(grown < ROUNDS * ALLOWED_PER_ROUND, `grown by ${grown.toFixed(1)} MiB`);

  own.send("still mine", ...own.getSockName());
  assert.strictEqual(own.receive().toString(), "still mine");
  exchange();
  console.log(`${ROUNDS} workers, nothing left`);
}

if (isMainThread) {
  main();
} else {
  exchange();
  const server = listener();
  globalThis.left = [server, ...connection(server), datagramSocket()];
  for (const socket of left) socket.unref().readable(); // which is pending when the worker ends
}
