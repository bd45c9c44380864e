"use strict";

// The same path loaded twice, the library through a link, and a copy of its file, in one process: all of them work, and
// speak to one another.

const assert = require("node:assert");
const { file, link, copy, load } = require("./copies.js");
const { exchange } = require("./sockets.js");

const sockets = [file, file, link, copy].map((each) => {
  const Socket = load(each);
  return new Socket(Socket.PF_INET, Socket.SOCK_DGRAM).bind("127.0.0.1");
});
for (const from of sockets) {
  for (const to of sockets) {
    from.send("text", ...to.getSockName());
    assert.strictEqual(to.receive().toString(), "text");
    assert.strictEqual(to.getPeerName()[1], from.getSockName()[1]);
  }
}
exchange();
console.log("all four");
