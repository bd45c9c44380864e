"use strict";

// process.exit() in code of the script's that select calls.

const { Socket, datagramSocket } = require("./sockets.js");

const own = datagramSocket();
Socket.select([own, { getSocket() { process.exit(9); return own; } }], null, null, 0);
console.log("never comes here");
