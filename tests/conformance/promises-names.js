"use strict";

const { Socket } = require("socket");
const { test, done, ok, equal, deepEqual, throws, rejects } = require("./harness.js");
const { isSettled, needIPv6 } = require("./sockets.js");

const INVALID = "no-such-host.invalid";

test("getAddrInfoAsync resolves to what getAddrInfo returns", async () => {
  const promise = Socket.getAddrInfoAsync("localhost");
  ok(promise instanceof Promise, "a promise of the host's");
  equal(await promise, Socket.getAddrInfo("localhost"));
  equal(await Socket.getAddrInfoAsync("127.0.0.1"), "127.0.0.1");
});

test("getAddrInfoAsync takes a family or options, and { signal, timeout } behind them", async () => {
  const { signal } = new AbortController();
  for (const args of [
    [], [undefined], [null], [Socket.PF_INET], [{ family: Socket.PF_INET }], [{ all: true }], [{ all: true, service: "80", type: Socket.SOCK_STREAM }],
    [{ all: true, family: 0, service: "http" }],
  ]) {
    const expected = Socket.getAddrInfo("127.0.0.1", ...args);
    for (const options of [[], [undefined], [{}], [{ signal }], [{ signal, timeout: 60000 }]]) {
      deepEqual(await Socket.getAddrInfoAsync("127.0.0.1", ...args, ...options), expected);
    }
  }
});

test("getAddrInfoAsync resolves IPv6 names", async () => {
  needIPv6();
  equal(await Socket.getAddrInfoAsync("::1", Socket.PF_INET6, { timeout: 60000 }), "::1");
  deepEqual(await Socket.getAddrInfoAsync("::1", { all: true }), Socket.getAddrInfo("::1", { all: true }));
});

test("getAddrInfoAsync rejects what getAddrInfo throws", async () => {
  for (const args of [[INVALID], ["::1", Socket.PF_INET], ["localhost", { service: "no-such-service" }], [], [5], ["localhost", "x"], ["localhost", { all: 5 }], ["localhost", -1]]) {
    const { name, code, errno, syscall, hostname, message } = throws(() => Socket.getAddrInfo(...args));
    await rejects(() => Socket.getAddrInfoAsync(...args), { name, code, errno, syscall, hostname, message });
  }
  await rejects(() => Socket.getAddrInfoAsync(INVALID), { code: "ENOTFOUND", syscall: "getaddrinfo", hostname: INVALID });
});

test("getAddrInfoAsync never resolves in the call itself", async () => {
  let isOver = false;
  const promise = Socket.getAddrInfoAsync("localhost").then(() => { isOver = true; });
  Socket.getAddrInfo("localhost");
  equal(isOver, false);
  await promise;
});

test("getNameInfoAsync resolves to what getNameInfo returns", async () => {
  const { signal } = new AbortController();
  for (const args of [["127.0.0.1"], ["127.0.0.1", Socket.PF_INET], ["127.0.0.1", undefined, 80], ["127.0.0.1", null, 80], ["127.0.0.1", Socket.PF_INET, "80"]]) {
    const expected = Socket.getNameInfo(...args);
    for (const options of [[], [undefined], [{}], [{ signal }], [{ timeout: 60000 }]]) {
      deepEqual(await Socket.getNameInfoAsync(...args, ...options), expected);
    }
  }
});

test("getNameInfoAsync rejects what getNameInfo throws", async () => {
  for (const args of [[], ["localhost"], [5], ["127.0.0.1", "x"], ["127.0.0.1", undefined, 65536], ["::1", Socket.PF_INET]]) {
    const { name, code, syscall, message } = throws(() => Socket.getNameInfo(...args));
    await rejects(() => Socket.getNameInfoAsync(...args), { name, code, syscall, message });
  }
});

test("a name that is aborted or takes too long rejects, and others go on", async () => {
  const controller = new AbortController();
  const first = Socket.getAddrInfoAsync("localhost", { signal: controller.signal });
  const second = Socket.getAddrInfoAsync("localhost");
  controller.abort("enough");
  equal(await rejects(() => first), "enough");
  equal(await second, Socket.getAddrInfo("localhost"));
  equal(await rejects(() => Socket.getAddrInfoAsync("localhost", { signal: AbortSignal.abort("before") })), "before");
  const late = await Socket.getAddrInfoAsync("localhost", { timeout: 0 }).then((address) => address, ({ code, syscall }) => `${syscall} ${code}`);
  ok(late === "getaddrinfo ETIMEDOUT" || late === Socket.getAddrInfo("localhost"), late);
  equal(await Socket.getAddrInfoAsync("localhost"), Socket.getAddrInfo("localhost"));
});

test("many names are resolved at once, each with its own answer", async () => {
  const names = Array.from({ length: 100 }, (_, i) => i % 3 === 0 ? INVALID : i % 3 === 1 ? "localhost" : `127.0.0.${i}`);
  const answers = await Promise.all(names.map((name) => Socket.getAddrInfoAsync(name).catch(({ code }) => code)));
  const local = Socket.getAddrInfo("localhost");
  deepEqual(answers, names.map((name) => name === INVALID ? "ENOTFOUND" : name === "localhost" ? local : name));
});

test("a promise for a name is settled though nothing else is awaited", async () => {
  equal(typeof await Socket.getNameInfoAsync("127.0.0.1"), "string");
  equal(await isSettled(Promise.resolve()), true);
});

done();
