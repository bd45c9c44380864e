"use strict";

// Options of the host's own sockets, those of node:net, node:dgram and node:http: read and set without owning them, so that they go on
// to work and nothing stays open. Prints for each what the host tells of it.

const dgram = require("node:dgram");
const fs = require("node:fs");
const http = require("node:http");
const net = require("node:net");
const path = require("node:path");
const { once } = require("node:events");

process.dlopen(module, process.env.TEASOCKET_MODULE);
const { getOption, setOption } = module.exports;

const [, , directory] = process.argv;

/** What came of setting an option: "set", or why the host does not let us. */
function trial(socket, name, value) {
  try {
    const before = getOption(socket, name);
    if (setOption(socket, name, value) !== socket) return "not returned";
    const after = getOption(socket, name);
    return before !== value && after === value ? "set" : `${before}, then ${after}`;
  } catch (error) {
    return error.code;
  }
}

const descriptors = () => fs.readdirSync("/proc/self/fd").length;

/** The message that a connection brings to its end. */
async function readAll(connection) {
  let text = "";
  connection.setEncoding("utf8").on("data", (part) => { text += part; });
  await once(connection, "close");
  return text;
}

/** A server, a client and what it accepts: before they are open, while they are, and afterwards. */
async function connections(label, listenOn, connectTo) {
  const server = net.createServer();
  console.log(`${label} server before listening: ${trial(server, "SO_KEEPALIVE", true)}`);
  server.listen(...listenOn);
  await once(server, "listening");
  console.log(`${label} server: ${trial(server, "SO_KEEPALIVE", true)}`);
  const client = new net.Socket();
  console.log(`${label} client before connecting: ${trial(client, "SO_KEEPALIVE", true)}`);
  client.connect(...connectTo(server));
  const [accepted] = await once(server, "connection");
  if (client.connecting) await once(client, "connect");
  const open = descriptors();
  const keptAlive = trial(client, "SO_KEEPALIVE", true);
  console.log(`${label} client: ${keptAlive}, accepted: ${trial(accepted, "SO_RCVLOWAT", 2)}`);
  console.log(`${label} descriptors left: ${descriptors() - open}`);
  accepted.end(`still ${label}`);
  console.log(await readAll(client));
  console.log(`${label} client when closed: ${trial(client, "SO_KEEPALIVE", true)}`);
  server.close();
}

async function datagrams() {
  const socket = dgram.createSocket("udp4");
  console.log(`udp before binding: ${trial(socket, "SO_BROADCAST", true)}`);
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  console.log(`udp: ${trial(socket, "SO_BROADCAST", true)}`);
  socket.send("to myself", socket.address().port, "127.0.0.1");
  const [message] = await once(socket, "message");
  console.log(String(message));
  socket.close();
  console.log(`udp when closed: ${trial(socket, "SO_BROADCAST", true)}`);
}

async function requests() {
  const server = http.createServer((request, response) => response.end(`http: ${trial(request.socket, "TCP_QUICKACK", false)}`));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const request = http.get({ port: server.address().port, host: "127.0.0.1", agent: false });
  const [response] = await once(request, "response");
  let text = "";
  for await (const part of response) text += part;
  console.log(text);
  server.close();
}

(async () => {
  process.on("warning", (warning) => console.log(`warned: ${warning.message}`));
  await connections("tcp", [0, "127.0.0.1"], (server) => [server.address().port, "127.0.0.1"]);
  const name = path.join(directory, "socket");
  await connections("unix", [name], () => [name]);
  await datagrams();
  await requests();
})();
