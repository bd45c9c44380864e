"use strict";

const { Socket } = require("socket");
const { test, done, ok, equal, deepEqual, throws, rejects } = require("./harness.js");
const { open, keep, listener, openIfPossible, pair, streamPair, datagramSocket, datagramPair, needUnix, isSettled, turn } = require("./sockets.js");

test("for await over a listener gives its connections", async () => {
  const server = listener();
  const clients = [1, 2, 3].map(() => open());
  for (const client of clients) client.connect(...server.getSockName());
  const names = [];
  for await (const connection of server) {
    ok(keep(connection) instanceof Socket);
    names.push(connection.getPeerName());
    if (names.length === 3) break;
  }
  deepEqual(names, clients.map((client) => client.getSockName()));
});

test("for await over a listener waits for connections, and ends with close", async () => {
  const server = listener();
  let count = 0;
  const looping = (async () => {
    for await (const connection of server) {
      keep(connection);
      count += 1;
    }
    return "over";
  })();
  equal(await isSettled(looping), false);
  open().connect(...server.getSockName());
  while (count === 0) await turn();
  equal(await isSettled(looping), false);
  server.close();
  equal(await looping, "over");
});

test("for await over a connection gives its data, and ends with the stream", async () => {
  const [client, server] = streamPair();
  const sending = (async () => {
    for (const part of ["one ", "two ", "three"]) {
      await client.sendAsync(part);
      await turn();
    }
    client.close();
  })();
  let all = "";
  for await (const data of server) {
    ok(Buffer.isBuffer(data) && data.length > 0);
    all += data;
  }
  equal(all, "one two three");
  ok(server.fd >= 0, "still open");
  await sending;
});

test("for await over a connection ends with close, and throws what receiving fails with", async () => {
  const [, server] = streamPair();
  const looping = (async () => { for await (const data of server) throw new Error(`got ${data}`); return "over"; })();
  equal(await isSettled(looping), false);
  server.close();
  equal(await looping, "over");
  const [client, reset] = streamPair();
  client.setOption("SO_LINGER", 0).close();
  await rejects(async () => { for await (const data of reset) throw new Error(`got ${data}`); }, { name: "SocketError", code: "ECONNRESET" });
  await rejects(async () => { for await (const data of open()) throw new Error(`got ${data}`); }, { name: "SocketError", code: "ENOTCONN" });
});

test("for await over a datagram socket gives { data, address, port }, empty ones too", async () => {
  const to = datagramSocket();
  const from = datagramSocket();
  for (const data of ["a", "", "b"]) from.send(data, ...to.getSockName());
  const received = [];
  for await (const { data, address, port } of to) {
    received.push([data.toString(), address, port]);
    if (received.length === 3) break;
  }
  deepEqual(received, ["a", "", "b"].map((data) => [data, ...from.getSockName()]));
});

test("for await over a datagram socket ends with close", async () => {
  const socket = datagramSocket();
  const looping = (async () => { for await (const { data } of socket) throw new Error(`got ${data}`); return "over"; })();
  equal(await isSettled(looping), false);
  socket.close();
  equal(await looping, "over");
});

test("for await over a seqpacket connection gives its messages, and ends with it", async () => {
  needUnix(Socket.SOCK_SEQPACKET);
  const [one, other] = pair(Socket.PF_UNIX, Socket.SOCK_SEQPACKET);
  for (const data of ["a", "bc"]) one.send(data);
  one.close();
  const received = [];
  for await (const data of other) received.push(data.toString());
  deepEqual(received, ["a", "bc"]);
});

test("leaving the loop leaves the socket open, by break, return and throw", async () => {
  const [one, other] = datagramPair();
  for (const data of "1234") one.send(data);
  for await (const { data } of other) {
    equal(data.toString(), "1");
    break;
  }
  await (async () => { for await (const { data } of other) return equal(data.toString(), "2"); return undefined; })();
  await rejects(async () => { for await (const { data } of other) throw new Error(data.toString()); }, { message: "3" });
  equal(other.receive().toString(), "4");
});

test("a loop takes nothing ahead", async () => {
  const [one, other] = datagramPair();
  for (const data of "12") one.send(data);
  for await (const { data } of other) {
    equal(data.toString(), "1");
    await turn();
    equal(other.setBlocking(false).receive().toString(), "2");
    break;
  }
});

test("the socket may be used in the loop, and closed", async () => {
  const [client, server] = streamPair();
  client.send("ping");
  let count = 0;
  for await (const data of server) {
    count += 1;
    await server.sendAsync(`${data} pong`);
    server.close();
  }
  equal(count, 1);
  equal(client.receive().toString(), "ping pong");
});

test("the iterator has next and return, and ends for good", async () => {
  const [one, other] = datagramPair();
  const iterator = other[Symbol.asyncIterator]();
  equal(iterator[Symbol.asyncIterator](), iterator);
  const promise = iterator.next();
  one.send("x");
  const { value, done: isDone } = await promise;
  deepEqual([value.data.toString(), isDone], ["x", false]);
  deepEqual(await iterator.return("left"), { value: "left", done: true });
  deepEqual(await iterator.next(), { value: undefined, done: true });
  one.send("y");
  equal(other.receive().toString(), "y");
});

test("two loops over one listener share its connections", async () => {
  const server = listener();
  const seen = [];
  const loop = async () => { for await (const connection of server) seen.push(keep(connection).getPeerName()[1]); };
  const loops = [loop(), loop()];
  const clients = [1, 2, 3, 4].map(() => open());
  for (const client of clients) client.connect(...server.getSockName());
  while (seen.length < 4) await turn();
  server.close();
  await Promise.all(loops);
  deepEqual(seen, clients.map((client) => client.getSockName()[1]));
});

test("a loop over a closed socket ends at once, and over what is no socket throws a TypeError", async () => {
  const closed = datagramSocket();
  closed.close();
  for await (const received of closed) throw new Error(`got ${received}`);
  throws(() => Socket.prototype[Symbol.asyncIterator].call({}), { name: "TypeError" });
  throws(() => Socket.prototype[Symbol.asyncIterator](), { name: "TypeError" });
});

test("for await over a raw socket gives its packets with their senders", async () => {
  const raw = openIfPossible(Socket.PF_INET, Socket.SOCK_RAW, Socket.IPPROTO_UDP).bind("127.0.0.1");
  const to = datagramSocket();
  datagramSocket().send("raw", ...to.getSockName());
  for await (const { data, address } of raw) {
    equal(address, "127.0.0.1");
    if (data.toString("latin1").endsWith("raw")) break;
  }
});

done();
