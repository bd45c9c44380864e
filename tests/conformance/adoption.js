"use strict";

// `duplicate()`, `Socket.fromDescriptor(fd)` and `Socket.activated()`. What takes systemd, workers or few descriptors is in the C# tests.

const { Socket } = require("socket");
const { test, done, skip, ok, equal, notEqual, deepEqual, throws } = require("./harness.js");
const { datagramSocket, expectNoLeak, isLinux, isWindows, keep, listener, needLinux, open, pair, streamPair, waitReadable } = require("./sockets.js");

function needDuplicates() {
  if (isWindows) skip("no duplicates on Windows");
}

// "a second Socket on the same description, with its own descriptor"

test("a duplicate is the same socket under another descriptor", () => {
  needDuplicates();
  const [a, b] = streamPair();
  const copy = keep(a.duplicate());
  ok(copy instanceof Socket);
  notEqual(copy, a);
  notEqual(copy.fd, a.fd);
  deepEqual([copy.family, copy.type, copy.proto], [a.family, a.type, a.proto]);
  deepEqual(copy.getSockName(), a.getSockName());
  deepEqual(copy.getPeerName(), a.getPeerName());
  b.send("x");
  equal(waitReadable(copy).receive().toString(), "x");
  equal(a.setBlocking(false).receive(), false);
});

test("a connection ends when both are closed", () => {
  needDuplicates();
  const [a, b] = streamPair();
  const copy = keep(a.duplicate());
  a.close();
  copy.send("still here");
  equal(waitReadable(b).receive().toString(), "still here");
  copy.close();
  equal(b.receive().length, 0);
});

test("both have one blocking mode, whichever sets it", () => {
  needDuplicates();
  const socket = datagramSocket();
  const copy = keep(socket.duplicate());
  const another = keep(copy.duplicate());
  copy.setBlocking(false);
  equal(socket.receive(), false);
  equal(another.receive(), false);
  socket.setBlocking(true);
  datagramSocket().send("x", socket.getSockName());
  equal(another.receive().toString(), "x");
  equal(keep(socket.setBlocking(false).duplicate()).receive(), false);
});

test("both have one set of options", () => {
  needDuplicates();
  const socket = open();
  const copy = keep(socket.duplicate());
  copy.setOption(Socket.SO_KEEPALIVE, 1);
  notEqual(socket.getOption(Socket.SO_KEEPALIVE), 0);
});

test("a listener and its duplicate accept in turns", () => {
  needDuplicates();
  const server = listener();
  const copy = keep(server.duplicate());
  const [first, second] = [open(), open()];
  first.connect(server.getSockName());
  equal(keep(server.accept()).getPeerName()[1], first.getSockName()[1]);
  second.connect(server.getSockName());
  equal(keep(copy.accept()).getPeerName()[1], second.getSockName()[1]);
});

test("duplicates leave nothing behind", () => {
  needDuplicates();
  const socket = datagramSocket();
  expectNoLeak(() => socket.duplicate().close());
});

// "takes ownership of a socket's descriptor, and reads family, type, proto and blocking mode from the system"

test("a descriptor becomes a socket again, of the same family, type and proto", () => {
  const cases = [[Socket.PF_INET, Socket.SOCK_STREAM, Socket.IPPROTO_TCP], [Socket.PF_INET, Socket.SOCK_DGRAM, Socket.IPPROTO_UDP]];
  if (isLinux) cases.push([Socket.PF_UNIX, Socket.SOCK_SEQPACKET, 0], [Socket.PF_NETLINK, Socket.SOCK_RAW, Socket.NETLINK_ROUTE]);
  for (const [family, type, proto] of cases) {
    const fd = open(family, type).detach();
    const socket = keep(Socket.fromDescriptor(fd));
    ok(socket instanceof Socket);
    equal(socket.fd, fd);
    deepEqual([socket.family, socket.type], [family, type]);
    if (isLinux) equal(socket.proto, proto);
  }
});

test("the blocking mode is read, too", () => {
  needLinux("others do not tell the mode");
  equal(keep(Socket.fromDescriptor(datagramSocket().setBlocking(false).detach())).receive(), false);
  const socket = keep(Socket.fromDescriptor(`${datagramSocket().detach()}`));
  datagramSocket().send("x", socket.getSockName());
  equal(socket.receive().toString(), "x");
});

test("a connection goes on in the new socket", () => {
  const [a, b] = streamPair();
  b.send("sent before");
  const adopted = keep(Socket.fromDescriptor(waitReadable(a).detach()));
  equal(adopted.receive().toString(), "sent before");
  adopted.send("answer");
  equal(waitReadable(b).receive().toString(), "answer");
  adopted.close();
  equal(b.receive().length, 0);
});

test("a datagram socket that is not connected learns its senders", () => {
  const from = datagramSocket();
  const socket = keep(Socket.fromDescriptor(datagramSocket().detach()));
  from.send("x", socket.getSockName());
  equal(waitReadable(socket).receive().toString(), "x");
  deepEqual(socket.getPeerName(), from.getSockName());
});

test("what is no socket is ENOTSOCK, what is not open EBADF", () => {
  if (isWindows) skip("descriptors of other things are other numbers there");
  const path = [0, 1, 2].find((fd) => {
    try {
      keep(Socket.fromDescriptor(fd)); // standard input and output may be sockets
      return false;
    } catch (error) {
      return error.code === "ENOTSOCK";
    }
  });
  if (path === undefined) skip("the standard streams are sockets");
  throws(() => Socket.fromDescriptor(path), { name: "SocketError", code: "ENOTSOCK" });
  throws(() => Socket.fromDescriptor(path), { name: "SocketError", code: "ENOTSOCK" }); // it has stayed open
  const gone = open();
  const fd = gone.fd;
  gone.close();
  throws(() => Socket.fromDescriptor(1000000 + fd), { name: "SocketError", code: "EBADF" });
});

test("a descriptor that another Socket owns is EBUSY, and stays that Socket's", () => {
  const socket = datagramSocket();
  throws(() => Socket.fromDescriptor(socket.fd), { name: "SocketError", code: "EBUSY" });
  datagramSocket().send("x", socket.getSockName());
  equal(waitReadable(socket).receive().toString(), "x");
  throws(() => Socket.fromDescriptor(keep(Socket.fromDescriptor(socket.detach())).fd), { code: "EBUSY" });
});

test("what is no descriptor throws before any system call", () => {
  for (const wrong of [undefined, null, "x", {}, [], true, 3n]) {
    throws(() => Socket.fromDescriptor(wrong), { name: "TypeError", code: "ERR_INVALID_ARG_TYPE", message: /"fd"/ });
  }
  for (const wrong of [-1, 0.5, NaN, 2 ** 31]) throws(() => Socket.fromDescriptor(wrong), { name: "RangeError", code: "ERR_OUT_OF_RANGE", message: /"fd"/ });
});

test("adopted sockets leave nothing behind", () => {
  expectNoLeak(() => Socket.fromDescriptor(new Socket(Socket.PF_INET, Socket.SOCK_DGRAM).detach()).close());
});

// "the sockets that systemd passed (LISTEN_FDS, LISTEN_FDNAMES), as `[{ socket, name }]`, once"

test("a process that was passed nothing gets an empty array", () => {
  deepEqual(Socket.activated(), []);
  deepEqual(Socket.activated(), []);
});

done();
