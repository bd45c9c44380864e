"use strict";

// sendMessage() and receiveMessage() are ours: sendmsg(2) and recvmsg(2). Their control data are in control.js and descriptors.js.

const { Socket } = require("socket");
const { test, skip, done, ok, equal, deepEqual, throws } = require("./harness.js");
const {
  datagramPair, datagramSocket, expectNothingMore, isWindows, needLinux, needUnix, open, pattern, receiveExactly, smallStreamPair, streamPair,
  waitReadable,
} = require("./sockets.js");

/** Windows has no such calls for sockets of every kind. */
function testMessages(name, body) {
  test(name, () => {
    if (isWindows) skip("not on Windows: EOPNOTSUPP");
    body();
  });
}

const bytes = (...all) => Uint8Array.from(all);
const range = (count) => Array.from({ length: count }, (_, i) => i);

test("a system without messages says so", () => {
  if (!isWindows) skip("only on Windows");
  const [a, b] = datagramPair();
  throws(() => a.sendMessage({ data: "x" }), { code: "EOPNOTSUPP", syscall: "sendmsg" });
  throws(() => b.receiveMessage(), { code: "EOPNOTSUPP", syscall: "recvmsg" });
});

testMessages("a datagram goes, and comes with its sender and flags", () => {
  const [from, to] = [datagramSocket(), datagramSocket()];
  const [address, port] = to.getSockName();
  equal(from.sendMessage({ data: "žluť", address, port }), true);
  const message = waitReadable(to).receiveMessage();
  const [sender, senderPort] = from.getSockName();
  deepEqual(message, { data: Buffer.from("žluť"), address: sender, port: senderPort, truncated: false, controlTruncated: false, flags: 0 });
  ok(Buffer.isBuffer(message.data), "a Buffer");
});

testMessages("the data are what send() takes, or left out", () => {
  const [a, b] = datagramPair();
  const view = bytes(0, 1, 2, 3).subarray(1, 3);
  for (const [data, length] of [["abc", 3], [view, 2], [new DataView(new ArrayBuffer(5), 1), 4], [new ArrayBuffer(6), 6], ["", 0], [undefined, 0], [[], 0]]) {
    equal(a.sendMessage({ data }), true);
    equal(waitReadable(b).receiveMessage().data.length, length);
  }
  equal(a.sendMessage({}), true);
  equal(waitReadable(b).receiveMessage({}).data.length, 0);
});

testMessages("data in several parts are gathered into one datagram", () => {
  const [a, b] = datagramPair();
  equal(a.sendMessage({ data: [bytes(1, 2), "xy", new ArrayBuffer(1), bytes(), bytes(9).subarray(0)] }), true);
  deepEqual([...waitReadable(b).receiveMessage().data], [1, 2, 120, 121, 0, 9]);
  const many = range(1024).map((i) => bytes(i, i >> 8));
  equal(a.sendMessage({ data: many }), true);
  const { data } = waitReadable(b).receiveMessage();
  deepEqual(data, Buffer.concat(many));
});

testMessages("into several parts a datagram is scattered, and nothing is written behind it", () => {
  const [a, b] = datagramPair();
  a.send(bytes(1, 2, 3, 4, 5, 6));
  const [first, empty, second, rest] = [new Uint8Array(2), new Uint8Array(0), Buffer.alloc(3).subarray(1), new Uint8Array(4).fill(7)];
  const { bytes: count, data, truncated } = waitReadable(b).receiveMessage({ into: [first, empty, second, rest] });
  deepEqual([count, data, truncated], [6, undefined, false]);
  deepEqual([...first, ...second, ...rest], [1, 2, 3, 4, 5, 6, 7, 7]);
});

testMessages("into one part: of a view its own bytes only", () => {
  const [a, b] = datagramPair();
  const whole = new Uint8Array(10);
  a.send("abc");
  equal(waitReadable(b).receiveMessage({ into: whole.subarray(4, 8) }).bytes, 3);
  deepEqual([...whole], [0, 0, 0, 0, 97, 98, 99, 0, 0, 0]);
  a.send("abc");
  equal(waitReadable(b).receiveMessage({ into: whole.buffer }).bytes, 3);
  deepEqual([...whole], [97, 98, 99, 0, 97, 98, 99, 0, 0, 0]);
});

testMessages("large parts go and come", () => {
  const [a, b] = datagramPair();
  const all = pattern(60000);
  const cut = (data) => [data.subarray(0, 100), data.subarray(100, 30000), data.subarray(30000)];
  equal(a.sendMessage({ data: cut(all) }), true);
  deepEqual(waitReadable(b).receiveMessage().data, Buffer.from(all));
  a.send(all);
  const got = new Uint8Array(200000);
  equal(waitReadable(b).receiveMessage({ into: cut(got) }).bytes, 60000);
  deepEqual(got.subarray(0, 60000), all);
  a.send(all);
  deepEqual(waitReadable(b).receiveMessage({ size: 1048576 }).data, Buffer.from(all));
});

testMessages("a datagram that is longer is cut, and told to be", () => {
  const [a, b] = datagramPair();
  for (const options of [{ size: 3 }, { into: new Uint8Array(3) }, { into: [new Uint8Array(1), new Uint8Array(2)] }, { size: 0 }]) {
    a.send("abcdef");
    const message = waitReadable(b).receiveMessage(options);
    deepEqual([message.truncated, message.data?.length ?? message.bytes, message.flags & Socket.MSG_TRUNC], [true, options.size ?? 3, Socket.MSG_TRUNC]);
  }
  expectNothingMore(b);
});

testMessages("one array stands for address and port, as everywhere", () => {
  const [from, to] = [datagramSocket(), datagramSocket()];
  const [host, port] = to.getSockName();
  for (const way of [{ address: to.getSockName() }, { address: [host, String(port)] }, { address: host, port: String(port) }]) {
    equal(from.sendMessage({ data: "x", ...way }), true);
    equal(waitReadable(to).receiveMessage().data.toString(), "x");
  }
  throws(() => from.sendMessage({ data: "x", address: to.getSockName(), port }), { name: "TypeError", message: /"message\.address"/ });
});

testMessages("addresses of Unix sockets are paths", () => {
  needUnix(Socket.SOCK_DGRAM);
  const [a, b] = [datagramSocket(Socket.PF_UNIX), datagramSocket(Socket.PF_UNIX)];
  const unnamed = open(Socket.PF_UNIX, Socket.SOCK_DGRAM);
  a.sendMessage({ data: "x", address: b.getSockName()[0] });
  unnamed.sendMessage({ data: "y", address: b.getSockName() });
  deepEqual([b.receiveMessage().address, b.receiveMessage().address], [a.getSockName()[0], ""]);
});

testMessages("getPeerName is the sender of the last message", () => {
  const [from, to] = [datagramSocket(), datagramSocket()];
  from.sendMessage({ data: "x", address: to.getSockName() });
  waitReadable(to).receiveMessage();
  deepEqual(to.getPeerName(), from.getSockName());
});

testMessages("a stream: bytes in order, and an empty Buffer at its end", () => {
  const [client, server] = streamPair();
  equal(client.sendMessage({ data: ["ab", "cd"] }), true);
  deepEqual(Buffer.from(receiveExactly(server, 4)).toString(), "abcd");
  equal(client.sendMessage({ data: "" }), true);
  client.sendMessage({ data: "efgh" });
  waitReadable(server);
  deepEqual([server.receiveMessage({ size: 1 }).data.toString(), server.receiveMessage({ size: 0 }).data.length], ["e", 0]);
  const { data, address, truncated } = server.receiveMessage();
  deepEqual([data.toString(), address, truncated], ["fgh", undefined, false]);
  client.shutdown();
  equal(waitReadable(server).receiveMessage().data.length, 0);
});

testMessages("a non-blocking stream tells how much of all parts it took, then false", () => {
  const [client, server] = smallStreamPair();
  client.setBlocking(false);
  const part = pattern(1000003);
  const taken = client.sendMessage({ data: [part, part, part] });
  ok(taken > 0 && taken < 3 * part.length, `${taken} were taken`);
  let result;
  let sent = taken;
  while ((result = client.sendMessage({ data: part })) !== false) sent += Number(result);
  const all = receiveExactly(server, taken);
  for (let i = 0; i < taken; i += 1) if (all[i] !== part[i % part.length]) return ok(false, `byte ${i} is wrong`);
  receiveExactly(server, sent - taken);
});

testMessages("false when it would block, by the socket's mode or by MSG_DONTWAIT", () => {
  const [a, b] = datagramPair();
  if (!isWindows) equal(b.receiveMessage({ flags: Socket.MSG_DONTWAIT }), false);
  equal(b.setBlocking(false).receiveMessage(), false);
  a.send("x");
  equal(waitReadable(b).receiveMessage().data.toString(), "x");
  equal(b.receiveMessage({ into: new Uint8Array(5) }), false);
});

testMessages("flags are passed on: MSG_PEEK takes nothing, MSG_TRUNC tells the real length", () => {
  const [a, b] = datagramPair();
  a.send("abcdef");
  equal(waitReadable(b).receiveMessage({ flags: Socket.MSG_PEEK }).data.toString(), "abcdef");
  needLinux();
  const into = new Uint8Array(2);
  equal(b.receiveMessage({ flags: Socket.MSG_PEEK | Socket.MSG_TRUNC, into }).bytes, 6);
  deepEqual([...into], [97, 98]);
  equal(b.receiveMessage({ flags: Socket.MSG_TRUNC, size: 2 }).data.toString(), "ab");
});

testMessages("MSG_WAITALL waits for all parts, and MSG_TRUNC on a stream shows no memory", () => {
  const [client, server] = streamPair();
  client.sendMessage({ data: "abc" });
  client.sendMessage({ data: "def" });
  const parts = [new Uint8Array(4), new Uint8Array(2)];
  equal(server.receiveMessage({ into: parts, flags: Socket.MSG_WAITALL }).bytes, 6);
  equal(Buffer.concat(parts).toString(), "abcdef");
  needLinux();
  client.send("secret");
  waitReadable(server);
  const thrown = server.receiveMessage({ flags: Socket.MSG_TRUNC, size: 100 });
  deepEqual([...thrown.data], [0, 0, 0, 0, 0, 0]);
});

testMessages("a datagram that is too large is EMSGSIZE of sendmsg", () => {
  const [a, b] = datagramPair();
  throws(() => a.sendMessage({ data: new Uint8Array(70000) }), { name: "SocketError", code: "EMSGSIZE", syscall: "sendmsg" });
  expectNothingMore(b);
  b.close();
  throws(() => b.receiveMessage(), { code: "EBADF", syscall: "recvmsg" });
  throws(() => b.sendMessage({ data: "x" }), { code: "EBADF", syscall: "sendmsg" });
});

testMessages("an error names the address", () => {
  const from = datagramSocket();
  throws(() => from.sendMessage({ data: "x", address: "255.255.255.255", port: 9 }), { code: "EACCES", address: "255.255.255.255", port: 9 });
});

testMessages("what is wrong in a message names its key, and nothing is sent", () => {
  const [a, b] = datagramPair();
  const type = (message, key) => throws(() => a.sendMessage(message), { name: "TypeError", code: "ERR_INVALID_ARG_TYPE", message: new RegExp(`"${key}"`) });
  const outside = (message, key) => throws(() => a.sendMessage(message), { name: "RangeError", code: "ERR_OUT_OF_RANGE", message: new RegExp(`"${key}"`) });
  for (const wrong of [undefined, null, 5, "text", [], Symbol("x")]) type(wrong, "message");
  type({ date: "x" }, "message\\.date");
  type({ data: "x", truncated: false }, "message\\.truncated");
  for (const data of [5, {}, null === 0, () => 1]) type({ data }, "message\\.data");
  type({ data: ["x", 5] }, "message\\.data\\[1\\]");
  type({ data: "x", flags: {} }, "message\\.flags");
  outside({ data: "x", flags: 2 ** 31 }, "message\\.flags");
  outside({ data: "x", flags: 0x4000000 }, "message\\.flags"); // MSG_ZEROCOPY
  type({ data: "x", address: 5 }, "message\\.address");
  type({ data: "x", address: "localhost", port: 5 }, "message\\.address");
  type({ data: "x", port: 5 }, "message\\.address");
  outside({ data: "x", address: "127.0.0.1", port: 65536 }, "message\\.port");
  outside({ data: "x", address: "127.0.0.1", port: 1.5 }, "message\\.port");
  throws(() => a.sendMessage({ data: "x", address: "localhost" }), { message: /getAddrInfo/ });
  outside({ data: new Array(1025).fill("x") }, "message\\.data\\.length");
  expectNothingMore(b);
});

testMessages("what is wrong in the options of receiving names its key, and nothing is taken", () => {
  const [a, b] = datagramPair();
  a.send("stay");
  const type = (options, key) => throws(() => b.receiveMessage(options), { name: "TypeError", code: "ERR_INVALID_ARG_TYPE", message: new RegExp(`"${key}"`) });
  for (const wrong of [5, "text", [], () => 1]) type(wrong, "options");
  type({ length: 5 }, "options\\.length");
  type({ into: 5 }, "options\\.into");
  type({ into: [new Uint8Array(1), "x"] }, "options\\.into\\[1\\]");
  type({ into: new Uint8Array(1), size: 1 }, "options\\.size");
  type({ flags: "MSG_PEEK" }, "options\\.flags");
  for (const size of [-1, 1.5, NaN, 1048577]) throws(() => b.receiveMessage({ size }), { name: "RangeError", message: /"options\.size"/ });
  equal(waitReadable(b).receiveMessage(null).data.toString(), "stay");
});

testMessages("properties are read once, and only the message's own", () => {
  const [a, b] = datagramPair();
  let reads = 0;
  const message = Object.create({ ttl: "wrong", data: "inherited" }, { data: { enumerable: true, get() { reads += 1; return `read ${reads}`; } } });
  equal(a.sendMessage(message), true);
  equal(waitReadable(b).receiveMessage().data.toString(), "read 1");
});

testMessages("a getter that takes memory away or closes the socket changes nothing that is not told", () => {
  const [a, b] = datagramPair();
  const data = new Uint8Array([1, 2, 3]);
  const sneaky = { data: [data, "x"], get tos() { structuredCloneOf(data.buffer); return 0; } };
  throws(() => a.sendMessage(sneaky), { name: "TypeError", message: /"message\.data/ });
  throws(() => a.sendMessage({ data: "x", get ttl() { a.close(); return 1; } }), { code: "EBADF" });
  expectNothingMore(b);
});

/** Takes an array's memory away, where the host can. */
function structuredCloneOf(buffer) {
  if (typeof structuredClone === "function") structuredClone(buffer, { transfer: [buffer] });
  else if (buffer.transfer) buffer.transfer();
  else skip("nothing takes memory away here");
}

testMessages("on what is no Socket they throw", () => {
  for (const method of ["sendMessage", "receiveMessage"]) {
    for (const wrong of [undefined, {}, Socket.prototype]) throws(() => Socket.prototype[method].call(wrong, {}), { name: "TypeError" });
  }
});

test("the flags are the platform's own numbers", () => {
  for (const name of ["MSG_OOB", "MSG_PEEK", "MSG_DONTROUTE", "MSG_WAITALL", "MSG_TRUNC", "MSG_CTRUNC"]) ok(Socket[name] > 0, name);
  deepEqual([Socket.MSG_OOB, Socket.MSG_PEEK, Socket.MSG_DONTROUTE], [1, 2, 4]);
  needLinux();
  deepEqual([Socket.MSG_CTRUNC, Socket.MSG_TRUNC, Socket.MSG_DONTWAIT, Socket.MSG_EOR, Socket.MSG_WAITALL, Socket.MSG_CONFIRM, Socket.MSG_ERRQUEUE],
    [8, 0x20, 0x40, 0x80, 0x100, 0x800, 0x2000]);
  deepEqual([Socket.MSG_NOSIGNAL, Socket.MSG_MORE, Socket.MSG_FASTOPEN, Socket.MSG_CMSG_CLOEXEC], [0x4000, 0x8000, 0x20000000, 0x40000000]);
});

done();
