// COUNT pieces of 64 KiB of FILE to the server at PORT, 1,000 of them by one call.
"use strict";

const { Socket } = require("socket");
const { measure, words: [port, count, file] } = require("../shared/measure");

const socket = new Socket(Socket.PF_INET, Socket.SOCK_STREAM);
socket.connect("127.0.0.1", port);

measure(Number(count), (pieces) => {
  for (let left = Math.ceil(pieces); left > 0; left -= 1000) socket.sendFile(file, 0, Math.min(left, 1000) * 65536);
});
socket.close();
