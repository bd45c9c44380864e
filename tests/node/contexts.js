"use strict";

// The module loads and works where code from strings is forbidden, and in code of a context of its own.

const vm = require("node:vm");
const { exchange } = require("./sockets.js");

exchange();
if (process.execArgv.includes("--disallow-code-generation-from-strings")) {
  let allowed = true;
  try {
    new Function("return 1");
  } catch {
    allowed = false;
  }
  console.log("code from strings:", allowed);
}

const given = { process, file: process.env.TEASOCKET_MODULE };
const context = vm.createContext(given, { codeGeneration: { strings: false, wasm: false } });
console.log(vm.runInContext(`
  const loaded = { exports: {} };
  process.dlopen(loaded, file);
  const { Socket, SocketError } = loaded.exports;
  const own = new Socket(Socket.PF_INET, Socket.SOCK_DGRAM).bind("127.0.0.1");
  own.send(new Uint8Array([116, 101, 120, 116]), ...own.getSockName());
  const ready = [own];
  const count = Socket.select(ready, null, [], 20000);
  const text = own.receive().toString();
  own.close();
  let code;
  try { own.receive(); } catch (error) { code = error instanceof SocketError && error.code; }
  [count, text, code].join(" ");
`, context));
