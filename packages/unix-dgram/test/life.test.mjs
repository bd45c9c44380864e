// What takes a process of its own to see: what keeps it alive, what ends it, and what goes on after an error.

import assert from "node:assert/strict";
import { test } from "node:test";
import { everyHost, installedAlone, runProgram, threads } from "../../npm/test/dropins.mjs";

const directory = await installedAlone("unix-dgram");

// Timers that keep nothing alive come only if something else does. A host may need a while to end, but not so long.
const BEGIN = `
  const PATH = process.env.TEASOCKET_TMP + "/socket";
  const { createSocket } = require("@teasocket/unix-dgram");
  const { setTimeout } = require("node:timers");
  const soon = (callback) => setTimeout(callback, 10).unref();
  const muchLater = (callback) => setTimeout(callback, 60000).unref();
`;

for (const host of everyHost) {
  for (const thread of threads) {
    const check = (name, code, expected) => test(`${host.name}, ${thread}: ${name}`, { skip: host.skip }, async (t) => {
      const { status, stdout, stderr } = await runProgram(t, host, directory, BEGIN + code, thread);
      assert.deepEqual({ status, stdout }, { status: 0, stdout: expected }, stderr);
    });

    check("a socket keeps the process alive until it is closed, before it is bound, too", `
      const socket = createSocket("unix_dgram");
      soon(() => {
        console.log("alive");
        socket.close();
        muchLater(() => console.log("still alive"));
      });
    `, "alive\n");

    check("a bound one as well, after a message, too", `
      const server = createSocket("unix_dgram", (message) => {
        console.log(String(message));
        soon(() => {
          console.log("alive");
          server.close();
          muchLater(() => console.log("still alive"));
        });
      });
      server.bind(PATH);
      server.send(Buffer.from("message"), 0, 7, PATH);
    `, "message\nalive\n");

    check("unref lets it end, and ref does not", `
      const socket = createSocket("unix_dgram").unref();
      createSocket("unix_dgram").unref().ref().unref();
      process.on("exit", () => console.log("ended"));
      muchLater(() => console.log("alive"));
    `, "ended\n");

    check("ref takes unref back", `
      const socket = createSocket("unix_dgram").unref().ref();
      soon(() => {
        console.log("alive");
        socket.close();
      });
    `, "alive\n");

    check("unref holds for a congested one, too", `
      const server = createSocket("unix_dgram").unref();
      const client = createSocket("unix_dgram");
      server.bind(PATH);
      client.connect(PATH);
      let isFull = false;
      while (!isFull) client.send(Buffer.from("x"), (error) => { isFull = error !== undefined; });
      client.unref();
      server.close();
      muchLater(() => console.log("still alive"));
      console.log("sent");
    `, "sent\n");

    check("what a listener throws is an uncaught exception, and the next message comes", `
      const server = createSocket("unix_dgram", (message) => {
        if (String(message) === "first") throw new Error("on purpose");
        console.log(String(message));
        server.close();
      });
      process.on("uncaughtException", ({ message }) => console.log(message));
      process.on("unhandledRejection", () => console.log("rejected"));
      server.bind(PATH);
      const client = createSocket("unix_dgram");
      for (const text of ["first", "second"]) client.send(Buffer.from(text), 0, text.length, PATH);
      client.close();
    `, "on purpose\nsecond\n");

    check("what a listener for writable throws is one, too", `
      process.on("uncaughtException", ({ message }) => {
        console.log(message);
        client.close();
        server.close();
      });
      const server = createSocket("unix_dgram");
      server.bind(PATH);
      const client = createSocket("unix_dgram");
      client.on("writable", () => { throw new Error("on purpose"); });
      client.connect(PATH);
      let isFull = false;
      while (!isFull) client.send(Buffer.from("x"), (error) => { isFull = error !== undefined; });
    `, "on purpose\n");
  }

  test(`${host.name}: a failed socket(2) throws`, { skip: host.skip }, async (t) => {
    const limited = { ...host, command: ["sh", "-c", 'ulimit -n 96; exec "$@"', "sh", ...host.command] };
    const { status, stdout, stderr } = await runProgram(t, limited, directory, `${BEGIN}
      const sockets = [];
      try {
        while (sockets.length < 200) sockets.push(createSocket("unix_dgram"));
      } catch ({ message, code, errno, syscall }) {
        for (const socket of sockets) socket.close();
        console.log(JSON.stringify({ message, code, errno, syscall }));
      }
    `);
    assert.deepEqual([status, JSON.parse(stdout || "null")], [0, { message: "socket -24", code: -24, errno: -24, syscall: "socket" }], stderr);
  });
}
