"use strict";

/*
 * The harness of the conformance suite: runs cases, prints TAP, and needs nothing but ECMAScript and console.log; for cases that wait,
 * the host's event loop and its setTimeout.
 *
 * Each file of the suite is a script of its own: `TEASOCKET_TMP=<an empty directory> <host> select.js`. It exits with
 * 1 when a case failed. A case starts at column 0 with its name as a literal string, so that a list of all cases can
 * be read off the source: /^test\("(.*)",/. Files without a `done();` (this one, sockets.js) hold no cases. A case that returns a
 * promise is awaited, and the cases behind it wait for it.
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

/** How long a case waits before it gives up: not a measure, only the end of a case that would hang. */
const DEADLINE_MS = 120000;

const cleanups = [];
const waiting = []; // cases behind one that is awaited
let awaited; // its name
let isComplete = false; // whether done() was called
let cases = 0;
let failures = 0;

/** Runs a case, at once or when the one that is awaited is over, and prints its result. */
function test(name, fn) {
  if (awaited === undefined) {
    run(name, fn);
  } else {
    waiting.push([name, fn]);
  }
}

function run(name, fn) {
  try {
    const result = fn();
    if (result !== null && typeof result === "object" && typeof result.then === "function") {
      awaited = name;
      proceed(result);
    } else {
      report(name);
    }
  } catch (problem) {
    report(name, problem ?? new AssertionError(`threw ${problem}`));
  }
}

/** Waits for the end of a case, and goes on with those behind it. */
async function proceed(promise) {
  let problem;
  try {
    await orDeadline(promise);
  } catch (caught) {
    problem = caught ?? new AssertionError(`rejected with ${caught}`);
  }
  report(awaited, problem);
  awaited = undefined;
  while (awaited === undefined && waiting.length > 0) {
    run(...waiting.shift());
  }
  if (awaited === undefined && isComplete) {
    finish();
  }
}

/** A promise, or a failure where it would never settle. What waits for that does not keep the process alive, where the host can do that. */
async function orDeadline(promise) {
  if (typeof setTimeout !== "function") {
    return promise;
  }
  let timer;
  const deadline = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new AssertionError(`did not end within ${DEADLINE_MS} ms`)), DEADLINE_MS);
    if (typeof timer === "object") {
      timer.unref();
    } else {
      globalThis.Deno?.unrefTimer(timer);
    }
  });
  try {
    return await Promise.race([promise, deadline]);
  } finally {
    clearTimeout(timer);
  }
}

function report(name, problem) {
  cases += 1;
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

/** The process ends though a case is awaited: nothing is left that could go on with it. */
function abandon() {
  if (awaited === undefined) {
    return;
  }
  report(awaited, new AssertionError("is awaited, and nothing keeps the process alive that could go on with it"));
  awaited = undefined;
  if (typeof process !== "undefined") {
    process.exitCode = 1;
  }
}

if (typeof process !== "undefined") {
  process.on("exit", abandon);
} else {
  onexit(abandon);
}

/** Ends the running case as skipped: only for what a platform or a missing privilege makes impossible. */
function skip(reason) {
  throw new Skipped(reason);
}

/** Has something done after the running case, whatever its result; the last registered comes first. */
function cleanup(fn) {
  cleanups.push(fn);
}

/** The last statement of each file: when all cases are over, the plan is printed, and the process exits with 1 if one has failed. */
function done() {
  isComplete = true;
  if (awaited === undefined) {
    finish();
  }
}

function finish() {
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
  return expectProperties(error, expected);
}

/**
 * The same of a promise: fails unless fn returns one, and that is rejected with an error with the expected properties.
 * @returns a promise for the error
 */
async function rejects(fn, expected = {}) {
  let promise;
  try {
    promise = fn();
  } catch (caught) {
    throw new AssertionError(`must reject, but threw ${describe(caught)}`);
  }
  if (!(promise instanceof Promise)) {
    throw new AssertionError(`must return a promise, but returned ${show(promise)}`);
  }
  let error;
  let result;
  try {
    result = await promise;
  } catch (caught) {
    error = caught;
  }
  if (error === undefined) {
    throw new AssertionError(`must be rejected with ${show(expected)}, but is resolved to ${show(result)}`);
  }
  return expectProperties(error, expected);
}

function expectProperties(error, expected) {
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
const chance = Math.random().toString(36).slice(2, 8).padEnd(6, "0");
let paths = 0;

/** A path in the directory TEASOCKET_TMP that nothing else uses. What lies there is deleted by the caller. */
function temporaryPath(name) {
  if (!environment.TEASOCKET_TMP) {
    throw new Error("the environment variable TEASOCKET_TMP must name an empty directory");
  }
  paths += 1;
  return `${environment.TEASOCKET_TMP}/${chance}-${paths}-${name}`;
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
    return a instanceof Uint8Array && b instanceof Uint8Array && sameBytes(a, b);
  }
  const keys = Reflect.ownKeys(a);
  return keys.length === Reflect.ownKeys(b).length
    && keys.every((key) => Object.hasOwn(b, key) && same(a[key], b[key]));
}

/** A loop: megabytes are compared, under emulators too. */
function sameBytes(a, b) {
  for (let i = 0; i < a.length; i += 1) {
    if (a[i] !== b[i]) {
      return false;
    }
  }
  return true;
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

module.exports = {
  DEADLINE_MS, test, skip, cleanup, done, ok, equal, notEqual, deepEqual, throws, rejects, show, temporaryPath,
};
