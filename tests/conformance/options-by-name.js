"use strict";

const { Socket } = require("socket");
const { test, skip, done, ok, equal, notEqual, deepEqual, throws } = require("./harness.js");
const {
  isLinux, open, needIPv6, needLinux, needUnix, streamPair, datagramSocket, datagramPair, listener, waitReadable,
} = require("./sockets.js");

const typeError = (message) => ({ name: "TypeError", code: "ERR_INVALID_ARG_TYPE", message });
const rangeError = (message) => ({ name: "RangeError", code: "ERR_OUT_OF_RANGE", message });
const lacking = (syscall) => ({ name: "SocketError", code: "ENOPROTOOPT", syscall });

// "`getOption("TCP_KEEPIDLE")`, `setOption("TCP_KEEPIDLE", 30)`: a name is a string, its value has the option's own type"

test("an option is read and set by its name", () => {
  const socket = open();
  notEqual(socket.getOption("TCP_KEEPIDLE"), 30);
  equal(socket.setOption("TCP_KEEPIDLE", 30), socket);
  equal(socket.getOption("TCP_KEEPIDLE"), 30);
});

test("what is set by name is read by number, and the other way round", () => {
  const socket = open().setOption("SO_KEEPALIVE", true);
  notEqual(socket.getOption(Socket.SO_KEEPALIVE), 0);
  socket.setOption(Socket.SO_KEEPALIVE, false);
  equal(socket.getOption("SO_KEEPALIVE"), false);
  socket.setOption("TCP_NODELAY", true);
  notEqual(socket.getOption(Socket.TCP_NODELAY), 0);
});

test("the number of TCP_KEEPIDLE alone is one of the socket's level, and not TCP's", () => {
  needLinux("the numbers are Linux's");
  equal(Socket.TCP_KEEPIDLE, Socket.SO_ERROR);
  equal(open().getOption(Socket.TCP_KEEPIDLE), 0);
});

// "By number everything stays as it was; `getOption(number, length, level)` and `setOption(number, value, level)` reach what no
// table has."

test("a level in third place says whose number it is", () => {
  const socket = open().setOption(Socket.TCP_KEEPIDLE, 77, Socket.IPPROTO_TCP);
  equal(socket.getOption(Socket.TCP_KEEPIDLE, null, Socket.IPPROTO_TCP), 77);
  equal(socket.getOption(Socket.TCP_KEEPIDLE, undefined, String(Socket.IPPROTO_TCP)), 77);
  equal(socket.getOption("TCP_KEEPIDLE"), 77);
  deepEqual(Uint8Array.from(socket.getOption(Socket.TCP_KEEPIDLE, 8, Socket.IPPROTO_TCP)), Uint8Array.of(77, 0, 0, 0));
  socket.setOption(Socket.TCP_KEEPIDLE, Buffer.from([78, 0, 0, 0]), Socket.IPPROTO_TCP);
  equal(socket.getOption("TCP_KEEPIDLE"), 78);
  socket.setOption(Socket.SO_KEEPALIVE, true, Socket.SOL_SOCKET);
  equal(socket.getOption("SO_KEEPALIVE"), true);
  socket.setOption(Socket.SO_KEEPALIVE, false, null);
  equal(socket.getOption("SO_KEEPALIVE"), false);
});

test("a level that there is not throws ENOPROTOOPT, and what is no number a TypeError or RangeError", () => {
  const socket = open();
  throws(() => socket.getOption(4, null, 12345), { name: "SocketError", code: /^E/, syscall: "getsockopt" });
  throws(() => socket.setOption(4, 5000, 12345), { name: "SocketError", code: /^E/, syscall: "setsockopt" });
  for (const level of ["IPPROTO_TCP", {}, true, 6n]) {
    throws(() => socket.getOption(4, 4, level), typeError(/"level"/));
    throws(() => socket.setOption(4, 5000, level), typeError(/"level"/));
  }
  for (const level of [-1, 0.5, NaN, 2 ** 31]) {
    throws(() => socket.getOption(4, 4, level), rangeError(/"level"/));
    throws(() => socket.setOption(4, 5000, level), rangeError(/"level"/));
  }
});

test("a level in front, a surplus argument, and a length or level beside a name are refused", () => {
  const socket = open();
  throws(() => socket.setOption(Socket.IPPROTO_TCP, Socket.TCP_KEEPIDLE, 60), typeError(/level stands behind/));
  throws(() => socket.setOption(Socket.SOL_SOCKET, Socket.SO_KEEPALIVE, 1), typeError(/level stands behind/));
  throws(() => socket.getOption(Socket.IPPROTO_TCP, Socket.TCP_KEEPIDLE, 60), typeError(/level stands behind/));
  throws(() => socket.setOption(Socket.TCP_KEEPIDLE, 60, Socket.IPPROTO_TCP, 4), typeError(/level/));
  throws(() => socket.getOption(Socket.TCP_KEEPIDLE, 4, Socket.IPPROTO_TCP, 4), typeError(/level/));
  throws(() => socket.setOption("TCP_KEEPIDLE", 60, Socket.IPPROTO_TCP), typeError(/its own level/));
  throws(() => socket.getOption("TCP_KEEPIDLE", 4), typeError(/its own length/));
  throws(() => socket.getOption("TCP_KEEPIDLE", null, Socket.IPPROTO_TCP), typeError(/its own length/));
  equal(socket.getOption("TCP_KEEPIDLE", undefined, null), socket.getOption("TCP_KEEPIDLE", undefined));
  equal(socket.getOption("SO_KEEPALIVE"), false);
});

// "An unknown name, a value of another kind, a read-only option set: TypeError or RangeError that says what would be right"

test("an unknown name is a TypeError that names a near one", () => {
  const socket = open();
  throws(() => socket.getOption("TCP_KEEPIDEL"), typeError(/"TCP_KEEPIDLE"/));
  throws(() => socket.setOption("tcp_nodelay", true), typeError(/"TCP_NODELAY"/));
  throws(() => socket.getOption("KEEPALIVE"), typeError(/"SO_KEEPALIVE"/));
  for (const name of ["", "x", "SO_", "__proto__", "constructor", "toString", "TCP_NODELAY\0", "x".repeat(1e6), "\ud800"]) {
    throws(() => socket.getOption(name), typeError(/"name"/));
    throws(() => socket.setOption(name, 1), typeError(/"name"/));
  }
  for (const name of [null, {}, [], ["SO_KEEPALIVE"], Symbol("SO_KEEPALIVE"), () => "SO_KEEPALIVE", { toString: () => "SO_KEEPALIVE" }]) {
    throws(() => socket.getOption(name), typeError(/"name"/));
    throws(() => socket.setOption(name, true), typeError(/"name"/));
  }
});

test("the name of an option that is left out is refused with the reason", () => {
  throws(() => open().getOption("SO_BSDCOMPAT"), typeError(/obsolete/));
  throws(() => open().setOption("PACKET_RX_RING", 1), typeError(/shared with the kernel/));
});

test("a value of another kind is a TypeError that says what it must be, and changes nothing", () => {
  const socket = open();
  const before = Socket.options(socket).map(({ name, value }) => [name, value]).filter(([name]) => name !== "TCP_TIMESTAMP" && name !== "TCP_INFO");
  for (const [name, expected, ...values] of [
    ["SO_KEEPALIVE", /boolean/, 1, "true", null, undefined, {}, [], Buffer.from([1, 0, 0, 0])],
    ["TCP_KEEPIDLE", /number/, true, "soon", null, undefined, {}, [30], 30n, Buffer.from([30, 0, 0, 0])],
    ["SO_RCVTIMEO", /milliseconds/, true, "soon", {}, [], 5n],
    ["SO_LINGER", /seconds/, true, "soon", {}, [1, 5], false],
  ]) {
    for (const value of values) throws(() => socket.setOption(name, value), typeError(expected));
  }
  for (const value of [() => 1, Symbol("x")]) throws(() => socket.setOption("TCP_KEEPIDLE", value), typeError(/"value"/));
  deepEqual(Socket.options(socket).map(({ name, value }) => [name, value]).filter(([name]) => name !== "TCP_TIMESTAMP" && name !== "TCP_INFO"), before);
});

test("a number out of range is a RangeError", () => {
  const socket = open();
  for (const [name, ...values] of [
    ["TCP_KEEPIDLE", 0.5, NaN, Infinity, 2 ** 31, -(2 ** 31) - 1, "0.5"],
    ["SO_RCVTIMEO", -1, NaN, -Infinity, 2 ** 53],
    ["SO_LINGER", -1, 0.5, NaN, Infinity],
  ]) {
    for (const value of values) throws(() => socket.setOption(name, value), rangeError(/"value"/));
  }
});

test("numbers may come as numeric strings", () => {
  equal(open().setOption("TCP_KEEPIDLE", "31").getOption("TCP_KEEPIDLE"), 31);
  equal(open().setOption("SO_LINGER", "3").getOption("SO_LINGER"), 3);
});

test("an option that can only be read is not set, and one that can only be set is not read", () => {
  throws(() => open().setOption("SO_ERROR", 0), typeError(/SO_ERROR can only be read/));
  throws(() => open().setOption("SO_TYPE", 1), typeError(/SO_TYPE can only be read/));
  throws(() => datagramSocket().getOption("IP_ADD_MEMBERSHIP"), typeError(/can only be set/));
});

// "an option that this system, family or type lacks: ENOPROTOOPT."

test("an option that the family or the type lacks throws ENOPROTOOPT", () => {
  const socket = datagramSocket();
  throws(() => socket.getOption("TCP_NODELAY"), lacking("getsockopt"));
  throws(() => socket.setOption("TCP_NODELAY", true), lacking("setsockopt"));
  throws(() => open().getOption("IPV6_V6ONLY"), lacking("getsockopt"));
  throws(() => open().setOption("UDP_CORK", true), lacking("setsockopt"));
  throws(() => open().getOption("NETLINK_EXT_ACK"), lacking("getsockopt"));
  throws(() => open().getOption("SO_PEERCRED"), lacking("getsockopt"));
  needUnix();
  throws(() => open(Socket.PF_UNIX).getOption("TCP_NODELAY"), lacking("getsockopt"));
  throws(() => open(Socket.PF_UNIX).setOption("IP_TTL", 5), lacking("setsockopt"));
});

test("an option that the system lacks throws ENOPROTOOPT", () => {
  const missing = Socket.options().find(({ name, number }) => number === null && name.startsWith("TCP_"));
  if (missing === undefined) skip("this system has all of TCP's");
  throws(() => open().getOption(missing.name), lacking("getsockopt"));
});

test("a closed socket has no options", () => {
  const socket = open();
  socket.close();
  throws(() => socket.getOption("SO_KEEPALIVE"), { code: "EBADF", syscall: "getsockopt" });
  throws(() => socket.setOption("SO_KEEPALIVE", true), { code: "EBADF", syscall: "setsockopt" });
  throws(() => Socket.options(socket), { code: "EBADF", syscall: "getsockopt" });
  throws(() => Socket.prototype.getOption.call({}, "SO_KEEPALIVE"), { name: "TypeError" });
  throws(() => Socket.prototype.setOption.call({}, "SO_KEEPALIVE", true), { name: "TypeError" });
});

// "Each constant stands on `Socket` too."

test("each option of the system is a constant of Socket, read-only", () => {
  for (const { name, number } of Socket.options()) {
    equal(Socket[name], number ?? undefined, name);
    if (number !== null) equal(Reflect.defineProperty(Socket, name, { value: -5 }), false, name);
  }
  equal(Socket.TCP_NODELAY, 1);
});

// "`Socket.options([socket])`: the table as objects, or what this socket has with its present values (those that can be read)."

test("Socket.options tells the whole table", () => {
  const table = Socket.options();
  ok(table.length > 200, `${table.length} options`);
  equal(new Set(table.map(({ name }) => name)).size, table.length, "each name once");
  const keepIdle = table.find(({ name }) => name === "TCP_KEEPIDLE");
  deepEqual(keepIdle, {
    name: "TCP_KEEPIDLE", level: Socket.IPPROTO_TCP, number: Socket.TCP_KEEPIDLE, kind: "number",
    families: [Socket.PF_INET, Socket.PF_INET6], types: [Socket.SOCK_STREAM], readable: true, writable: true,
  });
  const error = table.find(({ name }) => name === "SO_ERROR");
  deepEqual([error.families, error.types, error.readable, error.writable], [null, null, true, false]);
  const kinds = [...new Set(table.map(({ kind }) => kind))].sort();
  deepEqual(kinds, [
    "address", "bytes", "credentials", "filter", "flag", "groups", "interface", "linger", "milliseconds", "number", "struct", "text",
  ]);
  table[0].name = "changed";
  notEqual(Socket.options()[0].name, "changed");
});

test("Socket.options of a socket tells what it has, with the values that getOption tells", () => {
  const socket = open().setOption("TCP_KEEPIDLE", 42).setOption("SO_LINGER", 3);
  const present = new Map(Socket.options(socket).map((option) => [option.name, option]));
  equal(present.get("TCP_KEEPIDLE").value, 42);
  equal(present.get("SO_LINGER").value, 3);
  equal(present.get("SO_KEEPALIVE").value, false);
  for (const name of ["IPV6_V6ONLY", "UDP_CORK", "SO_PEERCRED", "PACKET_VERSION"]) equal(present.has(name), false, name);
  for (const { name, readable, value } of present.values()) {
    equal(readable, true, name);
    notEqual(value, undefined, name);
    if (/_(INFO|TIMESTAMP|MEMINFO)$/.test(name)) continue; // time goes by
    deepEqual(socket.getOption(name), value, name);
  }
});

test("Socket.options takes what select takes, and nothing else", () => {
  const socket = open().setOption("TCP_KEEPIDLE", 43);
  equal(Socket.options({ getSocket: () => socket }).find(({ name }) => name === "TCP_KEEPIDLE").value, 43);
  deepEqual(Socket.options(null).length, Socket.options(undefined).length);
  for (const wrong of [{}, 1, "socket", [socket]]) throws(() => Socket.options(wrong), typeError(/"socket"/));
});

test("Socket.options of a socket clears no error", () => {
  needLinux("other systems report a refused datagram otherwise");
  const socket = datagramSocket();
  const other = datagramSocket();
  socket.connect(other.getSockName());
  other.close();
  socket.send("nobody is there");
  waitReadable(socket);
  ok(Socket.options(socket).length > 50);
  notEqual(socket.getOption("SO_ERROR"), 0);
  equal(socket.getOption("SO_ERROR"), 0);
});

// Scripts are hostile.

test("a getter in a value that closes the socket does not reach another one", () => {
  for (const value of [
    { get group() { socket.close(); successor = datagramSocket(); return "239.0.0.1"; } },
    new Proxy({}, { ownKeys() { socket.close(); successor = datagramSocket(); return []; } }),
  ]) {
    var socket = datagramSocket();
    var successor;
    throws(() => socket.setOption("IP_ADD_MEMBERSHIP", value), { name: "SocketError", code: "EBADF" });
    deepEqual(successor.getSockName().length, 2);
  }
});

test("values that are huge, deep, cyclic or proxied are refused, and leave the socket as it was", () => {
  const socket = datagramSocket();
  const cyclic = [];
  cyclic.push(cyclic);
  let deep = {};
  for (let i = 0; i < 1000; i += 1) deep = { deep };
  const revoked = Proxy.revocable([], {});
  revoked.revoke();
  const values = [
    cyclic, deep, new Array(2 ** 32 - 1), "x".repeat(2 ** 24), new Uint8Array(2 ** 25), new Proxy([], { get: () => 2 ** 32 - 1 }),
    revoked.proxy, { get group() { throw new RangeError("mine"); } }, new Proxy({}, { ownKeys: () => { throw new TypeError("mine"); } }),
    2n ** 64n, Object.create({ group: "239.0.0.1" }),
  ];
  for (const name of ["IP_ADD_MEMBERSHIP", "SO_RCVBUF", "IP_OPTIONS", ...(isLinux ? ["SO_ATTACH_FILTER", "SO_BINDTODEVICE"] : [])]) {
    const before = socket.getOption("SO_RCVBUF");
    for (const value of values) throws(() => socket.setOption(name, value), { name: /^(TypeError|RangeError|SocketError)$/ });
    equal(socket.getOption("SO_RCVBUF"), before, name);
  }
});

test("a value that says that it is huge is refused without being gone through", () => {
  let asked = 0;
  const huge = new Proxy([], {
    get() {
      asked += 1;
      return 2 ** 32 - 1;
    },
  });
  throws(() => datagramSocket().setOption("SO_RCVBUF", huge), { name: "RangeError" });
  ok(asked < 100, `asked for ${asked} of its properties`);
});

test("a value that is, or has, a revoked proxy is a TypeError as any other", () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  for (const value of [proxy, { group: proxy }, [proxy]]) {
    throws(() => datagramSocket().setOption("IP_ADD_MEMBERSHIP", value), typeError(/"value"/));
  }
});

test("a name is looked up in the table and nowhere else, whatever a script has changed", () => {
  const socket = open();
  const { find, push } = Array.prototype;
  try {
    Object.prototype.TCP_KEEPIDEL = 4;
    Array.prototype.find = Array.prototype.push = () => { throw new Error("must not be called"); };
    equal(socket.setOption("TCP_KEEPIDLE", 55).getOption("TCP_KEEPIDLE"), 55);
    ok(Socket.options(socket).length > 50);
    throws(() => socket.getOption("TCP_KEEPIDEL"), typeError(/"name"/));
  } finally {
    delete Object.prototype.TCP_KEEPIDEL;
    Object.assign(Array.prototype, { find, push });
    for (const name of ["find", "push"]) {
      Object.defineProperty(Array.prototype, name, { value: Array.prototype[name], enumerable: false, writable: true, configurable: true });
    }
  }
});

done();
