"use strict";

// Child processes see none of the module's sockets.

const { spawnSync } = require("node:child_process");
const { Socket, connection, datagramSocket, listener } = require("./sockets.js");

const server = listener();
const adopted = Socket.fromDescriptor(datagramSocket().detach());
const sockets = [server, ...connection(server), datagramSocket(), ...Socket.pair(), server.duplicate(), adopted];
const paths = sockets.map(({ fd }) => `/proc/self/fd/${fd}`);
const { stdout } = spawnSync("readlink", paths, { encoding: "utf8" });
const inherited = stdout.split("\n").filter((target) => target.startsWith("socket:"));
console.log("inherited:", inherited.join(" ") || `none of ${paths.length}`);
