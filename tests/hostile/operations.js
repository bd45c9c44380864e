"use strict";

// The calls that the fuzzer makes: each with arguments that are right, nearly right or wrong, and what must hold after it.

const { Socket } = require("socket");
const { TEXT } = require("./payloads.js");
const { disguise } = require("./disguises.js");
const { anything, number, optionalNumber, address, array } = require("./values.js");

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

/** [address, port] of a socket of the pool; or nearly so. */
function destination(trial) {
  const { random, pool } = trial;
  if (random.oneIn(3)) return [address(trial), number(trial, [0, 9, "9"])];
  const own = pool.address(random);
  if (random.oneIn(6)) return [array(trial, [...own])];
  if (random.oneIn(8)) return [Buffer.from(String(own[0]))];
  return random.oneIn(6) ? [own[0], anything(trial)] : own;
}

/** Arguments with some more at the end, or some missing. */
function listed(trial, args) {
  if (trial.random.oneIn(12)) args.push(anything(trial));
  if (trial.random.oneIn(12)) args.pop();
  return args;
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

/** Sockets that open otherwise. Never of a descriptor that may be the host's own. */
function adopt(trial) {
  const { random, pool } = trial;
  const { socket } = pool.pick(random);
  switch (random.below(4)) {
    case 0: {
      const pair = trial.attempt(() => Socket.pair(...listed(trial, [number(trial, [1, null]), number(trial, [1, 2, 5]), optionalNumber(trial, [0])])));
      if (pair !== undefined) for (const one of pair) pool.keep(one.setBlocking(false));
      break;
    }
    case 1: {
      const copy = trial.attempt(() => socket.duplicate(anything(trial)));
      if (copy !== undefined) copy.close();
      break;
    }
    case 2: {
      const fd = socket.fd;
      if (fd < 0) break;
      const second = trial.attempt(() => Socket.fromDescriptor(fd, anything(trial)));
      if (second !== undefined) trial.report("a descriptor has two owners");
      break;
    }
    default: {
      const [one, other] = Socket.pair();
      const adopted = trial.attempt(() => Socket.fromDescriptor(one.detach()));
      if (adopted === undefined) trial.report("a descriptor was not adopted");
      else pool.keep(adopted.setBlocking(false));
      other.close();
      const nothing = trial.attempt(() => Socket.fromDescriptor(random.pick([-1, NaN, {}, undefined, "x", 2 ** 31, 1e6])));
      if (nothing !== undefined) trial.report("a socket was made of nothing");
    }
  }
}

/** Members' sockets, and perhaps something else among them. */
function sockets(trial) {
  const { random, pool } = trial;
  const elements = [];
  for (let i = random.below(6); i > 0; i -= 1) {
    const { socket } = pool.pick(random);
    elements.push(random.weighted([
      [12, socket],
      [1, { getSocket: () => trial.mischief(socket) }],
      [1, new Proxy(socket, {})],
      [1, Object.create(socket)],
      [1, anything(trial)],
    ]));
  }
  return elements;
}

/** An object with such properties, some of them left out, odd, or getters that do something else first. */
function named(trial, values) {
  const { random } = trial;
  const object = {};
  for (const [name, value] of Object.entries(values)) {
    if (random.oneIn(6)) continue;
    const held = random.oneIn(8) ? anything(trial) : value;
    const property = random.oneIn(8) ? { get: () => trial.mischief(held) } : { value: held };
    Object.defineProperty(object, name, { ...property, enumerable: true, configurable: true });
  }
  return random.oneIn(12) ? new Proxy(object, {}) : object;
}

const briefTimeouts = [0, 0, 0, 0.5, "0", -1, NaN, "abc", {}, true, 10n, [], Symbol("timeout")];

function select(trial) {
  const { random, pool } = trial;
  const mayWait = random.oneIn(3);
  const read = random.oneIn(4) ? null : array(trial, sockets(trial));
  const write = mayWait ? [pool.idle] : array(trial, sockets(trial));
  const except = random.oneIn(3) ? array(trial, sockets(trial)) : undefined;
  const timeout = mayWait ? number(trial) : random.pick(briefTimeouts);
  const args = [read, write, except, timeout];
  const ready = trial.attempt(() => Socket.select(...args));
  if (ready === undefined) return;
  if (!Number.isInteger(ready) || ready < 0) trial.report(`select returned ${String(ready)}`);
  if (mayWait && (ready === 0 || write[0] !== pool.idle)) trial.report("select has not found the socket that is always ready");
}

function poll(trial) {
  const { random, pool } = trial;
  const { poller } = pool;
  const socket = random.oneIn(8) ? anything(trial) : pool.pick(random).socket;
  const events = random.oneIn(8) ? anything(trial) : random.pick(["r", "w", "rw", "e", "re", "we", "rwe"]);
  const tag = random.oneIn(3) ? named(trial, { edge: random.oneIn(2), once: random.oneIn(2), tag: anything(trial) }) : anything(trial);
  switch (random.below(6)) {
    case 0: case 1: trial.attempt(() => poller.add(...listed(trial, [socket, events, tag]))); break;
    case 2: trial.attempt(() => poller.modify(...listed(trial, [socket, events, tag]))); break;
    case 3: trial.attempt(() => poller.remove(socket)); break;
    default: {
      const entries = trial.attempt(() => poller.wait(random.pick(briefTimeouts), optionalNumber(trial)));
      if (entries === undefined) break;
      for (const entry of entries) if (!(entry.socket instanceof Socket)) trial.report("wait told of what is no socket");
    }
  }
  if (!random.oneIn(200)) return;
  poller.close();
  pool.isPollerSpoilt = true;
}

// Those that change nothing else: SO_LINGER would have closing wait, SO_RCVLOWAT would hide what is there.
const tameOptions = [Socket.SO_REUSEADDR, Socket.SO_KEEPALIVE, Socket.SO_BROADCAST, Socket.SO_ERROR, Socket.TCP_NODELAY, 3, 7, 12, 17, 999999];

const tameNames = [
  "SO_KEEPALIVE", "SO_BROADCAST", "TCP_NODELAY", "TCP_INFO", "SO_MEMINFO", "SO_PEERCRED", "SO_PEERGROUPS", "SO_BINDTODEVICE", "IP_MULTICAST_IF",
  "SO_TXTIME", "TCP_CONGESTION", "SO_PRIORITY", "no such", "__proto__",
];

function namedOption(trial) {
  const { random, pool } = trial;
  const { socket } = pool.pick(random);
  if (random.oneIn(10)) {
    trial.attempt(() => Socket.options(random.oneIn(2) ? socket : anything(trial)));
    return;
  }
  const name = random.pick(tameNames);
  if (random.oneIn(2)) {
    trial.attempt(() => socket.getOption(name));
    return;
  }
  const parts = [["clock", 1], ["flags", 0], ["group", "239.1.1.1"]].map(([key, value]) => [key, random.oneIn(2) ? value : anything(trial)]);
  const value = random.pick([anything(trial), Object.fromEntries(parts), [anything(trial)], disguise(trial, trial.memory().view)]);
  trial.attempt(() => socket.setOption(name, value));
}

function option(trial) {
  if (trial.random.oneIn(3)) return namedOption(trial);
  const { random, pool } = trial;
  const { socket } = pool.pick(random);
  const name = random.oneIn(6) ? random.pick([-1, NaN, 0.5, "x", {}, null, undefined, 2 ** 31, 2 ** 40, Symbol("name"), 5n]) : random.pick(tameOptions);
  if (random.oneIn(2)) {
    trial.attempt(() => socket.getOption(...listed(trial, random.oneIn(2) ? [name] : [name, optionalNumber(trial)])));
    return;
  }
  const value = random.oneIn(2) ? disguise(trial, trial.memory().view) : anything(trial);
  trial.attempt(() => socket.setOption(...listed(trial, [name, value])));
}

function connect(trial) {
  const member = trial.pool.pick(trial.random, "fresh", "datagram", "closed", "stream");
  const connected = trial.attempt(() => member.socket.connect(...listed(trial, destination(trial))));
  if (connected !== undefined || trial.isDisturbed) member.isSpoilt = true;
}

function bind(trial) {
  const member = trial.pool.pick(trial.random, "fresh", "closed", "datagram");
  const args = trial.random.oneIn(2) ? ["127.0.0.1", number(trial, [0, "0"])] : [address(trial), optionalNumber(trial, [0])];
  trial.attempt(() => member.socket.bind(...listed(trial, args)));
  member.isSpoilt = true;
}

function listen(trial) {
  const member = trial.pool.pick(trial.random, "fresh", "listener", "closed", "datagram");
  trial.attempt(() => member.socket.listen(...listed(trial, [optionalNumber(trial, [0, 1, 8, 128])])));
  if (member.kind === "fresh") member.isSpoilt = true;
}

function accept(trial) {
  const { random, pool } = trial;
  const accepted = trial.attempt(() => pool.pick(random, "listener", "listener", "fresh", "closed", "stream").socket.accept(anything(trial)));
  if (accepted instanceof Socket) pool.keep(accepted.setBlocking(false));
  else if (accepted !== undefined && accepted !== false) trial.report(`accept returned ${String(accepted)}`);
}

function construct(trial) {
  const { random, pool } = trial;
  const family = number(trial, [Socket.PF_INET, Socket.PF_INET6, Socket.PF_UNIX, 0, 3, 16, 17, 45]);
  const type = number(trial, [Socket.SOCK_STREAM, Socket.SOCK_DGRAM, Socket.SOCK_RAW, 4, 5, 6]);
  const socket = trial.attempt(() => new Socket(...listed(trial, [family, type, optionalNumber(trial, [0, 6, 17, 1])])));
  if (socket === undefined) return;
  trial.attempt(() => socket.getSockName());
  trial.attempt(() => socket.setBlocking(false).receiveMany(1, 10, []));
  pool.keep(socket);
}

function setBlocking(trial) {
  const { socket } = trial.pool.pick(trial.random);
  trial.attempt(() => socket.setBlocking(...listed(trial, [trial.random.oneIn(2) ? anything(trial) : true])));
  trial.attempt(() => socket.setBlocking(false));
}

const names = Object.getOwnPropertyNames(Socket.prototype).filter((name) => name !== "constructor");
const namesOfMethods = names.filter((name) => typeof Object.getOwnPropertyDescriptor(Socket.prototype, name).value === "function");

function look(trial) {
  const { random, pool } = trial;
  const { socket } = pool.pick(random);
  trial.attempt(() => socket.getSockName(anything(trial)));
  trial.attempt(() => socket.getPeerName());
  const { fd, family, type, proto } = socket;
  for (const value of [fd, family, type, proto]) if (!Number.isInteger(value)) trial.report(`a property is ${String(value)}`);
}

/** Sends of a file in which there is nothing, so that the receiver takes it for no data. */
function sendFile(trial) {
  const { random, pool } = trial;
  const { socket } = pool.pick(random, "fresh", "closed", "stream", "listener");
  const file = random.oneIn(5) ? anything(trial) : random.pick(["/dev/null", "/", "/nowhere", "", "a\0b", 999999, -1]);
  const sent = trial.attempt(() => socket.sendFile(...listed(trial, [file, optionalNumber(trial, [0, 5]), optionalNumber(trial, [0, 9])])));
  if (sent !== undefined && sent !== false && !(sent >= 0)) trial.report(`sendFile returned ${String(sent)}`);
}

/** Joins and leaves groups, as nobody else is in them. */
function groups(trial) {
  const { random, pool } = trial;
  const { socket } = pool.pick(random, "datagram", "fresh", "closed", "stream");
  const text = (...right) => random.oneIn(6) ? anything(trial) : random.pick(right);
  const iface = random.oneIn(4) ? anything(trial) : random.pick(["127.0.0.1", "lo", 1, "1", "nothing0", undefined, null]);
  const group = text("239.255.77.1", "239.255.77.2", "ff15::1", "127.0.0.1");
  const [kind, args] = random.oneIn(2) ? ["Membership", [group, iface]] : ["SourceSpecificMembership", [text("127.0.0.1", "::1"), group, iface]];
  const result = trial.attempt(() => socket[`${random.pick(["add", "drop"])}${kind}`](...listed(trial, args)));
  if (result !== undefined && result !== socket) trial.report("a membership returned something else than the socket");
}

/** A closed socket knows only how to close. */
function closedOne(trial) {
  const { socket } = trial.pool.pick(trial.random, "closed");
  const name = trial.random.pick(namesOfMethods);
  if (name === "close") return socket.close();
  const right = { connect: ["127.0.0.1", 9], bind: ["127.0.0.1"], send: ["x"], receiveInto: [new Uint8Array(9)], sendMany: [["x"]],
    receiveMany: [1, 9], sendMessage: [{ data: "x" }], receiveFrom: [], peek: [], available: [], duplicate: [], sendFile: ["/dev/null"], addMembership: ["239.1.2.3"], dropMembership: ["239.1.2.3"],
    addSourceSpecificMembership: ["127.0.0.1", "239.1.2.3"], dropSourceSpecificMembership: ["127.0.0.1", "239.1.2.3"], getOption: [Socket.SO_ERROR], setOption: [Socket.SO_KEEPALIVE, 1], setBlocking: [false] }[name.replace("Async", "")] ?? [];
  if (isAwaited(name)) return rejects(socket[name](...right), (error) => error.code === "EBADF");
  try {
    socket[name](...right);
    trial.report(`${name} of a closed socket returned`);
  } catch (error) {
    if (error.code !== "EBADF") trial.report(`${name} of a closed socket threw ${String(error.code ?? error)}`);
  }
}

const isAwaited = (name) => name.endsWith("Async") || name === "readable" || name === "writable";

/** What is awaited rejects where other methods throw. All else is a rejection that nobody handles, which ends the program. */
function rejects(promise, isRight) {
  promise.then(() => { throw new Error("what had to be rejected was resolved"); }, (error) => { if (!isRight(error)) throw error; });
}

/** A method on what is no socket: a TypeError, with whatever code. */
function wrongThis(trial) {
  const name = trial.random.pick(names);
  const descriptor = Object.getOwnPropertyDescriptor(Socket.prototype, name);
  const self = trial.random.oneIn(2) ? new Proxy(trial.pool.pick(trial.random).socket, {}) : anything(trial);
  trial.attempt(() => {
    try {
      const result = Reflect.apply(descriptor.value ?? descriptor.get, self, [anything(trial)]);
      if (isAwaited(name)) return rejects(result, (error) => error instanceof TypeError || trial.allows(error));
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      return;
    }
    trial.report("a method on what is no socket returned");
  });
}

function resolve(trial) {
  const { random } = trial;
  const notText = () => random.pick([5, null, undefined, {}, [], Symbol("name"), 5n, true, new String("tcp")]);
  const service = () => random.pick(["http", "domain", 80, "80", "", "no-such\0", notText()]);
  const proto = () => random.pick(["tcp", "udp", undefined, null, "x", notText()]);
  switch (random.below(13)) {
    case 12: {
      const found = trial.attempt(() => Socket.getInterfaces(anything(trial)));
      if (found !== undefined && !found.some(({ loopback }) => loopback)) trial.report("getInterfaces has not told of the loopback");
      break;
    }
    case 6: {
      const options = named(trial, { all: random.oneIn(2), family: random.pick([0, Socket.PF_INET]), service: service(), type: optionalNumber(trial, [1, 2]) });
      const found = trial.attempt(() => Socket.getAddrInfo(random.pick(["127.0.0.1", "::1", "1。2.3.4", "\ud800", notText()]), options));
      if (Array.isArray(found)) for (const { address } of found) if (typeof address !== "string") trial.report("getAddrInfo told no address");
      break;
    }
    case 7: trial.attempt(() => Socket.getServByName(service(), proto())); break;
    case 8: trial.attempt(() => Socket.getServByPort(number(trial, [80, "53", 65536]), proto())); break;
    case 9: trial.attempt(() => Socket.getProtoByNumber(number(trial, [0, 6, "17", 300]))); break;
    case 10: trial.attempt(() => Socket.inetPton(number(trial, [Socket.PF_INET, Socket.PF_INET6]), random.pick(["127.0.0.1", "::1", notText()]))); break;
    case 11: {
      const text = trial.attempt(() => Socket.inetNtop(number(trial, [Socket.PF_INET, Socket.PF_INET6]), disguise(trial, trial.memory().view)));
      if (text !== undefined && typeof text !== "string") trial.report("inetNtop told no text");
      break;
    }
    case 0: trial.attempt(() => Socket.getAddrInfo(random.pick(["127.0.0.1", "::1", notText()]), optionalNumber(trial, [Socket.PF_INET]))); break;
    case 1: trial.attempt(() => Socket.getNameInfo(notText(), anything(trial))); break;
    case 2: trial.attempt(() => Socket.getHostName(anything(trial))); break;
    default: trial.attempt(() => Socket.getProtoByName(random.oneIn(2) ? "tcp" : anything(trial)));
  }
}

function shutDown(trial) {
  const member = trial.pool.pick(trial.random, "stream", "datagram", "closed", "listener");
  trial.attempt(() => member.socket.shutdown(trial.random.oneIn(2) ? anything(trial) : trial.random.pick(["read", "write", "both", undefined])));
  member.isSpoilt = true;
}

function close(trial) {
  const { socket } = trial.pool.pick(trial.random);
  trial.attempt(() => socket.close(anything(trial)));
  trial.attempt(() => socket.send("x"));
  if (socket.fd !== -1) trial.report(`a closed socket has the descriptor ${socket.fd}`);
}

function transferReceived(trial) {
  trial.received.transferOne(trial.random);
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

/** [weight, function] */
const operations = [
  [12, sendMessage], [10, receiveMessage], [24, send], [16, receive], [8, receiveFrom], [6, peek], [3, adopt], [24, receiveInto], [10, sendMany], [10, receiveMany], [8, select], [8, poll], [6, option], [2, connect], [1, bind],
  [1, listen], [3, accept], [2, construct], [2, setBlocking], [3, look], [3, closedOne], [3, wrongThis], [1, resolve], [0.5, shutDown],
  [0.5, close], [2, transferReceived],
];

module.exports = { operations };
