"use strict";

// UServer.

const EventEmitter = require("node:events");
const fs = require("node:fs");
const { Socket } = require("teasocket");
const { UServer, USocket } = require("@teasocket/usocket");
const { test, cleanup, done, ok, equal, deepEqual, temporaryPath, throws } = require("./harness.js");
const { keep, once, turn, until } = require("./sockets.js");

function server() {
  const server = new UServer();
  cleanup(() => server.close());
  return server;
}

const client = (path) => keep(new USocket(path));

test("listen(path, callback), listen(path, backlog, callback), listen({ path, backlog }, callback)", async () => {
  for (const more of [[], [5]]) {
    await new Promise((resolve) => { server().listen(temporaryPath("socket"), ...more, resolve); });
  }
  await new Promise((resolve) => { server().listen({ path: temporaryPath("socket"), backlog: 3 }, resolve); });
});

test("it is an EventEmitter, and tells that it listens in a later turn", async () => {
  const one = server();
  ok(one instanceof EventEmitter);
  deepEqual([one.fd, one.listening, one.paused], [undefined, false, false]);
  one.listen(temporaryPath("socket"));
  equal(one.listening, false);
  await once(one, "listening");
  deepEqual([one.fd > 2, one.listening], [true, true]);
});

test("each connection is a USocket", async () => {
  const [one, path] = [server(), temporaryPath("socket")];
  one.listen(path);
  const got = [];
  one.on("connection", (socket) => got.push(keep(socket)));
  const clients = [client(path), client(path), client(path)];
  await until(() => got.length === 3);
  ok(got.every((socket) => socket instanceof USocket && socket.fd > 2));
  clients.forEach((socket, i) => socket.end(`${i}`));
  const texts = await Promise.all(got.map(async (socket) => String((await once(socket, "data"))[0])));
  deepEqual(texts.sort(), ["0", "1", "2"]);
});

test("a connection that nobody takes is closed", async () => {
  const [one, path] = [server(), temporaryPath("socket")];
  one.listen(path);
  await once(client(path).resume(), "end");
});

test("pause and resume, before listening and after it", async () => {
  const [one, path] = [server(), temporaryPath("socket")];
  let count = 0;
  one.on("connection", (socket) => { keep(socket); count += 1; });
  one.pause();
  one.listen(path);
  await once(one, "listening");
  await once(client(path), "connected");
  for (let i = 0; i < 20; i += 1) await turn();
  deepEqual([count, one.paused], [0, true]);
  one.resume();
  await until(() => count === 1);
  one.pause();
  await once(client(path), "connected");
  for (let i = 0; i < 20; i += 1) await turn();
  equal(count, 1);
  one.resume();
  await until(() => count === 2);
});

test("no connection comes while it is paused, whenever that was; and none is lost", async () => {
  const [one, path] = [server(), temporaryPath("socket")];
  one.listen({ path, backlog: 100 });
  let count = 0;
  one.on("connection", (socket) => {
    equal(one.paused, false);
    keep(socket);
    count += 1;
    one.pause();
    setImmediate(() => one.resume());
  });
  for (let i = 0; i < 50; i += 1) client(path);
  await until(() => count === 50);
});

test("close ends it: no event follows, connections stay, new ones are refused, and it may listen again", async () => {
  const [one, path] = [server(), temporaryPath("socket")];
  one.listen(path);
  const accepted = once(one, "connection");
  const first = client(path);
  const [peer] = await accepted;
  one.close();
  one.close();
  deepEqual([one.fd, one.listening], [undefined, false]);
  const error = await new Promise((resolve) => { client(path).on("error", resolve); });
  equal(error.code, "ECONNREFUSED");
  keep(peer).write("still here");
  equal(String((await once(first, "data"))[0]), "still here");
  one.listen(path);
  await once(one, "listening");
});

test("close before it has told that it listens: it never does", async () => {
  const one = server();
  one.on("listening", () => { throw new Error("it is closed"); });
  one.listen(temporaryPath("socket"));
  one.close();
  await turn();
});

test("a socket that another server has left at the path is removed, and nothing else; closing removes nothing", async () => {
  const path = temporaryPath("socket");
  const left = new Socket(Socket.PF_UNIX, Socket.SOCK_STREAM).bind(path);
  left.close();
  const one = server();
  one.listen(path);
  await once(one, "listening");
  one.close();
  equal(fs.existsSync(path), true);

  const file = temporaryPath("file");
  fs.writeFileSync(file, "precious");
  const other = server();
  const failed = new Promise((resolve) => { other.on("error", resolve); });
  other.listen(file);
  const error = await failed;
  deepEqual([error.code, error.syscall, other.listening, other.fd], ["EADDRINUSE", "bind", false, undefined]);
  equal(fs.readFileSync(file, "utf8"), "precious");
});

test("a path that cannot be is an error in a later turn", async () => {
  const errors = [];
  for (const path of [`${temporaryPath("nowhere")}/socket`, `/tmp/${"x".repeat(200)}`]) {
    const one = server();
    one.on("error", ({ code }) => errors.push(code));
    one.listen(path);
    equal(one.listening, false);
    await turn();
  }
  deepEqual(errors, ["ENOENT", "ERR_OUT_OF_RANGE"]);
});

test("what is wrong throws and is named", () => {
  const one = server();
  for (const path of [undefined, null, 5, {}, { path: 5 }]) {
    throws(() => one.listen(path), { name: "TypeError", code: "ERR_INVALID_ARG_TYPE", message: /^path must be / });
  }
  throws(() => one.listen("/tmp/x", "5"), { code: "ERR_INVALID_ARG_TYPE", message: /^backlog must be / });
  throws(() => one.listen({ path: "/tmp/x", backlog: -1 }), { code: "ERR_INVALID_ARG_TYPE", message: /^backlog must be / });
  throws(() => one.listen("/tmp/x", 5, 5), { code: "ERR_INVALID_ARG_TYPE", message: /^callback must be / });
  one.listen(temporaryPath("socket"));
  throws(() => one.listen(temporaryPath("socket")), { code: "ERR_SERVER_ALREADY_LISTEN" });
});

test("unref and ref return it, listening or not", async () => {
  const one = server();
  equal(one.unref(), one);
  one.listen(temporaryPath("socket"));
  equal(one.ref(), one);
});

done();
