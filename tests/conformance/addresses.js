"use strict";

const { Socket } = require("socket");
const { test, skip, done, ok, equal, deepEqual, throws, temporaryPath } = require("./harness.js");
const {
  isLinux, isWindows, open, keep, needIPv6, needUnix, needLinux, listener, datagramSocket, waitReadable,
} = require("./sockets.js");

const udp = Socket.SOCK_DGRAM;

/** Binds a datagram socket, which needs neither listen nor accept, and returns the address that it then has. */
function bound(family, address) {
  return open(family, udp).bind(address).getSockName()[0];
}

// "PF_INET "127.0.0.1""

test("an IPv4 address is bound and comes back", () => {
  equal(bound(Socket.PF_INET, "127.0.0.1"), "127.0.0.1");
  equal(bound(Socket.PF_INET, "0.0.0.0"), "0.0.0.0");
});

test("a stream connects over IPv4 and both ends know the other's address", () => {
  const server = listener();
  const client = open();
  equal(client.connect("127.0.0.1", server.getSockName()[1]), true);
  deepEqual(keep(server.accept()).getPeerName(), client.getSockName());
  deepEqual(client.getPeerName(), server.getSockName());
});

test("what only looks like an IPv4 address is refused", () => {
  for (const address of ["256.0.0.1", "127.0.0.1.1", "1.2.3", "127.0.0.1:80", " 127.0.0.1", "127.0.0.1 ", "127.0.0.1\0",
    "127.0.0.1%lo", "-1.0.0.0", "1..2.3", "١٢٧.٠.٠.١"]) {
    throws(() => open().bind(address), { name: "TypeError", code: "ERR_INVALID_ARG_TYPE", message: /"address"/ });
  }
});

// "PF_INET6 "::1""

test("an IPv6 address is bound and comes back in its short form", () => {
  needIPv6();
  equal(bound(Socket.PF_INET6, "::1"), "::1");
  equal(bound(Socket.PF_INET6, "0:0:0:0:0:0:0:1"), "::1");
  equal(bound(Socket.PF_INET6, "::"), "::");
});

test("a stream connects over IPv6 and both ends know the other's address", () => {
  needIPv6();
  const server = listener(Socket.PF_INET6);
  const client = open(Socket.PF_INET6);
  equal(client.connect("::1", server.getSockName()[1]), true);
  deepEqual(keep(server.accept()).getPeerName(), client.getSockName());
  deepEqual(client.getPeerName(), server.getSockName());
  equal(client.getPeerName()[0], "::1");
});

test("what only looks like an IPv6 address is refused", () => {
  for (const address of [":::", "::1::2", "[::1]", "::1 ", "1:2:3:4:5:6:7", "::g", "::1\0"]) {
    throws(() => open(Socket.PF_INET6, udp).bind(address), { name: "TypeError", code: "ERR_INVALID_ARG_TYPE" });
  }
});

// "scope id as "fe80::1%lo" in and out"

test("a scope id goes in by name and comes out by name", () => {
  needIPv6();
  needLinux("the loopback has another name elsewhere");
  // The group of all nodes needs a scope like fe80::1, and unlike that one it can be bound on every machine.
  equal(bound(Socket.PF_INET6, "ff02::1%lo"), "ff02::1%lo");
});

test("a scope id may be the interface's number", () => {
  needIPv6();
  needLinux("the loopback has another number elsewhere");
  equal(bound(Socket.PF_INET6, "ff02::1%1"), "ff02::1%lo");
});

test("a link-local address with its scope reaches the system whole", () => {
  needIPv6();
  needLinux("the loopback has another name elsewhere");
  const socket = open(Socket.PF_INET6, udp);
  try {
    socket.connect("fe80::1%lo", 9);
    deepEqual(socket.getPeerName(), ["fe80::1%lo", 9]);
  } catch (error) {
    equal(error.name, "SocketError", error.message);
    equal(error.address, "fe80::1%lo");
    equal(error.port, 9);
  }
});

test("a scope that no interface has is an error", () => {
  needIPv6();
  const socket = open(Socket.PF_INET6, udp);
  throws(() => socket.bind("fe80::1%no-such-interface"));
  throws(() => socket.bind("fe80::1%"));
  throws(() => socket.bind("fe80::1%1\0"));
});

// "PF_UNIX a path, measured in UTF-8 bytes, the longest that fits `sun_path` works and one more throws"

const longest = isLinux || isWindows ? 107 : 103;

/** A free path of exactly that many UTF-8 bytes, padded with characters of the given byte length. */
function pathOfBytes(count, pad, padBytes) {
  const start = temporaryPath("p");
  const room = count - start.length;
  if (room < padBytes) {
    skip(`TEASOCKET_TMP is too long for a path of ${count} bytes`);
  }
  return start + "x".repeat(room % padBytes) + pad.repeat(Math.floor(room / padBytes));
}

/** A stream goes through the path, and the path comes back exactly. */
function expectPathWorks(path) {
  const server = open(Socket.PF_UNIX).bind(path).listen();
  deepEqual(server.getSockName(), [path]);
  const client = open(Socket.PF_UNIX);
  equal(client.connect(path), true);
  deepEqual(client.getPeerName(), [path]);
  keep(server.accept());
}

function expectTooLong(path) {
  for (const call of ["bind", "connect"]) {
    throws(() => open(Socket.PF_UNIX)[call](path), { name: "RangeError", code: "ERR_OUT_OF_RANGE" });
  }
}

test("a Unix path is bound, connected to and comes back", () => {
  needUnix();
  expectPathWorks(temporaryPath("plain"));
});

test("the longest path that fits works and one more byte throws", () => {
  needUnix();
  expectPathWorks(pathOfBytes(longest, "x", 1));
  expectTooLong(pathOfBytes(longest + 1, "x", 1));
  expectTooLong(`/${"x".repeat(5000)}`);
});

test("the longest path of two-byte characters works and one more byte throws", () => {
  needUnix();
  expectPathWorks(pathOfBytes(longest, "é", 2));
  expectTooLong(pathOfBytes(longest + 1, "é", 2));
});

test("the longest path of four-byte characters works and one more byte throws", () => {
  needUnix();
  expectPathWorks(pathOfBytes(longest, "🚀", 4));
  expectTooLong(pathOfBytes(longest + 1, "🚀", 4));
});

test("a path with quotes, backslashes and control characters comes back exactly, in errors too", () => {
  needUnix();
  if (isWindows) {
    skip("Windows allows no such file names");
  }
  const path = `${temporaryPath("")}"'\\ \n\t\u007f\u2028{}%s`;
  throws(() => open(Socket.PF_UNIX).connect(path), { code: "ENOENT", address: path });
  expectPathWorks(path);
});

test("a path in a directory that does not exist throws ENOENT", () => {
  needUnix();
  const path = `${temporaryPath("missing")}/socket`;
  throws(() => open(Socket.PF_UNIX).bind(path), {
    name: "SocketError", code: "ENOENT", syscall: "bind", address: path,
  });
});

test("an empty path is not taken for an abstract name", () => {
  needUnix();
  throws(() => open(Socket.PF_UNIX).bind(""));
});

// "a NUL inside a path throws"

test("a NUL inside a path throws before any system call", () => {
  needUnix();
  const path = temporaryPath("cut");
  const wrong = { name: "TypeError", code: "ERR_INVALID_ARG_TYPE" };
  throws(() => open(Socket.PF_UNIX).bind(`${path}\0rest`), wrong);
  throws(() => open(Socket.PF_UNIX).connect(`${path}\0`), wrong);
  equal(open(Socket.PF_UNIX).bind(path).getSockName()[0], path, "nothing was bound at the NUL");
});

test("a NUL inside the path of a send throws", () => {
  needUnix(udp);
  const receiver = datagramSocket(Socket.PF_UNIX).setBlocking(false);
  throws(() => open(Socket.PF_UNIX, udp).send("x", `${receiver.getSockName()[0]}\0`), { name: "TypeError" });
  equal(receiver.receive(), false);
});

test("a path that begins with a NUL throws where there are no abstract names", () => {
  if (isLinux) {
    skip("Linux has abstract names");
  }
  needUnix();
  throws(() => open(Socket.PF_UNIX).bind("\0name"), { name: "TypeError", code: "ERR_INVALID_ARG_TYPE" });
});

// "(+) Linux abstract names start with a NUL, may hold more, and come back exactly."

test("abstract names work and come back exactly, with NULs inside and at the end", () => {
  needLinux("abstract names");
  for (const name of ["plain", "with\0a NUL", "with a NUL at the end\0", "\0\0", "é🚀"]) {
    expectPathWorks(`\0${temporaryPath("")}${name}`);
  }
});

test("abstract names that differ in a NUL only are different", () => {
  needLinux("abstract names");
  const name = `\0${temporaryPath("name")}`;
  open(Socket.PF_UNIX).bind(`${name}\0`).listen();
  throws(() => open(Socket.PF_UNIX).connect(name), { code: "ECONNREFUSED", address: name });
});

test("the longest abstract name works and one more byte throws", () => {
  needLinux("abstract names");
  expectPathWorks(`\0${pathOfBytes(107, "é", 2)}`);
  expectTooLong(`\0${pathOfBytes(108, "é", 2)}`);
});

test("the sender of a datagram has its abstract name", () => {
  needLinux("abstract names");
  const name = `\0${temporaryPath("sender")}\0x`;
  const receiver = datagramSocket(Socket.PF_UNIX);
  open(Socket.PF_UNIX, udp).bind(name).send("x", ...receiver.getSockName());
  receiver.receive();
  deepEqual(receiver.getPeerName(), [name]);
});

// "(+) `connect`, `bind` and `send` take addresses, not names: a name throws a TypeError that says to use
// `Socket.getAddrInfo`."

test("a name throws a TypeError that says to use Socket.getAddrInfo", () => {
  const hint = { name: "TypeError", code: "ERR_INVALID_ARG_TYPE", message: /Socket\.getAddrInfo/ };
  for (const family of [Socket.PF_INET, Socket.PF_INET6]) {
    const socket = open(family, udp);
    for (const name of ["localhost", "example.com", "no-such-host.invalid"]) {
      throws(() => socket.connect(name, 80), hint);
      throws(() => socket.bind(name, 0), hint);
      throws(() => socket.send("x", name, 80), hint);
    }
  }
});

test("an empty address is no address", () => {
  throws(() => open().bind(""), { name: "TypeError", code: "ERR_INVALID_ARG_TYPE" });
  throws(() => datagramSocket().send("x", "", 9), { name: "TypeError", code: "ERR_INVALID_ARG_TYPE" });
});

// "An IPv6 address on a PF_INET socket is an error that says so."

test("an IPv6 address on a PF_INET socket is an error that says so", () => {
  for (const address of ["::1", "fe80::1", "::ffff:127.0.0.1", "::"]) {
    const says = { name: "TypeError", code: "ERR_INVALID_ARG_TYPE", message: /IPv6.*PF_INET\b/ };
    throws(() => open().connect(address, 80), says);
    throws(() => open().bind(address), says);
    throws(() => datagramSocket().send("x", address, 80), says);
  }
});

test("an IPv4 address on a PF_INET6 socket is an error that says so", () => {
  throws(() => open(Socket.PF_INET6).connect("127.0.0.1", 80), { name: "TypeError", message: /IPv4/ });
});

// "Port 0–65535; left out it is 0."

test("a port left out is 0, for which bind takes a free one", () => {
  const [first, second] = [datagramSocket(), datagramSocket()];
  ok(first.getSockName()[1] > 0 && first.getSockName()[1] <= 65535);
  ok(first.getSockName()[1] !== second.getSockName()[1]);
});

test("port 65535 is the highest", () => {
  const socket = open(Socket.PF_INET, udp);
  equal(socket.connect("127.0.0.1", 65535), true);
  deepEqual(socket.getPeerName(), ["127.0.0.1", 65535]);
  throws(() => socket.connect("127.0.0.1", 65536), { name: "RangeError", code: "ERR_OUT_OF_RANGE" });
});

test("a port whose bytes differ is not swapped", () => {
  const socket = open(Socket.PF_INET, udp);
  socket.connect("127.0.0.1", 0x1234);
  equal(socket.getPeerName()[1], 0x1234);
});

// "A Unix socket path left behind by a dead server gives EADDRINUSE; nothing is unlinked behind the user's back."

test("a path left behind by a closed server gives EADDRINUSE", () => {
  needUnix();
  const path = temporaryPath("stale");
  open(Socket.PF_UNIX).bind(path).listen().close();
  for (let i = 0; i < 2; i += 1) {
    throws(() => open(Socket.PF_UNIX).bind(path), {
      name: "SocketError", code: "EADDRINUSE", syscall: "bind", address: path, port: undefined,
    });
  }
});

test("neither close nor a failed bind unlinks the path", () => {
  needUnix();
  const path = temporaryPath("stays");
  open(Socket.PF_UNIX).bind(path).listen().close();
  throws(() => open(Socket.PF_UNIX).bind(path), { code: "EADDRINUSE" });
  throws(() => open(Socket.PF_UNIX).connect(path), { code: "ECONNREFUSED" });
});

test("a Unix datagram socket leaves its path behind too", () => {
  needUnix(udp);
  const socket = datagramSocket(Socket.PF_UNIX);
  const [path] = socket.getSockName();
  open(Socket.PF_UNIX, udp).send("x", path);
  equal(waitReadable(socket).receive().toString(), "x");
  socket.close();
  throws(() => open(Socket.PF_UNIX, udp).bind(path), { code: "EADDRINUSE" });
});

done();
