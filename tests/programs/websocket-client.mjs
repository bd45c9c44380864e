// Checks websocket-server.js with a real client, the npm package ws.
//
//   node websocket-client.mjs PORT
//
// Prints "websocket ok" and ends with status 0, or says what went wrong and ends with status 1.

import assert from "node:assert/strict";
import { once } from "node:events";
import WebSocket from "ws";

const guard = 30000; // milliseconds: ends a run that hangs

const port = process.argv[2];
const url = `ws://127.0.0.1:${port}/`;

async function open() {
  const socket = new WebSocket(url);
  await once(socket, "open");
  return socket;
}

/** Sends one message and returns the answer as [data, isBinary]. */
async function echo(socket, message, options = {}) {
  const answer = once(socket, "message");
  socket.send(message, options);
  return answer;
}

async function checkText(socket, text) {
  const [data, isBinary] = await echo(socket, text);
  assert.equal(isBinary, false);
  assert.equal(data.toString("utf8"), text);
}

async function checkBinary(socket, length) {
  const bytes = Buffer.from(Uint8Array.from({ length }, (_, i) => (i * 7) & 255));
  const [data, isBinary] = await echo(socket, bytes);
  assert.equal(isBinary, true);
  assert.ok(data.equals(bytes), `${length} bytes have come back changed`);
}

async function checkFragments(socket) {
  const answer = once(socket, "message");
  socket.send("one ", { fin: false });
  socket.send("two ", { fin: false });
  socket.ping("between"); // a control frame may stand between fragments
  socket.send("three", { fin: true });
  assert.equal((await answer)[0].toString("utf8"), "one two three");
}

async function checkPing(socket) {
  const answer = once(socket, "pong");
  socket.ping("are you there?");
  assert.equal((await answer)[0].toString("utf8"), "are you there?");
}

/** Many messages at once: the answers come in order, and more than a socket's buffers hold. */
async function checkBurst(socket, count, length) {
  const messages = Array.from({ length: count }, (_, i) => String(i).padEnd(length, "."));
  const answers = [];
  const done = new Promise((resolve) => {
    socket.on("message", function collect(data) {
      answers.push(data.toString("utf8"));
      if (answers.length === count) {
        socket.off("message", collect);
        resolve();
      }
    });
  });
  for (const message of messages) socket.send(message);
  await done;
  assert.deepEqual(answers, messages);
}

async function checkClose(socket, code) {
  const closed = once(socket, "close");
  socket.close(code);
  assert.equal((await closed)[0], code);
}

async function checkProtocolError() {
  const socket = await open();
  const closed = once(socket, "close");
  socket._socket.write(Buffer.from([0x81, 0x02, 0x68, 0x69])); // "hi", not masked
  assert.equal((await closed)[0], 1002);
}

async function run() {
  const first = await open();
  const second = await open();
  await checkText(first, "hello");
  await checkText(second, "Žluťoučký kůň \u{1F375}");
  await checkText(first, "");
  await checkText(first, "x".repeat(200)); // 16-bit length
  await checkText(first, "ž".repeat(35000)); // 70,000 bytes: 64-bit length
  await checkBinary(second, 256);
  await checkBinary(second, 70000);
  await checkFragments(first);
  await checkPing(second);
  await checkBurst(first, 200, 20000);
  await checkProtocolError();
  await checkClose(first, 1000);
  await checkClose(second, 4321);
}

setTimeout(() => {
  console.error(`no end after ${guard} ms`);
  process.exit(1);
}, guard).unref();

try {
  assert.match(port ?? "", /^\d+$/, "usage: node websocket-client.mjs PORT");
  await run();
  console.log("websocket ok");
} catch (error) {
  console.error(error);
  process.exit(1);
}
