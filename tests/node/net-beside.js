"use strict";

// The host's own net and dgram serve in the same process while the module's sockets are used, and reach them.

const dgram = require("node:dgram");
const net = require("node:net");
const { once } = require("node:events");
const { Socket, datagramSocket, exchange, listener, turn } = require("./sockets.js");

const ROUNDS = 100;

/** What a non-blocking call returns once it would not block; the event loop turns meanwhile. */
async function result(call) {
  let value;
  while ((value = call()) === false) await turn();
  return value;
}

async function askNet(port, text) {
  const client = new Socket(Socket.PF_INET, Socket.SOCK_STREAM).setBlocking(false);
  await result(() => client.connect("127.0.0.1", port));
  client.send(text);
  const answer = await result(() => client.receive());
  client.close();
  return answer.toString();
}

async function askModule(server, text) {
  const client = net.connect(server.getSockName()[1], "127.0.0.1");
  const accepted = await result(() => server.accept());
  accepted.setBlocking(false);
  client.end(text);
  accepted.send(await result(() => accepted.receive()));
  const [answer] = await once(client, "data");
  accepted.close();
  return answer.toString();
}

async function askDgram(port, text) {
  const own = datagramSocket().setBlocking(false);
  own.send(text, "127.0.0.1", port);
  const answer = await result(() => own.receive());
  own.close();
  return answer.toString();
}

async function main() {
  const streams = net.createServer((socket) => socket.pipe(socket)).listen(0, "127.0.0.1");
  const datagrams = dgram.createSocket("udp4").bind(0, "127.0.0.1");
  datagrams.on("message", (message, from) => datagrams.send(message, from.port, from.address));
  await Promise.all([once(streams, "listening"), once(datagrams, "listening")]);
  const server = listener().setBlocking(false);

  let right = 0;
  for (let i = 0; i < ROUNDS; i += 1) {
    const text = `round ${i}`;
    exchange();
    const answers = await Promise.all([
      askNet(streams.address().port, text), askModule(server, text), askDgram(datagrams.address().port, text),
    ]);
    if (answers.every((answer) => answer === text)) right += 1;
  }
  console.log(right, "rounds");
  streams.close();
  datagrams.close();
}

main();
