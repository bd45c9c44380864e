"use strict";

// Who else has something to do has a turn while promises of sockets are at full load: `promise-fairness.js CASE`. Counted, not timed: what
// starves is never done, and the program does not end.

const assert = require("node:assert");
const fs = require("node:fs");
const http = require("node:http");
const os = require("node:os");
const path = require("node:path");
const { spawn } = require("node:child_process");
const { Socket, listener } = require("./sockets.js");

const TURNS = 100;
const MOST_CALLS_PER_TURN = 200000; // a share is about a thousand; some hosts turn their loop many times for one request
const PAIRS = 16;
const MOST_MESSAGES = TURNS * 2 * PAIRS * 2.5; // a request takes some turns of the loop, and in each turn every socket passes one on
const SHARE = 4194304; // bytes of one large send in a turn
const LENGTH = 64 * SHARE;

let isOver = false;
let calls = 0;

/** Sends and receives without ever having to wait. */
async function exchange(length) {
  const [one, other] = Socket.pair();
  const data = Buffer.alloc(length, 1);
  const room = Buffer.alloc(length);
  while (!isOver) {
    await one.sendAsync(data);
    await other.receiveAsync();
    await one.sendAsync(data, undefined, undefined, { timeout: 60000 });
    await other.receiveIntoAsync(room);
    calls += 4;
  }
}

/** Everybody talks while something is done. */
async function beside(call) {
  const exchanges = [1, 1000, 50000].map(exchange);
  const result = await call();
  isOver = true;
  await Promise.all(exchanges);
  assert.ok(calls >= 4 && calls < TURNS * MOST_CALLS_PER_TURN, `${calls} calls in ${TURNS} turns`);
  return result;
}

function requested(port) {
  return new Promise((resolve, reject) => {
    http.get({ host: "127.0.0.1", port }, (response) => {
      response.resume().on("end", () => resolve(response.statusCode));
    }).on("error", reject);
  });
}

/** Asks a server of the host's own in the same thread, again and again. */
async function besideServer() {
  const server = http.createServer((request, response) => response.end("served"));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  for (let i = 0; i < TURNS; i += 1) assert.strictEqual(await requested(port), 200);
  server.close();
  server.closeAllConnections?.();
}

/** How often the loop turns while something is done. */
async function countTurns(call) {
  let turns = 0;
  let isDone = false;
  const turn = () => {
    turns += 1;
    if (!isDone) setImmediate(turn);
  };
  setImmediate(turn);
  await call();
  isDone = true;
  return turns;
}

/** Another process takes what is sent as quickly as it can. */
async function toReader(send) {
  const server = listener();
  const [, port] = server.getSockName();
  const reader = spawn("bash", ["-c", `exec cat < /dev/tcp/127.0.0.1/${port}`], { stdio: ["ignore", "ignore", "inherit"] });
  const socket = await server.acceptAsync();
  const turns = await countTurns(() => send(socket));
  socket.close();
  await new Promise((resolve) => reader.on("exit", resolve));
  assert.ok(turns >= LENGTH / SHARE / 2, `the loop turned ${turns} times`);
}

const CASES = {
  timers: () => beside(async () => {
    for (let i = 0; i < TURNS; i += 1) await new Promise((resolve) => setTimeout(resolve, 0));
  }),

  immediates: () => beside(async () => {
    for (let i = 0; i < TURNS; i += 1) await new Promise((resolve) => setImmediate(resolve));
  }),

  /** A server of the host's own. */
  http: () => beside(besideServer),

  /** Sockets of ours that have to wait. */
  sockets: () => beside(async () => {
    const [one, other] = Socket.pair();
    for (let i = 0; i < TURNS; i += 1) {
      const waiting = other.receiveAsync();
      setImmediate(() => one.send("x"));
      assert.strictEqual(String(await waiting), "x");
    }
  }),

  /** Sockets of ours that wait for each other: what comes while a turn lasts is the next turn's. */
  async chatter() {
    let messages = 0;
    const passOn = async (socket) => {
      for (; !isOver; messages += 1) await socket.sendAsync(await socket.receiveAsync());
      socket.close();
    };
    const talking = [];
    for (let i = 0; i < PAIRS; i += 1) {
      const [one, other] = Socket.pair();
      talking.push(passOn(one), passOn(other));
      one.send("x");
    }
    await besideServer();
    isOver = true;
    await Promise.allSettled(talking); // whose other end has been closed
    assert.ok(messages > 0 && messages < MOST_MESSAGES, `${messages} messages beside ${TURNS} requests`);
  },

  "a large send": () => toReader((socket) => socket.sendAsync(Buffer.alloc(LENGTH))),

  async "a large file"() {
    const directory = fs.mkdtempSync(path.join(os.tmpdir(), "tea"));
    process.on("exit", () => fs.rmSync(directory, { recursive: true }));
    const file = path.join(directory, "file");
    fs.writeFileSync(file, "");
    fs.truncateSync(file, LENGTH); // without a block on the disk
    await toReader(async (socket) => assert.strictEqual(await socket.sendFileAsync(file), LENGTH));
  },
};

CASES[process.argv[2]]().then(() => console.log("held"));
