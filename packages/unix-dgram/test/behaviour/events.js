"use strict";

const { createSocket } = require("@teasocket/unix-dgram");
const { test, cleanup, done, equal, temporaryPath } = require("./harness.js");

test("bind emits listening before it returns", () => {
  const socket = createSocket("unix_dgram");
  cleanup(() => socket.close());
  let count = 0;
  socket.on("listening", () => { count += 1; });
  socket.bind(temporaryPath("socket"));
  equal(count, 1);
});

done();
