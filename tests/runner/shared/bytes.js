"use strict";

// What the scripts about the module binary share.

const { Buffer } = require("binary");
const { ok, deepEqual } = require("../../conformance/harness.js");

const wrongType = { name: "TypeError", code: "ERR_INVALID_ARG_TYPE" };
const outOfRange = { name: "RangeError", code: "ERR_OUT_OF_RANGE" };

/** Fails unless the value is a Buffer of exactly these bytes. */
function bytesAre(actual, ...expected) {
  ok(actual instanceof Buffer, "must be a Buffer");
  deepEqual(Array.from(actual), expected);
}

const abc = () => new Buffer([97, 98, 99]);

module.exports = { wrongType, outOfRange, bytesAre, abc };
