"use strict";

const { Socket } = require("socket");
const { test, done, ok, equal, notEqual, deepEqual } = require("./harness.js");
const {
  needUnix, needLinux, streamPair, datagramSocket, datagramPair, waitReadable, receiveExactly,
  expectNothingMore, pattern,
} = require("./sockets.js");

// "`receive([num])`: (+) 65,536 when left out. A Buffer of what came"

test("receive returns a Buffer of what came", () => {
  const [client, server] = streamPair();
  client.send("hello");
  const data = waitReadable(server).receive(10);
  ok(data instanceof Buffer);
  ok(data instanceof Uint8Array);
  equal(data.length, 5);
  equal(data.toString(), "hello");
  equal(data.indexOf(111), 4);
});

test("receive retrieves at most num bytes and leaves the rest", () => {
  const [client, server] = streamPair();
  client.send("abcdef");
  equal(waitReadable(server).receive(2).toString(), "ab");
  equal(server.receive(1).toString(), "c");
  equal(server.receive(100).toString(), "def");
});

test("receive keeps all byte values", () => {
  const [client, server] = streamPair();
  const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
  client.send(bytes);
  deepEqual(receiveExactly(server, 256), bytes);
});

test("receive without num takes 65,536 bytes of a stream", () => {
  needUnix();
  const [client, server] = streamPair(Socket.PF_UNIX);
  const data = pattern(70000);
  equal(client.send(data), true);
  const first = server.receive();
  ok(first.length > 0 && first.length <= 65536, `${first.length} bytes`);
  const all = Uint8Array.from([...first, ...receiveExactly(server, data.length - first.length)]);
  deepEqual(all, data);
});

test("receive without num takes exactly 65,536 bytes where more is queued in one piece", () => {
  needLinux("other systems queue less");
  const [client, server] = streamPair(Socket.PF_UNIX);
  equal(client.send(new Uint8Array(70000)), true);
  equal(server.receive().length, 65536);
  equal(server.receive(null).length, 70000 - 65536);
});

test("each Buffer has memory of its own, which later calls leave alone", () => {
  const [client, server] = streamPair();
  const received = [];
  for (let i = 0; i < 300; i += 1) {
    client.send(`message ${i}`);
    received.push(waitReadable(server).receive());
  }
  received.forEach((data, i) => equal(data.toString(), `message ${i}`));
  received[0][0] = 77;
  equal(received[1].toString(), "message 1");
  notEqual(received[0], received[1]);
});

test("a Buffer outlives its socket", () => {
  const [client, server] = streamPair();
  client.send("kept");
  const data = waitReadable(server).receive();
  server.close();
  equal(data.toString(), "kept");
});

test("received data can be sent on", () => {
  const [client, server] = streamPair();
  client.send("echo");
  equal(server.send(waitReadable(server).receive()), true);
  equal(waitReadable(client).receive().toString(), "echo");
});

test("receive(0) on a stream returns an empty Buffer at once and takes nothing", () => {
  const [client, server] = streamPair();
  equal(server.receive(0).length, 0);
  equal(server.setBlocking(false).receive(0).length, 0);
  client.send("x");
  equal(waitReadable(server).receive(0).length, 0);
  equal(server.receive(1).toString(), "x");
});

test("receive(0) on a datagram socket takes the datagram", () => {
  const [sender, receiver] = datagramPair();
  sender.send("gone");
  sender.send("next");
  equal(waitReadable(receiver).receive(0).length, 0);
  equal(waitReadable(receiver).receive().toString(), "next");
});

// "an empty Buffer on a stream means that the peer has finished, after all queued data."

test("at the end of the stream receive returns an empty Buffer, again and again", () => {
  const [client, server] = streamPair();
  client.close();
  for (let i = 0; i < 3; i += 1) {
    const end = waitReadable(server).receive();
    ok(end instanceof Buffer);
    equal(end.length, 0);
  }
});

test("the end of the stream comes after all queued data", () => {
  const [client, server] = streamPair();
  client.send("first");
  client.send("second");
  client.close();
  deepEqual(receiveExactly(server, 11), Buffer.from("firstsecond"));
  equal(waitReadable(server).receive().length, 0);
});

test("the end of a Unix stream comes after all queued data", () => {
  needUnix();
  const [client, server] = streamPair(Socket.PF_UNIX);
  client.send("last words");
  client.close();
  deepEqual(receiveExactly(server, 10), Buffer.from("last words"));
  equal(server.receive().length, 0);
});

test("the end of the stream is an empty Buffer on a non-blocking socket, not false", () => {
  const [client, server] = streamPair();
  server.setBlocking(false);
  equal(server.receive(), false);
  client.close();
  const end = waitReadable(server).receive();
  notEqual(end, false);
  equal(end.length, 0);
});

test("nothing yet is false and no error on a non-blocking socket, however often it is asked", () => {
  const [client, server] = streamPair();
  server.setBlocking(false);
  for (let i = 0; i < 5; i += 1) {
    equal(server.receive(), false);
  }
  client.send("now");
  equal(waitReadable(server).receive().toString(), "now");
  equal(server.receive(), false);
});

// "A datagram longer than num is cut; an empty datagram is an empty Buffer."

test("a datagram longer than num is cut and the rest is gone", () => {
  const [sender, receiver] = datagramPair();
  sender.send("abcdef");
  sender.send("next");
  equal(waitReadable(receiver).receive(3).toString(), "abc");
  equal(waitReadable(receiver).receive(100).toString(), "next");
  expectNothingMore(receiver);
});

test("a Unix datagram longer than num is cut and the rest is gone", () => {
  needUnix(Socket.SOCK_DGRAM);
  const [sender, receiver] = datagramPair(Socket.PF_UNIX);
  sender.send("abcdef");
  sender.send("next");
  equal(receiver.receive(3).toString(), "abc");
  equal(receiver.receive(100).toString(), "next");
});

test("an empty datagram is an empty Buffer, and datagrams go on after it", () => {
  const [sender, receiver] = datagramPair();
  sender.send("");
  sender.send("after");
  const empty = waitReadable(receiver).receive();
  ok(empty instanceof Buffer);
  equal(empty.length, 0);
  equal(waitReadable(receiver).receive().toString(), "after");
});

test("an empty datagram is no false on a non-blocking socket", () => {
  const [sender, receiver] = datagramPair();
  receiver.setBlocking(false);
  equal(receiver.receive(), false);
  sender.send("");
  equal(waitReadable(receiver).receive().length, 0);
  equal(receiver.receive(), false);
});

test("datagrams are not joined, however large num is", () => {
  const [sender, receiver] = datagramPair();
  sender.send("one");
  sender.send("two");
  equal(waitReadable(receiver).receive(1000000).toString(), "one");
  equal(waitReadable(receiver).receive(1000000).toString(), "two");
});

test("a datagram socket that is not connected receives from everyone", () => {
  const receiver = datagramSocket();
  for (const text of ["first", "second"]) {
    datagramSocket().send(text, ...receiver.getSockName());
    equal(waitReadable(receiver).receive().toString(), text);
  }
});

test("a connected datagram socket receives from its peer only", () => {
  const [sender, receiver] = datagramPair();
  datagramSocket().send("stranger", ...receiver.getSockName());
  sender.send("friend");
  equal(waitReadable(receiver).receive().toString(), "friend");
  expectNothingMore(receiver);
});

// "A huge num costs memory for what arrives, not for num."

const hugeNumbers = [67108864, 2 ** 31 - 1, 2 ** 31, 2 ** 32, Number.MAX_SAFE_INTEGER];

test("a huge num receives what has come on a stream, in little memory", () => {
  const [client, server] = streamPair();
  for (const num of hugeNumbers) {
    client.send("little");
    const data = waitReadable(server).receive(num);
    equal(data.toString(), "little", String(num));
    ok(data.buffer.byteLength <= 1 << 20, `${data.buffer.byteLength} bytes held for ${data.length}`);
  }
});

test("a huge num receives one datagram, in little memory", () => {
  const [sender, receiver] = datagramPair();
  for (const num of hugeNumbers) {
    sender.send("little");
    const data = waitReadable(receiver).receive(num);
    equal(data.toString(), "little", String(num));
    ok(data.buffer.byteLength <= 1 << 20, `${data.buffer.byteLength} bytes held for ${data.length}`);
  }
});

test("a huge num is false when nothing has come, and empty at the end", () => {
  const [client, server] = streamPair();
  server.setBlocking(false);
  equal(server.receive(2 ** 31), false);
  client.close();
  equal(waitReadable(server).receive(2 ** 31).length, 0);
});

test("a large amount is received whole with a huge num", () => {
  const [client, server] = streamPair();
  client.setBlocking(false);
  const data = pattern(200000);
  const sent = client.send(data);
  const count = sent === true ? data.length : sent;
  ok(count > 0, `send returned ${sent}`);
  let length = 0;
  while (length < count) {
    const part = waitReadable(server).receive(67108864);
    ok(part.length > 0, `the stream ended after ${length} bytes`);
    deepEqual(Uint8Array.from(part), data.slice(length, length + part.length));
    length += part.length;
  }
  equal(length, count);
  expectNothingMore(server);
});

test("many messages there and back arrive in order", () => {
  const [client, server] = streamPair();
  for (let i = 0; i < 500; i += 1) {
    client.send(`ping ${i}`);
    equal(waitReadable(server).receive().toString(), `ping ${i}`);
    server.send(`pong ${i}`);
    equal(waitReadable(client).receive().toString(), `pong ${i}`);
  }
});

done();
