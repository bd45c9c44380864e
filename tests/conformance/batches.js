"use strict";

// sendMany() and receiveMany() are ours: many datagrams by one system call.

const { Socket } = require("socket");
const { test, done, ok, equal, deepEqual, throws } = require("./harness.js");
const { datagramPair, datagramSocket, needUnix, open, expectNothingMore, pattern, streamPair, waitReadable } = require("./sockets.js");

/** All that a socket has to be received, as texts. */
const texts = (socket, count = 64) => waitReadable(socket).receiveMany(count, 100).map(String);

test("sendMany sends each message as a datagram, in order, and returns how many", () => {
  const [a, b] = datagramPair();
  equal(a.sendMany(["one", Buffer.from("two"), new Uint8Array([51]), new DataView(new ArrayBuffer(1)), new ArrayBuffer(2)]), 5);
  deepEqual(texts(b), ["one", "two", "3", "\0", "\0\0"]);
  expectNothingMore(b);
});

test("sendMany sends a view's own bytes, an empty datagram, and strings as UTF-8", () => {
  const [a, b] = datagramPair();
  equal(a.sendMany([new Uint8Array([1, 2, 3, 4]).subarray(1, 3), "", "žluť"]), 3);
  const received = waitReadable(b).receiveMany(5, 100);
  deepEqual(received.map((datagram) => datagram.length), [2, 0, 6]);
  deepEqual([...received[0]], [2, 3]);
  equal(received[2].toString(), "žluť");
});

test("sendMany sends each message to its own address", () => {
  const [from, first, second] = [datagramSocket(), datagramSocket(), datagramSocket()];
  const [a, b] = [first.getSockName(), second.getSockName()];
  equal(from.sendMany([["to a", ...a], ["to b", ...b], ["again a", a[0], String(a[1])]]), 3);
  deepEqual(texts(first), ["to a", "again a"]);
  deepEqual(texts(second), ["to b"]);
});

test("sendMany takes what receiveMany returns, and its senders", () => {
  const [client, server] = [datagramSocket(), datagramSocket()];
  client.sendMany(["a", "b"].map((text) => [text, ...server.getSockName()]));
  const senders = [];
  const received = waitReadable(server).receiveMany(10, 10, senders);
  deepEqual(senders, [client.getSockName(), client.getSockName()]);
  server.sendMany(received.map((datagram, i) => [datagram, ...senders[i]]));
  deepEqual(texts(client), ["a", "b"]);
});

test("sendMany of nothing sends nothing", () => {
  const [a, b] = datagramPair();
  equal(a.sendMany([]), 0);
  expectNothingMore(b);
});

test("more messages than one system call takes all go", () => {
  const [a, b] = datagramPair();
  b.setOption(Socket.SO_RCVBUF, 4 << 20);
  const got = [];
  for (let sent = 0; sent < 2500; sent += 50) {
    equal(a.sendMany(Array.from({ length: 50 }, (_, i) => `${sent + i}`)), 50);
    while (got.length < sent + 50) got.push(...texts(b, 1024));
  }
  deepEqual(got.map(Number), Array.from({ length: 2500 }, (_, i) => i));
});

test("more than 1,024 messages in one sendMany", () => {
  needUnix(Socket.SOCK_DGRAM);
  const to = datagramSocket(Socket.PF_UNIX);
  const from = open(Socket.PF_UNIX, Socket.SOCK_DGRAM).setBlocking(false);
  from.connect(...to.getSockName());
  const all = Array.from({ length: 3000 }, (_, i) => `${i}`);
  const got = [];
  for (let sent = 0; sent < all.length;) {
    const taken = from.sendMany(all.slice(sent));
    ok(taken === false || taken > 0, "sendMany");
    sent += Number(taken);
    while (Socket.select([to], null, null, 0) > 0) got.push(...texts(to));
  }
  deepEqual(got, all);
});

test("long datagrams go and come whole", () => {
  const [a, b] = datagramPair();
  const long = pattern(60000);
  equal(a.sendMany([long, long.subarray(0, 10)]), 2);
  const received = waitReadable(b).receiveMany(2, 65536);
  deepEqual(received, [Buffer.from(long), Buffer.from(long.subarray(0, 10))]);
});

test("a non-blocking sendMany returns how many were taken, and false when none could be", () => {
  needUnix(Socket.SOCK_DGRAM);
  const to = datagramSocket(Socket.PF_UNIX);
  const from = open(Socket.PF_UNIX, Socket.SOCK_DGRAM).setBlocking(false);
  from.connect(...to.getSockName());
  const messages = Array.from({ length: 5000 }, (_, i) => `${i}`);
  const taken = from.sendMany(messages);
  ok(taken > 0 && taken < 5000, `${taken} were taken`);
  equal(from.sendMany(messages), false);
  to.setBlocking(false);
  let received = 0;
  for (let part; (part = to.receiveMany(100, 10)) !== false; received += part.length) {
    equal(part[0].toString(), messages[received]);
  }
  equal(received, taken);
});

test("a message that is too large throws EMSGSIZE, and tells how many went before", () => {
  const [a, b] = datagramPair();
  const error = throws(() => a.sendMany(["one", "two", new Uint8Array(70000), "four"]), { name: "SocketError", code: "EMSGSIZE", syscall: "sendmmsg" });
  equal(error.messagesSent, 2);
  deepEqual(texts(b), ["one", "two"]);
  expectNothingMore(b);
});

test("a wrong message throws before anything is sent", () => {
  const [a, b] = datagramPair();
  for (const wrong of [undefined, null, 5, {}, [], [5], ["x", 5, 5], [["x"]]]) {
    throws(() => a.sendMany(["first", wrong]), { name: "TypeError", code: "ERR_INVALID_ARG_TYPE", message: /messages\[1\]/ });
  }
  throws(() => a.sendMany(["first", ["x", "localhost", 5]]), { name: "TypeError", message: /getAddrInfo/ });
  throws(() => a.sendMany(["first", ["x", "127.0.0.1", 65536]]), { name: "RangeError", message: /"port"/ });
  throws(() => a.sendMany("text"), { name: "TypeError", message: /"messages"/ });
  throws(() => a.sendMany(), { name: "TypeError", message: /"messages"/ });
  expectNothingMore(b);
});

test("receiveMany returns what is there, at most count, and leaves the rest", () => {
  const [a, b] = datagramPair();
  a.sendMany(["1", "2", "3", "4", "5"]);
  deepEqual(texts(b, 2), ["1", "2"]);
  deepEqual(texts(b, 1), ["3"]);
  deepEqual(texts(b, 1024), ["4", "5"]);
});

test("receiveMany cuts datagrams at size", () => {
  const [a, b] = datagramPair();
  a.sendMany(["12345", "6", "789"]);
  deepEqual(waitReadable(b).receiveMany(10, 2).map(String), ["12", "6", "78"]);
});

test("what receiveMany returned stays as it is, and is the caller's own", () => {
  const [a, b] = datagramPair();
  a.sendMany(["first", "other"]);
  const [first, other] = waitReadable(b).receiveMany(2, 10);
  a.sendMany(["SECOND", "OTHER"]);
  waitReadable(b).receiveMany(2, 10);
  equal(`${first} ${other}`, "first other");
  first.fill(45);
  equal(`${first} ${other}`, "----- other");
  ok(Buffer.isBuffer(first));
});

test("receiveMany fills senders anew, and getPeerName is the last of them", () => {
  const [to, a, b] = [datagramSocket(), datagramSocket(), datagramSocket()];
  a.send("a", ...to.getSockName());
  b.send("b", ...to.getSockName());
  const senders = ["old", "old", "old"];
  const received = [];
  while (received.length < 2) received.push(...waitReadable(to).receiveMany(2 - received.length, 10, received.length === 0 ? senders : undefined));
  deepEqual(senders.length <= 2 && senders[0], a.getSockName());
  deepEqual(to.getPeerName(), b.getSockName());
});

test("senders of Unix sockets: their paths, or nothing", () => {
  needUnix(Socket.SOCK_DGRAM);
  const to = datagramSocket(Socket.PF_UNIX);
  const named = datagramSocket(Socket.PF_UNIX);
  const unnamed = open(Socket.PF_UNIX, Socket.SOCK_DGRAM);
  for (const socket of [named, unnamed]) socket.send("x", ...to.getSockName());
  const senders = [];
  equal(waitReadable(to).receiveMany(2, 1, senders).length, 2);
  deepEqual(senders, [named.getSockName(), []]);
});

test("receiveMany returns false when it would block, and waits for the first only", () => {
  const [a, b] = datagramPair();
  a.send("one");
  deepEqual(b.receiveMany(5, 10).map(String), ["one"]);
  equal(b.setBlocking(false).receiveMany(5, 10), false);
});

test("receiveMany with wrong arguments throws, and takes nothing", () => {
  const [a, b] = datagramPair();
  a.send("stay");
  for (const wrong of [0, -1, 1025, 0.5, NaN]) throws(() => b.receiveMany(wrong, 10), { name: "RangeError", message: /"count"/ });
  for (const wrong of [-1, 1048577, NaN]) throws(() => b.receiveMany(1, wrong), { name: "RangeError", message: /"size"/ });
  for (const wrong of [undefined, null, {}]) throws(() => b.receiveMany(wrong, 10), { name: "TypeError", message: /"count"/ });
  throws(() => b.receiveMany(1), { name: "TypeError", message: /"size"/ });
  throws(() => b.receiveMany(1, 10, "x"), { name: "TypeError", message: /"senders"/ });
  deepEqual(texts(b), ["stay"]);
});

test("streams have no datagrams", () => {
  const [client, server] = streamPair();
  client.send("x");
  throws(() => waitReadable(server).receiveMany(1, 1), { name: "SocketError", code: "EOPNOTSUPP", syscall: "recvmmsg" });
  throws(() => server.sendMany(["x"]), { name: "SocketError", code: "EOPNOTSUPP", syscall: "sendmmsg" });
  equal(server.receive().toString(), "x");
});

test("sending to a port where nobody is throws ECONNREFUSED later, as send does", () => {
  const a = open(Socket.PF_INET, Socket.SOCK_DGRAM);
  const gone = datagramSocket();
  a.connect(...gone.getSockName());
  gone.close();
  equal(a.sendMany(["x"]), 1);
  waitReadable(a);
  throws(() => a.receiveMany(1, 1), { name: "SocketError", code: "ECONNREFUSED", syscall: "recvmmsg" });
});

done();
