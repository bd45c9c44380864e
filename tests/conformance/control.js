"use strict";

// The control data of messages, by the same names in both directions: see ip(7), ipv6(7), unix(7), socket(7), cmsg(3).

const { Socket } = require("socket");
const { test, skip, done, ok, equal, deepEqual, temporaryPath, throws } = require("./harness.js");
const { datagramPair, datagramSocket, expectNothingMore, isLinux, needKernel, needLinux, needUnix, open, refusingAddress, waitReadable } = require("./sockets.js");

/** Linux tells all of it; elsewhere the options have other names, or there are none. */
function testControl(name, body) {
  test(name, () => {
    if (!isLinux) skip("another platform");
    body();
  });
}

/** A datagram socket of either family with some options on, and one that sends to it. */
function watching(family, ...options) {
  const to = datagramSocket(family);
  for (const option of options) to.setOption(option, true);
  const from = datagramSocket(family);
  from.connect(to.getSockName());
  return [from, to];
}

const receive = (socket, options) => waitReadable(socket).receiveMessage(options);
const hasIPv6 = () => {
  try {
    new Socket(Socket.PF_INET6, Socket.SOCK_DGRAM).bind("::1").close();
    return true;
  } catch {
    return false;
  }
};
const needIPv6Loopback = () => hasIPv6() || skip("there is no ::1");

testControl("ttl: sent with one datagram, and told", () => {
  const [from, to] = watching(Socket.PF_INET, "IP_RECVTTL");
  equal(from.sendMessage({ data: "x", ttl: 7 }), true);
  equal(receive(to).ttl, 7);
  from.sendMessage({ data: "x", ttl: "200" });
  equal(receive(to).ttl, 200);
  from.send("x");
  ok(receive(to).ttl > 7, "the next has its own again");
});

testControl("ttl of IPv6 is its hop limit", () => {
  needIPv6Loopback();
  const [from, to] = watching(Socket.PF_INET6, "IPV6_RECVHOPLIMIT");
  from.sendMessage({ data: "x", ttl: 9 });
  equal(receive(to).ttl, 9);
});

testControl("tos, and the traffic class of IPv6", () => {
  const [from, to] = watching(Socket.PF_INET, "IP_RECVTOS");
  from.sendMessage({ data: "x", tos: 0xb8 });
  equal(receive(to).tos, 0xb8);
  from.sendMessage({ data: "x", tos: 0 });
  equal(receive(to).tos, 0);
  needIPv6Loopback();
  const [from6, to6] = watching(Socket.PF_INET6, "IPV6_RECVTCLASS");
  from6.sendMessage({ data: "x", tos: 0x28 });
  equal(receive(to6).tos, 0x28);
});

testControl("packetInfo: the interface, the address to answer from, and where the packet was sent", () => {
  const server = open(Socket.PF_INET, Socket.SOCK_DGRAM).bind("0.0.0.0").setOption("IP_PKTINFO", true);
  const client = datagramSocket();
  client.send("x", "127.0.0.5", server.getSockName()[1]);
  const { packetInfo, address, port } = receive(server);
  deepEqual(packetInfo, { interface: "lo", address: "127.0.0.5", destination: "127.0.0.5" });
  server.sendMessage({ data: "y", address, port, packetInfo });
  equal(receive(client).address, "127.0.0.5");
});

testControl("packetInfo of IPv6", () => {
  needIPv6Loopback();
  const [from, to] = watching(Socket.PF_INET6, "IPV6_RECVPKTINFO");
  from.sendMessage({ data: "x", packetInfo: { interface: "lo", address: "::1" } });
  deepEqual(receive(to).packetInfo, { interface: "lo", address: "::1", destination: "::1" });
});

testControl("packetInfo to send: any part may be left out; the interface is a name or an index", () => {
  const [from, to] = [datagramSocket(), datagramSocket()];
  const [address, port] = to.getSockName();
  for (const packetInfo of [{}, { interface: "lo" }, { interface: 1 }, { interface: "" }, { address: "127.0.0.9" }, { interface: null, address: null }]) {
    const any = open(Socket.PF_INET, Socket.SOCK_DGRAM);
    any.sendMessage({ data: "x", address, port, packetInfo });
    equal(receive(to).address, packetInfo.address ?? "127.0.0.1");
  }
  expectNothingMore(to);
  ok(from.fd >= 0, "open");
});

testControl("timestamp: a bigint of nanoseconds since 1970, in any of its kinds", () => {
  needKernel();
  const SOFTWARE = 0x8 | 0x10; // SOF_TIMESTAMPING_RX_SOFTWARE, SOF_TIMESTAMPING_SOFTWARE
  for (const [option, value] of [["SO_TIMESTAMPNS", true], ["SO_TIMESTAMP", true], ["SO_TIMESTAMPING", SOFTWARE]]) {
    const [from, to] = watching(Socket.PF_INET);
    to.setOption(option, value);
    const before = BigInt(Date.now()) * 1000000n;
    let timestamp;
    do { // the system may begin to stamp only after the first have gone through
      from.send("x");
      ({ timestamp } = receive(to));
    } while (timestamp === undefined);
    equal(typeof timestamp, "bigint", option);
    // The clock of the host's Date may be some milliseconds coarse.
    ok(timestamp > before - 1000000000n && timestamp < before + 60000000000n, `${option}: ${timestamp}, ${before}`);
  }
});

testControl("dropped: how many datagrams there was no room for", () => {
  needKernel();
  const [from, to] = watching(Socket.PF_INET, "SO_RXQ_OVFL");
  to.setOption(Socket.SO_RCVBUF, 1);
  for (let i = 0; i < 100; i += 1) from.send(new Uint8Array(1000));
  while (to.receiveMessage({ flags: Socket.MSG_DONTWAIT }) !== false);
  from.send("x");
  const { dropped } = receive(to);
  ok(dropped > 50 && dropped < 100, `${dropped} were dropped`);
});

testControl("credentials: who has sent", () => {
  const path = temporaryPath("credentials");
  const to = open(Socket.PF_UNIX, Socket.SOCK_DGRAM).bind(path).setOption("SO_PASSCRED", true);
  const from = open(Socket.PF_UNIX, Socket.SOCK_DGRAM);
  from.send("x", path);
  const { credentials } = receive(to);
  deepEqual(Object.keys(credentials), ["pid", "uid", "gid"]);
  ok(credentials.pid > 0 && credentials.uid >= 0, `${credentials.pid}`);
  from.sendMessage({ data: "x", address: path, credentials });
  deepEqual(receive(to).credentials, credentials);
  if (credentials.uid === 0) { // as root one may claim to be another
    from.sendMessage({ data: "x", address: path, credentials: { pid: credentials.pid, uid: 65534, gid: "4294967294" } });
    deepEqual(receive(to).credentials, { pid: credentials.pid, uid: 65534, gid: 4294967294 });
  }
});

testControl("error: what the queue of errors has, and whom it is about", () => {
  const socket = datagramSocket().setOption("IP_RECVERR", true);
  equal(socket.receiveMessage({ flags: Socket.MSG_ERRQUEUE }), false);
  const [address, port] = refusingAddress();
  socket.send("gone", address, port);
  waitReadable(socket);
  const message = socket.receiveMessage({ flags: Socket.MSG_ERRQUEUE });
  deepEqual(message.error, { code: "ECONNREFUSED", errno: -111, origin: Socket.SO_EE_ORIGIN_ICMP, icmpType: 3, icmpCode: 3, offender: "127.0.0.1" });
  deepEqual([message.data.toString(), message.address, message.port, message.flags & Socket.MSG_ERRQUEUE], ["gone", address, port, Socket.MSG_ERRQUEUE]);
  equal(socket.receiveMessage({ flags: Socket.MSG_ERRQUEUE }), false);
});

testControl("error of IPv6", () => {
  needIPv6Loopback();
  const socket = datagramSocket(Socket.PF_INET6).setOption("IPV6_RECVERR", true);
  socket.send("gone", ...refusingAddress("::1"));
  waitReadable(socket);
  const { error } = socket.receiveMessage({ flags: Socket.MSG_ERRQUEUE });
  deepEqual(error, { code: "ECONNREFUSED", errno: -111, origin: Socket.SO_EE_ORIGIN_ICMP6, icmpType: 1, icmpCode: 4, offender: "::1" });
});

testControl("error of this machine: nobody else is to blame", () => {
  const socket = datagramSocket().setOption("IP_RECVERR", true).setOption("IP_MTU_DISCOVER", 2);
  throws(() => socket.send(new Uint8Array(65508), "127.0.0.1", 9), { code: "EMSGSIZE" });
  const message = socket.receiveMessage({ flags: Socket.MSG_ERRQUEUE });
  if (message === false) skip("this kernel queues none");
  deepEqual([message.error.code, message.error.origin, message.error.offender], ["EMSGSIZE", Socket.SO_EE_ORIGIN_LOCAL, null]);
});

testControl("control: what has no name, with level, type and bytes", () => {
  const [from, to] = watching(Socket.PF_INET, "IP_RECVTTL");
  from.sendMessage({ data: "x", control: [{ level: 0, type: 2, data: Uint8Array.of(33, 0, 0, 0) }] }); // IP_TTL by number
  equal(receive(to).ttl, 33);
  throws(() => from.sendMessage({ data: "x", control: [{ level: 0, type: 9999, data: Uint8Array.of(1) }] }), { code: "EINVAL", syscall: "sendmsg" });
  equal("control" in receive(sendTo(to, from)), false);
});

/** Sends something without control data. */
function sendTo(to, from) {
  from.send("x");
  return to;
}

testControl("several kinds at once, and none of them is there unasked", () => {
  needKernel();
  const [from, to] = watching(Socket.PF_INET, "IP_RECVTTL", "IP_RECVTOS", "IP_PKTINFO", "SO_TIMESTAMPNS");
  from.sendMessage({ data: "x", ttl: 3, tos: 4, packetInfo: { interface: "lo" }, flags: Socket.MSG_DONTWAIT });
  const { ttl, tos, packetInfo, timestamp } = receive(to);
  deepEqual([ttl, tos, packetInfo.interface, typeof timestamp], [3, 4, "lo", "bigint"]);
  const [a, b] = datagramPair();
  a.send("x");
  deepEqual(Object.keys(receive(b)), ["data", "address", "port", "truncated", "controlTruncated", "flags"]);
});

testControl("with the data in memory of the caller's, the control data are the same", () => {
  const [from, to] = watching(Socket.PF_INET, "IP_RECVTTL");
  from.sendMessage({ data: ["ab", "c"], ttl: 5 });
  const into = [new Uint8Array(2), new Uint8Array(2)];
  deepEqual([receive(to, { into }).ttl, ...into[0], ...into[1]], [5, 97, 98, 99, 0]);
});

test("wrong control data name their key, and nothing is sent", () => {
  needUnix(Socket.SOCK_DGRAM);
  needLinux();
  const [a, b] = datagramPair();
  const type = (control, key) => throws(() => a.sendMessage({ data: "x", ...control }), { name: "TypeError", code: "ERR_INVALID_ARG_TYPE", message: new RegExp(`"message\\.${key}"`) });
  const outside = (control, key) => throws(() => a.sendMessage({ data: "x", ...control }), { name: "RangeError", code: "ERR_OUT_OF_RANGE", message: new RegExp(`"message\\.${key}"`) });
  for (const wrong of ["x", {}, true, () => 1, [1]]) type({ ttl: wrong }, "ttl");
  for (const wrong of [0, 256, -1, 1.5, NaN, Infinity]) outside({ ttl: wrong }, "ttl");
  outside({ tos: 256 }, "tos");
  outside({ segmentSize: 0 }, "segmentSize");
  type({ segmentSize: "x" }, "segmentSize");
  type({ packetInfo: "lo" }, "packetInfo");
  type({ packetInfo: { interface: "no such one" } }, "packetInfo\\.interface");
  type({ packetInfo: { interface: {} } }, "packetInfo\\.interface");
  type({ packetInfo: { address: "::1" } }, "packetInfo\\.address");
  type({ packetInfo: { address: 5 } }, "packetInfo\\.address");
  type({ packetInfo: { device: "lo" } }, "packetInfo\\.device");
  type({ control: {} }, "control");
  type({ control: [5] }, "control\\[0\\]");
  type({ control: [{ level: 0, type: 2, data: "text" }] }, "control\\[0\\]\\.data");
  type({ control: [{ level: "x", type: 2, data: new Uint8Array(1) }] }, "control\\[0\\]\\.level");
  type({ control: [{ level: 0, kind: 2, data: new Uint8Array(1) }] }, "control\\[0\\]\\.kind");
  for (const key of ["timestamp", "dropped", "error"]) type({ [key]: 5 }, key); // these are only received
  type({ credentials: { pid: 1, uid: 0, gid: 0 } }, "credentials"); // not on the Internet
  const unix = datagramSocket(Socket.PF_UNIX);
  const wrongUnix = (control, key) => throws(() => unix.sendMessage({ data: "x", address: unix.getSockName(), ...control }), { message: new RegExp(`"message\\.${key}"`) });
  wrongUnix({ ttl: 5 }, "ttl");
  wrongUnix({ packetInfo: {} }, "packetInfo");
  wrongUnix({ credentials: 5 }, "credentials");
  wrongUnix({ credentials: { pid: 1, uid: -1, gid: 0 } }, "credentials\\.uid");
  wrongUnix({ credentials: { pid: 1, uid: 0 } }, "credentials\\.gid");
  expectNothingMore(b);
  equal(unix.setBlocking(false).receive(), false);
});

done();
