"use strict";

const { Socket } = require("socket");
const { test, done, ok, equal, notEqual, deepEqual, throws } = require("./harness.js");
const { isLinux, open, keep, needIPv6, needUnix, expectNoLeak, waitReadable } = require("./sockets.js");

// "`new Socket(family, type, [proto])`: proto 0 when left out."

test("a socket has the family, type and proto that it was made with", () => {
  const socket = open(Socket.PF_INET, Socket.SOCK_DGRAM, Socket.IPPROTO_UDP);
  equal(socket.family, Socket.PF_INET);
  equal(socket.type, Socket.SOCK_DGRAM);
  equal(socket.proto, Socket.IPPROTO_UDP);
  ok(socket instanceof Socket);
});

test("proto is 0 when left out", () => {
  equal(keep(new Socket(Socket.PF_INET, Socket.SOCK_STREAM)).proto, 0);
  equal(keep(new Socket(Socket.PF_INET, Socket.SOCK_STREAM, undefined)).proto, 0);
});

test("IPv6 sockets of both types open", () => {
  needIPv6();
  equal(open(Socket.PF_INET6, Socket.SOCK_STREAM, Socket.IPPROTO_TCP).family, Socket.PF_INET6);
  equal(open(Socket.PF_INET6, Socket.SOCK_DGRAM).type, Socket.SOCK_DGRAM);
});

test("Unix sockets of both types open", () => {
  needUnix(Socket.SOCK_DGRAM);
  equal(open(Socket.PF_UNIX, Socket.SOCK_STREAM).family, Socket.PF_UNIX);
  equal(open(Socket.PF_UNIX, Socket.SOCK_DGRAM).type, Socket.SOCK_DGRAM);
});

test("the instance is extensible, as old scripts put their own properties on it", () => {
  const socket = open();
  socket.name = "mine";
  equal(socket.name, "mine");
});

test("a subclass of Socket is a Socket", () => {
  class Server extends Socket {
    constructor() {
      super(Socket.PF_INET, Socket.SOCK_STREAM);
    }
  }
  const server = keep(new Server());
  ok(server instanceof Server && server instanceof Socket);
  equal(server.bind("127.0.0.1").listen(), server);
});

// "The instance has read-only `family`, `type`, `proto` (+) and `fd`: the descriptor, -1 once closed."

test("family, type, proto and fd cannot be assigned", () => {
  const socket = open(Socket.PF_INET, Socket.SOCK_DGRAM, Socket.IPPROTO_UDP);
  for (const name of ["family", "type", "proto", "fd"]) {
    const value = socket[name];
    throws(() => { socket[name] = 99; }, { name: "TypeError" });
    equal(Reflect.set(socket, name, 99), false, name);
    equal(socket[name], value, name);
  }
});

test("fd is the descriptor: an integer of its own for each open socket", () => {
  const [first, second] = [open(), open()];
  ok(Number.isInteger(first.fd) && first.fd >= 0, `fd is ${first.fd}`);
  ok(Number.isInteger(second.fd) && second.fd >= 0, `fd is ${second.fd}`);
  notEqual(first.fd, second.fd);
});

test("fd is -1 once the socket is closed, while family, type and proto stay", () => {
  const socket = open(Socket.PF_INET, Socket.SOCK_DGRAM, Socket.IPPROTO_UDP);
  socket.close();
  deepEqual([socket.fd, socket.family, socket.type, socket.proto],
    [-1, Socket.PF_INET, Socket.SOCK_DGRAM, Socket.IPPROTO_UDP]);
});

test("family, type, proto and fd of a wrong object are undefined or a TypeError, never a number", () => {
  for (const name of ["family", "type", "proto", "fd"]) {
    let value;
    try {
      value = Object.create(Socket.prototype)[name];
    } catch (error) {
      equal(error instanceof TypeError, true, name);
    }
    equal(value, undefined, name);
  }
});

// What socket(2) refuses is thrown.

test("a family that does not exist throws EAFNOSUPPORT", () => {
  throws(() => new Socket(9999, Socket.SOCK_STREAM), { name: "SocketError", code: "EAFNOSUPPORT", syscall: "socket" });
});

test("a type that does not exist throws a SocketError of socket", () => {
  throws(() => new Socket(Socket.PF_INET, 9), {
    name: "SocketError", code: isLinux ? "ESOCKTNOSUPPORT" : /^E/, syscall: "socket",
  });
});

test("a proto that does not go with the type throws a SocketError of socket", () => {
  throws(() => new Socket(Socket.PF_INET, Socket.SOCK_STREAM, Socket.IPPROTO_UDP), {
    name: "SocketError", code: isLinux ? "EPROTONOSUPPORT" : /^EPROTO/, syscall: "socket",
  });
});

test("a constructor that throws leaves no descriptor behind", () => {
  expectNoLeak(() => {
    throws(() => new Socket(9999, Socket.SOCK_STREAM));
    throws(() => new Socket(Socket.PF_INET, Socket.SOCK_STREAM, Socket.IPPROTO_UDP));
    throws(() => new Socket(Socket.PF_INET, "stream"));
  });
});

// "SOCK_RAW without the privilege throws EPERM or EACCES."

/** An ICMP echo request with the given identifier and sequence number 1. */
function echoRequest(identifier) {
  const packet = Buffer.from([8, 0, 0, 0, identifier >> 8, identifier & 255, 0, 1]);
  const sum = 0x0800 + identifier + 1;
  const checksum = ~((sum & 0xffff) + (sum >> 16)) & 0xffff;
  packet[2] = checksum >> 8;
  packet[3] = checksum & 255;
  return packet;
}

test("a raw socket receives packets with the privilege, and throws EPERM or EACCES without it", () => {
  let socket;
  try {
    socket = open(Socket.PF_INET, Socket.SOCK_RAW, Socket.getProtoByName("icmp"));
  } catch (error) {
    ok(/^(EPERM|EACCES)$/.test(error.code), error.message);
    equal(error.name, "SocketError");
    equal(error.syscall, "socket");
    return;
  }
  equal(socket.type, Socket.SOCK_RAW);
  equal(socket.proto, 1);
  equal(socket.send(echoRequest(0x1234), "127.0.0.1"), true);
  const packet = waitReadable(socket).receive();
  equal(packet[0] >> 4, 4, "the packet begins with an IPv4 header");
  equal(packet[9], 1, "whose protocol is ICMP");
  deepEqual(socket.getPeerName(), ["127.0.0.1", 0]);
});

done();
