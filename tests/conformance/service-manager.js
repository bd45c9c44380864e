"use strict";

// `sdNotify()`, `sdWatchdogInterval()` and `sdListenDescriptors()` in a process that no service manager has started, and what they refuse. What
// takes another environment is in the C# tests.

const { sdListenDescriptors, sdNotify, sdWatchdogInterval } = require("socket");
const { test, done, equal, deepEqual, throws } = require("./harness.js");

test("without a service manager notifying returns false", () => {
  equal(sdNotify("READY=1"), false);
  equal(sdNotify("READY=1\nSTATUS=a žluť"), false);
  equal(sdNotify({ READY: 1, STATUS: "a žluť", MAINPID: 5n }), false);
});

test("without a service manager there is no watchdog, and nothing was passed", () => {
  equal(sdWatchdogInterval(), null);
  deepEqual(sdListenDescriptors(), []);
  deepEqual(sdListenDescriptors(), []);
});

test("what is no state throws before any system call", () => {
  for (const wrong of [undefined, null, "", {}, [], ["READY=1"], 5, true, () => {}, "READY=1\0", { READY: "1\0" }, { "READY\0": 1 }]) {
    throws(() => sdNotify(wrong), { name: "TypeError", code: "ERR_INVALID_ARG_TYPE", message: /"state" argument must be assignments/ });
  }
});

test("an object's properties are variables, and its values one line each", () => {
  for (const name of ["", "A=B", "A\nB"]) {
    throws(() => sdNotify({ [name]: 1 }), { name: "TypeError", code: "ERR_INVALID_ARG_TYPE", message: /"state" argument/ });
  }
  for (const wrong of [undefined, null, true, {}, [], NaN, Infinity, "two\nlines", Symbol("s")]) {
    throws(() => sdNotify({ READY: 1, STATUS: wrong }), { name: "TypeError", code: "ERR_INVALID_ARG_TYPE", message: /"state.STATUS" argument/ });
  }
});

test("a state whose getter throws throws that", () => {
  throws(() => sdNotify({ get READY() { throw new RangeError("mine"); } }), { name: "RangeError", message: "mine" });
});

done();
