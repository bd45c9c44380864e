"use strict";

// A socket that the script has forgotten is collected and closed, also after promises of all kinds; one of which a promise is pending stays
// reachable, and answers. Run with a way to ask for a collection.

const assert = require("node:assert");
const { Poller, Socket, connection, datagramSocket, listener, openSockets, turn } = require("./sockets.js");

const collect = typeof Bun === "object" ? () => Bun.gc(true) : globalThis.gc;
const COUNT = 50;
const signal = new AbortController().signal; // lives as long as the program

/** Awaits something of sockets, and returns when none of them is on the stack any more. */
async function forget(server) {
  for (let i = 0; i < COUNT; i += 1) {
    const [client, connected] = connection(server);
    const waiting = connected.receiveAsync({ signal, timeout: 1e9 });
    await client.sendAsync("text", { signal });
    assert.strictEqual(String(await waiting), "text");
    await assert.rejects(client.receiveAsync({ timeout: 0 }), { code: "ETIMEDOUT" });

    const socket = datagramSocket();
    const controller = new AbortController();
    const aborted = socket.receiveAsync({ signal: controller.signal });
    controller.abort(new Error("enough"));
    await assert.rejects(aborted, /enough/);
    assert.strictEqual(await Socket.selectAsync([socket], [client], null, 1000, { signal }), 1);
    const poller = new Poller().add(client, "w");
    assert.strictEqual((await poller.waitAsync(1000, 1, { signal })).length, 1);
    client.setOption("SO_LINGER", null);
  }
  await turn();
}

/** Sockets of which a promise is pending: nobody else knows them. Returns where each can be written to, and what arrives. */
function pending() {
  return Array.from({ length: COUNT }, (_, i) => {
    const socket = datagramSocket();
    const arrived = i % 3 === 0 ? socket.receiveAsync() : i % 3 === 1 ? socket.receiveIntoAsync(new Uint8Array(9)) : socket.readable();
    return { name: socket.getSockName(), arrived };
  });
}

async function main() {
  const server = listener();
  const own = datagramSocket();
  const waiting = pending();
  await turn();
  const before = openSockets();
  assert.ok(before >= COUNT);
  await forget(server);
  while (openSockets() > before + COUNT / 10) { // JavaScriptCore keeps what some word of the stack happens to look like
    collect();
    await turn();
  }
  for (let i = 0; i < 10; i += 1) {
    collect();
    await turn();
  }
  for (const { name } of waiting) own.send("still here", ...name);
  const arrived = await Promise.all(waiting.map((each) => each.arrived));
  arrived.forEach((result, i) => assert.strictEqual(i % 3 === 0 ? String(result) : result, ["still here", 9, true][i % 3]));

  waiting.length = 0;
  const others = before - COUNT;
  while (openSockets() > others + COUNT / 10) {
    collect();
    await turn();
  }
  console.log("only the forgotten ones");
}

main();
