"use strict";

// The module binary of the runner: the Buffer of hosts that have none of their own. In the order of binary.js.

const { Buffer } = require("binary");
const { test, equal, ok, throws, deepEqual } = require("../conformance/harness.js");

const wrongType = { name: "TypeError", code: "ERR_INVALID_ARG_TYPE" };
const outOfRange = { name: "RangeError", code: "ERR_OUT_OF_RANGE" };

/** Fails unless the value is a Buffer of exactly these bytes. */
function bytesAre(actual, ...expected) {
  ok(actual instanceof Buffer, "must be a Buffer");
  deepEqual(Array.from(actual), expected);
}

const abc = () => new Buffer([97, 98, 99]);

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

// ---- charsets ----

/** Fails unless the string and the bytes become each other. */
function converts(charset, text, ...bytes) {
  bytesAre(new Buffer(text, charset), ...bytes);
  equal(new Buffer(bytes).toString(charset), text);
  equal(Buffer.byteLength(text, charset), bytes.length);
}

test("utf-8 converts all planes of Unicode", function () {
  converts("utf-8", "a\u007f", 0x61, 0x7f);
  converts("utf-8", "\u0080ä\u07ff", 0xc2, 0x80, 0xc3, 0xa4, 0xdf, 0xbf);
  converts("utf-8", "\u0800€\uffff", 0xe0, 0xa0, 0x80, 0xe2, 0x82, 0xac, 0xef, 0xbf, 0xbf);
  converts("utf-8", "😀", 0xf0, 0x9f, 0x98, 0x80);
});

test("utf-8 converts strings of any length, ASCII and not", function () {
  for (const length of [0, 1, 255, 256, 257, 100000]) {
    const text = "x".repeat(length);
    const bytes = new Buffer(text);
    equal(bytes.length, length);
    ok(bytes.every((byte) => byte === 0x78));
    equal(bytes.toString(), text);
    equal(new Buffer(`${text}ä`).toString(), `${text}ä`);
    equal(new Buffer(`ä${text}`).length, length + 2);
  }
});

test("utf-8 makes U+FFFD of a lone surrogate", function () {
  bytesAre(new Buffer("a\ud800b\udc00"), 0x61, 0xef, 0xbf, 0xbd, 0x62, 0xef, 0xbf, 0xbd);
  equal(Buffer.byteLength("a\ud800b\udc00"), 8);
  equal(Buffer.byteLength("\ud800ä"), 5);
  equal(Buffer.byteLength("ä\udc00"), 5);
});

test("utf-8 makes U+FFFD of malformed bytes", function () {
  equal(new Buffer([0x61, 0xff, 0x62]).toString(), "a\ufffdb");
  equal(new Buffer([0xe2, 0x82]).toString(), "\ufffd", "cut off");
  equal(new Buffer([0xe2, 0x82, 0x61]).toString(), "\ufffda");
  equal(new Buffer([0xc0, 0x80]).toString(), "\ufffd\ufffd", "too long a form");
  equal(new Buffer([0xed, 0xa0, 0x80]).toString(), "\ufffd\ufffd\ufffd", "a surrogate");
  equal(new Buffer([0xf4, 0x90, 0x80, 0x80]).toString(), "\ufffd\ufffd\ufffd\ufffd", "beyond Unicode");
});

test("utf-8 keeps a byte order mark", function () {
  converts("utf-8", "\ufeffa", 0xef, 0xbb, 0xbf, 0x61);
});

test("latin1 is a byte for each character", function () {
  converts("latin1", "\u0000aä\u00ff", 0, 0x61, 0xe4, 0xff);
  bytesAre(new Buffer("\u0141", "latin1"), 0x41);
});

test("ascii ignores the highest bit when it reads", function () {
  converts("ascii", "a\u007f", 0x61, 0x7f);
  equal(new Buffer([0xe1, 0x80]).toString("ascii"), "a\u0000");
});

test("utf16le is two bytes for each unit, the lower first", function () {
  converts("utf16le", "a€", 0x61, 0, 0xac, 0x20);
  converts("utf16le", "😀\ud800", 0x3d, 0xd8, 0x00, 0xde, 0x00, 0xd8);
  equal(new Buffer([0x61, 0, 0x62]).toString("utf16le"), "a", "half a unit");
});

test("hex is two digits for each byte", function () {
  converts("hex", "00017fff", 0, 1, 0x7f, 0xff);
  bytesAre(new Buffer("ABcd", "hex"), 0xab, 0xcd);
});

test("hex ends before the first pair that is not two digits", function () {
  bytesAre(new Buffer("abc", "hex"), 0xab);
  bytesAre(new Buffer("ab0x12", "hex"), 0xab);
  bytesAre(new Buffer("zz", "hex"));
});

test("base64 converts with padding", function () {
  converts("base64", "", ...[]);
  converts("base64", "YQ==", 0x61);
  converts("base64", "YWI=", 0x61, 0x62);
  converts("base64", "YWJj", 0x61, 0x62, 0x63);
  converts("base64", "+/8A", 0xfb, 0xff, 0);
});

test("base64url converts with its own alphabet and without padding", function () {
  converts("base64url", "YQ", 0x61);
  converts("base64url", "YWI", 0x61, 0x62);
  converts("base64url", "-_8A", 0xfb, 0xff, 0);
});

test("base64 reads both alphabets, skips what is in neither and ends at the padding", function () {
  bytesAre(new Buffer("-_8A", "base64"), 0xfb, 0xff, 0);
  bytesAre(new Buffer("+/8A", "base64url"), 0xfb, 0xff, 0);
  bytesAre(new Buffer(" YW\r\nJj*€", "base64"), 0x61, 0x62, 0x63);
  bytesAre(new Buffer("YQ==YQ==", "base64"), 0x61);
  bytesAre(new Buffer("YQ", "base64"), 0x61);
});

test("every charset gives back any bytes it can hold, at any length", function () {
  for (const length of [0, 1, 2, 3, 255, 256, 8192, 8193, 50001]) {
    const bytes = Buffer.from(Array.from({ length }, (_, i) => (i * 31 + (i >> 8)) & 255));
    for (const charset of ["latin1", "hex", "base64", "base64url"]) {
      ok(Buffer.from(bytes.toString(charset), charset).equals(bytes), `${charset}, ${length}`);
    }
    const even = bytes.subarray(0, length & ~1);
    ok(Buffer.from(even.toString("utf16le"), "utf16le").equals(even), `utf16le, ${length}`);
  }
});

test("charsets have other names, in any case", function () {
  for (const [charset, ...names] of [
    ["utf-8", "utf8", "UTF-8", "Utf8"], ["latin1", "binary", "ISO-8859-1"],
    ["utf16le", "ucs2", "utf-16le", "UCS-2"], ["hex", "HEX"], ["base64", "BASE64"], ["ascii", "ASCII"],
  ]) {
    for (const name of names) {
      equal(abc().toString(name), abc().toString(charset), name);
      ok(Buffer.isEncoding(name), name);
    }
  }
});

test("an unknown charset throws a TypeError that names it", function () {
  const unknown = { name: "TypeError", code: "ERR_UNKNOWN_ENCODING", message: /cp1250/ };
  throws(() => new Buffer("a", "cp1250"), unknown);
  throws(() => abc().toString("cp1250"), unknown);
  throws(() => Buffer.from("a", "cp1250"), unknown);
  throws(() => Buffer.byteLength("a", "cp1250"), unknown);
  throws(() => abc().write("a", 0, 1, "cp1250"), unknown);
  equal(Buffer.isEncoding("cp1250"), false);
});

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

// ---- strings ----

test("toString is UTF-8 when no charset is given", function () {
  equal(new Buffer("aä€").toString(), "aä€");
  equal(`${abc()}`, "abc");
  equal(abc() + "", "abc");
});

test("toString(charset, start, stop) is of the part", function () {
  equal(abc().toString("utf-8", 1), "bc");
  equal(abc().toString("utf-8", 0, 2), "ab");
  equal(abc().toString("hex", -2, -1), "62");
  equal(abc().toString("utf-8", 2, 1), "");
  equal(abc().toString(undefined, 1, 99), "bc");
});

test("toString of a range is of that range only", function () {
  equal(new Buffer("abcdef").range(2, 4).toString("latin1"), "cd");
  equal(new Buffer("aäöb").range(1, 3).toString(), "ä");
});

test("toJSON is as Node's", function () {
  equal(JSON.stringify(abc()), '{"type":"Buffer","data":[97,98,99]}');
});

test("write writes a string and returns the number of bytes", function () {
  const buffer = new Buffer(5);
  equal(buffer.write("ab"), 2);
  equal(buffer.write("cd", 3), 2);
  bytesAre(buffer, 97, 98, 0, 99, 100);
  equal(buffer.write("xyz", 0, 1), 1);
  equal(buffer[0], 120);
  equal(buffer[1], 98);
});

test("write takes a charset in the place of offset or length, or behind them", function () {
  const buffer = new Buffer(4);
  equal(buffer.write("01", "hex"), 1);
  equal(buffer.write("0203", 1, "hex"), 2);
  equal(buffer.write("0405", 3, 9, "hex"), 1);
  bytesAre(buffer, 1, 2, 3, 4);
});

test("write leaves out a character that does not fit", function () {
  const buffer = new Buffer(4);
  equal(buffer.write("ab€"), 2);
  bytesAre(buffer, 97, 98, 0, 0);
  equal(buffer.write("€", 1), 3);
  equal(buffer.write("😀", 1), 0);
  equal(buffer.write("ab", 1, 3, "utf16le"), 2);
  bytesAre(buffer, 97, 97, 0, 0xac);
});

test("write with wrong arguments throws", function () {
  throws(() => abc().write(5), wrongType);
  throws(() => abc().write("x", 4), outOfRange);
  throws(() => abc().write("x", -1), outOfRange);
  throws(() => abc().write("x", 0, -1), outOfRange);
});

// ---- numbers ----

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
