"use strict";

// What select does to its arrays, and what may stand in them.

const { Socket } = require("socket");
const { test, done, equal, deepEqual, throws } = require("./harness.js");
const { DEADLINE_MS, keep, open, datagramSocket, readySocket, waitReadable, streamPair } = require("./sockets.js");

const wrongElement = { name: "TypeError", code: "ERR_INVALID_ARG_TYPE" };

// "edits each array in place … What is not ready is deleted from its array, the rest keeps its index, the length
// stays."

test("what is not ready is deleted, the rest keeps its index and the length stays", () => {
  const [a, b, c, d] = [datagramSocket(), readySocket(), datagramSocket(), readySocket()];
  const read = [a, b, c, d, a];
  equal(Socket.select(read, null, null, 0), 2);
  equal(read.length, 5);
  deepEqual(Object.keys(read), ["1", "3"]);
  equal(read[1], b);
  equal(read[3], d);
});

test("deleted means a hole, not an undefined element", () => {
  const read = [datagramSocket()];
  Socket.select(read, null, null, 0);
  equal(0 in read, false);
  equal(read.length, 1);
  let visited = 0;
  read.forEach(() => { visited += 1; });
  equal(visited, 0);
});

test("an array whose sockets are all ready stays as it is", () => {
  const sockets = [readySocket(), readySocket()];
  const read = [...sockets];
  equal(Socket.select(read, null, null, 0), 2);
  deepEqual(read, sockets);
});

test("each of the three arrays is edited by its own readiness", () => {
  const [quiet, ready] = [datagramSocket(), readySocket()];
  const [read, write, except] = [[quiet, ready], [quiet, ready], [quiet, ready]];
  equal(Socket.select(read, write, except, 0), 3);
  deepEqual([read, write, except].map((array) => Object.keys(array)), [["1"], ["0", "1"], []]);
  deepEqual([read, write, except].map((array) => array.length), [2, 2, 2]);
});

test("properties that are no elements stay", () => {
  const read = [datagramSocket(), readySocket()];
  read.label = "mine";
  Socket.select(read, null, null, 0);
  equal(read.label, "mine");
  deepEqual(Object.keys(read), ["1", "label"]);
});

test("holes are skipped, so an edited array can be passed again", () => {
  const [a, b] = [readySocket(), datagramSocket()];
  const read = [b, , a, , b];
  equal(Socket.select(read, null, null, 0), 1);
  deepEqual(Object.keys(read), ["2"]);
  equal(Socket.select(read, null, null, 0), 1);
  deepEqual(Object.keys(read), ["2"]);
  a.receive();
  equal(Socket.select(read, null, null, 0), 0);
  deepEqual([Object.keys(read), read.length], [[], 5]);
  equal(Socket.select(read, null, null, 0), 0);
});

test("an element far behind a long hole keeps its index", () => {
  const read = [datagramSocket()];
  read[100000] = readySocket();
  equal(Socket.select(read, null, null, 0), 1);
  deepEqual([Object.keys(read), read.length], [["100000"], 100001]);
});

test("elements that are put into the holes afterwards are seen", () => {
  const [a, b] = [datagramSocket(), readySocket()];
  const read = [a];
  Socket.select(read, null, null, 0);
  read[0] = b;
  equal(Socket.select(read, null, null, 0), 1);
  equal(read[0], b);
});

// "(+) An array may be null or left out."

test("each array may be null, undefined or left out", () => {
  const socket = readySocket();
  equal(Socket.select([socket]), 1);
  equal(Socket.select([socket], undefined, null, 0), 1);
  equal(Socket.select(null, [socket], undefined, 0), 1);
  equal(Socket.select(undefined, undefined, [socket], 0), 0);
});

test("what is not an array is a TypeError and changes nothing", () => {
  const socket = readySocket();
  for (const value of [5, "x", true, {}, { length: 1, 0: socket }, socket, new Set([socket]), () => socket]) {
    const other = [datagramSocket()];
    throws(() => Socket.select(value, other, null, 0), wrongElement);
    throws(() => Socket.select(other, value, null, 0), wrongElement);
    throws(() => Socket.select(other, null, value, 0), wrongElement);
    deepEqual(Object.keys(other), ["0"]);
  }
});

test("an array that cannot be edited is a TypeError and changes no other", () => {
  const fixLength = (array) => Object.defineProperty(array, "length", { writable: false });
  const fixFirst = (array) => Object.defineProperty(array, 0, { configurable: false });
  for (const harden of [Object.freeze, Object.seal, Object.preventExtensions, fixLength, fixFirst]) {
    const sockets = [datagramSocket(), readySocket()];
    const [hard, other] = [harden([...sockets]), [...sockets]];
    throws(() => Socket.select(other, hard, null, 0), { name: "TypeError" });
    throws(() => Socket.select(hard, null, other, 0), { name: "TypeError" });
    deepEqual([other, [...hard]], [sockets, sockets]);
  }
});

// "(+) An element may be an object whose `getSocket()` returns a Socket; anything else is a TypeError"

test("an element may be an object whose getSocket returns a Socket, and it is what stays", () => {
  const wrap = (socket) => ({ socket, getSocket() { return this.socket; } });
  const [ready, quiet] = [wrap(readySocket()), wrap(datagramSocket())];
  const read = [quiet, ready, ready.socket];
  equal(Socket.select(read, null, null, 0), 1);
  deepEqual(Object.keys(read), ["1", "2"]);
  equal(read[1], ready);
  equal(read[2], ready.socket);
});

test("getSocket may come from a class", () => {
  class Connection {
    #socket = readySocket();
    getSocket() { return this.#socket; }
  }
  const read = [new Connection()];
  equal(Socket.select(read, null, null, 0), 1);
  equal(read[0] instanceof Connection, true);
});

test("a subclass of Socket is an element like any other", () => {
  class Mine extends Socket {}
  const socket = keep(new Mine(Socket.PF_INET, Socket.SOCK_DGRAM));
  const write = [socket];
  equal(Socket.select(null, write, null, 0), 1);
  equal(write[0], socket);
});

test("anything else as an element is a TypeError and changes no array", () => {
  const sockets = [datagramSocket(), readySocket()];
  const lookalikes = [Socket, Socket.prototype, Object.create(Socket.prototype), () => sockets[0]];
  const wrappers = [sockets[0], () => 5, () => null, () => undefined].map((getSocket) => ({ getSocket }));
  for (const element of [undefined, null, 5, "x", true, {}, [], ...lookalikes, ...wrappers]) {
    const [read, write] = [[...sockets], [...sockets, element]];
    throws(() => Socket.select(read, write, null, 0), wrongElement);
    deepEqual(read, sockets);
    deepEqual(Object.keys(write), ["0", "1", "2"]);
  }
});

test("an error that getSocket throws comes through and changes no array", () => {
  const sockets = [datagramSocket(), readySocket()];
  const read = [...sockets];
  const broken = { getSocket() { throw new Error("mine"); } };
  throws(() => Socket.select(read, [broken], null, 0), { name: "Error", message: "mine" });
  deepEqual(read, sockets);
});

test("a wrapper whose socket is closed throws EBADF and changes no array", () => {
  const sockets = [datagramSocket(), readySocket()];
  const closed = open();
  closed.close();
  const read = [...sockets];
  throws(() => Socket.select(read, [{ getSocket: () => closed }], null, 0), { name: "SocketError", code: "EBADF" });
  deepEqual(read, sockets);
});

test("a socket that another element's getSocket closes throws EBADF, though its number is in use again", () => {
  const [ready, victim] = [readySocket(), datagramSocket()];
  const closer = {
    getSocket() {
      victim.close();
      return readySocket();
    },
  };
  const read = [victim, closer, ready];
  throws(() => Socket.select(read, null, null, 0), { name: "SocketError", code: "EBADF" });
  deepEqual(read, [victim, closer, ready]);
});

// "the same socket may stand in several arrays or twice in one; the same array may be passed twice."

test("a socket that stands twice in one array stays at both places or at none", () => {
  const [ready, quiet] = [readySocket(), datagramSocket()];
  const read = [ready, quiet, ready, quiet];
  equal(Socket.select(read, null, null, 0), 1);
  deepEqual(Object.keys(read), ["0", "2"]);
});

test("a socket that stands in several arrays is judged for each", () => {
  const [client, server] = streamPair();
  const [read, write] = [[client], [client]];
  equal(Socket.select(read, write, null, 0), 1);
  deepEqual([0 in read, 0 in write], [false, true]);
  server.send("x");
  read[0] = client;
  equal(Socket.select(read, null, null, DEADLINE_MS), 1);
  equal(Socket.select(read, write, null, 0), 2);
});

test("the same array passed twice keeps what is ready for either", () => {
  const [client, server] = streamPair();
  const idle = datagramSocket();
  server.send("x");
  waitReadable(client);
  const quietListener = open().bind("127.0.0.1").listen();
  const both = [client, quietListener, idle];
  equal(Socket.select(both, both, null, 0), 3);
  deepEqual([Object.keys(both), both.length], [["0", "2"], 3]);
  const readAndExcept = [client, idle];
  equal(Socket.select(readAndExcept, null, readAndExcept, 0), 1);
  deepEqual(Object.keys(readAndExcept), ["0"]);
});

done();
