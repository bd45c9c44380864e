"use strict";

// What the module keeps alive: nothing that the script has forgotten. A socket hangs on each object in question, and is closed
// when the object is collected: the open descriptors tell it, in hosts with turns of an event loop and in the runner without.

const { Socket, Poller } = require("socket");
const { print, fail, whenSettled, openDescriptors, leftOpen } = require("./host.js");

const COUNT = 50; // more than a host opens by itself
const datagramSocket = () => new Socket(Socket.PF_INET, Socket.SOCK_DGRAM).bind("127.0.0.1").setBlocking(false);
const withSocket = (object) => Object.assign(object, { witness: datagramSocket() });

/** Leaves the stack as it was before, so that nothing forgotten is still found there. */
function overwriteStack(depth = 100) {
  return depth === 0 ? 0 : 1 + overwriteStack(depth - 1);
}

const poller = new Poller();
const peer = datagramSocket();
peer.connect(...peer.getSockName());

const cases = {
  "the tags of closed sockets stay in no poller": () => {
    const sockets = Array.from({ length: COUNT }, datagramSocket);
    for (const socket of sockets) poller.add(socket, "r", withSocket({}));
    for (const socket of sockets) socket.close();
    poller.wait(0);
  },
  "forgotten sockets stay in no poller that is forgotten, too": () => {
    for (let i = 0; i < COUNT; i += 1) new Poller().add(datagramSocket(), "r", withSocket({}));
  },
  "the sockets of the last select stay nowhere": () => {
    const sockets = Array.from({ length: COUNT }, datagramSocket);
    for (let i = 0; i < 3; i += 1) Socket.select(sockets.slice(), null, null, 0);
  },
  "the messages of the last sendMany stay nowhere": () => {
    const messages = Array.from({ length: COUNT }, () => withSocket(new Uint8Array(8)));
    peer.sendMany(messages);
  },
};

/** Each call's last array, which is looked at by itself: one descriptor would not be seen among what a host opens. */
const lastOnes = {
  send: (array) => peer.send(array),
  receiveInto: (array) => peer.receiveInto(array),
  setOption: (array) => peer.setOption(Socket.SO_BROADCAST, array),
};

/** Makes a call with an array that nobody else knows, some times, as who sends much does. */
function passLast(call, references) {
  const array = new Uint8Array(60000);
  for (let i = 0; i < 3; i += 1) {
    try {
      call(array);
    } catch (error) {
      if (error.syscall === undefined) throw error; // the system may refuse the bytes
    }
  }
  references.push(new WeakRef(array));
}

function report(name, holds) {
  print(`${holds ? "ok" : "not ok"} - ${name}`);
  if (!holds) fail.isDue = true;
}

// JavaScriptCore keeps what some word of the stack happens to look like a pointer to: what stays by chance does not stay each time.
const ATTEMPTS = 3;

function run([entry, ...others], attempt = 1) {
  if (entry === undefined) return runLast();
  const [name, forget] = entry;
  whenSettled(() => {
    const before = openDescriptors();
    forget();
    overwriteStack();
    whenSettled(() => {
      const holds = leftOpen(before) < COUNT / 2;
      if (!holds && attempt < ATTEMPTS) return run([entry, ...others], attempt + 1);
      report(name, holds);
      run(others);
    });
  });
}

function runLast() {
  const references = [];
  for (const call of Object.values(lastOnes)) passLast(call, references);
  overwriteStack();
  setTimeoutOrNow(() => whenSettled(() => {
    Object.keys(lastOnes).forEach((name, i) => report(`the last array of ${name} does not stay`, references[i].deref() === undefined));
    if (fail.isDue) fail();
  }));
}

/** A WeakRef keeps what it refers to until the turn ends in which it was made; the runner has no turns, and does not ask. */
function setTimeoutOrNow(then) {
  if (typeof setTimeout === "function") setTimeout(then, 1);
  else if (fail.isDue) fail();
}

run(Object.entries(cases));
