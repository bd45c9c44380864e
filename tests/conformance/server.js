"use strict";

const { Socket } = require("socket");
const { test, done, ok, equal, notEqual, deepEqual, throws } = require("./harness.js");
const {
  isLinux, open, keep, needIPv6, needUnix, listener, streamPair, datagramSocket, waitReadable, waitWritable,
  receiveExactly,
} = require("./sockets.js");

// "`bind`, `listen`, `setOption`: (+) return the socket, so calls chain."
// "`setBlocking(flag)`: (+) returns the socket."

test("bind, listen, setOption and setBlocking return the socket", () => {
  const socket = open();
  equal(socket.setOption(Socket.SO_REUSEADDR, true), socket);
  equal(socket.bind("127.0.0.1", 0), socket);
  equal(socket.listen(5), socket);
  equal(socket.setBlocking(false), socket);
  equal(socket.setBlocking(true), socket);
});

test("the calls chain from the constructor on", () => {
  const server = keep(new Socket(Socket.PF_INET, Socket.SOCK_STREAM)
    .setOption(Socket.SO_REUSEADDR, true).bind("127.0.0.1", 0).listen().setBlocking(false));
  equal(server.accept(), false);
});

test("setBlocking switches there and back", () => {
  const [client, server] = streamPair();
  equal(client.setBlocking(false).receive(), false);
  server.send("late");
  equal(waitReadable(client.setBlocking(true)).receive().toString(), "late");
  equal(client.setBlocking(false).receive(), false);
});

test("a socket that is set to blocking again waits: its connect has ended when it returns", () => {
  const server = listener();
  const socket = open().setBlocking(false).setBlocking(true);
  equal(socket.connect(...server.getSockName()), true);
  deepEqual(socket.getPeerName(), server.getSockName());
});

test("setBlocking works on one end only", () => {
  const [client, server] = streamPair();
  client.setBlocking(false);
  server.send("x");
  equal(waitReadable(client).receive().toString(), "x");
  client.send("y");
  equal(server.receive().toString(), "y");
});

// bind

test("bind to an address in use throws EADDRINUSE with address and port", () => {
  const [address, port] = listener().getSockName();
  throws(() => open().bind(address, port), { name: "SocketError", code: "EADDRINUSE", syscall: "bind", address, port });
});

test("bind to an address of another machine throws EADDRNOTAVAIL", () => {
  throws(() => open().bind("203.0.113.1", 0), {
    name: "SocketError", code: "EADDRNOTAVAIL", syscall: "bind", address: "203.0.113.1", port: 0,
  });
});

test("bind twice throws EINVAL", () => {
  const socket = open().bind("127.0.0.1");
  throws(() => socket.bind("127.0.0.1"), { name: "SocketError", code: "EINVAL", syscall: "bind" });
});

test("bind does not set SO_REUSEADDR by itself", () => {
  const socket = open().bind("127.0.0.1").listen();
  equal(socket.getOption(Socket.SO_REUSEADDR), 0);
});

test("a socket that is not bound has the unspecified address", () => {
  deepEqual(open(Socket.PF_INET, Socket.SOCK_DGRAM).setBlocking(false).getSockName(), ["0.0.0.0", 0]);
});

// "`listen()` without backlog uses SOMAXCONN."

test("listen without backlog lets a hundred connections wait", () => {
  const server = open().bind("127.0.0.1").listen();
  const clients = Array.from({ length: 100 }, () => open().setBlocking(false));
  for (const client of clients) {
    client.connect(...server.getSockName());
    equal(waitWritable(client).getOption(Socket.SO_ERROR), 0);
  }
  for (const client of clients) {
    deepEqual(keep(server.accept()).getPeerName(), client.getSockName());
  }
  equal(server.setBlocking(false).accept(), false);
});

test("listen takes a backlog, and may be called again with another", () => {
  const server = open().bind("127.0.0.1").listen(1).listen(50);
  equal(open().connect(...server.getSockName()), true);
  equal(keep(server.accept()).family, Socket.PF_INET);
});

test("listen on a socket that is not bound takes a free port", () => {
  const server = open().listen();
  ok(server.getSockName()[1] > 0);
  equal(open().connect("127.0.0.1", server.getSockName()[1]), true);
});

test("listen on a datagram socket throws EOPNOTSUPP", () => {
  throws(() => datagramSocket().listen(), { name: "SocketError", code: "EOPNOTSUPP", syscall: "listen" });
});

// "`accept()`: a Socket of the same family, type and proto, (+) blocking on every platform; `false` when it would
// block."

test("accept returns a Socket of its own with the listener's family, type and proto", () => {
  const server = open(Socket.PF_INET, Socket.SOCK_STREAM, Socket.IPPROTO_TCP).bind("127.0.0.1").listen();
  open().connect(...server.getSockName());
  const accepted = keep(server.accept());
  ok(accepted instanceof Socket);
  deepEqual([accepted.family, accepted.type, accepted.proto],
    [Socket.PF_INET, Socket.SOCK_STREAM, Socket.IPPROTO_TCP]);
  ok(accepted.fd >= 0);
  notEqual(accepted.fd, server.fd);
  notEqual(accepted, server);
});

test("accept keeps proto 0 where the listener was made without", () => {
  const [, accepted] = streamPair();
  equal(accepted.proto, 0);
});

test("accept works for IPv6 and Unix sockets", () => {
  needIPv6();
  needUnix();
  for (const family of [Socket.PF_INET6, Socket.PF_UNIX]) {
    const [client, accepted] = streamPair(family);
    deepEqual([accepted.family, accepted.type], [family, Socket.SOCK_STREAM]);
    client.send("ping");
    equal(accepted.receive().toString(), "ping");
  }
});

test("accept returns false when it would block, and the socket when one has come", () => {
  const server = listener().setBlocking(false);
  equal(server.accept(), false);
  const client = open();
  client.connect(...server.getSockName());
  const accepted = keep(waitReadable(server).accept());
  deepEqual(accepted.getPeerName(), client.getSockName());
  equal(server.accept(), false);
});

test("a socket accepted from a non-blocking listener takes data like a blocking one", () => {
  const server = listener().setBlocking(false);
  const client = open();
  client.connect(...server.getSockName());
  const accepted = keep(waitReadable(server).accept());
  client.send("first");
  equal(accepted.receive().toString(), "first");
  equal(accepted.send("answer"), true);
  equal(client.receive().toString(), "answer");
});

test("connections are accepted in the order in which they came", () => {
  const server = listener();
  const clients = Array.from({ length: 5 }, () => {
    const client = open();
    client.connect(...server.getSockName());
    return client;
  });
  for (const client of clients) {
    deepEqual(keep(server.accept()).getPeerName(), client.getSockName());
  }
});

test("a connection that has sent and closed before it is accepted is accepted with its data", () => {
  const server = listener();
  const client = open();
  client.connect(...server.getSockName());
  client.send("early");
  client.close();
  const accepted = keep(server.accept());
  deepEqual(receiveExactly(accepted, 5), Buffer.from("early"));
  equal(accepted.receive().length, 0);
});

test("accept on a socket that does not listen throws EINVAL", () => {
  throws(() => open().bind("127.0.0.1").accept(), { name: "SocketError", code: "EINVAL", syscall: /^accept/ });
});

test("accept on a datagram socket throws EOPNOTSUPP", () => {
  throws(() => datagramSocket().accept(), {
    name: "SocketError", code: isLinux ? "EOPNOTSUPP" : /^E/, syscall: /^accept/,
  });
});

done();
