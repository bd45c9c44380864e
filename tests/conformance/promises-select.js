"use strict";

const { Socket } = require("socket");
const { test, done, ok, equal, deepEqual, throws, rejects } = require("./harness.js");
const {
  open, keep, listener, streamPair, datagramSocket, datagramPair, readySocket, fullPair, waitReadable, isSettled, turn, successorOf,
} = require("./sockets.js");

test("selectAsync resolves to how many sockets are ready, and edits the arrays as select does", async () => {
  const ready = readySocket();
  const idle = datagramSocket();
  const read = [idle, ready, idle];
  const write = [ready];
  const promise = Socket.selectAsync(read, write, [idle]);
  ok(promise instanceof Promise, "a promise of the host's");
  equal(await promise, 2);
  deepEqual(read, Object.assign(new Array(3), { 1: ready }));
  deepEqual(write, [ready]);
});

test("selectAsync waits until a socket is ready, and edits the arrays only then", async () => {
  const [one, other] = datagramPair();
  const idle = datagramSocket();
  const read = [idle, other, idle, other];
  const promise = Socket.selectAsync(read);
  equal(await isSettled(promise), false);
  deepEqual(read, [idle, other, idle, other]);
  one.send("x");
  equal(await promise, 1);
  deepEqual(Object.keys(read), ["1", "3"]);
  equal(read.length, 4);
  equal(read[1], other);
  equal(other.receive().toString(), "x");
});

test("selectAsync waits for room to send", async () => {
  const [client, server, count] = fullPair();
  const write = [client];
  const promise = Socket.selectAsync(null, write);
  equal(await isSettled(promise), false);
  for (let left = count; left > 0;) left -= server.receive().length;
  equal(await promise, 1);
  deepEqual(write, [client]);
});

test("selectAsync waits for exceptional conditions", async () => {
  const [client, server] = streamPair();
  const except = [server, client];
  const promise = Socket.selectAsync(null, null, except);
  client.send("not that");
  equal(await isSettled(promise), false);
  client.sendMessage({ data: "!", flags: Socket.MSG_OOB });
  equal(await promise, 1);
  equal(except[0], server);
  equal(1 in except, false);
});

test("selectAsync waits for exceptional conditions of a socket that has been awaited before", async () => {
  const [client, server] = streamPair();
  const received = server.receiveAsync();
  client.send("x");
  await received;
  const promise = Socket.selectAsync([], [], [server]);
  equal(await isSettled(promise), false);
  client.sendMessage({ data: "!", flags: Socket.MSG_OOB });
  equal(await promise, 1);
});

test("selectAsync tells of a connection and of the end of a stream", async () => {
  const server = listener();
  const [client, accepted] = streamPair();
  const read = [server, accepted];
  const first = Socket.selectAsync(read);
  open().connect(...server.getSockName());
  equal(await first, 1);
  equal(read[0], server);
  keep(server.accept());
  const second = Socket.selectAsync([accepted]);
  client.close();
  equal(await second, 1);
});

// "Same arguments, then an optional { signal, timeout }."

test("selectAsync takes the options behind any of its arguments", async () => {
  const ready = readySocket();
  const { signal } = new AbortController();
  for (const args of [[], [undefined], [null, null], [[], [], null], [null, null, null], [null, null, null, 60000], [null, undefined, null, undefined]]) {
    for (const options of [[], [undefined], [{}], [{ signal }], [{ signal, timeout: 60000 }]]) {
      const read = [ready];
      equal(await Socket.selectAsync(read, ...args, ...options), 1);
      deepEqual(read, [ready]);
    }
  }
  const write = [datagramSocket()];
  equal(await Socket.selectAsync(null, write, { signal }), 1);
  equal(await Socket.selectAsync(undefined, write, undefined, { signal }), 1);
});

test("an array as the last argument is no options object", async () => {
  const ready = readySocket();
  const read = [ready];
  equal(await Socket.selectAsync(null, read), 1);
  equal(await Socket.selectAsync(read, read), 2);
});

test("selectAsync resolves to 0 and empties the arrays when its own time has passed", async () => {
  const idle = datagramSocket();
  for (const timeout of [0, 0.5, 1, "1"]) {
    const read = [idle, idle];
    equal(await Socket.selectAsync(read, null, null, timeout), 0);
    deepEqual(read, new Array(2));
  }
  equal(await Socket.selectAsync(null, null, null, 1), 0);
});

test("selectAsync rejects with ETIMEDOUT when the time of its options has passed, and leaves the arrays", async () => {
  const idle = datagramSocket();
  const read = [idle];
  await rejects(() => Socket.selectAsync(read, { timeout: 1 }), { name: "SocketError", code: "ETIMEDOUT", syscall: "select" });
  await rejects(() => Socket.selectAsync(read, null, null, 60000, { timeout: 1 }), { code: "ETIMEDOUT" });
  deepEqual(read, [idle]);
});

test("selectAsync rejects with the reason of its signal, and leaves the arrays", async () => {
  const idle = datagramSocket();
  const read = [idle];
  const controller = new AbortController();
  const promise = Socket.selectAsync(read, null, null, 60000, { signal: controller.signal });
  controller.abort("enough");
  equal(await rejects(() => promise), "enough");
  const ready = [readySocket()];
  equal(await rejects(() => Socket.selectAsync(ready, { signal: AbortSignal.abort("before") })), "before");
  deepEqual(read, [idle]);
  equal(ready.length, 1);
  ok(0 in ready);
});

test("selectAsync takes objects with getSocket, and asks each once", async () => {
  const [one, other] = datagramPair();
  let asked = 0;
  const wrapped = { getSocket() { asked += 1; return other; } };
  const read = [datagramSocket(), wrapped];
  const promise = Socket.selectAsync(read);
  await turn();
  one.send("x");
  equal(await promise, 1);
  equal(read[1], wrapped);
  equal(0 in read, false);
  equal(asked, 1);
});

test("selectAsync takes a socket in several arrays and the same array twice, as select does", async () => {
  const ready = readySocket();
  for (const make of [() => [[ready], [ready], [ready]], () => { const array = [ready]; return [array, array, null]; }, () => [[ready, ready], null, null]]) {
    const sync = make();
    const async = make();
    equal(await Socket.selectAsync(...async, 0), Socket.select(...sync, 0));
    deepEqual(async, sync);
  }
});

test("selectAsync leaves holes where they were, as select does", async () => {
  const [one, other] = datagramPair();
  const read = [datagramSocket(), , other, , datagramSocket()]; // eslint-disable-line no-sparse-arrays
  const promise = Socket.selectAsync(read);
  await turn();
  one.send("x");
  equal(await promise, 1);
  deepEqual(Object.keys(read), ["2"]);
  equal(read.length, 5);
});

test("selectAsync rejects wrong arguments as select throws them, and changes no array", async () => {
  const ready = readySocket();
  for (const args of [[5], ["x"], [{}], [[{}]], [[ready], [null]], [[ready], null, null, -1], [[ready], null, null, NaN], [[ready], null, null, "soon"], [[5]], [Object.freeze([ready])]]) {
    const before = args.map((arg) => Array.isArray(arg) ? [...arg] : arg);
    const { name, code, message } = throws(() => Socket.select(...args));
    ok(name === "TypeError" || name === "RangeError", name);
    await rejects(() => Socket.selectAsync(...args), { name, code, message });
    deepEqual(args.map((arg) => Array.isArray(arg) ? [...arg] : arg), before);
  }
});

test("selectAsync of a closed socket rejects with EBADF as select throws", async () => {
  const closed = datagramSocket();
  closed.close();
  const read = [readySocket(), closed];
  const before = [...read];
  const { syscall, message } = throws(() => Socket.select(read, null, null, 0), { code: "EBADF" });
  await rejects(() => Socket.selectAsync(read), { name: "SocketError", code: "EBADF", syscall, message });
  deepEqual(read, before);
});

test("a socket that is closed while selectAsync waits ends it with ECANCELED, and no array changes", async () => {
  const idle = datagramSocket();
  const other = datagramSocket();
  const read = [idle, other];
  const promise = Socket.selectAsync(read);
  equal(await isSettled(promise), false);
  other.close();
  await rejects(() => promise, { name: "SocketError", code: "ECANCELED", syscall: "select" });
  deepEqual(read, [idle, other]);
});

test("a socket that is closed and followed by another is never told of", async () => {
  const closing = datagramSocket();
  const number = closing.fd;
  const promise = Socket.selectAsync([closing]);
  closing.close();
  const successor = successorOf(number);
  datagramSocket().send("x", ...successor.getSockName());
  waitReadable(successor);
  await rejects(() => promise, { code: "ECANCELED" });
  equal(successor.receive().toString(), "x");
});

test("a socket that a getter closes while selectAsync is begun is not taken for its successor", async () => {
  for (const count of [1, 2]) {
    const closing = datagramSocket();
    let looks = 0;
    let successor;
    const signal = {
      addEventListener() {}, removeEventListener() {},
      get aborted() {
        looks += 1;
        if (looks === count) {
          closing.close();
          successor = datagramSocket();
          datagramSocket().send("x", ...successor.getSockName());
          waitReadable(successor);
        }
        return false;
      },
    };
    await rejects(() => Socket.selectAsync([closing], { signal }), { name: "SocketError", code: "EBADF" });
    equal(successor.receive().toString(), "x");
  }
});

test("an array that was frozen while selectAsync waited rejects it", async () => {
  const [one, other] = datagramPair();
  const read = [other];
  const promise = Socket.selectAsync(read);
  Object.freeze(read);
  one.send("x");
  await rejects(() => promise, { name: "TypeError", code: "ERR_INVALID_ARG_TYPE" });
  deepEqual(read, [other]);
});

test("what was done to an array while selectAsync waited is overwritten", async () => {
  const [one, other] = datagramPair();
  const read = [other, other];
  const promise = Socket.selectAsync(read);
  read.push("more");
  read[0] = "else";
  await turn();
  one.send("x");
  equal(await promise, 1);
  deepEqual(read, [other, other]);
});

test("several selectAsync wait at once, beside a select and what is received", async () => {
  const pairs = Array.from({ length: 5 }, () => datagramPair());
  const all = pairs.map(([, other]) => other);
  const arrays = pairs.map((_, i) => all.slice(i));
  const promises = arrays.map((array) => Socket.selectAsync(array));
  const received = all[4].receiveAsync();
  equal(Socket.select([...all], null, null, 0), 0);
  pairs[4][0].send("received");
  equal((await received).toString(), "received");
  pairs[3][0].send("x");
  for (let i = 0; i < 4; i += 1) {
    const count = await promises[i];
    ok(count >= 1, `${i} told of ${count}`);
    ok(arrays[i].filter(() => true).every((socket) => all.includes(socket)));
  }
  pairs[4][0].send("y");
  equal(await promises[4], 1);
});

test("selectAsync again and again tells of each socket that becomes ready", async () => {
  const pairs = Array.from({ length: 10 }, () => datagramPair());
  const seen = [];
  for (let i = 0; i < 30; i += 1) {
    const read = pairs.map(([, other]) => other);
    const promise = Socket.selectAsync(read);
    await turn();
    pairs[i % 10][0].send("x");
    equal(await promise, 1);
    const index = Number(Object.keys(read)[0]);
    seen.push(index);
    equal(read[index].receive().toString(), "x");
  }
  deepEqual(seen, Array.from({ length: 30 }, (_, i) => i % 10));
});

test("several hundred sockets wait by one selectAsync", async () => {
  const sockets = Array.from({ length: 300 }, () => datagramSocket());
  const read = [...sockets];
  const promise = Socket.selectAsync(read);
  await turn();
  datagramSocket().send("x", ...sockets[222].getSockName());
  equal(await promise, 1);
  deepEqual(Object.keys(read), ["222"]);
});

done();
