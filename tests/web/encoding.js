"use strict";

const { show, describe, randoms, digest } = require("./shared.js");

const encoder = new TextEncoder();
const decode = (bytes, label, options) => new TextDecoder(label, options).decode(new Uint8Array(bytes));

// ---- TextEncoder ----

for (const text of ["", "ascii", "žluť", "€", "😀", "\ud800", "a\udc00b", "\ud83d\ud83d\ude00", "\0\u007f\u0080\u07ff\u0800\uffff"]) {
  show(`the bytes of ${JSON.stringify(text)}`, () => encoder.encode(text));
  for (let room = 0; room < 8; room += 1) {
    show(`as many as ${room} hold`, () => { const bytes = new Uint8Array(room); return [encoder.encodeInto(text, bytes), bytes]; });
  }
}
show("what is no text", () => [encoder.encode(), encoder.encode(undefined), encoder.encode(null), encoder.encode(12), encoder.encode({})]);
show("a symbol", () => encoder.encode(Symbol()));
show("a plain Uint8Array", () => Object.getPrototypeOf(encoder.encode("x")) === Uint8Array.prototype);
show("no room", () => encoder.encodeInto("x", []));
show("other room", () => encoder.encodeInto("x", new Uint16Array(2)));
show("a part as room", () => { const all = new Uint8Array(6); encoder.encodeInto("ab", all.subarray(2, 4)); return all; });
show("the encoding", () => [encoder.encoding, Object.prototype.toString.call(encoder)]);

// ---- labels ----

for (const label of ["utf-8", "UTF8", " utf-8\n", "unicode-1-1-utf-8", "utf-16", "utf-16le", "UTF-16BE", "unicodefffe", "latin1", "ascii", "iso-8859-1", "windows-1252",
  "cp1252", "l1", "us-ascii", "x-cp1252", "", "utf-7", "utf8x", "none", "null", "\u00a0utf-8"]) {
  show(`the label ${JSON.stringify(label)}`, () => { const d = new TextDecoder(label); return [d.encoding, d.fatal, d.ignoreBOM]; });
}
show("no label", () => [new TextDecoder().encoding, new TextDecoder(undefined).encoding]);
show("without new", () => TextDecoder());
show("options", () => { const d = new TextDecoder("utf-8", { fatal: 1, ignoreBOM: "x" }); return [d.fatal, d.ignoreBOM]; });
show("options that are none", () => new TextDecoder("utf-8", 5));

// ---- UTF-8 ----

const malformed = [
  [0x80], [0xbf, 0x41], [0xc0, 0x80], [0xc1, 0xbf], [0xc2], [0xc2, 0x41], [0xe0, 0x80, 0x80], [0xe0, 0x9f, 0xbf], [0xe2, 0x82], [0xe2, 0x82, 0x41], [0xed, 0xa0, 0x80],
  [0xed, 0x9f, 0xbf], [0xf0, 0x80, 0x80, 0x80], [0xf0, 0x9f, 0x98], [0xf0, 0x9f, 0x98, 0x41], [0xf4, 0x90, 0x80, 0x80], [0xf5, 0x80], [0xff, 0xfe], [0xf0, 0x9f, 0xf0, 0x9f, 0x98, 0x80],
  [0xe2, 0xe2, 0x82, 0xac], [0x41, 0xc3, 0x41, 0xc3, 0xa9], [0xf8, 0x88, 0x80, 0x80, 0x80],
];
for (const bytes of malformed) {
  show(`the bytes ${bytes}`, () => decode(bytes));
  show("fatally", () => decode(bytes, "utf-8", { fatal: true }));
}
for (const bytes of [[0xef, 0xbb, 0xbf], [0xef, 0xbb, 0xbf, 0x41], [0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf], [0x41, 0xef, 0xbb, 0xbf], [0xef, 0xbb], [0xff, 0xfe, 0x41, 0], [0xfe, 0xff, 0, 0x41]]) {
  for (const label of ["utf-8", "utf-16le", "utf-16be", "latin1"].slice(0, bytes[0] === 0xff ? 3 : 4)) { // Node takes a mark of UTF-16 out of Latin-1
    for (const ignoreBOM of [false, true]) show(`a byte order mark in ${label} ${bytes} ${ignoreBOM}`, () => decode(bytes, label, { ignoreBOM }));
  }
}

// ---- the others ----

show("windows-1252", () => decode(Array.from({ length: 256 }, (_, i) => i), "windows-1252").length);
show("its characters that Latin-1 has not", () => decode([0x80, 0x82, 0x8e, 0x93, 0x99, 0x9f, 0x81], "windows-1252"), '"€‚Ž“™Ÿ\u0081"');
for (const bytes of [[0x41, 0], [0x41], [0x3d, 0xd8, 0, 0xde], [0x3d, 0xd8], [0, 0xde], [0x3d, 0xd8, 0x41, 0], [0x41, 0, 0x42], [0x3d, 0xd8, 0]]) {
  for (const label of ["utf-16le", "utf-16be"]) {
    show(`${label} ${bytes}`, () => decode(bytes, label));
    show("fatally", () => decode(bytes, label, { fatal: true }));
  }
}

// ---- parts ----

const text = "\ufeffa€😀\u0800ž\u{10ffff}end";
const encodings = {
  "utf-8": encoder.encode(text),
  "utf-16le": new Uint8Array([...text].flatMap((c) => Array.from(c).flatMap((x) => x.split("").flatMap((u) => [u.charCodeAt(0) & 255, u.charCodeAt(0) >> 8])))),
};
for (const [label, bytes] of Object.entries(encodings)) {
  for (let size = 1; size <= 5; size += 1) {
    show(`${label} in parts of ${size}`, () => {
      const decoder = new TextDecoder(label);
      let result = "";
      for (let i = 0; i < bytes.length; i += size) result += decoder.decode(bytes.subarray(i, i + size), { stream: true });
      result += decoder.decode();
      return [result, result === text.slice(1), decoder.decode(bytes) === text.slice(1)]; // and again, from the beginning
    });
  }
}
show("a stream that ends in a character", () => { const d = new TextDecoder(); return [d.decode(new Uint8Array([0x41, 0xe2, 0x82]), { stream: true }), d.decode(), d.decode(new Uint8Array([0xac]))]; });
show("the same fatally", () => { const d = new TextDecoder("utf-8", { fatal: true }); d.decode(new Uint8Array([0xe2, 0x82]), { stream: true }); return d.decode(); });
show("a part that breaks a character off", () => { const d = new TextDecoder(); return [d.decode(new Uint8Array([0xf0, 0x9f]), { stream: true }), d.decode(new Uint8Array([0x41]), { stream: true }), d.decode()]; });

// ---- input ----

show("nothing", () => [decode([]), new TextDecoder().decode(), new TextDecoder().decode(undefined)]);
show("memory and views", () => { const b = encoder.encode("xabcx").buffer; return [new TextDecoder().decode(b), new TextDecoder().decode(new DataView(b, 1, 3)), new TextDecoder().decode(new Int8Array(b, 1, 2))]; });
for (const input of ["text", 5, {}, [], null]) show(`what is no memory: ${describe(input)}`, () => new TextDecoder().decode(input));

// ---- at random ----

const random = randoms(1);
const pieces = [[0x41], [0xc3, 0xa9], [0xe2, 0x82, 0xac], [0xf0, 0x9f, 0x98, 0x80], [0xef, 0xbb, 0xbf]];
for (const label of ["utf-8", "utf-16le", "utf-16be", "iso-8859-1"]) {
  if (label === "iso-8859-1") pieces.splice(0, 5, [0x41], [0xa0], [0xe9], [0x7f], [0xff]);
  let all = "";
  for (let round = 0; round < 3000; round += 1) {
    let bytes = [];
    for (let n = random(8); n >= 0; n -= 1) bytes = bytes.concat(random(3) > 0 ? pieces[random(pieces.length)] : [label === "iso-8859-1" ? random(96) + 160 : random(256)]);
    if (random(2) === 0) bytes.splice(random(bytes.length), 1);
    const fatal = random(3) === 0;
    const decoder = new TextDecoder(label, { fatal, ignoreBOM: random(2) === 0 });
    const cut = random(bytes.length + 1);
    try {
      all += `${decoder.decode(new Uint8Array(bytes.slice(0, cut)), { stream: true })}|${decoder.decode(new Uint8Array(bytes.slice(cut)))};`;
    } catch (error) {
      all += `${error.name};`;
    }
  }
  console.log(`at random in ${label}: ${digest(all)}`);
}
{
  let all = "";
  for (let round = 0; round < 2000; round += 1) {
    const units = Array.from({ length: random(12) }, () => [0x41, 0xe9, 0x20ac, 0xd83d, 0xde00, 0xffff][random(6)]);
    const into = new Uint8Array(random(20));
    const { read, written } = encoder.encodeInto(String.fromCharCode(...units), into);
    all += `${encoder.encode(String.fromCharCode(...units))} ${read} ${written} ${into};`;
  }
  console.log(`encoded at random: ${digest(all)}`);
}
{
  const long = "aé€😀".repeat(50000);
  const bytes = encoder.encode(long);
  console.log(`long: ${bytes.length} ${digest(new TextDecoder().decode(bytes))} ${new TextDecoder().decode(bytes) === long}`);
}
