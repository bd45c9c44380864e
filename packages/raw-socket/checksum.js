"use strict";

// The Internet's checksum (RFC 1071), and numbers in the order of the network.

const os = require("node:os");
const { checkBuffer, checkInteger, partOf } = require("./arguments.js");

const isSwapped = os.endianness() === "LE";

/** The bytes of an argument: a buffer's, or those of a part of one. */
function bytesOf(part) {
  if (ArrayBuffer.isView(part)) return partOf(part, 0, part.byteLength);
  const { buffer, offset, length } = Object(part);
  checkBuffer("buffer", buffer);
  return partOf(buffer, offset, length);
}

/** The checksum over buffers and parts of buffers, of which each that is odd counts as if a zero followed. */
exports.createChecksum = function createChecksum(...parts) {
  let sum = 0;
  for (const part of parts) {
    const bytes = bytesOf(part);
    for (let i = 0; i < bytes.length; i += 2) {
      sum += (bytes[i] << 8) | (bytes[i + 1] ?? 0);
      if (sum > 0xffff) sum -= 0xffff; // the carry comes in again at the other end
    }
  }
  return ~sum & 0xffff;
};

/** Writes a checksum into a buffer. @returns the buffer */
exports.writeChecksum = function writeChecksum(buffer, offset, checksum) {
  checkBuffer("buffer", buffer);
  checkInteger("checksum", checksum, 0, 0xffff);
  partOf(buffer, offset, 2).set([checksum >> 8, checksum & 0xff]);
  return buffer;
};

function swapped16(name) {
  return (number) => {
    checkInteger(name, number, 0, 0xffff);
    return isSwapped ? ((number & 0xff) << 8) | (number >> 8) : number;
  };
}

function swapped32(name) {
  return (number) => {
    checkInteger(name, number, 0, 0xffffffff);
    const bytes = new DataView(new ArrayBuffer(4));
    bytes.setUint32(0, number);
    return bytes.getUint32(0, isSwapped);
  };
}

exports.htonl = swapped32("uint32");
exports.htons = swapped16("uint16");
exports.ntohl = swapped32("uint32");
exports.ntohs = swapped16("uint16");
