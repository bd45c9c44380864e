"use strict";

// What the addon raw-socket does, on top of teasocket.

const { AddressFamily, Protocol, SocketLevel, SocketOption } = require("./constants.js");
const { createChecksum, writeChecksum, htonl, htons, ntohl, ntohs } = require("./checksum.js");
const { Socket } = require("./socket.js");

const createSocket = (options) => new Socket(options);

module.exports = {
  createChecksum, writeChecksum, createSocket, AddressFamily, Protocol, Socket, SocketLevel, SocketOption, htonl, htons, ntohl, ntohs,
};
