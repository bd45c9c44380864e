// COUNT times 64 KiB from the server at PORT, at most 64 KiB at once, by METHOD receive or receiveInto.
"use strict";

const { Socket } = require("socket");
const { measure, words: [port, count, method] } = require("../shared/measure");

const socket = new Socket(Socket.PF_INET, Socket.SOCK_STREAM);
socket.connect("127.0.0.1", port);
const piece = Buffer.alloc(65536);

const ways = {
  receive(pieces) {
    for (let left = pieces * 65536; left > 0;) left -= socket.receive(65536).length;
  },
  receiveInto(pieces) {
    for (let left = pieces * 65536; left > 0;) left -= socket.receiveInto(piece);
  },
};

measure(Number(count), ways[method]);
socket.close();
