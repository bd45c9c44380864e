"use strict";

// receiveInto() is ours: it receives into memory of the caller's.

const { Socket } = require("socket");
const { test, done, equal, deepEqual, throws } = require("./harness.js");
const { open, streamPair, datagramPair, datagramSocket, expectNothingMore, pattern, waitReadable } = require("./sockets.js");

/** The end of a stream that has that text to be received. */
function having(text) {
  const [client, server] = streamPair();
  client.send(text);
  return waitReadable(server);
}

test("receiveInto returns how many bytes came, and leaves the rest of the buffer alone", () => {
  const buffer = Buffer.from("----------");
  equal(having("abc").receiveInto(buffer), 3);
  equal(buffer.toString(), "abc-------");
});

test("receiveInto begins at an offset and takes at most a length", () => {
  const buffer = Buffer.from("----------");
  const socket = having("abcdef");
  equal(socket.receiveInto(buffer, 2, 3), 3);
  equal(buffer.toString(), "--abc-----");
  equal(socket.receiveInto(buffer, 8), 2);
  equal(buffer.toString(), "--abc---de");
  equal(socket.receiveInto(buffer, 0, null), 1);
  equal(buffer.toString()[0], "f");
});

test("receiveInto takes what fits and leaves the rest of a stream for later", () => {
  const socket = having("abcdef");
  equal(socket.receiveInto(new Uint8Array(4)), 4);
  equal(socket.receive().toString(), "ef");
});

test("receiveInto writes to a view's own bytes only", () => {
  const memory = new Uint8Array(12).fill(45);
  equal(having("abcdefgh").receiveInto(new Uint8Array(memory.buffer, 4, 4)), 4);
  equal(Buffer.from(memory.buffer).toString(), "----abcd----");
});

test("receiveInto takes every kind of view, and ArrayBuffers", () => {
  const kinds = [
    new ArrayBuffer(8), new DataView(new ArrayBuffer(8)), new Uint16Array(4), new (globalThis.Float16Array ?? Uint16Array)(4), new Float64Array(1), new Int8Array(8), Buffer.alloc(8),
  ];
  for (const kind of kinds) {
    equal(having("12345678").receiveInto(kind), 8);
    equal(Buffer.from(kind.buffer ?? kind, kind.byteOffset ?? 0, 8).toString(), "12345678", kind.constructor.name);
  }
});

test("receiveInto the same buffer again and again, small or large", () => {
  const [client, server] = streamPair();
  for (const size of [1, 64, 65536, 300000]) {
    const buffer = new Uint8Array(size);
    for (let round = 0; round < 4; round += 1) {
      client.send(Uint8Array.of(round, size & 255));
      let length = waitReadable(server).receiveInto(buffer);
      equal(buffer[0], round);
      if (length === 1) {
        length += waitReadable(server).receiveInto(buffer, Math.min(1, size - 1));
      }
      equal(buffer[Math.min(1, size - 1)], size & 255);
      equal(length, 2);
    }
  }
});

test("receiveInto a buffer whose memory was taken away takes nothing", () => {
  const [client, server] = streamPair();
  const buffer = new Uint8Array(1000);
  for (const text of ["one", "two"]) {
    client.send(text);
    equal(waitReadable(server).receiveInto(buffer), 3);
  }
  const moved = memoryOf(buffer);
  client.send("three");
  equal(buffer.length, 0);
  equal(waitReadable(server).receiveInto(buffer), 0);
  equal(moved[0], "t".charCodeAt(0));
  equal(server.receive().toString(), "three");
});

/** Takes the memory of a typed array away, and returns it. */
function memoryOf(array) {
  return new Uint8Array(array.buffer.transfer?.() ?? structuredClone(array.buffer, { transfer: [array.buffer] }));
}

test("receiveInto cuts a datagram that is longer", () => {
  const [a, b] = datagramPair();
  a.send("0123456789");
  a.send("next");
  const buffer = Buffer.from("----");
  equal(waitReadable(b).receiveInto(buffer, 1, 2), 2);
  equal(buffer.toString(), "-01-");
  equal(waitReadable(b).receive().toString(), "next");
});

test("receiveInto returns 0 for an empty datagram, and with no room", () => {
  const [a, b] = datagramPair();
  a.send("");
  equal(waitReadable(b).receiveInto(new Uint8Array(5)), 0);
  equal(having("x").receiveInto(new Uint8Array(0)), 0);
  equal(having("x").receiveInto(new Uint8Array(5), 5), 0);
});

test("receiveInto returns 0 at the end of a stream, after all queued data", () => {
  const [client, server] = streamPair();
  client.send("last");
  client.close();
  const buffer = new Uint8Array(10);
  equal(waitReadable(server).receiveInto(buffer), 4);
  equal(waitReadable(server).receiveInto(buffer), 0);
  equal(server.receiveInto(buffer), 0);
});

test("receiveInto returns false when it would block", () => {
  const [, server] = streamPair();
  equal(server.setBlocking(false).receiveInto(new Uint8Array(1)), false);
});

test("receiveInto learns a datagram's sender, as receive does", () => {
  const [from, to] = [datagramSocket(), datagramSocket()];
  from.send("x", ...to.getSockName());
  equal(waitReadable(to).receiveInto(new Uint8Array(1)), 1);
  deepEqual(to.getPeerName(), from.getSockName());
});

test("receiveInto with a wrong argument throws, and takes nothing", () => {
  const socket = having("stay");
  const buffer = new Uint8Array(10);
  for (const wrong of [undefined, null, "text", 10, {}, [], [1, 2]]) {
    throws(() => socket.receiveInto(wrong), { name: "TypeError", code: "ERR_INVALID_ARG_TYPE", message: /"buffer"/ });
  }
  for (const wrong of [-1, 11, 0.5, NaN]) {
    throws(() => socket.receiveInto(buffer, wrong), { name: "RangeError", code: "ERR_OUT_OF_RANGE", message: /"offset"/ });
  }
  for (const wrong of [-1, 7, 0.5, NaN]) {
    throws(() => socket.receiveInto(buffer, 4, wrong), { name: "RangeError", code: "ERR_OUT_OF_RANGE", message: /"length"/ });
  }
  throws(() => socket.receiveInto(buffer, {}), { name: "TypeError", message: /"offset"/ });
  equal(socket.receiveInto(buffer), 4);
});

test("receiveInto throws what receive throws", () => {
  throws(() => open(Socket.PF_INET, Socket.SOCK_STREAM).receiveInto(new Uint8Array(1)), { name: "SocketError", code: "ENOTCONN", syscall: "recv" });
});

test("a mebibyte arrives whole through receiveInto", () => {
  const [client, server] = streamPair();
  const sent = pattern(1 << 20);
  const received = new Uint8Array(sent.length);
  client.setBlocking(false);
  let offered = 0;
  let length = 0;
  while (length < sent.length) {
    if (offered < sent.length) {
      const taken = client.send(sent.subarray(offered));
      offered += taken === true ? sent.length - offered : Number(taken);
    }
    length += waitReadable(server).receiveInto(received, length);
  }
  deepEqual(received, sent);
  expectNothingMore(server);
});

done();
