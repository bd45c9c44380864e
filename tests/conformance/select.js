"use strict";

// "`select(read, write, except, timeout)`" (the arrays themselves and wrappers: select-arrays.js)

const { Socket } = require("socket");
const { test, skip, done, ok, equal, deepEqual, throws } = require("./harness.js");
const {
  DEADLINE_MS, open, needIPv6, needUnix, needLinux, listener, streamPair, smallStreamPair, datagramSocket,
  refusingAddress, waitReadable, readySocket, receiveExactly,
} = require("./sockets.js");

/** Sends until nothing more can be taken, and returns the number of bytes. */
function fill(socket) {
  const data = new Uint8Array(1 << 20);
  let taken = 0;
  for (let i = 0; i < 1000; i += 1) {
    const result = socket.send(data);
    if (result === false) {
      return taken;
    }
    taken += result === true ? data.length : result;
  }
  throw new Error("the socket takes data without end");
}

// "waits until at least one socket is ready, edits each array in place and returns the number of ready sockets"

test("select returns how many sockets are ready", () => {
  const [quiet, first, second] = [datagramSocket(), readySocket(), readySocket()];
  equal(Socket.select([quiet], null, null, 0), 0);
  equal(Socket.select([quiet, first], null, null, 0), 1);
  equal(Socket.select([second, quiet, first], null, null, 0), 2);
});

test("a socket with something to receive is ready for reading, until it is received", () => {
  const socket = readySocket();
  equal(Socket.select([socket], null, null, DEADLINE_MS), 1);
  socket.receive();
  equal(Socket.select([socket], null, null, 0), 0);
});

test("an empty datagram is ready for reading", () => {
  const socket = datagramSocket();
  datagramSocket().send("", ...socket.getSockName());
  equal(Socket.select([socket], null, null, DEADLINE_MS), 1);
  equal(socket.receive().length, 0);
});

test("a listener is ready for reading when a connection waits", () => {
  const server = listener();
  equal(Socket.select([server], null, null, 0), 0);
  open().connect(...server.getSockName());
  equal(Socket.select([server], null, null, DEADLINE_MS), 1);
});

test("the end of a stream is ready for reading and stays so", () => {
  const [client, server] = streamPair();
  equal(Socket.select([client], null, null, 0), 0);
  server.close();
  equal(Socket.select([client], null, null, DEADLINE_MS), 1);
  equal(client.receive().length, 0);
  equal(Socket.select([client], null, null, 0), 1);
});

test("a stream is ready for writing while its buffers have room", () => {
  const [client, server] = smallStreamPair();
  client.setBlocking(false);
  equal(Socket.select(null, [client], null, 0), 1);
  const taken = fill(client);
  equal(Socket.select(null, [client], null, 0), 0);
  receiveExactly(server, taken);
  equal(Socket.select(null, [client], null, DEADLINE_MS), 1);
});

test("a refused connect is ready for writing", () => {
  const client = open().setBlocking(false);
  try {
    equal(client.connect(...refusingAddress()), false);
  } catch (error) {
    equal(error.code, "ECONNREFUSED");
    skip("this system refuses at once");
  }
  equal(Socket.select(null, [client], null, DEADLINE_MS), 1);
});

test("nothing exceptional is going on with a healthy socket", () => {
  const except = [readySocket(), datagramSocket()];
  equal(Socket.select(null, null, except, 0), 0);
  deepEqual(Object.keys(except), []);
});

test("a stream that is not connected counts as select(2) counts: ready, for its calls would not block", () => {
  needLinux("other systems differ");
  const socket = open();
  const [read, write, except] = [[socket], [socket], [socket]];
  equal(Socket.select(read, write, except, 0), 2);
  deepEqual([read.length, 0 in read, 0 in write, 0 in except], [1, true, true, false]);
});

test("sockets of all families wait together", () => {
  needIPv6();
  needUnix(Socket.SOCK_DGRAM);
  const sockets = [Socket.PF_INET, Socket.PF_INET6, Socket.PF_UNIX].map((family) => datagramSocket(family));
  for (const socket of sockets) {
    equal(Socket.select([...sockets], null, null, 0), 0);
    open(socket.family, Socket.SOCK_DGRAM).send("x", ...socket.getSockName());
    const read = [...sockets];
    equal(Socket.select(read, null, null, DEADLINE_MS), 1);
    deepEqual(read.flat(), [socket]);
    socket.receive();
  }
});

// "counted as select(2) counts"

test("a socket that is ready for reading and for writing counts twice", () => {
  const socket = readySocket();
  equal(Socket.select([socket], [socket], [socket], 0), 2);
});

test("a socket that stands twice in one array counts once", () => {
  const socket = readySocket();
  equal(Socket.select([socket, socket], null, null, 0), 1);
  equal(Socket.select([socket, socket], [socket, socket], null, 0), 2);
});

// "(+) Timeout in milliseconds, fractions allowed; null, undefined and Infinity wait forever; 0 polls; negative or NaN
// is a RangeError."

test("a timeout of null, undefined or Infinity, or none, returns as soon as a socket is ready", () => {
  const socket = readySocket();
  equal(Socket.select([socket], null, null, null), 1);
  equal(Socket.select([socket], null, null, undefined), 1);
  equal(Socket.select([socket], null, null, Infinity), 1);
  equal(Socket.select([socket], null, null), 1);
  equal(Socket.select([socket]), 1);
});

test("a timeout of 0 returns though nothing is ready", () => {
  const read = [datagramSocket()];
  equal(Socket.select(read, [], [], 0), 0);
  equal(Socket.select([datagramSocket()], [], [], -0), 0);
  deepEqual([read.length, 0 in read], [1, false]);
});

test("a timeout may be a fraction", () => {
  for (const timeout of [0.001, 0.5, 1.75, Number.MIN_VALUE]) {
    equal(Socket.select([datagramSocket()], null, null, timeout), 0, String(timeout));
  }
});

test("a timeout may be a numeric string", () => {
  equal(Socket.select([datagramSocket()], null, null, "0"), 0);
  equal(Socket.select([datagramSocket()], null, null, "1.5"), 0);
});

test("a timeout longer than the system can wait in one call is taken", () => {
  const socket = readySocket();
  for (const timeout of [2 ** 31, 2 ** 32, 2 ** 53, 2 ** 63, Number.MAX_VALUE]) {
    equal(Socket.select([socket], null, null, timeout), 1, String(timeout));
  }
});

test("a timeout that is negative or NaN is a RangeError, though a socket is ready", () => {
  const socket = readySocket();
  for (const timeout of [-1, -0.001, NaN, -Infinity, "-1"]) {
    throws(() => Socket.select([socket], null, null, timeout), {
      name: "RangeError", code: "ERR_OUT_OF_RANGE", message: /"timeout"/,
    });
  }
});

test("a timeout that is no number is a TypeError", () => {
  const socket = readySocket();
  for (const timeout of ["", "soon", {}, [], [5], true, 5n, () => 5, Symbol("5")]) {
    throws(() => Socket.select([socket], null, null, timeout), {
      name: "TypeError", code: "ERR_INVALID_ARG_TYPE", message: /"timeout"/,
    });
  }
});

// "With nothing to wait for and a timeout, it sleeps."

test("select with nothing to wait for returns 0 after its timeout", () => {
  equal(Socket.select([], [], [], 1), 0);
  equal(Socket.select(null, undefined, null, 1), 0);
  equal(Socket.select([, , ], null, null, 0.5), 0);
  equal(Socket.select(null, null, null, 0), 0);
});

// "a closed socket throws EBADF; when it throws, no array has changed."

test("a closed socket throws EBADF and no array changes", () => {
  const [ready, quiet, closed] = [readySocket(), datagramSocket(), open()];
  closed.close();
  for (let place = 0; place < 3; place += 1) {
    const arrays = [[quiet, ready], [ready, quiet], [quiet]];
    arrays[place].push(closed, quiet);
    const before = arrays.map((array) => [...array]);
    const error = throws(() => Socket.select(...arrays, 0), { name: "SocketError", code: "EBADF" });
    ok(/^(select|p?poll)$/.test(error.syscall), error.syscall);
    deepEqual(arrays, before);
  }
});

test("a wrong timeout changes no array", () => {
  const sockets = [readySocket(), datagramSocket()];
  const [read, write] = [[...sockets], [...sockets]];
  for (const timeout of [-1, NaN, "soon"]) {
    throws(() => Socket.select(read, write, null, timeout));
    deepEqual([read, write], [sockets, sockets]);
  }
});

// "(+) Any descriptor number works, far past 1,024"

test("descriptors past 1,024 work like the others", () => {
  const sockets = [];
  try {
    for (let i = 0; i < 1500; i += 1) {
      sockets.push(open(Socket.PF_INET, Socket.SOCK_DGRAM));
    }
  } catch (error) {
    equal(error.code, "EMFILE", error.message);
    skip(`the limit allows only ${sockets.length} descriptors`);
  }
  const last = sockets.at(-1).bind("127.0.0.1");
  const first = sockets[0].bind("127.0.0.1");
  equal(Socket.select([...sockets], null, null, 0), 0);
  first.send("x", ...last.getSockName());
  const [read, write] = [[...sockets], [last, ...sockets.slice(1, 3)]];
  equal(Socket.select(read, write, null, DEADLINE_MS), 4);
  deepEqual(Object.keys(read), ["1499"]);
  equal(read.length, 1500);
  deepEqual(Object.keys(write), ["0", "1", "2"]);
});

test("many ready sockets among many are all found", () => {
  const sockets = Array.from({ length: 200 }, () => datagramSocket());
  const sender = datagramSocket();
  const expected = sockets.filter((socket, i) => i % 3 === 1 && sender.send("x", ...socket.getSockName()));
  expected.forEach(waitReadable);
  const read = [...sockets];
  equal(Socket.select(read, null, null, 0), expected.length);
  deepEqual(read.flat(), expected);
  deepEqual(Object.keys(read).map(Number), Array.from({ length: 67 }, (_, i) => i * 3 + 1));
});

done();
