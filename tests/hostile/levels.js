"use strict";

// Calls from every depth near the end of the stack.

const { Socket } = require("socket");

const LEVELS = 200; // from the end of the stack on, back to where each call has room
const REHEARSAL = -1; // with all the stack there is, as an engine needs much of it to compile what it calls first
const SHIFTS = 16; // of the stack by eight bytes each, so that calls also begin between two levels

const problems = new Set();
const check = (holds, problem) => holds || problems.add(problem);
const range = (count) => Array.from({ length: count }, (_, i) => i);

const datagramSocket = () => new Socket(Socket.PF_INET, Socket.SOCK_DGRAM).bind("127.0.0.1").setBlocking(false);
const listener = () => new Socket(Socket.PF_INET, Socket.SOCK_STREAM).bind("127.0.0.1").listen().setBlocking(false);

let left = 0;
let attempt;
let stride = 1; // how many levels lie between two attempts
let level = 0;

/** How many calls broke off. */
const failures = { count: 0 };

/** Goes down until the stack ends, and makes an attempt at each level on the way back. */
function fall() {
  try {
    fall();
  } catch {
    // the end of the stack
  }
  level += 1;
  if (left === 0 || level % stride !== 0) return;
  left -= 1;
  try {
    attempt(left);
  } catch {
    failures.count += 1;
  }
}

/** What a call throws is of no interest here, only what it has done. */
function quietly(call) {
  try {
    call();
  } catch {
    failures.count += 1;
  }
}

/** Makes LEVELS attempts, each told its number, at each level or at each second and so on; the stack begins so many words deeper. */
function atEachLevel(shift, body, step = 1) {
  if (shift === REHEARSAL) {
    for (let i = LEVELS - 1; i >= LEVELS - 3; i -= 1) quietly(() => body(i)); // more often, and the engine would inline it
    return;
  }
  left = LEVELS;
  level = 0;
  stride = step;
  attempt = body;
  fall.apply(undefined, new Array(shift));
  check(left === 0, "the stack has fewer levels than attempts");
}

module.exports = { LEVELS, REHEARSAL, SHIFTS, atEachLevel, check, datagramSocket, failures, listener, problems, quietly, range };
