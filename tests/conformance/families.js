"use strict";

// Addresses of every family: in the forms in which they come back, wherever an address is taken.

const { Socket } = require("socket");
const { test, done, skip, ok, equal, deepEqual, throws, temporaryPath } = require("./harness.js");
const { datagramSocket, isLinux, keep, listener, needLinux, needUnix, open, openIfPossible, waitReadable } = require("./sockets.js");

const udp = Socket.SOCK_DGRAM;

/** A path as bytes, of which the last is no UTF-8. */
const bytesOf = (path, ...more) => Buffer.concat([Buffer.from(path), Buffer.from(more)]);

// "Wherever `address, port` is taken, one array may stand for both"

test("one array stands for address and port in connect, bind, send and sendMany", () => {
  const server = listener();
  const client = open().bind(["127.0.0.1", 0]);
  equal(client.connect(server.getSockName()), true);
  const to = datagramSocket();
  const from = open(Socket.PF_INET, udp).bind(["127.0.0.1"]);
  equal(from.send("a", to.getSockName()), true);
  equal(from.send(Buffer.from("b"), to.getSockName()), true);
  equal(from.sendMany([["c", to.getSockName()], ["d", ...to.getSockName()]]), 2);
  for (const text of "abcd") equal(waitReadable(to).receive().toString(), text);
});

test("a port in an array may be a numeric string, as elsewhere", () => {
  const to = datagramSocket();
  const [address, port] = to.getSockName();
  const from = open(Socket.PF_INET, udp);
  from.send("x", [address, `${port}`]);
  from.send("y", address, ` ${port} `);
  from.sendMany([["z", address, `${port}`]]);
  for (const text of "xyz") equal(waitReadable(to).receive().toString(), text);
});

test("an array with a port beside it, or with parts that the family lacks, is refused", () => {
  const socket = open(Socket.PF_INET, udp);
  for (const attempt of [
    () => socket.connect(["127.0.0.1", 9], 9), () => socket.connect(["127.0.0.1", 9, 0]), () => socket.connect(["127.0.0.1", 9, 0, 0]),
    () => socket.send("x", ["127.0.0.1", 9], 9), () => socket.sendMany([["x", ["127.0.0.1", 9], 9]]), () => socket.connect([]), () => socket.connect([[]]),
    () => socket.connect([["127.0.0.1", 9]]), () => socket.bind([null, 9]),
  ]) {
    throws(attempt, { name: "TypeError", code: "ERR_INVALID_ARG_TYPE" });
  }
  for (const port of [-1, 65536, 0.5, NaN, Infinity, "65536", "-1", "1.5"]) {
    throws(() => socket.connect(["127.0.0.1", port]), { name: "RangeError", code: "ERR_OUT_OF_RANGE", message: /"port"/ });
    throws(() => socket.send("x", "127.0.0.1", port), { name: "RangeError", code: "ERR_OUT_OF_RANGE", message: /"port"/ });
  }
  throws(() => socket.getPeerName(), { code: "ENOTCONN" });
});

test("an array that looks different each time is looked at once", () => {
  const to = datagramSocket();
  const [address, port] = to.getSockName();
  const looks = [0, 0];
  const array = [];
  Object.defineProperty(array, 0, { get: () => { looks[0] += 1; return looks[0] === 1 ? address : 5; }, enumerable: true });
  Object.defineProperty(array, 1, { get: () => { looks[1] += 1; return looks[1] === 1 ? port : "x"; }, enumerable: true });
  open(Socket.PF_INET, udp).send("x", array);
  equal(waitReadable(to).receive().toString(), "x");
  deepEqual(looks, [1, 1]);
});

test("a getter that closes the socket ends in EBADF", () => {
  const socket = open(Socket.PF_INET, udp);
  const array = [];
  Object.defineProperty(array, 0, { get: () => { socket.close(); return "127.0.0.1"; } });
  throws(() => socket.send("x", array), { code: "EBADF" });
});

// "`PF_UNIX` also takes a Buffer as a path; a path that is not UTF-8 comes back as a Buffer."

test("a Unix path may be a Buffer, and comes back as a string where it is UTF-8", () => {
  needUnix(udp);
  const path = temporaryPath("žluť");
  const to = open(Socket.PF_UNIX, udp).bind(Buffer.from(path));
  deepEqual(to.getSockName(), [path]);
  const from = open(Socket.PF_UNIX, udp);
  from.send("x", Buffer.from(path));
  from.connect(Buffer.from(path));
  from.send("y");
  from.sendMany([["z", Buffer.from(path)]]);
  for (const text of "xyz") equal(waitReadable(to).receive().toString(), text);
  deepEqual(from.getPeerName(), [path]);
});

test("a path that is not UTF-8 comes back as a Buffer, and is taken back", () => {
  needLinux("others want UTF-8 in paths");
  const path = bytesOf(temporaryPath("raw"), 0xff, 0xfe, 0x41);
  const to = open(Socket.PF_UNIX, udp).bind(path);
  const name = to.getSockName();
  equal(name.length, 1);
  ok(Buffer.isBuffer(name[0]), "a Buffer");
  deepEqual(name[0], path);
  const from = open(Socket.PF_UNIX, udp).bind(bytesOf(temporaryPath("from"), 0x80));
  from.send("x", name);
  deepEqual(waitReadable(to).receiveFrom(), { data: Buffer.from("x"), address: from.getSockName()[0], port: undefined });
  from.sendMany([["y", ...name]]);
  const senders = [];
  deepEqual(waitReadable(to).receiveMany(1, 9, senders), [Buffer.from("y")]);
  deepEqual(senders, [from.getSockName()]);
});

test("an abstract name that is not UTF-8 comes back exactly", () => {
  needLinux("abstract names");
  const name = Buffer.concat([Buffer.from([0]), Buffer.from(temporaryPath("abstract").slice(-40)), Buffer.from([0xc3, 0, 0x28])]);
  deepEqual(open(Socket.PF_UNIX, udp).bind(name).getSockName(), [name]);
});

test("a path as a Buffer has the rules of one as a string", () => {
  needUnix(udp);
  const socket = open(Socket.PF_UNIX, udp);
  throws(() => socket.bind(Buffer.alloc(0)), { name: "TypeError", message: /"address"/ });
  throws(() => socket.bind(Buffer.from("a\0b")), { name: "TypeError", message: /NUL/ });
  throws(() => socket.bind(Buffer.alloc(200, 97)), { name: "RangeError", message: /"address"/ });
  throws(() => socket.bind(5), { name: "TypeError", message: /"address".*path/ });
  deepEqual(socket.getSockName(), [""]);
});

// "Any other family of the system: the raw sockaddr as a Buffer, in and out."

test("an address of another family is its sockaddr as a Buffer", () => {
  needLinux("PF_XDP");
  const PF_XDP = 44;
  const socket = openIfPossible(PF_XDP, Socket.SOCK_RAW);
  const sockaddr = Buffer.alloc(16);
  sockaddr[0] = PF_XDP;
  throws(() => socket.bind(sockaddr), { name: "SocketError", syscall: "bind" }); // it has reached the system
  throws(() => socket.bind([sockaddr]), { name: "SocketError", syscall: "bind" });
  throws(() => socket.bind("lo"), { name: "TypeError" });
  throws(() => socket.bind(sockaddr, 5), { name: "TypeError" });
  throws(() => socket.bind(Buffer.alloc(16)), { name: "TypeError", message: /family/ });
  throws(() => socket.bind(Buffer.alloc(1)), { name: "RangeError", message: /"address"/ });
  throws(() => socket.bind(Buffer.alloc(129)), { name: "RangeError", message: /"address"/ });
});

// "Types: SOCK_SEQPACKET, SOCK_RDM beside the three; SOCK_NONBLOCK and SOCK_CLOEXEC in the type are understood"

test("SOCK_NONBLOCK in the type makes a socket that does not block, and the type is told without it", () => {
  if (Socket.SOCK_NONBLOCK === undefined) skip("no such bit here");
  const socket = open(Socket.PF_INET, Socket.SOCK_DGRAM | Socket.SOCK_NONBLOCK | Socket.SOCK_CLOEXEC);
  equal(socket.type, Socket.SOCK_DGRAM);
  equal(socket.receive(), false);
  const stream = open(Socket.PF_INET, Socket.SOCK_STREAM | Socket.SOCK_NONBLOCK).bind("127.0.0.1").listen();
  equal(stream.type, Socket.SOCK_STREAM);
  equal(stream.accept(), false);
});

test("SOCK_CLOEXEC in the type changes nothing", () => {
  if (Socket.SOCK_CLOEXEC === undefined) skip("no such bit here");
  const [socket, to] = [open(Socket.PF_INET, udp | Socket.SOCK_CLOEXEC), datagramSocket()];
  equal(socket.type, udp);
  socket.bind("127.0.0.1").send("x", to.getSockName());
  equal(to.receive().toString(), "x");
});

test("SOCK_RDM is refused with the system's own error where no family has it", () => {
  ok(Number.isInteger(Socket.SOCK_RDM));
  throws(() => open(Socket.PF_INET, Socket.SOCK_RDM), { name: "SocketError", syscall: "socket" });
});

// "Protocols: `IPPROTO_ICMP ICMPV6 IGMP SCTP UDPLITE MPTCP RAW`, as far as the system knows them."

test("protocols have IANA's numbers", () => {
  equal(Socket.IPPROTO_ICMP, 1);
  equal(Socket.IPPROTO_IGMP, 2);
  equal(Socket.IPPROTO_ICMPV6, 58);
  equal(Socket.IPPROTO_RAW, 255);
  if (!isLinux) skip("the others are Linux's");
  equal(Socket.IPPROTO_SCTP, 132);
  equal(Socket.IPPROTO_UDPLITE, 136);
  equal(Socket.IPPROTO_MPTCP, 262);
});

test("MPTCP is a stream like TCP", () => {
  const server = openIfPossible(Socket.PF_INET, Socket.SOCK_STREAM, Socket.IPPROTO_MPTCP ?? skip("no MPTCP here")).bind("127.0.0.1").listen();
  const client = open(Socket.PF_INET, Socket.SOCK_STREAM, Socket.IPPROTO_MPTCP);
  equal(client.connect(server.getSockName()), true);
  const accepted = keep(server.accept());
  equal(accepted.proto, Socket.IPPROTO_MPTCP);
  deepEqual(accepted.getPeerName(), client.getSockName());
  equal(client.send("over several paths"), true);
  equal(waitReadable(accepted).receive().toString(), "over several paths");
  client.shutdown();
  equal(accepted.receive().length, 0);
  throws(() => accepted.receiveMany(1, 1), { code: "EOPNOTSUPP" });
});

test("a non-blocking MPTCP connect is asked again", () => {
  const server = openIfPossible(Socket.PF_INET, Socket.SOCK_STREAM, Socket.IPPROTO_MPTCP ?? skip("no MPTCP here")).bind("127.0.0.1").listen();
  const client = open(Socket.PF_INET, Socket.SOCK_STREAM, Socket.IPPROTO_MPTCP).setBlocking(false);
  let connected = client.connect(server.getSockName());
  while (!connected) {
    Socket.select(null, [client], null, 10000);
    connected = client.connect(server.getSockName());
  }
  equal(client.getOption(Socket.SO_ERROR), 0);
});

test("UDP-Lite carries datagrams like UDP", () => {
  const to = openIfPossible(Socket.PF_INET, udp, Socket.IPPROTO_UDPLITE ?? skip("no UDP-Lite here")).bind("127.0.0.1");
  const from = open(Socket.PF_INET, udp, Socket.IPPROTO_UDPLITE).bind("127.0.0.1");
  from.send("", to.getSockName());
  from.sendMany([["two", ...to.getSockName()], ["three", to.getSockName()]]);
  equal(to.receive().length, 0);
  deepEqual(to.receiveFrom(), { data: Buffer.from("two"), address: "127.0.0.1", port: from.getSockName()[1] });
  deepEqual(to.getPeerName(), from.getSockName());
  equal(to.receive(2).toString(), "th");
});

done();
