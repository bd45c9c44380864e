"use strict";

// The module is there until the end: in beforeExit, where the event loop may go on, and in exit, where it may not.

const { datagramSocket, exchange } = require("./sockets.js");

const own = datagramSocket();

function use(when) {
  exchange();
  own.send(when, ...own.getSockName());
  console.log(own.receive().toString());
}

process.once("beforeExit", () => {
  use("beforeExit");
  setImmediate(() => use("another turn"));
});
process.on("exit", () => use("exit"));
