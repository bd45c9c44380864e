"use strict";

// What the module exports beside sockets: numbers, the order of the network, checksums.

const os = require("node:os");
const { raw } = require("./sockets.js");
const { test, done, deepEqual, equal, throws } = require("./harness.js");

const isLittle = os.endianness() === "LE";

test("the module has what raw-socket has", () => {
  deepEqual(Object.keys(raw).sort(), ["AddressFamily", "Protocol", "Socket", "SocketLevel", "SocketOption", "createChecksum", "createSocket",
    "htonl", "htons", "ntohl", "ntohs", "writeChecksum"]);
});

test("address families and protocols are told both ways", () => {
  deepEqual(raw.AddressFamily, { IPv4: 1, IPv6: 2, 1: "IPv4", 2: "IPv6" });
  deepEqual(raw.Protocol, { None: 0, ICMP: 1, TCP: 6, UDP: 17, ICMPv6: 58, 0: "None", 1: "ICMP", 6: "TCP", 17: "UDP", 58: "ICMPv6" });
});

test("on Linux levels and options have its numbers", () => {
  if (process.platform !== "linux") return;
  deepEqual(raw.SocketLevel, { SOL_SOCKET: 1, IPPROTO_IP: 0, IPPROTO_IPV6: 41 });
  deepEqual(raw.SocketOption, {
    SO_BROADCAST: 6, SO_RCVBUF: 8, SO_RCVTIMEO: 20, SO_SNDBUF: 7, SO_SNDTIMEO: 21, SO_BINDTODEVICE: 25, IP_HDRINCL: 3, IP_OPTIONS: 4,
    IP_TOS: 1, IP_TTL: 2, IPV6_TTL: 16, IPV6_UNICAST_HOPS: 16, IPV6_V6ONLY: 26,
  });
});

test("options that every system has are there, and IPV6_TTL is IPV6_UNICAST_HOPS", () => {
  const { SocketOption } = raw;
  for (const name of ["SO_BROADCAST", "SO_RCVBUF", "SO_SNDBUF", "IP_HDRINCL", "IP_TOS", "IP_TTL", "IPV6_UNICAST_HOPS", "IPV6_V6ONLY"]) {
    equal(typeof SocketOption[name], "number", name);
  }
  equal(SocketOption.IPV6_TTL, SocketOption.IPV6_UNICAST_HOPS);
  equal("SO_BINDTODEVICE" in SocketOption, process.platform === "linux");
});

test("numbers go into the order of the network and back", () => {
  equal(raw.htons(0x1234), isLittle ? 0x3412 : 0x1234);
  equal(raw.htonl(0x12345678), isLittle ? 0x78563412 : 0x12345678);
  equal(raw.htonl(0xfffffffe), isLittle ? 0xfeffffff : 0xfffffffe);
  for (const number of [0, 1, 0x80, 0x8000, 0xffff]) equal(raw.ntohs(raw.htons(number)), number);
  for (const number of [0, 1, 0x80000000, 0xffffffff]) equal(raw.ntohl(raw.htonl(number)), number);
});

test("what is no such number is refused", () => {
  for (const name of ["htons", "ntohs", "htonl", "ntohl"]) {
    for (const wrong of [undefined, null, "1", {}]) throws(() => raw[name](wrong), { name: "TypeError", code: "ERR_INVALID_ARG_TYPE" });
    for (const wrong of [-1, 0.5, NaN, 2 ** 32]) throws(() => raw[name](wrong), { name: "RangeError", code: "ERR_OUT_OF_RANGE" });
  }
  throws(() => raw.htons(65536), { name: "RangeError", message: /"uint16" .* from 0 to 65535\. Received 65536/ });
});

test("a checksum is the Internet's", () => {
  const header = Buffer.from("45000073000040004011b861c0a80001c0a800c7", "hex"); // with its checksum, over which it is 0
  equal(raw.createChecksum(header), 0);
  header.fill(0, 10, 12);
  equal(raw.createChecksum(header), 0xb861);
  equal(raw.createChecksum(Buffer.from("0001f203f4f5f6f7", "hex")), 0x220d); // RFC 1071's example
  equal(raw.createChecksum(Buffer.alloc(8)), 0xffff);
  equal(raw.createChecksum(Buffer.alloc(70000, 0xff)), 0);
});

test("an odd tail is padded", () => {
  equal(raw.createChecksum(Buffer.from([1, 2, 3])), raw.createChecksum(Buffer.from([1, 2, 3, 0])));
  equal(raw.createChecksum(Buffer.from([0xff])), 0x00ff);
});

test("a checksum is over all buffers and parts of buffers", () => {
  const bytes = Buffer.from("0001f203f4f5f6f7", "hex");
  equal(raw.createChecksum(bytes.subarray(0, 2), bytes.subarray(2)), 0x220d);
  equal(raw.createChecksum({ buffer: bytes, offset: 0, length: 4 }, { buffer: bytes, offset: 4, length: 4 }), 0x220d);
  equal(raw.createChecksum(Buffer.alloc(2), { buffer: Buffer.concat([bytes, bytes]), offset: 8, length: 8 }), 0x220d);
  equal(raw.createChecksum(bytes, { buffer: bytes, offset: 8, length: 0 }), 0x220d);
  equal(raw.createChecksum(new Uint8Array(bytes)), 0x220d);
  const odd = Buffer.from([1, 2, 3]);
  equal(raw.createChecksum(odd, odd), raw.createChecksum(Buffer.from([1, 2, 3, 0, 1, 2, 3, 0]))); // each by itself
});

test("a part past the end is a RangeError", () => {
  const buffer = Buffer.alloc(8);
  for (const [offset, length] of [[4, 8], [0, 9], [9, 0], [8, 1], [-1, 2], [0, -1], [0.5, 1], [0, 2 ** 32], [2 ** 32, 2]]) {
    throws(() => raw.createChecksum({ buffer, offset, length }), { name: "RangeError", code: "ERR_OUT_OF_RANGE", message: /"(offset|length)"/ });
  }
});

test("what is no buffer and no part of one is a TypeError", () => {
  for (const wrong of [undefined, null, 5, "text", {}, { buffer: "text", offset: 0, length: 1 }, new ArrayBuffer(4)]) {
    throws(() => raw.createChecksum(wrong), { name: "TypeError", code: "ERR_INVALID_ARG_TYPE", message: /"buffer"/ });
  }
  throws(() => raw.createChecksum({ buffer: Buffer.alloc(2) }), { name: "TypeError", message: /"offset"/ });
  throws(() => raw.createChecksum({ buffer: Buffer.alloc(2), offset: 0 }), { name: "TypeError", message: /"length"/ });
});

test("a checksum is written in the order of the network, and the buffer returned", () => {
  const buffer = Buffer.alloc(4);
  equal(raw.writeChecksum(buffer, 1, 0xabcd), buffer);
  deepEqual(buffer, Buffer.from("00abcd00", "hex"));
  const packet = Buffer.from("0800000012345678", "hex");
  equal(raw.createChecksum(raw.writeChecksum(packet, 2, raw.createChecksum(packet))), 0);
});

test("a checksum is not written past the end", () => {
  const buffer = Buffer.alloc(4);
  for (const offset of [3, 4, -1]) throws(() => raw.writeChecksum(buffer, offset, 1), { name: "RangeError", code: "ERR_OUT_OF_RANGE" });
  throws(() => raw.writeChecksum(buffer, 0, 65536), { name: "RangeError", message: /"checksum"/ });
  throws(() => raw.writeChecksum("text", 0, 1), { name: "TypeError", message: /"buffer"/ });
  deepEqual(buffer, Buffer.alloc(4));
});

done();
