"use strict";

// Nobody catches what connecting to a port throws that nobody listens on.

const { Socket, listener } = require("./sockets.js");
function connect(port) { new Socket(Socket.PF_INET, Socket.SOCK_STREAM).connect("127.0.0.1", port); }

const server = listener();
const [, port] = server.getSockName();
server.close();
connect(port);
