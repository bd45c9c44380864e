"use strict";

// Promises of several modules in one process: the same path loaded twice, the library through a link, a copy of its file, and one that code in a
// context of its own has loaded. All of them wait at once, for one another.

const assert = require("node:assert");
const vm = require("node:vm");
const { file, link, copy, load } = require("./copies.js");

const ROUNDS = 20;

/** Code in the context awaits by itself, and its own errors are caught there. */
const context = vm.createContext({ load, file }, { codeGeneration: { strings: false, wasm: false } });
const isolated = vm.runInContext(`
  const Socket = load(file);
  async function receive(socket) {
    try {
      return await socket.receiveAsync({ timeout: 0 });
    } catch (error) {
      if (error.code !== "ETIMEDOUT") throw error;
    }
    return await socket.receiveAsync();
  }
  ({ Socket, receive });
`, context);

async function main() {
  const classes = [...[file, file, link, copy].map(load), isolated.Socket];
  const sockets = classes.map((Socket) => new Socket(Socket.PF_INET, Socket.SOCK_DGRAM).bind("127.0.0.1"));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const from of sockets) {
      const waiting = sockets.map((to) => to instanceof isolated.Socket ? isolated.receive(to) : to.receiveAsync());
      for (const to of sockets) await from.sendAsync(`${round}`, ...to.getSockName());
      for (const data of await Promise.all(waiting)) assert.strictEqual(String(data), `${round}`);
    }
  }
  console.log("all five");
}

main();
