"use strict";

// Prints what getAddrInfo tells of a name, in a line of JSON each: `resolve.js NAME [OPTIONS]`, options as JSON.

const { Socket } = require("socket");

const args = typeof system === "object" ? system.args.slice(1) : process.argv.slice(2);
const name = args[0];
const options = JSON.parse(args[1] ?? "null");

/** Calls and prints the result or the error. */
function show(call) {
  try {
    console.log(JSON.stringify(call()));
  } catch (error) {
    console.log(JSON.stringify({ code: error.code, hostname: error.hostname }));
  }
}

show(() => Socket.getAddrInfo(name, options ?? undefined));
