"use strict";

// SOCK_SEQPACKET: a connection that carries records, whole and in order. Its end is an empty Buffer.

const { Socket } = require("socket");
const { test, done, equal, deepEqual, throws, temporaryPath } = require("./harness.js");
const { keep, needUnix, open, pair, pattern } = require("./sockets.js");

const records = () => pair(Socket.PF_UNIX, Socket.SOCK_SEQPACKET);

test("records are received one by one, whole", () => {
  const [a, b] = records();
  equal(a.send("one"), true);
  equal(a.send(pattern(10000)), true);
  equal(a.send("three"), true);
  equal(b.receive().toString(), "one");
  deepEqual(new Uint8Array(b.receive()), pattern(10000));
  equal(b.receive(3).toString(), "thr"); // the rest of a record is cut, as a datagram's is
  equal(b.setBlocking(false).receive(), false);
});

test("the end of the connection is an empty Buffer, after all records", () => {
  const [a, b] = records();
  a.send("last");
  a.close();
  equal(b.receive().toString(), "last");
  equal(b.receive().length, 0);
  equal(b.receive().length, 0);
  throws(() => b.send("x"), { code: "EPIPE" });
});

test("sendMany and receiveMany carry records, and tell of the end once", () => {
  const [a, b] = records();
  equal(a.sendMany(["one", "two", "three"]), 3);
  deepEqual(b.receiveMany(2, 100).map(String), ["one", "two"]);
  a.close();
  deepEqual(b.receiveMany(10, 100).map(String), ["three", ""]);
  deepEqual(b.receiveMany(10, 100).map(String), [""]);
});

test("available is the size of the next record, and peek is that record", () => {
  const [a, b] = records();
  equal(b.available(), 0);
  a.sendMany(["one", "twotwo"]);
  equal(b.available(), 3);
  equal(b.peek().toString(), "one");
  equal(b.receive().toString(), "one");
  equal(b.available(), 6);
});

test("receiveFrom of a connection: the peer, where it has a name", () => {
  needUnix(Socket.SOCK_SEQPACKET);
  const path = temporaryPath("records");
  const server = open(Socket.PF_UNIX, Socket.SOCK_SEQPACKET).bind(path).listen();
  const client = open(Socket.PF_UNIX, Socket.SOCK_SEQPACKET);
  equal(client.connect(path), true);
  const accepted = keep(server.accept());
  equal(accepted.type, Socket.SOCK_SEQPACKET);
  accepted.send("x");
  equal(client.receiveFrom().data.toString(), "x");
  client.send("y");
  deepEqual(accepted.receiveFrom(), { data: Buffer.from("y"), address: "", port: undefined });
});

test("a non-blocking send takes a record whole, or nothing", () => {
  const [a, b] = records();
  a.setBlocking(false);
  let sent = 0;
  while (a.send(pattern(8000)) === true) sent += 1;
  equal(sent > 0, true);
  for (let i = 0; i < sent; i += 1) equal(b.receive().length, 8000);
  equal(a.send("again"), true);
  equal(b.receive().toString(), "again");
});

test("a record that is too large is EMSGSIZE, and the connection goes on", () => {
  const [a, b] = records();
  throws(() => a.send(new Uint8Array(4 << 20)), { code: "EMSGSIZE" });
  a.send("fits");
  equal(b.receive().toString(), "fits");
});

done();
