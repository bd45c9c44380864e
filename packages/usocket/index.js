"use strict";

exports.USocket = require("./socket.js").USocket;
exports.UServer = require("./server.js").UServer;
