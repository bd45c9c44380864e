"use strict";

// "`PF_NETLINK` `[pid, groups]`"

const { Socket } = require("socket");
const { test, done, ok, equal, deepEqual, throws } = require("./harness.js");
const { expectNoLeak, keep, needKernel, needLinux, open, waitReadable } = require("./sockets.js");

const RTM_GETLINK = 18;
const RTM_NEWLINK = 16;
const NLMSG_DONE = 3;
const NLM_F_REQUEST_DUMP = 0x301;

function netlink(proto = Socket.NETLINK_ROUTE) {
  needLinux("netlink");
  return open(Socket.PF_NETLINK, Socket.SOCK_RAW, proto);
}

/** A request for all network interfaces: struct nlmsghdr and struct rtgenmsg. */
function linkRequest(sequence) {
  const request = new DataView(new ArrayBuffer(20));
  request.setUint32(0, 20, true);
  request.setUint16(4, RTM_GETLINK, true);
  request.setUint16(6, NLM_F_REQUEST_DUMP, true);
  request.setUint32(8, sequence, true);
  return request;
}

/** The types of all messages in an answer. */
function typesOf(data) {
  const view = new DataView(data.buffer, data.byteOffset, data.length);
  const types = [];
  for (let at = 0; at < data.length; at += (view.getUint32(at, true) + 3) & ~3) types.push(view.getUint16(at + 4, true));
  return types;
}

test("an address is [pid, groups]", () => {
  const socket = netlink();
  deepEqual(socket.getSockName(), [0, 0]);
  socket.bind(0, 0);
  const [pid, groups] = socket.getSockName();
  ok(Number.isInteger(pid) && pid > 0, `pid ${pid}`);
  equal(groups, 0);
});

test("groups are bound, and come back", () => {
  deepEqual(netlink().bind([0, 1]).getSockName()[1], 1);
  deepEqual(netlink().bind("0", "1").getSockName()[1], 1);
});

test("pid and groups have 32 bits", () => {
  needKernel();
  const socket = netlink(Socket.NETLINK_USERSOCK).bind(0xfffffffe, 0);
  deepEqual(socket.getSockName(), [0xfffffffe, 0]);
  equal(netlink(Socket.NETLINK_USERSOCK).connect(0xfffffffe, 0), true);
});

test("the kernel answers, and receiveFrom tells that it did", () => {
  const socket = netlink().bind(0, 0);
  equal(socket.send(linkRequest(7), 0, 0), true);
  const { data, address, port } = waitReadable(socket).receiveFrom();
  equal(address, 0);
  equal(port, 0);
  ok(typesOf(data).includes(RTM_NEWLINK), "tells of an interface");
});

test("send to an array, sendMany and receiveMany", () => {
  const socket = netlink().bind(0, 0);
  equal(socket.sendMany([[linkRequest(1), 0, 0]]), 1);
  const senders = [];
  const types = [];
  while (!types.includes(NLMSG_DONE)) {
    const datagrams = waitReadable(socket).receiveMany(8, 65536, senders);
    for (const data of datagrams) types.push(...typesOf(data));
    deepEqual(senders, datagrams.map(() => [0, 0]));
  }
  equal(types[0], RTM_NEWLINK);
  equal(socket.send(linkRequest(2), [0, 0]), true);
  ok(typesOf(waitReadable(socket).receive()).includes(RTM_NEWLINK));
});

test("two sockets reach each other by their pids", () => {
  needKernel();
  const a = netlink(Socket.NETLINK_USERSOCK).bind(0, 0);
  const b = netlink(Socket.NETLINK_USERSOCK).bind(0, 0);
  a.connect(b.getSockName());
  deepEqual(a.getPeerName(), b.getSockName());
  equal(a.send("hello"), true);
  deepEqual(waitReadable(b).receiveFrom(100), { data: Buffer.from("hello"), address: a.getSockName()[0], port: 0 });
  equal(b.send("answer", a.getSockName()), true);
  equal(waitReadable(a).receive().toString(), "answer");
});

test("an awaited datagram for a full queue goes when there is room again", async () => {
  needKernel();
  const a = netlink(Socket.NETLINK_USERSOCK).bind(0, 0).setBlocking(false);
  const b = netlink(Socket.NETLINK_USERSOCK).bind(0, 0).setOption("SO_RCVBUF", 4096);
  let sent = 0;
  while (a.send(Buffer.alloc(1000), b.getSockName()) && sent < 10_000) sent += 1;
  ok(sent > 0 && sent < 10_000);
  const last = a.sendAsync("the last", b.getSockName());
  const behind = a.sendManyAsync([["and another", ...b.getSockName()]]);
  for (let i = 0; i < sent; i++) b.receive();
  equal(await last, true);
  equal(await behind, 1);
  deepEqual([b.receive().toString(), b.receive().toString()], ["the last", "and another"]);
});

test("peek and available of netlink", () => {
  const socket = netlink().bind(0, 0);
  equal(socket.available(), 0);
  socket.send(linkRequest(1), 0);
  waitReadable(socket);
  const length = socket.available();
  equal(socket.peek().length, length);
  equal(socket.receive().length, length);
});

test("what is no netlink address is refused, with what would be right", () => {
  const socket = netlink();
  throws(() => socket.bind("x"), { name: "TypeError", code: "ERR_INVALID_ARG_TYPE", message: /"address".*pid/ });
  throws(() => socket.bind(), { name: "TypeError", message: /"address".*pid/ });
  throws(() => socket.bind(0, "x"), { name: "TypeError", message: /"port".*groups/ });
  throws(() => socket.bind(Buffer.alloc(12)), { name: "TypeError", message: /"address".*pid/ });
  throws(() => socket.bind([0, 0, 0]), { name: "TypeError", message: /\[pid, groups\]/ });
  for (const wrong of [-1, 2 ** 32, 0.5, NaN, Infinity]) {
    throws(() => socket.bind(wrong, 0), { name: "RangeError", code: "ERR_OUT_OF_RANGE", message: /"address"/ });
    throws(() => socket.bind(0, wrong), { name: "RangeError", code: "ERR_OUT_OF_RANGE", message: /"port"/ });
  }
  deepEqual(socket.getSockName(), [0, 0]);
});

test("netlink sockets leave nothing behind", () => {
  needLinux("netlink");
  expectNoLeak(() => {
    const socket = keep(new Socket(Socket.PF_NETLINK, Socket.SOCK_DGRAM, Socket.NETLINK_ROUTE));
    socket.bind(0, 0).close();
  });
});

done();
