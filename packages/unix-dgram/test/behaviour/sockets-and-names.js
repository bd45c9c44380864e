"use strict";

// The module, a socket's properties, and what it binds and connects to.

const dgram = require("node:dgram");
const { EventEmitter } = require("node:events");
const { existsSync } = require("node:fs");
const unix = require("@teasocket/unix-dgram");
const { abstractName, createSocket, event, numberOf, open, server, turn } = require("./sockets.js");
const { test, cleanup, done, deepEqual, equal, ok, temporaryPath, throws } = require("./harness.js");

test("the module has createSocket and nothing else", () => {
  deepEqual(Object.keys(unix), ["createSocket"]);
});

test("udp4 and udp6 are sockets of node:dgram, with the listener", () => {
  for (const type of ["udp4", "udp6"]) {
    const listener = () => {};
    const socket = createSocket(type, listener);
    ok(socket instanceof dgram.Socket);
    deepEqual(socket.listeners("message"), [listener]);
    socket.close();
  }
});

test("another type is an error that names it", () => {
  throws(() => createSocket("unix_stream"), { message: "Unsupported socket type: unix_stream" });
  throws(() => createSocket(), { message: "Unsupported socket type: undefined" });
});

test("a socket is an EventEmitter with the kernel's descriptor, its type, and whether it is connected", () => {
  const socket = server();
  ok(socket instanceof EventEmitter);
  ok(Number.isInteger(socket.fd) && socket.fd >= 0);
  if (process.platform === "linux") ok(existsSync(`/proc/self/fd/${socket.fd}`));
  equal(socket.type, "unix_dgram");
  ok(!socket.connected);
  const client = open();
  client.connect(socket.path);
  equal(client.connected, true);
  client.close();
  equal(client.fd, -1);
});

test("the listener gets messages; what is no function is left out", () => {
  const listener = () => {};
  ok(open(listener).listeners("message").includes(listener));
  equal(open({}).listeners("message").length, 1);
});

test("bind has emitted listening when it returns", () => {
  const socket = open();
  equal(socket.bind(temporaryPath("socket")), undefined);
  deepEqual(socket.emitted, ["listening"]);
});

test("bind has emitted an error when it returns, and nothing that lies there is unlinked", () => {
  const { path } = server();
  const socket = open();
  let error;
  socket.on("error", (problem) => { error = problem; });
  socket.bind(path);
  const code = numberOf("EADDRINUSE");
  deepEqual([error.message, error.code, error.errno, error.syscall], [`bind ${code}`, code, code, "bind"]);
  ok(error instanceof Error);
  deepEqual(socket.emitted, []);
});

test("close leaves the path behind", () => {
  const socket = server();
  socket.close();
  ok(existsSync(socket.path));
  const other = open();
  throws(() => other.bind(socket.path), { code: numberOf("EADDRINUSE") });
});

test("connect has emitted connect when it returns", () => {
  const { path } = server();
  const socket = open();
  equal(socket.connect(path), undefined);
  deepEqual(socket.emitted, ["connect"]);
});

test("connect has emitted an error when it returns: no such path, and nobody behind it", () => {
  const dead = server();
  dead.close();
  for (const [path, name] of [[temporaryPath("none"), "ENOENT"], [dead.path, "ECONNREFUSED"]]) {
    const socket = open();
    const errors = [];
    socket.on("error", (error) => errors.push(error));
    socket.connect(path);
    const code = numberOf(name);
    deepEqual(errors.map(({ message, errno, syscall }) => [message, errno, syscall]), [[`connect ${code}`, code, "connect"]]);
    equal(errors[0].code, code);
    ok(!socket.connected);
  }
});

test("on Linux the numbers are those that dependents compare with", () => {
  if (process.platform !== "linux") return;
  deepEqual(["ECONNREFUSED", "ENOTCONN"].map(numberOf), [-111, -107]);
});

test("without a listener for errors, the call throws what it would emit", () => {
  throws(() => open().connect(temporaryPath("none")), { code: numberOf("ENOENT"), syscall: "connect" });
});

test("an error's cause says more than its number", () => {
  const path = temporaryPath("none");
  const { cause } = throws(() => open().connect(path));
  ok(cause.message.includes(path), cause.message);
});

test("a path that does not fit is an error, not cut", () => {
  const { path } = server();
  const long = path + "/".repeat(200);
  const code = numberOf("ENAMETOOLONG");
  throws(() => open().bind(long), { message: `bind ${code}`, code, errno: code, syscall: "bind" });
  throws(() => open().connect(long), { message: `connect ${code}`, code, syscall: "connect" });
  throws(() => open().send(Buffer.from("x"), 0, 1, long), { message: `send ${code}`, code, syscall: "send" });
});

test("an empty path is ENOENT", () => {
  const code = numberOf("ENOENT");
  for (const call of ["bind", "connect"]) throws(() => open()[call](""), { code, syscall: call });
  throws(() => open().send(Buffer.from("x"), 0, 1, ""), { code, syscall: "send" });
});

test("what is no path throws a TypeError", () => {
  for (const call of ["bind", "connect"]) {
    for (const path of [undefined, null, 5, {}]) throws(() => open()[call](path), { name: "TypeError", code: "ERR_INVALID_ARG_TYPE", message: /"path"/ });
    throws(() => open()[call]("/tmp/a\0b"), { name: "TypeError", code: "ERR_INVALID_ARG_VALUE", message: /"path"/ });
  }
});

test("a path may be bytes", async () => {
  const path = temporaryPath("bytes");
  const socket = open();
  socket.bind(Buffer.from(path));
  ok(existsSync(path));
  const client = open();
  client.connect(new Uint8Array(Buffer.from(path)));
  client.send(Buffer.from("x"));
  equal(String((await event(socket, "message"))[0]), "x");
});

test("abstract names differ, and belong to nobody once they are closed", async () => {
  const names = [abstractName(), abstractName()].map((name) => `\0${name}`);
  const servers = names.map((name) => server(undefined, name));
  const client = open();
  client.send(Buffer.from("x"), 0, 1, names[1]);
  await event(servers[1], "message");
  deepEqual(servers[0].emitted, ["listening"]);
  for (const socket of servers) socket.close();
  for (const name of names) throws(() => open().connect(name), { code: numberOf("ECONNREFUSED") });
});

test("a name that begins with @ is abstract, as systemd writes it", async () => {
  const name = abstractName();
  const socket = server(undefined, `@${name}`);
  equal(existsSync(`@${name}`), false);
  for (const path of [`@${name}`, `\0${name}`]) {
    const client = open();
    client.connect(path);
    client.send(Buffer.from(path));
    equal(String((await event(socket, "message"))[0]), path);
  }
});

test("ref and unref return the socket, and do nothing once it is closed", () => {
  const socket = open();
  equal(socket.unref(), socket);
  equal(socket.ref(), socket);
  socket.close();
  equal(socket.unref().ref(), socket);
});

test("close is over when it returns, emits nothing, and may be called again", async () => {
  const socket = server();
  const { fd } = socket;
  equal(socket.close(), undefined);
  equal(socket.fd, -1);
  const next = createSocket("unix_dgram"); // gets the descriptor that was closed
  cleanup(() => next.close());
  equal(next.fd, fd);
  socket.close();
  next.bind(temporaryPath("next"));
  await turn();
  deepEqual(socket.emitted, ["listening"]);
});

test("a closed socket's calls are EBADF, and reach no other", () => {
  const { path } = server();
  const connected = open();
  connected.connect(path);
  const unconnected = open();
  connected.close();
  unconnected.close();
  const next = open();
  const code = numberOf("EBADF");
  throws(() => unconnected.bind(temporaryPath("x")), { message: `bind ${code}`, code, syscall: "bind" });
  throws(() => unconnected.connect(path), { message: `connect ${code}`, code, syscall: "connect" });
  throws(() => unconnected.send(Buffer.from("x"), 0, 1, path), { message: `send ${code}`, code, syscall: "send" });
  throws(() => connected.send(Buffer.from("x")), { message: `send ${code}`, code, syscall: "send" });
  let error;
  connected.send(Buffer.from("x"), (problem) => { error = problem; });
  equal(error.code, code);
  next.bind(temporaryPath("next"));
});

test("what is not for Unix sockets throws", () => {
  for (const name of ["address", "setTTL", "setBroadcast", "setMulticastTTL", "setMulticastLoopback", "addMembership", "dropMembership"]) {
    throws(() => open()[name](1), { message: "not implemented" });
  }
});

test("on Windows a Unix socket throws, and UDP works", () => {
  const platform = Object.getOwnPropertyDescriptor(process, "platform");
  Object.defineProperty(process, "platform", { value: "win32", configurable: true });
  cleanup(() => Object.defineProperty(process, "platform", platform));
  throws(() => createSocket("unix_dgram"), { message: "Unix datagrams not available on this platform" });
  createSocket("udp4").close();
});

done();
