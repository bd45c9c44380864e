"use strict";

// The errors of this package, with codes as Node's have them.

const { inspect } = require("node:util");

/** A wrong argument: what it is called, what would be right, and what came. */
exports.wrongType = (name, expected, value) =>
  coded(new TypeError(`${name} must be ${expected}. Received ${inspect(value, { depth: 0 }).slice(0, 80)}`), "ERR_INVALID_ARG_TYPE");

/** What cannot be done, or could not. */
exports.failure = (code, message, cause) => coded(new Error(message, cause === undefined ? undefined : { cause }), code);

function coded(error, code) {
  return Object.assign(error, { code });
}
