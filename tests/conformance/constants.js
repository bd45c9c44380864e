"use strict";

const { Socket, SocketError } = require("socket");
const { test, skip, done, ok, equal, throws } = require("./harness.js");
const { isLinux, isWindows } = require("./sockets.js");

const names = [
  "PF_INET", "PF_INET6", "PF_UNIX", "SOCK_STREAM", "SOCK_DGRAM", "SOCK_RAW", "IPPROTO_TCP", "IPPROTO_UDP",
  "SO_REUSEADDR", "SO_BROADCAST", "SO_KEEPALIVE", "SO_ERROR", "TCP_NODELAY",
];

// "Classes: Socket."

test("the module exports the classes Socket and SocketError", () => {
  equal(typeof Socket, "function");
  equal(typeof SocketError, "function");
  equal(Socket.name, "Socket");
  equal(SocketError.name, "SocketError");
});

test("requiring the module twice gives the same class", () => {
  equal(require("socket").Socket, Socket);
});

test("every documented static and method is a function", () => {
  for (const name of ["getProtoByName", "getAddrInfo", "getNameInfo", "getHostName", "select"]) {
    equal(typeof Socket[name], "function", name);
  }
  for (const name of ["setBlocking", "connect", "bind", "listen", "accept", "send", "receive", "getPeerName",
    "getOption", "setOption", "close"]) {
    equal(typeof Socket.prototype[name], "function", name);
  }
});

// "Constants are the platform's own numbers, read-only."

test("every constant is an integer", () => {
  for (const name of names) {
    ok(Number.isInteger(Socket[name]), `${name} is ${Socket[name]}`);
  }
});

test("constants that all platforms share have their numbers", () => {
  equal(Socket.PF_UNIX, 1);
  equal(Socket.PF_INET, 2);
  equal(Socket.SOCK_STREAM, 1);
  equal(Socket.SOCK_DGRAM, 2);
  equal(Socket.SOCK_RAW, 3);
  equal(Socket.IPPROTO_TCP, 6);
  equal(Socket.IPPROTO_UDP, 17);
  equal(Socket.TCP_NODELAY, 1);
});

test("constants that differ have Linux's numbers on Linux", () => {
  if (!isLinux) {
    skip("another platform");
  }
  equal(Socket.PF_INET6, 10);
  equal(Socket.SO_REUSEADDR, 2);
  equal(Socket.SO_BROADCAST, 6);
  equal(Socket.SO_KEEPALIVE, 9);
  equal(Socket.SO_ERROR, 4);
});

test("constants that differ have BSD's numbers elsewhere", () => {
  if (isLinux) {
    skip("another platform");
  }
  equal(Socket.PF_INET6, isWindows ? 23 : 30);
  equal(Socket.SO_REUSEADDR, 4);
  equal(Socket.SO_BROADCAST, 0x20);
  equal(Socket.SO_KEEPALIVE, 8);
  equal(Socket.SO_ERROR, 0x1007);
});

test("a constant cannot be assigned, redefined or deleted", () => {
  for (const name of names) {
    const value = Socket[name];
    throws(() => { Socket[name] = 99; }, { name: "TypeError" });
    equal(Reflect.defineProperty(Socket, name, { value: 99 }), false, name);
    equal(Reflect.deleteProperty(Socket, name), false, name);
    equal(Socket[name], value, name);
  }
});

done();
