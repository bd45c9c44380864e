"use strict";

// Only workers load the library, one after the other: when one ends, the host unloads what no other environment uses. The
// library must stay nevertheless. In the end the main thread loads it, too.

const { once } = require("node:events");
const { Worker, isMainThread } = require("node:worker_threads");

async function main() {
  let ended = 0;
  for (let i = 0; i < 30; i += 1) {
    const [code] = await once(new Worker(__filename), "exit");
    if (code === 0) ended += 1;
  }
  require("./sockets.js").exchange();
  console.log(ended, "workers");
}

if (isMainThread) {
  main();
} else {
  require("./sockets.js").exchange();
}
