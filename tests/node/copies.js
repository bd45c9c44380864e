"use strict";

// The library by other paths: through a link, and as a copy of its file, which are there until the process ends.

const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");

const file = process.env.TEASOCKET_MODULE;
const directory = fs.mkdtempSync(path.join(os.tmpdir(), "tea"));
process.on("exit", () => fs.rmSync(directory, { recursive: true }));
const link = path.join(directory, "link.node");
const copy = path.join(directory, "copy.node");
fs.symlinkSync(file, link);
fs.copyFileSync(file, copy);

/** Loads the library once more, and returns its class. */
function load(from) {
  const loaded = { exports: {} };
  process.dlopen(loaded, from);
  return loaded.exports.Socket;
}

module.exports = { file, link, copy, load };
