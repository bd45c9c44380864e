"use strict";

// The module binary of the runner, the Buffer of hosts that have none of their own: the class, its constructor and its
// functions.

const { Buffer } = require("binary");
const { test, equal, ok, throws, deepEqual } = require("../conformance/harness.js");
const { wrongType, outOfRange, bytesAre, abc } = require("./shared/bytes.js");

// ---- the class ----

test("a Buffer is a Uint8Array, and both are its class", function () {
  const buffer = new Buffer(3);
  ok(buffer instanceof Buffer);
  ok(buffer instanceof Uint8Array);
  equal(buffer.constructor, Buffer);
  equal(Object.getPrototypeOf(buffer), Buffer.prototype);
  equal(Object.getPrototypeOf(Buffer), Uint8Array);
  equal(Buffer.name, "Buffer");
});

test("Buffer works without new", function () {
  bytesAre(Buffer(2), 0, 0);
  bytesAre(Buffer("ab", "utf-8"), 97, 98);
  bytesAre(Buffer(Buffer([1, 2])), 1, 2);
});

test("classes can extend Buffer", function () {
  class Packet extends Buffer {
    first() {
      return this[0];
    }
  }
  const shared = new Packet(Buffer.from([7]), 0, 1, false);
  for (const packet of [new Packet(2, 7), new Packet([7, 8]), new Packet("\u0007"), shared]) {
    ok(packet instanceof Packet);
    ok(packet instanceof Buffer);
    equal(packet.first(), 7);
  }
  ok(new Packet(3).map((byte) => byte) instanceof Packet);
});

test("what Uint8Array's methods make of a Buffer is a Buffer", function () {
  bytesAre(abc().map((byte) => byte + 1), 98, 99, 100);
  bytesAre(abc().filter((byte) => byte !== 98), 97, 99);
  bytesAre(abc().subarray(1), 98, 99);
  bytesAre(Buffer.of(1, 2), 1, 2);
});

test("methods are not enumerable", function () {
  const names = [];
  for (const name in new Buffer(2)) {
    names.push(name);
  }
  deepEqual(names, ["0", "1"]);
  deepEqual(Object.keys(Buffer), []);
});

test("Uint8Array is left as it was", function () {
  equal(Object.hasOwn(Uint8Array.prototype, "range"), false);
  equal(String(new Uint8Array([1, 2])), "1,2");
});

// ---- the constructor ----

test("Buffer(length) is filled with zeros", function () {
  bytesAre(new Buffer(3), 0, 0, 0);
  bytesAre(new Buffer(0));
});

test("Buffer(length, fill) is filled with the byte", function () {
  bytesAre(new Buffer(3, 7), 7, 7, 7);
  bytesAre(new Buffer(2, 258), 2, 2);
});

test("Buffer(string) is UTF-8", function () {
  bytesAre(new Buffer("aä€"), 97, 0xc3, 0xa4, 0xe2, 0x82, 0xac);
  bytesAre(new Buffer(""));
});

test("Buffer(string, charset) is in the charset", function () {
  bytesAre(new Buffer("aä", "latin1"), 97, 0xe4);
  bytesAre(new Buffer("61ff", "hex"), 0x61, 0xff);
});

test("Buffer(array) takes the lowest eight bits of numbers", function () {
  bytesAre(new Buffer([1, 256, -1, 2.9]), 1, 0, 255, 2);
  bytesAre(new Buffer(new Uint16Array([1, 257])), 1, 1);
});

test("Buffer(array, start, stop) is the part, with negative positions from the end", function () {
  bytesAre(new Buffer([1, 2, 3, 4], 1, 3), 2, 3);
  bytesAre(new Buffer([1, 2, 3, 4], -3, -1), 2, 3);
  bytesAre(new Buffer([1, 2, 3, 4], -9, 9), 1, 2, 3, 4);
  bytesAre(new Buffer([1, 2], 1, 1));
});

test("Buffer(buffer) has memory of its own", function () {
  const source = abc();
  const copy = new Buffer(source);
  source[0] = 0;
  bytesAre(copy, 97, 98, 99);
});

test("Buffer(buffer, start, stop) is a copy of the part", function () {
  const source = abc();
  const copy = new Buffer(source, 1, 3);
  source[1] = 0;
  bytesAre(copy, 98, 99);
  bytesAre(new Buffer(new Uint8Array([1, 2, 3]), -1), 3);
});

test("Buffer(buffer, start, stop, false) shares the memory", function () {
  const source = abc();
  const shared = new Buffer(source, 1, 3, false);
  source[1] = 7;
  shared[1] = 8;
  bytesAre(shared, 7, 8);
  bytesAre(source, 97, 7, 8);
});

test("Buffer(arrayBuffer, byteOffset, length) shares the memory", function () {
  const memory = new ArrayBuffer(5);
  const buffer = new Buffer(memory, 1, 3);
  new Uint8Array(memory).set([1, 2, 3, 4, 5]);
  bytesAre(buffer, 2, 3, 4);
  equal(buffer.buffer, memory);
  equal(new Buffer(memory).length, 5);
  throws(() => new Buffer(memory, 6), { name: "RangeError" });
  equal(new Buffer(new SharedArrayBuffer(4), 1).length, 3);
});

test("Buffer with a length that is no integer >= 0 throws a RangeError", function () {
  for (const length of [-1, 1.5, NaN, Infinity]) {
    throws(() => Buffer(length), outOfRange);
    throws(() => new Buffer(length), outOfRange);
  }
});

test("Buffer without arguments or with wrong ones throws a TypeError", function () {
  throws(() => Buffer(), wrongType);
  throws(() => new Buffer(), wrongType);
  for (const value of [{}, null, true, 1n, () => {}, new Date(0), new DataView(new ArrayBuffer(2))]) {
    throws(() => Buffer(value), wrongType);
  }
});

test("errors name the argument, what was expected and what came", function () {
  throws(() => Buffer(), { message: /^The "value" argument must be a length, a string, .* Received undefined$/ });
  throws(() => Buffer({}), { message: /Received an instance of Object$/ });
  throws(() => Buffer(Object.create(null)), { message: /Received an instance of Object$/ });
  throws(() => Buffer.alloc("3"), { message: /^The "size" argument must be a number\. Received type string \(3\)$/ });
  throws(() => Buffer(-1), { message: /^The "length" argument must be an integer >= 0 .* Received -1$/ });
  throws(() => abc().range(2, 1), { message: /^The "stop" argument must be >= start \(2\)\. Received 1$/ });
});

test("Buffer with stop before start throws a RangeError", function () {
  throws(() => Buffer([65, 66, 67], 2, 1), outOfRange);
  throws(() => Buffer(abc(), 2, 1), outOfRange);
  throws(() => Buffer(abc(), 2, -2), outOfRange);
});

// ---- functions of the class ----

test("Buffer.from copies strings, arrays, typed arrays and Buffers", function () {
  bytesAre(Buffer.from("aä"), 97, 0xc3, 0xa4);
  bytesAre(Buffer.from("6162", "hex"), 97, 98);
  bytesAre(Buffer.from([1, 257]), 1, 1);
  bytesAre(Buffer.from(new Uint16Array([258])), 2);
  const source = abc();
  const copy = Buffer.from(source);
  source[0] = 0;
  bytesAre(copy, 97, 98, 99);
});

test("Buffer.from shares an ArrayBuffer", function () {
  const memory = new ArrayBuffer(4);
  const buffer = Buffer.from(memory, 1, 2);
  buffer[0] = 7;
  equal(new Uint8Array(memory)[1], 7);
  equal(buffer.length, 2);
  equal(Buffer.from(memory).length, 4);
});

test("Buffer.from takes objects like arrays, strings and its own JSON", function () {
  bytesAre(Buffer.from({ length: 2, 0: 5 }), 5, 0);
  bytesAre(Buffer.from(new String("ab")), 97, 98);
  bytesAre(Buffer.from(JSON.parse(JSON.stringify(abc()))), 97, 98, 99);
  bytesAre(Buffer.from({ valueOf: () => [1, 2] }), 1, 2);
  bytesAre(Buffer.from({ [Symbol.toPrimitive]: () => "a" }), 97);
});

test("Buffer.from throws a TypeError for anything else", function () {
  for (const value of [undefined, null, 5, true, {}, { type: "Buffer" }, new Map(), new Number(5), () => {}]) {
    throws(() => Buffer.from(value), wrongType);
  }
});

test("Buffer.alloc is of zeros or filled", function () {
  bytesAre(Buffer.alloc(3), 0, 0, 0);
  bytesAre(Buffer.alloc(3, 1), 1, 1, 1);
  bytesAre(Buffer.alloc(3, "ab"), 97, 98, 97);
  bytesAre(Buffer.alloc(2, "ff", "hex"), 255, 255);
  bytesAre(Buffer.alloc(0, new Buffer(0)));
  equal(Buffer.allocUnsafe(5).length, 5);
  for (const size of [-1, NaN, 1.5]) {
    throws(() => Buffer.alloc(size), outOfRange);
    throws(() => Buffer.allocUnsafe(size), outOfRange);
  }
  throws(() => Buffer.alloc("3"), wrongType);
});

test("Buffer.concat joins, cuts and pads", function () {
  const list = [new Buffer("ab"), new Uint8Array([99]), new Buffer(0), new Buffer("de")];
  bytesAre(Buffer.concat(list), 97, 98, 99, 100, 101);
  bytesAre(Buffer.concat(list, 4), 97, 98, 99, 100);
  bytesAre(Buffer.concat(list, 1), 97);
  bytesAre(Buffer.concat(list, 6), 97, 98, 99, 100, 101, 0);
  bytesAre(Buffer.concat([]));
  throws(() => Buffer.concat("ab"), wrongType);
  throws(() => Buffer.concat(["ab"]), wrongType);
  throws(() => Buffer.concat(list, -1), outOfRange);
});

test("Buffer.byteLength is the length in bytes", function () {
  equal(Buffer.byteLength("aä€😀"), 10);
  equal(Buffer.byteLength("aä", "latin1"), 2);
  equal(Buffer.byteLength("abc", "hex"), 1);
  equal(Buffer.byteLength(abc()), 3);
  equal(Buffer.byteLength(new ArrayBuffer(4)), 4);
  equal(Buffer.byteLength(new Uint16Array(2)), 4);
  throws(() => Buffer.byteLength(5), wrongType);
});

test("Buffer.isBuffer is true for Buffers only", function () {
  equal(Buffer.isBuffer(abc()), true);
  equal(Buffer.isBuffer(new Uint8Array(1)), false);
  equal(Buffer.isBuffer(null), false);
});

require("../conformance/harness.js").done();
