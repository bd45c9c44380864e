"use strict";

// What scripts once could do to the library, each by its name. One of each: the fuzzers beside look for what is like it.

const { Socket } = require("socket");
const { test, done, ok, equal, deepEqual, throws, skip } = require("../conformance/harness.js");
const { open, datagramPair, datagramSocket, streamPair, expectNothingMore, isLinux, waitReadable } = require("../conformance/sockets.js");
const { transfer, canTransfer, canResize } = require("./memory.js");
const { collect } = require("./host.js");

const typeError = (message = /./) => ({ name: "TypeError", code: "ERR_INVALID_ARG_TYPE", message });

/** An array that says to be longer than it is, in the middle of memory that must not change. */
function lying(length, told) {
  const memory = new Uint8Array(length + 4096).fill(0xc3);
  const view = memory.subarray(1024, 1024 + length);
  Object.defineProperty(view, "length", { value: told });
  return { memory, view, isWhole: () => memory.every((byte, i) => byte === 0xc3 || i >= 1024 && i < 1024 + length) };
}

test("send sends the bytes that an array has, whatever length it says", () => {
  const [a, b] = datagramPair();
  for (const told of [0, 1, 100, 2000]) {
    const { view } = lying(1000, told);
    for (let round = 0; round < 3; round += 1) {
      a.send(view);
      equal(waitReadable(b).receive().length, 1000, `told ${told}`);
    }
  }
});

test("receiveInto writes to the bytes that an array has, whatever length it says", () => {
  const [a, b] = datagramPair();
  for (const told of [0, 1, 2000]) {
    const { view, isWhole } = lying(1000, told);
    for (let round = 0; round < 3; round += 1) {
      a.send(new Uint8Array(1500));
      equal(waitReadable(b).receiveInto(view), 1000, `told ${told}`);
      ok(isWhole(), "nothing around it was written to");
    }
  }
});

test("receiveInto gives no memory to an array's own set", () => {
  const [a, b] = datagramPair();
  let leaked;
  class Sly extends Uint8Array {
    set(source) { leaked = source; }
    subarray() { leaked = this; }
  }
  a.send("abc");
  const room = new Sly(8);
  equal(waitReadable(b).receiveInto(room), 3);
  equal(leaked, undefined);
  equal(room[0], 97);
});

test("a replaced Array.prototype.splice sees no call", () => {
  const { splice } = Array.prototype;
  const [a, b] = [datagramSocket(), datagramSocket()];
  const [address, port] = b.getSockName();
  let seen = 0;
  Array.prototype.splice = function (...args) {
    seen += 1;
    return Reflect.apply(splice, this, args);
  };
  try {
    a.send("x", address, port);
  } finally {
    Array.prototype.splice = splice;
  }
  equal(seen, 0);
});

test("an array that is transferred is not written to, also where resizable ones went through the same compiled code", () => {
  if (!canResize || !canTransfer) skip("this engine cannot resize or transfer buffers");
  const [a, b] = datagramPair();
  b.setBlocking(false);
  const resizable = new Uint8Array(new ArrayBuffer(2000, { maxByteLength: 4000 }));
  const into = (array) => {
    a.send("0123456789");
    return b.receiveInto(array);
  };
  for (let i = 0; i < 20000; i += 1) into(i % 3 === 0 ? resizable : new Uint8Array(2000)); // V8 11.3 then tells an old length
  for (let trial = 0; trial < 400; trial += 1) {
    const array = new Uint8Array(2000);
    for (let i = 0; i < 20; i += 1) into(array);
    const moved = new Uint8Array(transfer(array.buffer)).fill(0xc3);
    try {
      equal(into(array), 0);
    } catch (error) {
      equal(error.code, "ERR_INVALID_ARG_TYPE", `trial ${trial}`);
    }
    b.receive();
    ok(moved.every((byte) => byte === 0xc3), `trial ${trial}: memory that was taken away was written to`);
  }
});

test("to transfer one received Buffer empties no other", () => {
  if (!canTransfer) skip("this engine cannot transfer buffers");
  const [a, b] = datagramPair();
  const receiveThree = [
    () => [1, 2, 3].map(() => waitReadable(b).receive()),
    () => [1, 2, 3].map(() => waitReadable(b).receiveMany(1, 64)[0]),
    () => waitReadable(b).receiveMany(3, 64),
  ];
  for (const receive of receiveThree) {
    for (const text of ["one", "two", "three"]) a.send(text);
    const [first, ...others] = receive();
    try {
      transfer(first.buffer);
    } catch {
      // the host's own pool, which it lets nobody take
    }
    deepEqual(others.map(String), ["two", "three"]);
  }
});

test("sendMany takes an address for that of the socket's own family, also where the id was another's", () => {
  const to = datagramSocket();
  const [address, port] = to.getSockName();
  for (let i = 0; i < 20; i += 1) {
    const first = open(Socket.PF_INET, Socket.SOCK_DGRAM);
    equal(first.sendMany([["x", address, port]]), 1);
    first.close();
    const second = open(Socket.PF_INET6, Socket.SOCK_DGRAM);
    throws(() => second.sendMany([["x", address, port]]), { name: "TypeError" });
    second.close();
  }
});

test("receiveMany with senders that cannot be filled takes nothing", () => {
  const [a, b] = datagramPair();
  for (const text of ["one", "two"]) a.send(text);
  waitReadable(b);
  for (const senders of [Object.freeze([]), Object.seal([1]), Object.preventExtensions([]), Object.defineProperty([1], "length", { writable: false })]) {
    throws(() => b.receiveMany(2, 64, senders), typeError(/"senders"/));
  }
  deepEqual(b.receiveMany(2, 64).map(String), ["one", "two"]);
});

test("sendMany sends nothing of an earlier call when a message shrinks meanwhile", () => {
  if (!canResize) skip("this engine cannot resize buffers");
  const [a, b] = datagramPair();
  a.sendMany([new Uint8Array(500).fill(0x5a)]);
  waitReadable(b).receive();
  const memory = new ArrayBuffer(500, { maxByteLength: 500 });
  const messages = [new Uint8Array(memory), null];
  Object.defineProperty(messages, 1, { get() {
    memory.resize(10);
    return "end";
  } });
  try {
    a.sendMany(messages);
  } catch (error) {
    equal(error.code, "ERR_INVALID_ARG_TYPE");
  }
  b.setBlocking(false);
  for (let data; (data = b.receive()) !== false;) ok(!data.includes(0x5a), "bytes of the earlier message");
});

test("surplus arguments are refused, and the message says what they may have meant", () => {
  const [a, b] = datagramPair();
  a.send("stay");
  waitReadable(b);
  throws(() => b.receive(10, 2), typeError(/flag|peek/i));
  throws(() => b.setOption(1, 9, 1, 0), typeError(/level/i));
  throws(() => b.getOption(1, 9, 1, 0), typeError(/level/i));
  equal(b.receive().toString(), "stay");
});

test("an option is never set at another level than the numbers say", () => {
  const [client] = streamPair();
  const before = client.getOption(Socket.TCP_NODELAY);
  try {
    client.setOption(1, 9, 1); // C's SOL_SOCKET, SO_KEEPALIVE, 1
  } catch (error) {
    ok(["ERR_INVALID_ARG_TYPE", "ENOPROTOOPT"].includes(error.code), String(error));
  }
  equal(client.getOption(Socket.TCP_NODELAY), before);
});

test("a large array of another kind is refused as any other", () => {
  const [a, b] = datagramPair();
  for (const array of [new Proxy(new Uint8Array(70000), {}), Object.create(Uint8Array.prototype), Object.create(Buffer.prototype)]) {
    throws(() => a.send(array), typeError(/"data"/));
    throws(() => b.receiveInto(array), typeError(/"buffer"/));
    throws(() => a.setOption(Socket.SO_BROADCAST, array), typeError(/"value"/));
  }
  expectNothingMore(b);
});

test("values that are gone are refused as wrong arguments", () => {
  if (!canTransfer) skip("this engine cannot transfer buffers");
  const [a] = datagramPair();
  const { proxy, revoke } = Proxy.revocable([], {});
  revoke();
  for (const call of [() => a.sendMany(proxy), () => a.receiveMany(1, 1, proxy), () => Socket.select(proxy, null, null, 0), () => a.send(proxy)]) {
    throws(call, typeError());
  }
  const buffer = new ArrayBuffer(8);
  const gone = [new DataView(buffer), buffer, new Uint8Array(buffer)];
  transfer(buffer);
  for (const value of gone) {
    for (const call of [() => a.sendMany([value]), () => a.setOption(Socket.SO_BROADCAST, value)]) {
      try {
        call();
      } catch (error) {
        ok(["ERR_INVALID_ARG_TYPE", "EINVAL"].includes(error.code), `${error}`);
      }
    }
  }
});

test("receiveMany tells the senders of a family that it does not know", () => {
  if (!isLinux) skip("only Linux has netlink");
  const [netlink, dump] = [open(16, 3, 0), Uint8Array.of(20, 0, 0, 0, 18, 0, 1, 3, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)]; // RTM_GETLINK
  netlink.send(dump);
  const senders = [];
  const messages = waitReadable(netlink).receiveMany(4, 65536, senders);
  equal(senders.length, messages.length);
});

test("small arrays keep their bytes while the collector moves them", () => {
  const [a, b] = datagramPair();
  for (let round = 0; round < 200; round += 1) {
    const [before, array, after] = [new Uint8Array(32).fill(1), new Uint8Array(32), new Uint8Array(32).fill(2)];
    for (let i = 0; i < 3; i += 1) {
      a.send(Uint8Array.of(round & 255, i));
      if (round % 20 === 0) collect(true);
      equal(b.receiveInto(array, i), 2);
      equal(array[i], round & 255);
      ok(before.every((byte) => byte === 1) && after.every((byte) => byte === 2), "a neighbour was written to");
    }
  }
});

// Last, because where they fail they do not end.

test("a long text that is no number is refused at once", () => {
  const socket = open(Socket.PF_INET, Socket.SOCK_DGRAM);
  const text = `${"1".repeat(80000)}x`;
  for (let i = 0; i < 20; i += 1) {
    throws(() => socket.connect("127.0.0.1", text), typeError(/"port"/));
    throws(() => socket.receive(text), typeError(/"num"/));
  }
});

test("select returns or throws at once for an array with nothing but length", () => {
  const array = new Array(2 ** 32 - 1);
  try {
    equal(Socket.select(array, null, null, 0), 0);
    equal(array.length, 2 ** 32 - 1);
  } catch (error) {
    ok(["ERR_INVALID_ARG_TYPE", "ERR_OUT_OF_RANGE"].includes(error.code), String(error));
  }
});

done();
