"use strict";

// Descriptors that are opened here, large files and peers that vanish are the subject of the C# tests: hosts have no file functions in common.

const { Socket } = require("socket");
const { test, done, ok, equal, deepEqual, throws, rejects, temporaryPath } = require("./harness.js");
const { datagramSocket, nextDescriptor, open, fullPair, receiveAllAsync, receiveExactly, smallStreamPair, streamPair, isSettled } = require("./sockets.js");

/** This script, whose text everybody knows. */
const PATH = module.filename ?? __filename;

function contents() {
  const [a, b] = streamPair();
  const length = a.sendFile(PATH);
  return receiveExactly(b, length);
}

test("sendFileAsync sends a file and resolves to how many bytes that were", async () => {
  const whole = contents();
  const [a, b] = streamPair();
  const promise = a.sendFileAsync(PATH);
  ok(promise instanceof Promise, "a promise of the host's");
  equal(await promise, whole.length);
  deepEqual(receiveExactly(b, whole.length), whole);
});

test("sendFileAsync takes an offset, a count and the options, each left out or not", async () => {
  const whole = contents();
  const { signal } = new AbortController();
  for (const [args, start, end] of [
    [[], 0, whole.length], [[5], 5, whole.length], [[5, 10], 5, 15], [["5", "10"], 5, 15], [[null, 10], 0, 10], [[undefined, undefined], 0, whole.length],
    [[0, 0], 0, 0], [[whole.length - 3, 100], whole.length - 3, whole.length], [[whole.length], 0, 0],
  ]) {
    for (const options of [[], [{}], [{ signal }], [{ signal, timeout: 60000 }], [undefined]]) {
      const [a, b] = streamPair();
      equal(await a.sendFileAsync(PATH, ...args, ...options), end - start);
      a.close();
      deepEqual(await receiveAllAsync(b, end - start), whole.subarray(start, end));
    }
  }
});

test("sendFileAsync waits for room until all is sent, in both blocking modes", async () => {
  const whole = contents();
  for (const blocks of [true, false]) {
    const [a, b] = smallStreamPair();
    a.setBlocking(blocks);
    const times = Math.ceil((2 << 20) / whole.length);
    const promises = Array.from({ length: times }, () => a.sendFileAsync(PATH));
    equal(await isSettled(Promise.all(promises)), false);
    const closing = Promise.all(promises).then(() => a.close());
    const received = await receiveAllAsync(b, times * whole.length);
    for (let i = 0; i < times; i += 1) deepEqual(received.subarray(i * whole.length, (i + 1) * whole.length), whole);
    deepEqual(await Promise.all(promises), Array.from({ length: times }, () => whole.length));
    await closing;
  }
});

test("sendFileAsync and sendAsync keep their order", async () => {
  const [a, b, count] = fullPair();
  const promises = [a.sendAsync("<"), a.sendFileAsync(PATH, 1, 10), a.sendAsync(">")];
  const closing = Promise.all(promises).then(() => a.close());
  equal(Buffer.from((await receiveAllAsync(b, count + 12)).subarray(count)).toString(), "<use strict>");
  deepEqual(await Promise.all(promises), [true, 10, true]);
  await closing;
});

test("sendFileAsync rejects what sendFile throws", async () => {
  const path = temporaryPath("missing");
  for (const args of [[], [undefined], [{}], ["a\0b"], [-1], [1.5], [PATH, -1], [PATH, 0, "x"], [path], [""], [`${PATH}/x`], [PATH.replace(/[^/\\]*$/, "")], [999999]]) {
    const [a] = streamPair();
    const { name, code, syscall, path: named, message } = throws(() => a.sendFile(...args));
    await rejects(() => a.sendFileAsync(...args), { name, code, syscall, path: named, message });
  }
  const { name, code, syscall } = throws(() => open().sendFile(PATH));
  await rejects(() => open().sendFileAsync(PATH), { name, code, syscall, path: PATH });
});

test("sendFileAsync closes what it has opened, however it ends", async () => {
  const [full] = fullPair();
  const [other] = streamPair();
  const datagrams = datagramSocket();
  for (const send of [
    () => rejects(() => full.sendFileAsync(PATH, { timeout: 0 }), { code: "ETIMEDOUT", syscall: "sendfile" }),
    () => rejects(() => full.sendFileAsync(PATH, { signal: AbortSignal.abort() }), { name: "AbortError" }),
    () => rejects(() => datagrams.sendFileAsync(PATH), { name: "SocketError" }),
    () => other.sendFileAsync(PATH, 0, 1),
  ]) {
    await send();
    const before = nextDescriptor();
    for (let i = 0; i < 20; i += 1) await send();
    ok(nextDescriptor() <= before + 20 / 2, `${send} leaves descriptors open`);
  }
  const before = nextDescriptor();
  const promises = Array.from({ length: 20 }, () => full.sendFileAsync(PATH));
  full.close();
  for (const promise of promises) await rejects(() => promise, { code: "ECANCELED", syscall: "sendfile" });
  ok(nextDescriptor() <= before, "close leaves descriptors open");
});

test("sendFileAsync on a wrong this opens nothing and rejects", async () => {
  await rejects(() => Socket.prototype.sendFileAsync.call({}, PATH), { name: "TypeError" });
});

done();
