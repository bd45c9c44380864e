"use strict";

// Opening, receiving, pausing and closing.

const { EventEmitter } = require("node:events");
const { PROTOCOL, arrivals, open, open6, packet, raw, send, textOf, turn } = require("./sockets.js");
const { test, done, deepEqual, equal, ok, throws } = require("./harness.js");

test("a socket is an EventEmitter, receives at first, and sends nothing", () => {
  const socket = open();
  ok(socket instanceof EventEmitter);
  ok(socket instanceof raw.Socket);
  deepEqual([socket.recvPaused, socket.sendPaused], [false, true]);
  ok(new raw.Socket({ protocol: PROTOCOL }).close() instanceof raw.Socket);
});

test("what is left out, or is 0, is as by default: IPv4 without a protocol, which Linux has not", () => {
  open(); // or skip
  if (process.platform !== "linux") return;
  for (const options of [undefined, null, {}, { protocol: 0, addressFamily: 0, bufferSize: 0 }]) {
    const error = throws(() => raw.createSocket(options), { message: "Protocol not supported", code: "EPROTONOSUPPORT", syscall: "socket" });
    ok(error.constructor === Error && error.errno < 0 && error.cause instanceof Error);
  }
});

test("wrong options are refused, each by its name", () => {
  for (const name of ["addressFamily", "protocol", "bufferSize"]) {
    throws(() => raw.createSocket({ [name]: "text" }), { name: "TypeError", message: new RegExp(`"options\\.${name}"`) });
    throws(() => raw.createSocket({ [name]: -1 }), { name: "RangeError", message: new RegExp(`"options\\.${name}"`) });
  }
  throws(() => raw.createSocket({ addressFamily: 3 }), { name: "RangeError", message: /from 1 to 2\. Received 3/ });
});

test("a message of IPv4 comes with its IP header, and with who sent it", async () => {
  const socket = open();
  const received = arrivals(socket);
  await send(socket, "text");
  const { message, source } = await received.next();
  ok(Buffer.isBuffer(message));
  deepEqual([message[0], message.length, message[9], source], [0x45, 20 + packet("text").length, PROTOCOL, "127.0.0.1"]);
});

test("a message of IPv6 comes without one", async () => {
  const socket = open6();
  const received = arrivals(socket, 0);
  await send(socket, "text", "::1");
  const { message, source } = await received.next();
  deepEqual([message, source], [packet("text"), "::1"]);
});

test("the machine answers to an echo request", async () => {
  const socket = open({ protocol: raw.Protocol.ICMP });
  const id = process.pid & 0xffff;
  const request = Buffer.concat([Buffer.from([8, 0, 0, 0, id >> 8, id & 255, 0, 1]), packet("echo")]);
  raw.writeChecksum(request, 2, raw.createChecksum(request));
  socket.send(request, 0, request.length, "127.0.0.1", () => {});
  await new Promise((resolve) => socket.on("message", (message) => {
    if (textOf(message, 28) === "echo" && message[20] === 0) resolve();
  }));
});

test("the machine answers to an echo request of IPv6, whose checksum the system makes", async () => {
  const socket = open6({ protocol: raw.Protocol.ICMPv6 });
  const request = Buffer.concat([Buffer.from([128, 0, 0, 0, 1, 2, 0, 1]), packet("echo")]);
  socket.send(request, 0, request.length, "::1", () => {});
  await new Promise((resolve) => socket.on("message", (message) => {
    if (textOf(message, 8) === "echo" && message[0] === 129) resolve();
  }));
});

test("a message that is longer than bufferSize is cut", async () => {
  const socket = open({ bufferSize: 30 });
  const received = arrivals(socket);
  await send(socket, "much too long");
  equal((await received.next()).message.length, 30);
});

test("4096 bytes of a message fit, and more with a larger bufferSize", async () => {
  const [usual, large] = [open(), open({ bufferSize: 1 << 20 })];
  const [cut, whole] = [arrivals(usual), arrivals(large)];
  await send(usual, "x".repeat(20000));
  equal((await cut.next()).message.length, 4096);
  equal((await whole.next()).text.length, 20000);
});

test("a message is another's memory than those before", async () => {
  const socket = open();
  const received = arrivals(socket);
  for (const text of ["a", "b"]) await send(socket, text);
  const [first, second] = [await received.next(), await received.next()];
  deepEqual([textOf(first.message), textOf(second.message)], ["a", "b"]);
});

test("messages come in their order, and never inside a call", async () => {
  const socket = open();
  const received = arrivals(socket);
  const sender = open();
  const most = 100;
  for (let i = 0; i < most; i += 1) sender.send(packet(`${i}`), 0, packet(`${i}`).length, "127.0.0.1", () => {});
  deepEqual(socket.emitted, []);
  for (let i = 0; i < most; i += 1) equal((await received.next()).text, `${i}`);
});

test("a socket that is paused receives nothing, and what has come when it is resumed", async () => {
  const [socket, other] = [open(), open()];
  const [received, seen] = [arrivals(socket), arrivals(other)];
  equal(socket.pauseRecv(), socket);
  equal(socket.recvPaused, true);
  await send(other, "text");
  await seen.next();
  for (let i = 0; i < 5; i += 1) await turn();
  equal(received.texts.length, 0);
  equal(socket.resumeRecv(), socket);
  equal(socket.recvPaused, false);
  equal((await received.next()).text, "text");
});

test("a listener that pauses gets no more until it resumes", async () => {
  const [socket, other] = [open(), open()];
  socket.pauseRecv();
  const seen = arrivals(other);
  for (const text of ["a", "b", "c"]) {
    await send(other, text);
    await seen.next();
  }
  const received = arrivals(socket);
  socket.on("message", () => socket.pauseRecv());
  const texts = [];
  while (texts.length < 3) {
    socket.resumeRecv();
    texts.push((await received.next()).text);
    await turn();
    deepEqual(received.texts, []);
  }
  deepEqual(texts, ["a", "b", "c"]);
});

test("pausing and resuming at once, and again, loses nothing and doubles nothing", async () => {
  const socket = open();
  const received = arrivals(socket);
  socket.on("message", () => socket.pauseRecv().resumeRecv().resumeRecv());
  for (let i = 0; i < 20; i += 1) {
    socket.pauseRecv().resumeRecv();
    await send(socket, `${i}`);
  }
  for (let i = 0; i < 20; i += 1) equal((await received.next()).text, `${i}`);
  await turn();
  equal(received.texts.length, 0);
});

test("close is emitted before close returns, each time", () => {
  const socket = open();
  equal(socket.close(), socket);
  deepEqual(socket.emitted, ["close"]);
  socket.close();
  deepEqual(socket.emitted, ["close", "close"]);
});

test("a socket that closes in a listener gets no more", async () => {
  const [socket, other] = [open(), open()];
  const seen = arrivals(other);
  socket.pauseRecv();
  for (const text of ["a", "b"]) {
    await send(other, text);
    await seen.next();
  }
  const closed = new Promise((resolve) => socket.on("close", resolve));
  socket.on("message", () => socket.close());
  socket.resumeRecv();
  await closed;
  await turn();
  deepEqual(socket.emitted, ["message", "close"]);
});

test("a closed socket can be paused and resumed, and does nothing", async () => {
  const socket = open().close();
  for (const name of ["pauseRecv", "pauseSend", "resumeRecv", "resumeSend"]) equal(socket[name](), socket);
  await turn();
  await turn();
  deepEqual(socket.emitted, ["close"]);
});

test("a socket that always has messages leaves their turns to all others", async () => {
  const most = 64; // messages in a turn
  const [socket, sender] = [open(), open().pauseRecv()];
  let count = 0;
  const next = () => sender.send(packet("x"), 0, packet("x").length, "127.0.0.1", () => {});
  socket.on("message", (message) => {
    count += 1;
    if (textOf(message) === "x") next();
  });
  for (let i = 0; i < 4; i += 1) next();
  for (let i = 0; i < 100; i += 1) {
    const before = count;
    await turn();
    ok(count - before <= most, `${count - before} messages in a turn`);
  }
});

done();
