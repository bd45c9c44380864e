"use strict";

// What differs between the hosts, for scripts that run in all of them: Node, Bun, Deno and the runner `tea`.

const { Socket } = require("socket");

const isRunner = typeof process === "undefined";
const MANY = 4096;

/** What the script was told on its command line. */
const argumentsGiven = isRunner ? system.args.slice(1) : process.argv.slice(2);

const print = isRunner ? (line) => system.stdout.writeLine(line) : (line) => console.log(line);

/** Ends the script as failed, when it has run to its end. */
function fail() {
  if (isRunner) exit(1);
  process.exitCode = 1;
}

/** Makes an engine collect what is young by leaving much behind: arrays small enough to lie where they are moved. */
function press() {
  let kept = [];
  for (let i = 0; i < 20000; i += 1) {
    if (i % 500 === 0) kept = [];
    kept.push(new Uint8Array(i & 63));
  }
  return kept.length;
}

const offered = typeof Bun === "object" ? (isQuick) => Bun.gc(!isQuick) : globalThis.gc;

/** Collects garbage, all of it or only what is young, as far as the host lets a script ask for it. */
function collect(isQuick = false) {
  if (typeof offered !== "function") return press();
  if (typeof Bun === "object") return offered(isQuick);
  return isQuick ? offered({ type: "minor" }) : offered();
}

/** Uses up the descriptors, before which the runner collects what is forgotten. To be run with a low limit. */
function exhaust() {
  const sockets = [];
  try {
    while (sockets.length < MANY) sockets.push(new Socket(Socket.PF_INET, Socket.SOCK_DGRAM));
  } catch (error) {
    if (error.code !== "EMFILE") throw error;
  }
  for (const socket of sockets) socket.close();
}

/** Calls a function when all that nobody can reach any more had its chance to be collected and closed. */
function whenSettled(then) {
  if (isRunner) {
    exhaust();
    exhaust();
    then();
    return;
  }
  let turns = 10;
  const turn = () => {
    collect();
    turns -= 1;
    setImmediate(turns > 0 ? turn : then);
  };
  setImmediate(turn);
}

/** Has select() and what promises wait for open what they keep open: it is not to be taken for something that was left behind. */
function warmUp() {
  const sockets = [];
  for (let i = 0; i < 100; i += 1) sockets.push(new Socket(Socket.PF_INET, Socket.SOCK_DGRAM));
  sockets[0].writable();
  for (let i = 0; i < 5; i += 1) Socket.select(sockets.slice(), null, null, 0);
  for (const socket of sockets) socket.close();
}

/** What is open now, to be compared with what is open later. */
function openDescriptors() {
  warmUp();
  return isRunner ? freeNumbers() : socketsAndQueues();
}

// Deno opens a pair of sockets for itself at some time, the runner's runtime a file of its own that it needs for the first time.
const HOSTS_OWN = 2;

/** How many descriptors are open that were not before. */
function leftOpen(before) {
  if (!isRunner) return Math.max(0, socketsAndQueues() - before - HOSTS_OWN);
  const after = new Set(freeNumbers());
  return Math.max(0, before.filter((number) => !after.has(number)).length - HOSTS_OWN);
}

/** The descriptors that the system would hand out next. It gives the lowest free ones: what is left open is missing then. */
function freeNumbers() {
  const probes = [];
  for (let i = 0; i < 500; i += 1) probes.push(new Socket(Socket.PF_INET, Socket.SOCK_DGRAM));
  const numbers = probes.map((probe) => probe.fd);
  for (const probe of probes) probe.close();
  return numbers;
}

/** How many descriptors are of the kinds that the module opens: other hosts open and close others by themselves. */
function socketsAndQueues() {
  const fs = require("node:fs");
  return fs.readdirSync("/proc/self/fd").filter((descriptor) => {
    try {
      return /^(socket:|anon_inode:\[eventpoll)/.test(fs.readlinkSync(`/proc/self/fd/${descriptor}`));
    } catch {
      return false; // the descriptor that the directory was read through
    }
  }).length;
}

module.exports = { isRunner, argumentsGiven, print, fail, collect, whenSettled, openDescriptors, leftOpen };
