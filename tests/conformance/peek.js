"use strict";

// "`peek([num])`: as `receive`, and takes nothing. `available()`: how many bytes receiving could return at once."

const { Socket } = require("socket");
const { test, done, ok, equal, deepEqual, throws } = require("./harness.js");
const { datagramPair, datagramSocket, listener, needUnix, open, pattern, streamPair, waitReadable } = require("./sockets.js");

test("peek shows what receive will return, again and again", () => {
  const [a, b] = streamPair();
  a.send("hello");
  waitReadable(b);
  equal(b.peek().toString(), "hello");
  equal(b.peek(2).toString(), "he");
  ok(Buffer.isBuffer(b.peek()));
  equal(b.receive(2).toString(), "he");
  equal(b.peek().toString(), "llo");
  equal(b.receive().toString(), "llo");
  equal(b.setBlocking(false).peek(), false);
});

test("peek at the end of a stream is an empty Buffer", () => {
  const [a, b] = streamPair();
  a.close();
  equal(waitReadable(b).peek().length, 0);
  equal(b.peek(10).length, 0);
  equal(b.receive().length, 0);
});

test("peek of nothing takes nothing and does not wait", () => {
  const [, b] = streamPair();
  equal(b.peek(0).length, 0);
});

test("peek of a datagram: cut at num, and all of it is still there", () => {
  const [a, b] = datagramPair();
  a.sendMany(["12345", ""]);
  equal(b.peek(2).toString(), "12");
  equal(b.peek().toString(), "12345");
  equal(b.receive().toString(), "12345");
  equal(b.peek().length, 0);
  equal(b.receive().length, 0);
  equal(b.setBlocking(false).peek(), false);
});

test("peek at much, whatever num", () => {
  const [a, b] = datagramPair();
  const long = pattern(60000);
  a.send(long);
  for (const num of [undefined, 65536, 65537, 10 ** 9, Number.MAX_SAFE_INTEGER]) deepEqual(new Uint8Array(b.peek(num)), long);
  deepEqual(new Uint8Array(b.receive()), long);
  b.setBlocking(false);
  equal(b.peek(10 ** 9), false);
});

test("peek does not tell getPeerName of a sender", () => {
  const to = datagramSocket();
  datagramSocket().send("x", to.getSockName());
  equal(waitReadable(to).peek().toString(), "x");
  throws(() => to.getPeerName(), { code: "ENOTCONN" });
});

test("what was peeked at is the caller's own", () => {
  const [a, b] = datagramPair();
  a.send("hello");
  b.peek().fill(0);
  equal(b.receive().toString(), "hello");
});

test("available of a stream is all that is queued", () => {
  const [a, b] = streamPair();
  equal(b.available(), 0);
  a.send("12345");
  waitReadable(b);
  equal(b.available(), 5);
  b.receive(2);
  equal(b.available(), 3);
  b.receive();
  equal(b.available(), 0);
  a.close();
  waitReadable(b);
  equal(b.available(), 0);
});

test("available of datagrams is the size of the next", () => {
  const [a, b] = datagramPair();
  equal(b.available(), 0);
  a.sendMany(["12345", "67"]);
  equal(waitReadable(b).available(), 5);
  b.receive();
  equal(b.available(), 2);
});

test("available of Unix sockets", () => {
  needUnix();
  const [a, b] = streamPair(Socket.PF_UNIX);
  a.send("123");
  a.send("45");
  equal(waitReadable(b).available(), 5);
  needUnix(Socket.SOCK_DGRAM);
  const [c, d] = datagramPair(Socket.PF_UNIX);
  equal(d.available(), 0);
  c.sendMany(["123", "45"]);
  equal(waitReadable(d).available(), 3);
});

test("available does not wait, and takes no error away", () => {
  const a = open(Socket.PF_INET, Socket.SOCK_DGRAM);
  const gone = datagramSocket();
  a.connect(gone.getSockName());
  gone.close();
  a.send("x");
  equal(waitReadable(a).available(), 0);
  throws(() => a.peek(), { code: "ECONNREFUSED", syscall: "recv" });
});

test("peek of a listener fails as receive does", () => {
  const server = listener();
  throws(() => server.peek(), { code: throws(() => server.receive()).code });
});

test("surplus and wrong arguments throw", () => {
  const [a, b] = datagramPair();
  a.send("stay");
  throws(() => b.peek(10, 2), { name: "TypeError", code: "ERR_INVALID_ARG_TYPE", message: /flags/ });
  throws(() => b.available(5), { name: "TypeError", code: "ERR_INVALID_ARG_TYPE", message: /available/ });
  throws(() => b.peek("x"), { name: "TypeError", message: /"num"/ });
  throws(() => b.peek(-1), { name: "RangeError", message: /"num"/ });
  equal(b.receive().toString(), "stay");
});

done();
