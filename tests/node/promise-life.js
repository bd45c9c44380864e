"use strict";

// What keeps the process alive: promises that are pending, unless their socket is unref'd, and nothing else. The argument names a case. What
// has ended has a time limit of weeks: whatever of it stayed behind would keep the process.

const assert = require("node:assert");
const { Poller, Socket, connection, datagramSocket, listener, turn } = require("./sockets.js");

const WEEKS = 2e9; // milliseconds
const LIMITED = { timeout: WEEKS };

process.on("exit", () => console.log("exit"));

/** Sockets that stay open and idle to the end. */
function idle() {
  const server = listener();
  globalThis.left = [server, ...connection(server), datagramSocket(), new Poller(), ...Socket.pair()];
}

function announced() {
  const server = listener();
  console.log(`listening on 127.0.0.1:${server.getSockName()[1]}`);
  return server;
}

async function accepted(server) {
  const client = await server.acceptAsync();
  console.log("accepted");
  client.close();
}

const CASES = {
  async pending() {
    idle();
    await accepted(announced());
  },

  async "ref again"() {
    const server = announced().unref();
    const waiting = accepted(server);
    server.ref();
    await waiting;
  },

  async "ref before"() {
    await accepted(announced().unref().ref());
  },

  async "selectAsync"() {
    const server = announced();
    assert.strictEqual(await Socket.selectAsync([server]), 1);
    console.log("accepted");
  },

  async "waitAsync"() {
    const server = announced();
    const poller = new Poller().add(server, "r", "tag");
    assert.strictEqual((await poller.waitAsync())[0].tag, "tag");
    console.log("accepted");
  },

  // From here on nothing keeps it.

  async unref() {
    await datagramSocket().unref().receiveAsync();
    console.log("received");
  },

  async "unref later"() {
    const socket = datagramSocket();
    const waiting = socket.receiveAsync(LIMITED);
    socket.readable(LIMITED);
    setImmediate(() => socket.unref());
    await waiting;
    console.log("received");
  },

  /** The methods of the host's timers are as they were when the module was loaded. */
  async "replaced unref"() {
    const timer = setTimeout(() => {}, 0);
    if (typeof timer === "object") Object.getPrototypeOf(timer).unref = () => { throw new Error("replaced"); };
    await assert.rejects(datagramSocket().receiveAsync({ timeout: 1 }), { code: "ETIMEDOUT" });
    const [one, other] = Socket.pair();
    const waiting = other.receiveAsync(LIMITED);
    one.send("x");
    await waiting;
  },

  async received() {
    idle();
    const [one, other] = Socket.pair();
    const waiting = other.receiveAsync(LIMITED);
    await one.sendAsync("text", LIMITED);
    assert.strictEqual(String(await waiting), "text");
    globalThis.kept = [one, other];
  },

  async connected() {
    const server = listener();
    const waiting = server.acceptAsync(LIMITED);
    const client = new Socket(Socket.PF_INET, Socket.SOCK_STREAM);
    await client.connectAsync(...server.getSockName(), LIMITED);
    globalThis.kept = [server, client, await waiting];
  },

  async aborted() {
    const socket = datagramSocket();
    const controller = new AbortController();
    const waiting = socket.receiveAsync({ signal: controller.signal, timeout: WEEKS });
    setImmediate(() => controller.abort(new Error("enough")));
    await assert.rejects(waiting, /enough/);
    globalThis.kept = [socket, controller];
  },

  async "timed out"() {
    const socket = datagramSocket();
    await assert.rejects(socket.receiveAsync({ timeout: 1 }), { code: "ETIMEDOUT" });
    globalThis.kept = socket;
  },

  async closed() {
    const socket = datagramSocket();
    const waiting = socket.receiveAsync(LIMITED);
    setImmediate(() => socket.close());
    await assert.rejects(waiting, { code: "ECANCELED" });
  },

  async detached() {
    const socket = datagramSocket();
    const waiting = socket.receiveAsync(LIMITED);
    setImmediate(() => { globalThis.kept = Socket.fromDescriptor(socket.detach()); });
    await assert.rejects(waiting, { code: "ECANCELED" });
  },

  async resolved() {
    assert.strictEqual(await Socket.getAddrInfoAsync("127.0.0.1", Socket.PF_INET, LIMITED), "127.0.0.1");
    assert.strictEqual(typeof await Socket.getNameInfoAsync("127.0.0.1", LIMITED), "string");
    await assert.rejects(Socket.getAddrInfoAsync("no.such.name.invalid"), { code: "ENOTFOUND" });
    await assert.rejects(Socket.getAddrInfoAsync("localhost", { signal: AbortSignal.abort(new Error("enough")) }), /enough/);
  },

  async "aborted resolution"() {
    const controller = new AbortController();
    const waiting = Socket.getAddrInfoAsync("localhost", Socket.PF_INET, { signal: controller.signal, timeout: WEEKS });
    controller.abort(new Error("enough"));
    await assert.rejects(waiting, /enough/);
  },

  async selected() {
    const sockets = [datagramSocket(), datagramSocket()];
    assert.strictEqual(await Socket.selectAsync(sockets, null, null, 1, LIMITED), 0);
    const poller = new Poller().add(sockets[0] ?? datagramSocket(), "r");
    assert.deepStrictEqual(await poller.waitAsync(1), []);
    poller.wake();
    assert.deepStrictEqual(await poller.waitAsync(WEEKS), []);
    globalThis.kept = [sockets, poller];
  },

  async iterated() {
    const server = listener();
    const [client, connected] = connection(server);
    client.send("text");
    for await (const data of connected) {
      assert.strictEqual(String(data), "text");
      break;
    }
    const { readable, writable } = connected.toWeb();
    globalThis.kept = [readable, writable, client];
  },

  async refused() {
    const path = `\0teasocket-${process.pid}`;
    const full = new Socket(Socket.PF_UNIX, Socket.SOCK_STREAM).bind(path).listen(0);
    const first = new Socket(Socket.PF_UNIX, Socket.SOCK_STREAM);
    await first.connectAsync(path, LIMITED);
    const second = new Socket(Socket.PF_UNIX, Socket.SOCK_STREAM);
    await assert.rejects(second.connectAsync(path, undefined, { timeout: 1 }), { code: "ETIMEDOUT" });
    await assert.rejects(second.receiveAsync(LIMITED), { code: "EBADF" });
    const nowhere = new Socket(Socket.PF_UNIX, Socket.SOCK_STREAM);
    await assert.rejects(nowhere.connectAsync(`${path}-nobody`, LIMITED), { code: "ECONNREFUSED" });
    globalThis.kept = [full, first, second, nowhere];
  },

  /** Calls that wait for longer are asked whether the script is to end, on their own thread: the one that waits for promises is none. */
  async "while a call waits"() {
    const [one, other] = Socket.pair();
    const quiet = datagramSocket();
    const waiting = other.receiveAsync(LIMITED);
    let hasCome = false;
    waiting.then(() => { hasCome = true; });
    await turn();
    assert.strictEqual(Socket.select([quiet], null, null, 600), 0);
    one.send("text");
    assert.strictEqual(Socket.select([quiet], null, null, 600), 0);
    assert.strictEqual(hasCome, false);
    assert.strictEqual(String(await waiting), "text");
  },
};

CASES[process.argv[2]]().then(() => console.log("done"));
