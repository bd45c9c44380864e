"use strict";

const { Socket } = require("socket");
const { test, done, equal, deepEqual, throws, temporaryPath } = require("./harness.js");
const {
  open, keep, needIPv6, needUnix, listener, streamPair, datagramSocket, datagramPair, waitReadable,
} = require("./sockets.js");

const notConnected = { name: "SocketError", code: "ENOTCONN", syscall: "getpeername" };

// "`getPeerName()`: `[address, port]`"

test("each end of a TCP stream has the other's address and port", () => {
  const [client, server] = streamPair();
  deepEqual(client.getPeerName(), server.getSockName());
  deepEqual(server.getPeerName(), client.getSockName());
  deepEqual(client.getPeerName().map((part) => typeof part), ["string", "number"]);
});

test("the peer of an IPv6 stream has an IPv6 address", () => {
  needIPv6();
  const [client, server] = streamPair(Socket.PF_INET6);
  equal(client.getPeerName()[0], "::1");
  deepEqual(server.getPeerName(), client.getSockName());
});

test("the result is a new array each time", () => {
  const [client, server] = streamPair();
  const name = client.getPeerName();
  name[0] = "changed";
  name.length = 1;
  deepEqual(client.getPeerName(), server.getSockName());
});

test("the peer's name stays while the end of its stream has not been followed by ours", () => {
  const [client, server] = streamPair();
  const name = client.getSockName();
  client.shutdown("write");
  equal(waitReadable(server).receive().length, 0);
  deepEqual(server.getPeerName(), name);
});

// "or `[path]` for PF_UNIX ("" for an unnamed peer)."

test("the peer of a Unix stream is its path, or an empty string where it has none", () => {
  needUnix();
  const server = listener(Socket.PF_UNIX);
  const client = open(Socket.PF_UNIX);
  client.connect(...server.getSockName());
  deepEqual(client.getPeerName(), server.getSockName());
  deepEqual(keep(server.accept()).getPeerName(), [""]);
});

test("the peer of an accepted Unix stream is the path that the client has bound", () => {
  needUnix();
  const server = listener(Socket.PF_UNIX);
  const path = temporaryPath("client");
  open(Socket.PF_UNIX).bind(path).connect(...server.getSockName());
  deepEqual(keep(server.accept()).getPeerName(), [path]);
});

// "For an unconnected datagram socket: the sender of the last datagram received."

test("a datagram socket has the sender of the last datagram received as its peer", () => {
  const receiver = datagramSocket();
  const senders = [datagramSocket(), datagramSocket(), datagramSocket()];
  for (const sender of [...senders, senders[0]]) {
    sender.send("x", ...receiver.getSockName());
    waitReadable(receiver).receive();
    deepEqual(receiver.getPeerName(), sender.getSockName());
  }
});

test("the sender is that of the datagram received, not of the one that waits", () => {
  const receiver = datagramSocket();
  const [first, second] = [datagramSocket(), datagramSocket()];
  first.send("1", ...receiver.getSockName());
  second.send("2", ...receiver.getSockName());
  equal(waitReadable(receiver).receive().toString(), "1");
  deepEqual(receiver.getPeerName(), first.getSockName());
  equal(waitReadable(receiver).receive().toString(), "2");
  deepEqual(receiver.getPeerName(), second.getSockName());
});

test("the sender of an empty datagram and of one that was cut is known", () => {
  const receiver = datagramSocket();
  for (const [data, num] of [["", 10], ["abcdef", 2], ["abc", 0], ["abc", 2 ** 31]]) {
    const sender = datagramSocket();
    sender.send(data, ...receiver.getSockName());
    waitReadable(receiver).receive(num);
    deepEqual(receiver.getPeerName(), sender.getSockName(), `${data} ${num}`);
  }
});

test("a receive that finds nothing leaves the last sender", () => {
  const receiver = datagramSocket().setBlocking(false);
  const sender = datagramSocket();
  sender.send("x", ...receiver.getSockName());
  waitReadable(receiver).receive();
  equal(receiver.receive(), false);
  deepEqual(receiver.getPeerName(), sender.getSockName());
});

test("the sender's name answers a datagram", () => {
  const server = datagramSocket();
  const client = datagramSocket();
  client.send("question", ...server.getSockName());
  waitReadable(server).receive();
  equal(server.send("answer", ...server.getPeerName()), true);
  equal(waitReadable(client).receive().toString(), "answer");
  deepEqual(client.getPeerName(), server.getSockName());
});

test("the sender of an IPv6 datagram is known", () => {
  needIPv6();
  const receiver = datagramSocket(Socket.PF_INET6);
  const sender = datagramSocket(Socket.PF_INET6);
  sender.send("x", ...receiver.getSockName());
  waitReadable(receiver).receive();
  deepEqual(receiver.getPeerName(), sender.getSockName());
});

test("the sender of a Unix datagram is its path, or an empty string where it has none", () => {
  needUnix(Socket.SOCK_DGRAM);
  const receiver = datagramSocket(Socket.PF_UNIX);
  const named = datagramSocket(Socket.PF_UNIX);
  named.send("x", ...receiver.getSockName());
  receiver.receive();
  deepEqual(receiver.getPeerName(), named.getSockName());
  open(Socket.PF_UNIX, Socket.SOCK_DGRAM).send("x", ...receiver.getSockName());
  receiver.receive();
  deepEqual(receiver.getPeerName(), [""]);
});

test("the sender's array belongs to the caller", () => {
  const receiver = datagramSocket();
  const sender = datagramSocket();
  sender.send("x", ...receiver.getSockName());
  waitReadable(receiver).receive();
  receiver.getPeerName().length = 0;
  deepEqual(receiver.getPeerName(), sender.getSockName());
});

test("a connected datagram socket has the address that it is connected to", () => {
  const [first, second] = datagramPair();
  deepEqual(first.getPeerName(), second.getSockName());
  second.send("x");
  waitReadable(first).receive();
  deepEqual(first.getPeerName(), second.getSockName());
});

test("connecting a datagram socket replaces the last sender", () => {
  const [receiver, stranger, peer] = [datagramSocket(), datagramSocket(), datagramSocket()];
  stranger.send("x", ...receiver.getSockName());
  waitReadable(receiver).receive();
  receiver.connect(...peer.getSockName());
  deepEqual(receiver.getPeerName(), peer.getSockName());
});

// "Not connected: ENOTCONN."

test("a stream that is not connected, and a listener, throw ENOTCONN", () => {
  throws(() => open().getPeerName(), notConnected);
  throws(() => listener().getPeerName(), notConnected);
  needUnix();
  throws(() => open(Socket.PF_UNIX).getPeerName(), notConnected);
});

test("a datagram socket that has received nothing throws ENOTCONN", () => {
  throws(() => datagramSocket().getPeerName(), notConnected);
  const socket = datagramSocket().setBlocking(false);
  equal(socket.receive(), false);
  throws(() => socket.getPeerName(), notConnected);
});

test("a datagram that waits but is not received has no sender yet", () => {
  const receiver = datagramSocket();
  datagramSocket().send("x", ...receiver.getSockName());
  throws(() => waitReadable(receiver).getPeerName(), notConnected);
});

// getSockName(): the socket's own end in the same form

test("getSockName gives the socket's own address and port, or path", () => {
  const [address, port] = listener().getSockName();
  deepEqual([address, typeof port, port > 0], ["127.0.0.1", "number", true]);
  needUnix();
  const path = temporaryPath("own");
  deepEqual(open(Socket.PF_UNIX).bind(path).getSockName(), [path]);
  deepEqual(open(Socket.PF_UNIX).getSockName(), [""]);
});

test("an accepted socket has the listener's address as its own", () => {
  const server = listener();
  open().connect(...server.getSockName());
  deepEqual(keep(server.accept()).getSockName(), server.getSockName());
});

done();
