// What the examples do alike at their beginning and end, and the only place that knows the host: the runner has `system` and `exit`, Node,
// Bun and Deno have `process`.
"use strict";

const { SocketError } = require("teasocket"); // in the runner the module has this name, too

const inRunner = typeof process === "undefined";
const args = inRunner ? system.args.slice(1) : process.argv.slice(2);
const end = inRunner ? exit : (status) => process.exit(status);

function programName() {
  if (inRunner) return "tea";
  if (process.versions.deno) return "deno run -A";
  return process.versions.bun ? "bun" : "node";
}

/** Whether a text is a port: digits, at most 65535. */
const isPort = (text) => /^\d{1,5}$/.test(text) && Number(text) <= 65535;

/** Whether a text is a whole number from 1 to most. */
const isCount = (text, most) => /^[1-9]\d*$/.test(text) && Number(text) <= most;

/**
 * The command line of an example.
 * @param {string} synopsis its file's name and what it takes, "ping.js [HOST=127.0.0.1]"
 */
function commandLine(synopsis) {
  const name = synopsis.split(".js")[0];
  return {
    /** What stands behind the script's name. */
    args,
    end,
    isPort,
    isCount,

    /** Tells how the example is called, and ends with status 2. */
    usage() {
      console.error(`usage: ${programName()} ${synopsis}`);
      end(2);
    },

    /** Tells what has been refused, and ends with status 1. Any other error is a fault of the script, and thrown on. */
    fail(error) {
      const isOutOfRange = error.code === "ERR_OUT_OF_RANGE"; // a path is too long for a socket
      if (!(error instanceof SocketError || isOutOfRange)) throw error;
      console.error(`${name}: ${error.message}`);
      end(1);
    },
  };
}

module.exports = { commandLine };
