"use strict";

// Reading and setting options.

const { PROTOCOL, arrivals, open, open6, packet, raw, send } = require("./sockets.js");
const { test, done, deepEqual, equal, ok, throws } = require("./harness.js");

const { SocketLevel, SocketOption } = raw;
const number = (value) => Buffer.from(new Int32Array([value]).buffer);

test("a number that was set is read", () => {
  const socket = open();
  equal(socket.setOption(SocketLevel.IPPROTO_IP, SocketOption.IP_TTL, 7), undefined);
  const buffer = Buffer.alloc(4);
  equal(socket.getOption(SocketLevel.IPPROTO_IP, SocketOption.IP_TTL, buffer, buffer.length), 4);
  deepEqual(buffer, number(7));
});

test("so are a buffer's bytes, as many as is told", () => {
  const socket = open();
  const bytes = Buffer.concat([number(9), Buffer.from("more")]);
  socket.setOption(SocketLevel.IPPROTO_IP, SocketOption.IP_TTL, bytes, 4);
  const buffer = Buffer.alloc(6, 0xee);
  equal(socket.getOption(SocketLevel.IPPROTO_IP, SocketOption.IP_TTL, buffer, buffer.length), 4);
  deepEqual(buffer, Buffer.concat([number(9), Buffer.from([0xee, 0xee])]));
});

test("no more is read than there is room for", () => {
  const socket = open();
  const buffer = Buffer.alloc(8, 0xee);
  const length = socket.getOption(SocketLevel.SOL_SOCKET, SocketOption.SO_RCVBUF, buffer.subarray(0, 2), 100);
  ok(length <= 2);
  deepEqual(buffer.subarray(2), Buffer.alloc(6, 0xee));
});

test("a structure is set and read", () => {
  if (process.platform !== "linux") return;
  const socket = open();
  const time = new BigInt64Array([3n, 500000n]); // seconds and microseconds
  socket.setOption(SocketLevel.SOL_SOCKET, SocketOption.SO_SNDTIMEO, Buffer.from(time.buffer), 16);
  const buffer = Buffer.alloc(16);
  equal(socket.getOption(SocketLevel.SOL_SOCKET, SocketOption.SO_SNDTIMEO, buffer, 16), 16);
  equal(buffer.readBigInt64LE(0), 3n);
});

test("an interface is bound to by its name", async () => {
  if (process.platform !== "linux") return;
  const socket = open();
  const received = arrivals(socket);
  socket.setOption(SocketLevel.SOL_SOCKET, SocketOption.SO_BINDTODEVICE, Buffer.from("lo\0"), 3);
  await send(socket, "text");
  equal((await received.next()).text, "text");
});

test("what is set in before holds for the packet", async () => {
  const socket = open();
  const received = arrivals(socket);
  const bytes = packet("text");
  const after = (error) => equal(error, null);
  for (const ttl of [3, 200]) {
    const before = () => socket.setOption(SocketLevel.IPPROTO_IP, SocketOption.IP_TTL, ttl);
    socket.send(bytes, 0, bytes.length, "127.0.0.1", before, after);
  }
  equal((await received.next()).message[8], 3);
  equal((await received.next()).message[8], 200);
});

test("with IP_HDRINCL the header is the caller's", async () => {
  const socket = open();
  const received = arrivals(socket);
  socket.setOption(SocketLevel.IPPROTO_IP, SocketOption.IP_HDRINCL, 1);
  const header = Buffer.from("4500000000000000" + "2a000000" + "7f000009" + "7f000001", "hex"); // time to live 42, from 127.0.0.9
  header[9] = PROTOCOL;
  const bytes = Buffer.concat([header, packet("mine")]);
  await new Promise((resolve) => socket.send(bytes, 0, bytes.length, "127.0.0.1", resolve));
  const { message, source, text } = await received.next();
  deepEqual([message[8], source, text], [42, "127.0.0.9", "mine"]);
});

test("a socket of IPv6 takes IP_TTL's number at its own level, as net-ping sets it, and its own", () => {
  const socket = open6();
  socket.setOption(SocketLevel.IPPROTO_IPV6, SocketOption.IP_TTL, 128);
  socket.setOption(SocketLevel.IPPROTO_IPV6, SocketOption.IPV6_TTL, 9);
  const buffer = Buffer.alloc(4);
  socket.getOption(SocketLevel.IPPROTO_IPV6, SocketOption.IPV6_UNICAST_HOPS, buffer, 4);
  deepEqual(buffer, number(9));
});

test("a number that another option's level has is set all the same", () => {
  const socket = open6();
  // IP_TOS and its value are, read the other way round, options that there are.
  for (const value of [1, 2, 8, 16]) {
    try {
      socket.setOption(SocketLevel.IPPROTO_IPV6, SocketOption.IP_TOS, value);
    } catch (error) {
      equal(error.syscall, "setsockopt");
    }
  }
});

test("numbers that are negative, or have the highest bit, are set", () => {
  const socket = open6();
  socket.setOption(SocketLevel.IPPROTO_IPV6, SocketOption.IPV6_UNICAST_HOPS, -1);
  socket.setOption(SocketLevel.IPPROTO_IPV6, SocketOption.IPV6_UNICAST_HOPS, 0xffffffff);
});

test("what the system refuses is an error with its text", () => {
  const socket = open();
  throws(() => socket.setOption(SocketLevel.IPPROTO_IP, SocketOption.IP_TTL, 0), { message: "Invalid argument", code: "EINVAL", syscall: "setsockopt" });
  throws(() => socket.setOption(SocketLevel.IPPROTO_IP, 9999, 1), { message: "Protocol not available", code: "ENOPROTOOPT" });
  throws(() => socket.getOption(SocketLevel.IPPROTO_IP, 9999, Buffer.alloc(4), 4), { message: "Protocol not available", syscall: "getsockopt" });
});

test("wrong arguments are named", () => {
  const socket = open();
  const [level, option, buffer] = [SocketLevel.IPPROTO_IP, SocketOption.IP_TTL, Buffer.alloc(4)];
  for (const call of ["getOption", "setOption"]) {
    throws(() => socket[call]("0", option, buffer, 4), { name: "TypeError", message: /"level"/ });
    throws(() => socket[call](level, undefined, buffer, 4), { name: "TypeError", message: /"option"/ });
    throws(() => socket[call](level, option, buffer, "4"), { name: "TypeError", message: /"length"/ });
  }
  for (const wrong of [undefined, null, "7", {}]) {
    throws(() => socket.setOption(level, option, wrong), { name: "TypeError", message: /"value"/ });
    throws(() => socket.getOption(level, option, wrong, 4), { name: "TypeError", message: /"buffer"/ });
  }
  for (const wrong of [0.5, NaN, 2 ** 32]) throws(() => socket.setOption(level, option, wrong), { name: "RangeError", message: /"value"/ });
  throws(() => socket.setOption(level, option, buffer, 5), { name: "RangeError", message: /"length"/ });
});

test("options of a closed socket are errors", () => {
  const socket = open().close();
  throws(() => socket.setOption(SocketLevel.IPPROTO_IP, SocketOption.IP_TTL, 5), { message: "Bad file descriptor", code: "EBADF" });
  throws(() => socket.getOption(SocketLevel.IPPROTO_IP, SocketOption.IP_TTL, Buffer.alloc(4), 4), { message: "Bad file descriptor" });
});

done();
