"use strict";

const { Socket } = require("socket");
const { test, done, ok, equal, notEqual, deepEqual, throws } = require("./harness.js");
const {
  SO_RCVBUF, SO_SNDBUF, isLinux, isWindows, open, needUnix, needLinux, streamPair, datagramSocket, waitReadable,
} = require("./sockets.js");

const SO_LINGER = isLinux ? 13 : 0x80;
const SO_TYPE = isLinux ? 3 : 0x1008;

// "`getOption(name)`: a number." "`setOption(name, value)`: a number or boolean"

test("getOption returns a number", () => {
  const socket = open();
  for (const name of [Socket.SO_REUSEADDR, Socket.SO_KEEPALIVE, Socket.SO_ERROR, Socket.TCP_NODELAY]) {
    equal(socket.getOption(name), 0, String(name));
  }
  equal(socket.getOption(SO_TYPE), Socket.SOCK_STREAM);
  ok(Number.isInteger(socket.getOption(SO_SNDBUF)) && socket.getOption(SO_SNDBUF) > 0);
});

test("setOption takes a boolean and getOption shows it as a number", () => {
  for (const name of [Socket.SO_REUSEADDR, Socket.SO_KEEPALIVE, Socket.TCP_NODELAY]) {
    const socket = open().setOption(name, true);
    ok(Number.isInteger(socket.getOption(name)) && socket.getOption(name) !== 0, String(name));
    equal(socket.setOption(name, false).getOption(name), 0, String(name));
  }
});

test("setOption takes a number", () => {
  for (const name of [Socket.SO_REUSEADDR, Socket.SO_KEEPALIVE, Socket.TCP_NODELAY]) {
    const socket = open().setOption(name, 1);
    notEqual(socket.getOption(name), 0, String(name));
    equal(socket.setOption(name, 0).getOption(name), 0, String(name));
  }
});

test("setOption takes numbers that are more than flags", () => {
  const socket = open().setOption(SO_RCVBUF, 20000);
  ok(socket.getOption(SO_RCVBUF) >= 20000, `SO_RCVBUF is ${socket.getOption(SO_RCVBUF)}`);
  notEqual(socket.getOption(SO_RCVBUF), open().getOption(SO_RCVBUF));
});

test("each option is its own", () => {
  const socket = open().setOption(Socket.SO_KEEPALIVE, true);
  equal(socket.getOption(Socket.SO_REUSEADDR), 0);
  equal(socket.getOption(Socket.TCP_NODELAY), 0);
  equal(open().getOption(Socket.SO_KEEPALIVE), 0);
});

test("options of a listener are inherited by what it accepts, as the system does it", () => {
  needLinux("other systems differ");
  const [, accepted] = streamPair(Socket.PF_INET, (socket) => socket.setOption(Socket.SO_KEEPALIVE, true));
  equal(accepted.getOption(Socket.SO_KEEPALIVE), 1);
});

// "`getOption(name, length)`: a Buffer with the option's raw bytes, at most length."

test("getOption with a length returns the raw bytes of the option", () => {
  const socket = open().setOption(Socket.SO_KEEPALIVE, true);
  const raw = socket.getOption(Socket.SO_KEEPALIVE, 4);
  ok(raw instanceof Buffer);
  ok(raw.length > 0 && raw.length <= 4, `${raw.length} bytes`);
  notEqual(raw.indexOf(socket.getOption(Socket.SO_KEEPALIVE)), -1);
});

test("the raw bytes are at most length", () => {
  const socket = open();
  for (const length of [1, 2, 3, 4]) {
    ok(socket.getOption(SO_SNDBUF, length).length <= length, String(length));
  }
});

test("the raw bytes are no more than the option has, however large length is", () => {
  const socket = open();
  for (const length of [4, 5, 100, 65536]) {
    equal(socket.getOption(SO_SNDBUF, length).length, 4, String(length));
  }
});

test("the raw bytes are the number's bytes", () => {
  const socket = open();
  const raw = socket.getOption(SO_SNDBUF, 4);
  equal(new DataView(Uint8Array.from(raw).buffer).getInt32(0, true), socket.getOption(SO_SNDBUF));
});

test("an option that is a structure comes whole", () => {
  if (isWindows) {
    equal(open().getOption(SO_LINGER, 16).length, 4);
    return;
  }
  deepEqual(Uint8Array.from(open().getOption(SO_LINGER, 16)), new Uint8Array(8));
});

// "(+) or a Buffer of raw bytes."

test("setOption takes a Buffer of raw bytes", () => {
  const socket = open();
  equal(socket.setOption(Socket.SO_KEEPALIVE, Buffer.from([1, 0, 0, 0])), socket);
  notEqual(socket.getOption(Socket.SO_KEEPALIVE), 0);
  socket.setOption(Socket.SO_KEEPALIVE, Buffer.alloc(4));
  equal(socket.getOption(Socket.SO_KEEPALIVE), 0);
});

test("raw bytes set a structure and come back", () => {
  needLinux("struct linger has another layout elsewhere");
  const linger = Buffer.from([1, 0, 0, 0, 5, 0, 0, 0]);
  const raw = open().setOption(SO_LINGER, linger).getOption(SO_LINGER, 8);
  deepEqual(Uint8Array.from(raw), Uint8Array.from(linger));
});

test("of a Buffer that is a part of another only its own bytes are set", () => {
  const bytes = Buffer.from([0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]);
  const socket = open().setOption(Socket.SO_KEEPALIVE, bytes.subarray(4, 8));
  notEqual(socket.getOption(Socket.SO_KEEPALIVE), 0);
  equal(socket.setOption(Socket.SO_KEEPALIVE, bytes.subarray(8)).getOption(Socket.SO_KEEPALIVE), 0);
});

test("too few raw bytes throw EINVAL and set nothing", () => {
  needLinux("other systems take fewer bytes or report another error");
  const socket = open();
  for (const length of [0, 1, 3]) {
    throws(() => socket.setOption(Socket.SO_KEEPALIVE, Buffer.from([1, 1, 1].slice(0, length))), {
      name: "SocketError", code: "EINVAL", syscall: "setsockopt",
    });
  }
  equal(socket.getOption(Socket.SO_KEEPALIVE), 0);
});

// "TCP_NODELAY is set at the TCP level, the SO_* ones at the socket level."

test("TCP_NODELAY is an option of TCP, so other sockets do not have it", () => {
  needUnix();
  for (const socket of [datagramSocket(), open(Socket.PF_UNIX)]) {
    const refused = { name: "SocketError", code: /^(ENOPROTOOPT|EOPNOTSUPP|EINVAL)$/ };
    throws(() => socket.setOption(Socket.TCP_NODELAY, true), { ...refused, syscall: "setsockopt" });
    throws(() => socket.getOption(Socket.TCP_NODELAY), { ...refused, syscall: "getsockopt" });
  }
});

test("TCP_NODELAY is switched on a connected stream", () => {
  const [client] = streamPair();
  notEqual(client.setOption(Socket.TCP_NODELAY, true).getOption(Socket.TCP_NODELAY), 0);
  notEqual(client.getOption(Socket.TCP_NODELAY, 4).indexOf(1), -1);
  equal(client.setOption(Socket.TCP_NODELAY, false).getOption(Socket.TCP_NODELAY), 0);
});

test("SO_REUSEADDR lets a second socket bind to the port", () => {
  needLinux("other systems treat datagram sockets otherwise");
  const first = open(Socket.PF_INET, Socket.SOCK_DGRAM).setOption(Socket.SO_REUSEADDR, true).bind("127.0.0.1");
  const name = first.getSockName();
  const second = open(Socket.PF_INET, Socket.SOCK_DGRAM);
  throws(() => second.bind(...name), { code: "EADDRINUSE" });
  deepEqual(second.setOption(Socket.SO_REUSEADDR, true).bind(...name).getSockName(), name);
});

test("SO_BROADCAST lets a datagram go to a broadcast address", () => {
  needLinux("the loopback's broadcast address");
  const receiver = open(Socket.PF_INET, Socket.SOCK_DGRAM).bind("0.0.0.0");
  const [, port] = receiver.getSockName();
  const sender = datagramSocket();
  equal(sender.getOption(Socket.SO_BROADCAST), 0);
  throws(() => sender.send("all", "127.255.255.255", port), { name: "SocketError", code: "EACCES", syscall: /^send/ });
  equal(sender.setOption(Socket.SO_BROADCAST, true).getOption(Socket.SO_BROADCAST), 1);
  equal(sender.send("all", "127.255.255.255", port), true);
  equal(waitReadable(receiver).receive().toString(), "all");
});

test("SO_ERROR is 0 on a healthy socket and cannot be set", () => {
  const [client] = streamPair();
  equal(client.getOption(Socket.SO_ERROR), 0);
  throws(() => client.setOption(Socket.SO_ERROR, 1), { name: "SocketError", code: /^E/, syscall: "setsockopt" });
});

// "Unknown: ENOPROTOOPT."

test("an unknown option throws ENOPROTOOPT", () => {
  const socket = open();
  throws(() => socket.getOption(9999), { name: "SocketError", code: "ENOPROTOOPT", syscall: "getsockopt" });
  throws(() => socket.getOption(9999, 4), { name: "SocketError", code: "ENOPROTOOPT", syscall: "getsockopt" });
  throws(() => socket.setOption(9999, 1), { name: "SocketError", code: "ENOPROTOOPT", syscall: "setsockopt" });
  throws(() => socket.setOption(9999, Buffer.alloc(4)), {
    name: "SocketError", code: "ENOPROTOOPT", syscall: "setsockopt",
  });
});

done();
