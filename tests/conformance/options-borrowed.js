"use strict";

// `getOption(socket, …)` and `setOption(socket, …, …)`, which take Sockets and what tells its descriptor as sockets of node:net and node:dgram do.
// Those themselves are in the tests of each host.

const { Socket, getOption, setOption } = require("socket");
const { test, done, skip, ok, equal, throws } = require("./harness.js");
const { datagramSocket, expectNoLeak, isWindows, listener, open } = require("./sockets.js");

function needDuplicates() {
  if (isWindows) skip("no duplicates on Windows");
}

/** What a host's socket looks like that has a descriptor. */
const teller = (fd) => ({ _handle: { fd } });

/** The same of a datagram socket, whose _handle nobody is to ask for. */
const datagramTeller = (handle, name = "state symbol") => ({ [Symbol(name)]: { handle }, get _handle() { throw new Error("asked"); } });

test("a Socket's options are read and set as by its methods", () => {
  const socket = open();
  equal(setOption(socket, "SO_KEEPALIVE", true), socket);
  equal(socket.getOption("SO_KEEPALIVE"), true);
  equal(getOption(socket, "SO_KEEPALIVE"), true);
  setOption(socket, Socket.TCP_NODELAY, 1, Socket.IPPROTO_TCP);
  ok(getOption(socket, Socket.TCP_NODELAY, null, Socket.IPPROTO_TCP) !== 0);
  equal(getOption(socket, Socket.SO_KEEPALIVE, 4).length, 4);
  equal(getOption({ getSocket: () => socket }, "SO_KEEPALIVE"), true);
});

test("a descriptor that an object tells stays its owner's", () => {
  needDuplicates();
  const socket = listener();
  equal(getOption(teller(socket.fd), "SO_KEEPALIVE"), false);
  const owner = teller(socket.fd);
  equal(setOption(owner, "SO_KEEPALIVE", true), owner);
  equal(socket.getOption("SO_KEEPALIVE"), true);
  equal(getOption(owner, Socket.SO_KEEPALIVE, 4).length, 4);
  const client = open();
  client.connect(socket.getSockName());
  socket.accept().close();
});

test("the handle of a datagram socket is found without its deprecated property", () => {
  needDuplicates();
  const socket = datagramSocket();
  for (const name of ["state symbol", "kStateSymbol"]) {
    setOption(datagramTeller({ fd: socket.fd }, name), "SO_BROADCAST", true);
    equal(getOption(datagramTeller({ fd: socket.fd }, name), "SO_BROADCAST"), true);
    setOption(socket, "SO_BROADCAST", false);
  }
});

test("a socket without a descriptor is told from one whose host tells none", () => {
  for (const early of [{ _handle: null }, teller(-1), teller(-9), datagramTeller(null), datagramTeller({ fd: -1 })]) {
    throws(() => getOption(early, "SO_KEEPALIVE"), { name: "Error", code: "ERR_TEASOCKET_NOT_OPEN", message: /not connected, bound or listening/ });
    throws(() => setOption(early, "SO_KEEPALIVE", true), { code: "ERR_TEASOCKET_NOT_OPEN" });
  }
  for (const silent of [{ _handle: {} }, teller("5"), teller(0.5), teller(NaN), datagramTeller({})]) {
    throws(() => getOption(silent, "SO_KEEPALIVE"), { name: "Error", code: "ERR_TEASOCKET_NO_DESCRIPTOR", message: /does not tell/ });
    throws(() => setOption(silent, "SO_KEEPALIVE", true), { code: "ERR_TEASOCKET_NO_DESCRIPTOR" });
  }
});

test("what is no socket throws before any system call", () => {
  for (const wrong of [undefined, null, 5, "x", {}, [], () => {}, { _handle: 5 }, { getSocket: () => ({}) }]) {
    throws(() => getOption(wrong, "SO_KEEPALIVE"), { name: "TypeError", code: "ERR_INVALID_ARG_TYPE", message: /"socket"/ });
    throws(() => setOption(wrong, "SO_KEEPALIVE", true), { name: "TypeError", code: "ERR_INVALID_ARG_TYPE", message: /"socket"/ });
  }
});

test("what a method refuses is refused, and what is not open is EBADF", () => {
  needDuplicates();
  const socket = open();
  for (const holder of [socket, teller(socket.fd)]) {
    throws(() => getOption(holder, "NO_SUCH_OPTION"), { name: "TypeError" });
    throws(() => setOption(holder, "SO_KEEPALIVE", "yes"), { name: "TypeError" });
    throws(() => setOption(holder, "SO_KEEPALIVE", true, 1), { code: "ERR_INVALID_ARG_TYPE" });
    throws(() => getOption(holder, Socket.SO_KEEPALIVE, 4, 1, 1), { code: "ERR_INVALID_ARG_TYPE" });
  }
  const gone = teller(1000000 + socket.fd);
  throws(() => getOption(gone, "SO_KEEPALIVE"), { name: "SocketError", code: "EBADF" });
  socket.close();
  throws(() => getOption(socket, "SO_KEEPALIVE"), { name: "SocketError", code: "EBADF" });
});

test("borrowed descriptors leave nothing behind", () => {
  needDuplicates();
  const socket = datagramSocket();
  expectNoLeak(() => setOption(teller(socket.fd), "SO_BROADCAST", getOption(teller(socket.fd), "SO_BROADCAST")));
  expectNoLeak(() => throws(() => setOption(teller(socket.fd), "SO_BROADCAST", "x"), { name: "TypeError" }));
});

done();
