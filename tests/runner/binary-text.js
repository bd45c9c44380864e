"use strict";

// Text in the runner's Buffer: the charsets, and the methods that read and write strings.

const { Buffer } = require("binary");
const { test, equal, ok, throws } = require("../conformance/harness.js");
const { wrongType, outOfRange, bytesAre, abc } = require("./shared/bytes.js");

// ---- charsets ----

/** Fails unless the string and the bytes become each other. */
function converts(charset, text, ...bytes) {
  bytesAre(new Buffer(text, charset), ...bytes);
  equal(new Buffer(bytes).toString(charset), text);
  equal(Buffer.byteLength(text, charset), bytes.length);
}

test("utf-8 converts all planes of Unicode", function () {
  converts("utf-8", "a\u007f", 0x61, 0x7f);
  converts("utf-8", "\u0080", 0xc2, 0x80);
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

require("../conformance/harness.js").done();
