"use strict";

// Descriptors that nobody takes are closed, and none stays open whatever happens.

const { Socket } = require("teasocket");
const { UServer, USocket } = require("@teasocket/usocket");
const { test, cleanup, done, ok, equal, deepEqual, temporaryPath } = require("./harness.js");
const { closeSocket, connection, keep, once, reading, turn, until, watched, withPeer } = require("./sockets.js");

/** Sends one that is watched; the case has none of it any more. */
function send(peer, data = "x") {
  const one = watched();
  peer.sendMessage({ data, descriptors: [one.fd] });
  one.close();
  return one;
}

test("destroy closes those that nobody has read", async () => {
  const [peer, socket] = withPeer();
  const one = send(peer);
  equal(String((await once(socket, "data"))[0]), "x");
  ok(one.isOpen());
  socket.destroy();
  await one.closed();
});

test("destroy closes those that are still with the system, or on their way", async () => {
  for (const turns of [0, 1, 2]) {
    const [peer, socket] = withPeer();
    socket.resume();
    const one = send(peer);
    for (let i = 0; i < turns; i += 1) await Promise.resolve();
    socket.destroy();
    await one.closed();
  }
});

test("an error closes them", async () => {
  const [peer, socket] = withPeer();
  const one = send(peer);
  await once(socket, "data");
  socket.on("error", () => {});
  socket.destroy(new Error("of the program"));
  await one.closed();
});

test("the end of both sides closes them", async () => {
  const [peer, socket] = withPeer();
  const one = send(peer);
  socket.resume().end();
  peer.close();
  await one.closed();
});

test("the end of both sides closes them, though nobody reads", async () => {
  const [peer, socket] = withPeer();
  const one = send(peer);
  peer.close();
  socket.end();
  await one.closed();
  equal(socket.destroyed, true);
});

test("one side's end leaves them to be read", async () => {
  const [peer, socket] = withPeer();
  const one = send(peer);
  peer.shutdown("write");
  socket.resume();
  await once(socket, "end");
  const { fds } = socket.read(0, null);
  ok(one.isOpen());
  fds.forEach(closeSocket);
  await one.closed();
});

test("those that are read, or told by 'fds', are the program's", async () => {
  const [peer, socket] = withPeer();
  const [first, second] = [send(peer), watched()];
  const { fds } = await reading(socket, 1, 1);
  const told = [];
  socket.on("fds", (list) => told.push(...list));
  peer.sendMessage({ data: "y", descriptors: [second.fd] });
  second.close();
  await until(() => told.length > 0);
  socket.destroy();
  await turn();
  ok(first.isOpen() && second.isOpen());
  [...fds, ...told].forEach(closeSocket);
  await Promise.all([first.closed(), second.closed()]);
});

test("those that are given back are closed with it, or at once when it is closed", async () => {
  const [peer, socket] = withPeer();
  const [first, second] = [send(peer), send(peer)];
  const { fds } = await reading(socket, 2, 2);
  socket.unshift(null, fds.slice(0, 1));
  socket.destroy();
  await first.closed();
  socket.unshift(null, fds.slice(1));
  await second.closed();
});

test("a program that takes none is sent any number of them, and they are closed", async () => {
  const [peer, socket] = withPeer();
  const all = [];
  let received = 0;
  socket.on("data", (data) => { received += data.length; });
  for (let i = 0; i < 30; i += 1) {
    const one = watched();
    all.push(one);
    peer.sendMessage({ data: "x", descriptors: new Array(100).fill(one.fd) });
    one.close();
    await until(() => received === i + 1);
  }
  await all[0].closed(); // while the socket is open
  equal(all[29].isOpen(), true);
  socket.destroy();
  await Promise.all(all.slice(1).map((one) => one.closed()));
});

test("a program that takes them is not sent more than it takes", async () => {
  const [peer, socket] = withPeer();
  const one = watched();
  peer.setBlocking(false);
  peer.sendMessage({ data: "x", descriptors: [one.fd] });
  const { fds: [first] } = await reading(socket, 1, 1);
  closeSocket(first);
  let received = 0;
  socket.on("data", (data) => { received += data.length; });
  let sent = 0;
  for (let refused = 0; refused < 100; await turn()) {
    const wasSent = sent < 50 && peer.sendMessage({ data: "x", descriptors: new Array(100).fill(one.fd) });
    refused = wasSent ? 0 : refused + 1;
    sent += wasSent ? 1 : 0;
  }
  one.close();
  ok(received < sent, `${received} of ${sent}`);
  while (received < sent) {
    for (const fd of socket.read(0, null)?.fds ?? []) closeSocket(fd);
    await turn();
  }
  socket.destroy();
  await one.closed();
});

test("what was to be sent and was not: the callback is called with an error, and nothing is held any more", async () => {
  const [peer, socket] = withPeer();
  while (socket.write(Buffer.alloc(1 << 20))) { /* until it is full */ }
  const [first, second] = [watched(), watched()];
  const told = [];
  const callback = (given, error) => told.push([given.data, error.code]);
  socket.write({ data: "1", fds: [first.fd], callback });
  socket.write({ data: "2", fds: [second.fd], callback });
  first.close();
  second.close();
  ok(first.isOpen() && second.isOpen());
  socket.destroy();
  await Promise.all([first.closed(), second.closed()]);
  await until(() => told.length === 2);
  deepEqual(told.map(([data]) => data), ["1", "2"]);
  peer.close();
});

test("the same where it is destroyed before it is connected, or never connects", async () => {
  const path = temporaryPath("socket");
  const server = new UServer();
  cleanup(() => server.close());
  server.listen(path);
  const [first, second, third] = [watched(), watched(), watched()];
  const told = [];
  const callback = (_, error) => told.push(error.code);
  const early = new USocket(path);
  early.write({ data: "x", fds: [first.fd], callback });
  early.write({ fds: [first.fd], callback });
  first.close();
  early.destroy();
  const refused = new USocket(temporaryPath("nobody"));
  refused.on("error", () => {});
  refused.write({ data: "x", fds: [second.fd], callback });
  second.close();
  const unconnected = new USocket();
  unconnected.on("error", () => {});
  unconnected.write({ data: "x", fds: [third.fd], callback });
  third.close();
  await Promise.all([first.closed(), second.closed(), third.closed()]);
  await until(() => told.length === 4);
  deepEqual(told.sort(), ["ENOENT", "ENOTCONN", "ERR_STREAM_DESTROYED", "ERR_STREAM_DESTROYED"]);
});

test("a thousand connections leave nothing open", async () => {
  const path = temporaryPath("socket");
  const server = new UServer();
  cleanup(() => server.close());
  server.on("connection", (peer) => peer.on("error", () => {}).on("fds", (fds) => {
    fds.forEach(closeSocket);
    peer.destroy();
  }).resume());
  server.listen({ path, backlog: 100 });
  await once(server, "listening");
  const numbers = [];
  for (let i = 0; i < 1000; i += 1) {
    const one = watched();
    const socket = keep(new USocket(path));
    socket.write({ data: "x", fds: [one.fd] });
    one.close();
    await new Promise((resolve) => { socket.on("error", () => {}).on("close", resolve).on("end", () => socket.end()).resume(); });
    await one.closed();
    const probe = new Socket(Socket.PF_UNIX, Socket.SOCK_STREAM);
    numbers.push(probe.fd);
    probe.close();
  }
  // Each turn has watched() leave one open until the end of the case.
  const [first, last] = [numbers[10], numbers[999]];
  ok(last - first <= 989 + 20, `${first} became ${last}`);
});

test("a server that is closed between accept and its event closes what it has accepted", async () => {
  const [client] = await connection();
  ok(client.fd > 2);
  const path = temporaryPath("socket");
  const server = new UServer();
  server.listen(path);
  await once(server, "listening");
  const sockets = Array.from({ length: 5 }, () => keep(new USocket(path).on("error", () => {})));
  server.on("connection", (peer) => { keep(peer); server.close(); });
  await Promise.all(sockets.slice(1).map((socket) => new Promise((resolve) => {
    socket.on("close", resolve).on("end", () => socket.end()).resume();
  })));
});

done();
