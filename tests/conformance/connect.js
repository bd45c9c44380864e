"use strict";

const { Socket } = require("socket");
const { test, skip, done, ok, equal, deepEqual, throws } = require("./harness.js");
const {
  isLinux, isWindows, open, keep, needIPv6, needUnix, needLinux, listener, datagramSocket, refusingAddress,
  waitReadable, waitWritable, expectNothingMore,
} = require("./sockets.js");

/** A socket whose non-blocking connect is under way or done. */
function connecting(address, port) {
  const socket = open().setBlocking(false);
  const result = socket.connect(address, port);
  ok(result === false || (result === true && !isLinux), `connect returned ${result}`);
  return socket;
}

/** A non-blocking connect that the system has refused, its error not yet read. */
function refused() {
  const socket = open().setBlocking(false);
  try {
    socket.connect(...refusingAddress());
  } catch (error) {
    equal(error.code, "ECONNREFUSED");
    skip("this system refuses at once");
  }
  return waitWritable(socket);
}

/** A connect that stays under way, because the listener's queue is full. */
function pending() {
  needLinux("other systems queue connections differently");
  const server = open().bind("127.0.0.1").listen(0);
  equal(open().connect(...server.getSockName()), true, "the one that the queue has room for");
  const socket = connecting(...server.getSockName());
  return [socket, server];
}

// "`connect`: `true`"

test("a blocking connect returns true", () => {
  const server = listener();
  equal(open().connect(...server.getSockName()), true);
});

test("a connect over IPv6 returns true", () => {
  needIPv6();
  equal(open(Socket.PF_INET6).connect(...listener(Socket.PF_INET6).getSockName()), true);
});

test("a connect over a Unix path returns true", () => {
  needUnix();
  equal(open(Socket.PF_UNIX).connect(...listener(Socket.PF_UNIX).getSockName()), true);
});

test("a datagram socket connects at once, blocking or not", () => {
  const peer = datagramSocket();
  equal(open(Socket.PF_INET, Socket.SOCK_DGRAM).connect(...peer.getSockName()), true);
  equal(open(Socket.PF_INET, Socket.SOCK_DGRAM).setBlocking(false).connect(...peer.getSockName()), true);
});

test("a datagram socket connects anew to another peer", () => {
  const [first, second] = [datagramSocket(), datagramSocket()];
  const socket = open(Socket.PF_INET, Socket.SOCK_DGRAM);
  equal(socket.connect(...first.getSockName()), true);
  equal(socket.connect(...second.getSockName()), true);
  deepEqual(socket.getPeerName(), second.getSockName());
  socket.send("for the second");
  equal(waitReadable(second).receive().toString(), "for the second");
  expectNothingMore(first);
});

// "or `false` while a non-blocking connect is under way; its result is then read by select for writing and
// `getOption(Socket.SO_ERROR)` (0, or the errno, cleared by reading)"

test("a non-blocking connect returns false, becomes writable, and its SO_ERROR is 0", () => {
  const server = listener();
  const socket = waitWritable(connecting(...server.getSockName()));
  equal(socket.getOption(Socket.SO_ERROR), 0);
  deepEqual(socket.getPeerName(), server.getSockName());
  const accepted = keep(server.accept());
  equal(socket.send("through"), true);
  equal(accepted.receive().toString(), "through");
});

test("a non-blocking connect that is refused gives its errno once, then 0", () => {
  const socket = refused();
  const error = socket.getOption(Socket.SO_ERROR);
  ok(Number.isInteger(error) && error > 0, `SO_ERROR is ${error}`);
  equal(error, isLinux ? 111 : error);
  equal(socket.getOption(Socket.SO_ERROR), 0);
});

test("the errno of a refused connect is that of the blocking connect's error", () => {
  const { errno } = throws(() => open().connect(...refusingAddress()), { code: "ECONNREFUSED" });
  equal(refused().getOption(Socket.SO_ERROR), -errno);
});

test("a connect that is under way is not yet writable, and is once accepted", () => {
  const [socket, server] = pending();
  equal(Socket.select(null, [socket], null, 0), 0);
  equal(socket.getOption(Socket.SO_ERROR), 0);
  keep(server.accept());
  equal(waitWritable(socket).getOption(Socket.SO_ERROR), 0);
});

test("receive and send on a connect that is under way return false", () => {
  const [socket] = pending();
  equal(socket.receive(10), false);
  equal(socket.send("x"), false);
});

test("a non-blocking connect to a Unix listener whose queue is full returns false, and true once there is room", () => {
  needLinux("other systems refuse");
  const server = open(Socket.PF_UNIX).bind(`\0${Math.random()}-${Math.random()}`).listen(0);
  const clients = Array.from({ length: 10 }, () => open(Socket.PF_UNIX).setBlocking(false));
  const results = clients.map((client) => client.connect(...server.getSockName()));
  const waiting = clients[results.indexOf(false)];
  ok(results[0] === true && waiting, `results: ${results}`);
  results.filter((result) => result).forEach(() => keep(server.accept()));
  equal(waiting.connect(...server.getSockName()), true);
});

// "(+) or by calling `connect` again: `true` once connected."

test("connect again returns true once connected, each time", () => {
  const server = listener();
  const socket = waitWritable(connecting(...server.getSockName()));
  for (let i = 0; i < 3; i += 1) {
    equal(socket.connect(...server.getSockName()), true);
  }
  keep(server.accept());
  equal(socket.connect(...server.getSockName()), true);
});

test("connect again returns true on a non-blocking socket that connected at once", () => {
  needUnix();
  const server = listener(Socket.PF_UNIX);
  const socket = open(Socket.PF_UNIX).setBlocking(false);
  for (let i = 0; i < 3; i += 1) {
    equal(socket.connect(...server.getSockName()), true);
  }
});

test("connect again returns true after SO_ERROR was read", () => {
  const server = listener();
  const socket = waitWritable(connecting(...server.getSockName()));
  equal(socket.getOption(Socket.SO_ERROR), 0);
  equal(socket.connect(...server.getSockName()), true);
});

test("connect again returns false while the connect is under way", () => {
  const [socket, server] = pending();
  for (let i = 0; i < 3; i += 1) {
    equal(socket.connect(...server.getSockName()), false);
  }
  keep(server.accept());
  equal(waitWritable(socket).connect(...server.getSockName()), true);
});

test("connect again throws what the connect has ended with", () => {
  needLinux("other systems allow no second connect");
  const [address, port] = refusingAddress();
  const socket = waitWritable(connecting(address, port));
  throws(() => socket.connect(address, port), {
    name: "SocketError", code: "ECONNREFUSED", syscall: "connect", address, port,
  });
});

// Every other failure throws.

test("a refused connect throws ECONNREFUSED with the address that it was given", () => {
  const [address, port] = refusingAddress();
  throws(() => open().connect(address, port), {
    name: "SocketError", code: "ECONNREFUSED", syscall: "connect", address, port,
  });
});

test("a refused connect over IPv6 throws ECONNREFUSED", () => {
  needIPv6();
  const [address, port] = refusingAddress("::1");
  throws(() => open(Socket.PF_INET6).connect(address, port), { code: "ECONNREFUSED", address: "::1", port });
});

test("a blocking connect on a connected stream throws EISCONN", () => {
  const server = listener();
  const socket = open();
  socket.connect(...server.getSockName());
  throws(() => socket.connect(...server.getSockName()), { name: "SocketError", code: "EISCONN", syscall: "connect" });
});

test("connect on a listener throws a SocketError", () => {
  if (isWindows) {
    skip("Windows reports other errors");
  }
  const name = listener().getSockName();
  throws(() => listener().connect(...name), {
    name: "SocketError", code: isLinux ? "EISCONN" : /^E/, syscall: "connect",
  });
});

test("connect to a broadcast address without SO_BROADCAST throws", () => {
  needLinux("the loopback's broadcast address");
  throws(() => open(Socket.PF_INET, Socket.SOCK_DGRAM).connect("127.255.255.255", 9), {
    name: "SocketError", code: "EACCES", syscall: "connect", address: "127.255.255.255", port: 9,
  });
});

done();
