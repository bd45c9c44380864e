// COUNT pieces of 64 KiB to the server at PORT.
"use strict";

const { Socket } = require("socket");
const { measure, words: [port, count] } = require("../shared/measure");

const socket = new Socket(Socket.PF_INET, Socket.SOCK_STREAM);
socket.connect("127.0.0.1", port);
const piece = Buffer.alloc(65536);

measure(Number(count), (pieces) => {
  for (let i = 0; i < pieces; i++) socket.send(piece);
});
socket.close();
