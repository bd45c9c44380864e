"use strict";

// "`sendFile(pathOrDescriptor, [offset], [count])`, see sendfile(2): how many bytes were sent, all of them by a blocking socket; `false`."
// Descriptors, waits, large files and peers that vanish are the subject of TeaSocket.Tests.SendFileTests and Tea.Tests.SendFileTests.

const { Socket } = require("socket");
const { test, done, ok, equal, deepEqual, throws, temporaryPath } = require("./harness.js");
const {
  isWindows, datagramSocket, expectNoLeak, listener, needLinux, needUnix, open, receiveExactly, smallStreamPair, streamPair,
} = require("./sockets.js");

/** This script, whose text everybody knows: hosts have no file functions in common. */
const PATH = module.filename ?? __filename;

/** The file's bytes, as another socket has got them. */
function contents() {
  const [a, b] = streamPair();
  const length = a.sendFile(PATH);
  a.close();
  return receiveExactly(b, length);
}

const bytesOf = (text) => Uint8Array.from(text, (character) => character.charCodeAt(0));

test("a file is sent from its beginning to its end", () => {
  const [a, b] = streamPair();
  const sent = a.sendFile(PATH);
  a.close();
  const received = receiveExactly(b, sent);
  equal(b.receive().length, 0, "nothing more comes");
  deepEqual(received.subarray(0, 13), bytesOf('"use strict";'));
  deepEqual(received.subarray(-8), bytesOf("done();\n"));
});

test("an offset and a count choose a part of it", () => {
  const whole = contents();
  const [a, b] = streamPair();
  for (const [offset, count] of [[0, 10], [5, 1], [100, 1000], ["7", "8"], [whole.length - 4, 4]]) {
    equal(a.sendFile(PATH, offset, count), Number(count));
    deepEqual(receiveExactly(b, Number(count)), whole.subarray(Number(offset), Number(offset) + Number(count)));
  }
});

test("the rest of the file is sent when the count is left out", () => {
  const whole = contents();
  const [a, b] = streamPair();
  equal(a.sendFile(PATH, whole.length - 10), 10);
  equal(a.sendFile(PATH, whole.length - 10, null), 10);
  equal(a.sendFile(PATH, null, 10), 10);
  deepEqual(receiveExactly(b, 30), Uint8Array.from([...whole.subarray(-10), ...whole.subarray(-10), ...whole.subarray(0, 10)]));
});

test("it ends at the end of the file", () => {
  const { length } = contents();
  const [a, b] = streamPair();
  equal(a.sendFile(PATH, length - 3, 1000), 3);
  equal(a.sendFile(PATH, length), 0);
  equal(a.sendFile(PATH, length + 1000000, 10), 0);
  equal(a.sendFile(PATH, 2 ** 35), 0);
  equal(a.sendFile(PATH, 0, 0), 0);
  receiveExactly(b, 3);
});

test("sendFile and send keep their order", () => {
  const [a, b] = streamPair();
  a.send("<");
  a.sendFile(PATH, 1, 10);
  a.send(">");
  deepEqual(receiveExactly(b, 12), bytesOf("<use strict>"));
});

test("a file goes over a Unix socket", () => {
  needUnix();
  const [a, b] = streamPair(Socket.PF_UNIX);
  equal(a.sendFile(PATH, 1, 10), 10);
  deepEqual(receiveExactly(b, 10), bytesOf("use strict"));
});

test("a non-blocking socket sends what there is room for, and then nothing", () => {
  const { length } = contents();
  const [a, b] = smallStreamPair();
  a.setBlocking(false);
  let total = 0;
  let sent;
  for (let offset = 0; (sent = a.sendFile(PATH, offset)) !== false; offset = (offset + sent) % length) {
    ok(Number.isInteger(sent) && sent > 0, `sendFile returned ${sent}`);
    total += sent;
  }
  equal(sent, false);
  equal(a.sendFile(PATH, length), 0, "of nothing all is sent");
  a.close();
  const received = receiveExactly(b, total);
  const whole = contents();
  ok(received.every((byte, i) => byte === whole[i % length]), "nothing is lost or doubled");
});

test("a file that is not there is an error with its path", () => {
  const path = temporaryPath("missing");
  const [a] = streamPair();
  throws(() => a.sendFile(path), { name: "SocketError", code: "ENOENT", syscall: "open", path, message: /missing/ });
  throws(() => a.sendFile(""), { code: "ENOENT", path: "" });
  throws(() => a.sendFile(`${PATH}/x`), { code: /ENOTDIR|ENOENT/ });
  throws(() => a.sendFile("x".repeat(100000)), { name: "SocketError", code: /ENAMETOOLONG|ENOENT/ });
});

test("a directory is EISDIR", () => {
  const [a] = streamPair();
  throws(() => a.sendFile(PATH.replace(/[^/\\]*$/, "")), { name: "SocketError", code: isWindows ? "EACCES" : "EISDIR" });
});

test("what has no places to begin at is an error", () => {
  needLinux("the device is its");
  const [a] = streamPair();
  throws(() => a.sendFile("/proc/self/fd/0/x"), { name: "SocketError" });
  throws(() => a.sendFile("/dev/ptmx"), { name: "SocketError", code: /EINVAL|ESPIPE|EIO|ENXIO|EACCES/ });
});

test("a descriptor that is none is EBADF", () => {
  const [a] = streamPair();
  throws(() => a.sendFile(999999), { name: "SocketError", code: "EBADF", syscall: /sendfile|send/ });
  throws(() => a.sendFile(2 ** 31 - 1, 0, 1), { code: "EBADF" });
});

test("without a connection it fails as send does", () => {
  throws(() => open().sendFile(PATH), { name: "SocketError", code: /EPIPE|ENOTCONN/, path: PATH });
  throws(() => listener().sendFile(PATH), { name: "SocketError", code: /EPIPE|ENOTCONN/ });
  throws(() => datagramSocket().sendFile(PATH), { name: "SocketError", code: /EDESTADDRREQ|ENOTCONN/ });
});

test("a peer that has gone is an error, again and again", () => {
  const [a, b] = streamPair();
  b.close();
  const codes = [];
  for (let i = 0; i < 10; i += 1) {
    try {
      a.sendFile(PATH);
    } catch (error) {
      ok(error.name === "SocketError", error.name);
      codes.push(error.code);
    }
  }
  ok(codes.length >= 8 && codes.every((code) => code === "EPIPE" || code === "ECONNRESET" || code === "ECONNABORTED"), String(codes));
});

test("after shutdown it is EPIPE", () => {
  const [a] = streamPair();
  a.shutdown("write");
  throws(() => a.sendFile(PATH), { name: "SocketError", code: "EPIPE" });
});

test("a closed socket sends no file", () => {
  const [a] = streamPair();
  a.close();
  throws(() => a.sendFile(PATH), { code: "EBADF" });
  throws(() => a.sendFile(0), { code: "EBADF" });
});

test("arguments of the wrong type or out of range", () => {
  const [a] = streamPair();
  for (const value of [undefined, null, {}, [PATH], true, 5n, new Uint8Array(4), "a\0b"]) {
    throws(() => a.sendFile(value), { name: "TypeError", code: "ERR_INVALID_ARG_TYPE", message: /"pathOrDescriptor"/ });
  }
  for (const value of [-1, 0.5, NaN, 2 ** 31]) throws(() => a.sendFile(value), { name: "RangeError", message: /"pathOrDescriptor"/ });
  for (const value of [-1, 0.5, NaN, Infinity, 2 ** 53]) {
    throws(() => a.sendFile(PATH, value), { name: "RangeError", code: "ERR_OUT_OF_RANGE", message: /"offset"/ });
    throws(() => a.sendFile(PATH, 0, value), { name: "RangeError", code: "ERR_OUT_OF_RANGE", message: /"count"/ });
  }
  for (const value of ["x", {}, true, []]) {
    throws(() => a.sendFile(PATH, value), { name: "TypeError", message: /"offset"/ });
    throws(() => a.sendFile(PATH, 0, value), { name: "TypeError", message: /"count"/ });
  }
  throws(() => Socket.prototype.sendFile.call({}, PATH), { name: "TypeError" });
});

test("sendFile leaves no descriptor behind", () => {
  const [a, b] = streamPair();
  const unconnected = open();
  expectNoLeak(() => {
    a.sendFile(PATH, 0, 10);
    receiveExactly(b, 10);
    throws(() => a.sendFile(PATH.replace(/[^/\\]*$/, "")));
    throws(() => unconnected.sendFile(PATH));
  });
});

done();
