"use strict";

// "`receiveFrom([num])`: `{ data, address, port }` of a datagram, whatever the socket is connected to"

const { Socket } = require("socket");
const { test, done, ok, equal, deepEqual, throws } = require("./harness.js");
const { datagramPair, datagramSocket, needIPv6, needUnix, open, pattern, streamPair, waitReadable } = require("./sockets.js");

test("a datagram comes with its sender", () => {
  const [to, a, b] = [datagramSocket(), datagramSocket(), datagramSocket()];
  a.send("from a", to.getSockName());
  b.send("from b", to.getSockName());
  const received = [to.receiveFrom(), to.receiveFrom()];
  for (const [i, socket] of [a, b].entries()) {
    const [address, port] = socket.getSockName();
    deepEqual(received[i], { data: Buffer.from(`from ${"ab"[i]}`), address, port });
    ok(Buffer.isBuffer(received[i].data));
  }
  deepEqual(to.getPeerName(), b.getSockName());
});

test("a connected socket tells the sender, too", () => {
  const [a, b] = datagramPair();
  a.send("x");
  const [address, port] = a.getSockName();
  deepEqual(b.receiveFrom(), { data: Buffer.from("x"), address, port });
});

test("over IPv6", () => {
  needIPv6();
  const [to, from] = [datagramSocket(Socket.PF_INET6), datagramSocket(Socket.PF_INET6)];
  from.send("x", to.getSockName());
  deepEqual(to.receiveFrom(), { data: Buffer.from("x"), address: "::1", port: from.getSockName()[1] });
});

test("on PF_UNIX address is the path, or empty for a sender without one", () => {
  needUnix(Socket.SOCK_DGRAM);
  const [to, named, unnamed] = [datagramSocket(Socket.PF_UNIX), datagramSocket(Socket.PF_UNIX), open(Socket.PF_UNIX, Socket.SOCK_DGRAM)];
  named.send("x", to.getSockName());
  unnamed.send("y", to.getSockName());
  deepEqual(to.receiveFrom(), { data: Buffer.from("x"), address: named.getSockName()[0], port: undefined });
  deepEqual(to.receiveFrom(), { data: Buffer.from("y"), address: "", port: undefined });
});

test("a stream has no datagrams and tells no sender", () => {
  const [client, server] = streamPair();
  client.send("bytes");
  deepEqual(waitReadable(server).receiveFrom(3), { data: Buffer.from("byt"), address: undefined, port: undefined });
  client.close();
  equal(server.receiveFrom().data.toString(), "es");
  equal(server.receiveFrom().data.length, 0);
});

test("it answers to whom it heard", () => {
  const [server, client] = [datagramSocket(), datagramSocket()];
  client.send("question", server.getSockName());
  const { data, address, port } = server.receiveFrom();
  server.send(`${data}?`, address, port);
  equal(client.receive().toString(), "question?");
});

test("a datagram is cut at num, and an empty one is empty", () => {
  const [a, b] = datagramPair();
  a.sendMany(["12345", "", "6"]);
  equal(b.receiveFrom(2).data.toString(), "12");
  equal(b.receiveFrom("9").data.length, 0);
  equal(b.receiveFrom(0).data.length, 0);
  b.setBlocking(false);
  equal(b.receiveFrom(), false);
});

test("large datagrams come whole, whatever num", () => {
  const [a, b] = datagramPair();
  const long = pattern(60000);
  for (const num of [undefined, 65536, 65537, 10 ** 9, Number.MAX_SAFE_INTEGER]) {
    a.send(long);
    deepEqual(new Uint8Array(b.receiveFrom(num).data), long);
  }
});

test("datagrams over 65,536 bytes, on PF_UNIX", () => {
  needUnix(Socket.SOCK_DGRAM);
  const [to, from] = [datagramSocket(Socket.PF_UNIX), datagramSocket(Socket.PF_UNIX)];
  const long = pattern(100000);
  for (const [num, length] of [[undefined, 65536], [100000, 100000], [10 ** 9, 100000], [99999, 99999]]) {
    from.send(long, to.getSockName());
    const { data, address } = to.receiveFrom(num);
    deepEqual(new Uint8Array(data), long.subarray(0, length));
    equal(address, from.getSockName()[0]);
  }
  to.setBlocking(false);
  equal(to.receiveFrom(10 ** 9), false);
});

test("what was received stays as it is", () => {
  const [a, b] = datagramPair();
  a.send("first");
  const { data } = b.receiveFrom();
  a.send("SECOND");
  b.receiveFrom();
  equal(data.toString(), "first");
});

test("false when it would block", () => {
  equal(datagramSocket().setBlocking(false).receiveFrom(), false);
});

test("surplus and wrong arguments throw, and take nothing", () => {
  const [a, b] = datagramPair();
  a.send("stay");
  throws(() => b.receiveFrom(10, 2), { name: "TypeError", code: "ERR_INVALID_ARG_TYPE", message: /flags/ });
  throws(() => b.receiveFrom("x"), { name: "TypeError", message: /"num"/ });
  throws(() => b.receiveFrom(-1), { name: "RangeError", message: /"num"/ });
  throws(() => b.receiveFrom(NaN), { name: "RangeError", message: /"num"/ });
  equal(b.receiveFrom().data.toString(), "stay");
});

test("an error of the system is that of recvfrom", () => {
  const a = open(Socket.PF_INET, Socket.SOCK_DGRAM);
  const gone = datagramSocket();
  a.connect(gone.getSockName());
  gone.close();
  a.send("x");
  throws(() => waitReadable(a).receiveFrom(), { name: "SocketError", code: "ECONNREFUSED", syscall: "recvfrom" });
});

done();
