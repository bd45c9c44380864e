"use strict";

const { Socket, Poller } = require("socket");
const { test, skip, cleanup, done, ok, equal, deepEqual, throws, rejects } = require("./harness.js");
const {
  keep, listener, smallStreamPair, datagramSocket, datagramPair, waitReadable, fullPair, isSettled, turn, successorOf, asyncMethodNames,
} = require("./sockets.js");

/** Waits of each kind that end by nothing but what a case does: [name, socket or poller, call of the options]. */
function waits() {
  const [client] = fullPair();
  const datagrams = datagramSocket();
  const poller = new Poller();
  cleanup(() => poller.close());
  poller.add(datagrams, "r");
  const server = listener();
  return [
    ["acceptAsync", server, (options) => server.acceptAsync(options)],
    ["receiveAsync", datagrams, (options) => datagrams.receiveAsync(10, options)],
    ["receiveIntoAsync", datagrams, (options) => datagrams.receiveIntoAsync(Buffer.alloc(10), options)],
    ["receiveFromAsync", datagrams, (options) => datagrams.receiveFromAsync(options)],
    ["receiveManyAsync", datagrams, (options) => datagrams.receiveManyAsync(10, 10, undefined, options)],
    ["receiveMessageAsync", datagrams, (options) => datagrams.receiveMessageAsync({}, options)],
    ["readable", datagrams, (options) => datagrams.readable(options)],
    ["sendAsync", client, (options) => client.sendAsync("x", options)],
    ["sendMessageAsync", client, (options) => client.sendMessageAsync({ data: "x" }, options)],
    ["writable", client, (options) => client.writable(options)],
    ["selectAsync", datagrams, (options) => Socket.selectAsync([datagrams], options)],
    ["waitAsync", poller, (options) => poller.waitAsync(options)],
  ];
}

// "`timeout` in milliseconds rejects with ETIMEDOUT"

test("each call that waits rejects with ETIMEDOUT when its time has passed", async () => {
  for (const [name, , call] of waits()) {
    const { syscall, message, errno } = await rejects(() => call({ timeout: 1 }), { name: "SocketError", code: "ETIMEDOUT" });
    ok(typeof syscall === "string" && message.startsWith(`${syscall} ETIMEDOUT: `) && errno < 0, `${name}: ${message}`);
  }
});

test("a timeout of 0 rejects what cannot be done at once, and nothing else", async () => {
  for (const [, , call] of waits()) await rejects(() => call({ timeout: 0 }), { name: "SocketError", code: "ETIMEDOUT" });
  const [one, other] = datagramPair();
  equal(await one.sendAsync("x", { timeout: 0 }), true);
  waitReadable(other);
  equal((await other.receiveAsync({ timeout: 0 })).toString(), "x");
});

test("a timeout of null, undefined and Infinity is none", async () => {
  const [one, other] = datagramPair();
  for (const timeout of [null, undefined, Infinity]) {
    const promise = other.receiveAsync({ timeout });
    equal(await isSettled(promise), false);
    one.send("x");
    await promise;
  }
});

test("a timeout that has not passed yet ends nothing", async () => {
  const [one, other] = datagramPair();
  for (let i = 0; i < 20; i += 1) {
    const promise = other.receiveAsync({ timeout: 60000 });
    one.send("x");
    equal((await promise).toString(), "x");
  }
});

test("a wrong timeout or signal rejects with a TypeError or RangeError, and nothing is attempted", async () => {
  const [one, other] = datagramPair();
  one.send("kept");
  waitReadable(other);
  for (const timeout of [-1, NaN, -Infinity]) await rejects(() => other.receiveAsync({ timeout }), { name: "RangeError", code: "ERR_OUT_OF_RANGE" });
  for (const timeout of ["soon", {}, true, []]) await rejects(() => other.receiveAsync({ timeout }), { name: "TypeError", code: "ERR_INVALID_ARG_TYPE" });
  for (const signal of ["x", 5, {}, [], () => {}]) {
    await rejects(() => other.receiveAsync({ signal }), { name: "TypeError", code: "ERR_INVALID_ARG_TYPE", message: /options\.signal/ });
  }
  await rejects(() => other.receiveAsync({ timeout: 5, sinal: 5 }), { name: "TypeError", code: "ERR_INVALID_ARG_TYPE" });
  equal(other.receive().toString(), "kept");
});

test("a signal in place of the options is an error, and not overlooked", async () => {
  const { signal } = new AbortController();
  await rejects(() => datagramSocket().receiveAsync(signal), { name: "TypeError", code: "ERR_INVALID_ARG_TYPE" });
  await rejects(() => datagramSocket().receiveAsync(10, signal), { name: "TypeError", code: "ERR_INVALID_ARG_TYPE" });
});

// "`signal` with its reason"

test("each call that waits rejects with the reason when its signal is aborted", async () => {
  for (const [name, , call] of waits()) {
    const controller = new AbortController();
    const reason = { why: name };
    const promise = call({ signal: controller.signal });
    equal(await isSettled(promise), false, name);
    controller.abort(reason);
    const caught = await promise.then(() => "resolved", (error) => error);
    equal(caught, reason, name);
  }
});

test("each call rejects with the reason of a signal that is aborted already, and attempts nothing", async () => {
  const reason = new Error("too late");
  const signal = AbortSignal.abort(reason);
  for (const [, , call] of waits()) equal(await rejects(() => call({ signal })), reason);
  const [one, other] = datagramPair();
  equal(await rejects(() => one.sendAsync("never sent", { signal })), reason);
  one.send("sent");
  equal(waitReadable(other).receive().toString(), "sent");
  one.send("kept");
  waitReadable(other);
  equal(await rejects(() => other.receiveAsync({ signal })), reason);
  equal(other.receive().toString(), "kept");
});

test("an abort without a reason is an AbortError", async () => {
  const controller = new AbortController();
  const promise = datagramSocket().receiveAsync({ signal: controller.signal });
  controller.abort();
  await rejects(() => promise, { name: "AbortError" });
});

test("a signal that is aborted afterwards changes nothing", async () => {
  const [one, other] = datagramPair();
  const controller = new AbortController();
  const promise = other.receiveAsync({ signal: controller.signal });
  one.send("x");
  equal((await promise).toString(), "x");
  controller.abort();
  await turn();
  one.send("y");
  equal((await other.receiveAsync()).toString(), "y");
});

test("one signal ends many calls", async () => {
  const controller = new AbortController();
  const sockets = Array.from({ length: 5 }, () => datagramSocket());
  const promises = sockets.flatMap((socket) => [socket.receiveAsync({ signal: controller.signal }), socket.receiveAsync({ signal: controller.signal })]);
  controller.abort("all");
  for (const { status, reason } of await Promise.allSettled(promises)) deepEqual([status, reason], ["rejected", "all"]);
});

test("one signal ends those of many calls that are not over, in the order of the calls", async () => {
  const controller = new AbortController();
  const order = [];
  const calls = Array.from({ length: 30 }, (_, i) => {
    const [one, other] = datagramPair();
    const promise = other.receiveAsync({ signal: controller.signal });
    promise.then((data) => order.push(`${i} ${data}`), (reason) => order.push(`${i} ${reason}`));
    return { one, promise };
  });
  for (const i of [0, 29, 7, 8]) {
    calls[i].one.send("data");
    await calls[i].promise;
  }
  controller.abort("enough");
  await Promise.allSettled(calls.map(({ promise }) => promise));
  deepEqual(order.slice(0, 4), ["0 data", "29 data", "7 data", "8 data"]);
  const others = Array.from({ length: 30 }, (_, i) => i).filter((i) => ![0, 29, 7, 8].includes(i));
  deepEqual(order.slice(4), others.map((i) => `${i} enough`));
});

test("AbortSignal.timeout ends a call", async () => {
  await rejects(() => datagramSocket().receiveAsync({ signal: AbortSignal.timeout(1), timeout: 60000 }), { name: "TimeoutError" });
});

test("a signal that fails to be listened to rejects the call", async () => {
  const signal = { aborted: false, addEventListener() { throw new Error("no"); }, removeEventListener() { throw new Error("neither"); } };
  const socket = datagramSocket();
  await rejects(() => socket.receiveAsync({ signal }), { message: "no" });
  equal(socket.setBlocking(false).receive(), false);
});

test("a signal that is aborted while it begins to be listened to ends the call", async () => {
  const signal = { aborted: false, reason: "meanwhile", addEventListener() { this.aborted = true; }, removeEventListener() {} };
  equal(await rejects(() => datagramSocket().receiveAsync({ signal })), "meanwhile");
});

test("a signal listens no more when the call is over", async () => {
  const [one, other] = datagramPair();
  let listeners = 0;
  const signal = { aborted: false, addEventListener() { listeners += 1; }, removeEventListener() { listeners -= 1; } };
  const promises = [other.receiveAsync({ signal }), other.receiveAsync({ signal }), other.receiveAsync({ signal, timeout: 1 })];
  equal(listeners, 1); // however many calls there are: hosts warn of signals with many listeners
  one.send("x");
  await promises[0];
  await rejects(() => promises[2], { code: "ETIMEDOUT" });
  equal(listeners, 1);
  other.close();
  await rejects(() => promises[1], { code: "ECANCELED" });
  equal(listeners, 0);
});

// "nothing that was received is lost"

test("a datagram that came before the timeout was noticed is received by the next call", async () => {
  const [one, other] = datagramPair();
  for (let i = 0; i < 10; i += 1) {
    const promise = other.receiveAsync({ timeout: 0 });
    one.send(`number ${i}`);
    const received = await promise.then(String, ({ code }) => code);
    equal(received === "ETIMEDOUT" ? (await other.receiveAsync()).toString() : received, `number ${i}`);
  }
});

test("a datagram that came before the abort is received by the next call", async () => {
  const [one, other] = datagramPair();
  for (let i = 0; i < 10; i += 1) {
    const controller = new AbortController();
    const promise = other.receiveAsync({ signal: controller.signal });
    one.send(`number ${i}`);
    waitReadable(other);
    controller.abort();
    await rejects(() => promise, { name: "AbortError" });
    equal(other.receive().toString(), `number ${i}`);
  }
});

test("aborting a call in the middle of others ends it alone", async () => {
  const [one, other] = datagramPair();
  const controller = new AbortController();
  const promises = [other.receiveAsync(), other.receiveAsync({ signal: controller.signal }), other.receiveAsync()];
  const aborted = rejects(() => promises[1], { name: "AbortError" });
  controller.abort();
  one.send("1");
  one.send("2");
  equal((await promises[0]).toString(), "1");
  await aborted;
  equal((await promises[2]).toString(), "2");
  const last = other.receiveAsync();
  one.send("3");
  equal((await last).toString(), "3");
});

test("aborting the last of several calls ends it alone", async () => {
  const [one, other] = datagramPair();
  const controller = new AbortController();
  const promises = [other.receiveAsync(), other.receiveAsync({ signal: controller.signal })];
  const aborted = rejects(() => promises[1], { name: "AbortError" });
  controller.abort();
  const third = other.receiveAsync();
  one.send("1");
  one.send("3");
  equal((await promises[0]).toString(), "1");
  equal((await third).toString(), "3");
  await aborted;
});

// "`close()` and `detach()` reject what is pending with ECANCELED."

test("close rejects each call that waits with ECANCELED", async () => {
  for (let i = 0; i < waits().length; i += 1) {
    const [name, owner, call] = waits()[i];
    const promise = call({});
    equal(await isSettled(promise), false, name);
    owner.close();
    const { syscall, message } = await rejects(() => promise, { name: "SocketError", code: "ECANCELED" });
    ok(message.startsWith(`${syscall} ECANCELED: `), message);
  }
});

test("close rejects all that is pending, in both directions", async () => {
  const [client] = fullPair();
  const promises = [client.receiveAsync(), client.readable(), client.receiveFromAsync({ timeout: 60000 }), client.sendAsync("x"), client.writable()];
  client.close();
  for (const promise of promises) await rejects(() => promise, { name: "SocketError", code: "ECANCELED" });
  equal(client.fd, -1);
});

test("detach rejects what is pending, and the descriptor goes on elsewhere", async () => {
  const [one, other] = datagramPair();
  const promise = other.receiveAsync();
  const descriptor = other.detach();
  await rejects(() => promise, { name: "SocketError", code: "ECANCELED", syscall: "recv" });
  const again = keep(Socket.fromDescriptor(descriptor));
  const received = again.receiveAsync();
  one.send("goes on");
  equal((await received).toString(), "goes on");
});

test("the end of a using declaration rejects what is pending with ECANCELED", async () => {
  if (typeof Symbol.dispose !== "symbol") skip("the engine has no Symbol.dispose");
  const socket = datagramSocket();
  const promise = socket.receiveAsync();
  socket[Symbol.dispose]();
  await rejects(() => promise, { code: "ECANCELED" });
});

test("an error that ends sending by close has bytesSent", async () => {
  const [client] = smallStreamPair();
  const promise = client.sendAsync(new Uint8Array(4 << 20));
  client.close();
  const { bytesSent } = await rejects(() => promise, { code: "ECANCELED", syscall: "send" });
  ok(bytesSent > 0, `bytesSent is ${bytesSent}`);
});

test("closing a socket ends nothing of another that gets its descriptor", async () => {
  const [, other] = datagramPair();
  const number = other.fd;
  const first = other.receiveAsync();
  other.close();
  const successor = successorOf(number);
  const second = successor.receiveAsync();
  await rejects(() => first, { code: "ECANCELED" });
  equal(await isSettled(second), false);
  datagramSocket().send("for the second", ...successor.getSockName());
  equal((await second).toString(), "for the second");
});

test("what is pending of a closed socket never reaches one that is opened in the same turn", async () => {
  for (let i = 0; i < 50; i += 1) {
    const [one, other] = datagramPair();
    const pending = [other.receiveAsync(), other.receiveAsync({ timeout: 1 })];
    one.send("lost with the socket");
    other.close();
    const next = datagramSocket();
    datagramSocket().send("for the next", ...next.getSockName());
    for (const promise of pending) await rejects(() => promise, { code: "ECANCELED" });
    equal((await next.receiveAsync()).toString(), "for the next");
  }
});

test("a socket that a getter closes while a call is begun reaches no other", async () => {
  const aborted = (count, act) => {
    let looks = 0;
    return { addEventListener() {}, removeEventListener() {}, get aborted() { looks += 1; if (looks === count) act(); return false; } };
  };
  for (const methodOf of [
    (socket, act) => socket.sendMessageAsync({ get data() { return act() ?? "x"; } }),
    (socket, act) => socket.receiveAsync({ get timeout() { return act(); } }),
    (socket, act) => socket.receiveMessageAsync({ get size() { return act(); } }),
    (socket, act) => socket.sendAsync("x", undefined, undefined, { get signal() { return act(); } }),
    (socket, act) => socket.receiveAsync({ signal: aborted(1, act) }),
    (socket, act) => socket.receiveAsync({ signal: aborted(2, act) }),
    (socket, act) => socket.sendManyAsync(new Proxy(["x"], { get: (array, name) => (name === "0" ? act() : undefined) ?? array[name] })),
  ]) {
    const [one, other] = datagramPair();
    let successor;
    one.send("of the first");
    waitReadable(other);
    await rejects(() => methodOf(other, () => {
      other.close();
      successor = datagramSocket();
      datagramSocket().send("of the successor", ...successor.getSockName());
      waitReadable(successor);
    }), { name: "SocketError", code: "EBADF" });
    equal(successor.setBlocking(false).receive().toString(), "of the successor");
  }
});

test("close rejects what waits for the error queue", async () => {
  const socket = datagramSocket();
  if (Socket.MSG_ERRQUEUE === undefined) skip("the system has no error queue");
  const promise = socket.receiveMessageAsync({ flags: Socket.MSG_ERRQUEUE });
  equal(await isSettled(promise), false);
  socket.close();
  await rejects(() => promise, { name: "SocketError", code: "ECANCELED", syscall: "recvmsg" });
});

// "After `close()`, every method but `close()` throws EBADF": those that return promises reject with it.

test("closing a poller rejects what is pending with ECANCELED", async () => {
  const poller = new Poller();
  const promises = [poller.waitAsync(), poller.waitAsync({ timeout: 60000 })];
  poller.close();
  for (const promise of promises) await rejects(() => promise, { name: "SocketError", code: "ECANCELED", syscall: "epoll_wait" });
  await rejects(() => poller.waitAsync(), { name: "SocketError", code: "EBADF" });
});

test("every method that returns promises is there", () => {
  deepEqual(asyncMethodNames().sort(), [
    "acceptAsync", "connectAsync", "readable", "receiveAsync", "receiveFromAsync", "receiveIntoAsync", "receiveManyAsync", "receiveMessageAsync",
    "sendAsync", "sendFileAsync", "sendManyAsync", "sendMessageAsync", "writable",
  ]);
});

// "While a promise is pending (…) the process stays alive, unless `unref()` was called (`ref()` takes it back)": the rest is in the C# tests.

test("ref and unref return the socket, and throw EBADF when it is closed", async () => {
  const [one, other] = datagramPair();
  equal(other.unref(), other);
  const promise = other.receiveAsync();
  equal(other.ref(), other);
  equal(other.unref().unref().ref().ref(), other);
  one.send("x");
  equal((await promise).toString(), "x");
  other.close();
  throws(() => other.ref(), { name: "SocketError", code: "EBADF", syscall: "ref" });
  throws(() => other.unref(), { name: "SocketError", code: "EBADF", syscall: "unref" });
  throws(() => Socket.prototype.ref.call({}), { name: "TypeError" });
});

done();
