"use strict";

/*
 * The harness of the conformance suite: runs cases, prints TAP, and needs nothing but ECMAScript and console.log.
 *
 * Each file of the suite is a script of its own: `TEASOCKET_TMP=<an empty directory> <host> select.js`. It exits with
 * 1 when a case failed. A case starts at column 0 with its name as a literal string, so that a list of all cases can
 * be read off the source: /^test\("(.*)",/. Files without a `done();` (this one, sockets.js) hold no cases.
 *
 * The contract's lines that one thread in one process cannot see are proved by the C# tests instead:
 * - EINTR is never seen, and the call goes on with what is left of its timeout (needs signals);
 * - CLOEXEC on every socket, accepted ones too (needs a child process);
 * - the garbage collector closes what is not reachable, at the latest when descriptors run out (differs by host);
 * - a blocking send goes on until all is taken (needs a second thread that receives);
 * - an accepted socket is blocking even where it would inherit the listener's mode (the same);
 * - select sleeps for its timeout, and null, undefined and Infinity wait for ever (would be timed);
 * - getProtoByName on a system without a protocols file;
 * - select over 20,000 sockets (the descriptor limit).
 */

class Skipped {
  constructor(reason) {
    this.reason = reason;
  }
}

class AssertionError extends Error {}
AssertionError.prototype.name = "AssertionError";

const cleanups = [];
let cases = 0;
let failures = 0;

/** Runs a case at once and prints its result. */
function test(name, fn) {
  cases += 1;
  const problem = problemOf(fn);
  for (let i = cleanups.length - 1; i >= 0; i -= 1) {
    cleanups[i]();
  }
  cleanups.length = 0;
  if (problem instanceof Skipped) {
    console.log(`ok ${cases} - ${name} # SKIP ${problem.reason}`);
  } else if (problem) {
    failures += 1;
    console.log(`not ok ${cases} - ${name}\n${comment(problem)}`);
  } else {
    console.log(`ok ${cases} - ${name}`);
  }
}

/** Ends the running case as skipped: only for what a platform or a missing privilege makes impossible. */
function skip(reason) {
  throw new Skipped(reason);
}

/** Has something done after the running case, whatever its result; the last registered comes first. */
function cleanup(fn) {
  cleanups.push(fn);
}

/** Prints the plan and makes the process exit with 1 if a case failed. The last statement of each file. */
function done() {
  console.log(`1..${cases}`);
  if (failures === 0) {
    return;
  }
  if (typeof process !== "undefined") {
    process.exitCode = 1;
  } else {
    exit(1);
  }
}

function ok(value, message = "must be true") {
  if (!value) {
    throw new AssertionError(`${message}: ${show(value)}`);
  }
}

function equal(actual, expected, message = "must be equal") {
  if (!Object.is(actual, expected)) {
    throw new AssertionError(`${message}: got ${show(actual)}, expected ${show(expected)}`);
  }
}

function notEqual(actual, unexpected, message = "must differ") {
  if (Object.is(actual, unexpected)) {
    throw new AssertionError(`${message}: got ${show(actual)}`);
  }
}

/** Compares arrays (holes count), plain objects and byte arrays by content, everything else by Object.is. */
function deepEqual(actual, expected, message = "must be equal") {
  if (!same(actual, expected)) {
    throw new AssertionError(`${message}: got ${show(actual)}, expected ${show(expected)}`);
  }
}

/**
 * Fails unless fn throws an error with the expected properties: a RegExp must match, other values must be the same.
 * @returns the error
 */
function throws(fn, expected = {}) {
  let error;
  let result;
  try {
    result = fn();
  } catch (caught) {
    error = caught;
  }
  if (error === undefined) {
    throw new AssertionError(`must throw ${show(expected)}, but returned ${show(result)}`);
  }
  for (const [key, value] of Object.entries(expected)) {
    const matches = value instanceof RegExp ? value.test(String(error[key])) : same(error[key], value);
    if (!matches) {
      throw new AssertionError(
        `error.${key} must be ${show(value)}, but is ${show(error[key])}\nof: ${describe(error)}`);
    }
  }
  return error;
}

const environment = typeof process !== "undefined" ? process.env : system.env;
const run = Math.random().toString(36).slice(2, 8).padEnd(6, "0");
let paths = 0;

/** A path in the directory TEASOCKET_TMP that nothing else uses. What lies there is deleted by the caller. */
function temporaryPath(name) {
  if (!environment.TEASOCKET_TMP) {
    throw new Error("the environment variable TEASOCKET_TMP must name an empty directory");
  }
  paths += 1;
  return `${environment.TEASOCKET_TMP}/${run}-${paths}-${name}`;
}

function problemOf(fn) {
  try {
    const result = fn();
    if (result !== null && typeof result === "object" && typeof result.then === "function") {
      return new AssertionError("a case must be synchronous, but it returned a promise");
    }
    return null;
  } catch (problem) {
    return problem ?? new AssertionError(`threw ${problem}`);
  }
}

function same(a, b) {
  if (Object.is(a, b)) {
    return true;
  }
  if (!isContainer(a) || !isContainer(b) || Array.isArray(a) !== Array.isArray(b)) {
    return false;
  }
  if (a.length !== b.length) {
    return false;
  }
  if (a instanceof Uint8Array || b instanceof Uint8Array) {
    return a instanceof Uint8Array && b instanceof Uint8Array && a.every((byte, i) => byte === b[i]);
  }
  const keys = Reflect.ownKeys(a);
  return keys.length === Reflect.ownKeys(b).length
    && keys.every((key) => Object.hasOwn(b, key) && same(a[key], b[key]));
}

function isContainer(value) {
  return Array.isArray(value) || value instanceof Uint8Array
    || (value !== null && typeof value === "object" && Object.getPrototypeOf(value) === Object.prototype);
}

function show(value) {
  if (typeof value === "string") {
    return JSON.stringify(value.length > 200 ? `${value.slice(0, 200)}…` : value);
  }
  if (value instanceof Uint8Array) {
    const start = Array.from(value.subarray(0, 32)).join(" ");
    return `${value.length} bytes [${start}${value.length > 32 ? " …" : ""}]`;
  }
  if (Array.isArray(value)) {
    return `[${value.slice(0, 20).map(show).join(", ")}${value.length > 20 ? ", …" : ""}]`;
  }
  if (isContainer(value)) {
    return `{ ${Object.entries(value).map(([key, inner]) => `${key}: ${show(inner)}`).join(", ")} }`;
  }
  return value instanceof Error ? describe(value) : String(value);
}

function describe(error) {
  return error instanceof Error ? `${error.name}: ${error.message}` : `a thrown ${typeof error}: ${show(error)}`;
}

function comment(error) {
  const lines = `${describe(error)}\n${error.stack ?? ""}`.split("\n");
  return lines.map((line) => `# ${line}`).join("\n");
}

module.exports = { test, skip, cleanup, done, ok, equal, notEqual, deepEqual, throws, show, temporaryPath };
