"use strict";

// What is sent, so that whoever receives it can tell whether it is that and nothing else: each byte follows from its
// place. A datagram says its number and its length and carries a check of both, a stream's bytes follow from their place
// in the stream. What lies around a buffer that is sent differs in each byte from what would go on inside.

const HEAD = 12;
const MARK = 0xd6;
const TEXT = "s".padEnd(2000, "ocket žluť ").slice(0, 2000);
const encodedText = encode(TEXT);

/** UTF-8 of letters under U+0800: not all hosts have a TextEncoder. */
function encode(text) {
  const bytes = [];
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) bytes.push(unit);
    else bytes.push(0xc0 | unit >> 6, 0x80 | unit & 63);
  }
  return Uint8Array.from(bytes);
}

const insideAt = (i) => i * 31 + (i >> 8) * 7 + 0x5a & 255;
const outsideAt = (i) => insideAt(i) ^ 0xa5;
const streamAt = (i) => i * 31 + (i >> 8) * 17 + (i >> 16) * 7 + 0x21 & 255;
const checkOf = (number, length) => Math.imul(number + 1, 0x9e3779b1) ^ Math.imul(length + 7, 0x85ebca6b);

let numbers = 0;

/** Writes a datagram over bytes[start, start + length). */
function writeDatagram(bytes, start, length) {
  if (length < HEAD) {
    for (let i = 0; i < length; i += 1) bytes[start + i] = insideAt(i);
    return;
  }
  numbers = numbers + 1 & 0xffffff;
  const number = numbers;
  bytes[start] = MARK;
  for (let i = 0; i < 3; i += 1) bytes[start + 1 + i] = number >> 8 * i;
  for (let i = 0; i < 4; i += 1) {
    bytes[start + 4 + i] = length >> 8 * i;
    bytes[start + 8 + i] = checkOf(number, length) >> 8 * i;
  }
  for (let i = HEAD; i < length; i += 1) bytes[start + i] = insideAt(i);
}

/** Why bytes[start, start + length) are not a datagram of ours, perhaps cut at the end; undefined where they are one. */
function datagramProblem(bytes, start, length) {
  if (length === 0) return undefined;
  const first = bytes[start];
  if (first === encodedText[0]) {
    for (let i = 0; i < length; i += 1) if (bytes[start + i] !== encodedText[i]) return `byte ${i} of a text is wrong`;
    return undefined;
  }
  if (first !== MARK) {
    for (let i = 0; i < length; i += 1) if (bytes[start + i] !== insideAt(i)) return `byte ${i} of a short datagram is wrong`;
    return length < HEAD ? undefined : `a short datagram has ${length} bytes`;
  }
  if (length < HEAD) return undefined; // cut in its head
  let number = 0;
  let told = 0;
  let check = 0;
  for (let i = 0; i < 3; i += 1) number |= bytes[start + 1 + i] << 8 * i;
  for (let i = 0; i < 4; i += 1) {
    told |= bytes[start + 4 + i] << 8 * i;
    check |= bytes[start + 8 + i] << 8 * i;
  }
  if (check !== checkOf(number, told)) return "the head of a datagram is wrong";
  for (let i = told; i < length; i += 1) { // of memory that has grown before it was sent, new bytes are sent, too
    if (bytes[start + i] !== 0) return `a datagram of ${told} bytes has ${length}`;
  }
  for (let i = HEAD; i < length && i < told; i += 1) if (bytes[start + i] !== insideAt(i)) return `byte ${i} of a datagram is wrong`;
  return undefined;
}

/** Writes what stands from a place of a stream on. */
function writeStream(bytes, start, length, place) {
  for (let i = 0; i < length; i += 1) bytes[start + i] = streamAt(place + i);
}

/** Why the bytes are not those from a place of a stream on; undefined where they are. */
function streamProblem(bytes, start, length, place) {
  for (let i = 0; i < length; i += 1) {
    if (bytes[start + i] !== streamAt(place + i)) return `byte ${place + i} of a stream is wrong`;
  }
  return undefined;
}

module.exports = { TEXT, outsideAt, writeDatagram, datagramProblem, writeStream, streamProblem };
