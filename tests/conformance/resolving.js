"use strict";

// "`getAddrInfo(name, { family, all, service, type })`: with `all`, `[{ address, family, port }]` in the resolver's order; family 0 means any.
// Names outside ASCII are taken to their ASCII form (IDNA). `getNameInfo(addr, family, port)`: with a port `{ host, service }`." What the
// resolver's files decide is proved by Tea.Tests.ResolvingTests, which have files of their own.

const { Socket } = require("socket");
const { test, done, ok, equal, deepEqual, throws } = require("./harness.js");
const { needIPv6, needLinux } = require("./sockets.js");

const { PF_INET, PF_INET6, PF_UNIX, SOCK_STREAM, SOCK_DGRAM } = Socket;

test("all tells the addresses with their families and ports", () => {
  deepEqual(Socket.getAddrInfo("192.0.2.7", { all: true }), [{ address: "192.0.2.7", family: PF_INET, port: 0 }]);
  deepEqual(Socket.getAddrInfo("2001:db8:0::1", { all: true }), [{ address: "2001:db8::1", family: PF_INET6, port: 0 }]);
});

test("all tells each address once", () => {
  for (const options of [{ all: true }, { all: true, service: 80 }, { all: true, service: "domain" }, { all: true, family: PF_INET }]) {
    const found = Socket.getAddrInfo("localhost", options);
    ok(found.length > 0);
    equal(new Set(found.map(({ address }) => address)).size, found.length, JSON.stringify(found));
  }
});

test("the first of all is the one that is told without all", () => {
  equal(Socket.getAddrInfo("localhost", { all: true, family: PF_INET })[0].address, Socket.getAddrInfo("localhost"));
  equal(Socket.getAddrInfo("localhost", { family: PF_INET }), Socket.getAddrInfo("localhost"));
  equal(Socket.getAddrInfo("localhost", { all: false }), Socket.getAddrInfo("localhost"));
  equal(Socket.getAddrInfo("localhost", { service: "http" }), Socket.getAddrInfo("localhost"));
});

test("family 0 means any, of all and of one", () => {
  equal(Socket.getAddrInfo("::1", { family: 0 }), "::1");
  equal(Socket.getAddrInfo("127.0.0.1", { family: 0 }), "127.0.0.1");
  deepEqual(Socket.getAddrInfo("::1", { all: true, family: 0 }).map(({ family }) => family), [PF_INET6]);
  deepEqual(Socket.getAddrInfo("localhost", { all: true, family: 0 }), Socket.getAddrInfo("localhost", { all: true }));
});

test("a family keeps the others out", () => {
  for (const { family } of Socket.getAddrInfo("localhost", { all: true, family: PF_INET })) equal(family, PF_INET);
  for (const all of [true, false]) {
    throws(() => Socket.getAddrInfo("127.0.0.1", { all, family: PF_INET6 }), {
      name: "SocketError", code: "ENOTFOUND", syscall: "getaddrinfo", hostname: "127.0.0.1",
    });
    throws(() => Socket.getAddrInfo("::1", { all, family: PF_INET }), { code: "ENOTFOUND" });
  }
  throws(() => Socket.getAddrInfo("::1", { all: false }), { code: "ENOTFOUND" }); // of one it is PF_INET when left out
});

test("all keeps the scope of an address", () => {
  needIPv6();
  needLinux("the loopback has another name elsewhere");
  equal(Socket.getAddrInfo("fe80::1%lo", { all: true, service: 7 })[0].address, "fe80::1%lo");
});

test("a service is a name or a port", () => {
  for (const service of ["http", 80, "80"]) {
    deepEqual(Socket.getAddrInfo("192.0.2.7", { all: true, service }), [{ address: "192.0.2.7", family: PF_INET, port: 80 }]);
  }
  equal(Socket.getAddrInfo("192.0.2.7", { all: true, service: 0 })[0].port, 0);
  equal(Socket.getAddrInfo("192.0.2.7", { all: true, service: 65535 })[0].port, 65535);
});

test("a service is one of the type", () => {
  equal(Socket.getAddrInfo("192.0.2.7", { all: true, service: "tftp" })[0].port, 69);
  equal(Socket.getAddrInfo("192.0.2.7", { all: true, service: "tftp", type: SOCK_DGRAM })[0].port, 69);
  throws(() => Socket.getAddrInfo("192.0.2.7", { all: true, service: "tftp", type: SOCK_STREAM }), { code: "ENOTFOUND" });
  for (const type of [SOCK_STREAM, SOCK_DGRAM, 0, null, String(SOCK_STREAM)]) {
    equal(Socket.getAddrInfo("192.0.2.7", { all: true, service: "domain", type })[0].port, 53);
    equal(Socket.getAddrInfo("192.0.2.7", { type }), "192.0.2.7");
  }
});

test("an unknown service is an error that says so", () => {
  throws(() => Socket.getAddrInfo("127.0.0.1", { all: true, service: "no-such-service" }), {
    name: "SocketError", code: "ENOTFOUND", syscall: "getaddrinfo", hostname: "127.0.0.1", message: /no-such-service.*no such service/,
  });
  for (const service of ["", "http\0", "\ud800"]) {
    throws(() => Socket.getAddrInfo("127.0.0.1", { service }), { name: "TypeError", message: /"service"/ });
  }
  for (const service of [-1, 65536, 0.5, NaN, "65536", "99999999999999999999"]) {
    throws(() => Socket.getAddrInfo("127.0.0.1", { service }), { code: /ERR_OUT_OF_RANGE|ENOTFOUND/ });
  }
});

test("an unknown name is an error of all, too", () => {
  throws(() => Socket.getAddrInfo("no-such-host.invalid", { all: true }), {
    name: "SocketError", code: "ENOTFOUND", syscall: "getaddrinfo", hostname: "no-such-host.invalid",
  });
  throws(() => Socket.getAddrInfo("localhost\0.example.com", { all: true }), { name: "TypeError", message: /"name"/ });
  throws(() => Socket.getAddrInfo(5, { all: true }), { name: "TypeError", code: "ERR_INVALID_ARG_TYPE", message: /"name"/ });
});

test("wrong options are TypeErrors and RangeErrors that name them", () => {
  throws(() => Socket.getAddrInfo("localhost", { all: "yes" }), { name: "TypeError", code: "ERR_INVALID_ARG_TYPE", message: /"all"/ });
  throws(() => Socket.getAddrInfo("localhost", { family: "IPv6" }), { name: "TypeError", message: /"family"/ });
  throws(() => Socket.getAddrInfo("localhost", { family: 0.5 }), { name: "RangeError", message: /"family"/ });
  throws(() => Socket.getAddrInfo("localhost", { family: PF_UNIX, all: true }), { name: "RangeError", message: /"family"/ });
  throws(() => Socket.getAddrInfo("localhost", { type: {} }), { name: "TypeError", message: /"type"/ });
  throws(() => Socket.getAddrInfo("localhost", { service: [] }), { name: "TypeError", message: /"service"/ });
  throws(() => Socket.getAddrInfo("localhost", {}), { name: "TypeError", message: /"family"/ });
});

test("options are read once each", () => {
  const reads = [];
  const options = {};
  for (const [name, value] of Object.entries({ family: 0, all: true, service: "http", type: SOCK_STREAM })) {
    Object.defineProperty(options, name, { enumerable: true, get: () => { reads.push(name); return value; } });
  }
  Socket.getAddrInfo("127.0.0.1", options);
  deepEqual(reads.sort(), ["all", "family", "service", "type"]);
});

test("a name outside of ASCII is asked for, not refused", () => {
  for (const name of ["bücher.invalid", "B\u0075\u0308CHER.invalid", "例え。テスト.invalid", "😀.invalid", "ö".repeat(200) + ".invalid"]) {
    throws(() => Socket.getAddrInfo(name), { name: "SocketError", code: "ENOTFOUND", hostname: /./, message: /getaddrinfo ENOTFOUND/ });
    throws(() => Socket.getAddrInfo(name, { all: true }), { code: "ENOTFOUND", message: /getaddrinfo ENOTFOUND/ });
  }
});

test("a name with a lone surrogate is a TypeError", () => {
  for (const name of ["\ud800.invalid", "a\udc00", "\udc00\ud800"]) {
    throws(() => Socket.getAddrInfo(name), { name: "TypeError", code: "ERR_INVALID_ARG_TYPE", message: /"name"/ });
  }
});

test("full stops of other scripts separate, too", () => {
  for (const dot of [".", "。", "．", "｡"]) {
    equal(Socket.getAddrInfo(["192", "0", "2", "7"].join(dot)), "192.0.2.7");
  }
});

test("getNameInfo with a port tells the service, too", () => {
  deepEqual(Socket.getNameInfo("203.0.113.77", PF_INET, 80), { host: "203.0.113.77", service: "http" });
  deepEqual(Socket.getNameInfo("203.0.113.77", null, "443"), { host: "203.0.113.77", service: "https" });
  equal(Socket.getNameInfo("::1", PF_INET6, 22).service, "ssh");
  equal(Socket.getNameInfo("127.0.0.1", undefined, 80).host, Socket.getNameInfo("127.0.0.1"));
});

test("getNameInfo tells a port without a service as it is", () => {
  equal(Socket.getNameInfo("203.0.113.77", PF_INET, 65432).service, "65432");
  equal(Socket.getNameInfo("203.0.113.77", PF_INET, 0).service, "0");
});

test("getNameInfo without a port tells a string", () => {
  equal(Socket.getNameInfo("203.0.113.77", PF_INET, null), "203.0.113.77");
  equal(Socket.getNameInfo("203.0.113.77", PF_INET, undefined), "203.0.113.77");
});

test("getNameInfo of a wrong port is an error that names it", () => {
  for (const port of [-1, 65536, 0.5, NaN]) throws(() => Socket.getNameInfo("127.0.0.1", PF_INET, port), { name: "RangeError", message: /"port"/ });
  for (const port of ["http", {}, true]) throws(() => Socket.getNameInfo("127.0.0.1", PF_INET, port), { name: "TypeError", message: /"port"/ });
});

done();
