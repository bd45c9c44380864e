"use strict";

// The host's handlers of signals run, as often as the signals come; those of the library's runtime do not take them.

const { spawnSync } = require("node:child_process");
const { exchange } = require("./sockets.js");

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP", "SIGUSR1", "SIGUSR2", "SIGCHLD", "SIGCONT", "SIGWINCH", "SIGQUIT"];

const received = (signal) => new Promise((resolve) => process.once(signal, resolve));

async function main() {
  for (const round of ["first", "second"]) {
    for (const signal of SIGNALS) {
      exchange();
      const came = received(signal);
      spawnSync("kill", [`-${signal.slice(3)}`, `${process.pid}`]);
      exchange();
      await came;
    }
    console.log(round, "round");
  }
}

const alive = setInterval(() => {}, 1000);
main().then(() => clearInterval(alive));
