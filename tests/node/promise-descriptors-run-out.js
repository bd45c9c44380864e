"use strict";

// Promises when descriptors have run out: what has to be opened for them is rejected with EMFILE, nothing is lost, and the program goes on.
// Run with few descriptors.

const assert = require("node:assert");
const fs = require("node:fs");
const { Poller, Socket, SocketError, connection, datagramSocket, listener } = require("./sockets.js");

/** Opens something until the system has no more descriptors for it. */
function openAll(open) {
  const opened = [];
  try {
    for (;;) opened.push(open());
  } catch (error) {
    assert.strictEqual(error.code, "EMFILE");
  }
  return opened;
}

const openFile = () => fs.openSync("/dev/null");

async function rejected(promise) {
  await assert.rejects(promise, (error) => error instanceof SocketError && error.code === "EMFILE");
}

async function main() {
  const server = listener();
  const [client, connected] = connection(server);
  const waiting = new Socket(Socket.PF_INET, Socket.SOCK_STREAM);
  waiting.connect(...server.getSockName());
  const poller = new Poller().add(client, "r");

  // The host's own files take the last ones, too: not even what promises wait with can be opened.
  const files = openAll(openFile);
  await rejected(Socket.getAddrInfoAsync("127.0.0.1"));
  await rejected(connected.receiveAsync());
  await rejected(poller.waitAsync());
  await rejected(Socket.selectAsync([connected]));
  for (const file of files) fs.closeSync(file);

  const arrived = connected.receiveAsync();
  client.send("text");
  assert.strictEqual(String(await arrived), "text");
  assert.strictEqual(await Socket.getAddrInfoAsync("127.0.0.1"), "127.0.0.1");

  // From here on what is there already suffices.
  const sockets = openAll(datagramSocket);
  await rejected(server.acceptAsync());
  const second = connected.receiveAsync();
  client.send("again");
  assert.strictEqual(String(await second), "again");
  assert.strictEqual(await Socket.getAddrInfoAsync("127.0.0.1"), "127.0.0.1");
  for (const socket of sockets) socket.close();
  const accepted = await server.acceptAsync();
  waiting.send("not lost");
  assert.strictEqual(String(await accepted.receiveAsync()), "not lost");
  console.log("still working");
}

main();
