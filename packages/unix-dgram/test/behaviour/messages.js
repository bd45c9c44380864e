"use strict";

// Sending, congestion and receiving.

const { clientOf, event, fill, numberOf, open, server, turn } = require("./sockets.js");
const { test, done, deepEqual, equal, notEqual, ok, temporaryPath, throws } = require("./harness.js");

const data = Buffer.from("0123456789");
const missing = (socket, ...args) => throws(() => socket.send(...args), { name: "TypeError", code: "ERR_INVALID_ARG_TYPE" });

test("a connected socket sends the whole buffer and calls back, with nothing, before it returns", async () => {
  const socket = server();
  const client = clientOf(socket);
  const calls = [];
  equal(client.send(data, (...args) => calls.push(args)), undefined);
  deepEqual(calls, [[]]);
  deepEqual((await event(socket, "message"))[0], data);
});

test("a connected socket ignores offsets", async () => {
  const socket = server();
  const client = clientOf(socket);
  client.send(data, 3, 4, "/nowhere");
  deepEqual((await event(socket, "message"))[0], data);
});

test("a socket that is not connected sends a part to a path, by either name", async () => {
  const socket = server();
  const client = open();
  for (const call of ["send", "sendto"]) {
    const calls = [];
    equal(client[call](data, 3, 4, socket.path, (...args) => calls.push(args)), undefined);
    deepEqual(calls, [[]]);
    deepEqual((await event(socket, "message"))[0], Buffer.from("3456"));
  }
});

test("it sends of any view its own bytes", async () => {
  const socket = server();
  const client = open();
  const view = new DataView(data.buffer, data.byteOffset + 2, 6);
  client.send(view, 1, 2, socket.path);
  deepEqual((await event(socket, "message"))[0], Buffer.from("34"));
  client.connect(socket.path);
  client.send(view);
  deepEqual((await event(socket, "message"))[0], Buffer.from("234567"));
});

test("an empty datagram is sent and received", async () => {
  const socket = server();
  const client = clientOf(socket);
  client.send(Buffer.alloc(0));
  const [message, { size }] = await event(socket, "message");
  deepEqual([message.length, size], [0, 0]);
});

test("an error goes to the callback, before send returns", () => {
  const client = open();
  const calls = [];
  client.send(data, 0, 10, temporaryPath("none"), (...args) => calls.push(args));
  const code = numberOf("ENOENT");
  const [[error, ...more], ...others] = calls;
  deepEqual([error.message, error.code, error.errno, error.syscall, more, others], [`send ${code}`, code, code, "send", [], []]);
});

test("without a callback an error is emitted, before send returns", () => {
  const client = open();
  const errors = [];
  client.on("error", (error) => errors.push(error.message));
  client.send(data, 0, 10, temporaryPath("none"));
  deepEqual(errors, [`send ${numberOf("ENOENT")}`]);
});

test("sending to nobody any more is ECONNREFUSED", () => {
  const socket = server();
  const client = clientOf(socket);
  socket.close();
  throws(() => client.send(data), { code: numberOf("ECONNREFUSED"), syscall: "send" });
});

test("a datagram that is too large is EMSGSIZE", () => {
  const socket = server();
  throws(() => clientOf(socket).send(Buffer.alloc(64 << 20)), { code: numberOf("EMSGSIZE"), syscall: "send" });
});

test("what a callback throws comes out of send", () => {
  const client = clientOf(server());
  throws(() => client.send(data, () => { throw new Error("on purpose"); }), { message: "on purpose" });
});

test("wrong arguments throw, and send nothing", async () => {
  const socket = server();
  for (const client of [open(), clientOf(socket)]) {
    for (const wrong of [undefined, null, "text", 5, {}, [1], new ArrayBuffer(1)]) missing(client, wrong, 0, 1, socket.path);
  }
  const client = open();
  missing(client, data);
  missing(client, data, () => {});
  missing(client, data, 0, undefined, socket.path);
  missing(client, data, "0", 1, socket.path);
  missing(client, data, 0, 1);
  missing(client, data, 0, 1, 5);
  for (const [offset, length] of [[0, 11], [11, 0], [5, 6], [-1, 2], [0, -1], [0.5, 1], [NaN, 1], [0, 2 ** 32]]) {
    throws(() => client.send(data, offset, length, socket.path), { name: "RangeError", code: "ERR_OUT_OF_RANGE", message: /"(offset|length)"/ });
  }
  client.send(data, 10, 0, socket.path);
  equal((await event(socket, "message"))[0].length, 0);
});

test("a message comes with its size, an empty address, and the sender's path or null", async () => {
  const socket = server();
  const client = open();
  client.send(data, 0, 10, socket.path);
  deepEqual(await event(socket, "message"), [data, { size: 10, address: {}, path: null }]);
  const path = temporaryPath("client");
  client.bind(path);
  client.send(data, 0, 10, socket.path);
  const [message, info] = await event(socket, "message");
  ok(Buffer.isBuffer(message));
  deepEqual(info, { size: 10, address: {}, path });
});

test("an abstract sender's path begins with a NUL, and can be answered", async () => {
  if (process.platform !== "linux") return;
  const socket = server();
  const name = `teasocket-${process.pid}-${Math.random()}`;
  const client = server(undefined, `@${name}`);
  client.send(data, 0, 10, socket.path);
  const [, { path }] = await event(socket, "message");
  equal(path, `\0${name}`);
  socket.send(data, 0, 1, path);
  equal(String((await event(client, "message"))[0]), "0");
});

test("64 KiB arrive", async () => {
  const socket = server();
  const large = Buffer.alloc(65536, "x");
  clientOf(socket).send(large);
  deepEqual((await event(socket, "message"))[0], large);
});

test("messages never come inside a call", async () => {
  const socket = server();
  const client = clientOf(socket);
  client.send(data);
  deepEqual(socket.emitted, ["listening"]);
  await event(socket, "message");
});

test("a message is another's memory than those before", async () => {
  const socket = server();
  const client = clientOf(socket);
  client.send(Buffer.from("a"));
  const [first] = await event(socket, "message");
  client.send(Buffer.from("b"));
  const [second] = await event(socket, "message");
  deepEqual([String(first), String(second)], ["a", "b"]);
});

test("a socket that closes in a listener gets no more", async () => {
  const socket = server();
  const client = clientOf(socket);
  client.send(data);
  client.send(data);
  socket.on("message", () => socket.close());
  await event(socket, "message");
  await turn();
  deepEqual(socket.emitted, ["listening", "message"]);
});

test("congestion goes to the callback, as an error with code 1", () => {
  const client = clientOf(server());
  fill(client);
  const calls = [];
  equal(client.send(data, (...args) => calls.push(args)), undefined);
  const [[error]] = calls;
  deepEqual([error.message, error.code, calls.length, client.emitted], ["congestion", 1, 1, ["connect"]]);
});

test("without a callback congestion is emitted, with the buffer", () => {
  const client = clientOf(server());
  fill(client);
  const congested = [];
  client.on("congestion", (...args) => congested.push(args));
  client.send(data);
  equal(congested.length, 1);
  equal(congested[0][0], data);
  equal(congested[0].length, 1);
});

test("writable comes once after congestion, when there is room, and not before", async () => {
  const socket = server();
  socket.unread = true;
  const client = clientOf(socket);
  fill(client);
  client.send(data);
  client.send(data);
  deepEqual(client.emitted, ["connect", "congestion", "congestion"]);
  await event(client, "writable"); // the server's loop reads
  await turn();
  await turn();
  deepEqual(client.emitted.filter((name) => name === "writable"), ["writable"]);
  client.send(data, (error) => equal(error, undefined));
});

test("sending works while writable has not come yet, and so does connect", async () => {
  const full = server();
  const other = server();
  const client = clientOf(full);
  fill(client);
  client.send(data, (error) => equal(error.code, 1));
  client.connect(other.path);
  client.send(data, (error) => equal(error, undefined));
  const events = [event(other, "message"), event(client, "writable")];
  deepEqual((await events[0])[0], data);
  await events[1];
});

test("writable comes again after the next congestion", async () => {
  const client = clientOf(server());
  for (let round = 0; round < 3; round += 1) {
    fill(client);
    await event(client, "writable");
  }
  equal(client.emitted.filter((name) => name === "writable").length, 3);
});

test("all that is sent again at writable arrives, in order", async () => {
  const most = 300;
  const socket = server();
  const client = clientOf(socket);
  client.setMaxListeners(most);
  client.on("congestion", (buffer) => client.once("writable", () => client.send(buffer)));
  for (let i = 0; i < most; i += 1) client.send(Buffer.from(`${i}`));
  const received = [];
  await new Promise((resolve) => {
    socket.on("message", (message) => {
      received.push(Number(message));
      if (received.length === most) resolve();
    });
  });
  deepEqual(received, Array.from({ length: most }, (_, i) => i));
});

test("a socket that is closed while it is congested emits nothing more", async () => {
  const socket = server();
  const client = clientOf(socket);
  fill(client);
  client.close();
  await event(socket, "message");
  await turn();
  deepEqual(client.emitted, ["connect"]);
});

test("an unconnected send without room is a plain error", () => {
  const socket = server();
  fill(clientOf(socket));
  const client = open();
  throws(() => client.send(data, 0, 1, socket.path), { code: numberOf("EAGAIN"), syscall: "send" });
  let error;
  client.send(data, 0, 1, socket.path, (problem) => { error = problem; });
  deepEqual([error.message, error.errno], [`send ${numberOf("EAGAIN")}`, numberOf("EAGAIN")]);
});

test("an error while receiving is emitted, and receiving goes on", async () => {
  if (process.platform !== "linux") return;
  const [one, other] = [server(), server()];
  one.connect(other.path);
  other.connect(one.path);
  other.send(data);
  one.connect(server().path); // Linux tells the other that it has lost its peer, and what it had sent
  const [error] = await event(other, "error");
  const code = numberOf("ECONNRESET");
  deepEqual([error.message, error.code, error.errno, error.syscall], [`recv ${code}`, code, code, "recv"]);
  one.connect(other.path);
  one.send(data);
  deepEqual((await event(other, "message"))[0], data);
});

test("a socket that always has messages leaves their turns to all others", async () => {
  const most = 64; // messages in a turn
  const socket = server();
  socket.connect(socket.path);
  let count = 0;
  socket.on("message", () => {
    count += 1;
    socket.send(data, () => {});
  });
  for (let i = 0; i < 4; i += 1) socket.send(data, () => {});
  await event(socket, "message");
  for (let i = 0; i < 100; i += 1) {
    const before = count;
    await turn();
    ok(count - before <= most, `${count - before} messages in a turn`);
  }
  notEqual(count, 0);
});

test("two sockets that answer each other leave their turns to all others", async () => {
  const one = server((_, { path }) => one.send(data, 0, 1, path, () => {}));
  const other = server((_, { path }) => other.send(data, 0, 1, path, () => {}));
  one.send(data, 0, 1, other.path);
  for (let i = 0; i < 100; i += 1) {
    await event(i % 2 === 0 ? other : one, "message");
    await turn();
  }
});

done();
