"use strict";

// Replaced builtins: `builtins.js [from] [to] [trace]`. Each function that can be reached from the globals is replaced in several
// ways, and then each call is made with ordinary arguments. It must return what it returns otherwise, or throw what is
// documented or the replacement's own error; and no replacement may see memory or addresses of the library's.

const { Socket, Poller } = require("socket");
const { argumentsGiven, print, fail } = require("./host.js");
const { undocumented } = require("./trial.js");
const { bufferOf } = require("./memory.js");
const { places, inheritedPlaces, ways, patch, restore, takeRecorded, thrown } = require("./patches.js");

const from = Number(argumentsGiven[0] ?? 0);
const to = Number(argumentsGiven[1] ?? Infinity);
const isTraced = argumentsGiven[2] === "trace";

const bound = () => new Socket(Socket.PF_INET, Socket.SOCK_DGRAM).bind("127.0.0.1").setBlocking(false);
const [sender, receiver] = [bound(), bound()];
const [address, port] = receiver.getSockName();
sender.connect(address, port);
const listener = new Socket(Socket.PF_INET, Socket.SOCK_STREAM).bind("127.0.0.1").listen().setBlocking(false);
const poller = new Poller().add(sender, "w", "tag");

const CANARY = 0xc3;
const sent = new Uint8Array(16).fill(7);
const memory = new Uint8Array(256).fill(CANARY);
const room = memory.subarray(64, 128);
const large = new Uint8Array(70000);
const messages = [sent, [sent, address, port]];
const senders = [];
const { signal } = new AbortController();
const idle = [[receiver], [sender]];

/** The script's own memory; what is received is the script's, too. */
const ours = new Set([sent, memory, large, Buffer.from("pool")].map(bufferOf));

/** What each call needs to be there, what it does, and whether its result is right. */
const calls = [
  { name: "send", call: () => sender.send(sent), isRight: (result) => result === true },
  { name: "send a text", call: () => sender.send("text"), isRight: (result) => result === true },
  { name: "send to", call: () => sender.send(sent, address, port), isRight: (result) => result === true },
  { name: "sendMany", call: () => sender.sendMany(messages), isRight: (result) => result === 2 },
  { name: "receive", needs: true, call: () => receiver.receive(), isRight: (result) => isSent(result) },
  { name: "receive much", needs: true, call: () => receiver.receive(100000), isRight: (result) => isSent(result) },
  { name: "receive nothing", call: () => receiver.receive(), isRight: (result) => result === false },
  { name: "receiveInto", needs: true, call: () => receiver.receiveInto(room, 8, 50), isRight: (result) => result === 16 && memory[72] === 7 },
  { name: "receiveInto much", needs: true, call: () => receiver.receiveInto(large), isRight: (result) => result === 16 && large[0] === 7 },
  { name: "receiveFrom", needs: true, call: () => receiver.receiveFrom(100), isRight: (result) => isSent(result?.data) },
  { name: "receiveMessage", needs: true, call: () => receiver.receiveMessage({}), isRight: (result) => isSent(result?.data) },
  { name: "sendMessage", call: () => sender.sendMessage({ data: sent, ttl: 5 }), isRight: (result) => result === true },
  { name: "receiveMany", needs: true, call: () => receiver.receiveMany(2, 64, senders), isRight: (result) => isSent(result?.[0]) },
  { name: "select", call: () => Socket.select(idle[0], idle[1], null, 0), isRight: (result) => result === 1 && 0 in idle[1] },
  { name: "wait", call: () => poller.wait(0), isRight: (result) => result?.[0]?.tag === "tag" },
  { name: "getSockName", call: () => receiver.getSockName(), isRight: (result) => result?.[1] === port },
  { name: "getOption", call: () => receiver.getOption(Socket.SO_BROADCAST), isRight: (result) => result === 0 },
  { name: "getOption's bytes", call: () => receiver.getOption(Socket.SO_BROADCAST, 4), isRight: (result) => result?.length === 4 },
  { name: "getOption by name", call: () => receiver.getOption("SO_BROADCAST"), isRight: (result) => result === false },
  { name: "getOption of a structure", call: () => receiver.getOption("SO_MEMINFO"), isRight: (result) => result?.receiveBuffer > 0 },
  { name: "setOption by name", call: () => receiver.setOption("SO_BROADCAST", false), isRight: (result) => result === receiver },
  { name: "setOption of a structure", call: () => receiver.setOption("SO_TXTIME", { clock: 1, flags: 0 }), isRight: (result) => result === receiver },
  { name: "setOption of a filter", call: () => receiver.setOption("SO_ATTACH_FILTER", [[6, 0, 0, 65535]]), isRight: (result) => result === receiver },
  { name: "options", call: () => Socket.options(), isRight: (result) => result?.length > 200 },
  { name: "options of a socket", call: () => Socket.options(receiver), isRight: (result) => result?.length > 50 },
  { name: "setOption", call: () => receiver.setOption(Socket.SO_BROADCAST, false), isRight: (result) => result === receiver },
  { name: "accept", call: () => listener.accept(), isRight: (result) => result === false },
  { name: "open and close", call: () => new Socket(2, 2).close(), isRight: (result) => result === undefined },
  { name: "fail", call: () => sender.connect("nobody", 1), isRight: () => false },
  { name: "fail in the system", call: () => sender.accept(), isRight: () => false },
  { name: "getProtoByName", call: () => Socket.getProtoByName("tcp"), isRight: (result) => result === 6 },
];

/** Calls that are awaited, of what is there: { name, needs, call, isRight of what the promise is resolved with }. */
const awaitedCalls = [
  { name: "sendAsync", call: () => sender.sendAsync(sent), isRight: (result) => result === true },
  { name: "sendAsync to", call: () => sender.sendAsync("text", address, port, { timeout: 60000, signal }), isRight: (result) => result === true },
  { name: "sendManyAsync", call: () => sender.sendManyAsync(messages), isRight: (result) => result === 2 },
  { name: "sendMessageAsync", call: () => sender.sendMessageAsync({ data: sent }), isRight: (result) => result === true },
  { name: "receiveAsync", needs: true, call: () => receiver.receiveAsync(), isRight: (result) => isSent(result) },
  { name: "receiveIntoAsync", needs: true, call: () => receiver.receiveIntoAsync(room, 8, 50), isRight: (result) => result === 16 && memory[72] === 7 },
  { name: "receiveFromAsync", needs: true, call: () => receiver.receiveFromAsync(100), isRight: (result) => isSent(result?.data) },
  { name: "receiveManyAsync", needs: true, call: () => receiver.receiveManyAsync(2, 64, senders), isRight: (result) => isSent(result?.[0]) },
  { name: "receiveMessageAsync", needs: true, call: () => receiver.receiveMessageAsync({}), isRight: (result) => isSent(result?.data) },
  { name: "readable", needs: true, call: () => receiver.readable(), isRight: (result) => result === true },
  { name: "selectAsync", call: () => Socket.selectAsync([receiver], [sender], null, 1000), isRight: (result) => result === 1 },
  { name: "waitAsync", call: () => poller.waitAsync(1000), isRight: (result) => result?.[0]?.tag === "tag" },
  { name: "getAddrInfoAsync", call: () => Socket.getAddrInfoAsync("127.0.0.1"), isRight: (result) => result === "127.0.0.1" },
];

/** Calls that wait for a datagram. */
const waitingCalls = awaitedCalls.filter(({ name }) => name.startsWith("receive"));

const isSent = (data) => Buffer.isBuffer(data) && data.length === 16 && data[0] === 7 && data[15] === 7;

const problems = new Map();

function report(name, problem) {
  if (!problems.has(name)) problems.set(name, problem);
}

/** A number that looks like an address of memory: no length is as large, and what has no end is larger. */
const isAddress = (value) => typeof value === "number" && value > 2 ** 32 && value < 2 ** 48 && value !== 2 ** 40;

/** What a replacement was given that only the library may have. */
function secretIn(values, results) {
  const known = new Set([...ours, ...results.filter((value) => ArrayBuffer.isView(value)).map(bufferOf), bufferOf(Buffer.from("pool"))]);
  for (const value of values) {
    if (isAddress(value)) return `was given the number ${value}`;
    if (value instanceof ArrayBuffer && !known.has(value)) return "was given a buffer of the library's";
    if (ArrayBuffer.isView(value) && !(value instanceof DataView) && !known.has(bufferOf(value))) return "was given an array of the library's";
  }
  return undefined;
}

async function tryOut(place, way, replacement) {
  for (let i = 0; i < calls.length; i += 1) {
    const { name, call, isRight, needs } = calls[i];
    idle[0] = [receiver];
    idle[1] = [sender];
    memory.fill(CANARY);
    large[0] = 0;
    if (needs) sender.send(sent);
    const outcome = attempt(place, replacement, call);
    const what = `${place.name} ${way}: ${name}`;
    if (outcome.isPatched === false) return;
    if ("error" in outcome) {
      const problem = outcome.error === thrown ? undefined : undocumented(outcome.error);
      report(what, problem);
    } else if (!isRight(outcome.result)) {
      report(what, `returned ${typeof outcome.result}`);
    }
    report(what, secretIn(takeRecorded(), [outcome.result, outcome.result?.[0], outcome.result?.data]));
    for (let at = 0; at < memory.length; at += 1) {
      if (memory[at] !== CANARY && (at < 72 || at >= 88)) {
        report(what, "wrote around the buffer");
        break;
      }
    }
    for (let rest = 0; rest < 8 && receiver.receive() !== false; rest += 1);
  }
  for (const awaited of awaitedCalls) await tryAwaited(place, way, replacement, awaited, false);
  const next = waitingCalls[waited += 1, waited % waitingCalls.length];
  await tryAwaited(place, way, replacement, next, true);
}

let waited = 0;

/** Makes a call with a builtin replaced, and awaits it without. */
async function tryAwaited(place, way, replacement, { name, call, isRight, needs }, mustWait) {
  memory.fill(CANARY);
  if (needs && !mustWait) sender.send(sent);
  const outcome = attempt(place, replacement, call);
  if (outcome.isPatched === false) return;
  const what = `${place.name} ${way}: ${name}${mustWait ? " that waits" : ""}`;
  if (mustWait) sender.send(sent);
  if ("error" in outcome) report(what, `threw ${String(outcome.error)}`);
  let result;
  try {
    result = await outcome.result;
    if (!isRight(result)) report(what, `resolved to ${typeof result}`);
  } catch (error) {
    report(what, error === thrown ? undefined : undocumented(error));
  }
  report(what, secretIn(takeRecorded(), [result, result?.[0], result?.data]));
  for (let rest = 0; rest < 8 && receiver.receive() !== false; rest += 1);
}

/** Makes a call with a builtin replaced, and nothing else: whatever runs in between may need that builtin. */
function attempt(place, replacement, call) {
  let result;
  let error;
  let hasThrown = false;
  if (!patch(place, replacement)) return { isPatched: false };
  try {
    result = call();
  } catch (caught) {
    hasThrown = true;
    error = caught;
  }
  restore(place);
  return hasThrown ? { error } : { result };
}

const everything = [...places(), ...inheritedPlaces()];
const chosen = everything.slice(from, to);

async function main() {
  for (const place of chosen) {
    for (const [way, make] of ways) {
      if (isTraced) print(`${everything.indexOf(place)} ${place.name} ${way}`);
      await tryOut(place, way, make(place.original));
    }
  }
  for (const socket of [sender, receiver, listener, poller]) socket.close();
  for (const [name, problem] of problems) if (problem !== undefined) print(`${name}: ${problem}`);
  const failures = [...problems.values()].filter((problem) => problem !== undefined).length;
  print(`${chosen.length} functions replaced: ${failures === 0 ? "all held" : `${failures} things did not hold`}`);
  if (failures > 0) fail();
}

main();
