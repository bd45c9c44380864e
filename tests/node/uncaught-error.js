"use strict";

// What code of the script's throws inside select goes to whoever catches it; uncaught, to the process. Sockets stay usable.

const { Socket, datagramSocket, exchange } = require("./sockets.js");

const own = datagramSocket();
const broken = { getSocket() { throw new Error("thrown by getSocket"); } };

process.once("uncaughtException", (error) => {
  console.log("uncaught:", error.message);
  exchange();
  setImmediate(() => Socket.select([own, broken], null, null, 0)); // nobody catches this one
});
Socket.select([own, broken], null, null, 0);
