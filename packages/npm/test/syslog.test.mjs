// teasocket/syslog: what it writes, to receivers that look at the bytes. A real daemon is in tests/Tea.Tests.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { installed, runScript } from "./installation.mjs";
import { hosts, temporaryDirectory } from "./programs.mjs";

const directory = await installed();
const require = createRequire(join(directory, "index.js"));
const { Socket } = require("teasocket");
const { Syslog } = require("teasocket/syslog");

const REST = { appName: "app", procId: "p", hostname: "h" };
const TIMESTAMP = new Date(Date.UTC(2026, 0, 2, 3, 4, 5, 67));
const LIMIT = 120_000; // milliseconds; only ends a test that hangs

/** Who receives datagrams: at a path, or on the loopback. */
function receiver(t, path) {
  const socket = path ? new Socket(Socket.PF_UNIX, Socket.SOCK_DGRAM).bind(path) : new Socket(Socket.PF_INET, Socket.SOCK_DGRAM).bind("127.0.0.1");
  t.after(() => socket.close());
  return socket.setOption("SO_RCVTIMEO", LIMIT);
}

/** A daemon's side of TCP. */
function listener(t) {
  const socket = new Socket(Socket.PF_INET, Socket.SOCK_STREAM).setOption("SO_REUSEADDR", true).bind("127.0.0.1").listen();
  t.after(() => socket.close());
  return socket;
}

function open(t, options) {
  const log = new Syslog({ ...REST, ...options });
  t.after(() => log.close());
  return log;
}

const addressOf = (socket) => ({ address: "127.0.0.1", port: socket.getSockName()[1] });

/** What a connection has brought up to a text. */
function readTo(connection, text) {
  connection.setOption("SO_RCVTIMEO", LIMIT);
  let read = "";
  while (!read.includes(text)) {
    const part = connection.receive();
    assert.notEqual(part.length, 0, `ended after ${read}`);
    read += part;
  }
  return read;
}

test("a line of syslog(3) is written to a path", (t) => {
  const path = join(temporaryDirectory(t), "log");
  const socket = receiver(t, path);
  const log = open(t, { path, facility: "mail" });
  assert.equal(log.write("err", "žluť", { timestamp: new Date(2026, 0, 2, 3, 4, 5) }), 0);
  assert.equal(String(socket.receive()), "<19>Jan  2 03:04:05 app[p]: žluť");
  open(t, { path, procId: null }).write(7, "", { timestamp: new Date(2026, 10, 12, 13, 14, 15) });
  assert.equal(String(socket.receive()), "<15>Nov 12 13:14:15 app: ");
});

test("the same path is written to after the daemon has come again", (t) => {
  const path = join(temporaryDirectory(t), "log");
  const log = open(t, { path });
  assert.throws(() => log.write("info", "nobody"), { name: "SocketError", code: "ENOENT" });
  const first = receiver(t, path);
  log.write("info", "first");
  assert.match(String(first.receive()), /: first$/);
  first.close();
  assert.throws(() => log.write("info", "gone"), { name: "SocketError", code: "ECONNREFUSED" });
  rmSync(path);
  const second = receiver(t, path);
  log.write("info", "second");
  assert.match(String(second.receive()), /: second$/);
});

test("a message of RFC 5424 has all that it is given", (t) => {
  const socket = receiver(t);
  const log = open(t, { ...addressOf(socket), facility: 23 });
  const data = { "a@1": { text: "]\"\\ [ž\n", many: [1, 2n, true] }, b: {} };
  log.write("emerg", "žluť", { id: "ID", data, timestamp: TIMESTAMP });
  assert.equal(String(socket.receive()), '<184>1 2026-01-02T03:04:05.067Z h app p ID [a@1 text="\\]\\"\\\\ [ž\n" many="1" many="2" many="true"][b] žluť');
});

test("what a message is not given is a dash, and a byte order mark if it is wanted", (t) => {
  const socket = receiver(t);
  open(t, { ...addressOf(socket), appName: null, procId: null, hostname: null, bom: true }).write("error", "x", { timestamp: TIMESTAMP });
  assert.equal(String(socket.receive()), "<11>1 2026-01-02T03:04:05.067Z - - - - - \ufeffx");
});

test("what nobody says is what the system knows", (t) => {
  const socket = receiver(t);
  const log = new Syslog(addressOf(socket));
  t.after(() => log.close());
  log.write("warn", "x");
  assert.match(String(socket.receive()), new RegExp(`^<12>1 \\d{4}-\\d\\d-\\d\\dT[\\d:.]{12}Z ${Socket.getHostName()} syslog\\.test\\.mjs ${process.pid} - - x$`));
});

test("a text that is too long is cut where a character ends, and the call says how much is missing", (t) => {
  const socket = receiver(t);
  const log = open(t, { ...addressOf(socket), maxLength: 480 });
  const head = "<14>1 2026-01-02T03:04:05.067Z h app p - - ".length;
  const room = 480 - head;
  assert.equal(log.write("info", "x".repeat(room), { timestamp: TIMESTAMP }), 0);
  assert.equal(socket.receive().length, 480);
  for (const character of ["ž", "€", "😀"]) {
    const size = Buffer.byteLength(character);
    for (let before = 0; before < size; before += 1) {
      const text = "x".repeat(before) + character.repeat(300);
      const missing = log.write("info", text, { timestamp: TIMESTAMP });
      const received = socket.receive();
      assert.ok(received.length <= 480 && received.length > 480 - size);
      assert.equal(String(received).slice(head), text.slice(0, String(received).length - head));
      assert.equal(received.length - head + missing, Buffer.byteLength(text));
    }
  }
  assert.throws(() => log.write("info", "x", { data: { "a@1": { b: "x".repeat(480) } } }), { name: "RangeError", code: "ERR_OUT_OF_RANGE", message: /"data"/ });
});

test("over TCP each message has its length in bytes in front", async (t) => {
  const server = listener(t);
  const log = open(t, { ...addressOf(server), transport: "tcp" });
  log.write("info", "žluť", { timestamp: TIMESTAMP });
  await log.writeAsync("info", "a\nb", { timestamp: TIMESTAMP });
  const connection = server.accept();
  t.after(() => connection.close());
  const head = "<14>1 2026-01-02T03:04:05.067Z h app p - - ";
  assert.equal(readTo(connection, "a\nb"), `${head.length + 6} ${head}žluť${head.length + 3} ${head}a\nb`);
});

test("a connection that the daemon has ended is opened again", async (t) => {
  const server = listener(t);
  const log = open(t, { ...addressOf(server), transport: "tcp" });
  log.write("info", "first");
  for (const text of ["second", "third"]) {
    const connection = server.accept();
    readTo(connection, "- - ");
    connection.close();
    if (text === "second") log.write("info", text);
    else await log.writeAsync("info", text);
  }
  const last = server.accept();
  t.after(() => last.close());
  assert.match(readTo(last, "third"), /^\d+ <14>1 .* third$/);
});

test("a daemon that is not there is an error, for each message anew", async (t) => {
  const server = listener(t);
  const log = open(t, { ...addressOf(server), transport: "tcp" });
  const [, port] = server.getSockName();
  server.close();
  assert.throws(() => log.write("info", "x"), { name: "SocketError", code: "ECONNREFUSED", port });
  await assert.rejects(log.writeAsync("info", "x"), { name: "SocketError", code: "ECONNREFUSED", port });
});

test("promises are kept in the order of the calls, and none of them fails another", async (t) => {
  const socket = receiver(t);
  const log = open(t, addressOf(socket));
  const all = [];
  for (let i = 0; i < 20; i += 1) all.push(log.writeAsync("info", i === 7 ? "x".repeat(3000) : `number ${i}`, i === 3 ? { signal: AbortSignal.abort(new Error("mine")) } : {}));
  assert.throws(() => log.write("info", "x"), { name: "Error", code: "EBUSY" });
  const results = await Promise.allSettled(all);
  assert.deepEqual(results.filter(({ status }) => status === "rejected").map(({ reason }) => reason.message), ["mine"]);
  assert.ok(results[7].value > 900);
  for (let i = 0; i < 20; i += 1) if (i !== 3) assert.match(String(socket.receive()), i === 7 ? /x+$/ : new RegExp(`number ${i}$`));
  assert.equal(log.write("info", "x"), 0);
});

test("a closed Syslog writes no more, and closing again does nothing", async (t) => {
  const log = open(t, addressOf(receiver(t)));
  const pending = log.writeAsync("info", "pending");
  log.close();
  log.close();
  await assert.rejects(pending, { code: "ERR_TEASOCKET_NOT_OPEN" });
  assert.throws(() => log.write("info", "x"), { name: "Error", code: "ERR_TEASOCKET_NOT_OPEN" });
  await assert.rejects(log.writeAsync("info", "x"), { code: "ERR_TEASOCKET_NOT_OPEN" });
});

test("a daemon that takes nothing ends the call after its timeout", (t) => {
  const path = join(temporaryDirectory(t), "log");
  receiver(t, path);
  const log = open(t, { path, timeout: 1 });
  assert.throws(() => { while (true) log.write("info", "x"); }, { name: "SocketError", code: "ETIMEDOUT" });
});

test("wrong options are named", () => {
  const wrong = (options, name) => assert.throws(() => new Syslog(options), { name: "TypeError", code: "ERR_INVALID_ARG_VALUE", message: new RegExp(`^"${name}" must be `) }, name);
  for (const options of [null, 5, [], "x"]) wrong(options, "options");
  for (const path of ["", 5, null]) wrong({ path }, "path");
  for (const address of ["", 5, null]) wrong({ address }, "address");
  wrong({ path: "/x", address: "127.0.0.1" }, "path");
  for (const transport of ["tcp", "udp", "tls", 5]) wrong({ transport }, "transport");
  wrong({ transport: "unix", address: "127.0.0.1" }, "transport");
  for (const port of [0, 65536, "514", 1.5]) wrong({ address: "127.0.0.1", port }, "port");
  for (const facility of ["loud", 24, -1, 1.5, "constructor"]) wrong({ facility }, "facility");
  for (const appName of ["a b", "ž", "x".repeat(49), "a\n"]) wrong({ appName }, "appName");
  for (const procId of ["a b", "x".repeat(129)]) wrong({ procId }, "procId");
  for (const hostname of ["a b", "x".repeat(256)]) wrong({ hostname }, "hostname");
  for (const format of ["rfc3164", 5]) wrong({ format }, "format");
  for (const maxLength of [479, 65536, "2048"]) wrong({ maxLength }, "maxLength");
  for (const timeout of [-1, 0.5, "1"]) wrong({ timeout }, "timeout");
});

test("wrong messages are named, and nothing is sent", async (t) => {
  const socket = receiver(t).setBlocking(false);
  const log = open(t, addressOf(socket));
  const wrong = async (args, name) => {
    const expected = { name: "TypeError", code: "ERR_INVALID_ARG_VALUE", message: new RegExp(`^"${name}" must be `) };
    assert.throws(() => log.write(...args), expected, name);
    await assert.rejects(log.writeAsync(...args), expected, name);
  };
  for (const severity of ["loud", 8, -1, undefined, "toString"]) await wrong([severity, "x"], "severity");
  for (const message of [undefined, null, 5, Buffer.from("x")]) await wrong(["info", message], "message");
  for (const details of [null, "x", []]) await wrong(["info", "x", details], "details");
  for (const id of ["a b", "x".repeat(33), "ž"]) await wrong(["info", "x", { id }], "id");
  for (const data of ["x", [], 5, { "a b": {} }, { "": {} }, { "a=b": {} }, { "a]": {} }, { 'a"': {} }, { a: { "b=": 1 } }, { a: { ["x".repeat(33)]: 1 } }]) await wrong(["info", "x", { data }], "data");
  await wrong(["info", "x", { data: { a: 5 } }], 'data\\["a"\\]');
  for (const value of [null, undefined, {}, [[]], Symbol("s")]) await wrong(["info", "x", { data: { a: { b: value } } }], "data\\[…\\]\\.b");
  for (const timestamp of [5, new Date(NaN)]) await wrong(["info", "x", { timestamp }], "timestamp");
  assert.equal(socket.receive(), false);
  const local = open(t, { path: "/nowhere" });
  assert.throws(() => local.write("info", "x", { id: "ID" }), { code: "ERR_INVALID_ARG_VALUE", message: /^"id" must be left out/ });
  assert.throws(() => local.write("info", "x", { data: {} }), { code: "ERR_INVALID_ARG_VALUE", message: /^"data" must be left out/ });
});

for (const host of hosts) {
  test(`${host.name}: messages are written in both ways`, { skip: host.skip }, async () => {
    const { status, stdout, stderr } = await runScript(host, directory, `${host.name}-syslog.mjs`, `
      import { Socket } from "teasocket";
      import { Syslog } from "teasocket/syslog";
      const socket = new Socket(Socket.PF_INET, Socket.SOCK_DGRAM).bind("127.0.0.1");
      const log = new Syslog({ address: "127.0.0.1", port: socket.getSockName()[1], hostname: "h", appName: "app", procId: 1 });
      log.write("info", "now");
      await log.writeAsync("info", "later", { timeout: ${LIMIT} });
      for (let i = 0; i < 2; i += 1) console.log(String(socket.receive()).replace(/ \\S+Z /, " "));
      log.close();
    `);
    assert.deepEqual({ status, stdout }, { status: 0, stdout: "<14>1 h app 1 - - now\n<14>1 h app 1 - - later\n" }, stderr);
  });
}
