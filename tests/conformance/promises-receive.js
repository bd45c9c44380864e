"use strict";

const { Socket, Descriptor } = require("socket");
const { test, done, ok, equal, deepEqual, throws, rejects } = require("./harness.js");
const {
  open, keep, pair, streamPair, smallStreamPair, datagramSocket, datagramPair, waitReadable, expectBlocking, pattern, needUnix, needLinux,
  needKernel, isSettled, turn, takeAway,
} = require("./sockets.js");

// receiveAsync

test("receiveAsync resolves to a Buffer of what comes later", async () => {
  const [client, server] = streamPair();
  const promise = server.receiveAsync();
  ok(promise instanceof Promise, "a promise of the host's");
  equal(await isSettled(promise), false);
  client.send("hello");
  const data = await promise;
  ok(Buffer.isBuffer(data));
  equal(data.toString(), "hello");
});

test("what is there receiveAsync takes in the call itself", async () => {
  const [client, server] = streamPair();
  client.send("first");
  waitReadable(server);
  const promise = server.receiveAsync();
  client.send("second");
  waitReadable(server);
  equal(server.receive().toString(), "second");
  equal((await promise).toString(), "first");
});

test("receiveAsync takes a number and the options, or the options alone", async () => {
  const { signal } = new AbortController();
  for (const [args, expected] of [
    [[], "abcdef"], [[3], "abc"], [["3"], "abc"], [[undefined], "abcdef"], [[null], "abcdef"], [[{}], "abcdef"], [[{ timeout: 60000 }], "abcdef"],
    [[3, { signal }], "abc"], [[undefined, { signal, timeout: 60000 }], "abcdef"], [[3, undefined], "abc"], [[1e9], "abcdef"], [[100000, { timeout: 60000 }], "abcdef"],
  ]) {
    const [client, server] = streamPair();
    const promise = server.receiveAsync(...args);
    client.send("abcdef");
    equal((await promise).toString(), expected);
  }
});

test("receiveAsync waits in both blocking modes, and leaves the socket in its own", async () => {
  for (const blocks of [true, false]) {
    const [client, server] = streamPair();
    server.setBlocking(blocks);
    const promise = server.receiveAsync();
    await turn();
    client.send("x");
    equal((await promise).toString(), "x");
    expectBlocking(server, blocks);
  }
});

test("receiveAsync resolves to an empty Buffer at the end of a stream, after all that was queued", async () => {
  const [client, server] = streamPair();
  const promise = server.receiveAsync();
  client.send("last words");
  client.close();
  equal((await promise).toString(), "last words");
  equal((await server.receiveAsync()).length, 0);
  equal((await server.receiveAsync()).length, 0);
});

test("receiveAsync cuts a datagram that is longer, and tells an empty one", async () => {
  const [one, other] = datagramPair();
  const promise = other.receiveAsync(3);
  one.send("longer");
  equal((await promise).toString(), "lon");
  const empty = other.receiveAsync();
  one.send("");
  equal((await empty).length, 0);
});

test("receiveAsync of more than what is there costs memory for what arrives", async () => {
  const [client, server] = streamPair();
  const promise = server.receiveAsync(2 ** 40);
  client.send(pattern(1000));
  ok((await promise).length > 0);
});

test("megabytes are received as they were sent", async () => {
  const [client, server] = smallStreamPair();
  const data = pattern(4 << 20);
  const sending = client.sendAsync(data);
  const received = new Uint8Array(data.length);
  for (let length = 0; length < data.length;) {
    const part = await server.receiveAsync(100000);
    received.set(part, length);
    length += part.length;
  }
  await sending;
  deepEqual(received, data);
});

test("receiveAsync rejects wrong arguments as receive throws them", async () => {
  const socket = datagramSocket();
  for (const args of [["x"], [-1], [1.5], [NaN], [{ length: 5 }], [[]], [Buffer.alloc(2)], [2 ** 60], [true]]) {
    const { name, code, message } = throws(() => socket.receive(...args));
    await rejects(() => socket.receiveAsync(...args), { name, code, message });
  }
  await rejects(() => socket.receiveAsync(10, 2), { name: "TypeError", code: "ERR_INVALID_ARG_TYPE" });
  await rejects(() => socket.receiveAsync(10, undefined, {}), { name: "TypeError", code: "ERR_INVALID_ARG_TYPE" });
});

test("receiveAsync on a stream that is not connected rejects as receive throws", async () => {
  const { code, syscall, message } = throws(() => open().receive());
  await rejects(() => open().receiveAsync(), { name: "SocketError", code, syscall, message });
});

test("receiveAsync that waits is rejected when the connection is reset", async () => {
  const [client, server] = streamPair();
  const promise = server.receiveAsync();
  client.setOption("SO_LINGER", 0).close();
  await rejects(() => promise, { name: "SocketError", code: "ECONNRESET", syscall: "recv" });
});

test("receiveAsync that waits learns with ECONNREFUSED that the peer of a datagram socket is gone", async () => {
  needLinux("elsewhere the error may come later or never");
  const peer = datagramSocket();
  const socket = open(Socket.PF_INET, Socket.SOCK_DGRAM);
  socket.connect(...peer.getSockName());
  peer.close();
  const promise = socket.receiveAsync();
  socket.send("anyone?");
  await rejects(() => promise, { name: "SocketError", code: "ECONNREFUSED", syscall: "recv" });
});

// receiveIntoAsync

test("receiveIntoAsync receives into the caller's memory and resolves to the number of bytes", async () => {
  const { signal } = new AbortController();
  for (const [args, expected] of [
    [[], "abcdef\0\0"], [[2], "\0\0abcdef"], [[2, 3], "\0\0abc\0\0\0"], [[undefined, 3], "abc\0\0\0\0\0"], [[{}], "abcdef\0\0"], [[2, { signal }], "\0\0abcdef"],
    [[2, 3, { timeout: 60000 }], "\0\0abc\0\0\0"], [[undefined, undefined, { signal }], "abcdef\0\0"], [[null, { timeout: 60000 }], "abcdef\0\0"],
  ]) {
    const [client, server] = streamPair();
    const buffer = Buffer.alloc(8);
    const promise = server.receiveIntoAsync(buffer, ...args);
    client.send("abcdef");
    equal(await promise, expected.replaceAll("\0", "").length);
    equal(buffer.toString(), expected);
  }
});

test("receiveIntoAsync takes views and ArrayBuffers, and writes nothing beside a view", async () => {
  const [one, other] = datagramPair();
  for (const into of [(memory) => new DataView(memory, 4, 4), (memory) => new Uint16Array(memory, 4, 2), (memory) => new Uint8Array(memory, 4, 4)]) {
    const memory = new ArrayBuffer(12);
    const promise = other.receiveIntoAsync(into(memory));
    one.send("abcdef");
    equal(await promise, 4);
    equal(Buffer.from(memory).toString(), "\0\0\0\0abcd\0\0\0\0");
  }
  const memory = new ArrayBuffer(4);
  const promise = other.receiveIntoAsync(memory, { timeout: 60000 });
  one.send("abcd");
  equal(await promise, 4);
  equal(Buffer.from(memory).toString(), "abcd");
});

test("receiveIntoAsync resolves to 0 at the end of a stream", async () => {
  const [client, server] = streamPair();
  const promise = server.receiveIntoAsync(Buffer.alloc(8));
  client.close();
  equal(await promise, 0);
});

test("receiveIntoAsync rejects wrong arguments as receiveInto throws them", async () => {
  const socket = datagramSocket();
  for (const args of [[], ["x"], [{}], [[]], [Buffer.alloc(4), 5], [Buffer.alloc(4), 1, 4], [Buffer.alloc(4), -1], [Buffer.alloc(4), "x"]]) {
    const { name, code, message } = throws(() => socket.receiveInto(...args));
    await rejects(() => socket.receiveIntoAsync(...args), { name, code, message });
  }
});

test("memory that is taken away while receiveIntoAsync waits rejects it, and nothing that came is lost", async () => {
  const [one, other] = datagramPair();
  const buffer = new Uint8Array(100);
  const promise = other.receiveIntoAsync(buffer);
  takeAway(buffer.buffer);
  one.send("kept");
  await rejects(() => promise, { name: "TypeError", code: "ERR_INVALID_ARG_TYPE" });
  equal(other.receive().toString(), "kept");
});

// receiveFromAsync

test("receiveFromAsync resolves to a datagram and who sent it", async () => {
  const to = datagramSocket();
  const from = datagramSocket();
  const { signal } = new AbortController();
  for (const [args, expected] of [[[], "abcdef"], [[3], "abc"], [[{ signal }], "abcdef"], [[3, { timeout: 60000 }], "abc"], [[undefined, {}], "abcdef"], [[100000], "abcdef"]]) {
    const promise = to.receiveFromAsync(...args);
    from.send("abcdef", ...to.getSockName());
    const { data, address, port } = await promise;
    deepEqual([data.toString(), address, port], [expected, ...from.getSockName()]);
  }
  await rejects(() => to.receiveFromAsync(1, 2), { name: "TypeError" });
  await rejects(() => to.receiveFromAsync("x"), { name: "TypeError" });
});

test("receiveFromAsync of a Unix datagram tells the path, and of a stream nothing", async () => {
  needUnix(Socket.SOCK_DGRAM);
  const to = datagramSocket(Socket.PF_UNIX);
  const from = datagramSocket(Socket.PF_UNIX);
  const promise = to.receiveFromAsync();
  from.send("x", ...to.getSockName());
  equal((await promise).address, from.getSockName()[0]);
  const [client, server] = streamPair();
  const received = server.receiveFromAsync();
  client.send("stream");
  deepEqual({ ...await received }, { data: Buffer.from("stream"), address: undefined, port: undefined });
});

test("receiveFromAsync tells each datagram's own sender", async () => {
  const to = datagramSocket();
  const from = [datagramSocket(), datagramSocket(), datagramSocket()];
  const promises = from.map(() => to.receiveFromAsync());
  for (const socket of from) socket.send("x", ...to.getSockName());
  deepEqual((await Promise.all(promises)).map(({ port }) => port), from.map((socket) => socket.getSockName()[1]));
});

// receiveManyAsync

test("receiveManyAsync resolves to the datagrams that are there, at least one", async () => {
  const to = datagramSocket();
  const from = datagramSocket();
  const { signal } = new AbortController();
  for (const behind of [[], [undefined], [{}], [undefined, { signal }], [null, { timeout: 60000 }], [{ signal, timeout: 60000 }]]) {
    const promise = to.receiveManyAsync(10, 100, ...behind);
    from.send("a", ...to.getSockName());
    deepEqual((await promise).map(String), ["a"]);
  }
  const senders = [];
  from.sendMany([["a", to.getSockName()], ["b", to.getSockName()]]);
  waitReadable(to);
  deepEqual((await to.receiveManyAsync(10, 100, senders, { timeout: 60000 })).map(String), ["a", "b"]);
  deepEqual(senders, [from.getSockName(), from.getSockName()]);
});

test("an array of senders as the last argument is no options object, and is filled when it is over", async () => {
  const to = datagramSocket();
  const from = datagramSocket();
  const senders = ["before"];
  const promise = to.receiveManyAsync(10, 100, senders);
  await turn();
  deepEqual(senders, ["before"]);
  from.send("x", ...to.getSockName());
  await promise;
  deepEqual(senders, [from.getSockName()]);
});

test("receiveManyAsync with senders that were frozen while it waited rejects, and loses no datagram", async () => {
  const to = datagramSocket();
  const from = datagramSocket();
  const senders = [];
  const promise = to.receiveManyAsync(10, 100, senders);
  Object.freeze(senders);
  from.send("kept", ...to.getSockName());
  await rejects(() => promise, { name: "TypeError", code: "ERR_INVALID_ARG_TYPE" });
  equal(to.receive().toString(), "kept");
});

test("what could not be given to the script is there for each of the calls", async () => {
  for (const receive of [
    async (socket) => (await socket.receiveAsync()).toString(),
    async (socket) => (await socket.receiveAsync(10, { timeout: 0 })).toString(),
    async (socket) => { const buffer = Buffer.alloc(4); equal(await socket.receiveIntoAsync(buffer), 4); return buffer.toString(); },
    async (socket) => (await socket.receiveFromAsync()).data.toString(),
    async (socket) => (await socket.receiveManyAsync(1, 10)).join(),
    async (socket) => (await socket.receiveMessageAsync()).data.toString(),
    async (socket) => { equal(await socket.readable({ timeout: 0 }), true); return socket.receive().toString(); },
  ]) {
    const to = datagramSocket();
    datagramSocket().send("kept", ...to.getSockName());
    waitReadable(to);
    const refusing = new Proxy([], { set() { throw new Error("no"); } });
    await rejects(() => to.receiveManyAsync(10, 100, refusing), { name: "TypeError", code: "ERR_INVALID_ARG_TYPE" });
    equal(await receive(to), "kept");
    equal(to.setBlocking(false).receive(), false);
  }
});

test("receiveManyAsync rejects wrong arguments as receiveMany throws them", async () => {
  const socket = datagramSocket();
  for (const args of [[], [0, 10], [1], [1025, 10], [1, -1], ["x", 1], [1, 1, 5], [1, 1, Object.freeze([])]]) {
    const { name, code, message } = throws(() => socket.receiveMany(...args));
    await rejects(() => socket.receiveManyAsync(...args), { name, code, message });
  }
});

// receiveMessageAsync

test("receiveMessageAsync resolves to a message as receiveMessage returns it", async () => {
  const to = datagramSocket();
  const from = datagramSocket();
  const { signal } = new AbortController();
  const into = [Buffer.alloc(2), Buffer.alloc(10)];
  for (const args of [[], [undefined], [{}], [{ size: 3 }], [{ into }], [{ flags: 0 }, { signal }], [{ size: 100 }, { timeout: 60000 }], [undefined, { signal }], [{ signal }], [{ timeout: 60000 }]]) {
    const promise = to.receiveMessageAsync(...args);
    from.send("abcdef", ...to.getSockName());
    const received = await promise;
    from.send("abcdef", ...to.getSockName());
    const { signal: _, timeout: __, ...options } = args[0] ?? {};
    deepEqual({ ...received }, { ...to.receiveMessage(options) });
  }
  equal(into.map(String).join(""), "abcdef\0\0\0\0\0\0");
});

test("receiveMessageAsync rejects wrong arguments as receiveMessage throws them", async () => {
  const socket = datagramSocket();
  for (const args of [["x"], [5], [[]], [{ length: 5 }], [{ size: -1 }], [{ into: 5 }], [{ size: 5, into: Buffer.alloc(5) }], [{ size: 5, timeout: 5 }]]) {
    const { name, code, message } = throws(() => socket.receiveMessage(...args), { name: /^(Type|Range)Error$/ });
    await rejects(() => socket.receiveMessageAsync(...args), { name, code, message });
  }
});

test("descriptors are passed by sendMessageAsync and receiveMessageAsync", async () => {
  needUnix();
  const [one, other] = pair(Socket.PF_UNIX);
  const given = datagramSocket();
  const promise = other.receiveMessageAsync();
  equal(await one.sendMessageAsync({ data: "x", descriptors: [given, 0] }), true);
  const { descriptors: [socket, descriptor] } = await promise;
  keep(socket);
  deepEqual(socket.getSockName(), given.getSockName());
  ok(descriptor instanceof Descriptor || descriptor instanceof Socket);
  descriptor.close();
});

test("control data come by receiveMessageAsync", async () => {
  needLinux("elsewhere the options are others");
  needKernel();
  const [one, other] = datagramPair();
  other.setOption("IP_RECVTTL", true).setOption("SO_TIMESTAMPNS", true);
  const promise = other.receiveMessageAsync();
  one.setOption("IP_TTL", 33).send("x");
  const { ttl, timestamp } = await promise;
  equal(ttl, 33);
  equal(typeof timestamp, "bigint");
});

test("receiveMessageAsync waits for what MSG_ERRQUEUE asks for", async () => {
  needLinux("only Linux has the error queue");
  const peer = datagramSocket();
  const socket = open(Socket.PF_INET, Socket.SOCK_DGRAM).setOption("IP_RECVERR", true);
  socket.connect(...peer.getSockName());
  peer.close();
  const promise = socket.receiveMessageAsync({ flags: Socket.MSG_ERRQUEUE });
  equal(await isSettled(promise), false);
  socket.send("anyone?");
  const { data, error } = await promise;
  equal(data.toString(), "anyone?");
  equal(error.code, "ECONNREFUSED");
});

test("what waits for the error queue does not hold up what is received, nor the other way round", async () => {
  needLinux("only Linux has the error queue");
  const [one, other] = datagramPair();
  other.setOption("IP_RECVERR", true);
  const failure = other.receiveMessageAsync({ flags: Socket.MSG_ERRQUEUE });
  const received = other.receiveAsync();
  one.send("data");
  equal((await received).toString(), "data");
  one.send("sync");
  equal(waitReadable(other).receive().toString(), "sync");
  const controller = new AbortController();
  const more = other.receiveAsync({ signal: controller.signal }).catch(({ code, name }) => code ?? name);
  one.close();
  await other.sendAsync("anyone?");
  equal((await failure).error.code, "ECONNREFUSED");
  controller.abort();
  ok(await more !== undefined); // the same error, if it was told of that before it was taken from the queue
});

done();
