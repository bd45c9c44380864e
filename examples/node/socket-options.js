// Sets a socket's options, three of which Node cannot set, shows what the system has made of them, and hands it to Node.
//
//   node examples/node/socket-options.js ADDRESS PORT MESSAGE
//
// ADDRESS is an IPv4 address. Prints each option as "name: before -> after", and then the server's answer to MESSAGE.
"use strict";

const net = require("node:net");
const { Socket, SocketError } = require("teasocket");

const bufferSize = 32768; // bytes; Linux takes twice as much, to have room for its own bookkeeping

// What is set before connecting counts from the first packet: the receive buffer's size limits the window that TCP offers.
const options = [
  ["SO_RCVBUF", bufferSize],
  ["SO_SNDBUF", bufferSize],
  ["SO_KEEPALIVE", true],
  ["TCP_NODELAY", true],
  ["SO_LINGER", 0], // seconds: closing resets the connection
];

/** A value as text: what lingering is when it is off, null, reads better in a word. */
const show = (value) => value === null ? "off" : String(value);

function setAndShow(socket, name, value) {
  const before = socket.getOption(name);
  socket.setOption(name, value);
  console.log(`${name}: ${show(before)} -> ${show(socket.getOption(name))}`);
}

/** Sends the message, and prints the answer until the server has finished. */
function exchange(connection, message) {
  connection.on("error", fail);
  connection.on("data", (part) => process.stdout.write(part));
  connection.on("end", () => connection.destroy()); // all has come: the reset loses nothing, and keeps no port waiting
  connection.write(message + "\n");
}

function fail(error) {
  console.error(`socket-options: ${error.message}`);
  process.exitCode = 1;
}

const isPort = (text) => /^\d{1,5}$/.test(text) && Number(text) <= 65535;

const [address, port, message, ...rest] = process.argv.slice(2);
if (message === undefined || rest.length > 0 || !net.isIPv4(address) || !isPort(port)) {
  console.error("usage: node socket-options.js ADDRESS PORT MESSAGE");
  process.exit(2);
}

try {
  const socket = new Socket(Socket.PF_INET, Socket.SOCK_STREAM);
  for (const [name, value] of options) setAndShow(socket, name, value);
  socket.connect(address, port);
  // allowHalfOpen: otherwise Node would finish our side by itself at the end of the answer.
  exchange(new net.Socket({ fd: socket.detach(), readable: true, writable: true, allowHalfOpen: true }), message);
} catch (error) {
  if (!(error instanceof SocketError)) throw error;
  fail(error);
}
