"use strict";

// Sends batches to an address, `segments.js FAMILY ADDRESS BATCH…`, and prints as JSON what has come of each. A batch is 20x3000,5x1: that
// many datagrams of that length. It is sent three times, and told is whether it came as it was sent, one datagram after the other, and by
// receiveMany with UDP_GRO on; and what lay together when it came, as UDP_GRO shows it: (1000:10000) is a piece of 10,000 bytes that is cut
// after each 1,000, and 2x3000 two datagrams by themselves.

const { Socket } = require("socket");

const [family, address, ...batches] = (typeof system === "object" ? system.args.slice(1) : process.argv.slice(2)).map((each, i) => i === 0 ? Number(each) : each);

/** A socket to receive with, which has room for a batch. */
function receiver(gro) {
  return new Socket(family, Socket.SOCK_DGRAM).bind(address).setOption("SO_RCVBUFFORCE", 8 << 20).setOption("UDP_GRO", gro);
}

const sender = new Socket(family, Socket.SOCK_DGRAM);
const single = receiver(false);
const many = receiver(true);
const whole = receiver(true);

/** The datagrams of a batch, no two alike. */
function datagrams(batch) {
  const all = batch.split(",").flatMap((run) => {
    const [count, length] = run.split("x").map(Number);
    return new Array(count).fill(length);
  });
  return all.map((length, i) => Buffer.from(Array.from({ length }, (_, at) => i * 7 + at)));
}

/** Receives until that many datagrams have come; each call returns one, several, or a message with several in it. */
function arrived(socket, count, receive) {
  const all = [];
  for (let left = count; left > 0;) {
    const some = receive(socket);
    all.push(some);
    left -= Array.isArray(some) ? some.length : some.segmentSize === undefined ? 1 : Math.ceil(some.data.length / some.segmentSize);
  }
  return all;
}

const isSame = (one, other) => one.length === other.length && one.every((data, i) => data.toString("latin1") === other[i].toString("latin1"));

/** Messages as text. */
function shown(messages) {
  const all = messages.map(({ segmentSize, data }) => segmentSize === undefined ? `${data.length}` : `(${segmentSize}:${data.length})`);
  const firsts = all.flatMap((text, i) => text === all[i - 1] ? [] : [i]);
  return firsts.map((first, i) => {
    const count = (firsts[i + 1] ?? all.length) - first;
    return count === 1 ? all[first] : `${count}x${all[first]}`;
  }).join(",");
}

/** Sends a batch to a receiver, of which all others know nothing. */
function send(batch, to) {
  const count = sender.sendMany(batch.map((data) => [data, ...to.getSockName()]));
  if (count !== batch.length) throw new Error(`${count} of ${batch.length} were sent`);
}

console.log(JSON.stringify(batches.map((text) => {
  const batch = datagrams(text);
  send(batch, single);
  const one = isSame(batch, arrived(single, batch.length, (socket) => socket.receive()));
  send(batch, many);
  const together = isSame(batch, arrived(many, batch.length, (socket) => socket.receiveMany(64, 65535)).flat());
  send(batch, whole);
  return [one, together, shown(arrived(whole, batch.length, (socket) => socket.receiveMessage()))];
})));

for (const socket of [single, many, whole]) {
  if (socket.setBlocking(false).receive() !== false) throw new Error("more came than was sent");
}
