"use strict";

const { Socket } = require("socket");
const { test, skip, done, ok, equal, deepEqual, throws } = require("./harness.js");
const {
  isLinux, open, needIPv6, needUnix, needLinux, streamPair, smallStreamPair, datagramSocket, datagramPair,
  waitReadable, receiveExactly, expectNothingMore, pattern,
} = require("./sockets.js");

/** Sends over a stream and a datagram socket and expects these bytes on the other side. */
function expectBytes(data, bytes) {
  const [client, server] = streamPair();
  equal(client.send(data), true);
  deepEqual(receiveExactly(server, bytes.length), Uint8Array.from(bytes));
  expectNothingMore(server);
  const [sender, receiver] = datagramPair();
  equal(sender.send(data), true);
  deepEqual(Uint8Array.from(waitReadable(receiver).receive()), Uint8Array.from(bytes));
}

// "`send`: data is a string or a Buffer" — "strings are serialized to UTF-8"

test("a string is sent as UTF-8", () => {
  expectBytes("text", [116, 101, 120, 116]);
  expectBytes("é€🚀", [0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x9a, 0x80]);
});

test("a NUL in a string is sent like any other character", () => {
  expectBytes("a\0b\0", [97, 0, 98, 0]);
});

test("a lone surrogate is sent as U+FFFD", () => {
  expectBytes("a\ud800b", [97, 0xef, 0xbf, 0xbd, 98]);
  expectBytes("\udc00", [0xef, 0xbf, 0xbd]);
  expectBytes("\udc00\ud800", [0xef, 0xbf, 0xbd, 0xef, 0xbf, 0xbd]);
});

test("strings of all kinds inside the engine are sent alike", () => {
  const latin = "é".repeat(40);
  const joined = [latin, latin].join("") + latin.slice(1, 3);
  const bytes = Array.from({ length: 82 }, () => [0xc3, 0xa9]).flat();
  expectBytes(joined, bytes);
  expectBytes(`${joined}€`.slice(0, -1), bytes);
});

test("a long string with characters of every length arrives whole", () => {
  const text = "aé€🚀".repeat(5000);
  const [client, server] = streamPair();
  equal(client.send(text), true);
  equal(Buffer.from(receiveExactly(server, 50000)).toString(), text);
  expectNothingMore(server);
});

test("a Buffer is sent byte for byte", () => {
  const all = Array.from({ length: 256 }, (_, i) => i);
  expectBytes(Buffer.from(all), all);
  expectBytes(Buffer.from("é"), [0xc3, 0xa9]);
});

// "(+) or any typed array, DataView or ArrayBuffer, the view's own bytes only."

test("every kind of typed array is sent with its bytes", () => {
  const bytes = pattern(48);
  for (const Kind of [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array,
    Float32Array, Float64Array, BigInt64Array, BigUint64Array, globalThis.Float16Array ?? Uint8Array]) {
    expectBytes(new Kind(bytes.buffer), bytes);
  }
});

test("an ArrayBuffer and a DataView are sent with their bytes", () => {
  const bytes = pattern(20);
  expectBytes(bytes.buffer, bytes);
  expectBytes(new DataView(bytes.buffer), bytes);
});

test("of a view only its own bytes are sent, not those of its whole buffer", () => {
  const { buffer } = pattern(64);
  const expected = new Uint8Array(buffer).slice(16, 32);
  expectBytes(new Uint8Array(buffer, 16, 16), expected);
  expectBytes(new Uint8Array(buffer).subarray(16, 32), expected);
  expectBytes(new Uint16Array(buffer, 16, 8), expected);
  expectBytes(new Float64Array(buffer, 16, 2), expected);
  expectBytes(new DataView(buffer, 16, 16), expected);
  expectBytes(Buffer.from("0123456789").subarray(3, 6), [51, 52, 53]);
});

test("what was sent does not change with its Buffer afterwards", () => {
  const [client, server] = streamPair();
  const data = Buffer.from("before");
  client.send(data);
  data[0] = 88;
  equal(server.receive().toString(), "before");
});

// "`true` once all of it has been handed to the system … `false` if nothing could be taken. (+) A non-blocking stream
// that took only a part returns that number of bytes, so nothing is lost or sent twice."

/**
 * Sends pieces of a repeating pattern until the stream takes nothing more.
 * @returns how many bytes it has taken by what it returned, and how often it took a part
 */
function fill(socket, data, piece) {
  let taken = 0;
  let parts = 0;
  for (let i = 0; i < 10000; i += 1) {
    const start = taken % data.length;
    const rest = data.subarray(start, start + piece);
    const result = socket.send(rest);
    if (result === false) {
      return { taken, parts };
    }
    ok(result === true || (Number.isInteger(result) && result > 0 && result < rest.length), `send returned ${result}`);
    parts += result === true ? 0 : 1;
    taken += result === true ? rest.length : result;
  }
  throw new Error("the socket takes data without end");
}

/** Receives what was sent by fill, and expects exactly that. */
function expectFilled(socket, data, taken) {
  const received = receiveExactly(socket, taken);
  const wrong = received.findIndex((byte, i) => byte !== data[i % data.length]);
  equal(wrong, -1, "index of the first wrong byte");
  expectNothingMore(socket);
}

test("a non-blocking TCP stream returns how much it took of a part, and exactly that arrives", () => {
  const [client, server] = smallStreamPair();
  const data = pattern(1 << 20);
  const { taken, parts } = fill(client.setBlocking(false), data, data.length);
  ok(taken > 0 && parts > 0, `${taken} bytes taken, ${parts} parts`);
  expectFilled(server, data, taken);
});

test("a non-blocking Unix stream returns how much it took of a part, and exactly that arrives", () => {
  needUnix();
  const [client, server] = smallStreamPair(Socket.PF_UNIX);
  const data = pattern(1 << 20);
  const { taken, parts } = fill(client.setBlocking(false), data, data.length);
  ok(taken > 0 && parts > 0, `${taken} bytes taken, ${parts} parts`);
  expectFilled(server, data, taken);
});

test("small sends fill a non-blocking stream without losing or doubling a byte", () => {
  const [client, server] = smallStreamPair();
  const data = pattern(10007);
  const { taken } = fill(client.setBlocking(false), data, 1009);
  expectFilled(server, data, taken);
});

test("a full stream takes data again once the peer has received", () => {
  const [client, server] = smallStreamPair();
  const data = pattern(1 << 16);
  const { taken } = fill(client.setBlocking(false), data, data.length);
  equal(client.send("not yet"), false);
  expectFilled(server, data, taken);
  equal(client.send("again"), true);
  deepEqual(receiveExactly(server, 5), Buffer.from("again"));
});

test("of a string, too, the number returned counts bytes of UTF-8 and not characters", () => {
  needUnix();
  const [client, server] = smallStreamPair(Socket.PF_UNIX);
  const text = "€".repeat(1 << 19);
  const count = client.setBlocking(false).send(text);
  ok(Number.isInteger(count) && count > 0 && count < 3 << 19, `send returned ${count}`);
  const received = receiveExactly(server, count);
  equal(received.findIndex((byte, i) => byte !== [0xe2, 0x82, 0xac][i % 3]), -1);
  expectNothingMore(server);
});

test("true is exactly true and false is exactly false", () => {
  const [client] = smallStreamPair();
  equal(client.send(Buffer.from("x")), true);
  fill(client.setBlocking(false), pattern(1 << 16), 1 << 16);
  equal(client.send("x"), false);
});

// "A datagram goes whole or not at all; too large: EMSGSIZE. An empty datagram is sent"

test("each send is one datagram", () => {
  const [sender, receiver] = datagramPair();
  for (const text of ["one", "", "three"]) {
    equal(sender.send(text), true);
  }
  deepEqual([1, 2, 3].map(() => waitReadable(receiver).receive().toString()), ["one", "", "three"]);
});

test("the largest UDP datagram is sent whole", () => {
  needLinux("other systems have lower limits");
  const [sender, receiver] = datagramPair();
  const data = pattern(65507);
  equal(sender.send(data), true);
  deepEqual(Uint8Array.from(waitReadable(receiver).receive()), data);
});

test("a datagram that is too large throws EMSGSIZE and nothing of it arrives", () => {
  const [sender, receiver] = datagramPair();
  for (const size of [65508, 70000, 1 << 20]) {
    throws(() => sender.send(new Uint8Array(size)), { name: "SocketError", code: "EMSGSIZE", syscall: /^send/ });
  }
  equal(sender.send("after"), true);
  equal(waitReadable(receiver).receive().toString(), "after");
});

test("a non-blocking datagram socket sends datagrams whole until it returns false", () => {
  needLinux("other systems drop datagrams or report ENOBUFS");
  const [sender, receiver] = datagramPair(Socket.PF_UNIX);
  sender.setBlocking(false);
  let sent = 0;
  let result = true;
  while (result === true && sent < 100000) {
    result = sender.send(Buffer.from(`${sent} ${"x".repeat(1000)}`));
    sent += result === true ? 1 : 0;
  }
  equal(result, false);
  ok(sent > 0);
  for (let i = 0; i < sent; i += 1) {
    equal(receiver.receive().toString(), `${i} ${"x".repeat(1000)}`);
  }
  expectNothingMore(receiver);
});

test("an empty datagram is sent from any kind of data", () => {
  for (const empty of ["", Buffer.alloc(0), new Uint8Array(8).subarray(8), new ArrayBuffer(0)]) {
    const [sender, receiver] = datagramPair();
    equal(sender.send(empty), true);
    equal(waitReadable(receiver).receive().length, 0);
  }
});

// "an empty send on a stream is `true`."

test("an empty send on a stream is true and sends nothing", () => {
  const [client, server] = streamPair();
  for (const empty of ["", Buffer.alloc(0), new Uint8Array(8).subarray(8), new ArrayBuffer(0)]) {
    equal(client.send(empty), true);
  }
  client.setBlocking(false);
  equal(client.send(""), true);
  expectNothingMore(server);
});

// `send(data, [address], [port])`

test("a datagram goes to the address and port given", () => {
  const [first, second] = [datagramSocket(), datagramSocket()];
  const sender = open(Socket.PF_INET, Socket.SOCK_DGRAM);
  equal(sender.send("one", ...first.getSockName()), true);
  equal(sender.send("two", ...second.getSockName()), true);
  equal(waitReadable(first).receive().toString(), "one");
  equal(waitReadable(second).receive().toString(), "two");
});

test("datagrams go to IPv6 and Unix addresses", () => {
  needIPv6();
  needUnix(Socket.SOCK_DGRAM);
  for (const family of [Socket.PF_INET6, Socket.PF_UNIX]) {
    const receiver = datagramSocket(family);
    equal(open(family, Socket.SOCK_DGRAM).send("é", ...receiver.getSockName()), true);
    equal(waitReadable(receiver).receive().toString(), "é");
  }
});

test("a datagram to an address leaves the socket unconnected", () => {
  const receiver = datagramSocket();
  const sender = datagramSocket();
  sender.send("x", ...receiver.getSockName());
  throws(() => sender.getPeerName(), { code: "ENOTCONN" });
});

test("a datagram without an address on a socket that is not connected throws", () => {
  throws(() => datagramSocket().send("x"), {
    name: "SocketError", code: /^(EDESTADDRREQ|ENOTCONN)$/, syscall: /^send/,
  });
});

test("send on a stream that is not connected throws", () => {
  throws(() => open().send("x"), {
    name: "SocketError", code: isLinux ? "EPIPE" : /^(EPIPE|ENOTCONN)$/, syscall: /^send/,
  });
});

test("a datagram to a Unix path that nobody has bound throws with the path", () => {
  needUnix(Socket.SOCK_DGRAM);
  const receiver = datagramSocket(Socket.PF_UNIX);
  const [path] = receiver.getSockName();
  receiver.close();
  throws(() => open(Socket.PF_UNIX, Socket.SOCK_DGRAM).send("x", path), {
    name: "SocketError", code: "ECONNREFUSED", syscall: /^send/, address: path, port: undefined,
  });
});

test("more than 2 GiB go on as far as a non-blocking stream takes them", () => {
  let much;
  try {
    much = new Uint8Array(2 ** 31 + 5);
  } catch (error) {
    skip(`the engine has no such arrays: ${error.message}`);
  }
  const [client, server] = smallStreamPair();
  const taken = client.setBlocking(false).send(much);
  ok(taken > 0 && taken < 2 ** 31, `${taken}`);
  equal(receiveExactly(server, taken).length, taken);
  expectNothingMore(server);
});

done();
