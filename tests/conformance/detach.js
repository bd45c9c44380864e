"use strict";

// detach() is ours: it gives up ownership of the descriptor without closing it.

const { test, equal, ok, throws, done } = require("./harness.js");
const { streamPair } = require("./sockets.js");

test("detach returns the descriptor", () => {
  const [, server] = streamPair();
  const { fd } = server;
  ok(fd >= 0);
  equal(server.detach(), fd);
});

test("after detach the socket is closed for the script", () => {
  const [, server] = streamPair();
  server.detach();
  equal(server.fd, -1);
  throws(() => server.send("x"), { name: "SocketError", code: "EBADF" });
  throws(() => server.detach(), { name: "SocketError", code: "EBADF" });
  equal(server.close(), undefined);
});

test("detach does not close the connection", () => {
  const [client, server] = streamPair();
  server.detach();
  server.close();
  client.setBlocking(false);
  equal(client.receive(), false);
});

done();
