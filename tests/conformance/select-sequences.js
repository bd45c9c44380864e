"use strict";

// select in loops: nearly the same sockets again and again, some of them closed, replaced, left out, doubled, in another
// order. What it finds is checked against what the case knows of each socket: how many datagrams wait in it.

const { Socket } = require("socket");
const { test, done, equal, deepEqual, show } = require("./harness.js");
const { datagramSocket } = require("./sockets.js");

/** Random numbers that are the same in each run: a failure can be looked at again. */
function random(seed) {
  let state = seed;
  return (below) => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9 | 0;
    return ((state ^ (state >>> 12)) >>> 0) % below;
  };
}

/** A bound socket, and how many datagrams wait in it. */
const place = () => ({ socket: datagramSocket(), waiting: 0 });

function receive(to) {
  to.socket.receive();
  to.waiting -= 1;
}

function send(to) {
  to.socket.send("x", ...to.socket.getSockName());
  to.waiting += 1;
}

/** An array for select with some of the places in some order: sockets, objects that have one, and holes. */
function arrangement(places, next) {
  const chosen = [];
  const count = next(2 * places.length);
  for (let i = 0; i < count; i += 1) {
    const from = places[next(4) === 0 ? next(places.length) : i % places.length];
    chosen.push(next(12) === 0 ? null : from);
  }
  const array = chosen.map((from) => from && (next(6) === 0 ? { getSocket: () => from.socket } : from.socket));
  chosen.forEach((from, i) => { if (from === null) delete array[i]; });
  return { chosen, array };
}

/** What select must leave in an array. */
function remaining({ chosen, array }, isReady) {
  const expected = new Array(array.length);
  chosen.forEach((from, i) => { if (from !== null && isReady(from)) expected[i] = array[i]; });
  return expected;
}

const distinct = ({ chosen }, isReady) => new Set(chosen.filter((from) => from !== null && isReady(from))).size;

function expectSelect(read, write, what) {
  const isReadable = ({ waiting }) => waiting > 0;
  const isWritable = () => true;
  const left = [remaining(read, isReadable), write && remaining(write, isWritable)];
  const count = distinct(read, isReadable) + (write ? distinct(write, isWritable) : 0);
  const arrays = [read.array.slice(), write && write.array.slice()];
  equal(Socket.select(arrays[0], arrays[1], null, 0), count, what);
  expectSame(arrays[0], left[0], what);
  if (write) expectSame(arrays[1], left[1], what);
}

/** The same elements, themselves, and the same holes. */
function expectSame(actual, expected, what) {
  deepEqual([actual.length, Object.keys(actual)], [expected.length, Object.keys(expected)], what);
  for (const i of Object.keys(expected)) {
    if (actual[i] !== expected[i]) throw new Error(`${what}: another element at ${i}: ${show(actual[i])}`);
  }
}

function step(places, next) {
  const chosen = places[next(places.length)];
  switch (next(6)) {
    case 0: send(chosen); break;
    case 1: if (chosen.waiting > 0) receive(chosen); break;
    case 2: // another socket, with the same descriptor, most likely
      chosen.socket.close();
      Object.assign(chosen, place());
      break;
    case 3: if (places.length < 24) places.push(place()); break;
    case 4: if (places.length > 2) places.splice(next(places.length), 1)[0].socket.close(); break;
    default: // what was selected is selected again
  }
}

test("select finds what is ready after any sequence of changes", () => {
  for (let seed = 1; seed <= 12; seed += 1) {
    const next = random(seed);
    const places = Array.from({ length: 2 + next(12) }, place);
    let read = arrangement(places, next);
    let write = null;
    for (let round = 0; round < 150; round += 1) {
      for (let steps = next(3); steps > 0; steps -= 1) step(places, next);
      if (next(3) === 0 || read.chosen.some((from) => from && !places.includes(from))) {
        read = arrangement(places, next);
        write = next(3) === 0 ? arrangement(places, next) : null;
      } else { // the same places, whatever sockets they have now
        const sockets = ({ chosen }) => ({ chosen, array: chosen.map((from) => from && from.socket) });
        read = sockets(read);
        write = write && !write.chosen.some((from) => from && !places.includes(from)) ? sockets(write) : null;
        for (const { chosen, array } of [read, write].filter(Boolean)) chosen.forEach((from, i) => { if (from === null) delete array[i]; });
      }
      expectSelect(read, write, `seed ${seed}, round ${round}`);
    }
    places.forEach(({ socket }) => socket.close());
  }
});

test("the same sockets again and again: each time only what is ready now", () => {
  const places = Array.from({ length: 50 }, place);
  const all = { chosen: places, array: places.map(({ socket }) => socket) };
  for (let round = 0; round < 100; round += 1) {
    const at = places[(round * 7) % places.length];
    expectSelect(all, null, `round ${round}, before`);
    send(at);
    expectSelect(all, null, `round ${round}`);
    expectSelect(all, null, `round ${round}, again`);
    receive(at);
  }
});

test("a new socket in the place of a closed one is waited for, with everything else the same", () => {
  const places = Array.from({ length: 10 }, place);
  const all = () => ({ chosen: places, array: places.map(({ socket }) => socket) });
  for (let round = 0; round < 40; round += 1) {
    expectSelect(all(), null, `round ${round}, before`);
    const at = places[round % places.length];
    at.socket.close();
    Object.assign(at, place());
    if (round % 2 === 0) expectSelect(all(), null, `round ${round}, replaced`);
    send(at);
    expectSelect(all(), null, `round ${round}, ready`);
    receive(at);
  }
});

test("a socket that getSocket() closes while select looks at the others throws EBADF", () => {
  const [first, second] = [place(), place()];
  for (let round = 0; round < 3; round += 1) Socket.select([first.socket, second.socket], null, null, 0);
  const array = [first.socket, { getSocket() { first.socket.close(); return second.socket; } }];
  let code;
  try { Socket.select(array, null, null, 0); } catch (error) { ({ code } = error); }
  equal(code, "EBADF");
  equal(array.length, 2);
  equal(array[0], first.socket);
});

done();
