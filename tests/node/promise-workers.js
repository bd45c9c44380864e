"use strict";

// Workers that end while promises of all kinds are pending in them, one after the other: `promise-workers.js WAY`, where WAY is how they end.
// They leave neither descriptors nor threads, and the main thread's promises go on meanwhile.

const assert = require("node:assert");
const { readFileSync, readdirSync } = require("node:fs");
const { Worker, isMainThread, parentPort, workerData } = require("node:worker_threads");
const { Poller, Socket, connection, datagramSocket, listener, openSockets, turn } = require("./sockets.js");

const ROUNDS = 30;

// ---- a worker ----------------------------------------------------------------------------------------------------

/** Has promises of all kinds wait, some of which have waited and been settled before. */
async function wait() {
  const server = listener();
  const [client, connected] = connection(server);
  const { signal } = new AbortController();
  const poller = new Poller().add(client, "r");
  const arrived = connected.receiveAsync({ signal });
  client.send("text");
  assert.strictEqual(String(await arrived), "text");
  assert.strictEqual(await Socket.getAddrInfoAsync("127.0.0.1"), "127.0.0.1");
  const pending = [
    server.acceptAsync(), client.receiveAsync({ signal, timeout: 1e6 }), connected.receiveIntoAsync(new Uint8Array(9)), poller.waitAsync(),
    Socket.selectAsync([client, connected], null, [client]), datagramSocket().receiveManyAsync(3, 9), datagramSocket().readable(),
    iterate(datagramSocket()), writeAll(Socket.pair()[0]), Socket.getAddrInfoAsync("localhost"),
  ];
  pending.pop(); // may be over before the worker
  return Promise.all(pending);
}

async function iterate(socket) {
  for await (const datagram of socket) throw new Error(`there is ${datagram}`);
}

async function writeAll(socket) {
  for (;;) await socket.sendAsync(new Uint8Array(1e6));
}

const ENDS = {
  terminated() {},
  exits() { process.exit(3); },
  throws() { throw new Error("thrown on purpose"); },
  rejects() { Promise.reject(new Error("rejected on purpose")); },
};

async function work() {
  wait().then(() => { throw new Error("went on"); });
  await Socket.getAddrInfoAsync("127.0.0.1"); // the last thing that wait() awaits
  await turn();
  parentPort.postMessage("waits");
  setImmediate(ENDS[workerData]);
}

// ---- the main thread ---------------------------------------------------------------------------------------------

const openDescriptors = () => readdirSync("/proc/self/fd").length;

/** Threads of the library's: the host's own come and go. */
function threads() {
  let count = 0;
  for (const task of readdirSync("/proc/self/task")) {
    try {
      if (readFileSync(`/proc/self/task/${task}/comm`, "latin1").startsWith("TeaSocket promi")) count += 1;
    } catch { /* it has just ended */ }
  }
  return count;
}

/** Promises of the main thread's, again and again. */
async function echo(rounds) {
  const [one, other] = Socket.pair();
  while (!rounds.areOver) {
    const arrived = other.receiveAsync();
    await turn();
    await one.sendAsync("text");
    assert.strictEqual(String(await arrived), "text");
    rounds.echoes += 1;
  }
  one.close();
  other.close();
}

async function round(way) {
  const worker = new Worker(__filename, { workerData: way });
  const exit = new Promise((resolve) => worker.once("exit", resolve));
  const failure = new Promise((resolve) => worker.once("error", resolve));
  await new Promise((resolve) => worker.once("message", resolve));
  if (way === "terminated") await worker.terminate();
  const code = await exit;
  if (way === "exits") assert.strictEqual(code, 3);
  if (way === "throws" || way === "rejects") assert.match((await failure).message, /on purpose/);
}

async function main(way) {
  await round(way); // the host opens what it opens once
  const rounds = { echoes: 0, areOver: false };
  const echoes = echo(rounds);
  await turn();
  const before = { sockets: openSockets(), descriptors: openDescriptors(), threads: threads() };
  for (let i = 0; i < ROUNDS; i += 1) {
    const { echoes: earlier } = rounds;
    await round(way);
    while (rounds.echoes < earlier + 3) await turn();
  }
  // Each worker has opened more than ten; the host opens a few by itself.
  while (openSockets() >= before.sockets + ROUNDS / 3) await turn();
  while (openDescriptors() >= before.descriptors + ROUNDS / 3) await turn();
  while (threads() > before.threads) await turn();
  rounds.areOver = true;
  await echoes;
  console.log(`${ROUNDS} workers, nothing left`);
}

if (isMainThread) main(process.argv[2]);
else work();
