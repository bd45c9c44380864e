// A UDP client: sends a request, waits for the answer, and asks again when none comes, because datagrams
// can be lost on the way there and on the way back.
//
//   tea examples/udp-client.js HOST PORT MESSAGE
//
// Prints the answer of udp-server.js: the message in capitals. Ends with status 1 when there is none.
"use strict";

const { Socket, SocketError } = require("socket");

const attempts = 3;
const patience = 500; // milliseconds for the first attempt; doubled for each further one

/**
 * Waits for the answer to one request.
 * @returns {?string} the answer, or null when none has come in time
 */
function waitForAnswer(socket, id, milliseconds) {
  const deadline = Date.now() + milliseconds;
  for (let left = milliseconds; left > 0; left = deadline - Date.now()) {
    const readable = [socket];
    Socket.select(readable, null, null, left);
    if (!readable.includes(socket)) continue;
    const text = socket.receive().toString("utf-8");
    if (text.startsWith(id + " ")) return text.slice(id.length + 1);
    // Something else, such as a late answer to an earlier request: keep waiting.
  }
  return null;
}

/**
 * The server's answer to the message, or null. The id at its front tells this request's answer from others;
 * it stays the same when the request is repeated, so that a late answer to the first attempt counts too.
 */
function request(socket, message) {
  const id = String(Math.floor(Math.random() * 1e9));
  for (let attempt = 0; attempt < attempts; attempt++) {
    socket.send(`${id} ${message}`);
    const text = waitForAnswer(socket, id, patience * 2 ** attempt);
    if (text !== null) return text;
  }
  return null;
}

const isPort = (text) => /^\d{1,5}$/.test(text) && Number(text) <= 65535;

const [, host, port, message] = system.args;
if (system.args.length !== 4 || !isPort(port)) {
  system.stderr.writeLine("usage: tea udp-client.js HOST PORT MESSAGE");
  exit(2);
}

let text;
try {
  const socket = new Socket(Socket.PF_INET, Socket.SOCK_DGRAM, Socket.IPPROTO_UDP);
  // A connected datagram socket receives from this peer only, and learns of it when nobody is there:
  // the system reports the refusal (ECONNREFUSED) at the next call.
  socket.connect(Socket.getAddrInfo(host, Socket.PF_INET), port);
  text = request(socket, message);
  socket.close();
} catch (error) {
  if (!(error instanceof SocketError)) throw error;
  system.stderr.writeLine(`udp-client: ${error.message}`);
  exit(1);
}
if (text === null) {
  system.stderr.writeLine(`udp-client: no answer from ${host}:${port} to ${attempts} requests`);
  exit(1);
}
system.stdout.writeLine(text);
