// A server on a Unix socket: sends back what its clients send, one client after another.
//
//   tea examples/unix-server.js [PATH=@tea-example]
//
// A PATH that starts with @ is a name in Linux's abstract namespace: no file appears, and the name is free
// again as soon as the server is gone. Any other PATH becomes a file, which stays when the server ends; the
// next server then finds its address in use. Nothing is removed behind your back: this program finds out
// whether a server still listens there, and if not, tells you to remove the file.
// Runs until it is stopped (Ctrl+C). tcp-server.js shows how to serve many clients at once.
"use strict";

const { Socket, SocketError } = require("socket");

/** The address for a path as it is written on the command line: abstract names begin with a NUL. */
const toAddress = (path) => (path.startsWith("@") ? "\0" + path.slice(1) : path);

/** Why an address is taken: connecting to it tells a living server from a file that one has left behind. */
function explainInUse(path) {
  const probe = new Socket(Socket.PF_UNIX, Socket.SOCK_STREAM);
  try {
    probe.connect(toAddress(path));
    return `another server is running at ${path}`;
  } catch (error) {
    if (error.code !== "ECONNREFUSED") throw error;
    return `${path} exists, but nothing listens there. If an earlier server has left it behind, ` +
      `remove it (rm ${path}) and start again`;
  } finally {
    probe.close();
  }
}

/** Sends back what a client sends, until it has finished. The sockets block: send() hands over everything. */
function serve(client) {
  try {
    for (let data = client.receive(); data.length > 0; data = client.receive()) {
      client.send(data);
    }
  } catch (error) {
    if (!(error instanceof SocketError)) throw error;
    system.stderr.writeLine(`unix-server: ${error.message}`); // this client's trouble, not the server's
  } finally {
    client.close();
  }
}

const [, path = "@tea-example"] = system.args;
if (system.args.length > 2 || path === "" || path === "@") {
  system.stderr.writeLine("usage: tea unix-server.js [PATH=@tea-example]");
  exit(2);
}

const listener = new Socket(Socket.PF_UNIX, Socket.SOCK_STREAM);
try {
  listener.bind(toAddress(path)).listen();
} catch (error) {
  if (!(error instanceof SocketError || error instanceof RangeError)) throw error; // RangeError: PATH is too long
  const reason = error.code === "EADDRINUSE" ? explainInUse(path) : error.message;
  system.stderr.writeLine(`unix-server: ${reason}`);
  exit(1);
}
system.stdout.writeLine(`listening on ${path}`);
system.stdout.flush();
for (;;) {
  serve(listener.accept());
}
