"use strict";

// "`getServByName(name, [proto])`, `getServByPort(port, [proto])`, `getProtoByNumber(number)`, `inetPton(family, text)` → Buffer,
// `inetNtop(family, bytes)`"

const { Socket } = require("socket");
const { test, done, ok, equal, deepEqual, throws } = require("./harness.js");

const { PF_INET, PF_INET6, PF_UNIX } = Socket;

const typeError = (argument) => ({ name: "TypeError", code: "ERR_INVALID_ARG_TYPE", message: new RegExp(`"${argument}"`) });
const rangeError = (argument) => ({ name: "RangeError", code: "ERR_OUT_OF_RANGE", message: new RegExp(`"${argument}"`) });

test("getServByName knows the ports of services", () => {
  for (const [name, port] of [["http", 80], ["ssh", 22], ["smtp", 25], ["domain", 53], ["ntp", 123], ["https", 443], ["tftp", 69]]) {
    equal(Socket.getServByName(name), port, name);
  }
});

test("getServByName asks for a protocol's service", () => {
  equal(Socket.getServByName("http", "tcp"), 80);
  equal(Socket.getServByName("domain", "tcp"), 53);
  equal(Socket.getServByName("domain", "udp"), 53);
  equal(Socket.getServByName("http", null), 80);
  equal(Socket.getServByName("http", undefined), 80);
  throws(() => Socket.getServByName("tftp", "tcp"), { code: "ENOTFOUND" });
});

test("getServByName of an unknown service throws", () => {
  for (const name of ["no-such-service", "", "http ", "http\0", "toString", "__proto__", "x".repeat(10000)]) {
    throws(() => Socket.getServByName(name), { name: "SocketError", code: "ENOTFOUND", syscall: "getservbyname", message: /no such service/ });
  }
  for (const proto of ["no-such-protocol", "tcp\0"]) {
    throws(() => Socket.getServByName("http", proto), { code: "ENOTFOUND" });
  }
});

test("getServByPort knows the services of ports", () => {
  for (const [port, name] of [[80, "http"], ["22", "ssh"], [53, "domain"], [443, "https"]]) equal(Socket.getServByPort(port), name);
  equal(Socket.getServByPort(69, "udp"), "tftp");
  equal(Socket.getServByPort(80, "tcp"), "http");
  equal(Socket.getServByPort(80, null), "http");
});

test("getServByPort of an unknown service throws", () => {
  for (const [port, proto] of [[65432], [0], [80, "no-such-protocol"], [80, "tcp\0"], [69, "tcp"]]) {
    throws(() => Socket.getServByPort(port, proto), { name: "SocketError", code: "ENOTFOUND", syscall: "getservbyport" });
  }
});

test("names and ports of services of the wrong type or out of range", () => {
  for (const value of [5, undefined, null, {}, ["http"]]) throws(() => Socket.getServByName(value), typeError("name"));
  for (const value of [5, {}, true]) throws(() => Socket.getServByName("http", value), typeError("proto"));
  for (const value of ["http", undefined, null, {}, true]) throws(() => Socket.getServByPort(value), typeError("port"));
  for (const value of [-1, 65536, 0.5, NaN]) throws(() => Socket.getServByPort(value), rangeError("port"));
  throws(() => Socket.getServByPort(80, 6), typeError("proto"));
});

test("getProtoByNumber knows what getProtoByName knows", () => {
  for (const name of ["tcp", "udp", "icmp", "ipv6-icmp", "igmp", "sctp", "ip", "ipv6"]) {
    equal(Socket.getProtoByNumber(Socket.getProtoByName(name)), name);
  }
  equal(Socket.getProtoByNumber("6"), "tcp");
});

test("getProtoByNumber of an unknown number throws", () => {
  for (const number of [199, 255, 2 ** 31 - 1]) {
    throws(() => Socket.getProtoByNumber(number), { name: "SocketError", code: "EPROTONOSUPPORT", syscall: "getprotobynumber" });
  }
  for (const value of ["tcp", undefined, null, {}]) throws(() => Socket.getProtoByNumber(value), typeError("number"));
  for (const value of [-1, 0.5, NaN, 2 ** 31]) throws(() => Socket.getProtoByNumber(value), rangeError("number"));
});

const ADDRESSES = [
  [PF_INET, "127.0.0.1", [127, 0, 0, 1]],
  [PF_INET, "0.0.0.0", [0, 0, 0, 0]],
  [PF_INET, "255.255.255.255", [255, 255, 255, 255]],
  [PF_INET6, "::", new Array(16).fill(0)],
  [PF_INET6, "::1", [...new Array(15).fill(0), 1]],
  [PF_INET6, "2001:db8::ff00:42:8329", [0x20, 1, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0xff, 0, 0, 0x42, 0x83, 0x29]],
  [PF_INET6, "::ffff:192.0.2.1", [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 192, 0, 2, 1]],
];

test("inetPton tells the bytes of an address", () => {
  for (const [family, text, bytes] of ADDRESSES) {
    const found = Socket.inetPton(family, text);
    deepEqual([...found], bytes, text);
    ok(typeof found.toString("utf8") === "string" && found instanceof Uint8Array);
  }
});

test("inetNtop tells the text of an address", () => {
  for (const [family, text, bytes] of ADDRESSES) equal(Socket.inetNtop(family, Uint8Array.from(bytes)), text);
  equal(Socket.inetNtop(PF_INET6, Socket.inetPton(PF_INET6, "2001:DB8:0:0:0:0:0:1")), "2001:db8::1");
});

test("inetNtop takes a view's own bytes, and an ArrayBuffer", () => {
  const memory = Uint8Array.from([9, 127, 0, 0, 1, 9]);
  equal(Socket.inetNtop(PF_INET, memory.subarray(1, 5)), "127.0.0.1");
  equal(Socket.inetNtop(PF_INET, new DataView(memory.buffer, 1, 4)), "127.0.0.1");
  equal(Socket.inetNtop(PF_INET, memory.buffer.slice(1, 5)), "127.0.0.1");
});

test("inetPton of what is no address of the family is a TypeError", () => {
  for (const text of ["", "localhost", "127.0.0.1 ", "127.0.0", "1.2.3.256", "127.0.0.1\0x", "::1"]) {
    throws(() => Socket.inetPton(PF_INET, text), typeError("text"));
  }
  for (const text of ["127.0.0.1", "::1%lo", ":::", "g::"]) throws(() => Socket.inetPton(PF_INET6, text), typeError("text"));
  for (const text of [5, undefined, null, {}]) throws(() => Socket.inetPton(PF_INET, text), typeError("text"));
});

test("inetNtop of another number of bytes is a RangeError", () => {
  for (const length of [0, 3, 5, 16]) throws(() => Socket.inetNtop(PF_INET, new Uint8Array(length)), rangeError("bytes"));
  for (const length of [0, 4, 15, 17]) throws(() => Socket.inetNtop(PF_INET6, new Uint8Array(length)), rangeError("bytes"));
  for (const bytes of ["127.0.0.1", 5, undefined, null, [127, 0, 0, 1]]) throws(() => Socket.inetNtop(PF_INET, bytes), typeError("bytes"));
});

test("addresses of other families are RangeErrors", () => {
  for (const family of [PF_UNIX, 0, 9999]) {
    throws(() => Socket.inetPton(family, "127.0.0.1"), rangeError("family"));
    throws(() => Socket.inetNtop(family, new Uint8Array(4)), rangeError("family"));
  }
  throws(() => Socket.inetPton("inet", "127.0.0.1"), typeError("family"));
});

done();
