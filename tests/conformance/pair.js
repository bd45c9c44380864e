"use strict";

// "`Socket.pair([family = PF_UNIX], [type = SOCK_STREAM], [proto])`: two connected sockets."

const { Socket } = require("socket");
const { test, done, skip, ok, equal, notEqual, deepEqual, throws } = require("./harness.js");
const { expectNoLeak, isWindows, pair } = require("./sockets.js");

test("two connected stream sockets of PF_UNIX", () => {
  const [a, b] = pair();
  ok(a instanceof Socket && b instanceof Socket);
  for (const socket of [a, b]) {
    deepEqual([socket.family, socket.type, socket.proto], [Socket.PF_UNIX, Socket.SOCK_STREAM, 0]);
    deepEqual(socket.getPeerName(), [""]);
  }
  notEqual(a.fd, b.fd);
  a.send("to b");
  b.send("to a");
  equal(a.receive().toString(), "to a");
  equal(b.receive().toString(), "to b");
  a.close();
  equal(b.receive().length, 0);
});

test("what is left out, undefined or null has its default; numbers may be strings", () => {
  for (const args of [[undefined, undefined, undefined], [null, null, null], [Socket.PF_UNIX], [`${Socket.PF_UNIX}`, `${Socket.SOCK_STREAM}`, "0"]]) {
    const [a, b] = pair(...args);
    a.send("x");
    equal(b.receive().toString(), "x");
  }
});

test("pairs of datagram sockets keep boundaries", () => {
  const [a, b] = pair(Socket.PF_UNIX, Socket.SOCK_DGRAM);
  equal(a.sendMany(["one", "", "three"]), 3);
  deepEqual(b.receiveMany(10, 10).map(String), ["one", "", "three"]);
});

test("SOCK_NONBLOCK in the type: neither blocks", () => {
  if (Socket.SOCK_NONBLOCK === undefined) skip("no such bit here");
  const [a, b] = pair(Socket.PF_UNIX, Socket.SOCK_STREAM | Socket.SOCK_NONBLOCK);
  equal(a.type, Socket.SOCK_STREAM);
  equal(a.receive(), false);
  equal(b.receive(), false);
});

test("what comes in no pairs is the system's error", () => {
  throws(() => Socket.pair(Socket.PF_INET), { name: "SocketError", syscall: "socketpair" });
  throws(() => Socket.pair(Socket.PF_UNIX, Socket.SOCK_STREAM, 6), { name: "SocketError", syscall: "socketpair" });
});

test("wrong arguments throw before anything is opened", () => {
  if (isWindows) skip("no pairs of sockets on Windows");
  expectNoLeak(() => {
    throws(() => Socket.pair({}), { name: "TypeError", code: "ERR_INVALID_ARG_TYPE", message: /"family"/ });
    throws(() => Socket.pair(-1), { name: "RangeError", message: /"family"/ });
    throws(() => Socket.pair(Socket.PF_UNIX, "x"), { name: "TypeError", message: /"type"/ });
    throws(() => Socket.pair(Socket.PF_UNIX, Socket.SOCK_STREAM, NaN), { name: "RangeError", message: /"proto"/ });
    throws(() => Socket.pair(Socket.PF_INET), { name: "SocketError" });
  });
});

test("closed pairs leave no descriptor behind", () => {
  if (isWindows) skip("no pairs of sockets on Windows");
  expectNoLeak(() => {
    for (const socket of Socket.pair()) socket.close();
  });
});

done();
