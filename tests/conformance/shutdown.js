"use strict";

// `shutdown([how])`, which the contract does not have: it ends sending ("write", when left out), receiving ("read") or
// both, and returns the socket.

const { Socket } = require("socket");
const { test, done, equal, throws } = require("./harness.js");
const { isLinux, open, needUnix, streamPair, waitReadable } = require("./sockets.js");

test("shutdown returns the socket and ends sending when nothing is said", () => {
  const [client, server] = streamPair();
  client.send("last");
  equal(client.shutdown(), client);
  equal(waitReadable(server).receive().toString(), "last");
  equal(waitReadable(server).receive().length, 0);
  throws(() => client.send("more"), { name: "SocketError", code: "EPIPE" });
});

test("after the end of sending the other direction goes on", () => {
  for (const family of [Socket.PF_INET, ...(isLinux ? [Socket.PF_UNIX] : [])]) {
    const [client, server] = streamPair(family);
    client.send("question");
    client.shutdown("write");
    equal(waitReadable(server).receive().toString(), "question");
    equal(waitReadable(server).receive().length, 0);
    equal(server.send("answer"), true);
    equal(waitReadable(client).receive().toString(), "answer");
  }
});

test("shutdown of receiving gives the end of the stream on this side", () => {
  needUnix();
  const [client, server] = streamPair(Socket.PF_UNIX);
  equal(client.shutdown("read"), client);
  equal(waitReadable(client).receive().length, 0);
  equal(client.send("still going"), true);
  equal(waitReadable(server).receive().toString(), "still going");
});

test("shutdown of both ends both", () => {
  const [client, server] = streamPair();
  equal(client.shutdown("both"), client);
  equal(waitReadable(server).receive().length, 0);
  equal(waitReadable(client).receive().length, 0);
  throws(() => client.send("x"), { code: "EPIPE" });
});

test("shutdown of a stream that is not connected throws ENOTCONN", () => {
  throws(() => open().shutdown(), { name: "SocketError", code: "ENOTCONN", syscall: "shutdown" });
});

done();
