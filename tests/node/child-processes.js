"use strict";

// spawn, exec and fork beside the module: output and exit statuses arrive, also while sockets are used.

const { exec, execFileSync, fork, spawn } = require("node:child_process");
const { exchange } = require("./sockets.js");

function ended(child) {
  return new Promise((resolve) => child.on("exit", (code, signal) => resolve(signal ?? code)));
}

async function main() {
  exchange();
  const spawned = ended(spawn("sh", ["-c", "exit 3"]));
  const killed = ended(spawn("sh", ["-c", "kill -TERM $$"]));
  const executed = new Promise((resolve) => exec("echo text; exit 4", (error, stdout) => resolve([error.code, stdout])));
  const forked = fork(__filename, ["child"]);
  const answer = new Promise((resolve) => forked.on("message", resolve));
  const forkEnded = ended(forked);
  exchange();
  console.log("spawn", await spawned, await killed);
  console.log("exec", ...await executed);
  console.log("fork", await answer, await forkEnded);
  console.log("execFileSync", execFileSync("echo", ["text"], { encoding: "utf8" }));
}

if (process.argv[2] === "child") {
  exchange();
  process.send("used the module", () => process.exit(5));
} else {
  main();
}
