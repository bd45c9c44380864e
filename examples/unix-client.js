// A client on a Unix socket: sends a message and prints the answer.
//
//   tea examples/unix-client.js [PATH=@tea-example] MESSAGE
//
// A PATH that starts with @ is a name in Linux's abstract namespace; see unix-server.js.
"use strict";

const { Socket, SocketError } = require("socket");
const { Buffer } = require("binary");

/** The address for a path as it is written on the command line: abstract names begin with a NUL. */
const toAddress = (path) => (path.startsWith("@") ? "\0" + path.slice(1) : path);

/** Everything that the peer sends until it has finished. */
function receiveAll(socket) {
  const parts = [];
  for (let data = socket.receive(); data.length > 0; data = socket.receive()) {
    parts.push(data);
  }
  return Buffer.concat(parts);
}

const reasons = {
  ENOENT: "there is no such path: is the server running?",
  ECONNREFUSED: "nothing listens there: the server has gone, and left its path behind if that is a file",
};

const rest = system.args.slice(1);
if (rest.length < 1 || rest.length > 2) {
  system.stderr.writeLine("usage: tea unix-client.js [PATH=@tea-example] MESSAGE");
  exit(2);
}
const message = rest.pop();
const [path = "@tea-example"] = rest;

try {
  const socket = new Socket(Socket.PF_UNIX, Socket.SOCK_STREAM);
  socket.connect(toAddress(path));
  socket.send(message);
  socket.shutdown("write"); // the server sees the end of the message, and we can still receive
  system.stdout.writeLine(receiveAll(socket).toString("utf-8"));
  socket.close();
} catch (error) {
  if (!(error instanceof SocketError || error instanceof RangeError)) throw error; // RangeError: PATH is too long
  system.stderr.writeLine(`unix-client: ${path}: ${reasons[error.code] ?? error.message}`);
  exit(1);
}
