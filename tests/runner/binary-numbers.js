"use strict";

// The methods of the runner's Buffer that read and write numbers.

const { Buffer } = require("binary");
const { test, equal, throws } = require("../conformance/harness.js");
const { wrongType, outOfRange, bytesAre, abc } = require("./shared/bytes.js");

/** Fails unless the type's methods read and write the value as these bytes, big-endian, in both orders. */
function numberIs(type, value, ...bytes) {
  const orders = bytes.length === 1 ? [["", bytes]] : [["BE", bytes], ["LE", bytes.toReversed()]];
  for (const [order, expected] of orders) {
    const buffer = new Buffer(bytes.length + 2, 9);
    equal(buffer[`write${type}${order}`](value, 1), bytes.length + 1, "must return the offset behind");
    bytesAre(buffer, 9, ...expected, 9);
    equal(buffer[`read${type}${order}`](1), value);
  }
}

test("unsigned integers are read and written", function () {
  numberIs("UInt8", 0xfe, 0xfe);
  numberIs("UInt16", 0xfe01, 0xfe, 0x01);
  numberIs("UInt32", 0xfe010203, 0xfe, 1, 2, 3);
  numberIs("BigUInt64", 0xfe01020304050607n, 0xfe, 1, 2, 3, 4, 5, 6, 7);
});

test("signed integers are read and written", function () {
  numberIs("Int8", -2, 0xfe);
  numberIs("Int16", -511, 0xfe, 0x01);
  numberIs("Int32", -33488381, 0xfe, 1, 2, 3);
  numberIs("BigInt64", -2n, 255, 255, 255, 255, 255, 255, 255, 254);
});

test("floating point numbers are read and written", function () {
  numberIs("Float", 1.5, 0x3f, 0xc0, 0, 0);
  numberIs("Double", -2, 0xc0, 0, 0, 0, 0, 0, 0, 0);
});

test("integer methods have a second spelling", function () {
  equal(abc().readUint8(1), 98);
  equal(abc().readUint16BE(1), 0x6263);
  equal(abc().writeUint16LE(0x0102), 2);
});

test("numbers are read from a range's own bytes", function () {
  equal(abc().range(1).readUInt16BE(), 0x6263);
  throws(() => abc().range(0, 1).readUInt16BE(0), outOfRange);
});

test("an offset that is out of range throws a RangeError", function () {
  for (const offset of [-1, 3, 0.5, NaN]) {
    throws(() => abc().readUInt8(offset), outOfRange);
    throws(() => abc().writeUInt8(0, offset), outOfRange);
  }
  throws(() => abc().readInt16LE(2), outOfRange);
  throws(() => abc().writeInt32BE(0, 0), outOfRange);
  throws(() => abc().readUInt8("0"), wrongType);
});

test("a value that is out of range throws a RangeError and writes nothing", function () {
  const buffer = new Buffer(8);
  for (const [type, smallest, largest] of [
    ["UInt8", 0, 255], ["Int8", -128, 127], ["UInt16LE", 0, 65535], ["Int16BE", -32768, 32767],
    ["UInt32BE", 0, 4294967295], ["Int32LE", -2147483648, 2147483647],
  ]) {
    throws(() => buffer[`write${type}`](smallest - 1), outOfRange);
    throws(() => buffer[`write${type}`](largest + 1), outOfRange);
    bytesAre(buffer, 0, 0, 0, 0, 0, 0, 0, 0);
    equal(buffer[`write${type}`](largest), buffer[`write${type}`](smallest));
    equal(buffer[`read${type}`](), smallest);
    buffer.fill(0);
  }
  for (const [type, smallest, largest] of [
    ["BigUInt64LE", 0n, 2n ** 64n - 1n], ["BigInt64BE", -(2n ** 63n), 2n ** 63n - 1n],
  ]) {
    throws(() => buffer[`write${type}`](smallest - 1n), outOfRange);
    throws(() => buffer[`write${type}`](largest + 1n), outOfRange);
    buffer[`write${type}`](largest);
    equal(buffer[`read${type}`](), largest);
  }
});

require("../conformance/harness.js").done();
