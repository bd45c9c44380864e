"use strict";

const { Socket, SocketError } = require("socket");
const { test, skip, done, ok, equal, deepEqual, throws } = require("./harness.js");
const {
  isLinux, methodNames, refuses, open, keep, listener, streamPair, datagramSocket, waitReadable, expectNoLeak, successorOf,
} = require("./sockets.js");

/** Calls of every method that are right on an open socket, also those that an open socket answers by itself. */
const calls = {
  accept: [[]],
  bind: [["127.0.0.1"], ["127.0.0.1", 0]],
  connect: [["127.0.0.1", 9]],
  getOption: [[Socket.SO_ERROR], [Socket.SO_KEEPALIVE, 4], [Socket.SO_KEEPALIVE, 0]],
  getPeerName: [[]],
  getSockName: [[]],
  listen: [[], [5]],
  receive: [[], [10], [0]],
  receiveInto: [[Buffer.alloc(4)], [new ArrayBuffer(8), 2, 3], [new Uint8Array(0)]],
  receiveMany: [[1, 10], [5, 0, []]],
  receiveFrom: [[], [10]],
  peek: [[], [10], [100000]],
  available: [[]],
  duplicate: [[]],
  sendMany: [[["text"]], [["text", ["text", "127.0.0.1", 9]]], [[]]],
  send: [["text"], [""], [new Uint8Array(3)], ["text", "127.0.0.1", 9]],
  setBlocking: [[true], [false]],
  setOption: [[Socket.SO_KEEPALIVE, true], [Socket.TCP_NODELAY, 1], [Socket.SO_KEEPALIVE, Buffer.alloc(4)]],
  shutdown: [[], ["both"]],
  detach: [[]],
  sendFile: [["/etc/hosts"], ["/etc/hosts", 1, 2]],
  sendMessage: [[{ data: "text" }], [{ data: "text", address: "127.0.0.1", port: 9 }]],
  receiveMessage: [[], [{ size: 10 }], [{ into: new Uint8Array(4) }]],
  addMembership: [["239.1.2.3"]],
  dropMembership: [["239.1.2.3"]],
  addSourceSpecificMembership: [["127.0.0.1", "239.1.2.3"]],
  dropSourceSpecificMembership: [["127.0.0.1", "239.1.2.3"]],
  readable: [[], [{ timeout: 0 }]],
  writable: [[], [{ timeout: 0 }]],
  ref: [[]],
  unref: [[]],
  toWeb: [[]],
};

// Those that return promises take the arguments of those that they are named after.
for (const name of methodNames()) {
  const values = calls[name.replace(/Async$/, "")];
  if (name.endsWith("Async")) calls[name] = [...values, [...values[0], { timeout: 0 }]];
}

const throwingMethods = methodNames().filter((name) => name !== "close");

async function expectClosed(socket) {
  for (const name of throwingMethods) {
    for (const values of calls[name] ?? [[]]) {
      const error = await refuses(name, () => socket[name](...values), { name: "SocketError", code: "EBADF" });
      ok(error instanceof SocketError && error.errno < 0 && error.syscall.length > 0, `${name}: ${error.message}`);
    }
  }
}

// "`close()`: returns undefined." "`close()` again does nothing."

test("close returns undefined, the first time and again", () => {
  const socket = open();
  equal(socket.close(), undefined);
  equal(socket.close(), undefined);
  equal(socket.close(), undefined);
});

test("close ends the connection: the peer receives the end of the stream", () => {
  const [client, server] = streamPair();
  client.close();
  equal(waitReadable(server).receive(10).length, 0);
});

test("close gives the port back at once", () => {
  const socket = datagramSocket();
  const [address, port] = socket.getSockName();
  throws(() => open(Socket.PF_INET, Socket.SOCK_DGRAM).bind(address, port), { code: "EADDRINUSE" });
  socket.close();
  deepEqual(open(Socket.PF_INET, Socket.SOCK_DGRAM).bind(address, port).getSockName(), [address, port]);
});

test("close of a listener refuses those who come later", () => {
  const server = listener();
  const name = server.getSockName();
  server.close();
  throws(() => open().connect(...name), { code: "ECONNREFUSED" });
});

test("an accepted socket outlives its listener", () => {
  const server = listener();
  const client = open();
  client.connect(...server.getSockName());
  const accepted = keep(server.accept());
  server.close();
  client.send("still here");
  equal(accepted.receive().toString(), "still here");
});

// "(+) After `close()`, every method but `close()` throws EBADF"

test("every method has calls in this file", () => {
  deepEqual(Object.keys(calls).sort(), [...throwingMethods].sort());
});

test("every method throws EBADF after close on a stream socket, or rejects with it", async () => {
  const socket = open();
  socket.close();
  await expectClosed(socket);
});

test("every method throws EBADF after close on a datagram socket, or rejects with it", async () => {
  const socket = datagramSocket().setBlocking(false);
  socket.close();
  await expectClosed(socket);
});

test("every method throws EBADF after close on a connected socket, or rejects with it", async () => {
  const [client] = streamPair();
  client.close();
  await expectClosed(client);
});

test("EBADF has its errno and reads like the other errors", () => {
  const socket = open();
  socket.close();
  const error = throws(() => socket.listen(), { syscall: "listen", message: /^listen EBADF: \S/ });
  equal(error.errno, isLinux ? -9 : error.errno);
});

// "and never touches a descriptor that the system has meanwhile given to someone else."

test("close again does not close the socket that has got the descriptor since", () => {
  const first = open();
  const number = first.fd;
  first.close();
  const second = successorOf(number);
  first.close();
  equal(second.getSockName()[0], "127.0.0.1");
  equal(second.fd, number);
});

test("methods of a closed socket do not reach the socket that has got the descriptor since", async () => {
  const first = datagramSocket();
  const number = first.fd;
  first.close();
  const second = successorOf(number);
  const name = second.getSockName();
  datagramSocket().send("for the second", ...name);
  waitReadable(second);
  await expectClosed(first);
  deepEqual(second.getSockName(), name);
  throws(() => second.getPeerName(), { code: "ENOTCONN" });
  equal(second.getOption(Socket.SO_KEEPALIVE), 0);
  equal(second.receive().toString(), "for the second");
});

test("select does not take a closed socket for the one that has got its descriptor since", () => {
  const first = open();
  const number = first.fd;
  first.close();
  const second = successorOf(number);
  throws(() => Socket.select(null, [first], null, 0), { name: "SocketError", code: "EBADF" });
  equal(Socket.select(null, [second], null, 0), 1);
});

// "A socket also closes through `Symbol.dispose` (`using sock = …`)."

test("Symbol.dispose closes, and does nothing when closed already", () => {
  if (typeof Symbol.dispose !== "symbol") {
    skip("the engine has no Symbol.dispose");
  }
  const socket = open();
  equal(typeof Socket.prototype[Symbol.dispose], "function");
  equal(socket[Symbol.dispose](), undefined);
  equal(socket.fd, -1);
  equal(socket[Symbol.dispose](), undefined);
  throws(() => Socket.prototype[Symbol.dispose].call({}), { name: "TypeError" });
});

test("a using declaration closes at the end of its block, also when the block throws", () => {
  let body;
  try {
    body = new Function("open", "seen", "{ using sock = open(); seen.push(sock, sock.fd); throw new Error('out'); }");
  } catch (error) {
    skip(`the engine has no using declarations: ${error.message}`);
  }
  const seen = [];
  throws(() => body(open, seen), { message: "out" });
  ok(seen[1] >= 0);
  equal(seen[0].fd, -1);
});

// "Nothing leaks", as far as it can be seen without a garbage collector.

test("calls that fail leave no descriptor behind", () => {
  const server = listener().setBlocking(false);
  const socket = open();
  expectNoLeak(() => {
    equal(server.accept(), false);
    throws(() => socket.accept());
    throws(() => socket.bind("203.0.113.1"));
    throws(() => socket.send("x"));
    throws(() => Socket.getAddrInfo("no-such-host.invalid"), { code: "ENOTFOUND" });
    throws(() => Socket.select([socket, {}], null, null, 0), { name: "TypeError" });
  });
});

test("close gives the descriptor back, of accepted sockets too", () => {
  const server = listener();
  expectNoLeak(() => {
    const client = open();
    client.connect(...server.getSockName());
    const accepted = keep(server.accept());
    accepted.close();
    client.close();
  });
});

done();
