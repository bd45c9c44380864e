"use strict";

// Calls that send and receive, for the fuzzer.

const { TEXT } = require("./payloads.js");
const { disguise } = require("./disguises.js");
const { anything, number, optionalNumber, array, destination, listed } = require("./values.js");

/** Whether a value is something that can be sent. */
function isBytes(value) {
  try {
    return ArrayBuffer.isView(value) || value instanceof ArrayBuffer || typeof value === "string";
  } catch {
    return false; // a proxy that was revoked
  }
}

/** No data at all: what is sent would not be known again. */
function noData(trial) {
  const value = anything(trial);
  return isBytes(value) ? undefined : value;
}

/** Text, or memory with something that the receiver knows. */
function dataFor(trial, member) {
  const { random } = trial;
  if (random.oneIn(10)) return { data: noData(trial) };
  if (random.oneIn(8) && member.kind !== "stream") return { data: TEXT.slice(0, random.below(TEXT.length)) };
  const memory = trial.memory();
  if (member.kind === "stream") memory.fillAsStream(member.sent);
  return { data: disguise(trial, memory.view), memory };
}

function send(trial) {
  const { random, pool } = trial;
  const member = pool.pick(random);
  const { data, memory } = dataFor(trial, member);
  const length = memory?.byteLength() ?? 0;
  const args = listed(trial, random.oneIn(3) ? [data, ...destination(trial)] : [data]);
  const sent = trial.attempt(() => member.socket.send(...args));
  const handed = sent === true ? length : sent === false || sent === undefined ? 0 : sent;
  if (typeof handed !== "number" || !(handed >= 0 && handed <= length)) trial.report(`send returned ${String(sent)} of ${length}`);
  if (sent !== undefined && memory !== undefined && data !== memory.view) trial.report("send took what is no view");
  if (member.kind !== "stream") return;
  member.sent += handed;
  if (trial.isDisturbed) member.isSpoilt = true; // how many bytes were sent cannot be known
  else if (random.oneIn(2)) trial.report(trial.attempt(() => pool.drain(member.peer)));
}

function receive(trial) {
  const member = trial.pool.pick(trial.random);
  const args = listed(trial, [optionalNumber(trial)]);
  const data = trial.attempt(() => member.socket.receive(...args));
  if (data === undefined || data === false) return;
  if (!Buffer.isBuffer(data)) trial.report(`receive returned ${String(data)}`);
  else taken(trial, member, data, args[0] ?? 65536);
}

/** The number that an argument was, which a call has taken for one. */
function meant(trial, value) {
  if (typeof value === "number" || typeof value === "string") return Number(value);
  trial.report(`took a value of type ${typeof value} for a number`);
  return 0;
}

/** A Buffer that a member has received. */
function taken(trial, member, data, most) {
  if (data.length > meant(trial, most)) trial.report(`received ${data.length} of at most ${String(most)} bytes`);
  trial.report(trial.pool.arrived(member, data, 0, data.length));
  trial.received.keep(data);
}

function receiveInto(trial) {
  const { random, pool } = trial;
  const member = pool.pick(random);
  const memory = trial.memory();
  const buffer = disguise(trial, memory.view);
  const offset = random.oneIn(2) ? undefined : optionalNumber(trial, [0, 1, 2, 8, "8", 64]);
  const most = random.oneIn(2) ? undefined : optionalNumber(trial);
  const args = listed(trial, [buffer, offset, most]);
  const count = trial.attempt(() => member.socket.receiveInto(...args));
  if (trial.isDisturbed) member.isSpoilt = true;
  if (count === undefined || count === false) return;
  const first = meant(trial, args[1] ?? 0);
  const room = memory.byteLength() - first;
  if (typeof count !== "number" || count < 0 || count > Math.max(room, 0)) {
    trial.report(`receiveInto returned ${String(count)} with room for ${room}`);
    member.isSpoilt = true;
    return;
  }
  if (buffer !== memory.view) trial.report("receiveInto took what is no view");
  trial.report(memory.problem(first, count));
  trial.report(pool.arrived(member, memory.witness, memory.start + first, count));
  memory.fillAsDatagram();
}

function sendMany(trial) {
  const { random, pool } = trial;
  const member = pool.pick(random, "datagram", "datagram", "fresh", "closed", "stream");
  const messages = [];
  for (let i = random.below(7); i > 0; i -= 1) {
    const { data } = dataFor(trial, { kind: "datagram" });
    const message = random.oneIn(3) ? array(trial, [data, ...destination(trial)]) : data;
    messages.push(message === data || !isBytes(message) ? message : undefined);
  }
  const count = messages.length;
  const sent = trial.attempt(() => member.socket.sendMany(...listed(trial, [array(trial, messages)])));
  if (sent === undefined || sent === false) return;
  if (!trial.isDisturbed && !(sent >= 0 && sent <= Math.max(count, messages.length))) trial.report(`sendMany returned ${String(sent)} of ${count}`);
}

function receiveMany(trial) {
  const { random, pool } = trial;
  const member = pool.pick(random, "datagram", "datagram", "fresh", "closed", "stream");
  const size = number(trial, [0, 1, 64, 600, "600", 2000, 70000]);
  const args = [number(trial, [1, 2, 8, "8", 64]), size];
  if (random.oneIn(2)) args.push(array(trial, [anything(trial), anything(trial)]));
  const datagrams = trial.attempt(() => member.socket.receiveMany(...args));
  if (datagrams === undefined || datagrams === false) return;
  if (!Array.isArray(datagrams)) return trial.report(`receiveMany returned ${String(datagrams)}`);
  for (const data of datagrams) taken(trial, member, data, size);
}

function receiveFrom(trial) {
  const member = trial.pool.pick(trial.random);
  const args = listed(trial, [optionalNumber(trial)]);
  const datagram = trial.attempt(() => member.socket.receiveFrom(...args));
  if (datagram === undefined || datagram === false) return;
  if (!Buffer.isBuffer(datagram.data)) trial.report(`receiveFrom returned ${String(datagram.data)}`);
  else taken(trial, member, datagram.data, args[0] ?? 65536);
}

/** What is peeked at is received next. */
function peek(trial) {
  const member = trial.pool.pick(trial.random);
  const num = optionalNumber(trial);
  const peeked = trial.attempt(() => member.socket.peek(...listed(trial, [num])));
  const size = trial.attempt(() => member.socket.available(...listed(trial, [])));
  if (size !== undefined && !(Number.isInteger(size) && size >= 0)) trial.report(`available returned ${String(size)}`);
  if (peeked === undefined || peeked === false) return;
  if (!Buffer.isBuffer(peeked)) return trial.report(`peek returned ${String(peeked)}`);
  if (trial.isDisturbed || peeked.length === 0) return; // of no room for it
  const data = trial.attempt(() => member.socket.receive());
  if (data === undefined || data === false) return trial.report("what peek has shown was not received");
  if (peeked.length > data.length || peeked.some((byte, i) => byte !== data[i])) trial.report("peek has shown something else than was received");
  taken(trial, member, data, 65536);
}

/** What a message may have beside its data, right or wrong. */
const CONTROL = ["ttl", "tos", "packetInfo", "credentials", "control", "descriptors", "flags", "timestamp", "error", "unknown"];

function sendMessage(trial) {
  const { random, pool } = trial;
  const member = pool.pick(random, "datagram", "datagram", "fresh", "closed");
  if (random.oneIn(4)) { // where nothing arrives: nobody would know again what such arrays have
    const nowhere = pool.pick(random, "fresh", "closed");
    trial.attempt(() => nowhere.socket.sendMessage({ data: array(trial, [dataFor(trial, { kind: "datagram" }).data, "x"]) }));
    return;
  }
  // Nor the sum of several parts; and memory goes without anything whose code may change it before it is sent.
  const isText = random.oneIn(2);
  const data = isText ? TEXT.slice(0, random.below(TEXT.length)) : dataFor(trial, { kind: "datagram" }).data;
  const message = { data: random.oneIn(2) ? data : ["", data] };
  if (random.oneIn(3)) [message.address, message.port] = isText ? destination(trial) : pool.address(random);
  while (isText && random.oneIn(2)) {
    const name = random.pick(CONTROL);
    message[name] = name === "ttl" ? number(trial, [1, 64, "7"]) : name === "descriptors" && random.oneIn(2) ? [pool.pick(random).socket] : anything(trial);
    if (name === "flags") message.flags = 0; // MSG_OOB and the like change what others receive
  }
  const sent = trial.attempt(() => member.socket.sendMessage(...listed(trial, [random.oneIn(9) ? anything(trial) : message])));
  if (sent !== undefined && typeof sent !== "boolean") trial.report(`sendMessage returned ${String(sent)}`);
}

function receiveMessage(trial) {
  const { random, pool } = trial;
  const member = pool.pick(random, "datagram", "datagram", "fresh", "closed");
  if (random.oneIn(2)) {
    const size = optionalNumber(trial);
    const message = trial.attempt(() => member.socket.receiveMessage(...listed(trial, [random.oneIn(5) ? undefined : { size }])));
    if (message === undefined || message === false) return;
    if (!Buffer.isBuffer(message.data)) trial.report(`receiveMessage returned ${String(message.data)}`);
    else taken(trial, member, message.data, 1048576);
    return;
  }
  if (random.oneIn(3)) { // into what may be there twice, or not at all: what comes is not looked at
    trial.attempt(() => member.socket.receiveMessage({ into: array(trial, [new Uint8Array(random.below(9))]) }));
    member.isSpoilt = true;
    return;
  }
  const memory = trial.memory();
  const into = disguise(trial, memory.view);
  const message = trial.attempt(() => member.socket.receiveMessage({ into: random.oneIn(2) ? into : [into] }));
  if (trial.isDisturbed) member.isSpoilt = true;
  if (message === undefined || message === false || !("bytes" in message)) return;
  const count = message.bytes;
  if (typeof count !== "number" || count < 0 || count > memory.byteLength()) {
    trial.report(`receiveMessage returned ${String(count)} with room for ${memory.byteLength()}`);
    member.isSpoilt = true;
    return;
  }
  if (into !== memory.view) return;
  trial.report(memory.problem(0, count));
  trial.report(pool.arrived(member, memory.witness, memory.start, count));
  memory.fillAsDatagram();
}

/** Sends a file in which there is nothing, so that the receiver takes it for no data; unless a number was a descriptor of the host's. */
function sendFile(trial) {
  const { random, pool } = trial;
  const member = pool.pick(random, "fresh", "closed", "stream", "listener");
  const file = random.oneIn(5) ? anything(trial) : random.pick(["/dev/null", "/", "/nowhere", "", "a\0b", 999999, -1]);
  const sent = trial.attempt(() => member.socket.sendFile(...listed(trial, [file, optionalNumber(trial, [0, 5]), optionalNumber(trial, [0, 9])])));
  if (sent === undefined || sent === false) return;
  if (!(sent >= 0)) trial.report(`sendFile returned ${String(sent)}`);
  if (sent > 0) member.isSpoilt = true;
}

function transferReceived(trial) {
  trial.received.transferOne(trial.random);
}

module.exports = { send, receive, receiveInto, sendMany, receiveMany, receiveFrom, peek, sendMessage, receiveMessage, sendFile, transferReceived };
