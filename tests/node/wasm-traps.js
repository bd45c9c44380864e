"use strict";

// WebAssembly's traps rest on the signals that the runtime in the library handles, too: a trap is an error to catch, in
// the main thread and in a worker.

const { Worker, isMainThread } = require("node:worker_threads");
const { exchange } = require("./sockets.js");

// (module (memory 1) (func (export "load") (param i32) (result i32) local.get 0 i32.load)
//   (func (export "divide") (param i32) (result i32) i32.const 1 local.get 0 i32.div_s))
const code = Uint8Array.from([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 6, 1, 96, 1, 127, 1, 127, 3, 3, 2, 0, 0, 5, 3, 1, 0, 1,
  7, 17, 2, 4, 108, 111, 97, 100, 0, 0, 6, 100, 105, 118, 105, 100, 101, 0, 1,
  10, 17, 2, 7, 0, 32, 0, 40, 2, 0, 11, 7, 0, 65, 1, 32, 0, 109, 11,
]);
const { load, divide } = new WebAssembly.Instance(new WebAssembly.Module(code)).exports;

function traps(action) {
  try {
    action();
    return false;
  } catch (error) {
    return error instanceof WebAssembly.RuntimeError;
  }
}

let trapped = 0;
for (let i = 0; i < 1000; i += 1) {
  if (traps(() => load(65533)) && traps(() => load(-1)) && traps(() => divide(0))) trapped += 1;
  if (i % 100 === 0) exchange();
}
console.log(isMainThread ? "main:" : "worker:", load(0) === 0 && trapped);
if (isMainThread) new Worker(__filename);
