"use strict";

const { Socket } = require("socket");
const { test, skip, done, ok, equal, throws } = require("./harness.js");
const { open, needIPv6, needLinux } = require("./sockets.js");

// "`getProtoByName("tcp")` is 6. (+) It works on systems without a protocols file, for the IANA names at least tcp,
// udp, icmp, ipv6-icmp, igmp, sctp, ip, ipv6. Unknown: error."

test("getProtoByName knows the IANA names", () => {
  const numbers = { tcp: 6, udp: 17, icmp: 1, "ipv6-icmp": 58, igmp: 2, sctp: 132, ip: 0, ipv6: 41 };
  for (const [name, number] of Object.entries(numbers)) {
    equal(Socket.getProtoByName(name), number, name);
  }
});

test("the number from getProtoByName opens a socket", () => {
  equal(open(Socket.PF_INET, Socket.SOCK_STREAM, Socket.getProtoByName("tcp")).proto, Socket.IPPROTO_TCP);
});

test("getProtoByName of an unknown name throws", () => {
  for (const name of ["no-such-protocol", "", "tcp ", "tcp\0", "6", "toString", "__proto__", "x".repeat(10000)]) {
    const error = throws(() => Socket.getProtoByName(name));
    ok(error instanceof Error, name);
  }
});

// "`getAddrInfo(name, [family])`: the first address as a string; PF_INET when left out."

test("getAddrInfo gives an IPv4 address of localhost when the family is left out", () => {
  ok(/^127\.\d+\.\d+\.\d+$/.test(Socket.getAddrInfo("localhost")), Socket.getAddrInfo("localhost"));
  equal(Socket.getAddrInfo("localhost", Socket.PF_INET), Socket.getAddrInfo("localhost"));
  equal(Socket.getAddrInfo("localhost", undefined), Socket.getAddrInfo("localhost"));
});

test("getAddrInfo gives an IPv6 address of localhost for PF_INET6", () => {
  needIPv6();
  let address;
  try {
    address = Socket.getAddrInfo("localhost", Socket.PF_INET6);
  } catch (error) {
    equal(error.code, "ENOTFOUND");
    skip(`localhost has no IPv6 address here: ${error.message}`);
  }
  ok(address.includes(":"), address);
});

test("getAddrInfo gives an address back as it is", () => {
  equal(Socket.getAddrInfo("127.0.0.1"), "127.0.0.1");
  equal(Socket.getAddrInfo("192.0.2.7", Socket.PF_INET), "192.0.2.7");
  equal(Socket.getAddrInfo("::1", Socket.PF_INET6), "::1");
  equal(Socket.getAddrInfo("2001:db8:0:0:0:0:0:1", Socket.PF_INET6), "2001:db8::1");
});

test("getAddrInfo keeps the scope of an address", () => {
  needIPv6();
  needLinux("the loopback has another name elsewhere");
  equal(Socket.getAddrInfo("fe80::1%lo", Socket.PF_INET6), "fe80::1%lo");
});

test("an address from getAddrInfo can be bound", () => {
  equal(open().bind(Socket.getAddrInfo("localhost")).getSockName()[0], Socket.getAddrInfo("localhost"));
});

test("getAddrInfo of a name or family that has no address throws ENOTFOUND", () => {
  for (const [name, family] of [["no-such-host.invalid", Socket.PF_INET], ["no-such-host.invalid", Socket.PF_INET6],
    ["127.0.0.1", Socket.PF_INET6], ["::1", Socket.PF_INET], ["x".repeat(1000), Socket.PF_INET],
    ['"quoted\\\n".invalid', Socket.PF_INET]]) {
    throws(() => Socket.getAddrInfo(name, family), {
      name: "SocketError", code: "ENOTFOUND", syscall: "getaddrinfo", hostname: name,
    });
  }
});

test("getAddrInfo does not end a name at a NUL", () => {
  throws(() => Socket.getAddrInfo("localhost\0.example.com"));
  throws(() => Socket.getAddrInfo("127.0.0.1\0"));
});

test("getAddrInfo of a family without host names throws", () => {
  throws(() => Socket.getAddrInfo("localhost", Socket.PF_UNIX));
  throws(() => Socket.getAddrInfo("localhost", 9999));
});

// "`getNameInfo(addr, [family])`: the name, or the address itself where it has none; (+) family is read off the address
// when left out."

test("getNameInfo gives a name that resolves to the address", () => {
  const name = Socket.getNameInfo("127.0.0.1", Socket.PF_INET);
  ok(typeof name === "string" && name.length > 0, name);
  if (name !== "127.0.0.1") {
    ok(/^127\./.test(Socket.getAddrInfo(name, Socket.PF_INET)), name);
  }
});

test("getNameInfo gives an address without a name back", () => {
  equal(Socket.getNameInfo("203.0.113.77", Socket.PF_INET), "203.0.113.77");
  equal(Socket.getNameInfo("203.0.113.77"), "203.0.113.77");
});

test("getNameInfo reads the family off the address", () => {
  equal(Socket.getNameInfo("127.0.0.1"), Socket.getNameInfo("127.0.0.1", Socket.PF_INET));
  equal(Socket.getNameInfo("::1"), Socket.getNameInfo("::1", Socket.PF_INET6));
  equal(Socket.getNameInfo("::1", null), Socket.getNameInfo("::1", Socket.PF_INET6));
});

test("getNameInfo keeps the scope of an address without a name", () => {
  needIPv6();
  needLinux("the loopback has another name elsewhere");
  equal(Socket.getNameInfo("fe80::203:0:113:77%lo"), "fe80::203:0:113:77%lo");
});

test("getNameInfo of what is no address of the family throws a TypeError", () => {
  throws(() => Socket.getNameInfo("localhost"), { name: "TypeError", code: "ERR_INVALID_ARG_TYPE" });
  throws(() => Socket.getNameInfo(""), { name: "TypeError", code: "ERR_INVALID_ARG_TYPE" });
  throws(() => Socket.getNameInfo("::1", Socket.PF_INET), { name: "TypeError", code: "ERR_INVALID_ARG_TYPE" });
  throws(() => Socket.getNameInfo("127.0.0.1", Socket.PF_INET6), { name: "TypeError", code: "ERR_INVALID_ARG_TYPE" });
});

test("getNameInfo of a family without host names throws", () => {
  throws(() => Socket.getNameInfo("127.0.0.1", Socket.PF_UNIX));
});

// "`getHostName()`: a string."

test("getHostName gives a string that is not empty, the same each time", () => {
  const name = Socket.getHostName();
  ok(typeof name === "string" && name.length > 0 && !name.includes("\0"), name);
  equal(Socket.getHostName(), name);
});

done();
