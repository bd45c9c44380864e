"use strict";

const { Socket, SocketError } = require("socket");
const { test, skip, done, ok, equal, throws, temporaryPath } = require("./harness.js");
const {
  isLinux, isWindows, methodNames, refuses, open, keep, needIPv6, needUnix, needLinux, listener, streamPair, datagramSocket,
  refusingAddress, waitReadable,
} = require("./sockets.js");

// "`false` means one thing: the operation would block a non-blocking socket."

test("accept that would block returns false", () => {
  equal(listener().setBlocking(false).accept(), false);
});

test("receive that would block returns false", () => {
  const [client] = streamPair();
  equal(client.setBlocking(false).receive(10), false);
  equal(datagramSocket().setBlocking(false).receive(10), false);
});

test("send that would block returns false", () => {
  const [client] = streamPair();
  client.setBlocking(false);
  const data = new Uint8Array(1 << 20);
  let result = true;
  for (let i = 0; i < 1000 && result !== false; i += 1) {
    result = client.send(data);
  }
  equal(result, false);
});

test("connect that would block returns false", () => {
  needLinux("elsewhere a connection to the loopback may be made at once");
  equal(open().setBlocking(false).connect(...listener().getSockName()), false);
});

// "Every other failure throws."

test("receive on a stream that is not connected throws ENOTCONN, blocking or not", () => {
  throws(() => open().receive(10), { name: "SocketError", code: "ENOTCONN", syscall: /^recv/ });
  throws(() => open().setBlocking(false).receive(10), { name: "SocketError", code: "ENOTCONN", syscall: /^recv/ });
});

test("a blocking socket whose SO_RCVTIMEO ran out throws, for false is said of non-blocking sockets only", () => {
  needLinux("struct timeval has other sizes elsewhere");
  const socket = datagramSocket().setOption(20, Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]));
  throws(() => socket.receive(10), { name: "SocketError", code: "ETIMEDOUT", syscall: /^recv/ });
});

test("a connected datagram socket learns with ECONNREFUSED that its peer is gone", () => {
  needLinux("elsewhere the error may come later or never");
  const peer = datagramSocket();
  const socket = open(Socket.PF_INET, Socket.SOCK_DGRAM);
  socket.connect(...peer.getSockName());
  peer.close();
  socket.send("anyone?");
  throws(() => waitReadable(socket).receive(10), { name: "SocketError", code: "ECONNREFUSED", syscall: /^recv/ });
});

// "(+) A failed system call throws a SocketError (an Error) that carries what Node's system errors carry: code
// ('ECONNREFUSED'), errno (negative), syscall ('connect'), and address/port where there is one; its message reads like
// `connect ECONNREFUSED 127.0.0.1:81`, followed by the system's own text."

test("a refused connect throws a SocketError with code, errno, syscall, address and port", () => {
  const [address, port] = refusingAddress();
  const error = throws(() => open().connect(address, port), {
    name: "SocketError", code: "ECONNREFUSED", syscall: "connect", address: "127.0.0.1", port,
  });
  ok(Number.isInteger(error.errno) && error.errno < 0, `errno is negative: ${error.errno}`);
  equal(error.errno, isLinux ? -111 : error.errno);
});

test("a SocketError is an Error, its name is SocketError and its stack leads to the call", () => {
  const error = throws(function acceptInVain() { open().accept(); });
  ok(error instanceof SocketError);
  ok(error instanceof Error);
  ok(SocketError.prototype instanceof Error);
  equal(error.name, "SocketError");
  ok(error.stack.includes("acceptInVain"), error.stack);
  equal(Object.prototype.toString.call(error), "[object Error]");
});

test("the message holds syscall, code, address and port, and then the system's own text", () => {
  const [address, port] = refusingAddress();
  const error = throws(() => open().connect(address, port));
  const start = `connect ECONNREFUSED 127.0.0.1:${port}: `;
  ok(error.message.startsWith(start), error.message);
  ok(error.message.length > start.length + 3, error.message);
});

test("an IPv6 address stands in the message as Node prints it", () => {
  needIPv6();
  const [address, port] = refusingAddress("::1");
  const error = throws(() => open(Socket.PF_INET6).connect(address, port), { address: "::1", port });
  ok(error.message.startsWith(`connect ECONNREFUSED ::1:${port}: `), error.message);
});

test("the error of a Unix socket carries its path and no port", () => {
  needUnix();
  const path = temporaryPath("nobody");
  const error = throws(() => open(Socket.PF_UNIX).connect(path), {
    code: "ENOENT", syscall: "connect", address: path, port: undefined,
  });
  ok(error.message.startsWith(`connect ENOENT ${path}: `), error.message);
});

test("bind and send report the address that they were given", () => {
  const [address, port] = refusingAddress();
  throws(() => open().bind(address, port), { name: "SocketError", code: "EADDRINUSE", syscall: "bind", address, port });
  throws(() => datagramSocket().send(new Uint8Array(70000), address, port), {
    name: "SocketError", code: "EMSGSIZE", syscall: /^send/, address, port,
  });
});

test("the error of a call without an address has neither address nor port", () => {
  const error = throws(() => open().accept(), { code: "EINVAL", syscall: /^accept/ });
  ok(/^accept4? EINVAL: \S/.test(error.message), error.message);
  equal(error.address, undefined);
  equal(error.port, undefined);
  equal(error.hostname, undefined);
});

test("each call is named by its own syscall", () => {
  throws(() => new Socket(Socket.PF_INET, Socket.SOCK_STREAM, 250), { name: "SocketError", syscall: "socket" });
  throws(() => open().bind("203.0.113.1"), { name: "SocketError", syscall: "bind" });
  throws(() => datagramSocket().listen(), { name: "SocketError", syscall: "listen" });
  throws(() => open().getPeerName(), { name: "SocketError", syscall: "getpeername" });
  throws(() => open().getOption(9999), { name: "SocketError", syscall: "getsockopt" });
  throws(() => open().setOption(9999, 1), { name: "SocketError", syscall: "setsockopt" });
  throws(() => open().shutdown(), { name: "SocketError", syscall: "shutdown" });
});

// "A name that does not resolve: code 'ENOTFOUND', syscall 'getaddrinfo', hostname."

test("a name that does not resolve gives ENOTFOUND, getaddrinfo and the hostname", () => {
  const error = throws(() => Socket.getAddrInfo("no-such-host.invalid"), {
    name: "SocketError", code: "ENOTFOUND", syscall: "getaddrinfo", hostname: "no-such-host.invalid",
    message: /^getaddrinfo ENOTFOUND no-such-host\.invalid/,
  });
  ok(error instanceof SocketError);
  ok(error.errno < 0, `errno is negative: ${error.errno}`);
});

test("an address of the other family is not found either", () => {
  throws(() => Socket.getAddrInfo("::1", Socket.PF_INET), {
    name: "SocketError", code: "ENOTFOUND", syscall: "getaddrinfo", hostname: "::1",
  });
});

// "A method on a wrong `this`, or `Socket()` without `new`: TypeError."

test("every method on a wrong this throws a TypeError, or rejects with one", async () => {
  const methods = methodNames();
  ok(methods.length >= 12, `methods on the prototype: ${methods}`);
  for (const name of methods) {
    for (const wrong of [undefined, null, {}, 5, "text", Socket, Socket.prototype, Object.create(Socket.prototype)]) {
      await refuses(name, () => Socket.prototype[name].call(wrong, "127.0.0.1", 1), { name: "TypeError" });
      await refuses(name, () => Socket.prototype[name].call(wrong), { name: "TypeError" });
    }
  }
});

test("a method called as a bare function throws a TypeError", () => {
  const { close, getPeerName } = open();
  throws(() => close(), { name: "TypeError" });
  throws(() => getPeerName(), { name: "TypeError" });
});

test("Socket() without new throws a TypeError", () => {
  throws(() => Socket(Socket.PF_INET, Socket.SOCK_STREAM), { name: "TypeError" });
  throws(() => Socket.call({}, Socket.PF_INET, Socket.SOCK_STREAM), { name: "TypeError" });
});

// "(+) SIGPIPE never ends the process: sending to a closed peer throws EPIPE."

test("sending to a closed Unix peer throws EPIPE and the process lives on", () => {
  needUnix();
  const [client, server] = streamPair(Socket.PF_UNIX);
  server.close();
  throws(() => client.send("lost"), { name: "SocketError", code: "EPIPE", syscall: /^send/ });
  throws(() => client.send("lost"), { name: "SocketError", code: "EPIPE", syscall: /^send/ });
});

test("sending to a closed TCP peer throws EPIPE once the peer has answered with a reset", () => {
  const [client, server] = streamPair();
  server.close();
  equal(waitReadable(client).receive(10).length, 0);
  throws(() => {
    for (let i = 0; i < 100000; i += 1) {
      client.send("lost");
    }
  }, { name: "SocketError", code: "EPIPE", syscall: /^send/ });
});

test("sending after the own end of sending throws EPIPE", () => {
  const [client] = streamPair();
  client.shutdown("write");
  throws(() => client.send("late"), { name: "SocketError", code: "EPIPE", syscall: /^send/ });
});

test("a peer that closes with data unread resets the connection, which receive throws as ECONNRESET", () => {
  if (isWindows) {
    skip("Windows reports ECONNABORTED or ECONNRESET");
  }
  const [client, server] = streamPair();
  client.send("unread");
  waitReadable(server).close();
  throws(() => waitReadable(client).receive(10), { name: "SocketError", code: "ECONNRESET", syscall: /^recv/ });
});

test("an error leaves a socket that can be used again", () => {
  const socket = open();
  throws(() => socket.connect(...refusingAddress()), { code: "ECONNREFUSED" });
  const server = listener();
  const again = isLinux ? socket : open();
  equal(again.connect(...server.getSockName()), true);
  keep(server.accept());
});

done();
