"use strict";

// The process ends although sockets are open, with data in them that nobody has received.

const { connection, datagramSocket, listener } = require("./sockets.js");

const server = listener();
const [client, accepted] = connection(server);
client.send("never received");
accepted.setBlocking(false);
const datagrams = datagramSocket();
datagrams.send("never received", ...datagrams.getSockName());
globalThis.open = [server, client, accepted, datagrams];
process.exitCode = 7;
console.log("open:", globalThis.open.every((socket) => socket.fd >= 0));
