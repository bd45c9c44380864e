"use strict";

// Descriptors that are passed: forgotten, truncated away because there was no room for them, and received where none was asked for.

const assert = require("node:assert");
const fs = require("node:fs");
const { Socket, datagramSocket, turn } = require("./sockets.js");

const files = [1, 2].map(() => fs.openSync("/dev/null"));
const descriptors = () => fs.readdirSync("/proc/self/fd").length;

/** Two connected Unix sockets. */
function passage() {
  const server = new Socket(Socket.PF_UNIX, Socket.SOCK_STREAM).bind(`\0teasocket-${process.pid}`).listen();
  const from = new Socket(Socket.PF_UNIX, Socket.SOCK_STREAM);
  from.connect(...server.getSockName());
  const to = server.accept();
  server.close();
  return [from, to];
}

/** A script that never looks at what it has received leaks nothing, as long as its event loop turns. */
async function forget([from, to]) {
  const own = datagramSocket();
  for (let i = 0; i < 500; i += 1) {
    for (let k = 0; k < 4; k += 1) {
      from.sendMessage({ data: "x", descriptors: [own, ...files] });
      assert.ok(!to.receiveMessage().controlTruncated, `truncated in turn ${i}`);
    }
    await turn();
  }
  own.close();
  console.log("forgotten: 6000 descriptors");
}

/** What there is no room for is told to be missing, and nothing of it stays open. */
function truncate([from, to]) {
  const hoard = [];
  try {
    for (;;) hoard.push(datagramSocket());
  } catch (error) {
    assert.strictEqual(error.code, "EMFILE");
  }
  while (hoard.length > 0) { // some hosts need a few themselves
    hoard.pop().close();
    if (hoard.length % 8 !== 0) continue;
    from.sendMessage({ data: "few", descriptors: new Array(40).fill(files[0]) });
    const { data, controlTruncated, descriptors: some = [] } = to.receiveMessage();
    assert.strictEqual(String(data), "few");
    assert.strictEqual(controlTruncated, some.length < 40, `${some.length} came`);
    for (const file of some) file.close();
    if (!controlTruncated) break;
    truncate.times = (truncate.times ?? 0) + 1;
  }
  for (const socket of hoard) socket.close();
  console.log("truncated:", truncate.times > 0);
}

async function main() {
  const ends = passage();
  await forget(ends);
  truncate(ends);
  ends[0].sendMessage({ data: "ignored", descriptors: files });
  assert.strictEqual(String(ends[1].receive()), "ignored");
  const before = descriptors();
  for (let i = 0; i < 50; i += 1) {
    ends[0].sendMessage({ data: "x", descriptors: files });
    for (const file of ends[1].receiveMessage().descriptors) file.close();
  }
  assert.ok(descriptors() <= before, `${before} descriptors became ${descriptors()}`);
  console.log("closed");
}

main();
