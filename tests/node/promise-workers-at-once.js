"use strict";

// Ten workers and the main thread have promises at once, each in a loop of its own: what arrives is each one's own. Then the process exits while
// promises are pending in all of them.

const assert = require("node:assert");
const { Worker, isMainThread, parentPort, workerData } = require("node:worker_threads");
const { Socket, connection, datagramSocket, listener } = require("./sockets.js");

const WORKERS = 10;
const ROUNDS = 100;

/** The first sockets of each worker have the same ids; what was sent to one must not come out of another's. */
async function exchange(name) {
  const sockets = Array.from({ length: 5 }, datagramSocket);
  const server = listener();
  for (let round = 0; round < ROUNDS; round += 1) {
    const text = `${name}, round ${round}`;
    const waiting = sockets.map((socket) => socket.receiveAsync());
    const selected = Socket.selectAsync(sockets.slice(0, 1));
    const accepting = server.acceptAsync();
    const client = new Socket(Socket.PF_INET, Socket.SOCK_STREAM);
    await client.connectAsync(...server.getSockName());
    const connected = await accepting;
    const answering = client.receiveAsync();
    await connected.sendAsync(text);
    assert.strictEqual(String(await answering), text);
    for (let i = 0; i < sockets.length; i += 1) await sockets[(i + 1) % 5].sendAsync(`${text} ${i}`, ...sockets[i].getSockName());
    (await Promise.all(waiting)).forEach((data, i) => assert.strictEqual(String(data), `${text} ${i}`));
    sockets[0].send("x", ...sockets[0].getSockName());
    assert.strictEqual(await selected, 1);
    assert.strictEqual(String(sockets[0].receive()), "x");
    assert.strictEqual(await Socket.getAddrInfoAsync("127.0.0.1"), "127.0.0.1");
    client.close();
    connected.close();
  }
  const [client] = connection(server);
  client.receiveAsync().then(assert.fail, assert.fail);
  server.acceptAsync().then(assert.fail, assert.fail);
}

async function main() {
  const names = Array.from({ length: WORKERS }, (_, i) => `worker ${i}`);
  const workers = names.map((name) => new Promise((resolve, reject) => {
    const worker = new Worker(__filename, { workerData: name });
    worker.on("message", resolve);
    worker.on("error", reject);
  }));
  await exchange("main");
  assert.deepStrictEqual(await Promise.all(workers), names);
  console.log("all of them");
  process.exit(7);
}

if (isMainThread) main();
else exchange(workerData).then(() => parentPort.postMessage(workerData));
