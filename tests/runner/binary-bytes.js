"use strict";

// The methods of the runner's Buffer that work on bytes: parts, filling, copying, searching and comparing.

const { Buffer } = require("binary");
const { test, equal, throws, deepEqual } = require("../conformance/harness.js");
const { wrongType, outOfRange, bytesAre, abc } = require("./shared/bytes.js");

// ---- parts ----

test("range shares the memory", function () {
  const buffer = abc();
  const range = buffer.range(1, 3);
  buffer[1] = 7;
  range[1] = 8;
  bytesAre(range, 7, 8);
  bytesAre(buffer, 97, 7, 8);
  equal(Buffer("abc", "utf-8").range(1, 3).toString("utf-8"), "bc");
});

test("range of a range counts from the range's start", function () {
  bytesAre(new Buffer([1, 2, 3, 4, 5]).range(1).range(1, 3), 3, 4);
});

test("range counts negative positions from the end and clamps the others", function () {
  bytesAre(abc().range(), 97, 98, 99);
  bytesAre(abc().range(-2), 98, 99);
  bytesAre(abc().range(-9, -1), 97, 98);
  bytesAre(abc().range(1, 9), 98, 99);
  bytesAre(abc().range(9));
  bytesAre(abc().range(null, null), 97, 98, 99);
});

test("range with stop before start throws a RangeError", function () {
  throws(() => abc().range(2, 1), outOfRange);
  throws(() => abc().range(-1, -2), outOfRange);
});

test("slice is a copy", function () {
  const buffer = abc();
  const slice = buffer.slice(-2);
  buffer[1] = 0;
  bytesAre(slice, 98, 99);
  bytesAre(abc().slice(), 97, 98, 99);
  bytesAre(abc().slice(0, -1), 97, 98);
  bytesAre(abc().slice(2, 1));
});

// ---- fill, copy and copyFrom ----

test("fill fills all or a part, and returns the Buffer", function () {
  const buffer = new Buffer(5);
  equal(buffer.fill(1), buffer);
  bytesAre(buffer, 1, 1, 1, 1, 1);
  bytesAre(buffer.fill(2, 1, 3), 1, 2, 2, 1, 1);
  bytesAre(buffer.fill(3, -1), 1, 2, 2, 1, 3);
  bytesAre(buffer.fill(4, 3, 2), 1, 2, 2, 1, 3);
  bytesAre(buffer.fill(257, 0, 99), 1, 1, 1, 1, 1);
  bytesAre(buffer.fill(), 0, 0, 0, 0, 0);
});

test("fill repeats a string or a Buffer", function () {
  bytesAre(new Buffer(5).fill("ab"), 97, 98, 97, 98, 97);
  bytesAre(new Buffer(7).fill(new Buffer([1, 2, 3]), 1, 6), 0, 1, 2, 3, 1, 2, 0);
  bytesAre(new Buffer(2).fill("abc"), 97, 98);
  bytesAre(new Buffer(8).fill("a", 1), 0, 97, 97, 97, 97, 97, 97, 97);
  bytesAre(new Buffer(3, 7).fill(""), 0, 0, 0);
});

test("fill takes a charset in the place of start or stop, or behind them", function () {
  bytesAre(new Buffer(3).fill("0102", "hex"), 1, 2, 1);
  bytesAre(new Buffer(3).fill("0102", 1, "hex"), 0, 1, 2);
  bytesAre(new Buffer(3).fill("0102", 1, 2, "hex"), 0, 1, 0);
});

test("fill with a part of the Buffer itself repeats what was there", function () {
  const buffer = new Buffer([1, 2, 3, 4, 5, 6]);
  bytesAre(buffer.fill(buffer.range(0, 2), 1), 1, 1, 2, 1, 2, 1);
});

test("fill with a value without bytes throws a TypeError", function () {
  throws(() => new Buffer(3).fill("xy", "hex"), { name: "TypeError", code: "ERR_INVALID_ARG_VALUE" });
  throws(() => new Buffer(3).fill(new Buffer(0)), { name: "TypeError", code: "ERR_INVALID_ARG_VALUE" });
});

test("copy copies into a Buffer or Uint8Array and returns the source", function () {
  const source = abc();
  const target = new Buffer(5);
  equal(source.copy(target, 1), source);
  bytesAre(target, 0, 97, 98, 99, 0);
  const array = new Uint8Array(2);
  source.copy(array, 0, 1, 3);
  deepEqual(Array.from(array), [98, 99]);
});

test("copy stops at the end of the target", function () {
  const memory = new Buffer(6);
  const target = memory.range(1, 4);
  abc().copy(target, 2);
  bytesAre(memory, 0, 0, 0, 97, 0, 0);
  abc().copy(target, 9);
  abc().copy(target, 0, 2, 1);
  bytesAre(memory, 0, 0, 0, 97, 0, 0);
});

test("copy counts negative positions from the ends", function () {
  const target = new Buffer(4);
  abc().copy(target, -2, -2, -1);
  bytesAre(target, 0, 0, 98, 0);
});

test("copy copies into an Array as far as it reaches", function () {
  const array = [1, 2, 3, 4];
  abc().copy(array, 2);
  deepEqual(array, [1, 2, 97, 98]);
});

test("copy within one memory is right when the ranges overlap", function () {
  const forward = new Buffer([1, 2, 3, 4, 5]);
  forward.copy(forward, 1, 0, 4);
  bytesAre(forward, 1, 1, 2, 3, 4);
  const backward = new Buffer([1, 2, 3, 4, 5]);
  backward.copy(backward, 0, 1);
  bytesAre(backward, 2, 3, 4, 5, 5);
});

test("copyFrom copies from a Buffer, Uint8Array or Array and returns the target", function () {
  const buffer = new Buffer(3);
  equal(buffer.copyFrom(abc()), buffer);
  bytesAre(buffer, 97, 98, 99);
  bytesAre(buffer.copyFrom(new Uint8Array([1, 2])), 1, 2, 99);
  bytesAre(buffer.copyFrom([256, -1]), 0, 255, 99);
});

test("copyFrom begins at sourceStart and writes from start to stop", function () {
  const source = new Buffer([1, 2, 3, 4, 5]);
  bytesAre(new Buffer(5).copyFrom(source, 2), 3, 4, 5, 0, 0);
  bytesAre(new Buffer(5).copyFrom(source, 1, 2), 0, 0, 2, 3, 4);
  bytesAre(new Buffer(5).copyFrom(source, 1, 2, 4), 0, 0, 2, 3, 0);
  bytesAre(new Buffer(5).copyFrom(source, -2, -3, -1), 0, 0, 4, 5, 0);
  bytesAre(new Buffer(3).copyFrom([1, 2, 3, 4, 5], 2, 1), 0, 3, 4);
});

test("copyFrom never writes past the end of the target or reads past that of the source", function () {
  const memory = new Buffer(6);
  memory.range(1, 3).copyFrom([1, 2, 3, 4]);
  bytesAre(memory, 0, 1, 2, 0, 0, 0);
  bytesAre(new Buffer(3, 9).copyFrom(memory.range(1, 3), 1), 2, 9, 9);
  bytesAre(new Buffer(2).copyFrom(abc(), 9), 0, 0);
  bytesAre(new Buffer(2).copyFrom(abc(), 0, 2, 1), 0, 0);
});

test("copyFrom within one memory is right when the ranges overlap", function () {
  const buffer = new Buffer([1, 2, 3, 4, 5]);
  bytesAre(buffer.copyFrom(buffer, 0, 1), 1, 1, 2, 3, 4);
});

test("copy and copyFrom throw a TypeError for what has no bytes", function () {
  for (const other of [undefined, null, "abc", {}, 3]) {
    throws(() => abc().copy(other), wrongType);
    throws(() => abc().copyFrom(other), wrongType);
  }
});

// ---- searching and comparing ----

test("indexOf finds a byte, a string or a Buffer", function () {
  const buffer = new Buffer("abcabd");
  equal(buffer.indexOf(98), 1);
  equal(buffer.indexOf(98 + 256), 1);
  equal(buffer.indexOf("abd"), 3);
  equal(buffer.indexOf(new Buffer("ca")), 2);
  equal(buffer.indexOf(new Uint8Array([100])), 5);
});

test("indexOf is -1 for what is not there", function () {
  const buffer = new Buffer("abcabd");
  equal(buffer.indexOf(0), -1);
  equal(buffer.indexOf("abx"), -1);
  equal(buffer.indexOf("bda"), -1);
  equal(buffer.indexOf("abcabda"), -1);
  equal(new Buffer(0).indexOf(0), -1);
});

test("indexOf looks between start and stop", function () {
  const buffer = new Buffer("abcabc");
  equal(buffer.indexOf("abc", 1), 3);
  equal(buffer.indexOf("abc", -3), 3);
  equal(buffer.indexOf("abc", -2), -1);
  equal(buffer.indexOf("abc", 1, 5), -1);
  equal(buffer.indexOf("abc", 1, 6), 3);
  equal(buffer.indexOf(99, 0, 2), -1);
  equal(buffer.indexOf(97, 99), -1);
});

test("indexOf takes a charset in the place of start or stop, or behind them", function () {
  const buffer = new Buffer("abcabc");
  equal(buffer.indexOf("6263", "hex"), 1);
  equal(buffer.indexOf("6263", 2, "hex"), 4);
  equal(buffer.indexOf("6263", 2, 5, "hex"), -1);
});

test("indexOf finds nothing at the start", function () {
  equal(abc().indexOf(""), 0);
  equal(abc().indexOf("", 2), 2);
  equal(abc().indexOf(new Buffer(0), 9), 3);
});

test("lastIndexOf finds the last at or before start", function () {
  const buffer = new Buffer("abcabc");
  equal(buffer.lastIndexOf(97), 3);
  equal(buffer.lastIndexOf("abc"), 3);
  equal(buffer.lastIndexOf("abc", 3), 3);
  equal(buffer.lastIndexOf("abc", 2), 0);
  equal(buffer.lastIndexOf("abc", -4), 0);
  equal(buffer.lastIndexOf("6162", "hex"), 3);
  equal(buffer.lastIndexOf("x"), -1);
  equal(buffer.lastIndexOf("abx"), -1);
  equal(buffer.lastIndexOf("abc", -9), -1);
  equal(abc().lastIndexOf("abcd"), -1);
});

test("includes tells whether indexOf finds it", function () {
  equal(abc().includes("bc"), true);
  equal(abc().includes("bc", 2), false);
  equal(abc().includes(97, 0, 0), false);
});

test("searching for something else than bytes throws a TypeError", function () {
  for (const value of [undefined, null, {}, [97], true]) {
    throws(() => abc().indexOf(value), wrongType);
    throws(() => abc().lastIndexOf(value), wrongType);
    throws(() => abc().includes(value), wrongType);
  }
});

test("equals compares the bytes", function () {
  equal(abc().equals(abc()), true);
  equal(abc().equals(new Uint8Array([97, 98, 99])), true);
  equal(abc().equals(new Buffer("abd")), false);
  equal(abc().equals(new Buffer("ab")), false);
  throws(() => abc().equals("abc"), wrongType);
});

test("compare orders as bytes, and a beginning before the whole", function () {
  equal(abc().compare(abc()), 0);
  equal(abc().compare(new Buffer("abd")), -1);
  equal(abc().compare(new Buffer("ab")), 1);
  equal(new Buffer([128]).compare(new Buffer([127])), 1);
  equal(Buffer.compare(new Buffer("a"), new Buffer("b")), -1);
  deepEqual([new Buffer("b"), new Buffer("a")].sort(Buffer.compare).map(String), ["a", "b"]);
  throws(() => abc().compare("abc"), wrongType);
  throws(() => Buffer.compare("a", abc()), wrongType);
});

test("compare compares parts", function () {
  equal(abc().compare(new Buffer("xbcx"), 1, 3, 1, 3), 0);
  equal(abc().compare(new Buffer("xbcx"), 1, 3, 1), 0);
  equal(abc().compare(new Buffer("xbcx"), 1, 3), -1);
});

require("../conformance/harness.js").done();
