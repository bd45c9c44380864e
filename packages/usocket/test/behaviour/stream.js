"use strict";

// A USocket as a Duplex.

const { Duplex, pipeline } = require("node:stream");
const { Socket } = require("teasocket");
const { UServer, USocket } = require("@teasocket/usocket");
const { test, cleanup, done, ok, equal, deepEqual, rejects, temporaryPath, throws } = require("./harness.js");
const { all, connection, keep, once, turn, until, withPeer } = require("./sockets.js");

const MEGABYTE = 1 << 20;

function listening(path, ...more) {
  const server = new UServer();
  cleanup(() => server.close());
  server.listen(path, ...more);
  return server;
}

test("it is a Duplex", () => {
  const socket = keep(new USocket());
  ok(socket instanceof Duplex);
  equal(socket.fd, undefined);
});

test("new USocket(path, callback) connects and calls back", async () => {
  const path = temporaryPath("socket");
  listening(path);
  let isConstructed = false;
  await new Promise((resolve, reject) => {
    const socket = keep(new USocket(path, () => (isConstructed && socket.fd > 2 ? resolve() : reject(new Error("too early")))));
    isConstructed = true;
  });
});

test("new USocket({ path }, callback), connect(path, callback) and connect({ path }, callback) do the same", async () => {
  const path = temporaryPath("socket");
  listening(path);
  await new Promise((resolve) => { keep(new USocket({ path }, resolve)); });
  await new Promise((resolve) => { keep(new USocket()).connect(path, resolve); });
  await new Promise((resolve) => { keep(new USocket({})).connect({ path }, resolve); });
});

test("a path may begin with a NUL, for a name that no file has", async () => {
  const path = `\0${temporaryPath("abstract")}`;
  const server = listening(path);
  const accepted = once(server, "connection");
  const socket = keep(new USocket(path));
  await once(socket, "connected");
  keep((await accepted)[0]).write("hello");
  equal(String((await once(socket, "data"))[0]), "hello");
});

test("a path may be a Buffer", async () => {
  const path = Buffer.from(temporaryPath("socket"));
  listening(path);
  await once(keep(new USocket(path)), "connected");
});

test("new USocket({ fd }, callback) takes a descriptor: fd is it at once, and there is no event", async () => {
  const [peer, other] = Socket.pair();
  cleanup(() => peer.close());
  const fd = other.detach();
  let called = 0;
  const socket = keep(new USocket({ fd }, () => { called += 1; }));
  socket.on("connected", () => { called += 10; });
  deepEqual([socket.fd, called], [fd, 0]);
  peer.send("x");
  equal(String((await once(socket, "data"))[0]), "x");
  equal(called, 1);
});

test("connect({ fd }) and a Socket in its place", async () => {
  const [one, other] = Socket.pair();
  const [a, b] = [keep(new USocket()), keep(new USocket({ fd: other }))];
  a.connect({ fd: one.detach() });
  a.write("x");
  equal(String((await once(b, "data"))[0]), "x");
});

test("connecting twice, or with what is no path, throws and names it", () => {
  const [, socket] = withPeer();
  throws(() => socket.connect("/tmp/x"), { code: "EISCONN" });
  const unused = keep(new USocket());
  throws(() => unused.connect(5), { name: "TypeError", code: "ERR_INVALID_ARG_TYPE", message: /path must be .* Received 5/ });
  throws(() => unused.connect({}), { code: "ERR_INVALID_ARG_TYPE" });
  throws(() => unused.connect("/tmp/x", "y"), { code: "ERR_INVALID_ARG_TYPE", message: /callback/ });
  throws(() => new USocket(5), { code: "ERR_INVALID_ARG_TYPE" });
  unused.destroy();
  throws(() => unused.connect("/tmp/x"), { code: "ERR_STREAM_DESTROYED" });
});

test("a descriptor that is none throws at once", () => {
  throws(() => new USocket({ fd: 987654 }), { code: "EBADF" });
  throws(() => new USocket({ fd: -1 }), { code: "ERR_OUT_OF_RANGE" });
  throws(() => new USocket({ fd: {} }), { code: "ERR_INVALID_ARG_TYPE" });
});

test("a failed connect gives error and then close, in a later turn", async () => {
  const socket = new USocket(temporaryPath("nobody"));
  const events = [];
  socket.on("close", () => events.push("close"));
  const [error] = await new Promise((resolve) => { socket.on("error", (...args) => { events.push("error"); resolve(args); }); });
  deepEqual([error.code, error.syscall], ["ENOENT", "connect"]);
  await turn();
  deepEqual(events, ["error", "close"]);
  equal(socket.fd, undefined);
});

test("a path that is too long is an error that says so", async () => {
  const [error] = await new Promise((resolve) => { new USocket(`/tmp/${"x".repeat(200)}`).on("error", (...args) => resolve(args)); });
  equal(error.code, "ERR_OUT_OF_RANGE");
});

test("bytes go both ways, text as UTF-8 or in the encoding that is told", async () => {
  const [client, peer] = await connection();
  equal(client.write("höllo "), true);
  client.write("776f", "hex");
  client.write(Buffer.from("rl"));
  client.write(new Uint8Array([100]));
  client.end();
  equal(String(await all(peer)), "höllo world");
  peer.end("back");
  equal(String(await all(client)), "back");
});

test("what is written before it is connected, or corked, goes in its order", async () => {
  const path = temporaryPath("socket");
  const server = listening(path);
  const socket = keep(new USocket(path));
  socket.write("one ");
  socket.cork();
  socket.write("two ");
  socket.write("three");
  socket.uncork();
  socket.end();
  const [peer] = await once(server, "connection");
  equal(String(await all(keep(peer))), "one two three");
});

test("write's own callback is called, and without a connection with an error", async () => {
  const [client] = await connection();
  await new Promise((resolve, reject) => { client.write("x", (error) => (error ? reject(error) : resolve())); });
  await new Promise((resolve, reject) => { client.write("x", "utf8", (error) => (error ? reject(error) : resolve())); });
  const socket = new USocket();
  socket.on("error", () => {});
  const error = await new Promise((resolve) => { socket.write("x", resolve); });
  equal(error.code, "ENOTCONN");
});

test("end: the other side sees it, and may go on; close comes when both have ended", async () => {
  const [client, peer] = await connection();
  const closed = [once(client, "close"), once(peer, "close")];
  client.end("last words");
  equal(String(await all(peer)), "last words");
  equal(peer.destroyed, false);
  equal(peer.fd > 2, true);
  const rest = all(client);
  peer.end("and mine");
  equal(String(await rest), "and mine");
  await Promise.all(closed);
  deepEqual([client.fd, peer.fd], [-1, -1]);
});

test("with allowHalfOpen: false it ends when the other side does", async () => {
  const [peer, socket] = withPeer({ allowHalfOpen: false });
  peer.shutdown("write");
  socket.resume();
  await once(socket, "close");
  equal((await peer.receiveAsync()).length, 0);
});

test("close comes when both sides have ended, though nobody reads", async () => {
  const [client, peer] = await connection();
  const closed = once(client, "close");
  client.end("x");
  peer.end("unread");
  peer.resume();
  await closed;
  equal(client.fd, -1);
});

test("what was received before both sides ended can be read afterwards", async () => {
  const [peer, socket] = withPeer();
  socket.on("readable", () => {});
  socket.end();
  peer.send("late");
  peer.close();
  await until(() => socket.fd === -1);
  equal(String(socket.read()), "late");
  await once(socket, "close");
});

test("destroy closes at once, close follows, and nothing else", async () => {
  const [peer, socket] = withPeer();
  const events = [];
  for (const name of ["close", "data", "end", "error", "fds"]) socket.on(name, () => events.push(name));
  peer.send("unread");
  equal(socket.destroy(), socket);
  equal(socket.fd, -1);
  await turn();
  await turn();
  deepEqual(events, ["close"]);
  equal(socket.read(), null);
  equal(socket.read(null, null), null);
});

test("destroy ends a connect that is under way", async () => {
  const path = temporaryPath("socket");
  listening(path);
  const socket = new USocket(path);
  equal(socket.connecting, true);
  let connected = false;
  socket.on("connected", () => { connected = true; });
  const closed = once(socket, "close");
  socket.destroy();
  await closed;
  await turn();
  deepEqual([connected, socket.connecting], [false, false]);
});

test("a peer that has gone: writing gives EPIPE, error and then close", async () => {
  const [peer, socket] = withPeer();
  peer.close();
  const error = new Promise((resolve) => { socket.on("error", resolve); });
  const closed = once(socket, "close").catch(() => {});
  socket.write("x");
  equal((await error).code, "EPIPE");
  await closed;
  equal(socket.fd, -1);
});

test("backpressure: write returns false when the other side does not read, drain comes when it does, and nothing is lost", async () => {
  const [client, peer] = await connection();
  const chunk = Buffer.alloc(MEGABYTE, 7);
  let sent = 0;
  let drained = 0;
  client.on("drain", () => { drained += 1; });
  while (client.write(chunk)) sent += 1;
  sent += 1;
  ok(client.writableLength > 0);
  await turn();
  equal(drained, 0);
  let received = 0;
  peer.on("data", (data) => { received += data.length; });
  await once(client, "drain");
  await until(() => received === sent * MEGABYTE);
});

test("backpressure: what nobody reads is left to the system, which stops the sender", async () => {
  const [peer, socket] = withPeer();
  peer.setBlocking(false);
  socket.read(0);
  const chunk = Buffer.alloc(65536, 1);
  let sent = 0;
  // Until it takes nothing more, whatever the receiver does meanwhile.
  for (let refused = 0; refused < 100; await turn()) {
    const count = peer.send(chunk);
    refused = count === false ? refused + 1 : 0;
    sent += count === true ? chunk.length : Number(count);
  }
  ok(socket.readableLength <= socket.readableHighWaterMark + 65536, `${socket.readableLength} bytes wait`);
  ok(sent > socket.readableLength);
  let received = 0;
  socket.on("data", (data) => { received += data.length; });
  await until(() => received === sent);
});

test("a paused stream gives nothing, and what has come when it is resumed", async () => {
  const [peer, socket] = withPeer();
  const parts = [];
  socket.on("data", (data) => parts.push(String(data)));
  socket.pause();
  peer.send("x");
  for (let i = 0; i < 10; i += 1) await turn();
  equal(parts.length, 0);
  socket.resume();
  await until(() => parts.length > 0);
  deepEqual(parts, ["x"]);
});

test("pipeline and for await work on it", async () => {
  const [client, peer] = await connection();
  pipeline(peer, peer, () => {});
  client.end("echo");
  const parts = [];
  for await (const part of client) parts.push(part);
  equal(String(Buffer.concat(parts)), "echo");
});

test("setEncoding gives text", async () => {
  const [peer, socket] = withPeer();
  socket.setEncoding("utf8");
  peer.send("tä");
  equal((await once(socket, "data"))[0], "tä");
});

test("what a listener throws is an uncaught exception, and the socket goes on", async () => {
  const [peer, socket] = withPeer();
  const caught = new Promise((resolve) => { process.once("uncaughtException", resolve); });
  socket.once("data", () => { throw new Error("from a listener"); });
  peer.send("x");
  equal((await caught).message, "from a listener");
  peer.send("y");
  equal(String((await once(socket, "data"))[0]), "y");
});

test("unref lets the process end, and ref takes it back", () => {
  const [, socket] = withPeer();
  socket.resume();
  equal(socket.unref(), socket);
  equal(socket.ref(), socket);
  equal(keep(new USocket()).unref().ref() instanceof USocket, true);
});

test("what cannot be written throws and says what can", () => {
  const [, socket] = withPeer();
  for (const wrong of [undefined, null, 5, {}, { data: 5 }, { fds: 5 }, { data: "x", callback: 5 }, new ArrayBuffer(3)]) {
    throws(() => socket.write(wrong), { name: "TypeError", code: "ERR_INVALID_ARG_TYPE", message: /^chunk.* must be / });
  }
  equal(socket.destroyed, false);
});

test("writing after the end is refused as by every stream", async () => {
  const [, socket] = withPeer();
  socket.on("error", () => {});
  socket.end();
  const error = await new Promise((resolve) => { socket.write({ data: "x", callback() {} }, resolve); });
  equal(error.code, "ERR_STREAM_WRITE_AFTER_END");
});

test("rejections reach whoever awaits an event", () => rejects(() => once(new USocket(temporaryPath("nobody")), "connected"), { code: "ENOENT" }));

done();
