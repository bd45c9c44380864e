"use strict";

// What arguments must be, and the errors that name those that are not.

const invalid = (Kind, code, message) => Object.assign(new Kind(message), { code });

function shown(value) {
  return typeof value === "number" || typeof value === "string" ? `${value}` : value === null ? "null" : typeof value;
}

exports.wrongType = function wrongType(name, expected, value) {
  return invalid(TypeError, "ERR_INVALID_ARG_TYPE", `The "${name}" argument must be ${expected}. Received ${shown(value)}`);
};

/** @throws TypeError */
exports.checkNumber = function checkNumber(name, value) {
  if (typeof value !== "number") throw exports.wrongType(name, "a number", value);
};

/** @throws TypeError for what is no number, RangeError for a number that is no integer of the range */
exports.checkInteger = function checkInteger(name, value, least, most) {
  exports.checkNumber(name, value);
  if (!Number.isInteger(value) || value < least || value > most) {
    throw invalid(RangeError, "ERR_OUT_OF_RANGE", `The "${name}" argument must be an integer from ${least} to ${most}. Received ${value}`);
  }
};

/** @throws TypeError */
exports.checkBuffer = function checkBuffer(name, value) {
  if (!ArrayBuffer.isView(value)) throw exports.wrongType(name, "a Buffer", value);
};

/** @throws TypeError */
exports.checkFunction = function checkFunction(name, value) {
  if (typeof value !== "function") throw exports.wrongType(name, "a function", value);
};

/**
 * A part of a buffer, which shares its memory.
 * @throws RangeError for what is not in it
 */
exports.partOf = function partOf(buffer, offset, length) {
  exports.checkInteger("offset", offset, 0, buffer.byteLength);
  exports.checkInteger("length", length, 0, buffer.byteLength - offset);
  return new Uint8Array(buffer.buffer, buffer.byteOffset + offset, length);
};
