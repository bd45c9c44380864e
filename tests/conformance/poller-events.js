"use strict";

// "`"e"` waits for exceptional conditions; `add(socket, events, { tag, edge, once })` where the system has it, ENOTSUP elsewhere."

const { Poller, Socket } = require("socket");
const { test, skip, cleanup, done, equal, deepEqual, throws } = require("./harness.js");
const { DEADLINE_MS, isWindows, datagramSocket, needKernel, needLinux, readySocket, streamPair, waitReadable } = require("./sockets.js");

/** A poller that is closed at the end of the case. */
function poller() {
  const opened = new Poller();
  cleanup(() => opened.close());
  return opened;
}

/** What is ready now, as texts of tag and events in the tags' order. */
const readyNow = (polled) => polled.wait(0).map(({ tag, events }) => `${tag} ${events}`).sort();

/** A case about edge and once is not for systems that have neither. */
function needModes() {
  if (isWindows) skip("Windows has only poll, which has levels only");
}

/** A datagram socket with an exceptional condition: the time at which it sent something waits to be read. */
function exceptionalSocket() {
  needKernel();
  needLinux("only there an option makes a message that waits in the error queue an exceptional condition");
  const SO_TIMESTAMPING = 37;
  const SO_SELECT_ERR_QUEUE = 45;
  const softwareTimesOfSending = 2 | 16 | 256;
  const socket = datagramSocket().setOption(SO_TIMESTAMPING, softwareTimesOfSending).setOption(SO_SELECT_ERR_QUEUE, 1);
  socket.send("x", ...datagramSocket().getSockName());
  return socket;
}

function sendAndAwait(from, to) {
  from.send("x");
  waitReadable(to);
}

test("e waits for exceptional conditions", () => {
  const polled = poller().add(datagramSocket(), "e", "quiet").add(readySocket(), "e", "data").add(exceptionalSocket(), "e", "exceptional");
  const [{ tag, events }] = polled.wait(DEADLINE_MS);
  deepEqual([tag, events], ["exceptional", "e"]);
  deepEqual(readyNow(polled), ["exceptional e"]);
});

test("e goes together with r and w", () => {
  const names = ["r", "w", "rw", "e", "re", "we", "rwe"];
  const socket = exceptionalSocket(); // what has an error can be read and written, as select(2) says
  const polled = poller().add(socket, "e", "x");
  polled.wait(DEADLINE_MS);
  for (const events of names) {
    deepEqual(readyNow(polled.modify(socket, events)), [`x ${events}`], events);
  }
});

test("without an exceptional condition the others are told as ever", () => {
  const polled = poller().add(readySocket(), "rwe", "all").add(datagramSocket(), "we", "writable").add(datagramSocket(), "re", "quiet");
  deepEqual(readyNow(polled), ["all rw", "writable w"]);
});

test("other events are TypeErrors", () => {
  const socket = datagramSocket();
  for (const events of ["", "x", "er", "wr", "ew", "rr", "rwx", "RW", "E", 4, null, undefined, ["r"], new String("r")]) {
    throws(() => poller().add(socket, events), { name: "TypeError", code: "ERR_INVALID_ARG_TYPE", message: /"events".*"rwe"/ });
  }
});

test("edge tells what becomes ready, and not again while it stays so", () => {
  needModes();
  const [a, b] = streamPair();
  sendAndAwait(b, a);
  const polled = poller().add(a, "r", { tag: "a", edge: true });
  deepEqual(readyNow(polled), ["a r"]);
  deepEqual(readyNow(polled), []);
  sendAndAwait(b, a);
  deepEqual(polled.wait(DEADLINE_MS).map(({ tag }) => tag), ["a"]);
  deepEqual(readyNow(polled), []);
  a.receive();
});

test("modify tells again what edge has told", () => {
  needModes();
  const socket = readySocket();
  const polled = poller().add(socket, "r", { tag: "a", edge: true });
  deepEqual(readyNow(polled), ["a r"]);
  deepEqual(readyNow(polled.modify(socket, "r")), ["a r"]);
  deepEqual(readyNow(polled), []);
});

test("once tells one time, until modify arms it anew", () => {
  needModes();
  const [a, b] = streamPair();
  sendAndAwait(b, a);
  const polled = poller().add(a, "rw", { tag: "a", once: true });
  deepEqual(readyNow(polled), ["a rw"]);
  sendAndAwait(b, a);
  deepEqual(readyNow(polled), []);
  deepEqual(readyNow(polled.modify(a, "r")), ["a r"]);
  deepEqual(readyNow(polled), []);
  a.receive();
  deepEqual(readyNow(polled.modify(a, "r", "b")), []);
  sendAndAwait(b, a);
  deepEqual(readyNow(polled), ["b r"]);
  deepEqual(readyNow(polled), []);
});

test("once is not used up by a hang-up that nobody waits for", () => {
  needModes();
  const [a, b] = streamPair();
  const polled = poller().add(a, "e", { tag: "a", once: true });
  b.shutdown();
  a.shutdown();
  waitReadable(a);
  deepEqual(readyNow(polled), []);
  deepEqual(readyNow(polled), []);
  deepEqual(readyNow(polled.modify(a, "r")), ["a r"]);
  deepEqual(readyNow(polled), []);
  polled.modify(a, "e");
  deepEqual(polled.wait(10), []);
});

test("edge and once together", () => {
  needModes();
  const [a, b] = streamPair();
  const polled = poller().add(a, "r", { edge: true, once: 1, tag: "a" });
  sendAndAwait(b, a);
  deepEqual(readyNow(polled), ["a r"]);
  sendAndAwait(b, a);
  deepEqual(readyNow(polled), []);
  deepEqual(readyNow(polled.modify(a, "r")), ["a r"]);
});

test("modify changes how it is told, and keeps what its options leave out", () => {
  needModes();
  const socket = readySocket();
  const polled = poller().add(socket, "r", { tag: "a", edge: true });
  deepEqual(readyNow(polled), ["a r"]);
  polled.modify(socket, "r", { edge: false });
  deepEqual([readyNow(polled), readyNow(polled)], [["a r"], ["a r"]]);
  polled.modify(socket, "r", { once: true });
  deepEqual([readyNow(polled), readyNow(polled)], [["a r"], []]);
  polled.modify(socket, "r", { tag: "b" });
  deepEqual([readyNow(polled), readyNow(polled)], [["b r"], []]);
  polled.modify(socket, "r", { once: false, tag: "c" });
  deepEqual([readyNow(polled), readyNow(polled)], [["c r"], ["c r"]]);
});

test("options with a tag alone tell the tag", () => {
  deepEqual(readyNow(poller().add(readySocket(), "r", { tag: "a" })), ["a r"]);
  deepEqual(readyNow(poller().add(readySocket(), "r", { tag: undefined, edge: false, once: 0 })), ["undefined r"]);
});

test("whatever is not an object of options alone is a tag", () => {
  class Connection {
    constructor() { this.tag = "x"; this.buffer = []; }
  }
  const tags = [{}, [], ["tag"], { once: true, name: "x" }, { edge: "x", tag: 1, other: 2 }, new Connection(), new Map(), "tag", 5, null, true,
    Symbol("tag"), () => {}, new Uint8Array(2), Object.create({ once: true })];
  const socket = readySocket();
  const polled = poller().add(socket, "r");
  for (const tag of tags) {
    equal(polled.modify(socket, "r", tag).wait(0)[0].tag, tag);
    equal(polled.remove(socket).add(socket, "r", tag).wait(0)[0].tag, tag);
    equal(polled.wait(0).length, 1, "it is told of levels");
  }
});

test("a mode that is no boolean is a TypeError, and changes nothing", () => {
  const socket = readySocket();
  const polled = poller();
  for (const options of [{ edge: "yes" }, { once: 2 }, { edge: null, tag: 5 }, { once: {} }]) {
    throws(() => polled.add(socket, "r", options), { name: "TypeError", code: "ERR_INVALID_ARG_TYPE", message: /"(edge|once)"/ });
    throws(() => polled.modify(socket, "r", options), { name: "TypeError", code: "ERR_INVALID_ARG_TYPE" });
  }
  polled.add(socket, "r", "a");
  throws(() => polled.modify(socket, "w", { edge: "yes" }), { name: "TypeError" });
  deepEqual(readyNow(polled), ["a r"]);
});

test("options whose getters close the socket or the poller", () => {
  const [first, second] = [datagramSocket(), datagramSocket()];
  const polled = poller().add(second, "r");
  const closing = (what) => ({ get edge() { what.close(); return false; } });
  throws(() => polled.add(first, "r", closing(first)), { code: "EBADF" });
  throws(() => polled.modify(second, "r", closing(second)), { code: "EBADF" });
  throws(() => polled.add(datagramSocket(), "r", closing(polled)), { code: "EBADF" });
});

test("a system without edge and once says EOPNOTSUPP", () => {
  if (!isWindows) skip("this system has them");
  throws(() => poller().add(datagramSocket(), "r", { edge: true }), { code: "EOPNOTSUPP" });
  throws(() => poller().add(datagramSocket(), "r", { once: true }), { code: "EOPNOTSUPP" });
});

test("wake ends a wait with what is ready", () => {
  const polled = poller().add(datagramSocket(), "rwe", { tag: "a", once: false });
  polled.wake();
  deepEqual(readyNow(polled), ["a w"]);
});

done();
