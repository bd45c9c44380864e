"use strict";

// Waits for ever, in the way that the first argument names.

const { Socket, listener } = require("./sockets.js");

const server = listener();
console.log("listening on", server.getSockName()[1]);
switch (process.argv[2]) {
  case "event loop": setInterval(() => {}, 1000); break;
  case "accept": server.accept(); break;
  case "select": Socket.select([server]); break;
}
