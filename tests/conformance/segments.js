"use strict";

// Batches at the speed of segments: UDP_SEGMENT when sending, UDP_GRO when receiving, see udp(7).

const { Socket } = require("socket");
const { test, skip, done, ok, equal, deepEqual, throws } = require("./harness.js");
const { datagramPair, datagramSocket, expectNothingMore, isLinux, keep, needKernel, open, pattern, waitReadable } = require("./sockets.js");

const range = (count) => Array.from({ length: count }, (_, i) => i);

/** That many datagrams of a length, each with its number in front. */
function numbered(count, length = 64, first = 0) {
  return range(count).map((i) => {
    const data = Buffer.alloc(length, i);
    data.writeUInt16LE(first + i, 0);
    return data;
  });
}

/** Receives that many datagrams by single calls. */
function receiveEach(socket, count) {
  return range(count).map(() => waitReadable(socket).receive());
}

/** A connected pair whose receiver has room; with UDP_GRO on, Linux only. */
function pair({ gro = false, family = Socket.PF_INET } = {}) {
  if (gro && !isLinux) skip("no UDP_GRO on this system");
  const to = datagramSocket(family);
  to.setOption(Socket.SO_RCVBUF, 4 << 20);
  if (gro) to.setOption("UDP_GRO", true);
  const from = datagramSocket(family);
  from.connect(to.getSockName());
  return [from, to];
}

/** All that comes, by receiveMany. */
function receiveAll(socket, count, size = 2048, senders = undefined) {
  const all = [];
  while (all.length < count) {
    const some = senders && [];
    all.push(...waitReadable(socket).receiveMany(64, size, some));
    if (senders) senders.push(...some);
  }
  equal(all.length, count);
  return all;
}

// ---- sending ----

test("equally long datagrams arrive one by one, in order", () => {
  const [from, to] = pair();
  const all = numbered(200);
  equal(from.sendMany(all), 200);
  deepEqual(receiveEach(to, 200), all);
  expectNothingMore(to);
});

test("the last of a run may be shorter; longer, empty and different ones between are themselves", () => {
  const [from, to] = pair();
  const lengths = [10, 10, 10, 5, 10, 10, 20, 20, 0, 20, 20, 1, 0, 0, 3, 3, 4, 1400, 1400, 1];
  const all = lengths.map((length, i) => Buffer.alloc(length, i + 1));
  equal(from.sendMany(all), all.length);
  deepEqual(receiveEach(to, all.length), all);
  expectNothingMore(to);
});

test("datagrams to several addresses go to theirs", () => {
  const from = datagramSocket();
  const all = range(3).map(() => datagramSocket());
  const order = [0, 0, 0, 1, 1, 0, 2, 2, 2, 1];
  equal(from.sendMany(order.map((to, i) => [Buffer.alloc(30, i), ...all[to].getSockName()])), order.length);
  all.forEach((socket, to) => {
    const mine = order.flatMap((other, i) => other === to ? [i] : []);
    deepEqual(receiveEach(socket, mine.length).map((data) => data[0]), mine);
    deepEqual(socket.getPeerName()[1], from.getSockName()[1]);
    expectNothingMore(socket);
  });
});

test("as many and as long as no single piece can hold", () => {
  const [from, to] = pair();
  for (const [count, length] of [[65, 1], [130, 500], [45, 1472], [3, 30000], [2, 32754], [2, 40000], [2, 65507], [64, 1024]]) {
    const all = numbered(count, Math.max(length, 2));
    equal(from.sendMany(all), count, `${count} of ${length}`);
    deepEqual(receiveEach(to, count), all);
  }
  expectNothingMore(to);
});

test("over IPv6, too", () => {
  let pairOf6;
  try {
    pairOf6 = pair({ family: Socket.PF_INET6 });
  } catch (error) {
    skip(`there is no IPv6: ${error.code}`);
  }
  const [from, to] = pairOf6;
  const all = numbered(100, 100);
  equal(from.sendMany(all), 100);
  deepEqual(receiveEach(to, 100), all);
});

test("where the system refuses to cut, each goes by itself, and none twice", () => {
  if (!isLinux) skip("it never cuts here");
  const [from, to] = pair();
  from.setOption("SO_NO_CHECK", true); // without a checksum nothing is cut: EINVAL
  for (let round = 0; round < 3; round += 1) {
    const all = numbered(100);
    equal(from.sendMany(all), 100);
    deepEqual(receiveEach(to, 100), all);
  }
  expectNothingMore(to);
});

test("a socket that cuts or gathers by itself goes on to", () => {
  if (!isLinux) skip("another platform");
  const [from, to] = pair();
  from.sendMany(numbered(2));
  receiveEach(to, 2);
  from.setOption("UDP_SEGMENT", 32);
  from.sendMany(numbered(2));
  deepEqual(receiveEach(to, 4).map((data) => data.length), [32, 32, 32, 32]);
  from.setOption("UDP_SEGMENT", 0).setOption("UDP_CORK", true);
  from.sendMany(numbered(2));
  expectNothingMore(to);
  from.setOption("UDP_CORK", false);
  equal(waitReadable(to).receive().length, 128);
});

test("and so does one whose duplicate was told to", () => {
  if (!isLinux) skip("another platform");
  const [from, to] = pair();
  const copy = keep(from.duplicate());
  for (const each of [from, copy]) each.sendMany(numbered(2));
  receiveEach(to, 4);
  copy.setOption("UDP_SEGMENT", 32);
  from.sendMany(numbered(2));
  deepEqual(receiveEach(to, 4).map((data) => data.length), [32, 32, 32, 32]);
  from.setOption("UDP_SEGMENT", 0);
  copy.sendMany(numbered(2));
  deepEqual(receiveEach(to, 2), numbered(2));
  expectNothingMore(to);
});

test("an error tells exactly how many went before it", () => {
  const [from, to] = pair();
  const all = [...numbered(70), new Uint8Array(70000), ...numbered(10)];
  const error = throws(() => from.sendMany(all), { code: "EMSGSIZE", syscall: isLinux ? "sendmmsg" : undefined });
  equal(error.messagesSent, 70);
  deepEqual(receiveEach(to, 70), all.slice(0, 70));
  expectNothingMore(to);
});

test("sockets of Unix and others send as ever", () => {
  const [a, b] = [datagramSocket(Socket.PF_UNIX), datagramSocket(Socket.PF_UNIX)];
  a.connect(...b.getSockName());
  equal(a.sendMany(numbered(5)), 5);
  deepEqual(receiveEach(b, 5), numbered(5));
});

test("sendMessage with segmentSize sends one piece as several datagrams", () => {
  const [from, to] = pair();
  if (!isLinux) skip("no UDP_SEGMENT on this system");
  const data = pattern(1000);
  equal(from.sendMessage({ data: [data.subarray(0, 333), data.subarray(333)], segmentSize: 300 }), true);
  deepEqual(receiveEach(to, 4), [0, 300, 600, 900].map((at) => Buffer.from(data.subarray(at, Math.min(at + 300, 1000)))));
  throws(() => from.sendMessage({ data, segmentSize: 5 }), { code: "EINVAL" }); // more segments than there may be
  expectNothingMore(to);
});

// ---- receiving ----

test("with UDP_GRO receiveMany takes apart what the system has put together", () => {
  const [from, to] = pair({ gro: true });
  const all = [...numbered(64), ...numbered(10, 100, 64), Buffer.alloc(3, 3), ...numbered(5, 1400, 74)];
  equal(from.sendMany(all), all.length);
  deepEqual(receiveAll(to, all.length), all);
  equal(to.setBlocking(false).receiveMany(64, 2048), false);
});

test("its count is of the system's messages", () => {
  const [from, to] = pair({ gro: true });
  from.sendMany(numbered(64));
  deepEqual(waitReadable(to).receiveMany(1, 64), numbered(64));
});

test("each has the sender of its piece, and is cut at size", () => {
  const [from, to] = pair({ gro: true });
  const other = datagramSocket();
  from.sendMany(numbered(4));
  other.sendMany(numbered(3).map((data) => [data, ...to.getSockName()]));
  const senders = [];
  const all = receiveAll(to, 7, 10, senders);
  deepEqual(all.map((data) => data.length), [10, 10, 10, 10, 10, 10, 10]);
  deepEqual(senders.map(([, port]) => port), [...range(4).map(() => from.getSockName()[1]), ...range(3).map(() => other.getSockName()[1])]);
});

test("empty datagrams and single ones come as they are", () => {
  const [from, to] = pair({ gro: true });
  const all = [Buffer.alloc(0), Buffer.alloc(7, 1), Buffer.alloc(0), Buffer.alloc(60000, 2)];
  for (const data of all) from.send(data);
  deepEqual(receiveAll(to, 4, 65536), all);
});

test("what receiveMany returned is the caller's own, each with its memory", () => {
  const [from, to] = pair({ gro: true });
  from.sendMany(numbered(64));
  const first = receiveAll(to, 64);
  from.sendMany(numbered(64, 64, 1000));
  receiveAll(to, 64);
  deepEqual(first, numbered(64));
  first[0].fill(255);
  deepEqual(first.slice(1), numbered(64).slice(1));
});

test("receiveMessage returns them together with their segmentSize", () => {
  const [from, to] = pair({ gro: true });
  const all = numbered(20, 50);
  from.sendMany(all);
  const message = waitReadable(to).receiveMessage();
  deepEqual([message.segmentSize, message.truncated], [50, false]);
  deepEqual(message.data, Buffer.concat(all));
  from.sendMany(all);
  const into = new Uint8Array(65535);
  const { bytes, segmentSize } = waitReadable(to).receiveMessage({ into });
  deepEqual([bytes, segmentSize], [1000, 50]);
  deepEqual(Buffer.from(into.subarray(0, 1000)), Buffer.concat(all));
});

test("a piece and its segmentSize can be sent on as they came", () => {
  const [from, to] = pair({ gro: true });
  const [onwards, last] = pair();
  from.sendMany(numbered(10));
  const { data, segmentSize } = waitReadable(to).receiveMessage();
  onwards.sendMessage({ data, segmentSize });
  deepEqual(receiveEach(last, 10), numbered(10));
});

test("with other control data asked for, too", () => {
  needKernel();
  const [from, to] = pair({ gro: true });
  for (const option of ["SO_TIMESTAMPNS", "IP_PKTINFO", "IP_RECVTTL", "SO_RXQ_OVFL"]) to.setOption(option, true);
  from.sendMany(numbered(64));
  deepEqual(receiveAll(to, 64), numbered(64));
  from.sendMany(numbered(64));
  const { segmentSize, packetInfo } = waitReadable(to).receiveMessage();
  deepEqual([segmentSize, packetInfo.interface], [64, "lo"]);
});

test("switched off it is as before", () => {
  const [from, to] = pair({ gro: true });
  from.sendMany(numbered(3));
  receiveAll(to, 3);
  to.setOption("UDP_GRO", false);
  from.sendMany(numbered(10));
  deepEqual(waitReadable(to).receiveMany(4, 100), numbered(4));
  deepEqual(receiveAll(to, 6).map((data) => data[0]), [4, 5, 6, 7, 8, 9]);
});

test("it is on for all duplicates, whichever of them sets it", () => {
  const [from, to] = pair({ gro: true });
  const all = [to, keep(to.duplicate())];
  const expectOn = () => {
    for (const each of all) {
      from.sendMany(numbered(10));
      deepEqual(receiveAll(each, 10), numbered(10));
    }
  };
  expectOn();
  all[1].setOption("UDP_GRO", false);
  all.push(keep(all[1].duplicate()));
  all[2].setOption(104, 1, 17); // UDP_GRO by number
  expectOn();
});

test("the other calls get what the system gives", () => {
  const [from, to] = pair({ gro: true });
  from.sendMany(numbered(3));
  deepEqual(waitReadable(to).receive(), Buffer.concat(numbered(3)));
});

test("streams and pairs without a system's help work as ever", () => {
  const [a, b] = datagramPair();
  a.sendMany(["1", "2", "3"]);
  deepEqual(waitReadable(b).receiveMany(10, 10).map(String), ["1", "2", "3"]);
  throws(() => open().sendMany(numbered(3)), { code: "EOPNOTSUPP" });
});

done();
