// What takes a process of its own to see: what keeps it alive, what ends it, what goes on after an error, and a network that is slow.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { everyHost, installedAlone, runProgram, threads } from "../../npm/test/dropins.mjs";
import { unprivileged } from "./privilege.mjs";

const directory = await installedAlone("raw-socket");

// Timers that keep nothing alive come only if something else does. A host may need a while to end, but not so long.
const BEGIN = `
  const { createSocket, SocketLevel, SocketOption } = require("@teasocket/raw-socket");
  const { setTimeout } = require("node:timers");
  const soon = (callback) => setTimeout(callback, 10).unref();
  const muchLater = (callback) => setTimeout(callback, 60000).unref();
  const protocol = 143 + (process.pid % 110); // one that is nobody's
  const open = () => createSocket({ protocol });
  const send = (socket, text, ...callbacks) => socket.send(Buffer.from(text), 0, text.length, "127.0.0.1", ...callbacks);
  const textOf = (message) => String(message.subarray(20));
`;

// A network of its own, whose loopback passes on but 64 KiB in a second: what is sent waits in the sender's queue.
const SLOW = "ip link set lo up && tc qdisc add dev lo root tbf rate 512kbit burst 2000 latency 10s";
const slowly = (host) => ({ ...host, command: ["unshare", "--net", "sh", "-c", `${SLOW} && exec "$@"`, "sh", ...host.command] });
const withoutSlowness = spawnSync(slowly({ command: ["true"] }).command[0], slowly({ command: ["true"] }).command.slice(1)).status === 0
  ? false : "a slow network needs root, ip and tc of iproute2, and the system's sch_tbf";

for (const host of everyHost) {
  for (const thread of threads) {
    const checkIn = (place, skip) => (name, code, expected) => {
      test(`${host.name}, ${thread}: ${name}`, { skip: host.skip || unprivileged || skip }, async (t) => {
        const { status, stdout, stderr } = await runProgram(t, place, directory, BEGIN + code, thread);
        assert.deepEqual({ status, stdout }, { status: 0, stdout: expected }, stderr);
      });
    };
    const check = checkIn(host, false);
    const checkSlowly = checkIn(slowly(host), withoutSlowness);

    check("a socket keeps the process alive until it is closed", `
      const socket = open();
      soon(() => {
        console.log("alive");
        socket.close();
        muchLater(() => console.log("still alive"));
      });
    `, "alive\n");

    check("with both paused the process ends", `
      open().pauseRecv();
      open().pauseSend().pauseRecv();
      const socket = open();
      soon(() => {
        console.log("alive");
        socket.pauseRecv();
        muchLater(() => console.log("still alive"));
      });
    `, "alive\n");

    check("what was received, and was sent, before both are paused, changes nothing about that", `
      const socket = open();
      socket.on("message", (message) => {
        if (textOf(message) !== "text") return;
        console.log("text");
        socket.pauseRecv().pauseSend();
        muchLater(() => console.log("still alive"));
      });
      send(socket, "text", (error) => console.log(error));
    `, "null\ntext\n");

    check("what is queued is sent before it ends, and then sending is paused by itself", `
      const socket = open().pauseRecv();
      for (const name of ["a", "b", "c"]) send(socket, name, () => console.log(name));
      muchLater(() => console.log("still alive"));
    `, "a\nb\nc\n");

    check("what is queued while sending is paused does not keep it alive", `
      const socket = open().pauseRecv();
      send(socket, "text", () => console.log("sent"));
      socket.pauseSend();
      process.on("exit", () => console.log("ended"));
    `, "ended\n");

    check("resumeRecv keeps it alive again", `
      const socket = open().pauseRecv().pauseSend().resumeRecv();
      soon(() => {
        console.log("alive");
        socket.close();
      });
    `, "alive\n");

    check("what a listener throws is an uncaught exception, and the next message comes", `
      const socket = open();
      socket.on("message", (message) => {
        if (textOf(message) === "first") throw new Error("on purpose");
        if (textOf(message) !== "second") return;
        console.log("second");
        socket.close();
      });
      process.on("uncaughtException", ({ message }) => console.log(message));
      process.on("unhandledRejection", () => console.log("rejected"));
      for (const text of ["first", "second"]) send(socket, text, () => {});
    `, "on purpose\nsecond\n");

    check("what a callback throws is one, too, and the next datagram is sent", `
      const socket = open().pauseRecv();
      process.on("uncaughtException", ({ message }) => console.log(message));
      send(socket, "first", (error) => { throw new Error(error === null ? "sent" : "called again"); });
      send(socket, "second", () => console.log("second"));
    `, "sent\nsecond\n");

    check("so is what it throws when the socket is closed, and all others are told", `
      const socket = open();
      process.on("uncaughtException", ({ message }) => console.log(message));
      send(socket, "first", () => { throw new Error("on purpose"); });
      send(socket, "second", () => console.log("second"));
      socket.on("close", () => console.log("close"));
      socket.close();
    `, "second\nclose\non purpose\n");

    checkSlowly("one is sent each time that there is room, in order, while others are received", `
      const most = 20;
      const socket = open();
      socket.setOption(SocketLevel.SOL_SOCKET, SocketOption.SO_SNDBUF, 1); // the least that the system has
      const received = [];
      let sent = 0;
      let begun = 0;
      let mostUnderWay = 0;
      for (let i = 0; i < most; i += 1) {
        socket.send(Buffer.alloc(1000, i), 0, 1000, "127.0.0.1", () => { begun += 1; }, (error) => {
          if (error) console.log(error);
          sent += 1;
          mostUnderWay = Math.max(mostUnderWay, sent - received.length);
        });
      }
      socket.on("message", (message) => {
        received.push(message[20]);
        if (received.length < most) return;
        console.log(received.join(), begun, sent, mostUnderWay < most / 2);
        socket.close();
      });
    `, `${Array.from({ length: 20 }, (_, i) => i).join()} 20 20 true\n`);

    checkSlowly("waiting for room keeps the process alive, until it is paused", `
      const socket = open().pauseRecv();
      socket.setOption(SocketLevel.SOL_SOCKET, SocketOption.SO_SNDBUF, 1);
      for (let i = 0; i < 100; i += 1) {
        send(socket, "x".repeat(1000), () => {
          if (i === 10) socket.pauseSend();
          if (i > 10) console.log("sent");
        });
      }
      process.on("exit", () => console.log("ended"));
      muchLater(() => console.log("still alive"));
    `, "ended\n");

    checkSlowly("closing while it waits for room calls back what is queued", `
      const socket = open().pauseRecv();
      socket.setOption(SocketLevel.SOL_SOCKET, SocketOption.SO_SNDBUF, 1);
      const results = new Set();
      for (let i = 0; i < 100; i += 1) send(socket, "x".repeat(1000), (error) => results.add(error === null ? "sent" : error.message));
      soon(() => {
        socket.close();
        console.log([...results].join());
        muchLater(() => console.log("still alive"));
      });
    `, "sent,The socket is closed\n");
  }

  const throwing = (name, command, expected) => test(`${host.name}: ${name}`, { skip: host.skip || unprivileged }, async (t) => {
    const { status, stdout, stderr } = await runProgram(t, { ...host, command: [...command, ...host.command] }, directory, `${BEGIN}
      const sockets = [];
      try {
        while (sockets.length < 200) sockets.push(open());
      } catch ({ message, code, errno, syscall }) {
        for (const socket of sockets) socket.close();
        console.log(JSON.stringify({ message, code, errno, syscall }));
      }
    `);
    assert.deepEqual([status, JSON.parse(stdout || "null")], [0, expected], stderr);
  });
  throwing("a failed socket(2) throws", ["sh", "-c", 'ulimit -n 96; exec "$@"', "sh"],
    { message: "Too many open files", code: "EMFILE", errno: -24, syscall: "socket" });
  throwing("so does one without the privilege", ["setpriv", "--bounding-set=-net_raw", "--inh-caps=-net_raw", "--"],
    { message: "Operation not permitted", code: "EPERM", errno: -1, syscall: "socket" });
}
