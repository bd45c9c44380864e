"use strict";

// Descriptors beside the bytes.

const fs = require("node:fs");
const { Socket } = require("teasocket");
const { USocket } = require("@teasocket/usocket");
const { test, cleanup, done, ok, equal, deepEqual, temporaryPath, throws } = require("./harness.js");
const { closeSocket, connection, file, fileOf, keep, once, reading, turn, until, watched, withPeer } = require("./sockets.js");

/** A Socket to be passed, which is known by its name. */
function named(name) {
  const socket = new Socket(Socket.PF_UNIX, Socket.SOCK_DGRAM).bind(`\0${name}`);
  cleanup(() => socket.close());
  return socket;
}

/** The names of Sockets that came as numbers, which are closed. */
function namesOf(fds) {
  return fds.map((fd) => {
    const socket = Socket.fromDescriptor(fd);
    const [name] = socket.getSockName();
    socket.close();
    return name.slice(1);
  });
}

const chance = Math.random().toString(36).slice(2);
const unique = (name) => `${chance}-${name}`;

test("write({ data, fds, callback }) and read(length, count)", async () => {
  const [client, peer] = await connection();
  const { fd, path } = file("content");
  const given = { data: Buffer.from("message"), fds: [fd], callback: undefined };
  const told = new Promise((resolve) => { given.callback = (...args) => resolve(args); });
  equal(client.write(given), true);
  deepEqual((await told).map((arg) => arg === given), [true]);
  const { data, fds } = await reading(peer, 7, 1);
  deepEqual([String(data), fds.length, fds[0] === fd], ["message", 1, false]);
  fs.closeSync(fd);
  equal(fileOf(fds[0]), path);
});

test("data may be a string, a Uint8Array, or left out where bytes follow", async () => {
  const [client, peer] = await connection();
  const socket = named(unique("forms"));
  client.write({ data: "text", fds: [socket.fd] });
  client.write({ data: new Uint8Array([33]), fds: null });
  client.write({ fds: [socket.fd] });
  client.write("!");
  const { data, fds } = await reading(peer, 6, 2);
  equal(String(data), "text!!");
  deepEqual(namesOf(fds), [unique("forms"), unique("forms")]);
});

test("write([fd]) sends it with the next bytes, and holds it until then", async () => {
  const [client, peer] = await connection();
  const one = watched();
  let told = 0;
  client.write([one.fd]);
  client.write({ fds: [one.fd], callback: () => { told += 1; } });
  one.close();
  await turn();
  equal(told, 0);
  client.write("x");
  equal(told, 1);
  const { fds } = await reading(peer, 1, 2);
  ok(one.isOpen());
  fds.forEach(closeSocket);
  await one.closed();
});

test("end({ data, fds }) sends them, too", async () => {
  const [client, peer] = await connection();
  const socket = named(unique("end"));
  client.end({ data: "last", fds: [socket.fd] });
  const { data, fds } = await reading(peer, null, 1);
  deepEqual([String(data), namesOf(fds)], ["last", [unique("end")]]);
  await once(peer.resume(), "end");
});

test("end with descriptors and no bytes after them is an error that says so", async () => {
  const [client] = await connection();
  const one = watched();
  const told = new Promise((resolve) => { client.write({ fds: [one.fd], callback: (_, error) => resolve(error) }); });
  const error = new Promise((resolve) => { client.on("error", resolve); });
  client.end();
  equal((await error).code, "ERR_USOCKET_NO_BYTES");
  equal((await told).code, "ERR_USOCKET_NO_BYTES");
  one.close();
  await one.closed();
});

test("writeWithFds(bytes, fds, callback) is what D-Bus libraries call", async () => {
  const [client, peer] = await connection();
  const socket = named(unique("seam"));
  await new Promise((resolve) => { equal(client.writeWithFds(Buffer.from("bytes"), [socket.fd], resolve), true); });
  const { data, fds } = await reading(peer, 5, null);
  deepEqual([String(data), namesOf(fds)], ["bytes", [unique("seam")]]);
});

test("'fds' comes no later than the bytes that they came with", async () => {
  const [client, peer] = await connection();
  const events = [];
  peer.on("fds", (fds) => events.push(namesOf(fds).join()));
  peer.on("data", (data) => events.push(String(data)));
  client.write({ data: "1", fds: [named(unique("a")).fd, named(unique("b")).fd] });
  await until(() => events.length === 2);
  client.write("2");
  client.write({ data: "3", fds: [named(unique("c")).fd] });
  await until(() => events.join("").endsWith("3"));
  ok(events.indexOf(`${unique("a")},${unique("b")}`) === 0);
  const before = events.slice(0, events.indexOf(unique("c"))).join("");
  ok(before.endsWith("1") || before.endsWith("2"), before);
});

test("in any schedule of writes each message's descriptors are there with its last byte, in order", async () => {
  const [client, peer] = await connection();
  const told = [];
  let received = 0;
  const lacking = [];
  const messages = Array.from({ length: 200 }, (_, i) => ({ length: 1 + (i * 7919) % 5000, count: (i * 31) % 4 }));
  const files = [file("a"), file("b"), file("c")];
  const ends = [];
  let total = 0;
  const expected = [];
  for (const [i, { length, count }] of messages.entries()) {
    total += length;
    const fds = Array.from({ length: count }, (_, k) => files[(i + k) % 3].fd);
    expected.push(...Array.from({ length: count }, (_, k) => files[(i + k) % 3].path));
    ends.push([total, expected.length]);
    client.write({ data: Buffer.alloc(length, i), fds });
  }
  peer.on("fds", (fds) => told.push(...fds));
  peer.on("data", (data) => {
    received += data.length;
    for (const [end, count] of ends) if (received >= end && told.length < count) lacking.push(end);
  });
  await until(() => received === total);
  deepEqual(lacking, []);
  deepEqual(told.map(fileOf), expected); // they stay open: not every host closes what it has not opened
});

test("whoever listens to 'fds' may read them all the same", async () => {
  const [client, peer] = await connection();
  const told = [];
  peer.on("fds", (fds) => told.push(...fds));
  client.write({ data: "x", fds: [named(unique("both")).fd] });
  const { fds } = await reading(peer, 1, 1);
  deepEqual(fds, told);
  deepEqual(namesOf(fds), [unique("both")]);
});

test("read(length, count) gives null until both are there, and takes nothing then", async () => {
  const [peer, socket] = withPeer();
  peer.sendMessage({ data: "abc", descriptors: [named(unique("wait")).fd] });
  await reading(socket, 0, 1).then(({ fds }) => socket.unshift(null, fds));
  deepEqual([socket.read(3, 2), socket.read(4, 1), socket.read(4, null)], [null, null, null]);
  const { data, fds } = socket.read(3, 1);
  deepEqual([String(data), namesOf(fds)], ["abc", [unique("wait")]]);
  deepEqual([socket.read(null, null), socket.read(0, 0)], [null, null]);
});

test("read(null, count) gives all bytes; count may be 0; read(0, null) gives descriptors alone", async () => {
  const [peer, socket] = withPeer();
  peer.sendMessage({ data: "abc", descriptors: [named(unique("one")).fd, named(unique("two")).fd] });
  const first = await reading(socket, null, 0);
  deepEqual([String(first.data), first.fds], ["abc", []]);
  const second = socket.read(0, 1);
  deepEqual([second.data, namesOf(second.fds)], [null, [unique("one")]]);
  deepEqual(namesOf(socket.read(0, null).fds), [unique("two")]);
});

test("in a 'data' listener read(0, null) gives those that came with it", async () => {
  const [peer, socket] = withPeer();
  const names = [];
  socket.on("data", (data) => names.push(String(data), ...namesOf(socket.read(0, null)?.fds ?? [])));
  peer.sendMessage({ data: "a", descriptors: [named(unique("a")).fd] });
  await until(() => names.length === 2);
  peer.sendMessage({ data: "b", descriptors: [] });
  await until(() => names.length === 3);
  deepEqual(names, ["a", unique("a"), "b"]);
});

test("a count that is none throws and is named", () => {
  const [, socket] = withPeer();
  for (const wrong of [-1, 1.5, NaN, "1", {}]) throws(() => socket.read(1, wrong), { code: "ERR_INVALID_ARG_TYPE", message: /^count must be / });
});

test("read(length, null) takes what came with those bytes, and leaves the next message its own", async () => {
  const [peer, socket] = withPeer();
  // As dbus-next reads: a header without descriptors, then the rest with all of them.
  peer.sendMessage({ data: "head-one", descriptors: [] });
  peer.sendMessage({ data: "head+two", descriptors: [named(unique("two")).fd] });
  peer.sendMessage({ data: "head+3..", descriptors: [named(unique("three")).fd] });
  await until(() => socket.read(0) === null && socket.readableLength === 24);
  const got = [];
  for (let i = 0; i < 3; i += 1) {
    equal(String(socket.read(4)).slice(0, 4), "head");
    got.push(namesOf(socket.read(4, null).fds).join());
  }
  deepEqual(got, ["", unique("two"), unique("three")]);
});

test("read(length, null) from the first byte of a message takes its descriptors, however much it reads", async () => {
  const [peer, socket] = withPeer();
  peer.sendMessage({ data: "header and body", descriptors: [named(unique("head")).fd] });
  deepEqual(namesOf((await reading(socket, 6, null)).fds), [unique("head")]);
  deepEqual(socket.read(9, null).fds, []);
});

test("unshift(buffer, fds) puts both back, in front", async () => {
  const [peer, socket] = withPeer();
  peer.sendMessage({ data: "abc", descriptors: [named(unique("x")).fd, named(unique("y")).fd, named(unique("z")).fd] });
  const { data, fds } = await reading(socket, 2, 2);
  socket.unshift(data, fds);
  equal(fds.length, 2);
  const again = socket.read(3, null);
  deepEqual([String(again.data), namesOf(again.fds)], ["abc", ["x", "y", "z"].map(unique)]);
});

test("unshift takes the stream's own forms, and no wrong fds", async () => {
  const [peer, socket] = withPeer();
  peer.send("c");
  await reading(socket, 1, 0);
  socket.unshift(Buffer.from("b"));
  socket.unshift("61", "hex");
  equal(String(socket.read(2)), "ab");
  throws(() => socket.unshift(null, 5), { code: "ERR_INVALID_ARG_TYPE", message: /^fds must be / });
});

test("descriptors that are given back alone make it readable", async () => {
  const [peer, socket] = withPeer();
  peer.sendMessage({ data: "x", descriptors: [named(unique("alone")).fd] });
  const { fds } = await reading(socket, 1, 1);
  const readable = once(socket, "readable");
  socket.unshift(null, fds);
  await readable;
  deepEqual(namesOf(socket.read(0, 1).fds), [unique("alone")]);
});

test("as many as the system takes at once, and one more", async () => {
  const [client, peer] = await connection();
  const { fd } = named(unique("many"));
  client.write({ data: "x", fds: new Array(253).fill(fd) });
  const { fds } = await reading(peer, 1, 253);
  fds.forEach(closeSocket);
  throws(() => client.write({ data: "x", fds: new Array(254).fill(fd) }), { name: "RangeError", code: "ERR_OUT_OF_RANGE", message: /253/ });
  client.write(new Array(200).fill(fd));
  throws(() => client.write({ data: "x", fds: new Array(54).fill(fd) }), { name: "RangeError" });
  equal(client.destroyed, false);
});

test("more of them than come at once are read together", async () => {
  const [client, peer] = await connection();
  const { fd } = named(unique("four"));
  for (let i = 0; i < 4; i += 1) client.write({ data: "x", fds: new Array(250).fill(fd) });
  const { data, fds } = await reading(peer, 4, 1000);
  deepEqual([data.length, fds.length], [4, 1000]);
  fds.forEach(closeSocket);
});

test("what is no descriptor throws and is named; one that is closed is an error, and nothing is sent without it", async () => {
  const [client, peer] = await connection();
  for (const wrong of [-1, 1.5, "1", null, 2 ** 31]) {
    throws(() => client.write({ data: "x", fds: [0, wrong] }), { name: "TypeError", code: "ERR_INVALID_ARG_TYPE", message: /^chunk\.fds\[1\] must be / });
    throws(() => client.write([wrong]), { code: "ERR_INVALID_ARG_TYPE", message: /^chunk\[0\] must be / });
  }
  throws(() => client.writeWithFds("x", 5), { code: "ERR_INVALID_ARG_TYPE", message: /^chunk\.fds must be / });
  const error = new Promise((resolve) => { client.on("error", resolve); });
  const told = new Promise((resolve) => { client.write({ data: "x", fds: [987654], callback: (_, failure) => resolve(failure) }); });
  equal((await error).code, "EBADF");
  equal((await told).code, "EBADF");
  equal(await new Promise((resolve) => { peer.on("data", resolve).on("end", () => resolve("end")); }), "end");
});

test("a descriptor may be closed when write has returned, though it is sent later", async () => {
  const [client, peer] = await connection();
  const sent = [];
  const fill = () => client.write(Buffer.alloc(1 << 20));
  while (fill()) sent.push(1);
  sent.push(1);
  const [first, second] = [named(unique("first")), named(unique("second"))];
  client.write({ data: "1", fds: [first.fd] });
  first.close();
  client.write({ data: "2", fds: [second.fd] });
  second.close();
  named(unique("successor")); // may have got the number
  let rest = sent.length * (1 << 20);
  while (rest > 0) rest -= (await reading(peer, null, 0)).data?.length ?? 0;
  while (rest > -2) rest -= (await reading(peer, null, 0)).data?.length ?? 0;
  deepEqual(namesOf((await reading(peer, 0, 2)).fds), [unique("first"), unique("second")]);
});

test("descriptors that are written before it is connected, or corked, go with their bytes", async () => {
  const path = temporaryPath("socket");
  const { UServer } = require("@teasocket/usocket");
  const server = new UServer();
  cleanup(() => server.close());
  server.listen(path);
  const socket = keep(new USocket(path));
  const [first, second] = [named(unique("early")), named(unique("corked"))];
  socket.write({ data: "1", fds: [first.fd] });
  first.close();
  socket.cork();
  socket.write({ data: "2", fds: [second.fd] });
  second.close();
  socket.uncork();
  const [peer] = await once(server, "connection");
  const { data, fds } = await reading(keep(peer), 2, 2);
  deepEqual([String(data), namesOf(fds)], ["12", [unique("early"), unique("corked")]]);
});

done();
