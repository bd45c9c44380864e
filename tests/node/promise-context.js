"use strict";

// What a host knows of asynchronous calls holds for promises of the module's: `promise-context.js CASE`.

const assert = require("node:assert");
const { AsyncLocalStorage, AsyncResource, createHook, executionAsyncId } = require("node:async_hooks");
const { Poller, Socket, connection, datagramSocket, listener, turn } = require("./sockets.js");

const storage = new AsyncLocalStorage();

/** Awaits each kind of call once, so that it has to wait, in the context of a name; says what the context was after each. */
async function awaitAll(name) {
  const seen = [];
  const note = () => seen.push(storage.getStore());
  const server = listener();
  const address = server.getSockName();
  const client = new Socket(Socket.PF_INET, Socket.SOCK_STREAM);
  const accepting = server.acceptAsync();
  accepting.then(note);
  await client.connectAsync(...address);
  note();
  const connected = await accepting;
  note();
  const poller = new Poller().add(connected, "r");
  for (const wait of [
    () => connected.readable(), () => Socket.selectAsync([connected]), () => poller.waitAsync(), () => connected.receiveAsync(1),
    () => connected.receiveIntoAsync(new Uint8Array(1)), () => connected.receiveMessageAsync({ size: 1 }), () => Socket.getAddrInfoAsync("127.0.0.1"),
    () => connected.receiveAsync({ timeout: 1 }).catch(note), () => connected.receiveAsync({ signal: AbortSignal.timeout(1) }).catch(note),
  ]) {
    while (connected.available() > 0) connected.receive();
    const waiting = wait();
    waiting.then(note, note);
    await turn();
    storage.run("another", () => client.send(name));
    await waiting;
    note();
    while (connected.available() > 0) connected.receive();
  }
  connected.close();
  for await (const data of client) assert.fail(String(data));
  note();
  return seen;
}

const CASES = {
  async "storage"() {
    const names = ["one", "two", "three"];
    await storage.run("first", () => Socket.getAddrInfoAsync("127.0.0.1")); // in whose context the loop begins
    const all = await Promise.all([...names.map((name) => storage.run(name, awaitAll, name)), awaitAll("none")]);
    [...names, undefined].forEach((name, i) => {
      assert.ok(all[i].length > 20);
      assert.deepStrictEqual(new Set(all[i]), new Set([name]));
    });
    assert.strictEqual(storage.getStore(), undefined);
  },

  /** What goes on after a promise has an id of its own, whose origin is where it was awaited. */
  async "hooks"() {
    const triggers = new Map();
    const running = [];
    const hook = createHook({
      init(id, type, trigger) { triggers.set(id, trigger); },
      before(id) { running.push(id); },
      after(id) { assert.strictEqual(running.pop(), id); },
    }).enable();
    const resource = new AsyncResource("Mine");
    const [one, other] = Socket.pair();
    const ids = await resource.runInAsyncScope(async () => {
      const waiting = other.receiveAsync();
      setImmediate(() => one.send("text"));
      await waiting;
      return [executionAsyncId(), ...running];
    });
    let id = ids[0];
    assert.notStrictEqual(id, 0);
    assert.ok(ids.slice(1).includes(id));
    while (id !== resource.asyncId() && id > 1) id = triggers.get(id);
    assert.strictEqual(id, resource.asyncId());
    await turn();
    assert.strictEqual(running.length, 1); // this one
    hook.disable();
  },

  /** However many calls have one signal, the host has nothing to warn of. */
  async "warnings"() {
    const told = [];
    process.on("warning", (warning) => told.push(warning));
    const controller = new AbortController();
    const waiting = Array.from({ length: 50 }, () => datagramSocket().receiveAsync({ signal: controller.signal }));
    for (let i = 0; i < 3; i += 1) await turn();
    controller.abort(new Error("enough"));
    for (const promise of waiting) await assert.rejects(promise, /enough/);
    assert.deepStrictEqual(told, []);
  },

  /** A rejection that nobody handles is told by the host's event, with the promise. */
  async "unhandled rejection"() {
    const told = [];
    process.on("unhandledRejection", (reason, promise) => told.push([reason, promise]));
    const socket = datagramSocket();
    const waiting = socket.receiveAsync({ timeout: 1 });
    const [one, other] = Socket.pair();
    const error = new Error("mine");
    const continued = other.receiveAsync().then(() => { throw error; });
    one.send("text");
    while (told.length < 2) await turn();
    const reasons = new Map(told.map(([reason, promise]) => [promise, reason]));
    assert.strictEqual(reasons.get(waiting).code, "ETIMEDOUT");
    assert.strictEqual(reasons.get(continued), error);
    await other.sendAsync("x");
    assert.strictEqual(String(await one.receiveAsync()), "x");
  },

  /** What is thrown in what promises of ours have called is the host's uncaught exception, and the others go on. */
  async "uncaught exceptions"() {
    const told = [];
    process.on("uncaughtException", (error) => told.push(error.message));
    const pairs = Array.from({ length: 3 }, () => Socket.pair());
    const ways = [process.nextTick, queueMicrotask, setImmediate];
    const continued = pairs.map(async ([, other], i) => {
      await other.receiveAsync();
      ways[i](() => { throw new Error(`thrown ${i}`); });
      return other.receiveAsync();
    });
    await turn();
    for (const [one] of pairs) one.send("text");
    while (told.length < 3) await turn();
    assert.deepStrictEqual(told.sort(), ["thrown 0", "thrown 1", "thrown 2"]);
    for (const [one] of pairs) one.send("again");
    for (const data of await Promise.all(continued)) assert.strictEqual(String(data), "again");
  },

  /** Without handlers either ends the process: it says why, with status 1. */
  async "unhandled"() {
    await datagramSocket().receiveAsync({ timeout: 1 });
  },

  async "uncaught"() {
    const [one, other] = Socket.pair();
    other.receiveAsync().then(() => process.nextTick(() => { throw new Error("thrown on purpose"); }));
    await turn();
    one.send("text");
    await other.receiveAsync();
    console.log(one);
  },

  /** Ticks and microtasks run as after the host's own callbacks: before the next one, and before the next turn. */
  async "order"() {
    const pairs = Array.from({ length: 5 }, () => Socket.pair());
    const order = [];
    const all = pairs.map(async ([, other], i) => {
      await other.receiveAsync();
      order.push(`data ${i}`);
      process.nextTick(() => order.push(`tick ${i}`));
      queueMicrotask(() => order.push(`microtask ${i}`));
      setImmediate(() => order.push(`turn ${i}`));
    });
    await turn();
    for (const [one] of pairs) one.send("text");
    order.push("sent");
    await Promise.all(all);
    while (order.length < 21) await turn();
    const place = (text) => order.indexOf(text);
    assert.strictEqual(order[0], "sent");
    for (let i = 0; i < 5; i += 1) {
      assert.ok(place(`data ${i}`) < place(`microtask ${i}`));
      assert.ok(place(`data ${i}`) < place(`tick ${i}`));
      for (const before of ["microtask", "tick"]) assert.ok(place(`${before} ${i}`) < place(`turn ${i}`), String(order));
    }
  },

  /** Nothing of a script's runs inside a call of the module's, whatever the call brings to an end. */
  async "no call inside"() {
    let depth = 0;
    let count = 0;
    const outside = () => { count += 1; assert.strictEqual(depth, 0); };
    const inside = (call) => {
      depth += 1;
      try {
        return call();
      } finally {
        depth -= 1;
      }
    };
    const observed = (promise) => { promise.then(outside, outside); };
    for (let i = 0; i < 20; i += 1) {
      const [one, other] = Socket.pair();
      const poller = new Poller().add(other, "r");
      observed(inside(() => other.readable()));
      observed(inside(() => other.receiveAsync(4)));
      observed(inside(() => other.receiveAsync(4)));
      observed(inside(() => other.receiveAsync(4)));
      observed(inside(() => Socket.selectAsync([other], [one])));
      observed(inside(() => poller.waitAsync()));
      observed(inside(() => one.sendAsync("texttext")));
      inside(() => Socket.select([other], null, null, 100));
      inside(() => one.send("text"));
      inside(() => Socket.select(null, [one], null, 1));
      inside(() => one.shutdown());
      inside(() => poller.wake());
      inside(() => poller.close());
      inside(() => i % 2 === 0 ? other.close() : other.detach());
      const controller = new AbortController();
      const socket = datagramSocket();
      observed(inside(() => socket.receiveAsync({ signal: controller.signal })));
      inside(() => controller.abort());
      await turn();
    }
    while (count < 20 * 8) await turn();
  },
};

const running = CASES[process.argv[2]]();
if (process.argv[2] === "unhandled") running.then(() => console.log("held"));
else running.then(() => console.log("held"), (error) => { console.error(error); process.exitCode = 1; });
