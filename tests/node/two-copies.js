"use strict";

// The same path loaded twice, the library through a link, and a copy of its file, in one process: all of them work, and
// speak to one another.

const assert = require("node:assert");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { exchange } = require("./sockets.js");

function load(file) {
  const loaded = { exports: {} };
  process.dlopen(loaded, file);
  return loaded.exports.Socket;
}

const file = process.env.TEASOCKET_MODULE;
const directory = fs.mkdtempSync(path.join(os.tmpdir(), "tea"));
process.on("exit", () => fs.rmSync(directory, { recursive: true }));
const link = path.join(directory, "link.node");
const copy = path.join(directory, "copy.node");
fs.symlinkSync(file, link);
fs.copyFileSync(file, copy);

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
