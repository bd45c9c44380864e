"use strict";

// The queue of what is sent, and its callbacks.

const { arrivals, open, open6, packet, send, turn } = require("./sockets.js");
const { test, done, deepEqual, equal, ok, throws } = require("./harness.js");

const data = packet("text");
const HERE = "127.0.0.1";

/** A promise of a send's result, of which each callback is noted in a list. */
function noted(socket, list, name, address = HERE) {
  return new Promise((resolve) => socket.send(data, 0, data.length, address, () => list.push(`before ${name}`), (error) => {
    list.push(`after ${name}`);
    resolve(error);
  }));
}

test("send returns the socket, and calls back with null, the bytes, and the socket as this", async () => {
  const socket = open();
  const [that, ...args] = await new Promise((resolve) => {
    equal(socket.send(data, 0, data.length, HERE, function after(...values) { resolve([this, ...values]); }), socket);
  });
  equal(that, socket);
  deepEqual(args, [null, data.length]);
});

test("a part of a buffer is sent, of any view its own bytes", async () => {
  const socket = open();
  const received = arrivals(socket);
  const whole = Buffer.concat([Buffer.from("12345"), data, Buffer.from("6")]);
  const view = new DataView(whole.buffer, whole.byteOffset + 2, whole.length - 2);
  socket.send(whole, 5, data.length, HERE, () => {});
  socket.send(view, 3, data.length, HERE, () => {});
  for (let i = 0; i < 2; i += 1) equal((await received.next()).text, "text");
});

test("nothing is sent inside the call; before is called right before, then after", async () => {
  const socket = open();
  const calls = [];
  const sent = noted(socket, calls, "a");
  deepEqual([calls, socket.sendPaused], [[], false]);
  await sent;
  deepEqual(calls, ["before a", "after a"]);
});

test("before may change what is sent", async () => {
  const socket = open();
  const received = arrivals(socket);
  const bytes = packet("----");
  await new Promise((resolve) => socket.send(bytes, 0, bytes.length, HERE, () => bytes.write("late", bytes.length - 4), resolve));
  equal((await received.next()).text, "late");
});

test("what is queued is sent in its order, each in a turn of its own", async () => {
  const socket = open();
  const calls = [];
  const turns = [];
  let turnNow = 0;
  let isOver = false;
  const count = () => {
    turnNow += 1;
    if (!isOver) setImmediate(count);
  };
  count();
  await Promise.all(["a", "b", "c"].map((name) => noted(socket, calls, name).then(() => turns.push(turnNow))));
  isOver = true;
  deepEqual(calls, ["before a", "after a", "before b", "after b", "before c", "after c"]);
  ok(turns[0] < turns[1] && turns[1] < turns[2], `in the turns ${turns}`);
});

test("when all is sent, sending is paused again", async () => {
  const socket = open();
  await send(socket, "text");
  for (let i = 0; i < 100 && !socket.sendPaused; i += 1) await turn();
  equal(socket.sendPaused, true);
  deepEqual(await send(socket, "again"), [null, packet("again").length]);
});

test("what is queued waits while sending is paused", async () => {
  const socket = open();
  const calls = [];
  const sent = noted(socket, calls, "a");
  equal(socket.pauseSend(), socket);
  equal(socket.sendPaused, true);
  for (let i = 0; i < 5; i += 1) await turn();
  deepEqual(calls, []);
  equal(socket.resumeSend(), socket);
  equal(socket.sendPaused, false);
  equal(await sent, null);
});

test("a send resumes sending", async () => {
  const socket = open();
  const calls = [];
  const first = noted(socket, calls, "a");
  socket.pauseSend();
  await noted(socket, calls, "b");
  await first;
  deepEqual(calls, ["before a", "after a", "before b", "after b"]);
});

test("pausing in a callback leaves the others queued", async () => {
  const socket = open();
  const calls = [];
  socket.send(data, 0, data.length, HERE, () => socket.pauseSend(), () => calls.push("after a"));
  const second = noted(socket, calls, "b");
  for (let i = 0; i < 20; i += 1) await turn();
  deepEqual(calls, ["after a"]);
  socket.resumeSend();
  await second;
});

test("sending does not resume receiving", async () => {
  const socket = open().pauseRecv();
  await send(socket, "text");
  equal(socket.recvPaused, true);
});

test("a part that is not in the buffer is an error at once, through after", () => {
  const socket = open();
  const calls = [];
  equal(socket.send(Buffer.alloc(4), 0, 9, HERE, function after(...args) { calls.push([this, ...args]); }), socket);
  const [[that, error, bytes]] = calls;
  deepEqual([error.message, bytes], ["Buffer length '4' is not large enough for the specified offset '0' plus length '9'", 0]);
  ok(that === socket && error instanceof Error);
  equal(socket.sendPaused, true);
});

test("an address that is none of the socket's family is an error at once, through after", () => {
  const socket = open();
  for (const address of ["bad", "localhost", "127.0.0.1:1", "", "::1", undefined, 5, null, {}, Symbol("x")]) {
    const calls = [];
    socket.send(data, 0, data.length, address, () => calls.push("before"), (...args) => calls.push(args));
    deepEqual([calls.length, calls[0][0].message, calls[0][1]], [1, `Invalid IP address '${String(address)}'`, 0]);
  }
});

test("so is one of IPv4 for a socket of IPv6", () => {
  const calls = [];
  open6().send(data, 0, data.length, HERE, (error) => calls.push(error.message));
  deepEqual(calls, ["Invalid IP address '127.0.0.1'"]);
});

test("other wrong arguments are errors at once, through after", () => {
  const socket = open();
  for (const [args, name] of [[["text", 0, 1], "buffer"], [[undefined, 0, 1], "buffer"], [[data, "0", 1], "offset"], [[data, 0], "length"],
    [[data, -1, 1], "offset"], [[data, 0, -1], "length"], [[data, 0.5, 1], "offset"], [[data, 0, NaN], "length"]]) {
    const [buffer, offset, length] = args;
    let error;
    socket.send(buffer, offset, length, HERE, (problem) => { error = problem; });
    ok(error.message.includes(`"${name}"`) && ["ERR_INVALID_ARG_TYPE", "ERR_OUT_OF_RANGE"].includes(error.code), error.message);
  }
});

test("callbacks that are none throw", () => {
  const socket = open();
  throws(() => socket.send(data, 0, data.length, HERE), { name: "TypeError", message: /"afterCallback"/ });
  throws(() => socket.send(data, 0, data.length, HERE, 5), { name: "TypeError", message: /"afterCallback"/ });
  throws(() => socket.send(data, 0, data.length, HERE, 5, () => {}), { name: "TypeError", message: /"beforeCallback"/ });
});

test("an error of the system's goes to after, as its text, and the next one is sent", async () => {
  const socket = open();
  const next = send(socket, "x".repeat(70000));
  const [error, bytes] = await next;
  deepEqual([error.message, error.code, error.syscall, bytes], ["Message too long", "EMSGSIZE", "sendto", 0]);
  ok(error.constructor === Error && error.errno < 0 && error.cause instanceof Error);
  deepEqual(await send(socket, "text"), [null, data.length]);
  deepEqual(socket.emitted.filter((name) => name !== "message"), []);
});

test("what before throws goes to after, and nothing is sent", async () => {
  const socket = open();
  const received = arrivals(socket);
  const problem = new Error("on purpose");
  const args = await new Promise((resolve) => {
    socket.send(packet("no"), 0, packet("no").length, HERE, () => { throw problem; }, (...values) => resolve(values));
  });
  equal(args[0], problem);
  equal(args[1], 0);
  await send(socket, "yes");
  equal((await received.next()).text, "yes");
});

test("send after close calls back with an error, in another turn", async () => {
  const socket = open().close();
  let isInside = true;
  const [error, bytes] = await new Promise((resolve) => {
    const result = socket.send(data, 0, data.length, HERE, () => resolve(["before was called"]), (...args) => {
      ok(!isInside);
      resolve(args);
    });
    equal(result, socket);
    isInside = false;
  });
  deepEqual([error.message, error.code, bytes], ["The socket is closed", "EBADF", 0]);
});

test("what is queued when it is closed is called back with an error, once, before close returns", async () => {
  const socket = open();
  const calls = [];
  for (const name of ["a", "b"]) noted(socket, calls, name).then((error) => calls.push(error.message));
  socket.on("close", () => calls.push("close"));
  socket.close();
  deepEqual(calls, ["after a", "after b", "close"]);
  await turn();
  await turn();
  deepEqual(calls, ["after a", "after b", "close", "The socket is closed", "The socket is closed"]);
});

test("closing in before sends nothing, and calls back once", async () => {
  const socket = open();
  const calls = [];
  await new Promise((resolve) => {
    socket.send(data, 0, data.length, HERE, () => socket.close(), (error) => {
      calls.push(error.message);
      resolve();
    });
  });
  await turn();
  await turn();
  deepEqual(calls, ["The socket is closed"]);
});

test("a callback that sends again is a loop that leaves their turns to all others", async () => {
  const socket = open().pauseRecv();
  let count = 0;
  const next = () => socket.send(data, 0, data.length, HERE, (error) => {
    count += 1;
    if (error === null) next(); // until the socket is closed
  });
  next();
  for (let i = 0; i < 50; i += 1) {
    const before = count;
    await turn();
    ok(count - before <= 4, `${count - before} in a turn`);
  }
});

done();
